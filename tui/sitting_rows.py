"""The list of sittings as rows: what was not held, today, the next with each, and with whom nothing is planned."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from models.dates import counted, show_short
from models.policy import Pack
from models.reading.agenda.sitting import FORMAL, Sitting
from models.reading.people import PersonView
from models.words import said_name
from tui.widgets.rows import Row

COLUMNS = (12, 24, 56, 0)


@dataclass(frozen=True, slots=True)
class SittingRef:
    """A row about a sitting, by its first session; ``practitioner_id`` is None for a group."""

    supervision_id: int
    practitioner_id: int | None


def sitting_at(ref: object, sittings: Sequence[Sitting]) -> Sitting | None:
    """Return the sitting that a row is about, if it is about one."""
    if not isinstance(ref, SittingRef):
        return None
    return next((one for one in sittings if ref.supervision_id in one.ids), None)


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A row about someone with whom nothing is planned."""

    practitioner_id: int


@dataclass(frozen=True, slots=True)
class SittingsManner:
    """How the list is written: the pack, the day, the people by id, what is shown, and whether others look on."""

    pack: Pack
    today: date
    people: Sequence[PersonView]
    later: bool = False
    private: bool = False
    manager_id: int | None = None
    outside: frozenset[int] = frozenset()
    """Those whom nobody here supervises: no session with them is missing."""

    def away(self, one: Sitting) -> str:
        """Say whether either of the two is away on the day by an absence that runs now."""
        for who, said in ((one.practitioner_id, "away"), (self.manager_id, "you are away")):
            person = next((each for each in self.people if each.id == who), None)
            if person is not None and person.away and (person.away_until or one.day) >= one.day:
                return said
        return ""

    def who(self, practitioner_id: int | None) -> str:
        """Return with whom a sitting is; the manager's own is with whoever supervises them, and is called so."""
        if practitioner_id is None:
            return "group"
        if practitioner_id == self.manager_id:
            return "your own"
        name = next((one.name for one in self.people if one.id == practitioner_id), "")
        return said_name(name, private=self.private)


def sitting_rows(sittings: Sequence[Sitting], manner: SittingsManner) -> list[Row]:
    """Return the whole list."""
    today = manner.today
    late = [one for one in sittings if one.day < today]
    now = [one for one in sittings if one.day == today]
    coming = [one for one in sittings if one.day > today]
    first = list(_first_of_each(coming))
    rows = [
        *_group("Planned and not held: hold it, move it or cancel it", late, manner),
        *_group("Today", now, manner),
        *_group("Next with each", first, manner),
    ]
    rest = [one for one in coming if one not in first]
    if manner.later:
        rows += _group("Later", rest, manner)
    elif rest:
        rows.append(Row((f"{counted(len(rest), 'session')} later than those. l shows them.",), kind="note"))
    return [*rows, *_nobody(sittings, manner)]


def _group(heading: str, sittings: Sequence[Sitting], manner: SittingsManner) -> list[Row]:
    found = [_row(one, manner) for one in sittings]
    return [Row((f"{heading}   {len(found)}",), kind="heading"), *found] if found else []


def _first_of_each(sittings: Iterable[Sitting]) -> Iterator[Sitting]:
    """Yield the first sitting of each kind with each practitioner and with groups.

    What the agreement holds apart (KCC-P38), and a second slot, are sittings of their own.
    """
    seen: set[object] = set()
    for one in sittings:
        whose = one.practitioner_id, one.kinds
        if whose not in seen:
            seen.add(whose)
            yield one


def _row(one: Sitting, manner: SittingsManner) -> Row:
    day = f"{one.day:%a} {show_short(one.day, manner.today)}"
    time = f", {one.starts_at}" if one.starts_at else ""
    away = manner.away(one)
    kind = "warn" if one.day < manner.today else "amber" if away else ""
    who = f"{manner.who(one.practitioner_id)}{time}"
    state = ", ".join(part for part in (away, state_of(one)) if part)
    cells = (day, who, short_label(one, manner.pack), state)
    return Row(cells, SittingRef(one.ids[0], one.practitioner_id), kind)


def short_label(one: Sitting, pack: Pack) -> str:
    """Return ``Personal and case supervision``: what all its sessions are is said once."""
    labels = [pack.session_kind(each.kind).label for each in one.sessions]
    last = {label.rpartition(" ")[2] for label in labels}
    if len(labels) < 2 or len(last) > 1 or one.sessions[0].occasion != FORMAL:
        return one.label(pack)
    first, *others = [label.rpartition(" ")[0] for label in labels]
    rest = [name[:1].lower() + name[1:] for name in others]
    return f"{' and '.join((first, *rest))} {last.pop()}".strip()


def state_of(one: Sitting) -> str:
    """Say how far a sitting's agenda has come."""
    if one.running:
        return "RUNNING"
    if one.run is not None:
        return "begun and stopped: r goes on with it"
    if one.items:
        return f"agenda of {counted(one.items, 'item')}"
    return (
        f"no agenda yet, {counted(one.listed, 'child', 'children')} on its list"
        if one.listed
        else "no agenda yet"
    )


def _nobody(sittings: Sequence[Sitting], manner: SittingsManner) -> list[Row]:
    there = {one.practitioner_id for one in sittings}
    gone = [
        one
        for one in manner.people
        if one.id not in there | manner.outside and (one.left_on is None or one.left_on >= manner.today)
    ]
    if not gone:
        return []
    rows = [Row((f"Nothing planned with   {len(gone)}",), kind="heading")]
    for one in gone:
        last = f"last {show_short(one.last_session, manner.today)}" if one.last_session else "no session yet"
        said = f"{last}; Enter plans one"
        rows.append(Row(("", manner.who(one.id), said, ""), PersonRef(one.id)))
    return rows
