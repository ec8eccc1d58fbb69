"""What every screen shares: the top line, the banner, the hints, and how a refusal is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from models.dates import show
from models.errors import Refused
from tui.ahead import load_ahead
from tui.quick_app import QuickScreen
from tui.refusals import SaysRefusals
from tui.screens.seated import Seated
from tui.taken_back import called
from tui.widgets.hints import Hints
from tui.widgets.inks import INK_CLASSES, ink_css
from tui.widgets.line import Line, Part

if TYPE_CHECKING:
    from sqlmodel import Session

    from forms.by_hand import Lists
    from models.reading.due import DueLine
    from models.store.change import Change
    from tui.by_hand import Entry

T = TypeVar("T")
BACK: BindingType = Binding("escape", "back", "back", key_display="Esc")
UNDO: BindingType = Binding("u", "undo", "undo", tooltip="Take back the last change")


class Room(SaysRefusals, Seated, QuickScreen[Any]):
    """A whole screen: top line, banner where one is needed, the screen's own body, hints."""

    NAME: ClassVar[str] = ""
    LEADS_TO: ClassVar[tuple[str, ...]] = ()
    """The modules of what is opened from here, which are loaded while it is looked at."""
    BLANK = True
    COMPONENT_CLASSES = INK_CLASSES
    DEFAULT_CSS = """
    Room { background: $background; color: $foreground; }
    Room #top { background: $panel; }
    Room #status { background: $surface; }
    """ + ink_css("Room")
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._seen: tuple[int, date] | None = None

    def compose(self) -> ComposeResult:
        """Lay out top, banner, body and hints."""
        yield Line(id="top", both_ends=True)
        yield Line(id="banner")
        yield from self.body()
        yield Hints()

    def body(self) -> ComposeResult:
        """Yield the screen's own widgets."""
        yield from ()

    async def on_mount(self) -> None:
        """Show the frame, then the screen's own content."""
        self.show_frame()
        self.query_one(Hints).show_bindings(self.hinted())
        await self.begin()
        await self.refresh_if_old()

    async def begin(self) -> None:
        """Put the focus where it belongs; called once, before the first `reload`."""

    async def make_ahead(self) -> None:
        """Make the page that is opened from here, behind this screen; called once its module is loaded."""

    async def reload(self) -> None:
        """Read what this screen is about, and show it."""

    async def refresh_if_old(self) -> None:
        """Read again if the store was changed since, or the day is another."""
        seen = self.desk.version, self.desk.today
        if self.desk.is_open and seen != self._seen:
            self._seen = seen
            try:
                await self.reload()
            except Refused:
                if self.desk.is_open:
                    raise
                self._seen = (-1, date.min)  # locked meanwhile: what is shown again is read again

    async def on_screen_resume(self) -> None:
        """Show what was changed while another screen was shown; what was said there is not said on."""
        self.program.forget_said()
        if self.LEADS_TO and self.is_current:  # a screen that is made behind another is not gone to
            load_ahead(self.program, self.LEADS_TO, self.make_ahead)
        if self._seen is not None:
            await self.refresh_if_old()
            self.show_dues()

    def hinted(self) -> list[Binding]:
        """Return the bindings whose hints are shown, in order."""
        return [one for one in self.BINDINGS if isinstance(one, Binding)]

    def show_frame(self) -> None:
        """Show the top line and the banner as they should be now; what matters least gives way first."""
        full, *shorter = self._top_lines()
        self.query_one("#top", Line).show(*full, shorter=shorter)
        banner = self.query_one("#banner", Line)
        words = self.banner()
        banner.display = bool(words)
        said, *brief = ([(f" {each} ", "mark")] if each else "" for each in banner_wordings(words))
        banner.show(said, shorter=[(each, "") for each in brief])

    def _top_lines(self) -> list[tuple[list[Part], list[Part]]]:
        """Return the two ends of the top line in ever fewer words."""
        program, today = self.program, self.desk.today
        name, here = (" Footprint ", "strong"), (f"  {self.heading()} ", "strong")
        team = self.desk.team.name if self.desk.is_open else ""
        counts = self.due_words()
        due = (f"   {counts}" if counts else "", "strong")
        age = (f"   {program.backup_age}" if program.backup_age else "", "quiet")
        alarm = age if program.backup_age.isupper() else ("", "")
        day, brief = (f"   {show(today)} ", ""), (f"   {today:%a} {today.day} {today:%b} ", "")
        return [
            ([name, (f" {program.team_line} ", ""), here], [due, age, day]),
            ([name, (f" {team} ", ""), here], [due, age, day]),
            ([(f" {team} ", ""), here], [due, alarm, brief]),
            ([here], [due, alarm, brief]),
            ([here], [due, alarm]),
            ([here], []),
        ]

    def due_words(self) -> str:
        """Return how much is due, for the top line."""
        return self.program.dues.words()

    def show_dues(self) -> None:
        """Show what is due as it is known now: in the top line of every screen, and where a screen says more."""
        self.show_frame()

    def heading(self) -> str:
        """Return what the top line calls this screen."""
        return self.NAME

    def show_again(self) -> None:
        """Show everything anew: projector mode began or ended."""
        self.show_frame()

    async def new_day(self) -> None:
        """Go over to the new day."""
        self.show_again()
        await self.refresh_if_old()

    def banner(self) -> str:
        """Return what must not be overlooked on this screen; empty if nothing."""
        return self.program.banner()

    async def lists(self) -> Lists:
        """Return what pick lists are made of now; in projector mode people are initials and numbers."""
        from tui import by_hand

        return await by_hand.lists(self.desk, private=self.program.private)

    async def due_here(self) -> list[DueLine]:
        """Return what is due where the cursor stands, the most urgent first."""
        return []

    async def action_explain(self) -> None:
        """Say why a date is what it is: of everything due where the cursor stands."""
        lines = await self.due_here()
        if lines:
            await self.explain(lines)
        else:
            self.say("Nothing stands here that a rule gives a date for.")

    async def explain(self, lines: list[DueLine]) -> None:
        """Show why these are due when they are."""
        from tui.screens.why import WhyScreen

        self.program.push_screen(WhyScreen(lines, private=self.program.private))

    # -- reading and changing the store ----------------------------------------------------------

    async def read_or_leave(self, query: Callable[[Session], T]) -> T | None:
        """Read what this screen is about; where that is there no more, say so, go back and return None."""
        try:
            return await self.desk.read(query)
        except Refused as refused:
            if self in self.program.rooms():
                self.say(str(refused), wrong=True)
                self.dismiss(None)
            else:
                self._seen = (-1, date.min)  # made ahead: it is read when it is opened
            return None

    async def make(self, job: Callable[[Change], Any]) -> bool:
        """Change the store and read again; say why it is refused. Returns whether it was changed."""
        changed = await self.change_it(job)
        if changed:
            await self.reload()
        return changed

    async def change_it(self, job: Callable[[Change], Any]) -> bool:
        """Change the store; say why it is refused. Returns whether it was changed."""

        def whole(change: Change) -> None:
            job(change)

        try:
            await self.desk.change(whole)
        except Refused as refused:
            self.say_refused(refused)
            return False
        return True

    def say_refused(self, refused: Refused) -> None:
        """Say why a change is refused."""
        self.say(str(refused), wrong=True)

    def ask(self, entry: Entry, then: Callable[[Any], object] | None = None) -> None:
        """Ask a form that changes the store, then read again; ``then`` goes on with what was made."""
        from tui.screens.entry import EntryScreen

        async def answered(made: object) -> None:
            await self.read_afresh(made)
            if made is not None and then is not None:
                then(made)

        self.program.push_screen(EntryScreen(*entry), answered)

    async def read_afresh(self, made: object) -> None:
        """Read again, where a form has changed the store."""
        if made is not None:
            await self.reload()

    async def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        words, undone = await self.take_back()
        self.say(words, wrong=not undone)
        if undone:
            await self.reload()

    async def take_back(self) -> tuple[str, bool]:
        """Undo the latest change of this sitting; return what to say, and whether anything was undone."""
        try:
            step = await self.desk.undo()
        except Refused as refused:
            return str(refused), False
        if step is None:
            return "Nothing of this sitting is left to take back.", False
        kept = " What was typed for it is kept." if self.desk.words_are_back else ""
        return f"Taken back: {called(step.what)}.{kept}", True

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Tell the person something in passing; people's words in it are never read as markup."""
        self.program.notify(words, severity="error" if wrong else "information", markup=False)

    # -- keys that mean the same everywhere ------------------------------------------------------

    def action_back(self) -> None:
        """Go back to where this screen was opened."""
        self.dismiss(None)

    def action_none(self) -> None:
        """The widget under the cursor takes the key; this is its hint."""


def banner_wordings(words: str) -> list[str]:
    """Return a banner in ever fewer words: what stands after a colon is left out, the last first."""
    parts = words.split(" · ")
    brief = [part.partition(":")[0] for part in parts]
    return [" · ".join([*parts[:n], *brief[n:]]) for n in range(len(parts), -1, -1)]
