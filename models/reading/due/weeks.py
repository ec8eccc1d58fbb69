"""The next twelve weeks, due things counted a week for each practitioner: a crowded week seen before it comes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.reading.due.lines import DueLine
from models.reading.due.listing import DueList
from models.reading.facts.about import Person

WEEKS = 12


@dataclass(frozen=True, slots=True)
class Strip:
    """The weeks of one practitioner, or of the team: what is late already, and how much falls in each week."""

    person: Person | None
    late: int
    weeks: tuple[int, ...]

    @property
    def total(self) -> int:
        """How much there is in all."""
        return self.late + sum(self.weeks)


@dataclass(frozen=True, slots=True)
class Weeks:
    """Strips of all practitioners by name, the team's own last. ``mondays`` begin the weeks, this one first."""

    mondays: tuple[date, ...]
    strips: tuple[Strip, ...]


def weeks_of(due: DueList, count: int = WEEKS) -> Weeks:
    """Return the strip of each practitioner for the coming weeks, Monday to Sunday.

    What is late is counted apart; what has no day is in no week.
    """
    first = due.today - timedelta(days=due.today.weekday())
    mondays = tuple(first + timedelta(weeks=week) for week in range(count))
    people: dict[int, list[DueLine]] = {}
    for line in due.lines:
        if line.day is not None and line.days_late is not None:
            people.setdefault(line.person.id, []).append(line)
    strips = [_strip(lines, first, count) for lines in people.values()]
    strips.sort(key=lambda strip: (strip.person is None, strip.person.name if strip.person else ""))
    return Weeks(mondays, tuple(strips))


def _strip(lines: list[DueLine], first: date, count: int) -> Strip:
    weeks, late = [0] * count, 0
    for line in lines:
        assert line.day is not None
        week = (line.day - first).days // 7
        if line.is_late:
            late += 1
        elif 0 <= week < count and (line.days_late or 0) <= 0:
            weeks[week] += 1
    person = lines[0].person
    return Strip(person if person.id else None, late, tuple(weeks))
