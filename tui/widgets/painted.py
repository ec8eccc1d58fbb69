"""A widget that keeps the picture it painted: lines are made once, and only changed cells are painted again.

Textual's own line cache restyles every line of a widget at each repaint; that is half the cost of a
key on the board. Such a widget has no border and no padding, and colours its lines itself.
"""

from __future__ import annotations

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.color import Color
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget


class Painted(Widget):
    """Subclasses give `draw`, one strip a line; `show_again` paints what differs from what stands there."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._inks: dict[str, Style] = {}
        self._ground: Color | None = None
        self._picture: list[Strip] = []
        self._drawn_for = Size(0, 0)

    def draw(self, width: int, height: int) -> list[Strip]:
        """Return ``height`` lines of ``width`` cells as they are to stand on the screen."""
        raise NotImplementedError

    @property
    def room(self) -> Size:
        """The size the picture was drawn for, which is the widget's own once it is laid out."""
        return self._drawn_for or self.size

    def picture(self) -> list[Strip]:
        """Return every line, drawn anew if the size is another."""
        if not self._picture or self._drawn_for != self.size:
            self._drawn_for = self.size
            self._picture = self.draw(*self.size)
        return self._picture

    def forget_picture(self) -> None:
        """Let go of everything drawn: the size or the colours have changed."""
        self._picture = []

    def show_again(self) -> None:
        """Draw, and ask for a repaint of the cells that differ from what was drawn before."""
        old = self._picture
        if not old or not self.is_attached or self._drawn_for != self.size:
            self._picture = []
            self.refresh()
            return
        self._picture = self.draw(*self._drawn_for)
        dirty = []
        for y, (before, after) in enumerate(zip(old, self._picture, strict=True)):
            if before is not after:
                first, last = changed_cells(before, after)
                if last > first:
                    dirty.append(Region(first, y, last - first, 1))
        if dirty:
            self.refresh(*dirty)

    def on_resize(self, event: events.Resize) -> None:
        """Draw for the new size when a line is next asked for; what was drawn for it already stays."""
        if event.size != self._drawn_for:
            self.forget_picture()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Return the lines of a region straight from the picture."""
        if self._picture and crop.size == self._drawn_for:
            return self._picture
        lines = self.picture()[crop.y : crop.bottom]
        if crop.width != self._drawn_for.width:
            return [line.crop(crop.x, crop.right) for line in lines]
        return lines

    def render_line(self, y: int) -> Strip:
        """Return one line of the picture."""
        return self.picture()[y]

    def notify_style_update(self) -> None:
        """Draw everything again in the new colours."""
        super().notify_style_update()
        self._inks.clear()
        self._ground = None
        self.forget_picture()

    def ink(self, name: str) -> Style:
        """Return an ink by its name (``""``: the widget's own colours)."""
        style = self._inks.get(name)
        if style is None:
            style = self.rich_style
            if name:
                rules = self.screen.get_component_styles(f"ink--{name}")
                style += Style(
                    color=rules.color.rich_color if rules.has_rule("color") else None,
                    bgcolor=rules.background.rich_color if rules.has_rule("background") else None,
                    bold=True if rules.text_style.bold else None,
                )
            self._inks[name] = style
        return style

    def strip(self, segments: list[Segment], width: int) -> Strip:
        """Return a finished line, coloured as the terminal can show it."""
        strip = Strip(segments, width)
        filters = self.app.get_line_filters()
        if filters:
            if self._ground is None:
                self._ground = self.background_colors[1]
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, self._ground)
        return strip


def changed_cells(old: Strip, new: Strip) -> tuple[int, int]:
    """Return the first and one past the last cell in which two strips of one width may differ.

    Segments that are the same at both ends are left out, and so is the text that is the same at both
    ends of a lone segment that changed.
    """
    before, after = list(old), list(new)
    start, end = 0, new.cell_length
    while before and after and before[0] == after[0]:
        start += before.pop(0).cell_length
        after.pop(0)
    while before and after and before[-1] == after[-1]:
        end -= before.pop().cell_length
        after.pop()
    if not before and not after:
        return 0, 0
    if len(before) == len(after) == 1 and before[0].style == after[0].style:
        one, other = before[0].text, after[0].text
        if one.isascii() and other.isascii() and len(one) == len(other):
            head, tail = _same_ends(one, other)
            return start + head, end - tail
    return start, end


def _same_ends(one: str, other: str) -> tuple[int, int]:
    """Return how many letters two unlike texts of one length share at their beginning and at their end."""
    different = [n for n, (left, right) in enumerate(zip(one, other, strict=True)) if left != right]
    return different[0], len(one) - 1 - different[-1]
