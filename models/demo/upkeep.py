"""What goes with each practitioner: supervision agreements, observations of practice, absences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from models.demo.days import ago, on_or_after, on_or_before, worked_after
from models.demo.people import Person, Staff
from models.demo.sessions import AWAY_SINCE, Session
from models.demo.teams import MadeTeam

_SIGNED = {
    "manager": 150,
    "senior": 118,
    "steady": 353,
    "away": 207,
    "special": 388,
    "part_time": 61,
    "left_lately": 300,
    "left_before": 420,
    "left_long_ago": 610,
}
"""Days since each agreement was last signed: one is nearly due for its yearly review, one is overdue."""
_OBSERVED = {
    "senior": (322, 148),
    "steady": (305, 97),
    "away": (286, 171),
    "special": (402, 243),
    "part_time": (344, 6),
    "probation": (31,),
    "nqsw": (9,),
    "left_before": (260, 120),
}
_TO_OBSERVE = ("steady", 23)
"""Whose next observation is arranged, and in how many days: the due list says so beside its day."""
_LEAVE = {
    "manager": (95, 9),
    "senior": (110, 11),
    "steady": (82, 4),
    "special": (131, 11),
    "part_time": (99, 6),
}
_LEAVE_AGAIN = {"senior": (330, 4), "away": (298, 11), "manager": (310, 4), "steady": (460, 11)}
_YEARLY, _STILL_OPEN = 363, 7

Rows = list[dict[str, Any]]


def agreements(staff: Staff, team: MadeTeam, sessions: Iterable[Session], today: date) -> Rows:
    """Return the agreements: each signed a year apart, a newcomer's at the first supervision."""
    firsts: dict[int, date] = {}
    for one in sessions:
        if one.person is not None and one.held is not None and one.occasion == "formal":
            firsts[one.person] = min(one.held, firsts.get(one.person, one.held))
    rows: Rows = []
    for key, person in staff.items():
        weeks = None if key in ("nqsw", "student", "probation") else team.other_weeks.get(key, team.weeks)
        for day in _signed(key, person, firsts, today):
            rows.append({"practitioner_id": person.id, "signed_on": day, "weeks": weeks})
    return rows


def _signed(key: str, person: Person, firsts: Mapping[int, date], today: date) -> list[date]:
    if key not in _SIGNED:
        return [firsts[person.id]] if person.id in firsts else []
    last = on_or_before(ago(today, _SIGNED[key]))
    before = on_or_before(last - timedelta(days=_YEARLY))
    return [day for day in (before, last) if day >= person.started_on]


def observations(staff: Staff, today: date) -> Rows:
    """Return the observations of practice; of the latest one the observer's part is the only one written."""
    rows: Rows = []
    for key, days in _OBSERVED.items():
        for count in days:
            day = on_or_before(ago(today, count))
            written, answered = worked_after(day, 2), worked_after(day, 4)
            rows.append(
                {
                    "practitioner_id": staff[key].id,
                    "observed_on": day,
                    "observer_part_on": written if written <= today else None,
                    "practitioner_part_on": answered if count > _STILL_OPEN else None,
                    "feedback_on": worked_after(day, 8) if count > _STILL_OPEN * 2 else None,
                }
            )
    return rows


def planned_observations(staff: Staff, today: date) -> Rows:
    """Return the one observation that is arranged for a day to come."""
    key, days = _TO_OBSERVE
    return [
        {
            "practitioner_id": staff[key].id,
            "kind": "observation",
            "planned_for": on_or_after(today + timedelta(days=days)),
            "starts_at": "10:00",
            "observer": "",
            "what": "home visit",
            "reason": "",
            "cause": "",
        }
    ]


def absences(staff: Staff, sessions: Iterable[Session], today: date) -> Rows:
    """Return the absences: one sickness that lasts, and leave that touches no supervision."""
    held: dict[int, set[date]] = {}
    for one in sessions:
        if one.person is not None and one.held is not None:
            held.setdefault(one.person, set()).add(one.held)
    rows: Rows = []
    for leave in (_LEAVE_AGAIN, _LEAVE):
        for key, (count, length) in leave.items():
            since = _free(ago(today, count), length, held.get(staff[key].id, set()))
            if since is not None:
                until = since + timedelta(days=length)
                rows.append(_absence(staff[key], since, until, "leave"))
    rows.append(_absence(staff["away"], on_or_after(ago(today, AWAY_SINCE)), None, "sickness"))
    return rows


def _free(wanted: date, length: int, held: set[date]) -> date | None:
    """Return the first day from ``wanted`` on after which so many days hold no supervision."""
    for shift in range(45):
        since = on_or_after(wanted + timedelta(days=shift))
        if not any(since + timedelta(days=step) in held for step in range(length + 1)):
            return since
    return None


def _absence(person: Person, since: date, until: date | None, kind: str) -> dict[str, Any]:
    return {"practitioner_id": person.id, "since": since, "until": until, "kind": kind}
