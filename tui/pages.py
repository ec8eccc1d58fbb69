"""Going to a page: every screen is imported only when it is gone to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.app import App
from textual.screen import Screen

if TYPE_CHECKING:
    from forms.entry import EntryForm
    from tui.screens.kept_room import KeptRoom
    from tui.screens.record import RecordScreen
    from tui.session_running import Now


def screen_of(module: str, name: str) -> Screen[Any]:
    """Return a new screen, imported only now: the unlock screen is painted before the store's library loads."""
    from importlib import import_module

    screen: Screen[Any] = getattr(import_module(f"tui.screens.{module}"), name)()
    return screen


class OpensPages(App[None]):
    """The app, as far as it opens pages over the screen in front."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._kept_rooms: dict[str, KeptRoom] = {}
        self.loaded_ahead: set[tuple[str, ...]] = set()
        """What screens that were gone to lead to, which was loaded."""

    running: Now | None = None
    """The session that runs."""
    session_from = "board"
    """The peer screen from which it was begun, to which leaving it goes back."""

    async def action_session(self) -> None:
        """Go back to the session that runs."""
        if self.running is not None and self.current_mode not in ("locked", "session"):
            await self.switch_mode("session")

    def before_going(self, mode: str) -> None:
        """From a session that runs to the board: its cursor stands on who is talked about."""
        if mode == "board" and self.running is not None:
            from tui.session_running import stand_on_talked_of

            stand_on_talked_of(self)  # type: ignore[arg-type]

    async def run_session(self, supervision_ids: Sequence[int]) -> None:
        """Begin the sessions of a sitting, or go on with them."""
        from tui.session_running import run_sitting

        await run_sitting(self, supervision_ids)  # type: ignore[arg-type]

    async def back_to_top(self) -> None:
        """Leave every screen that stands above this peer screen; what is open in one is written first."""
        while len(self.screen_stack) > 1 and not self.screen.is_modal:
            write = getattr(self.screen, "finish_writing", None)
            if write is not None and not await write():
                return
            self.screen.dismiss(None)

    def open_child(self, children: Sequence[int]) -> None:
        """Open a child's page over the present screen."""
        from tui.screens.child import ChildScreen

        self.push_screen(ChildScreen(children))

    _record_room: RecordScreen | None = None

    def open_record(self, record_id: int, looked_for: str = "") -> None:
        """Open a record on its form over the present screen, where words that a search found in it stand.

        Its screen is kept and used again, which is several times as quick as making another.
        """
        from tui.screens.record import RecordScreen

        kept = self._record_room
        if kept is not None and all(kept not in stack for stack in self._screen_stacks.values()):
            kept.turn_to(record_id, looked_for)
            self.push_screen(kept)
            return
        screen = RecordScreen(record_id, looked_for)
        if kept is None:
            self._record_room = screen
            self.install_screen(screen, "record")
        self.push_screen(screen)

    def open_records(self, title: str = "", **wanted: int) -> None:
        """Open a list of records over the present screen: those of a child, of a practitioner."""
        from models.reading.records import Wanted
        from tui.screens.records import RecordsScreen

        self.push_screen(RecordsScreen(Wanted(**wanted), title))  # type: ignore[arg-type]

    def open_person(self, practitioner_id: int) -> None:
        """Open a practitioner's page over the present screen."""
        from tui.screens.person import PersonScreen

        self.open_kept("person", PersonScreen, practitioner_id)

    def open_session(self, session_id: int) -> None:
        """Open a supervision's page over the present screen."""
        from tui.screens.session import SessionScreen

        self.push_screen(SessionScreen(session_id))

    def open_agenda(self, supervision_id: int) -> None:
        """Open the agenda of the sitting a session belongs to over the present screen."""
        from tui.screens.builder import BuilderScreen

        self.push_screen(BuilderScreen(supervision_id))

    def open_today(self) -> None:
        """Open the day over the present screen."""
        from tui.screens.today import TodayScreen

        self.push_screen(TodayScreen())

    def open_year(self, practitioner_id: int | None) -> None:
        """Open the year of sessions with a practitioner, or of groups, over the present screen."""
        from tui.screens.year import YearScreen

        self.push_screen(YearScreen(practitioner_id))

    def open_team(self) -> None:
        """Open the team's own page, of group sessions and what the team is to do, over the present screen."""
        from tui.screens.team import TeamScreen

        self.push_screen(TeamScreen())

    def open_kept(self, name: str, make: Callable[..., KeptRoom], *about: Any) -> None:
        """Open a page whose screen is kept, over the present screen; a second one at a time is made afresh."""
        kept = self._kept_rooms.get(name)
        if kept is not None and all(kept not in stack for stack in self._screen_stacks.values()):
            kept.turn_to(*about)
            self.push_screen(kept)
            return
        screen = make(*about)
        if kept is None:
            self._kept_rooms[name] = screen
            self.install_screen(screen, name)
        self.push_screen(screen)

    async def make_kept(self, name: str, make: Callable[..., KeptRoom], *about: Any) -> None:
        """Make a page whose screen is kept behind what is shown, so that its first opening only turns it."""
        if name in self._kept_rooms:
            return
        screen = make(*about)
        await self._get_screen(screen)[1]
        if name in self._kept_rooms:  # opened meanwhile
            await screen.remove()
            return
        self._kept_rooms[name] = screen
        self.install_screen(screen, name)

    async def make_person(self, practitioner_id: int) -> None:
        """Make a practitioner's page behind the list that leads to it."""
        from tui.screens.person import PersonScreen

        await self.make_kept("person", PersonScreen, practitioner_id)

    async def make_handover(self, handover_id: int) -> None:
        """Make a handover's page behind the list that leads to it."""
        from tui.screens.handover import HandoverScreen

        await self.make_kept("handover", HandoverScreen, handover_id)

    async def make_found_by_name(self) -> None:
        """Make the pages that are found by name in the palette, one after the other while no key is pressed."""
        from tui.ahead import FOUND_BY_NAME

        for name, screen in FOUND_BY_NAME.items():
            await self.typing_rests()  # type: ignore[attr-defined]
            if self.desk.is_open:  # type: ignore[attr-defined]
                await self.make_kept(name, cast("Callable[..., KeptRoom]", partial(screen_of, name, screen)))

    def open_handovers(self, begin_with: str | None = None) -> None:
        """Open the list of handovers; ``begin_with`` begins one: of whoever has this number, or is chosen."""
        from tui.screens.handovers import HandoversScreen

        self.open_kept("handovers", HandoversScreen, begin_with)

    def open_handover(self, handover_id: int) -> None:
        """Open one handover over the present screen."""
        from tui.screens.handover import HandoverScreen

        self.open_kept("handover", HandoverScreen, handover_id)

    def open_leavers(self) -> None:
        """Open the files of those who left over the present screen."""
        from tui.screens.leavers import LeaversScreen

        self.open_kept("leavers", LeaversScreen)

    def open_quality(self) -> None:
        """Open quality assurance over the present screen."""
        from tui.screens.quality import QualityScreen

        self.open_kept("quality", QualityScreen)

    def open_themes(self) -> None:
        """Open the themes of themed supervision over the present screen."""
        from tui.screens.themes import ThemesScreen

        self.open_kept("themes", ThemesScreen)

    def open_sample(self, sample_id: int) -> None:
        """Open one quality sample over the present screen."""
        from tui.screens.sample import SampleScreen

        self.open_kept("sample", SampleScreen, sample_id)

    def ask_fields(self, form: EntryForm, answered: Callable[[dict[str, Any] | None], Any]) -> None:
        """Ask the fields of a form over the present screen; ``answered`` gets None where it was left."""
        from tui.screens.fields import FieldsDialog

        self.push_screen(FieldsDialog(form), answered)

    async def show_caseload(self, practitioner_id: int) -> None:
        """Show the board with one practitioner's children only."""
        await self.show_board("show_only", practitioner_id)

    async def show_board(self, then: str, *arguments: Any) -> None:
        """Go to the board itself, from whatever page, and have it do something."""
        await self.switch_mode("board")
        while len(self.screen_stack) > 1 and not self.screen.is_modal:
            await self.pop_screen()
        act: Callable[..., None] | None = getattr(self.screen, then, None)
        if act is not None:
            act(*arguments)
