"""The facts of a sampled record, as the store holds them: days, counts and rules, and nobody's words or name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlmodel import Session, col

from models.dates import counted, show
from models.moments import in_london
from models.reading.actions import read_actions_in
from models.reading.records import RecordView, read_record
from models.reading.rows import rows
from models.reading.signing import read_signing
from models.signed import HOWS
from models.tables import Agreement, Disturbance, Practitioner, Supervision

NOTHING = "Nothing is noted."
_STEPS = ("carried", "moved", "done", "dropped")


@dataclass(frozen=True, slots=True)
class SampleFacts:
    """What is known of a record: whose supervision by number, its day and form, each fact by its key."""

    record_id: int
    form: str
    day: date
    of: str
    found: Mapping[str, str]
    occasion: str = ""
    """Of the session it belongs to: formal, ad hoc."""


def read_sample_facts(session: Session, record_id: int) -> SampleFacts:
    """Return the facts of one record. Raises Refused if there is none with this number."""
    view = read_record(session, record_id)
    line = view.line
    held = session.get(Supervision, line.session.id) if line.session is not None else None
    person = session.get(Practitioner, line.practitioner_id) if line.practitioner_id else None
    found = {
        "agreement": _agreement(session, line.practitioner_id, line.day),
        "children": ", ".join(dict.fromkeys(child.label for child in line.children)) or "None.",
        **_actions(session, view),
        "signed": _signed(session, record_id),
        "passed": ", ".join(rule for rule, _ in view.passed) or "Nothing.",
    }
    if held is not None:
        found |= _of_session(session, held)
    whose = person.number if person else "the group"
    occasion = held.occasion if held is not None else ""
    return SampleFacts(record_id, line.form, line.day, whose, found, occasion)


def _agreement(session: Session, practitioner_id: int | None, day: date) -> str:
    if practitioner_id is None:
        return "A group has none."
    statement = (
        select(col(Agreement.signed_on), col(Agreement.weeks))
        .where(col(Agreement.practitioner_id) == practitioner_id, col(Agreement.signed_on) <= day)
        .order_by(col(Agreement.signed_on).desc(), col(Agreement.id).desc())
        .limit(1)
    )
    found = rows(session, statement)
    if not found:
        return "None was signed by that day."
    signed, weeks = found[0]
    every = f" It says every {counted(weeks, 'week')}." if weeks else ""
    return f"Signed {show(signed)}, {counted((day - signed).days, 'day')} before.{every}"


def _of_session(session: Session, held: Supervision) -> dict[str, str]:
    minutes = counted(held.minutes, "minute") if held.minutes is not None else "Not noted."
    return {
        "planned": _planned(held),
        "before": _before(session, held),
        "length": minutes,
        "disturbed": _disturbed(session, held.id),
        "written": _written(held),
        "next": _next(session, held),
    }


def _planned(held: Supervision) -> str:
    reason = "A reason is noted." if held.reason else "No reason is noted."
    if held.held_on is None:
        return "It was not held."
    if held.planned_for is None:
        return "It stood in no diary."
    first = held.first_planned_for or held.planned_for
    if first == held.held_on:
        return "Held on the day it was first planned for."
    return f"First planned for {show(first)}, held {show(held.held_on)}. {reason}"


def _before(session: Session, held: Supervision) -> str:
    if held.held_on is None:
        return NOTHING
    whose = col(Supervision.practitioner_id)
    statement = (
        select(col(Supervision.held_on))
        .where(
            whose == held.practitioner_id if held.practitioner_id is not None else whose.is_(None),
            col(Supervision.kind) == held.kind,
            col(Supervision.occasion) == "formal",
            col(Supervision.held_on) < held.held_on,
        )
        .order_by(col(Supervision.held_on).desc())
        .limit(1)
    )
    found = rows(session, statement)
    if not found:
        return "None of its kind is known before it."
    return f"{counted((held.held_on - found[0][0]).days, 'day')} before, {show(found[0][0])}."


def _disturbed(session: Session, supervision_id: int) -> str:
    statement = select(col(Disturbance.kind), col(Disturbance.whose)).where(
        col(Disturbance.supervision_id) == supervision_id
    )
    counts = Counter((kind, whose) for kind, whose in rows(session, statement))
    said = [
        f"{kind}, on the side of the {whose}: {number}" for (kind, whose), number in sorted(counts.items())
    ]
    return "; ".join(said) or NOTHING


def _written(held: Supervision) -> str:
    if held.held_on is None or held.recorded_on is None:
        return "Not written up yet, as far as is noted."
    days = (held.recorded_on - held.held_on).days
    return f"Written up {show(held.recorded_on)}, {counted(days, 'day')} after."


def _next(session: Session, held: Supervision) -> str:
    statement = (
        select(col(Supervision.planned_for), col(Supervision.held_on))
        .where(
            col(Supervision.practitioner_id) == held.practitioner_id,
            col(Supervision.cancelled_on).is_(None),
            col(Supervision.id) != held.id,
            col(Supervision.planned_for) > (held.held_on or held.planned_for),
        )
        .order_by(col(Supervision.planned_for))
        .limit(1)
    )
    found = rows(session, statement)
    return f"Planned for {show(found[0][0])}." if found else "None stands in the diary after it."


def _actions(session: Session, view: RecordView) -> dict[str, str]:
    lines = read_actions_in(session, view.line.id)
    own = [one for one in lines if one.record_id == view.line.id]
    whole = sum(bool(one.owner and one.due_on) for one in own)
    decided = Counter(
        step.kind
        for one in lines
        for step in one.steps
        if step.record_id == view.line.id and step.kind in _STEPS
    )
    said = ", ".join(f"{kind} {decided[kind]}" for kind in _STEPS if decided[kind])
    return {
        "actions": f"{counted(len(own), 'action')}; {whole} of {len(own)} with who and by when."
        if own
        else "None.",
        "carried": f"Decided in it: {said}." if said else "Nothing was decided in it about earlier ones.",
    }


def _signed(session: Session, record_id: int) -> str:
    given = read_signing(session, record_id).signatures
    said = [
        f"{one.party.replace('_', ' ')}: {HOWS[one.how]}, {show(in_london(one.at).date())}" for one in given
    ]
    return "; ".join(said) or "Nobody has signed."
