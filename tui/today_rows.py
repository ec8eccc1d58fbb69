"""The day as rows: its sessions, what falls due on it, records not finished, and the first key for each. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from models.dates import counted, show_short
from models.reading.agenda.sitting import Sitting
from models.reading.diary import Diary
from models.reading.due import Band, DueLine, DueList
from models.reading.due.kinds import DISCUSSION
from models.reading.due.lines import in_a_sentence
from models.reading.observing import PlannedSeen, is_meeting
from models.reading.observing import called as observed_as
from models.reading.records import RecordLine
from models.words import said_name
from tui.observing_lines import whom_of
from tui.overdue_lines import booked_for, key_of
from tui.sitting_rows import SittingRef, SittingsManner, short_label
from tui.widgets.rows import Row

COLUMNS = (8, 46, 0, 30)


@dataclass(frozen=True, slots=True)
class RecordRef:
    """A row about a record that is not finished."""

    record_id: int


@dataclass(frozen=True, slots=True)
class Goes:
    """A row that leads to another screen."""

    mode: str


def today_rows(
    sittings: Sequence[Sitting],
    records: Sequence[tuple[RecordLine, str]],
    due: DueList | None,
    diary: Diary | None,
    manner: SittingsManner,
) -> list[Row]:
    """Return the day. ``records`` come with what their form is called."""
    return [
        *_sessions(sittings, manner),
        *_observations((diary or Diary()).observations, manner),
        *_dues(due, diary or Diary(), manner),
        *_records(records, manner),
    ]


def _sessions(sittings: Sequence[Sitting], manner: SittingsManner) -> list[Row]:
    today = manner.today
    late = [one for one in sittings if one.day < today and one.run is None]
    now = [one for one in sittings if one.day == today or (one.run is not None and one.day < today)]
    rows = [Row((f"Sessions   {len(now)}",), kind="heading"), *(_session(one, manner) for one in now)]
    if not now:
        coming = next((one for one in sittings if one.day > today), None)
        said = "None today."
        if coming is not None:
            said += f" The next is on {coming.day:%a} {show_short(coming.day, today)},"
            said += f" {manner.who(coming.practitioner_id)}: F3."
        rows.append(Row((said,), kind="note"))
    if late:
        rows.append(Row((f"Planned and not held   {len(late)}",), kind="heading"))
        rows += [_session(one, manner) for one in late]
    return rows


def _session(one: Sitting, manner: SittingsManner) -> Row:
    ref = SittingRef(one.ids[0], one.practitioner_id)
    who = manner.who(one.practitioner_id)
    if one.day < manner.today and one.run is None:
        day = show_short(one.day, manner.today)
        return Row((day, who, short_label(one, manner.pack), "m: its page, hold or move it"), ref, "warn")
    if one.held_on is not None:
        key = "held; m: its page"
    elif one.run is not None:
        key = "r: it is running" if one.running else "r: go on with it"
    elif one.items:
        key = f"r: run it, {counted(one.items, 'item')}"
    else:
        key = "Enter: its agenda" if one.is_group else "Enter, then g: fill its agenda"
    return Row((one.starts_at or "-", who, short_label(one, manner.pack), key), ref)


def _observations(found: Sequence[PlannedSeen], manner: SittingsManner) -> list[Row]:
    """Return the observations of the day and those whose day has passed; nothing where there is none."""
    there = [one for one in found if one.day <= manner.today]
    met = any(is_meeting(manner.pack, one.kind) for one in there)
    heading = f"{'Observations and meetings' if met else 'Observations'}   {len(there)}"
    return [Row((heading,), kind="heading"), *(_observation(one, manner) for one in there)] if there else []


def _observation(one: PlannedSeen, manner: SittingsManner) -> Row:
    what = observed_as(manner.pack, one.kind)
    if not manner.private:
        what = ", ".join(part for part in (what, whom_of(one, manner.pack), one.what) if part)
    who = manner.who(one.practitioner_id)
    if one.day < manner.today:
        return Row(
            (show_short(one.day, manner.today), who, f"NOT HELD: {what}", "Enter: it took place"), one, "warn"
        )
    return Row((one.starts_at or "-", who, what, "Enter: it took place"), one)


def _dues(due: DueList | None, diary: Diary, manner: SittingsManner) -> list[Row]:
    if due is None:
        return []
    lines = [line for line in due.lines if line.band is Band.TODAY]
    rows = [Row((f"Due today   {len(lines)}",), kind="heading")]
    rows += [_due(line, diary, manner) for line in lines]
    if not lines:
        rows.append(Row(("Nothing falls due today.",), kind="note"))
    if due.overdue:
        words = f"{due.overdue} overdue, {due.this_week} this week"
        rows.append(Row(("", words, "", "F5: the overdue list"), Goes("overdue"), "warn"))
    return rows


def _due(line: DueLine, diary: Diary, manner: SittingsManner) -> Row:
    booked = booked_for(line, manner.pack, diary)
    if booked is not None:
        key = f"Enter: booked {show_short(booked.day, manner.today)}"
    elif line.kind == DISCUSSION and line.about.entity == "child":
        key = "g: onto their agenda"
    else:
        key = "Enter: what settles it"
    who = f"{line.label_for(private=manner.private)}"
    person = said_name(line.person.name, private=manner.private)
    what = f"{who}, {person}" if person and person != who else who
    return Row(("", what, in_a_sentence(line.what), key), key_of(line))


def _records(records: Sequence[tuple[RecordLine, str]], manner: SittingsManner) -> list[Row]:
    rows = [Row((f"Records not finished   {len(records)}",), kind="heading")]
    for line, called in records:
        person = said_name(line.practitioner, private=manner.private)
        kids = ", ".join(dict.fromkeys(child.label for child in line.children))
        about = f"{kids} ({person})" if kids and person else kids or person
        day = show_short(line.day, manner.today)
        rows.append(Row((day, about, called, "Enter: go on writing"), RecordRef(line.id)))
    if not records:
        rows.append(Row(("None.",), kind="note"))
    return rows
