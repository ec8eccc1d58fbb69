"""What stands in the lists: records, planned sessions and observations, what is due, open actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exports.lists import Sheet
from models.policy import Pack
from models.reading.actions import ActionLine
from models.reading.diary import Diary
from models.reading.due import DueList
from models.reading.observing import called
from models.reading.records import RecordLine


def records_sheet(lines: Sequence[RecordLine], titles: Mapping[str, str]) -> Sheet:
    """Return the records; ``titles`` are those of the forms by their code."""
    rows = [
        (
            line.id,
            line.day,
            titles.get(line.form, line.form),
            line.about,
            line.practitioner,
            line.state,
            line.session.held_on if line.session else None,
            line.saved_at.date(),
        )
        for line in lines
    ]
    headings = (
        "record",
        "day",
        "form",
        "about",
        "practitioner",
        "state",
        "session held on",
        "last written on",
    )
    return Sheet("Records", headings, rows)


def sessions_sheet(diary: Diary, pack: Pack, people: Mapping[int, str], children: Mapping[int, str]) -> Sheet:
    """Return the planned sessions with the children on their lists, and between them the planned observations."""
    rows: list[tuple[Any, ...]] = []
    for one in diary.sessions:
        listed = sorted(
            children[child]
            for child, session in diary.listed.items()
            if session.id == one.id and child in children
        )
        whose = people.get(one.practitioner_id or 0, "") if one.practitioner_id else "group"
        kind = pack.session_kind(one.kind).label
        rows.append((one.id, one.day, one.starts_at, kind, one.occasion, whose, "; ".join(listed)))
    rows += [
        (
            None,
            seen.day,
            seen.starts_at,
            called(pack, seen.kind),
            "",
            people.get(seen.practitioner_id, ""),
            "",
        )
        for seen in diary.observations
    ]
    rows.sort(key=lambda row: row[1:3])
    headings = ("session", "day", "time", "kind", "occasion", "practitioner", "children")
    return Sheet("Planned sessions", headings, rows)


def due_sheet(due: DueList) -> Sheet:
    """Return what is due, the most urgent first."""
    rows = [
        (
            line.label,
            line.person.name,
            line.what,
            line.day,
            line.hold_by,
            line.days_late,
            line.state,
            line.rule,
            line.reason,
        )
        for line in due.lines
    ]
    headings = ("about", "practitioner", "what", "due", "hold by", "days late", "state", "rule", "reason")
    return Sheet("Due", headings, rows)


def actions_sheet(lines: Sequence[ActionLine], people: Mapping[int, str]) -> Sheet:
    """Return the open actions of the ledger."""
    rows = [
        (
            line.what,
            line.why,
            line.how,
            line.owner,
            line.due_on,
            line.child,
            people.get(line.practitioner_id or 0, ""),
            line.set_on,
            line.carried,
        )
        for line in lines
    ]
    headings = ("what", "why", "how", "who", "by when", "child", "practitioner", "set on", "carried")
    return Sheet("Open actions", headings, rows)
