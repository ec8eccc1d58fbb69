"""The facts of supervision agreements, and of the supervisory relationships they belong to."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.facts import Facts
from models.reading.facts.about import About
from models.reading.facts.desk import Desk
from models.reading.facts.people import Signed, Staff


def read_relations(desk: Desk, staff: Staff) -> list[About]:
    """Return the agreement of everyone who is supervised here, there or not, and the pair it is of."""
    subjects = {subject for rule in desk.pack.rules for subject in rule.subject}
    found: list[About] = []
    for about in staff.abouts:
        signed = staff.signed.get(about.entity_id)
        if "agreement" in subjects:
            found.append(_agreement(staff, about, signed))
        if "supervisory_relationship" in subjects:
            found.append(_pair(staff, about, signed))
    return found


def _agreement(staff: Staff, about: About, signed: Signed | None) -> About:
    person = about.entity_id
    told: dict[str, Any] = {
        "signed_on": signed.first if signed else None,
        "first_session_on": staff.sessions.firsts.get(person),
        "appraisal_on": staff.events.told.get(person, {}).get("appraisal_on"),
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


def _pair(staff: Staff, about: About, signed: Signed | None) -> About:
    facts = Facts(
        "supervisory_relationship",
        about.facts.id,
        about.facts.service,
        start=signed.first if signed else None,
        lasts=staff.events.pair.get(about.entity_id, {}),
    )
    return About(facts, "practitioner", about.entity_id, about.label, about.entity_id)
