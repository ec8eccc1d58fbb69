"""The first screen, and the one behind which everything waits while the store is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import Screen
from textual.widgets import Input

from models.errors import Refused
from tui.widgets.hints import Hints
from tui.widgets.inks import INK_CLASSES, ink_css
from tui.widgets.line import Line

if TYPE_CHECKING:
    from tui.app import Footprint


class UnlockScreen(Screen[Any]):
    """Asks for the passphrase, or for the recovery key instead; says plainly why a store stays closed."""

    BINDINGS = [
        Binding("enter", "none", "open", key_display="Enter"),
        Binding("f7", "recovery", "use the recovery key instead", key_display="F7"),
        Binding("f8", "read_only", "only look, change nothing", key_display="F8"),
        Binding("ctrl+q", "app.quit", "quit", key_display="Ctrl+Q"),
    ]
    AUTO_FOCUS = "Input"
    COMPONENT_CLASSES = INK_CLASSES
    DEFAULT_CSS = """
    UnlockScreen { align: center middle; background: $background; }
    UnlockScreen > Vertical { width: 64; max-width: 100%; height: auto; padding: 1 2; background: $surface; }
    UnlockScreen Input { padding: 0 1; margin: 1 0; background: $panel; }
    UnlockScreen Line { width: 100%; }
    UnlockScreen > Hints { dock: bottom; }
    """ + ink_css("UnlockScreen")

    def __init__(self) -> None:
        super().__init__()
        self._by_recovery = False
        self._busy = False

    @property
    def program(self) -> Footprint:
        """The app."""
        return cast("Footprint", self.app)

    def compose(self) -> ComposeResult:
        """A title, the field, and a line that says what is going on."""
        with Vertical():
            yield Line(id="title")
            yield Input(password=True, id="passphrase", compact=True)
            yield Line(id="said")
            yield Line(id="where")
        yield Hints()

    def on_mount(self) -> None:
        """Say what is asked for and where the store is; or make it, or lead to making it."""
        desk = self.program.desk
        self.query_one(Hints).show_bindings(self.BINDINGS)
        self.call_after_refresh(desk.preload)
        if self.program.make is not None:
            self._without_field("Making up a team…")
            self.call_after_refresh(self._make)
        elif not desk.place.exists():
            self._without_field("Footprint is new here. Let us begin.")
            self.call_after_refresh(self._set_up)
        else:
            self.query_one("#where", Line).show([(str(desk.place.folder), "quiet")])
            self._ask("Footprint is locked. Type your passphrase.")

    def _without_field(self, title: str) -> None:
        self.query_one(Input).display = False
        self.query_one("#title", Line).show([(title, "strong")])

    @work
    async def _make(self) -> None:
        make, self.program.make = self.program.make, None
        assert make is not None
        try:
            await self.program.desk.open_made(make)
        except Refused as refused:
            self.query_one("#said", Line).show([(str(refused), "warn")])
            return
        self.query_one(Input).display = True
        self._ask("Press Enter to go on.")
        await self.program.opened()

    def _set_up(self) -> None:
        from tui.setting_up import begin

        begin(self.program)

    def _ask(self, title: str) -> None:
        self.query_one("#title", Line).show([(title, "strong")])
        self.query_one(Input).placeholder = (
            "recovery key, nine groups of four" if self._by_recovery else "passphrase"
        )

    def action_none(self) -> None:
        """The field itself takes Enter; this is its hint."""

    def action_recovery(self) -> None:
        """Switch between passphrase and recovery key."""
        self._by_recovery = not self._by_recovery
        field = self.query_one(Input)
        field.value, field.password = "", not self._by_recovery
        self._ask("Type the recovery key you wrote down." if self._by_recovery else "Type your passphrase.")

    def action_read_only(self) -> None:
        """Open to look only, beside another program or out of caution."""
        self._open(self.query_one(Input).value, read_only=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed."""
        self._open(event.value, read_only=False)

    @work
    async def _open(self, typed: str, *, read_only: bool) -> None:
        if self._busy:
            return
        self._busy = True
        said = self.query_one("#said", Line)
        said.show([("Opening…", "quiet")])
        try:
            await self.program.desk.unlock(typed, by_recovery=self._by_recovery, read_only=read_only)
        except Refused as refused:
            said.show([(str(refused), "warn")])
            self.query_one(Input).value = ""
            return
        finally:
            self._busy = False
        self.query_one(Input).value = ""
        said.show("")
        await self.program.opened(recovered=self._by_recovery)
