"""The editors that lie in the gap of a sheet: a long text, and a line that may have a list. One is shown at a time."""

from __future__ import annotations

from collections.abc import Callable

from rich.text import Text
from textual import events
from textual.message import Message
from textual.message_pump import MessagePump
from textual.widgets import Input, TextArea

from models.words import clean_text
from tui.drawing import drawn_alike
from tui.widgets.pick import Pick


class Edge(Message):
    """The person walked out of an editor: on to the next place (1) or back to the one before (-1)."""

    def __init__(self, by: int) -> None:
        super().__init__()
        self.by = by


class Letters(MessagePump):
    """An editor that tells of each change at once, before the picture that brings it; its message comes later."""

    edited: Callable[[], None] | None = None

    def post_message(self, message: Message) -> bool:
        """Tell of a change that is not only a text laid into the editor."""
        if (
            self.edited is not None
            and isinstance(message, TextArea.Changed | Input.Changed)
            and not self._is_prevented(type(message))
        ):
            self.edited()
        return super().post_message(message)


class LongEditor(Letters, TextArea):
    """A long text: it wraps and grows, undoes, takes any paste, and lets the arrows walk out at its ends."""

    DEFAULT_CSS = """
    LongEditor { layer: editor; display: none; border: none; padding: 0; background: $panel; color: $foreground; }
    LongEditor:focus { border: none; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__(
            id="long-editor", soft_wrap=True, show_line_numbers=False, compact=True, tab_behavior="focus"
        )
        self.cursor_blink = False

    def get_line(self, line_index: int) -> Text:
        """Return a line as it is drawn: nothing in it can turn the terminal's line around."""
        return Text(drawn_alike(self.document.get_line(line_index)), end="", no_wrap=True)

    async def _on_paste(self, event: events.Paste) -> None:
        """Take a paste in, without what no file can hold."""
        if self.read_only:
            return
        event.stop()
        event.prevent_default()
        if result := self._replace_via_keyboard(clean_text(event.text), *self.selection):
            self.move_cursor(result.end_location)
            self.focus()

    @property
    def lines_needed(self) -> int:
        """How many lines the text takes at the present width."""
        return self.wrapped_document.height

    def action_cursor_up(self, select: bool = False) -> None:
        """Go a line up; from the first line to the place before."""
        if not select and self.navigator.is_first_wrapped_line(self.cursor_location):
            self.post_message(Edge(-1))
        else:
            super().action_cursor_up(select)

    def action_cursor_down(self, select: bool = False) -> None:
        """Go a line down; from the last line to the next place."""
        if not select and self.navigator.is_last_wrapped_line(self.cursor_location):
            self.post_message(Edge(1))
        else:
            super().action_cursor_down(select)


class LineEditor(Letters, Pick):
    """One line: a date, a time, a few words; with choices, a pick from a list."""

    DEFAULT_CSS = """
    LineEditor { layer: editor; display: none; height: 1; padding: 0; border: none; background: $panel; }
    """

    def __init__(self) -> None:
        super().__init__((), id="line-editor")

    async def on_key(self, event: events.Key) -> None:
        """Walk the choices with the arrows; where there are none, walk out."""
        if self.choices:
            await super().on_key(event)
        elif event.key in ("up", "down"):
            event.stop()
            event.prevent_default()
            self.post_message(Edge(-1 if event.key == "up" else 1))
