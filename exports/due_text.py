"""The due list as plain text, as JSON for a script and as .csv for a spreadsheet program."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from io import StringIO
from typing import Any

from exports.sheet_cells import neutral
from models.clock.arithmetic import When
from models.clock.explain import Explanation
from models.dates import counted, show
from models.moments import in_london
from models.reading.due import DueLine, DueList
from models.reading.due.kinds import LABELS

COLUMNS = (
    "band",
    "kind",
    "about",
    "practitioner",
    "what",
    "due",
    "time",
    "hold_by",
    "days_late",
    "state",
    "rule",
    "heading",
    "force",
    "away",
    "reason",
)
"""The columns of the .csv file, in their order."""


def due_plain(due: DueList, by: str = "band", *, why: bool = False, unknown: int = 0) -> str:
    """Return the list as sentences, a line each, in groups; ``why`` puts the explanation under each.

    ``by`` is one of `models.reading.due.listing.GROUPS`; ``unknown`` is how many that could not be
    worked out a filter has left out: they are never dropped without a word.
    """
    lines = list(_plain_lines(due, by, why=why))
    if unknown:
        lines += ["", f"Not shown: {counted(unknown, 'line')} without a day; the whole list says why."]
    return "\n".join(lines) + "\n"


def due_json(due: DueList, *, why: bool = False, unknown: int = 0) -> str:
    """Return the list as JSON: the counts, and every line with its rule; ``why`` adds the reasons."""
    body = {
        "team": due.facts.team,
        "policy": due.pack.name,
        "effective_from": due.pack.effective_from.isoformat(),
        "today": due.today.isoformat(),
        "overdue": due.overdue,
        "this_week": due.this_week,
        "without_a_day_left_out": unknown,
        "bands": {band.name.lower(): count for band, count in sorted(due.counts.items())},
        "due": [_line(line, why=why) for line in due.lines],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def due_csv(due: DueList) -> bytes:
    """Return the list as a .csv file in which no text is taken for a formula."""
    stream = StringIO()
    writer = csv.writer(stream)
    writer.writerow(COLUMNS)
    for line in due.lines:
        writer.writerow([_cell(value) for value in _row(line)])
    return b"\xef\xbb\xbf" + stream.getvalue().encode("utf-8")


def _plain_lines(due: DueList, by: str, *, why: bool) -> Iterator[str]:
    yield (
        f"{due.facts.team}, {due.pack.authority}, {show(due.today)}. {counted(len(due.lines), 'line')}: "
        f"{due.overdue} overdue, {due.this_week} today or this week."
    )
    if due.pack.local:
        yield f"Local: {due.pack.local_note or 'a pack of your own folder'}"
    for heading, lines in due.grouped(by):
        yield ""
        yield f"{heading}: {len(lines)}"
        for line in lines:
            said = line.explain() if why else line.sentence()
            first, *rest = said.splitlines()
            yield f"  {first}{'' if why or not line.rule else f' ({line.rule})'}"
            yield from (f"      {each}" for each in rest)


def _line(line: DueLine, *, why: bool) -> dict[str, Any]:
    body: dict[str, Any] = {
        "about": line.label,
        "subject": line.subject,
        "kind": line.kind,
        "practitioner": line.person.number or None,
        "practitioner_name": line.person.name or None,
        "away": line.is_away,
        "what": line.what,
        "band": line.band.name.lower(),
        "due": _when(line),
        "hold_by": _iso(line.hold_by),
        "target": _iso(line.target),
        "days_late": line.days_late,
        "state": line.state,
        "rule": line.rule or None,
        "force": line.force,
        "clock": line.clock or None,
        "reason": line.reason or None,
        "sentence": line.sentence(),
    }
    if why:
        body["why"] = _why(line.due.why) if line.due is not None and line.due.rule is not None else None
    return body


def _why(why: Explanation) -> dict[str, Any]:
    return {
        "says": why.says,
        "heading": why.heading,
        "start": _iso(why.start),
        "started_by": why.started_by,
        "sum": why.sum,
        "readings": [{"id": each.id, "reading": each.reading, "why": each.why} for each in why.readings],
        "other_dates": [
            {"due": _iso(each.due), "reading": each.reading, "words": each.words} for each in why.other_dates
        ],
        "also_ran": [{"rule": each.rule.id, "due": _iso(each.due)} for each in why.others],
        "notes": list(why.notes),
    }


def _when(line: DueLine) -> str | None:
    moment = line.due.due if line.due is not None else None
    return _iso(moment) if isinstance(moment, datetime) and line.day is not None else _iso(line.day)


def _iso(when: When | None) -> str | None:
    if isinstance(when, datetime):
        return in_london(when).isoformat(timespec="minutes")
    return when.isoformat() if when is not None else None


def _row(line: DueLine) -> tuple[object, ...]:
    moment = line.due.due if line.due is not None else None
    rule = line.due.rule if line.due is not None else None
    return (
        line.band.label,
        LABELS[line.kind],
        line.label,
        line.person.name,
        line.what,
        line.day,
        in_london(moment).strftime("%H:%M") if isinstance(moment, datetime) else "",
        line.hold_by,
        line.days_late,
        line.state,
        line.rule,
        rule.heading if rule is not None else "",
        line.force,
        line.is_away,
        line.reason,
    )


def _cell(value: object) -> str | int:
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, int):
        return value
    if isinstance(value, date):
        return value.isoformat()
    return neutral(str(value)) if value is not None else ""
