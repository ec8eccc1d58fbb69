"""What else happened to the made-up team on a day: appraisals, PDP conversations, audits, surveys, own intervals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from models.demo.days import ago, on_or_before
from models.demo.journey import Journey
from models.demo.people import Staff

Rows = list[dict[str, Any]]
Days = Mapping[str, Sequence[int]]
"""Days ago by post."""


class _Whole(NamedTuple):
    """An event of the team or its service: days ago, and in how many days the date lies that it names."""

    code: str
    days: int
    names: int | None = None


_YEARLY: Days = {"manager": (150,), "senior": (341,), "steady": (214,), "special": (371,), "part_time": (96,)}
_PEOPLE: Mapping[str, Mapping[str, Days]] = {
    "kent": {
        "pdp_plan": {
            "manager": (262,),
            "senior": (214,),
            "steady": (331,),
            "away": (355,),
            "special": (301,),
            "part_time": (372,),
        },
        "pdp_review": {
            "manager": (81,),
            "senior": (32,),
            "steady": (149,),
            "away": (172,),
            "special": (119,),
            "part_time": (188,),
        },
        "probation_assessment": {"probation": (44,)},
        "coa": {"senior": (130,), "steady": (75,)},
    },
    "northamptonshire": {"appraisal": {**_YEARLY, "away": (402,)}},
    "havering": {
        "pdr": {
            "manager": (92,),
            "senior": (101,),
            "steady": (176,),
            "away": (216,),
            "special": (189,),
            "part_time": (61,),
        },
        "supervision_of_supervision": {
            "manager": (141,),
            "senior": (152,),
            "steady": (121,),
            "away": (163,),
            "special": (207,),
            "part_time": (33,),
        },
        "days_of_learning": {"senior": (250, 160, 40), "steady": (205, 90), "part_time": (120,)},
    },
    "birmingham": {"appraisal": _YEARLY},
    "children_and_families": {
        "pdr": {**_YEARLY, "away": (402,)},
        "observation_of_supervision": {
            "manager": (122,),
            "senior": (204,),
            "steady": (333,),
            "away": (93,),
            "special": (384,),
            "part_time": (151,),
        },
    },
}
_TEAM: Mapping[str, tuple[_Whole, ...]] = {
    "kent": (
        _Whole("audit_learning_report", 301),
        _Whole("audit_learning_report", 183),
        _Whole("audit_learning_report", 62),
        _Whole("team_wellbeing_plan", 104, names=12),
    ),
    "northamptonshire": (_Whole("survey", 381),),
    "havering": (_Whole("file_audit", 178), _Whole("file_audit", 86)),
}
_CHILD: Mapping[str, tuple[str, int, str]] = {
    "kent": ("audit_result", 20, "no"),
    "northamptonshire": ("monthly_audit_action", 12, ""),
}
_VALUES = {"days_of_learning": "2"}
_SOONER_CHILD = {
    "kent": 28,
    "northamptonshire": 14,
    "havering": 42,
    "birmingham": 14,
    "children_and_families": 42,
}
_SOONER_PERSON = 14


def events(policy: str, staff: Staff, journeys: Iterable[Journey], today: date) -> Rows:
    """Return the dated events, oldest first."""
    rows = [
        _row(code, on_or_before(ago(today, days)), value=_VALUES.get(code, ""), practitioner_id=staff[key].id)
        for code, people in _PEOPLE[policy].items()
        for key, counts in people.items()
        for days in counts
    ]
    for whole in _TEAM.get(policy, ()):
        named = (today + timedelta(days=whole.names)).isoformat() if whole.names is not None else ""
        rows.append(_row(whole.code, on_or_before(ago(today, whole.days)), value=named))
    rows += _of_a_child(policy, journeys, today)
    return sorted(rows, key=lambda row: (row["happened_on"], row["type"], row["practitioner_id"] or 0))


def _of_a_child(policy: str, journeys: Iterable[Journey], today: date) -> Rows:
    """Return an audit of one open child who was not talked about since."""
    if policy not in _CHILD:
        return []
    code, days, value = _CHILD[policy]
    day = on_or_before(ago(today, days))
    waiting = (one for one in journeys if _is_plain(one) and one.opened < one.last_talk() < day)
    found = next(waiting, None)
    return [] if found is None else [_row(code, day, value=value, child_id=found.kids[0].id)]


def _is_plain(one: Journey) -> bool:
    return one.closed is None and bool(one.holds) and len(one.kids) == 1 and not (one.quiet or one.shared)


def _row(
    code: str, day: date, *, value: str = "", practitioner_id: int | None = None, child_id: int | None = None
) -> dict[str, Any]:
    return {
        "type": code,
        "happened_on": day,
        "practitioner_id": practitioner_id,
        "child_id": child_id,
        "value": value,
    }


def intervals(policy: str, staff: Staff, journeys: Iterable[Journey], today: date) -> Rows:
    """Return the manager's own intervals: one for a child, one for the newcomer on probation."""
    since = on_or_before(ago(today, 6))
    rows: Rows = [
        _interval(_SOONER_PERSON, "Settling in; shorter and more often", since, person=staff["probation"].id)
    ]
    lately = (one for one in journeys if _is_plain(one) and one.post == "steady" and one.last_talk() > since)
    mine = next(lately, None) or next((one for one in journeys if _is_plain(one)), None)
    if mine is not None:
        why = "Two appointments missed; look at it more often until seen"
        rows.append(_interval(_SOONER_CHILD[policy], why, since, child=mine.kids[0].id))
    return rows


def _interval(
    days: int, reason: str, since: date, *, person: int | None = None, child: int | None = None
) -> dict[str, Any]:
    return {
        "child_id": child,
        "practitioner_id": person,
        "days": days,
        "reason": reason,
        "since": since,
        "until": None,
    }
