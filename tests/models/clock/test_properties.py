"""What holds for any facts at all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.clock import Clock, Due, states
from models.dates import add_months
from models.facts import Facts, Situation
from models.policy import PACK_NAMES
from tests.models.clock.facts_made import pack

DAYS = some.dates(date(2020, 1, 1), date(2030, 12, 31))
ANY_DAYS = some.dates()
MAYBE_DAYS = some.none() | DAYS


@some.composite
def situations_of(
    draw: some.DrawFn, name: str, days: some.SearchStrategy[date] = DAYS
) -> tuple[Situation, ...]:
    """Return a few of a pack's situations and flags, some begun, some ended."""
    codes = [each.code for each in (*pack(name).situations, *pack(name).flags)] or ["none"]
    chosen = draw(some.lists(some.sampled_from(codes), max_size=3, unique=True))
    return tuple(Situation(code, draw(some.none() | days), draw(some.none() | days)) for code in chosen)


@some.composite
def children(draw: some.DrawFn, name: str) -> Facts:
    """Return a child that could be in a store."""
    services = [each.code for each in pack(name).services]
    return Facts(
        "child",
        service=draw(some.sampled_from(["", *services])),
        situations=draw(situations_of(name)),
        start=draw(MAYBE_DAYS),
        last=draw(MAYBE_DAYS),
        allocated_at=draw(MAYBE_DAYS),
        transferred_on=draw(MAYBE_DAYS),
        next_session=draw(MAYBE_DAYS),
    )


@some.composite
def practitioners(draw: some.DrawFn, name: str) -> Facts:
    """Return a practitioner that could be in a store."""
    roles = [each.code for each in pack(name).roles]
    clocks = sorted(
        {clock for rule in pack(name).rules if "practitioner" in rule.subject for clock in rule.clock}
    )
    return Facts(
        "practitioner",
        service=draw(some.sampled_from(["", *(each.code for each in pack(name).services)])),
        roles=tuple(draw(some.lists(some.sampled_from(roles), max_size=2, unique=True))),
        start=draw(MAYBE_DAYS),
        lasts=draw(some.dictionaries(some.sampled_from(clocks), DAYS, max_size=3)),
    )


def subjects(name: str) -> some.SearchStrategy[Facts]:
    """Return a child or a practitioner."""
    return children(name) | practitioners(name)


def dated(found: list[Due]) -> list[Due]:
    """Return what has a date on a clock."""
    return [due for due in found if due.due is not None and due.candidates]


@pytest.mark.parametrize("name", PACK_NAMES)
class TestAnyFacts:
    """A store may hold anything."""

    @given(data=some.data(), today=DAYS)
    def test_the_earliest_rule_wins(self, name: str, data: some.DataObject, today: date) -> None:
        """What is due is no later than what any rule on the clock says, and one of them says it."""
        for due in dated(Clock(pack(name), today).due(data.draw(subjects(name)))):
            days = [
                each.due for each in due.candidates if each.rule.layer.get(due.clock, "target") == "target"
            ]
            assert due.due == min(days)

    @given(data=some.data(), today=DAYS)
    def test_late_is_late_and_early_is_early(self, name: str, data: some.DataObject, today: date) -> None:
        """The sign of the days late agrees with the state; the due day itself is in time."""
        for due in dated(Clock(pack(name), today).due(data.draw(subjects(name)))):
            assert due.days_late == (today - due.due_day).days if due.due_day else False
            assert due.is_late == (due.days_late is not None and due.days_late > 0)

    @given(data=some.data(), today=DAYS)
    def test_the_day_itself_is_never_late(self, name: str, data: some.DataObject, today: date) -> None:
        """Asked on its due day, no clock calls it late."""
        facts = data.draw(subjects(name))
        for due in dated(Clock(pack(name), today).due(facts)):
            assert due.due_day is not None
            if due.due_day >= today:
                again = Clock(pack(name), due.due_day).on(facts, due.clock)
                assert again is not None
                assert again.due != due.due or again.state not in states.LATE

    @given(data=some.data(), today=DAYS)
    def test_hold_by_is_a_working_day_no_later_than_the_due_day(
        self, name: str, data: some.DataObject, today: date
    ) -> None:
        """And within the ten days that the longest run of days off takes."""
        clock = Clock(pack(name), today)
        for due in dated(clock.due(data.draw(subjects(name)))):
            if due.hold_by is not None and due.due_day is not None:
                assert clock.working.is_working(due.hold_by)
                assert timedelta(0) < due.due_day - due.hold_by < timedelta(days=10)

    @given(data=some.data(), today=DAYS)
    def test_a_session_held_today_never_brings_a_date_forward(
        self, name: str, data: some.DataObject, today: date
    ) -> None:
        """Whoever has just been discussed is due in the future."""
        facts = data.draw(children(name)).changed(last=today, next_session=None, transferred_on=None)
        facts = facts.changed(start=None, allocated_at=None)
        for due in dated(Clock(pack(name), today).due(facts)):
            assert due.due_day is not None
            assert due.due_day > today

    @given(data=some.data(), today=DAYS)
    def test_every_date_has_its_reasons(self, name: str, data: some.DataObject, today: date) -> None:
        """A sum, a heading, and no other date that equals it."""
        for due in Clock(pack(name), today).due(data.draw(subjects(name)), settled=True):
            assert due.why.text()
            if due.due is not None:
                assert due.why.sum
                assert due.why.heading
                assert all(each.due != due.due for each in due.why.other_dates)


@pytest.mark.parametrize("name", PACK_NAMES)
class TestImpossibleFacts:
    """Nothing that can be told makes the clock fail."""

    @given(data=some.data(), today=DAYS)
    def test_any_dates_at_all(self, name: str, data: some.DataObject, today: date) -> None:
        """From the year 1 to the year 9999."""
        facts = data.draw(children(name))
        when = some.none() | ANY_DAYS
        wild = facts.changed(
            start=data.draw(when),
            last=data.draw(when),
            allocated_at=data.draw(when),
            ended=data.draw(when),
            next_session=data.draw(when),
            situations=data.draw(situations_of(name, ANY_DAYS)),
        )
        for due in Clock(pack(name), today).due(wild):
            assert due.computed or due.reason

    @given(
        data=some.data(), number=some.integers() | some.floats() | some.text() | some.booleans() | some.none()
    )
    def test_any_figure_at_all(self, name: str, data: some.DataObject, number: object) -> None:
        """In place of every number a rule may ask for."""
        names = (
            "fte",
            "plan_interval_days",
            "document_interval_days",
            "agreement_interval_weeks",
            "caseload",
            "minutes",
        )
        facts = data.draw(practitioners(name)).changed(**dict.fromkeys(names, number))
        for due in Clock(pack(name), date(2026, 6, 1)).due(facts):
            assert due.why.text()


class TestMoreIsNeverLater:
    """A further situation can bring a date forward, never push it back, but for the one printed exception."""

    @given(data=some.data(), today=DAYS)
    def test_in_birmingham(self, data: some.DataObject, today: date) -> None:
        """All rows run."""
        facts = data.draw(children("birmingham")).changed(next_session=None)
        first = facts.changed(situations=facts.situations[:1])
        days = [Clock(pack("birmingham"), today).on(each, "case") for each in (first, facts)]
        fewer, more = [due.due if due is not None else None for due in days]
        assert fewer is None or (more is not None and more <= fewer)

    @given(last=DAYS, days=some.integers(1, 400))
    def test_the_managers_interval(self, last: date, days: int) -> None:
        """It shortens or it does nothing."""
        from models.facts import Shorter

        facts = Facts("child", service="early_help", last=last, shorter=Shorter(days))
        found = Clock(pack("kent"), last).on(facts, "case")
        assert found is not None
        assert found.due == min(last + timedelta(days=days), last + timedelta(days=90))


@given(day=DAYS, months=some.integers(1, 24))
def test_a_month_never_gives_a_longer_gap_than_its_words(day: date, months: int) -> None:
    """GEN-X01: the corresponding day, or the last of a shorter month."""
    later = add_months(day, months)
    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day <= day.day
