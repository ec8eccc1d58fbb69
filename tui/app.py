"""The app: one desk, one mode a peer screen, a lock, and leaving."""

from __future__ import annotations

import asyncio
import gc
import signal
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.binding import Binding, BindingType

from tui.ahead import FROM_THE_PALETTE, load_ahead
from tui.awake import elapsed
from tui.clearing import ClearsUp
from tui.cut_off import go_on_where_cut_off
from tui.desk import Desk
from tui.due_watch import DueWatch
from tui.faults import EndsQuietly
from tui.in_passing import SaysInPassing
from tui.leaving_written import LeavesWritten
from tui.pages import OpensPages, screen_of
from tui.palette import ShowsPalette
from tui.quick_app import QuickApp
from tui.refusals import SaysRefusals
from tui.screens.unlock import UnlockScreen
from tui.settings import Settings, settings_folder
from tui.themes import DARK, LIGHT
from tui.typing_ahead import TypeAhead

if TYPE_CHECKING:
    from models.store.unlocking import Unlocked

EVERYWHERE: list[BindingType] = [
    Binding("f1", "help", "Help for this screen", priority=True),
    Binding("f2", "go('board')", "The board", priority=True),
    Binding("f3", "go('agenda')", "The agendas", priority=True),
    Binding("f4", "go('records')", "The records", priority=True),
    Binding("f5", "go('overdue')", "What is overdue and due", priority=True),
    Binding("f6", "go('people')", "The people", priority=True),
    Binding("f12", "session", "Back to the session that runs", key_display="F12", priority=True),
    Binding("slash", "find", "Find a child on the board by number or initials", key_display="/"),
    Binding("f10", "projector", "Projector mode: numbers and initials only", priority=True),
    Binding("o", "oversight", "Note a decision in passing", show=False),
    Binding("ctrl+l", "lock", "Lock: the screen goes blank until the passphrase is typed", priority=True),
    Binding("ctrl+p", "command_palette", "Every command by name", priority=True),
    Binding("ctrl+q", "quit", "Quit; everything is written", priority=True),
]


WITHOUT_A_STORE = ("help", "projector", "command_palette", "quit")
"""What works before a store is there or open."""


class Footprint(
    SaysInPassing,  # first: only the first of these that is an app gives its style sheet on
    ClearsUp,
    SaysRefusals,
    EndsQuietly,
    LeavesWritten,
    ShowsPalette,
    OpensPages,
    QuickApp,
):
    """Footprint over one store. ``present`` starts in projector mode; a store that is not there yet is set up."""

    TITLE = "Footprint"
    ENABLE_COMMAND_PALETTE = True
    ESCAPE_TO_MINIMIZE = False
    BINDINGS = EVERYWHERE
    COMMANDS: ClassVar[Any] = {lambda: _commands()}
    MODES: ClassVar[dict[str, Any]] = {
        "locked": UnlockScreen,
        "board": lambda: screen_of("board", "BoardScreen"),
        "agenda": lambda: screen_of("agenda", "AgendasScreen"),
        "overdue": lambda: screen_of("overdue", "OverdueScreen"),
        "people": lambda: screen_of("people", "PeopleScreen"),
        "records": lambda: screen_of("records", "RecordsScreen"),
    }
    DEFAULT_MODE = "locked"
    DEFAULT_CSS = """
    CommandPalette SearchIcon { display: none; }
    CommandPalette > Vertical { margin-top: 1; }
    """

    def __init__(
        self,
        desk: Desk,
        settings: Settings | None = None,
        *,
        present: bool = False,
        make: Callable[[], Unlocked] | None = None,
        afterwards: Callable[[], None] = lambda: None,
    ) -> None:
        """``make`` makes the store before it is opened: a demo's; ``afterwards`` throws it away.

        ``afterwards`` is called here only where the terminal is lost, since nothing else runs then.
        """
        super().__init__()
        self.make = make
        self.afterwards = afterwards
        self.passphrase = ""
        """Given from outside instead of being typed; tried once."""
        self.desk = desk
        self.settings = settings or Settings()
        self.private = present
        self.backup_age = ""
        self.dues = DueWatch(self)
        desk.watchers.append(self.dues.soon)
        self.keys = TypeAhead(self, super().on_event)
        self.last_input = elapsed()
        self._back_to = "board"
        self._day = desk.today
        self.register_theme(DARK)
        self.register_theme(LIGHT)
        self.theme = f"footprint-{self.settings.theme}"

    def on_load(self) -> None:
        """Have tasks begin in their turn, as on Python 3.11.

        From 3.12 on Textual begins each at once, and then a first screen with a field in it is mounted
        before it is in front, which ends the program.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def on_mount(self) -> None:
        """Watch for idleness and midnight, and for being told to end."""
        self.set_interval(5, self._watch, name="watch")
        if sys.platform != "win32":
            for name in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
                asyncio.get_running_loop().add_signal_handler(name, self.told_to_end)

    # -- what every screen shows -----------------------------------------------------------------

    @property
    def team_line(self) -> str:
        """The team and its policy, for the top line."""
        return f"{self.desk.team.name} · {self.desk.pack.authority}" if self.desk.is_open else ""

    @property
    def everywhere(self) -> list[BindingType]:
        """The keys that do something now on every screen: while no store is open only a few."""
        if self.desk.is_open:
            return EVERYWHERE
        return [one for one in EVERYWHERE if isinstance(one, Binding) and one.action in WITHOUT_A_STORE]

    def banner(self) -> str:
        """What must not be overlooked anywhere: projector mode, a demo, a store that is only read."""
        said = []
        if self.private:
            said.append("PROJECTOR: numbers and initials only (F10 ends it)")
        if self.running is not None and self.current_mode != "session":
            said.append(f"SESSION RUNS (F12): {self.running.called(private=self.private)}")
        if self.desk.kind == "demo":
            said.append("DEMO: a made-up team in a throw-away store")
        if self.desk.kind == "scratch":
            said.append("SCRATCH STORE, for rehearsal")
        if self.desk.read_only:
            said.append("READ ONLY: nothing can be changed")
        if self.desk.is_covered:
            said.append("COVER: opened with the organisation's key, and the trail says so")
        return " · ".join(said)

    def rooms(self) -> list[Any]:
        """Return every screen that is open, in any mode."""
        return [screen for stack in self._screen_stacks.values() for screen in stack]

    def show_all_again(self) -> None:
        """Show every open screen anew."""
        for screen in self.rooms():
            show: Callable[[], None] | None = getattr(screen, "show_again", None)
            if show is not None and screen.is_mounted and self.desk.is_open:
                show()

    def show_dues(self) -> None:
        """Have the screens in front show what is due as it is known now."""
        for screen in self.screen_stack if self.desk.is_open else ():
            show: Callable[[], None] | None = getattr(screen, "show_dues", None)
            if show is not None and screen.is_mounted:
                show()

    # -- going about -----------------------------------------------------------------------------

    async def opened(self, *, recovered: bool = False) -> None:
        """Go to where the person was, now that the store is open; back it up if that is due."""
        self.last_input = elapsed()
        await self.switch_mode(self._back_to)
        self.show_all_again()
        if recovered:
            from tui.store_commands import ask_passphrase

            ask_passphrase(self, "You came in with the recovery key. Choose a new passphrase.")
        self.once_painted(self._look_after)

    def _look_after(self) -> None:
        """Begin what can wait until the person's own screen is painted."""
        gc.collect()  # a few milliseconds: all else is frozen, and what follows takes the place of what opening left
        self.dues.begin()
        self.run_worker(go_on_where_cut_off(self))
        self.run_worker(self._backup_if_due())

    async def action_go(self, mode: str) -> None:
        """Go to one of the peer screens, from the top of it; what is open there is written first."""
        if not self.desk.is_open:
            return
        if self.current_mode != mode:
            self.before_going(mode)
            self.switch_mode(mode)
        else:
            await self.back_to_top()

    def action_command_palette(self) -> None:
        """Open the palette, and load the pages that are found by name."""
        super().action_command_palette()
        load_ahead(self, FROM_THE_PALETTE, self.make_found_by_name)

    async def prepare(self, mode: str) -> None:
        """Make a peer screen behind the one that is shown, so that its key is as quick the first time as ever after."""
        if self.desk.is_open and mode not in self._screen_stacks:
            await self._init_mode(mode)

    def action_help(self) -> None:
        """Show every key of this screen."""
        from tui.keys_said import said_keys
        from tui.screens.help import HelpScreen

        if not isinstance(self.screen, HelpScreen):
            name = getattr(self.screen, "NAME", "") or "Here"
            self.push_screen(HelpScreen(name, said_keys(self.screen), self.everywhere))

    def action_help_quit(self) -> None:
        """Say what leaves, to whoever presses Ctrl+C for it."""
        self.notify("Ctrl+Q leaves; everything is written. Ctrl+C copies what is marked.", markup=False)

    async def action_find(self) -> None:
        """Find a child on the board, from wherever; screens that search themselves take the key first."""
        if self.desk.is_open and not self.screen.is_modal:
            await self.show_board("action_search")

    async def action_add_child(self) -> None:
        """Add a child by hand."""
        from tui.commands import add_child

        if self.desk.is_open:
            await add_child(self)

    async def action_oversight(self) -> None:
        """Note a decision in passing, about the child that is shown."""
        from tui.oversight import note

        if self.desk.is_open and not self.screen.is_modal:
            await note(self)

    def action_projector(self) -> None:
        """Begin or end projector mode. Dialogs and toasts of before may hold names: they go; a draft is kept."""
        self.private = not self.private
        if self.private:
            self.clear_notifications()
        leave = getattr(self.screen, "action_leave", None)
        if self.private and self.screen.is_modal and leave is not None:
            self.run_worker(leave())
        self.show_all_again()

    def remember(self, name: str, value: Any) -> None:
        """Change a setting and keep it, where the configuration folder can be written."""
        from dataclasses import replace

        from models.errors import Refused
        from tui.settings import write_setting

        self.settings = replace(self.settings, **{name: value})
        try:
            if self.desk.kind == "real":
                write_setting(settings_folder(), name, value)
        except (OSError, Refused) as error:
            self.notify(f"The setting is used now but could not be kept: {error}", markup=False)

    # -- locking and leaving ---------------------------------------------------------------------

    async def action_lock(self) -> None:
        """Lock: nothing is shown until the passphrase is typed, and nothing typed is lost."""
        if self.desk.is_open and self.current_mode != "locked":
            await self.keep_drafts()
            self._back_to = self.current_mode
            self.clear_notifications()
            await self.switch_mode("locked")
            await self.desk.lock()
            self.unlock_screen.ask()

    @property
    def unlock_screen(self) -> UnlockScreen:
        """The screen behind which everything waits."""
        screen = self._screen_stacks["locked"][0]
        assert isinstance(screen, UnlockScreen)
        return screen

    def waiting(self, words: str) -> None:
        """Say on the unlock screen what is going on."""
        self.unlock_screen.wait(words)

    async def on_event(self, event: events.Event) -> None:
        """Remember when the person last did something; keys that come too fast wait their turn."""
        if isinstance(event, events.InputEvent):
            over, self.last_input = self.is_over(), elapsed()
            if over:  # the key that wakes a laptop shows the store to nobody
                self.run_worker(self.action_lock())
                return
        typed = isinstance(event, events.Key | events.Paste)
        if not (typed and not event.is_forwarded and self.keys.keeps(event)):
            await super().on_event(event)

    async def _watch(self) -> None:
        """Lock when nobody has done anything for a while; go over to a new day at midnight."""
        if not self.desk.is_open:
            return
        if self.is_over():
            await self.action_lock()
            return
        await self.dues.tick()
        if self.desk.today != self._day:
            self._day = self.desk.today
            for screen in self.rooms():
                new_day = getattr(screen, "new_day", None)
                if new_day is not None:
                    await new_day()

    async def _backup_if_due(self) -> None:
        from tui.store_commands import daily_backup

        await daily_backup(self)
        from tui.cover_notice import cover_notice

        await cover_notice(self)


def _commands() -> Any:
    from tui.commands import Commands

    return Commands
