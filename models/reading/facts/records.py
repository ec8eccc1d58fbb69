"""The facts of records: sessions that were held and are not written up, agreed or signed as the policy wants."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select, true
from sqlalchemy.orm import aliased
from sqlmodel import col

from models.clock.outcome import Gap
from models.dates import counted, show
from models.facts import Facts
from models.reading.facts.about import About, Mistake
from models.reading.facts.desk import Desk
from models.reading.facts.labels import INFORMAL, session_label
from models.reading.facts.people import Staff
from models.tables import Supervision

_PAPERS: dict[str, Any] = {
    "recorded_at": Supervision.recorded_on,
    "agreed_on": Supervision.agreed_on,
    "signed_on": Supervision.signed_on,
}
"""What settles a rule on records, and the column that tells it."""
_OF_TWO = ("agreed_on", "signed_on")
"""What supervisor and supervisee do with a record; a group's has no supervisee."""
_WORDS = {"recorded_at": "written up", "agreed_on": "agreed", "signed_on": "signed"}


def read_records(desk: Desk, staff: Staff) -> tuple[list[About], list[Mistake]]:
    """Return a record for each held session whose paper is missing, and what was never kept here."""
    papers = _asked_for(desk)
    rows: dict[int, Any] = {}
    mistakes: list[Mistake] = []
    for paper in papers:
        since = _kept_since(desk, paper)
        for statement in _missing(desk, paper, since):
            rows |= {row.id: row for row in desk.rows(statement)}
        mistakes += _never_kept(desk, paper, since)
    ordered = sorted(rows.values(), key=lambda row: (row.held_on, row.id))
    return [_about(desk, staff, row, papers) for row in ordered], mistakes


def _asked_for(desk: Desk) -> list[str]:
    """Return what rules on records of this pack are settled by."""
    rules = [rule for rule in desk.pack.rules if "record" in rule.subject]
    settled = {name for rule in rules for name in getattr(rule.terms, "settled_by", ())}
    return [paper for paper in _PAPERS if paper in settled]


def _has_a_rule(desk: Desk, paper: str) -> Any:
    """Return the condition that the policy has a date for a session's paper: informal talk, formal sessions, both.

    What supervisor and supervisee do with a record can't be done with a group's.
    """
    informal = col(Supervision.occasion) == INFORMAL
    asked = []
    if desk.wants("discussed_at"):
        asked.append(informal)
    if desk.wants("session_date"):
        asked.append(~informal)
    return or_(*asked) & (col(Supervision.practitioner_id).is_not(None) if paper in _OF_TWO else true())


def _missing(desk: Desk, paper: str, since: date) -> Iterator[Any]:
    """Yield what reads the sessions without a paper on the day: those that have none, and those that had none yet.

    Apart, so that the first goes by its own index; the second looks back a year and a little.
    """
    column = col(_PAPERS[paper])
    yield _sessions(desk, paper, since).where(column.is_(None))
    yield _sessions(desk, paper, max(since, desk.a_year_ago)).where(column > desk.as_at)


def _sessions(desk: Desk, paper: str, since: date) -> Any:
    statement = select(
        col(Supervision.id),
        col(Supervision.kind),
        col(Supervision.occasion),
        col(Supervision.practitioner_id),
        col(Supervision.held_on),
        col(Supervision.recorded_on),
        col(Supervision.agreed_on),
        col(Supervision.signed_on),
        _next_held(desk).label("next_held"),
    ).where(
        col(Supervision.held_on) >= since,
        col(Supervision.held_on) <= desk.as_at,
        _has_a_rule(desk, paper),
    )
    return desk.some_people(statement, Supervision.practitioner_id)


def _next_held(desk: Desk) -> Any:
    """Return the day of the same practitioner's next held one-to-one."""
    later = aliased(Supervision)
    kinds = [each.code for each in desk.pack.session_kinds if desk.pack.one_to_one in each.settles]
    return (
        select(func.min(col(later.held_on)))
        .where(
            col(later.practitioner_id) == col(Supervision.practitioner_id),
            col(later.kind).in_(kinds),
            col(later.occasion) == "formal",
            col(later.held_on) > col(Supervision.held_on),
            col(later.held_on) <= desk.as_at,
        )
        .correlate(Supervision)
        .scalar_subquery()
    )


def _kept_since(desk: Desk, paper: str) -> date:
    """Return from which day on this paper is kept here: of the first session that has it, else the store's."""
    first = desk.rows(
        select(func.min(col(Supervision.held_on))).where(
            col(_PAPERS[paper]).is_not(None), col(Supervision.held_on) <= desk.as_at
        )
    )[0][0]
    desk.met(f"record:{paper}", [first] if first is not None else [])
    return desk.kept().since(f"record:{paper}")


def _never_kept(desk: Desk, paper: str, since: date) -> Iterator[Mistake]:
    """Yield one line for all sessions from before this paper was kept."""
    statement = (
        select(func.count())
        .select_from(Supervision)
        .where(col(Supervision.held_on) < since, col(_PAPERS[paper]).is_(None), _has_a_rule(desk, paper))
    )
    count = desk.rows(statement)[0][0] if desk.is_everyone else 0
    if count:
        about = About(Facts("record", paper), "team", 0, desk.team.name)
        text = (
            f"{counted(count, 'session')} held before {show(since)} "
            f"{'has no day here on which it was' if count == 1 else 'have no day here on which they were'} "
            f"{_WORDS[paper]}."
        )
        yield Mistake(about, "Records", Gap("not_kept", text))


def _about(desk: Desk, staff: Staff, row: Any, papers: list[str]) -> About:
    told = {"recorded_at": row.recorded_on, "agreed_on": row.agreed_on, "signed_on": row.signed_on}
    more: dict[str, Any] = {
        name: day for name, day in told.items() if name in papers and day is not None and day <= desk.as_at
    }
    if row.occasion == INFORMAL:
        more["discussed_at"] = row.held_on
    else:
        more |= {"kind": desk.pack.session_kind(row.kind).record, "session_date": row.held_on}
    facts = Facts(
        "record",
        str(row.id),
        next_session=row.next_held,
        worker=staff.worker(row.practitioner_id),
        more=more,
    )
    label = session_label(desk.pack, row.kind, row.occasion, row.held_on)
    return About(facts, "supervision", row.id, label, row.practitioner_id, day=row.held_on)
