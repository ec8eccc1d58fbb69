"""What every dialog shares: a box over a screen, its title above, its keys below."""

from __future__ import annotations

from typing import ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.quick_app import QuickScreen
from tui.refusals import SaysRefusals
from tui.screens.seated import Seated
from tui.widgets.hints import Hints
from tui.widgets.inks import INK_CLASSES, ink_css
from tui.widgets.line import Line

T = TypeVar("T")


class Dialog(SaysRefusals, Seated, QuickScreen[T], ModalScreen[T]):
    """A dialog over a screen. Esc closes it. Subclasses give `body` and what stands above it."""

    COMPONENT_CLASSES = INK_CLASSES
    BINDINGS: ClassVar[list[Binding]] = []  # type: ignore[assignment]
    DEFAULT_CSS = """
    Dialog { align: center middle; background: $background 60%; }
    Dialog > #box {
        width: 78; max-width: 100%; height: auto; max-height: 100%;
        background: $surface; border: round $primary; padding: 0 1;
    }
    Dialog > #box > #title { margin: 0 0 1 0; }
    Dialog > #box > #hints { background: $surface; margin: 1 0 0 0; }
    Dialog Line, Dialog Words { background: $surface; }
    Dialog Input { padding: 0 1; background: $panel; }
    Dialog Input:focus { background: $primary 30%; }
    """ + ink_css("Dialog")

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._gave = False

    def compose(self) -> ComposeResult:
        """The title, the dialog's own widgets, and its keys."""
        with Vertical(id="box"):
            yield Line(id="title")
            yield from self.body()
            yield Hints()

    def body(self) -> ComposeResult:
        """Yield the dialog's own widgets."""
        yield from ()

    async def on_mount(self) -> None:
        """Show the title and the keys, then what the dialog begins with."""
        self.program.forget_said()
        self.query_one("#title", Line).show([(self._title, "strong")])
        self.query_one(Hints).show_bindings(self.hinted())
        await self.begin()

    async def begin(self) -> None:
        """Show what the dialog begins with; called once."""

    def dismiss(self, result: T | None = None) -> AwaitComplete:
        """Give back an answer and close, once: what was under way when it was left may come to its end after."""
        if self._gave or self.app.screen is not self:  # Textual would close whatever is in front
            return AwaitComplete()
        self._gave = True
        return super().dismiss(result)

    def action_none(self) -> None:
        """The widget under the cursor does it; this is its hint."""

    def hinted(self) -> list[Binding]:
        """Return the bindings whose hints are shown, in order."""
        return list(self.BINDINGS)

    def on_key(self, event: events.Key) -> None:
        """Hand on what was typed before the dialog had its field: it would be lost otherwise."""
        field = self.focused
        if event.is_printable and isinstance(field, Input) and event.character:
            event.stop()
            event.prevent_default()
            field.insert_text_at_cursor(event.character)
