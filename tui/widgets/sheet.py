"""A section of a record, drawn line by line, with a cursor on the place that is answered next.

While something is typed, the lines of that answer give way to a gap, in which the editor lies.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from models.dates import counted
from tui.drawing import fit, plain
from tui.record.lines import Box, Page, SheetLine
from tui.widgets.painted import Painted

BLANK = SheetLine(())
LABEL = 5
"""How many lines of a label above an answer are kept in view."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Room for an editor at the cursor's answer, so many lines high."""

    height: int


class Sheet(Painted, can_focus=True):
    """The answers of one section."""

    DEFAULT_CSS = "Sheet { width: 1fr; height: 1fr; background: $background; layer: sheet; }"

    class Pressed(Message):
        """A place was pressed with the mouse; ``again`` at a second click."""

        def __init__(self, number: int, *, again: bool) -> None:
            super().__init__()
            self.number = number
            self.again = again

    class Resized(Message):
        """The sheet has another size, so its lines must be laid anew."""

    def __init__(self) -> None:
        super().__init__(id="sheet")
        self.page = Page()
        self.cursor = 0
        self._gap: Gap | None = None
        self._top = 0
        self._lines: list[SheetLine] = []

    # -- what is shown ---------------------------------------------------------------------------

    def show(self, page: Page, cursor: int, gap: Gap | None = None) -> None:
        """Show a section with the cursor on a stop, and room for an editor there if one is wanted."""
        was = self._lines, self.cursor, self._gap, self._top
        self.page, self.cursor, self._gap = page, max(0, min(cursor, len(page.stops) - 1)), gap
        self._lines = self._with_gap()
        self._follow()
        if was != (self._lines, self.cursor, self._gap, self._top):
            self.show_again()

    def leave_room(self, height: int) -> None:
        """Make the gap higher or lower."""
        if self._gap is None or self._gap.height != height:
            self.show(self.page, self.cursor, Gap(height))

    @property
    def box(self) -> Box | None:
        """Where the answer under the cursor stands, counted from the sheet's first visible line."""
        if self.cursor >= len(self.page.boxes):
            return None
        box = self.page.boxes[self.cursor]
        height = self._gap.height if self._gap else box.height
        return Box(box.line - self._top, height, box.indent)

    @property
    def text(self) -> str:
        """Everything in the section as plain text."""
        return "\n".join("".join(text for text, _ in line.parts).rstrip() for line in self._lines)

    def scroll(self, by: int) -> None:
        """Scroll without moving the cursor."""
        last = max(0, len(self._lines) - self.size.height)
        self._top = max(0, min(self._top + by, last))
        self.show_again()

    # -- the mouse -------------------------------------------------------------------------------

    def on_click(self, event: events.Click) -> None:
        """Stand on the place that was clicked."""
        line = event.y + self._top
        stop = self._lines[line].stop if line < len(self._lines) else None
        if stop is not None:
            self.post_message(self.Pressed(stop, again=event.chain == 2))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll without moving the cursor."""
        if self._gap is None:
            self.scroll(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll without moving the cursor."""
        if self._gap is None:
            self.scroll(-3)

    def on_resize(self, event: events.Resize) -> None:
        """Have the lines laid anew for the new width."""
        super().on_resize(event)
        self.post_message(self.Resized())

    # -- drawing ---------------------------------------------------------------------------------

    def _with_gap(self) -> list[SheetLine]:
        if self._gap is None or self.cursor >= len(self.page.boxes):
            return self.page.lines
        box, lines = self.page.boxes[self.cursor], self.page.lines
        beside = lines[box.line : box.line + 1] if box.height else []
        label = beside[0].parts[:1] if beside and len(beside[0].parts) > 1 else ()
        first = SheetLine(label, self.cursor)
        rest = [SheetLine((), self.cursor)] * (self._gap.height - 1)
        return [*lines[: box.line], first, *rest, *lines[box.line + box.height :]]

    def _follow(self) -> None:
        """Scroll so that the cursor's answer, and its label above it, can be seen."""
        height = self.size.height
        if not height or not self.page.boxes:
            self._top = 0
            return
        box = self.page.boxes[self.cursor]
        first = self._label_from(box.line)
        last = box.line + (self._gap.height if self._gap else box.height) - 1
        if self._gap is None:
            last = min(last, first + height - 2)
        if last + 1 >= self._top + height:
            self._top = last + 2 - height
        if first < self._top:
            self._top = max(first, last + 2 - height) if self._gap else first
        if self.cursor == 0 and last < height - 1:
            self._top = 0
        self._top = max(0, min(self._top, max(0, len(self._lines) - height)))

    def _label_from(self, line: int) -> int:
        """Return the line from which the label above an answer is shown: what is printed right above it."""
        first = line
        while first and line - first < LABEL and self._lines[first - 1].parts:
            first -= 1
        return first

    @property
    def label_height(self) -> int:
        """How many lines of the label are kept in view above an editor."""
        if self.cursor >= len(self.page.boxes):
            return 0
        line = self.page.boxes[self.cursor].line
        return line - self._label_from(line)

    def draw(self, width: int, height: int) -> list[Strip]:
        """Return the lines in view."""
        lines = self._lines[self._top : self._top + height]
        below = len(self._lines) - self._top - height
        shown = range(self._top, self._top + len(lines))
        strips = [
            self._strip(line, width, first=self._is_first(n)) for n, line in zip(shown, lines, strict=True)
        ]
        strips += [self._strip(BLANK, width)] * (height - len(strips))
        if below > 0 and height > 4:
            strips[-1] = self._strip(SheetLine(((f"  {counted(below, 'more line')} below", "quiet"),)), width)
        return strips

    def _is_first(self, number: int) -> bool:
        """Say whether a line is the first of the cursor's place."""
        mine = self._lines[number].stop == self.cursor and bool(self.page.stops)
        return mine and (number == 0 or self._lines[number - 1].stop != self.cursor)

    def _strip(self, line: SheetLine, width: int, *, first: bool = False) -> Strip:
        room, segments = width, []
        for place, (text, ink) in enumerate(line.parts):
            drawn = plain(text)
            if place == 0 and first:
                drawn, ink = f">{drawn[1:]}", "heading" if self._gap or not self.has_focus else "cursor"
            used = min(cell_len(drawn), room)
            if used:
                segments.append(Segment(fit(drawn, used), self.ink(ink)))
                room -= used
        if room:
            segments.append(Segment(" " * room, self.ink("")))
        return self.strip(segments, width)

    def on_focus(self) -> None:
        """Draw the cursor as a bar."""
        self.show_again()

    def on_blur(self) -> None:
        """Draw the cursor as a mark only."""
        self.show_again()
