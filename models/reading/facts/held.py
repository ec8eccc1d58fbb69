"""The facts of sessions that were held, where the policy asks something of them: the next date, what was sampled."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from models.dates import Span, WorkingDays, add
from models.facts import Facts
from models.policy.rule import Content, Rule, Tally
from models.reading.facts.about import About
from models.reading.facts.desk import Desk
from models.reading.facts.labels import session_label
from models.reading.facts.people import Staff
from models.reading.facts.sessions import NOT_ONES_OWN
from models.tables import Child, Discussion, Supervision

_SAMPLED = "front door"
_TALKED_ABOUT = (col(Discussion.supervision_id) == col(Supervision.id)) & col(Discussion.at).is_not(None)
"""Who stood on the list and was not reached was not talked about."""


def read_held(desk: Desk, staff: Staff) -> list[About]:
    """Return the last one-to-one of each practitioner, and the latest sampled sessions, where a rule asks."""
    rules = [rule for rule in desk.pack.rules if "session" in rule.subject]
    found: list[About] = []
    if any(_asks_next_date(rule) for rule in rules):
        found += _last_ones(desk, staff)
    if any(isinstance(rule.terms, Tally) and rule.terms.items == "families" for rule in rules):
        found += _sampled(desk)
    if any(isinstance(rule.terms, Tally) and rule.terms.figure == "cases" for rule in rules):
        found += _groups(desk)
    return found + _minutes(desk, staff)


def _minutes(desk: Desk, staff: Staff) -> list[About]:
    """Return the minutes of each practitioner in the last month or fortnight, where the policy wants so many.

    Where none was held, or the minutes of one are not known, nothing can be said of the length; nor of a period
    in which someone was not yet there from its first day.
    """
    wanted = {
        (rule.length.per, clock, rule.length.whole)
        for rule in desk.pack.rules
        if rule.length is not None and rule.length.per in _PERIODS and "practitioner" in rule.subject
        for clock in rule.clock
    }
    if not wanted:
        return []
    held = _held_lately(desk)
    return [
        About(
            Facts("session", f"{about.facts.id}/{clock}", service, roles, start=start, more=told),
            "practitioner",
            about.entity_id,
            f"supervision in the last {period}",
            about.entity_id,
        )
        for about in staff.abouts
        for period, clock, whole in sorted(wanted)
        for service, roles, start in ((about.facts.service, about.facts.roles, about.facts.start),)
        if start is None or start <= _first_day(desk, period)
        if (minutes := _sum(desk, held.get(about.entity_id, ()), period, "" if whole else clock)) is not None
        for told in ({"minutes": minutes, "period": period, "clock": clock},)
    ]


_PERIODS = {"month": Span(1, "m"), "fortnight": Span(2, "w")}
_Minutes = tuple[str, date, int | None]


def _held_lately(desk: Desk) -> dict[int, list[_Minutes]]:
    """Return the one-to-ones of the last month, by practitioner: kind, day, minutes."""
    statement = select(
        col(Supervision.practitioner_id),
        col(Supervision.kind),
        col(Supervision.held_on),
        col(Supervision.minutes),
    ).where(
        col(Supervision.held_on) > desk.weeks_ago(5),
        col(Supervision.held_on) <= desk.as_at,
        col(Supervision.practitioner_id).is_not(None),
        col(Supervision.occasion).not_in(NOT_ONES_OWN),
    )
    found: dict[int, list[_Minutes]] = {}
    for person, *row in desk.rows(desk.some_people(statement, Supervision.practitioner_id)):
        found.setdefault(person, []).append((row[0], row[1], row[2]))
    return found


def _first_day(desk: Desk, period: str) -> date:
    """Return the first day of a period that ends today."""
    return add(desk.as_at, -_PERIODS[period], WorkingDays()) + timedelta(days=1)


def _sum(desk: Desk, held: Iterable[_Minutes], period: str, clock: str) -> int | None:
    """Return the minutes on a clock in a period up to the day; all of them where no kind of session has that clock."""
    first = _first_day(desk, period)
    known = {name for each in desk.pack.session_kinds for name in each.settles}
    own = [
        minutes
        for kind, day, minutes in held
        if day >= first and (clock not in known or clock in desk.pack.session_kind(kind).settles)
    ]
    return None if not own or None in own else sum(each for each in own if each is not None)


def _asks_next_date(rule: Rule) -> bool:
    return isinstance(rule.terms, Content) and any(each.fact == "next_date" for each in rule.terms.entries)


def _last_ones(desk: Desk, staff: Staff) -> list[About]:
    """Return each practitioner's last one-to-one with the date of the next, which may be missing."""
    found = []
    for about in staff.abouts:
        day = staff.sessions.last_one_to_one(about.entity_id)
        if day is None:
            continue
        booked = staff.sessions.next_of(about.entity_id)
        facts = Facts("session", about.facts.id, more={"next_date": booked or ""})
        label = session_label(desk.pack, desk.pack.one_to_one, "formal", day)
        found.append(About(facts, "practitioner", about.entity_id, label, about.entity_id, day=day))
    return found


def _sampled(desk: Desk) -> list[About]:
    """Return the sampled sessions of the last four weeks with the families picked for them (KCC-T36)."""
    statement = (
        select(
            col(Supervision.id),
            col(Supervision.kind),
            col(Supervision.practitioner_id),
            col(Supervision.held_on),
            func.coalesce(col(Child.family_id), -col(Child.id)),
            col(Discussion.criterion),
        )
        .outerjoin(Discussion, _TALKED_ABOUT)
        .outerjoin(Child, col(Child.id) == col(Discussion.child_id))
        .where(
            col(Supervision.occasion) == _SAMPLED,
            col(Supervision.held_on) <= desk.as_at,
            col(Supervision.held_on) > desk.weeks_ago(4),
        )
        .order_by(col(Supervision.held_on), col(Supervision.id))
    )
    rows: dict[int, list[Any]] = {}
    for row in desk.rows(desk.some_people(statement, Supervision.practitioner_id)):
        rows.setdefault(row[0], []).append(row)
    return [_sample(desk, own) for own in rows.values()]


def _groups(desk: Desk) -> list[About]:
    """Return the groups held in the last four weeks with the cases each took; siblings are one case (HAV-T09)."""
    kinds = [kind.code for kind in desk.pack.session_kinds if kind.group]
    families = func.count(func.coalesce(col(Child.family_id), -col(Child.id)).distinct())
    statement = (
        select(
            col(Supervision.id),
            col(Supervision.kind),
            col(Supervision.occasion),
            col(Supervision.practitioner_id),
            col(Supervision.held_on),
            col(Supervision.minutes),
            families.label("cases"),
        )
        .outerjoin(Discussion, _TALKED_ABOUT)
        .outerjoin(Child, col(Child.id) == col(Discussion.child_id))
        .where(
            col(Supervision.kind).in_(kinds),
            col(Supervision.occasion) == "formal",
            col(Supervision.held_on) <= desk.as_at,
            col(Supervision.held_on) > desk.weeks_ago(4),
        )
        .group_by(col(Supervision.id))
        .order_by(col(Supervision.held_on), col(Supervision.id))
    )
    found = []
    for row in desk.rows(desk.some_people(statement, Supervision.practitioner_id)):
        told = {"format": row.kind, "cases": row.cases, "minutes": row.minutes}
        facts = Facts(
            "session",
            f"{row.id}/cases",
            more={name: value for name, value in told.items() if value is not None},
        )
        label = session_label(desk.pack, row.kind, row.occasion, row.held_on)
        found.append(About(facts, "supervision", row.id, label, row.practitioner_id, day=row.held_on))
    return found


def _sample(desk: Desk, rows: list[Any]) -> About:
    row_id, kind, person, day, *_ = rows[0]
    families = tuple({"id": row[4], "criterion": row[5]} for row in rows if row[4] is not None and row[5])
    facts = Facts("session", str(row_id), "front_door", more={"families": families})
    return About(facts, "supervision", row_id, session_label(desk.pack, kind, _SAMPLED, day), person, day=day)
