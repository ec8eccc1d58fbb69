"""What comes once a year or in so many minutes: appraisals, agreements, surveys, meetings, groups with a case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.changes.front_door import put_families
from models.changes.holding import hold_supervision
from models.changes.planning import Plan, plan_supervision
from models.changes.team import sign_agreement
from models.reading.due import Band
from tests.made import TODAY, ago
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import Office


class TestOnceAYear:
    """Appraisals, agreements, surveys, audits, meetings."""

    @pytest.mark.parametrize(
        ("policy", "event", "whose", "rule", "due"),
        [
            ("northamptonshire", "appraisal", "practitioner", "NCT-T38", date(2027, 3, 1)),
            ("northamptonshire", "survey", "", "NCT-T39", date(2027, 3, 1)),
            ("havering", "pdr", "practitioner", "HAV-T19", date(2026, 9, 1)),
            ("havering", "supervision_of_supervision", "practitioner", "HAV-T26", date(2026, 9, 1)),
            ("havering", "file_audit", "", "HAV-T13", date(2026, 6, 1)),
            ("children_and_families", "pdr", "practitioner", "CFA-T08", date(2027, 3, 1)),
            (
                "children_and_families",
                "observation_of_supervision",
                "practitioner",
                "CFA-T06",
                date(2027, 3, 1),
            ),
        ],
    )
    def test_from_the_last(
        self, office: Opening, policy: str, event: str, whose: str, rule: str, due: date
    ) -> None:
        """It took place on 1 March 2026."""
        here = office(policy)
        person = here.person()
        told: dict[str, Any] = {"practitioner_id": person} if whose else {}
        here.event(event, date(2026, 3, 1), **told)
        assert here.line(rule=rule).day == due

    @pytest.mark.parametrize(
        ("policy", "rule"),
        [
            ("kent", "KCC-T07"),
            ("havering", "HAV-T25"),
            ("birmingham", "BCT-T57"),
            ("children_and_families", "CFA-T07"),
        ],
    )
    def test_agreements_from_the_last_signature(self, office: Opening, policy: str, rule: str) -> None:
        """A year on."""
        here = office(policy)
        person = here.person()
        here.do(lambda change: sign_agreement(change, person, date(2025, 3, 1)))
        here.do(lambda change: sign_agreement(change, person, date(2026, 3, 1)))
        assert here.line(rule=rule).day == date(2027, 3, 1)

    def test_an_earlier_appraisal_brings_the_review_forward(self, kent: Office) -> None:
        """KCC-T08, KCC-X24."""
        person = kent.person()
        kent.do(lambda change: sign_agreement(change, person, date(2026, 3, 1)))
        kent.event("appraisal", date(2026, 11, 1), practitioner_id=person)
        line = kent.line(rule="KCC-T08")
        assert line.day == date(2026, 11, 1)

    @pytest.mark.parametrize(
        ("policy", "rule"),
        [
            ("kent", "KCC-T07"),
            ("northamptonshire", "NCT-T42"),
            ("havering", "HAV-T25"),
            ("birmingham", "BCT-T57"),
            ("children_and_families", "CFA-T07"),
        ],
    )
    def test_agreements_on_the_day_the_two_wrote_into_them(
        self, office: Opening, policy: str, rule: str
    ) -> None:
        """Until the next is signed; the last to be signed says when."""
        here = office(policy)
        person = here.person()
        here.do(lambda change: sign_agreement(change, person, ago(200), review_on=ago(10)).id)
        line = here.line(rule=rule)
        assert (line.day, line.days_late) == (ago(10), 10)
        here.do(lambda change: sign_agreement(change, person, ago(5), review_on=ago(-20)).id)
        assert here.line(rule=rule).day == ago(-20)

    @pytest.mark.parametrize(
        ("policy", "kind", "rule", "due"),
        [
            ("kent", "team_meeting", "KCC-T30", date(2026, 12, 10)),
            ("kent", "appreciative_inquiry", "KCC-T31", date(2026, 12, 10)),
            ("kent", "audit_appreciative_inquiry", "KCC-T32", date(2027, 1, 10)),
            ("kent", "case_progression", "KCC-T33", date(2026, 11, 24)),
            ("northamptonshire", "group_supervision", "NCT-T26", date(2026, 12, 10)),
            ("havering", "group_case", "HAV-T08", date(2026, 12, 10)),
        ],
    )
    def test_the_team_together(self, office: Opening, policy: str, kind: str, rule: str, due: date) -> None:
        """From the last group session, held on 10 November."""
        here = office(policy)
        here.held(kind, None, date(2026, 11, 10))
        assert here.line("Riverside 2", rule=rule).day == due

    def test_the_audit_round_fills_the_monthly_slot(self, kent: Office) -> None:
        """KCC-X10."""
        kent.held("audit_appreciative_inquiry", None, date(2026, 11, 10))
        assert kent.line("Riverside 2", rule="KCC-T31").day == date(2026, 12, 10)

    def test_an_aim_that_was_missed_is_amber(self, northamptonshire: Office) -> None:
        """Never red (NCT-T26, T27, NCT-X12)."""
        northamptonshire.held("group_supervision", None, ago(60))
        line = northamptonshire.line("Riverside 2", rule="NCT-T26")
        assert line.band is Band.MISSED
        assert not line.is_late
        assert line.lateness().endswith("past the recommendation")


class TestMinutes:
    """How long it was, in all."""

    def test_an_hour_and_a_half_a_month(self, havering: Office) -> None:
        """The sum of a practitioner's sessions (HAV-T32, HAV-X03)."""
        person = havering.person()
        havering.held("personal", person, ago(3), minutes=30)
        havering.held("case", person, ago(20), minutes=45)
        line = havering.line("supervision in the last month")
        assert (line.band, line.rule) == (Band.STANDING, "HAV-T32")
        assert line.reason == "75 minutes, and at least 90 are wanted."
        havering.held("personal", person, ago(1), minutes=20)
        assert havering.lines("supervision in the last month") == []

    def test_probation_only_in_its_first_month(self, havering: Office) -> None:
        """An hour and a half a fortnight, from the first whole fortnight to the end of month one (HAV-T34, X06)."""
        new = havering.person("P1", also_role="probation", started_on=ago(9), probation_ends_on=ago(-170))
        in_it = havering.person("P2", also_role="probation", started_on=ago(20), probation_ends_on=ago(-160))
        past = havering.person("P3", also_role="probation", started_on=ago(76), probation_ends_on=ago(-100))
        for person in (new, in_it, past):
            havering.held("case", person, ago(3), minutes=75)
        said = [
            line for line in havering.lines("supervision in the last fortnight") if line.rule == "HAV-T34"
        ]
        assert [line.practitioner_id for line in said] == [in_it]
        havering.held("personal", in_it, ago(2), minutes=20)
        assert not [
            line for line in havering.lines("supervision in the last fortnight") if line.rule == "HAV-T34"
        ], "the clause speaks of supervision, not of one kind of it"

    def test_a_session_of_unknown_length_says_nothing(self, havering: Office) -> None:
        """It can't be called too short."""
        havering.held("personal", havering.person(), ago(3))
        assert havering.lines("supervision in the last month") == []


class TestCasesInAGroup:
    """Havering's group takes at least one case by the model (HAV-T09)."""

    def test_a_group_without_a_case_is_listed(self, havering: Office) -> None:
        """One without any is named with its day; one with siblings is one case, and enough."""
        havering.held("group_case", None, ago(3), minutes=60)
        line = havering.line(rule="HAV-T09")
        assert (line.label, line.reason) == (
            "group case supervision of Wed 18 Nov 2026",
            "0 of 1.",
        )
        child = havering.child("70001", holder=havering.person())
        havering.held("group_case", None, ago(2), [child], minutes=60)
        assert len(havering.lines(rule="HAV-T09")) == 1

    def test_one_that_was_not_reached_is_none(self, havering: Office) -> None:
        """A child on the list whom the group did not come to is no case it took."""
        child = havering.child("70001", holder=havering.person())
        row = havering.booked("group_case", None, TODAY, [child])
        havering.do(lambda change: hold_supervision(change, row, TODAY, minutes=60))
        assert havering.line(rule="HAV-T09").reason == "0 of 1."


class TestFamiliesAtTheFrontDoor:
    """Two families a session across the criteria, of those that were talked about (KCC-T36, KCC-X19)."""

    def test_one_that_was_not_reached_is_not_sampled(self, kent: Office) -> None:
        """Two were drawn, and the session came to one of them."""
        person = kent.person(service="front_door")
        kids = [kent.child(number, service="front_door", holder=person) for number in ("70001", "70002")]
        plan = Plan("case", person, TODAY, occasion="front door")
        row = kent.do(lambda change: plan_supervision(change, plan).id)
        picked = dict(zip(kids, ("strategy_discussion", "early_help"), strict=True))
        kent.do(lambda change: put_families(change, row, picked, seed=7))
        kent.do(
            lambda change: hold_supervision(
                change, row, TODAY, kids[:1], criteria={kids[0]: "strategy_discussion"}
            )
        )
        assert kent.line(rule="KCC-T36").reason == "1 of 2."
