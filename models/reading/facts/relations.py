"""The facts of supervision agreements, and of the supervisory relationships they belong to."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import text

from models.facts import Facts
from models.reading.facts.about import About
from models.reading.facts.desk import Desk
from models.reading.facts.people import Signed, Staff
from models.reading.facts.sessions import read_firsts


def read_relations(desk: Desk, staff: Staff) -> list[About]:
    """Return the agreement of everyone who is supervised here, there or not, and the pair it is of.

    Handed over to another supervisor, a new relationship begins: it wants an agreement of its own, drawn up
    at its own first session (KCC-T06, BCT-T58). Until then the one before is reviewed as it was.
    """
    subjects = {subject for rule in desk.pack.rules for subject in rule.subject}
    wanted = subjects & {"agreement", "supervisory_relationship"}
    begun = _begun(desk) if wanted else {}
    firsts = read_firsts(desk, {person: each.closed for person, each in begun.items()})
    found: list[About] = []
    for about in staff.abouts:
        person = about.entity_id
        signed, new = staff.signed.get(person), begun.get(person)
        since = new.started if new is not None else None
        if "agreement" in subjects:
            first = staff.sessions.firsts.get(person) if new is None else firsts.get(person)
            found.append(_agreement(staff, about, signed, since, first))
        if "supervisory_relationship" in subjects:
            found.append(_pair(staff, about, signed, since))
    return found


_HANDED_OVER = text(
    "SELECT practitioner_id, max(closed_on), made_on FROM handover "
    "WHERE kind = 'supervisor' AND to_id IS NOT NULL AND closed_on <= :day GROUP BY practitioner_id"
)
"""Plain, so that asking what is due registers no table that only handovers need."""


class _Begun(NamedTuple):
    """A relationship that a handover began: the day that was started, when the two may have met, and closed."""

    started: date
    closed: date


def _begun(desk: Desk) -> dict[int, _Begun]:
    """Return, of everyone whose supervision was handed to someone of this store, when it last was."""
    found = desk.rows(_HANDED_OVER.bindparams(day=desk.as_at.isoformat()))
    return {
        person: _Begun(date.fromisoformat(started), date.fromisoformat(closed))
        for person, closed, started in found
    }


def _agreement(
    staff: Staff, about: About, signed: Signed | None, since: date | None, first: date | None
) -> About:
    person = about.entity_id
    told: dict[str, Any] = {
        "signed_on": signed.since(since) if signed else None,
        "first_session_on": first,
        "appraisal_on": staff.events.told.get(person, {}).get("appraisal_on"),
        "review_on": signed.review_on if signed else None,
    }
    lasts: dict[str, date] = {"review": signed.last} if signed else {}
    facts = Facts(
        "agreement",
        about.facts.id,
        about.facts.service,
        lasts=lasts,
        more={name: value for name, value in told.items() if value is not None},
    )
    return About(facts, "agreement", signed.id if signed else 0, about.label, person)


def _pair(staff: Staff, about: About, signed: Signed | None, since: date | None) -> About:
    lasts = staff.events.pair.get(about.entity_id, {})
    facts = Facts(
        "supervisory_relationship",
        about.facts.id,
        about.facts.service,
        start=signed.since(since) if signed else None,
        lasts={clock: day for clock, day in lasts.items() if since is None or day >= since},
    )
    return About(facts, "practitioner", about.entity_id, about.label, about.entity_id)
