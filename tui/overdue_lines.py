"""The lines of the overdue list as rows under headings: pure, so that they can be read without a screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from models.clock import states
from models.clock.arithmetic import as_day
from models.dates import counted, show_short
from models.moments import show_time
from models.policy import Pack
from models.reading.diary import Booked, Diary
from models.reading.due import Band, DueLine, DueList, Only
from models.reading.due.kinds import DISCUSSION, LABELS, SESSION, TEAM
from models.reading.due.lines import MANAGERS_OWN, in_a_sentence
from models.reading.due.observed import kind_of_line
from tui.observing_lines import planned_for, said_of
from tui.widgets.rows import Row

ROOMY = 100
"""Columns from which whole names and years are shown."""
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Look:
    """How the list is looked at: its grouping, whether what is due later is shown, whether others look on."""

    by: str = "band"
    later: bool = False
    only: Only = field(default_factory=Only)


@dataclass(frozen=True, slots=True)
class Manner:
    """How lines are written: for which width and day, and in projector mode without names."""

    width: int
    today: date
    private: bool = False

    @property
    def roomy(self) -> bool:
        """Say whether whole names and years fit."""
        return self.width >= ROOMY

    @property
    def for_lateness(self) -> int:
        """How many columns there are for how late something is."""
        return 25 if self.width >= 140 else 14


def key_of(line: DueLine) -> Key:
    """Return what a line is known by when the list is made again."""
    return line.entity, line.kind, line.clock, line.what, line.label


def widths(look: Look, manner: Manner) -> tuple[int, ...]:
    """Return the widths of the columns: child, practitioner (unless a heading names them), what, day, how late."""
    person = 22 if manner.roomy else 13
    return (11, *(() if look.by == "practitioner" else (person,)), 0, 11, manner.for_lateness)


def rows_of(due: DueList, diary: Diary, look: Look, manner: Manner) -> list[Row]:
    """Return the list as it is looked at. What is due later than in four weeks is counted until it is asked for."""
    shown = due.where(look.only)
    hide = not look.later and not look.only.text
    kept = [line for line in shown.lines if not (hide and line.band is Band.LATER)]
    later = len(shown.lines) - len(kept)
    write = _Writer(due.pack, diary, look, manner)
    rows = [
        row
        for name, lines in _groups(replace(shown, lines=tuple(kept)), look)
        for row in write.group(name, lines)
    ]
    if later:
        rows.append(Row((f"{later} more, due later than in four weeks. l shows them.",), kind="note"))
    return rows


def _groups(due: DueList, look: Look) -> list[tuple[str, tuple[DueLine, ...]]]:
    """Return the lines in groups; what is about no child comes after all children."""
    found = due.grouped(look.by)
    return (
        sorted(found, key=lambda group: group[1][0].about.entity != "child") if look.by == "child" else found
    )


class _Writer:
    """Writes one group of lines after the other as rows."""

    def __init__(self, pack: Pack, diary: Diary, look: Look, manner: Manner) -> None:
        self._pack, self._diary, self._look, self._manner = pack, diary, look, manner

    def group(self, name: str, lines: Sequence[DueLine]) -> Iterator[Row]:
        """Yield the rows of a group; a child needs no heading, for each of its lines names it."""
        if self._look.by != "child" or lines[0].about.entity != "child":
            yield Row((f"{self._heading(name, lines)}   {self._counts(lines)}",), kind="heading")
        yield from map(self._row, lines)

    def _heading(self, name: str, lines: Sequence[DueLine]) -> str:
        first = lines[0]
        if self._look.by == "practitioner" and self._manner.private and first.person.id:
            return first.person.initials
        return f"{name}   {in_a_sentence(first.what)}" if self._look.by == "rule" and first.rule else name

    def _counts(self, lines: Sequence[DueLine]) -> str:
        late = sum(line.is_late for line in lines)
        return f"{len(lines)}, {late} overdue" if self._look.by != "band" and late else str(len(lines))

    def _row(self, line: DueLine) -> Row:
        cells = [line.label if line.about.entity == "child" else ""]
        on = self._planned(line)
        if self._look.by != "practitioner":
            cells.append(whose(line, self._manner))
        what = _what(line)
        if on:  # what is to be observed has long names: when it is planned stands where it is not cut off
            first = not self._manner.roomy or bool(kind_of_line(line, self._pack))
            what = f"{on}: {what}" if first else f"{what}, {on}"
        if line.day is None:
            return Row((*cells, f"{what}: {line.reason}"), key_of(line), _ink(line))
        return Row(
            (*cells, what, _day(line, self._manner), lateness(line, self._manner)), key_of(line), _ink(line)
        )

    def _planned(self, line: DueLine) -> str:
        """Say for when what would settle a line is planned; nothing where nothing is."""
        today = self._manner.today
        seen = planned_for(line, self._pack, self._diary)
        if seen is not None:
            return said_of(seen, today)
        booked = booked_for(line, self._pack, self._diary) if line.day is not None else None
        if booked is None:
            return ""
        return f"{'on list' if line.about.entity == 'child' else 'booked'} {show_short(booked.day, today)}"


def whose(line: DueLine, manner: Manner) -> str:
    """Return whose work it is, and in words that they are away."""
    person = line.person
    if not person.id:
        return "not allocated" if line.kind == DISCUSSION else line.label
    name = person.initials if manner.private else person.name if manner.roomy else person.short
    return f"{name}, away" if line.is_away else name


def _what(line: DueLine) -> str:
    """Return what is due; of a session also which one it is."""
    what = in_a_sentence(line.what)
    is_own = line.about.entity in ("child", "team") or line.label == line.person.name
    return what if is_own else f"{what}: {line.label}"


def booked_for(line: DueLine, pack: Pack, diary: Diary) -> Booked | None:
    """Return the planned session that would settle a line: a child's by its list, else the first of its clock."""
    if line.about.entity == "child":
        listed = diary.listed.get(line.about.entity_id)
        opens = line.due.value("window_from") if line.due is not None else None
        return None if listed is not None and opens is not None and listed.day < as_day(opens) else listed
    if (
        line.kind not in (SESSION, TEAM)
        or not line.clock
        or line.about.entity not in ("practitioner", "team")
    ):
        return None
    own = diary.of(line.practitioner_id)
    return next((one for one in own if line.clock in pack.session_kind(one.kind).settles), None)


def _day(line: DueLine, manner: Manner) -> str:
    assert line.day is not None
    day = show_short(line.day, manner.today)
    return f"{line.day:%a} {day}" if line.day.year == manner.today.year else day


def lateness(line: DueLine, manner: Manner) -> str:
    """Return how late in words, in fewer where there is little room."""
    said = line.lateness()
    moment = line.due.due if line.due is not None else None
    if said == "today" and isinstance(moment, datetime):
        return f"today, {show_time(moment)}"
    if line.days_late is None or len(said) <= manner.for_lateness:
        return said
    if line.band is Band.MISSED:
        what = "target" if line.target else "own date" if line.rule == MANAGERS_OWN else "advice"
        return f"{line.days_late}d past {what}"
    return f"{line.days_late}d, BREACH" if line.state == states.BREACH else "late today"


def _ink(line: DueLine) -> str:
    if line.is_late:
        return "warn"
    if line.band in (Band.MISSED, Band.STANDING, Band.UNKNOWN):
        return "amber"
    return "quiet" if line.band in (Band.LATER, Band.NOTED) else ""


def words_of(look: Look, due: DueList | None, *, private: bool) -> str:
    """Say what the list is narrowed to and grouped by; nothing where it is whole and in bands."""
    only, said = look.only, []
    if only.practitioner is not None and due is not None:
        person = due.facts.people.get(only.practitioner)
        said.append((person.initials if private else person.name) if person else "")
    if only.kind:
        said.append(LABELS.get(only.kind, only.kind))
    if only.overdue:
        said.append("overdue only")
    if only.within is not None:
        said.append(f"within {counted(only.within, 'day')}")
    if only.text:
        said.append(f"“{only.text}”")
    grouped = f"by {look.by}" if look.by != "band" else ""
    return ", ".join(part for part in (grouped, *said) if part)
