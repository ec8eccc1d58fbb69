"""What all changes of supervisions share: finding one in the right state, whom it is with, who is discussed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from sqlmodel import Session, col, func, select

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Discussion, Involvement, Practitioner, Supervision

OCCASIONS = ("formal", "ad hoc", "transition", "front door")
INFORMAL = "ad hoc"
SAMPLED = "front door"
"""The occasion in which work is sampled: its families are closed by then, or with someone else (KCC-P44)."""
CAUSES: Mapping[str, str] = {
    "practitioner": "the practitioner",
    "supervisor": "the supervisor",
    "sickness": "sickness",
    "emergency": "an emergency",
    "other": "something else",
}
"""Who or what made a session be moved or cancelled, by code."""
_KIND = re.compile(r"[a-z][a-z_]{0,39}")
_TIME = re.compile(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d))?")


def kind_of(text: str) -> str:
    """Return a kind of session; raise Refused for what is no code such as ``case``."""
    if not _KIND.fullmatch(text):
        raise Refused("Choose a kind of session from the list.")
    return text


def occasion_of(text: str) -> str:
    """Return an occasion; raise Refused for any but the four."""
    if text not in OCCASIONS:
        raise Refused(f"An occasion is one of {', '.join(OCCASIONS)}.")
    return text


def cause_of(text: str) -> str:
    """Return a cause; raise Refused for any but the known ones."""
    if text not in CAUSES:
        raise Refused(f"Say who or what caused it: {', '.join(CAUSES)}.")
    return text


def time_of(text: str) -> str:
    """Return a time of day such as ``09:30``, or nothing; raise Refused for anything else.

    ``9:30``, ``9.30`` and ``9`` are as good: it is kept in the one way.
    """
    if not text.strip():
        return ""
    found = _TIME.fullmatch(text.strip())
    if found is None:
        raise Refused("Time: a time of day is written 14:30 or 9:30.")
    return f"{int(found[1]):02}:{found[2] or '00'}"


def minutes_of(minutes: int | None) -> int | None:
    """Return how long it took; raise Refused for what no session takes."""
    if minutes is not None and not 1 <= minutes <= 24 * 60:
        raise Refused("A session takes from 1 minute to 24 hours.")
    return minutes


def why(reason: str, what: str, which: str = "the session") -> str:
    """Return the reason for a change of the diary, which is required."""
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused(f"Say in a line why {which} is {what}: the reason is part of the record.")
    return words


def session_found(change: Change, supervision_id: int) -> Supervision:
    """Return a supervision; raise Refused if it is gone."""
    return checks.found(change.session, Supervision, supervision_id, "session")


def planned(change: Change, supervision_id: int) -> Supervision:
    """Return a session that stands in the diary; raise Refused if it was held or cancelled."""
    row = session_found(change, supervision_id)
    if row.held_on is not None:
        raise Refused(f"It was held on {show(row.held_on)}.")
    if row.cancelled_on is not None:
        raise Refused(f"It was cancelled on {show(row.cancelled_on)}. Plan another in its place.")
    return row


def held(change: Change, supervision_id: int) -> tuple[Supervision, date]:
    """Return a session that was held, and the day; raise Refused if it was not."""
    row = session_found(change, supervision_id)
    if row.held_on is None:
        raise Refused("It has not been held yet.")
    return row, row.held_on


def unsigned(row: Supervision) -> None:
    """Raise Refused for a session whose record is signed: that is never changed, only added to."""
    if row.signed_on is not None:
        raise Refused(
            f"Its record was signed on {show(row.signed_on)} and stands as it is. Add a dated note instead."
        )


def with_whom(change: Change, practitioner_id: int | None, day: date) -> int | None:
    """Return the practitioner of a session on a day; raise Refused if they are not in post then."""
    if practitioner_id is None:
        return None
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    if person.left_on is not None and person.left_on < day:
        raise Refused(f"They left on {show(person.left_on)}. Choose a day before that.")
    if person.started_on is not None and day < person.started_on:
        raise Refused(f"They start on {show(person.started_on)}. Choose a day from then on.")
    return person.id


def open_children(change: Change, children: Iterable[int], day: date) -> list[int]:
    """Return children to discuss, each once, joined numbers followed; raise Refused for closed work."""
    found = _each_once(change, children)
    if set(found) - open_on(change, found, day):
        raise Refused(
            f"One of them was not open on {show(day)}: closed work is not discussed. "
            "Take them off the list, or put the dates right first."
        )
    return found


def discussable(change: Change, children: Iterable[int], day: date, occasion: str) -> list[int]:
    """Return children to discuss on an occasion; only where work is sampled may it be closed."""
    return _each_once(change, children) if occasion == SAMPLED else open_children(change, children, day)


def open_on(change: Change, children: Iterable[int], day: date) -> set[int]:
    """Return those children whose work was open on a day, its last day included."""
    return set(
        change.session.exec(
            select(Involvement.child_id).where(
                col(Involvement.child_id).in_(list(children)),
                col(Involvement.opened_on) <= day,
                col(Involvement.closed_on).is_(None) | (col(Involvement.closed_on) >= day),
            )
        ).all()
    )


def _each_once(change: Change, children: Iterable[int]) -> list[int]:
    return list(dict.fromkeys(checks.child(change.session, child_id).id for child_id in children))


def on_list(change: Change, supervision_id: int) -> list[Discussion]:
    """Return the children on the list of a session, in the order in which they came there."""
    return list(
        change.session.exec(
            select(Discussion).where(Discussion.supervision_id == supervision_id).order_by(col(Discussion.id))
        ).all()
    )


def next_planned(change: Change, row: Supervision, *, but: int = 0) -> Supervision | None:
    """Return the next session in the diary of the same kind with the same practitioner (or group)."""
    return change.session.exec(
        select(Supervision)
        .where(
            col(Supervision.practitioner_id).is_(None)
            if row.practitioner_id is None
            else Supervision.practitioner_id == row.practitioner_id,
            Supervision.kind == row.kind,
            col(Supervision.id).not_in((row.id, but)),
            col(Supervision.held_on).is_(None),
            col(Supervision.cancelled_on).is_(None),
            col(Supervision.planned_for) >= change.today,
        )
        .order_by(col(Supervision.planned_for), col(Supervision.id))
        .limit(1)
    ).first()


def put_on(change: Change, supervision_id: int, children: Iterable[int]) -> list[int]:
    """Put children on the list of a planned session; return those who were not there yet."""
    there = {row.child_id for row in on_list(change, supervision_id)}
    added = [child_id for child_id in dict.fromkeys(children) if child_id not in there]
    for child_id in added:
        change.insert(Discussion(supervision_id=supervision_id, child_id=child_id))
    return added


def carry_over(change: Change, row: Supervision, to: Supervision) -> list[int]:
    """Move who is still on a session's list and was not discussed to another session; return them."""
    there = {other.child_id for other in on_list(change, to.id)}
    carried: list[int] = []
    for one in on_list(change, row.id):
        if one.at is not None:
            continue
        carried.append(one.child_id)
        if one.child_id in there:
            change.delete(one)
        else:
            change.update(one, supervision_id=to.id)
    return carried


def last_held(session: Session) -> dict[int, date]:
    """Return the last day on which each practitioner had a session that was held."""
    statement = (
        select(Supervision.practitioner_id, func.max(Supervision.held_on))
        .where(col(Supervision.held_on).is_not(None), col(Supervision.practitioner_id).is_not(None))
        .group_by(col(Supervision.practitioner_id))
    )
    return {person: day for person, day in session.exec(statement).all() if person and day}


def refuse_held_after(session: Session, practitioner_id: int, left_on: date) -> None:
    """Refuse a day of leaving before a session that was held: the period of the file would begin too early."""
    last = session.exec(
        select(func.max(Supervision.held_on)).where(Supervision.practitioner_id == practitioner_id)
    ).one()
    if last is not None and last > left_on:
        raise Refused(
            f"A session of theirs was held on {show(last)}, after {show(left_on)}. Put that day right on the "
            "session's page first, or give a later day of leaving."
        )
