"""What every dialog shares: it stands over a screen, and no key typed before it is drawn gets lost."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

from tui.widgets.inks import INK_CLASSES, ink_css

if TYPE_CHECKING:
    from tui.app import Footprint
    from tui.desk import Desk

T = TypeVar("T")


class Dialog(ModalScreen[T]):
    """A dialog over a screen. Esc closes it."""

    COMPONENT_CLASSES = INK_CLASSES
    DEFAULT_CSS = """
    Dialog > Hints { dock: bottom; }
    Dialog { align: center middle; background: $background 60%; }
    Dialog > * { background: $surface; max-width: 100%; max-height: 100%; padding: 0 2; }
    """ + ink_css("Dialog")

    @property
    def program(self) -> Footprint:
        """The app."""
        return cast("Footprint", self.app)

    @property
    def desk(self) -> Desk:
        """The desk of this sitting."""
        return self.program.desk

    def on_key(self, event: events.Key) -> None:
        """Hand on what was typed before the dialog had its field: it would be lost otherwise."""
        field = self.focused
        if event.is_printable and isinstance(field, Input) and event.character:
            event.stop()
            event.prevent_default()
            field.insert_text_at_cursor(event.character)
