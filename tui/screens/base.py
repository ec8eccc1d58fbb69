"""What every screen shares: the top line, the banner, the hints, and how a refusal is shown."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widget import Widget

from models.dates import show
from models.errors import Refused
from tui.quick_app import QuickScreen
from tui.refusals import SaysRefusals
from tui.widgets.hints import Hints
from tui.widgets.inks import INK_CLASSES, ink_css
from tui.widgets.line import Line, Part

if TYPE_CHECKING:
    from forms.by_hand import Lists
    from models.reading.due import DueLine
    from tui.app import Footprint
    from tui.desk import Desk


CHANGES = {
    "move_to_stage": "the move",
    "say_why": "the reason",
    "import": "the whole import",
    "close_involvement": "the closing",
    "reopen_involvement": "opening it again",
    "open_involvement": "the new involvement",
    "add_child": "the new child",
    "correct_child": "the correction",
    "correct_date": "the corrected date",
    "correct_service": "the corrected service",
    "remove_situation": "the taking away of the situation",
    "join_children": "the joining",
    "add_situation": "the situation",
    "end_situation": "the end of the situation",
    "allocate": "the allocation",
    "add_practitioner": "the new practitioner",
    "correct_practitioner": "the correction",
    "record_absence": "the absence",
    "correct_absence": "the correction",
    "sign_agreement": "the agreement",
    "begin_record": "the new record",
    "write_record": "what was written last; it is kept as a draft",
    "complete_record": "the completing",
    "reopen_record": "making it a draft",
    "discard_record": "the giving up",
    "enter_part": "the tick that it was entered",
    "set_action": "the action",
    "carry_action": "carrying the action on",
    "move_action": "the new date",
    "finish_action": "closing the action",
    "drop_action": "dropping the action",
    "put_on_agenda": "what was put on the agenda",
    "take_off_agenda": "taking it off the agenda",
    "order_agenda": "the order of the agenda",
    "time_items": "the minutes",
    "word_item": "the words of the item",
    "note_on_item": "the note with the item",
    "refer_item": "the entry by reference",
    "split_item": "the splitting",
    "bring_item": "the item",
    "drop_item": "dropping the item",
    "set_agenda": "filling the agenda",
    "agree_agenda": "that the agenda is agreed",
    "set_length": "the length of the session",
    "take_prep": "taking in the prep sheet",
    "keep_template": "the pattern",
    "drop_template": "letting the pattern go",
    "plan_supervision": "the planned session",
    "plan_series": "the whole series",
    "set_time": "the time of a session",
    "put_on_list": "putting them on the list",
    "take_off_list": "taking them off the list",
    "hold_supervision": "that it was held",
    "hold_unplanned": "that it was held",
    "add_discussed": "that they were discussed",
    "correct_held_day": "the corrected day",
    "correct_discussed": "the corrected child",
    "correct_record_child": "the corrected child",
    "take_back_holding": "putting it back into the diary",
    "date_recorded_on": "the day it was written up",
    "date_agreed_on": "the day it was agreed",
    "date_signed_on": "the day it was signed",
    "move_supervision": "moving the session",
    "cancel_supervision": "cancelling the session",
    "reinstate_supervision": "putting the session back",
    "shorten_interval": "the shorter interval",
    "end_interval": "the end of the interval",
    "record_event": "the event",
    "plan_transfer": "the planned transfer",
    "raise_disagreement": "the disagreement",
    "take_disagreement": "the step it was taken",
    "settle_disagreement": "that it is settled",
    "begin_session": "the beginning of the session",
    "stop_session": "stopping the session",
    "end_session": "closing the session",
    "finish_item": "that the item is done",
    "park_item": "parking the item",
    "reopen_item": "taking the item up again",
    "mark_attendance": "who was there",
    "expect_people": "who is expected",
    "invite_guest": "the guest",
    "put_families": "the families that were drawn",
    "note_disturbance": "the note of lateness or interruption",
    "remove_event": "taking the event away",
    "record_observation": "the observation",
    "date_observation_part": "the day of that part",
    "remove_observation": "taking the observation away",
    "draw_sample": "the sample",
    "set_worksheet": "the worksheet",
    "place_hold": "the hold",
    "lift_hold": "the lifting of the hold",
    "propose_destruction": "the proposal; nothing was destroyed",
    "withdraw_destruction": "the withdrawing of the proposal",
    "start_handover": "the handover",
    "acknowledge_item": "that they have it",
    "add_note": "the note",
    "close_handover": "the closing of the handover",
    "drop_handover": "taking the handover back",
}
"""What each change is called when it is taken back."""


class Room(SaysRefusals, QuickScreen):
    """A whole screen: top line, banner where one is needed, the screen's own body, hints."""

    NAME: ClassVar[str] = ""
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

    @property
    def program(self) -> Footprint:
        """The app."""
        return cast("Footprint", self.app)

    @property
    def desk(self) -> Desk:
        """The desk of this sitting."""
        return self.program.desk

    def compose(self) -> ComposeResult:
        """Lay out top, banner, body and hints."""
        yield Line(id="top")
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

    async def reload(self) -> None:
        """Read what this screen is about, and show it."""

    async def refresh_if_old(self) -> None:
        """Read again if the store was changed since, or the day is another."""
        seen = self.desk.version, self.desk.today
        if self.desk.is_open and seen != self._seen:
            self._seen = seen
            await self.reload()

    async def on_screen_resume(self) -> None:
        """Show what was changed while another screen was shown; what was said there is not said on."""
        self.program.forget_said()
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
        due = (f"   {program.dues.words()}" if program.dues.words() else "", "strong")
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

    async def take_back(self) -> tuple[str, bool]:
        """Undo the latest change of this sitting; return what to say, and whether anything was undone."""
        try:
            step = await self.desk.undo()
        except Refused as refused:
            return str(refused), False
        if step is None:
            return "Nothing of this sitting is left to take back.", False
        return f"Taken back: {CHANGES.get(step.what, step.what.replace('_', ' '))}.", True

    def say(self, words: str, *, wrong: bool = False) -> None:
        """Tell the person something in passing; people's words in it are never read as markup."""
        self.program.notify(words, severity="error" if wrong else "information", markup=False)

    def focus_body(self) -> None:
        """Put the focus where typing should go."""
        first = self.query("#panel, .first").first(Widget)
        first.focus()


def banner_wordings(words: str) -> list[str]:
    """Return a banner in ever fewer words: what stands after a colon is left out, the last first."""
    parts = words.split(" · ")
    brief = [part.partition(":")[0] for part in parts]
    return [" · ".join([*parts[:n], *brief[n:]]) for n in range(len(parts), -1, -1)]
