"""Ramps: every week of a newcomer, a student, a plan, with what was held and what was missed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from models.clock.engine import Clock
from models.dates import add_months, show
from models.facts import Event, Facts
from models.policy.load import load_pack
from models.reading.standing.how_often import how_often
from models.reading.standing.ramp import AHEAD, AWAY, HELD, MISSED, NOW, Ramp, ramps_of

START = date(2026, 6, 1)
WEEK = timedelta(days=7)


def ramp(
    policy: str, facts: Facts, today: date, *held: date, away: tuple[date, date | None] | None = None
) -> Ramp:
    """Return the one ramp of someone whose sessions were held on these days."""
    pack = load_pack(policy)
    clock = Clock(pack, today)
    found = ramps_of(clock, facts, dict.fromkeys(pack.sessions, held), [away] if away else [])
    assert len(found) == 1
    return found[0]


def nqsw(policy: str, today: date, *held: date, **more: object) -> Ramp:
    """Return the ramp of someone newly qualified since 1 June."""
    facts = Facts(
        "practitioner",
        "P",
        "childrens_social_work",
        ("nqsw",),
        start=START,
        more={"asye_start": START, **more},
    )
    return ramp(policy, facts, today, *held)


class TestAsye:
    """Weekly for six weeks, then fortnightly, then monthly."""

    @pytest.mark.parametrize("policy", ["kent", "northamptonshire", "havering", "birmingham"])
    def test_the_first_six_weeks_are_weeks(self, policy: str) -> None:
        """Each week is a slot of its own: held, missed, the running one, those to come."""
        today = START + 3 * WEEK + timedelta(days=1)
        found = nqsw(policy, today, START, START + WEEK)
        assert [slot.state for slot in found.slots[:5]] == [HELD, HELD, MISSED, NOW, AHEAD]
        assert [slot.first for slot in found.slots[:7]] == [START + n * WEEK for n in range(7)]
        assert found.slots[6].last - found.slots[6].first == 2 * WEEK - timedelta(days=1)
        assert found.count(MISSED) == 1

    def test_until_the_review_where_that_is_what_the_policy_says(self) -> None:
        """Kent goes on fortnightly until the six-month review is held (KCC-T17), and monthly from then on."""
        today = START + timedelta(days=200)
        before = nqsw("kent", today)
        review = START + timedelta(days=180)
        after = nqsw("kent", today, six_month_review_held=review)
        assert {(slot.last - slot.first).days for slot in before.slots[6:-1]} == {13}
        assert {(slot.last - slot.first).days for slot in after.slots if slot.first > review} >= {29, 30}

    def test_it_shows_a_year_and_no_more(self) -> None:
        """A month after the year the strip is gone."""
        last = nqsw("kent", START + timedelta(days=100)).slots[-1]
        assert last.first < add_months(START, 12) <= last.last + 32 * timedelta(days=1)
        facts = Facts(
            "practitioner", "P", "childrens_social_work", ("nqsw",), start=START, more={"asye_start": START}
        )
        pack = load_pack("kent")
        assert ramps_of(Clock(pack, add_months(START, 14)), facts, {}, []) == ()

    def test_weeks_away_are_not_missed(self) -> None:
        """A slot that lies wholly within an absence says so (GEN-X11: the clock itself runs on)."""
        facts = Facts(
            "practitioner", "P", "childrens_social_work", ("nqsw",), start=START, more={"asye_start": START}
        )
        away = START + WEEK, START + 3 * WEEK
        found = ramp("kent", facts, START + 4 * WEEK, START, away=away)
        assert [slot.state for slot in found.slots[:4]] == [HELD, AWAY, AWAY, MISSED]


class TestOthers:
    """Probation, students, new staff of the youth offending service, performance plans."""

    def test_probation(self) -> None:
        """Northamptonshire: fortnightly for three months."""
        facts = Facts("practitioner", "P", "", ("probation",), start=START)
        found = ramp("northamptonshire", facts, START + 5 * WEEK, START + timedelta(days=3))
        assert [slot.state for slot in found.slots[:4]] == [HELD, MISSED, NOW, AHEAD]
        assert {rule.id for rule in found.rules} >= {"NCT-T09"}

    def test_students(self) -> None:
        """Kent: weekly until the agreed point, fortnightly after it."""
        agreed = START + 4 * WEEK
        facts = Facts(
            "practitioner", "P", "", ("social_work_student",), start=START, more={"fortnightly_from": agreed}
        )
        lengths = [(slot.last - slot.first).days + 1 for slot in ramp("kent", facts, START + 2 * WEEK).slots]
        assert lengths[:4] == [7, 7, 7, 7]
        assert 14 in lengths

    def test_new_yos_staff(self) -> None:
        """Birmingham: weekly for a month, then fortnightly."""
        facts = Facts("practitioner", "P", "", ("new_yos_staff",), start=START)
        lengths = [
            (slot.last - slot.first).days + 1 for slot in ramp("birmingham", facts, START + WEEK).slots
        ]
        assert lengths[0] == 7
        assert lengths[-1] == 14

    def test_a_performance_plan(self) -> None:
        """The plan's own figure, over the last twelve weeks."""
        facts = Facts(
            "practitioner",
            "P",
            "",
            ("social_worker", "performance_plan"),
            start=date(2020, 1, 6),
            more={"plan_interval_days": 10},
        )
        found = ramp("northamptonshire", facts, START)
        assert {(slot.last - slot.first).days + 1 for slot in found.slots} == {10}
        assert found.slots[0].first == START - 12 * WEEK
        begun = facts.changed(plan_began=START - WEEK)
        assert [slot.first for slot in ramp("northamptonshire", begun, START).slots][:1] == [START - WEEK]

    def test_nobody_else(self) -> None:
        """An experienced social worker has no ramp."""
        facts = Facts(
            "practitioner", "P", "childrens_social_work", ("social_worker",), start=date(2020, 1, 6)
        )
        for policy in ("kent", "northamptonshire", "havering", "birmingham", "children_and_families"):
            pack = load_pack(policy)
            assert ramps_of(Clock(pack, START), facts, {}, []) == ()

    @pytest.mark.parametrize(
        ("policy", "rule", "what"),
        [
            ("kent", "KCC-T17", "Six-month review of the ASYE"),
            ("birmingham", "BCT-T22", "6-month review of the ASYE"),
        ],
    )
    def test_the_review_on_the_way(self, policy: str, rule: str, what: str) -> None:
        """Planned six months on; until it is recorded as held the fortnights go on (KCC-X13)."""
        for held in (None, START + timedelta(days=190)):
            more = {"six_month_review_held": held} if held else {}
            found = nqsw(policy, START + timedelta(days=200), **more).points
            assert [(one.what, one.day, one.is_held, one.rule) for one in found] == [
                (what, add_months(START, 6), held is not None, rule)
            ]

    def test_points_on_the_way(self) -> None:
        """Kent's three assessments in probation, and which were held (KCC-T10)."""
        facts = Facts(
            "practitioner",
            "P",
            "",
            ("permanent_new_starter",),
            start=START,
            events=(Event(START + timedelta(days=29), "probation_assessment"),),
        )
        from models.reading.standing.ramp import points_of

        points = points_of(Clock(load_pack("kent"), START + timedelta(days=60)), facts)
        assert [(point.day, point.is_held) for point in points] == [
            (date(2026, 6, 30), True),
            (date(2026, 9, 30), False),
            (date(2026, 10, 31), False),
        ]


class TestInALine:
    """What an agreement begins with: how often someone new is met, stretch by stretch (NCT-FA03)."""

    @staticmethod
    def said(policy: str, today: date, role: str, **more: object) -> str:
        """Return the line for someone in this role since 1 June."""
        facts = Facts("practitioner", "P", "childrens_social_work", (role,), start=START, more=more)
        return how_often(Clock(load_pack(policy), today), facts)

    def test_newly_qualified(self) -> None:
        """Weekly for six weeks, fortnightly to the end of six months, then every 4 weeks (NCT-T05 to T07)."""
        line = self.said("northamptonshire", START + WEEK, "nqsw", asye_start=START)
        six_weeks, six_months = show(START + 6 * WEEK), show(date(2026, 12, 1))
        assert (
            line == f"Every week until {six_weeks}, then every 2 weeks until {six_months}, then every 4 weeks"
        )
        later = self.said("northamptonshire", START + 7 * WEEK, "nqsw", asye_start=START)
        assert later == f"Every 2 weeks until {six_months}, then every 4 weeks"

    def test_in_probation(self) -> None:
        """Fortnightly for three months, then no less than 4 weekly (NCT-T09, NCT-T10)."""
        line = self.said("northamptonshire", START + WEEK, "probation")
        assert line == f"Every 2 weeks until {show(date(2026, 9, 1))}, then every 4 weeks"

    def test_on_a_plan(self) -> None:
        """By the plan (NCT-T11)."""
        line = self.said("northamptonshire", START + WEEK, "performance_plan", plan_interval_days=10)
        assert line == "Every 10 days"

    def test_nobody_else(self) -> None:
        """The form's own words stand."""
        assert self.said("northamptonshire", START, "social_worker") == ""
