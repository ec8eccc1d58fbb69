"""The next twelve weeks as a picture of numbers: a row a practitioner, a column a week, the team's bars above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from models.reading.due.weeks import Strip as WeekStrip
from models.reading.due.weeks import Weeks
from tui.drawing import fit, plain
from tui.widgets.painted import Painted

TALL, BARS = 26, 6
"""Lines from which the team's bars are drawn, and how high they are."""
CROWDED, FEW = 1.5, 5
"""A week is crowded with more than so many times the mean of a row's weeks, and at least so many due things."""


def is_crowded(strip: WeekStrip, week: int) -> bool:
    """Say whether a week holds far more than the weeks of its row in which anything is due."""
    count, busy = strip.weeks[week], [each for each in strip.weeks if each]
    return count >= FEW and count > CROWDED * sum(busy) / len(busy)


class WeekTable(Painted, can_focus=True):
    """A table of counts with one cursor on a row and a week."""

    DEFAULT_CSS = "WeekTable { height: 1fr; background: $background; }"

    class Moved(Message):
        """The cursor came to stand on another cell."""

    class Chosen(Message):
        """The cell under the cursor was chosen."""

    def __init__(self) -> None:
        super().__init__(id="weeks")
        self._weeks: Weeks | None = None
        self._names: list[str] = []
        self.row = 0
        self.week = 0
        self._top = 0

    def show(self, weeks: Weeks, names: Sequence[str]) -> None:
        """Show these strips under these names, the sum of all last."""
        self._weeks, self._names = weeks, list(names)
        self.row = max(0, min(self.row, len(names) - 1))
        self.show_again()

    @property
    def text(self) -> str:
        """Everything shown, as plain text."""
        strips = self._weeks.strips if self._weeks is not None else ()
        rows = zip(self._names, strips, strict=True)
        return "\n".join(f"{name}  {one.late}  {'  '.join(map(str, one.weeks))}" for name, one in rows)

    # -- keys ------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Walk the cells, or choose one."""
        steps = {"left": (0, -1), "right": (0, 1), "up": (-1, 0), "down": (1, 0)}
        far = {"home": (0, -100), "end": (0, 100), "pageup": (-100, 0), "pagedown": (100, 0)}
        step = steps.get(event.key) or far.get(event.key)
        if step is not None:
            self._walk(*step)
        elif event.key == "enter":
            self.post_message(self.Chosen())
        else:
            return
        event.stop()
        event.prevent_default()

    def _walk(self, down: int, across: int) -> None:
        if self._weeks is None:
            return
        row = max(0, min(self.row + down, len(self._names) - 1))
        week = max(0, min(self.week + across, len(self._weeks.mondays) - 1))
        if (row, week) != (self.row, self.week):
            self.row, self.week = row, week
            self.show_again()
            self.post_message(self.Moved())

    # -- drawing ---------------------------------------------------------------------------------

    def draw(self, width: int, height: int) -> list[Strip]:
        """Draw the bars where there is room, the weeks' first days, and the rows."""
        weeks = self._weeks
        if weeks is None or not weeks.strips:
            return [self._line([(" Nothing is due.", "quiet")], width)] + [self._line([], width)] * (
                height - 1
            )
        name, cell = self._widths(width)
        lines = self._bars(weeks, name, cell, width) if height >= TALL else []
        lines += self._heads(weeks, name, cell, width)
        room = max(1, height - len(lines))
        self._top = max(0, min(self._top, self.row), self.row - room + 1)
        shown = range(self._top, min(len(self._names), self._top + room))
        lines += [self._row(weeks, n, name, cell, width) for n in shown]
        return [*lines, *[self._line([], width)] * height][:height]

    def _widths(self, width: int) -> tuple[int, int]:
        count = len(self._weeks.mondays) if self._weeks is not None else 1
        cell = max(4, min(7, (width - 22) // count))
        return max(8, width - 7 - cell * count), cell

    def _bars(self, weeks: Weeks, name: int, cell: int, width: int) -> list[Strip]:
        """Return the team's weeks as bars: the crowded one stands out before a number is read."""
        team = weeks.strips[-1]
        most = max(max(team.weeks), 1)
        heights = [-(-count * BARS // most) for count in team.weeks]
        lines = []
        for level in range(BARS, 0, -1):
            label = (
                f" {self._names[-1]}"
                if level == BARS
                else f" most in a week: {most}"
                if level == BARS - 1
                else ""
            )
            parts = [(fit(label, name + 6), "quiet")]
            for week, tall in enumerate(heights):
                ink = "mark" if is_crowded(team, week) else "bar"
                bar = " " * (cell - 2)
                parts += [("  ", ""), (bar, ink if tall >= level else "")]
            lines.append(self._line(parts, width))
        return [*lines, self._line([], width)]

    def _heads(self, weeks: Weeks, name: int, cell: int, width: int) -> list[Strip]:
        """Return the months, and the day on which each week begins."""
        months: list[tuple[str, str]] = [(" " * (name + 6), "")]
        days: list[tuple[str, str]] = [(fit(" week of Monday", name), "quiet"), ("  late", "quiet")]
        before: date | None = None
        for week, monday in enumerate(weeks.mondays):
            is_new = before is None or before.month != monday.month
            months.append((fit(f" {monday:%b}" if is_new else "", cell), "quiet"))
            days.append((f"{monday.day:>{cell}}", "heading" if week == self.week else "quiet"))
            before = monday
        return [self._line(months, width), self._line(days, width)]

    def _row(self, weeks: Weeks, n: int, name: int, cell: int, width: int) -> Strip:
        strip, here = weeks.strips[n], n == self.row
        mark = ">" if here else " "
        parts: list[tuple[str, str]] = [
            (fit(f"{mark}{plain(self._names[n])}", name), "strong" if here else "")
        ]
        parts.append((f"{strip.late or '·':>6}", "warn" if strip.late else "quiet"))
        for week, count in enumerate(strip.weeks):
            under, crowded = here and week == self.week, is_crowded(strip, week)
            said = f"{count or '·'}{'!' if crowded else ''}"
            ink = "cursor-head" if under else "mark" if crowded else "" if count else "quiet"
            parts += [(" ", ""), (f"{said:>{cell - 1}}", ink)]
        return self._line(parts, width)

    def _line(self, parts: Sequence[tuple[str, str]], width: int) -> Strip:
        segments, left = [], width
        for text, ink in parts:
            if left <= 0:
                break
            said = text[:left]
            segments.append(Segment(said, self.ink(ink)))
            left -= len(said)
        if left > 0:
            segments.append(Segment(" " * left, self.ink("")))
        return self.strip(segments, width)
