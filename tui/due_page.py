"""What is due, as a section of a page: a child's, a practitioner's, the team's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from models.dates import counted, show
from models.policy import Pack
from models.reading.diary import Diary
from models.reading.due import Band, DueLine
from models.reading.due.kinds import AGREEMENT
from models.reading.due.lines import in_a_sentence
from models.reading.intervals import IntervalView
from models.reading.sessions import SessionPage
from tui.observing_lines import planned_for, said_of
from tui.overdue_lines import booked_for, key_of
from tui.widgets.rows import Row


def due_rows(
    lines: Sequence[DueLine] | None,
    pack: Pack,
    diary: Diary | None,
    today: date,
    *,
    private: bool,
    named: bool = False,
) -> list[Row]:
    """Return the section: day, what, how late; that it is not known yet where there are no ``lines`` (None).

    ``named``: whom it is about stands before what is due.
    """
    rows = [Row(("Due",), kind="heading")]
    if lines is None:
        return [*rows, Row(("Being worked out …",), kind="note")]
    rows += [_row(line, pack, diary or Diary(), today, private=private, named=named) for line in lines]
    return rows if lines else [*rows, Row(("Nothing is due.",), kind="note")]


def interval_rows(intervals: Sequence[IntervalView], today: date, *, private: bool) -> list[Row]:
    """Return a manager's own intervals that hold or are to come, with the reason."""
    return [
        Row(
            (
                f"from {show(one.since)}",
                f"the manager's own interval: every {counted(one.days, 'day')}",
                ("" if private else one.reason) + (f"; until {show(one.until)}" if one.until else ""),
            ),
            one,
        )
        for one in intervals
        if one.until is None or one.until >= today
    ]


def dues_of_session(lines: Iterable[DueLine], session_id: int, page: SessionPage | None) -> list[DueLine]:
    """Return what is due of a session itself, and the agreement of the two where it is due by its day."""
    person, day = (page.practitioner_id, page.day) if page is not None else (None, date.min)
    return [
        line
        for line in lines
        if line.entity == ("supervision", session_id)
        or (
            line.kind == AGREEMENT
            and person is not None
            and line.practitioner_id == person
            and (line.day is None or line.day <= day)
        )
    ]


def line_of(ref: Any, lines: Iterable[DueLine]) -> DueLine | None:
    """Return the line that a row of the section stands for."""
    return next((line for line in lines if key_of(line) == ref), None)


def _row(line: DueLine, pack: Pack, diary: Diary, today: date, *, private: bool, named: bool) -> Row:
    label = f"{line.label_for(private=private)}: " if named and line.label != line.person.name else ""
    what = f"{label}{in_a_sentence(line.what)}"
    kind = "warn" if line.is_late else "amber" if line.band in _AMBER else ""
    booked, seen = booked_for(line, pack, diary), planned_for(line, pack, diary)
    on = "on list" if line.about.entity == "child" else "booked"
    said = f", {said_of(seen, today)}" if seen is not None else ""
    if line.day is None:
        return Row(
            ("", what, f"{line.reason.rstrip('.')}{said}." if said else line.reason), key_of(line), kind
        )
    if booked is not None:
        said = f", {on} {booked.day.day} {booked.day:%b}"
    state = f"{line.lateness()}{said}"
    return Row(
        (line.day_and_time(), what, f"{state} ({line.rule})" if line.rule else state), key_of(line), kind
    )


_AMBER = (Band.MISSED, Band.STANDING, Band.UNKNOWN)
