"""The facts of observations of practice whose papers or feedback are still to come."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlmodel import col

from models.dates import show
from models.facts import Facts
from models.reading.facts.about import About
from models.reading.facts.desk import Desk
from models.reading.facts.people import Staff
from models.tables import Observation

SETTLED_BY = {
    "observer_section_received_on": "observer_part_on",
    "comments_sent_on": "practitioner_part_on",
    "feedback_on": "feedback_on",
}
"""What settles a rule on observations, and the column that tells it."""


def read_observations(desk: Desk, staff: Staff) -> list[About]:
    """Return each observation of the last year that is not finished, or not talked about yet."""
    if not any("observation" in rule.subject for rule in desk.pack.rules):
        return []
    return [
        about
        for row in desk.rows(_statement(desk))
        if row.practitioner_id in desk.people and (about := _about(desk, staff, row)) is not None
    ]


def _statement(desk: Desk) -> Any:
    statement = (
        select(*Observation.__table__.c)  # type: ignore[attr-defined]
        .where(col(Observation.observed_on) <= desk.as_at, col(Observation.observed_on) > desk.a_year_ago)
        .order_by(col(Observation.observed_on), col(Observation.id))
    )
    return desk.some_people(statement, Observation.practitioner_id)


def _about(desk: Desk, staff: Staff, row: Any) -> About | None:
    told: dict[str, Any] = {"observed_on": row.observed_on}
    for name, column in SETTLED_BY.items():
        day = getattr(row, column)
        if day is not None and day <= desk.as_at:
            told[name] = day
    finished = "feedback_on" in told
    for name in SETTLED_BY if finished else ():
        told.setdefault(name, told["feedback_on"])  # talked over: what nobody wrote is no longer waited for
    report = told.get("observer_section_received_on")
    last = staff.sessions.last_one_to_one(row.practitioner_id)
    if report is not None and (last is None or last < report):
        told["observation_report_on"] = report
    if finished and "observation_report_on" not in told:
        return None
    facts = Facts("observation", str(row.id), worker=staff.worker(row.practitioner_id), more=told)
    label = f"observation of {show(row.observed_on)}"
    return About(facts, "observation", row.id, label, row.practitioner_id, day=row.observed_on)
