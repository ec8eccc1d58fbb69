"""The next twelve weeks: how much is due of each practitioner's, so that a crowded week is seen before it comes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from textual.app import ComposeResult
from textual.binding import Binding

from models.dates import show
from models.reading.due import DueLine, Only
from models.reading.due.kinds import LABELS
from models.reading.due.weeks import Strip, Weeks, weeks_of
from tui.screens.base import BACK, Room
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.week_strip import WeekTable, is_crowded


class WeeksScreen(Room):
    """Counts a week for each practitioner; Enter shows the lines. Gives back which lines to show, or None."""

    NAME = "Twelve weeks"
    BINDINGS = [
        BACK,
        Binding("left,right,up,down", "none", "walk", key_display="← → ↑ ↓"),
        Binding(
            "enter",
            "none",
            "show the lines",
            key_display="Enter",
            tooltip="What is due until that week's end",
        ),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._weeks: Weeks | None = None
        self._table = WeekTable()
        self._table.add_class("first")

    def body(self) -> ComposeResult:
        """The picture, and what the cell under the cursor holds."""
        yield self._table
        yield Line(id="status")
        yield Prompt()

    async def begin(self) -> None:
        """Let the table have the keys."""
        self._table.focus()

    async def reload(self) -> None:
        """Count again."""
        await self.program.dues.fresh()
        self.show_again()

    def show_dues(self) -> None:
        """Show the counts as they are known now."""
        self.show_again()

    def show_again(self) -> None:
        """Show the counts."""
        self.show_frame()
        due = self.program.dues.known
        if due is not None:
            self._weeks = _with_everyone(weeks_of(due))
            self._table.show(self._weeks, [self._named(strip) for strip in self._weeks.strips])
            self._show_status()

    def _named(self, strip: Strip) -> str:
        if self._weeks is not None and strip is self._weeks.strips[-1]:
            return "Everyone"
        if strip.person is None:
            return "The team's own"
        return strip.person.initials if self.program.private else strip.person.name

    def _show_status(self) -> None:
        weeks, status = self._weeks, self.query_one("#status", Line)
        if weeks is None or not weeks.strips:
            status.show("")
            return
        strip, week = weeks.strips[self._table.row], self._table.week
        kinds = Counter(LABELS[line.kind] for line in self._lines(strip, week))
        said = ", ".join(f"{label[:1].lower()}{label[1:]} {count}" for label, count in kinds.most_common())
        crowded = " Crowded: far above the usual week." if is_crowded(strip, week) else ""
        words = f"{self._named(strip)}, week of {show(weeks.mondays[week])}: {strip.weeks[week]} due"
        status.show(f" {words}{f': {said}' if said else ''}.{crowded}")

    def _lines(self, strip: Strip, week: int) -> list[DueLine]:
        """Return what is due in a week of a strip."""
        due, weeks = self.program.dues.known, self._weeks
        if due is None or weeks is None:
            return []
        first = weeks.mondays[week]
        person = strip.person.id if strip.person is not None else 0
        everyone = strip is weeks.strips[-1]
        return [
            line
            for line in due.lines
            if line.day is not None
            and (everyone or line.person.id == person)
            and first <= line.day < first + timedelta(weeks=1)
            and (line.days_late or 0) <= 0
            and not line.is_late
        ]

    def on_week_table_moved(self) -> None:
        """Say what the cell under the cursor holds."""
        self._show_status()

    def on_week_table_chosen(self) -> None:
        """Show the lines of whoever's week it is, up to the end of that week."""
        if self._weeks is None or not self._weeks.strips:
            return
        strip = self._weeks.strips[self._table.row]
        last = self._weeks.mondays[self._table.week] + timedelta(days=6)
        within = max(0, (last - self.desk.today).days)
        person = strip.person.id if strip.person is not None else None
        self.dismiss(Only(practitioner=person, within=within))


def _with_everyone(weeks: Weeks) -> Weeks:
    """Return the weeks with the sum of all strips as the last."""
    if not weeks.strips:
        return weeks
    sums = tuple(map(sum, zip(*(strip.weeks for strip in weeks.strips), strict=True)))
    late = sum(strip.late for strip in weeks.strips)
    return Weeks(weeks.mondays, (*weeks.strips, Strip(None, late, sums)))
