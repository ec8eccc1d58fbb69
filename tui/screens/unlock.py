"""The first screen, and the one behind which everything waits while the store is locked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input

from models.errors import Refused
from tui.quick_app import QuickScreen
from tui.screens.seated import Seated
from tui.widgets.hints import Hints
from tui.widgets.inks import PLAIN, PLAIN_CLASSES, ink_css
from tui.widgets.line import Line
from tui.widgets.words import Words

OPEN = Binding("enter", "none", "open", key_display="Enter")
QUIT = Binding("ctrl+q", "app.quit", "quit", key_display="Ctrl+Q")


class UnlockScreen(Seated, QuickScreen[Any]):
    """Asks for the passphrase, or for the recovery key instead; says plainly why a store stays closed."""

    NAME = "Locked"
    BINDINGS = [
        OPEN,
        Binding("f7", "recovery", "by recovery key", key_display="F7"),
        Binding("f8", "read_only", "only look", key_display="F8", tooltip="Open to look, change nothing"),
        QUIT,
    ]
    AUTO_FOCUS = "Input"
    COMPONENT_CLASSES = PLAIN_CLASSES
    DEFAULT_CSS = """
    UnlockScreen { align: center middle; background: $background; }
    UnlockScreen > Vertical {
        width: 70; max-width: 100%; height: auto; padding: 0 1; background: $surface; border: round $primary;
    }
    UnlockScreen Input { padding: 0 1; margin: 1 0; background: $panel; }
    UnlockScreen > #hints { dock: bottom; }
    """ + ink_css("UnlockScreen", PLAIN)

    def __init__(self) -> None:
        super().__init__()
        self._by_recovery = False
        self._busy = False

    def compose(self) -> ComposeResult:
        """A title, the field, what went wrong, and where the store is."""
        with Vertical():
            yield Line(id="title")
            yield Input(password=True, id="passphrase", compact=True)
            yield Words(id="said")
            yield Line(id="where")
        yield Hints()

    def on_mount(self) -> None:
        """Ask for the passphrase; or make the store, or lead to making it."""
        desk = self.program.desk
        self.program.once_painted(desk.preload)
        self.query_one("#where", Line).show([(str(desk.place.folder), "quiet")])
        if self.program.make is not None:
            self._begin("Making up a team…", self._make)
        elif not desk.place.exists():
            self._begin("Footprint is new here. Let us begin.", self._set_up)
        else:
            self.ask()
            self.program.once_painted(self._open_if_open)

    # -- without a field -------------------------------------------------------------------------

    def wait(self, words: str) -> None:
        """Say what is going on, with nothing to type."""
        self.query_one(Input).display = False
        self.query_one("#title", Line).show([(words, "strong")])
        self.query_one(Hints).show_bindings([QUIT])

    def _begin(self, words: str, then: Callable[[], Any]) -> None:
        """Say what is going on, and do it once that is painted; keys wait for what comes."""
        self.program.keys.wait()
        self.wait(words)
        self.program.once_painted(then)

    @work
    async def _make(self) -> None:
        make, self.program.make = self.program.make, None
        assert make is not None
        try:
            await self.program.desk.open_made(make)
            await self.program.opened()
        except Refused as refused:
            self._say(str(refused))
        finally:
            self.program.keys.go_on()

    def _set_up(self) -> None:
        from tui.setting_up import FirstRun

        FirstRun(self.program).begin()
        self.program.keys.go_on()

    @work
    async def _open_if_open(self) -> None:
        """Go on at once where the passphrase was given from outside, or none is needed: a demo that was kept."""
        given, self.program.passphrase = self.program.passphrase, ""
        if given or await self.program.desk.stands_open():
            await self._open(given, read_only=False)

    # -- with the field --------------------------------------------------------------------------

    def ask(self) -> None:
        """Ask for the passphrase."""
        field = self.query_one(Input)
        field.display = True
        field.focus()
        self._by_recovery = False
        self._say("")
        demo, cover = self.program.desk.kind == "demo", self.program.desk.cover_file
        self.query_one(Hints).show_bindings([OPEN, QUIT] if cover else self.BINDINGS)
        usual = f"Locked. Type the passphrase of {cover.name}." if cover else "Locked. Type your passphrase."
        self._ask("Locked. This is a demo: Enter opens it." if demo else usual)

    def _ask(self, title: str) -> None:
        self.query_one("#title", Line).show([(title, "strong")])
        field = self.query_one(Input)
        field.value, field.password = "", not self._by_recovery
        field.placeholder = "recovery key, nine groups of four" if self._by_recovery else "passphrase"

    def _say(self, words: str, kind: str = "warn") -> None:
        self.query_one("#said", Words).say((words, kind))

    def action_none(self) -> None:
        """The field itself takes Enter; this is its hint."""

    def action_recovery(self) -> None:
        """Switch between passphrase and recovery key."""
        if self.program.desk.cover_file is not None:
            self._say("This sitting is opened with the organisation's key.")
            return
        self._by_recovery = not self._by_recovery
        self._ask("Type the recovery key you wrote down." if self._by_recovery else "Type your passphrase.")

    async def action_read_only(self) -> None:
        """Open to look only, beside another program or out of caution."""
        self._open_it(self.query_one(Input).value, read_only=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed."""
        self._open_it(event.value, read_only=False)

    @work
    async def _open_it(self, typed: str, *, read_only: bool) -> None:
        await self._open(typed, read_only=read_only)

    async def _open(self, typed: str, *, read_only: bool) -> None:
        """Open the store; what is typed meanwhile goes to what comes after."""
        if self._busy or not self.query_one(Input).display:
            return
        self._busy = True
        self._say("Opening…", "quiet")
        with self.program.keys.held():
            try:
                await self.program.desk.unlock(typed, by_recovery=self._by_recovery, read_only=read_only)
            except Refused as refused:
                self._say(str(refused))
                self.query_one(Input).value = ""
                return
            finally:
                self._busy = False
            recovered = self._by_recovery
            self.ask()
            await self.program.opened(recovered=recovered)
