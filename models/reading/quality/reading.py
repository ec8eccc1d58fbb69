"""Frequency and quality of a team's supervision as counts, n of N, each with its gaps; nobody gets a score.

A gap is the one thing that is missing, so that it can be put right: a child, a session, an action. Gaps are
never added up by worker. What the policy doesn't ask for is not counted as if it did.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from models.clock.plan import SUPERVISED
from models.dates import counted, show
from models.policy.pack import Pack
from models.policy.rule import Count as CountRule
from models.policy.rule import Deadline, Interval, NextSession, Rule
from models.reading.due.kinds import AGREEMENT, DISCUSSION, OBSERVATION, SESSION
from models.reading.due.lines import DueLine
from models.reading.due.listing import DueList
from models.reading.facts.desk import Desk
from models.reading.facts.shared import read_talks
from models.reading.quality.counts import Count, Month
from models.reading.quality.sampling import FINISHED
from models.reading.quality.sessions import months_of, session_counts
from models.reading.rows import rows
from models.tables import Action, Child, GatePass, Involvement, Record, Sample, SampledRecord

QUARTER = 3
"""How many months are looked at where nobody says since when: a sample is drawn that often (HAV-T13)."""


@dataclass(frozen=True, slots=True)
class Quality:
    """A team's supervision over a span of days: how it stands now, how it went, and month by month."""

    since: date
    until: date
    now: tuple[Count, ...]
    span: tuple[Count, ...]
    months: tuple[Month, ...]


def read_quality(session: Session, pack: Pack, due: DueList, since: date, until: date) -> Quality:
    """Return the counts of a team. ``due`` is everything due now."""
    return Quality(
        since,
        until,
        tuple(_now(pack, due)),
        (
            *session_counts(session, pack, since, until, due.today),
            _actions(session, since, until, due.today),
            *_closures(session, pack, since, until),
            _sampled(session, since, until),
        ),
        months_of(session, until, due.today),
    )


class _Sort(NamedTuple):
    """Whom or what one count of today is of: the kind of due thing, and its subjects."""

    key: str
    what: str
    kind: str
    subjects: tuple[str, ...]


_NOW = (
    _Sort(DISCUSSION, "Children discussed in time", DISCUSSION, tuple(SUPERVISED)),
    _Sort(SESSION, "Practitioners seen in time", SESSION, ("practitioner",)),
    _Sort(AGREEMENT, "Agreements in date", AGREEMENT, ("agreement",)),
    _Sort(OBSERVATION, "Practitioners observed in time", OBSERVATION, ("practitioner",)),
    _Sort("observation_papers", "Observations with their papers in time", OBSERVATION, ("observation",)),
    _Sort("observed_sessions", "Supervisions observed in time", SESSION, ("supervisory_relationship",)),
)
_BY_THE_MANAGER = "Children discussed by the manager's own day"


def _now(pack: Pack, due: DueList) -> Iterator[Count]:
    """Count whom the clock has a date for, each once; what no rule of the policy asks for is left out."""
    for sort in _NOW:
        asked = any(_asks(rule, sort, pack) for rule in pack.rules)
        if sort.kind == DISCUSSION and not asked:
            sort = sort._replace(what=_BY_THE_MANAGER)
        elif not asked:
            continue
        yield _standing(due, sort)


def _asks(rule: Rule, sort: _Sort, pack: Pack) -> bool:
    """Say whether a rule gives such subjects a date; an interval of the manager's own is no policy's."""
    terms = rule.terms
    if not set(sort.subjects) & set(rule.subject):
        return False
    if isinstance(terms, Interval) and terms.every_from == "manager_interval_days":
        return False
    if sort.key == OBSERVATION:
        return (isinstance(terms, CountRule) and OBSERVATION in terms.types) or OBSERVATION in rule.clock
    if sort.key == SESSION:
        return bool(set(rule.clock) & set(pack.sessions))
    return isinstance(terms, Interval | Deadline | NextSession)


def _standing(due: DueList, sort: _Sort) -> Count:
    """Count each child, observation or practitioner once, however many rules run for them."""
    lines: dict[object, list[DueLine]] = {}
    for line in due.lines:
        is_one = line.kind == sort.kind and line.subject in sort.subjects
        if is_one and (line.day is not None or line.is_late):
            lines.setdefault(_whose(line), []).append(line)
    late = [
        next(one for one in each if one.is_late) for each in lines.values() if any(o.is_late for o in each)
    ]
    gaps = sorted((_late(one), _place(one)) for one in late)
    told, at = tuple(gap for gap, _ in gaps), tuple(place for _, place in gaps)
    return Count(sort.key, sort.what, len(lines) - len(late), len(lines), told, at=at)


def _whose(line: DueLine) -> object:
    """Return what is counted once: who has no agreement yet has no row of one, so a person's is the person's."""
    own = line.subject in (*SUPERVISED, "observation") or line.practitioner_id is None
    return line.entity if own else line.practitioner_id


def _late(line: DueLine) -> str:
    """Return ``GO, 36 days late (KCC-T21), away``: who is away can't be seen."""
    away = ", away" if line.person.is_away and line.about.entity != "child" else ""
    return f"{line.label_for(private=True)}, {line.lateness()} ({line.rule}){away}"


def _place(line: DueLine) -> tuple[str, int]:
    return line.entity if line.about.entity == "child" else ("practitioner", line.practitioner_id or 0)


def _actions(session: Session, since: date, until: date, today: date) -> Count:
    """Count the actions that were to be done in the span: done by their date, of all that were not dropped.

    On the day itself one that is not done is not late yet.
    """
    statement = (
        select(
            col(Action.id),
            col(Action.due_on),
            col(Action.done_on),
            col(Child.number),
            col(Child.initials),
            col(Action.child_id),
        )
        .outerjoin(Child, col(Child.id) == col(Action.child_id))
        .where(col(Action.due_on).between(since, min(until, today)), col(Action.dropped_on).is_(None))
        .order_by(col(Action.due_on), col(Action.id))
    )
    found = [row for row in rows(session, statement) if row.done_on is not None or row.due_on < today]
    late = [row for row in found if row.done_on is None or row.done_on > row.due_on]
    gaps = tuple(
        (f"{row.number} {row.initials}" if row.number is not None else "Not about a child")
        + f", due {show(row.due_on)}, "
        + (f"done {counted((row.done_on - row.due_on).days, 'day')} late" if row.done_on else "not done")
        for row in late
    )
    at = tuple(("child", row.child_id or 0) for row in late)
    return Count("actions", "Actions done by their date", len(found) - len(late), len(found), gaps, at=at)


def _closures(session: Session, pack: Pack, since: date, until: date) -> Iterator[Count]:
    """Count what was closed with the policy's gate met, where it has one (KCC-P39).

    A gate that was passed with a reason is named for quality assurance, and so is what was closed without a
    formal supervision held for it by any other way, such as with an import.
    """
    if not pack.board.closing_gate:
        return
    statement = (
        select(
            col(Involvement.id),
            col(Child.number),
            col(Child.initials),
            col(Involvement.closed_on),
            col(Involvement.child_id),
        )
        .join(Child, col(Child.id) == col(Involvement.child_id))
        .where(col(Involvement.closed_on).between(since, until))
        .order_by(col(Involvement.closed_on), col(Involvement.id))
    )
    closed = rows(session, statement)
    passed = _passed(session, (pack.board.closing_gate, pack.board.closing_note))
    children = {row.child_id for row in closed}
    talks = read_talks(Desk(session, pack, until, children, ()), children)
    gaps, at = [], []
    for row in closed:
        held = [day for day in talks[row.child_id].get(row.id, ()) if day <= row.closed_on]
        why = passed.get(row.id) or (
            "" if held else f"no formal supervision in it ({pack.board.closing_gate})"
        )
        if why:
            gaps.append(f"{row.number} {row.initials}, closed {show(row.closed_on)}: {why}")
            at.append(("child", row.child_id))
    what = "Closed with the policy's gate met"
    yield Count("closures", what, len(closed) - len(gaps), len(closed), tuple(gaps), at=tuple(at))


def _passed(session: Session, rules: tuple[str, ...]) -> dict[int, str]:
    """Return, by involvement, which of some gates were passed, and why."""
    statement = (
        select(col(GatePass.entity_id), col(GatePass.rule), col(GatePass.reason))
        .where(col(GatePass.entity) == "involvement")
        .order_by(col(GatePass.id))
    )
    found: dict[int, list[Any]] = {}
    for row in rows(session, statement):
        if row.rule and row.rule in rules:
            found.setdefault(row.entity_id, []).append(row)
    return {one: "; ".join(f"{row.rule} passed, {row.reason}" for row in own) for one, own in found.items()}


def _sampled(session: Session, since: date, until: date) -> Count:
    """Count the sampled records that were looked at: a worksheet that is only begun says nothing yet."""
    statement = (
        select(col(SampledRecord.record_id), col(Sample.id), col(Record.id), col(Record.state))
        .join(Sample, col(Sample.id) == col(SampledRecord.sample_id))
        .outerjoin(Record, col(Record.id) == col(SampledRecord.worksheet_id))
        .where(col(Sample.drawn_on).between(since, until))
        .order_by(col(SampledRecord.id))
    )
    found = rows(session, statement)
    gaps = tuple(
        f"Record {row[0]} of sample {row[1]}, "
        + (f"worksheet {row[2]} begun" if row[2] else "no worksheet yet")
        for row in found
        if row[3] not in FINISHED
    )
    at = tuple(("sample", row[1]) for row in found if row[3] not in FINISHED)
    return Count("sampled", "Sampled records looked at", len(found) - len(gaps), len(found), gaps, at=at)
