"""Records, rearranged sessions, observations, agreements, the team, files: due from the store's own tables."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.changes.observations import date_observation_part, record_observation
from models.changes.papers import agree_record, sign_record, write_up
from models.changes.rearranging import cancel_supervision, move_supervision
from models.changes.team import PractitionerFacts, correct_practitioner, record_absence, sign_agreement
from models.changes.transfers import plan_transfer
from models.reading.due import Band
from tests.made import TODAY, ago
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import LONG_AGO, Office


class TestRecords:
    """Written up, agreed and signed in the policy's working days."""

    @pytest.mark.parametrize(
        ("policy", "kind", "due", "rule"),
        [
            ("northamptonshire", "practice", date(2026, 11, 24), "NCT-T32"),
            ("northamptonshire", "group_supervision", date(2026, 11, 24), "NCT-T32"),
            ("havering", "case", date(2026, 11, 23), "HAV-T11"),
            ("havering", "group_case", date(2026, 11, 23), "HAV-T11"),
            ("havering", "personal", date(2026, 11, 26), "HAV-T23"),
            ("birmingham", "individual", date(2026, 11, 26), "BCT-T55"),
        ],
    )
    def test_working_days(self, office: Opening, policy: str, kind: str, due: date, rule: str) -> None:
        """Held on Thursday 19 November; the weekend does not count (GEN-X04)."""
        here = office(policy)
        group = kind.startswith("group")
        here.held(kind, None if group else here.person(), ago(2))
        line = next(each for each in here.lines(rule=rule) if each.about.entity == "supervision")
        assert (line.day, line.kind) == (due, "record")

    def test_written_up_settles_it(self, northamptonshire: Office) -> None:
        """And what was written too late is no line to settle any more."""
        held = northamptonshire.held("practice", northamptonshire.person(), ago(9))
        northamptonshire.do(lambda change: write_up(change, held, ago(1)))
        assert northamptonshire.lines(rule="NCT-T32") == []

    def test_signed_and_agreed_are_two_duties(self, birmingham: Office) -> None:
        """Signed in five working days; agreed at the next meeting (BCT-T55, T56, BCT-X14)."""
        person = birmingham.person()
        held = birmingham.held("individual", person, ago(30))
        birmingham.do(lambda change: write_up(change, held, ago(29)))
        birmingham.do(lambda change: sign_record(change, held, ago(28)))
        birmingham.held("individual", person, ago(10))
        line = next(each for each in birmingham.lines(rule="BCT-T56") if each.about.entity_id == held)
        assert (line.day, line.days_late) == (ago(10), 10)
        birmingham.do(lambda change: agree_record(change, held, ago(9)))
        assert [each.about.entity_id for each in birmingham.lines(rule="BCT-T56")] != [held]

    def test_an_ad_hoc_talk_at_the_point_of_discussion(self, kent: Office) -> None:
        """No grace at all (KCC-T02)."""
        person = kent.person()
        held = kent.held("case", person, TODAY, [kent.child(holder=person)], occasion="ad hoc")
        line = kent.line(rule="KCC-T02")
        assert (line.day, line.band) == (TODAY, Band.TODAY)
        kent.do(lambda change: write_up(change, held, TODAY))
        assert kent.lines(rule="KCC-T02") == []

    def test_what_was_never_kept_here_is_one_line(self, office: Opening) -> None:
        """Not a hundred: how many sessions have no such day from before this was kept."""
        birmingham = office("birmingham", TODAY)
        person = birmingham.person()
        for weeks in range(2, 9):
            birmingham.held("individual", person, ago(7 * weeks))
        wrong = [line for line in birmingham.due().lines if line.what == "Records"]
        assert [line.reason for line in wrong] == [
            "7 sessions held before Sat 21 Nov 2026 have no day here on which they were agreed.",
            "7 sessions held before Sat 21 Nov 2026 have no day here on which they were signed.",
        ]
        assert {line.band for line in wrong} == {Band.UNKNOWN}


class TestRearranged:
    """What was moved or cancelled has a date by which it is to be held."""

    def test_moved_within_seven_working_days(self, northamptonshire: Office) -> None:
        """Of the day it was first planned for (NCT-T04, NCT-X03)."""
        row = northamptonshire.booked("practice", northamptonshire.person(), ago(-2))
        northamptonshire.do(
            lambda change: move_supervision(
                change, northamptonshire.pack, row, ago(-20), "Court", "practitioner"
            )
        )
        assert northamptonshire.line(rule="NCT-T04").day == date(2026, 12, 2)

    def test_cancelled_for_sickness_within_five_of_the_return(self, havering: Office) -> None:
        """The day of the return is day nought (HAV-T16, HAV-X14); while they are away nothing can be said."""
        person = havering.person()
        row = havering.booked("personal", person, ago(-1))
        havering.do(lambda change: cancel_supervision(change, havering.pack, row, "Flu", "sickness"))
        havering.do(lambda change: record_absence(change, person, ago(0), ago(-3), "sickness"))
        assert havering.lines(rule="HAV-T16", now=ago(-3)) == []
        assert havering.line(rule="HAV-T16", now=ago(-4)).day == date(2026, 12, 2)
        havering.held("personal", person, TODAY)

    def test_without_a_new_date_it_is_named(self, kent: Office) -> None:
        """Kent gives no number (KCC-T05): the line stands until a new one is in the diary."""
        person = kent.person()
        row = kent.booked("case", person, ago(-1))
        kent.do(lambda change: cancel_supervision(change, kent.pack, row, "Court", "practitioner"))
        line = kent.line("case supervision of")
        assert (line.band, line.what) == (Band.UNKNOWN, "New date for a cancelled session")
        kent.booked("case", person, ago(-9))
        assert kent.lines("case supervision of") == []

    def test_a_forgotten_session_is_named(self, kent: Office) -> None:
        """Its day passed, and nobody said what became of it."""
        kent.booked("case", kent.person(), ago(-1))
        line = kent.line("case supervision of", now=ago(-2))
        assert "neither held, moved nor cancelled" in line.sentence()


class TestObservations:
    """Havering's three papers of an observation (HAV-T29 to T31, HAV-X15)."""

    def test_observer_practitioner_feedback(self, havering: Office) -> None:
        """The practitioner's days run from receipt, the feedback's from the observation."""
        havering.held("case", havering.person(), ago(1))
        row = havering.do(lambda change: record_observation(change, 2, date(2026, 11, 9)).id)
        assert [line.day for line in havering.lines("observation of")] == [
            date(2026, 11, 11),
            date(2026, 11, 23),
        ]
        havering.do(lambda change: date_observation_part(change, row, "observer_part_on", date(2026, 11, 18)))
        assert havering.line(rule="HAV-T30").day == date(2026, 11, 20)
        havering.do(lambda change: date_observation_part(change, row, "practitioner_part_on", ago(1)))
        havering.do(lambda change: date_observation_part(change, row, "feedback_on", TODAY))
        assert havering.lines(rule="HAV-T30") + havering.lines(rule="HAV-T31") == []

    def test_its_report_is_never_late_before_it_was_written(self, havering: Office) -> None:
        """With an overdue one-to-one the report is for the session that is booked, else for now (HAV-T39)."""
        person = havering.person()
        havering.held("personal", person, ago(90))
        row = havering.observed(person, ago(1))
        havering.do(lambda change: date_observation_part(change, row, "observer_part_on", TODAY))
        line = havering.line(rule="HAV-T39")
        assert (line.day, line.is_late) == (TODAY, False)
        havering.booked("personal", person, ago(-4))
        assert havering.line(rule="HAV-T39").day == ago(-4)

    def test_feedback_ends_it(self, havering: Office) -> None:
        """What nobody wrote by then is no longer waited for (HAV-T30)."""
        row = havering.observed(havering.person(), ago(20))
        havering.do(lambda change: date_observation_part(change, row, "observer_part_on", ago(19)))
        assert havering.line(rule="HAV-T30").is_late
        havering.do(lambda change: date_observation_part(change, row, "feedback_on", ago(10)))
        assert havering.lines(rule="HAV-T30") == []

    @pytest.mark.parametrize(
        ("policy", "rule"), [("kent", "KCC-T37"), ("northamptonshire", "NCT-T12"), ("havering", "HAV-T27")]
    )
    def test_two_a_year(self, office: Opening, policy: str, rule: str) -> None:
        """Late once too few lie in the last twelve months."""
        here = office(policy)
        person = here.person()
        for day in (ago(600), ago(380), ago(100)):
            here.observed(person, day)
        line = here.line("Person P1", rule=rule)
        assert line.is_late
        assert line.kind == "observation"
        here.do(lambda change: record_observation(change, person, ago(1)))
        assert here.line("Person P1", rule=rule).day == date(2027, 8, 12)


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

    def test_a_session_of_unknown_length_says_nothing(self, havering: Office) -> None:
        """It can't be called too short."""
        havering.held("personal", havering.person(), ago(3))
        assert havering.lines("supervision in the last month") == []


class TestFiles:
    """Kept, then destroyed or deleted (NCT-T36, HAV-T24, BCT-T62)."""

    @pytest.mark.parametrize(
        ("policy", "left", "state"),
        [
            ("northamptonshire", date(2016, 11, 20), "destroy_due"),
            ("havering", date(2023, 11, 20), "delete_due"),
            ("birmingham", date(2020, 11, 20), "delete_due"),
        ],
    )
    def test_the_day_after_the_period(self, office: Opening, policy: str, left: date, state: str) -> None:
        """Still kept on its last day."""
        here = office(policy)
        here.person(started_on=date(2010, 1, 4), left_on=left)
        line = here.line("Person P1", now=TODAY)
        assert (line.state, line.days_late, line.kind) == (state, 1, "file")
        assert here.line("Person P1", now=ago(1)).state == "keep"

    def test_birminghams_others_have_no_period(self, birmingham: Office) -> None:
        """Six years are for family-facing roles (BCT-X15)."""
        birmingham.person(frontline=False, started_on=date(2010, 1, 4), left_on=date(2012, 1, 1))
        assert birmingham.lines("Person P1") == []

    def test_kent_sets_none(self, kent: Office) -> None:
        """Nothing is invented (KCC-X25)."""
        kent.person(started_on=date(2010, 1, 4), left_on=date(2012, 1, 1))
        assert kent.lines("Person P1") == []


class TestCaseload:
    """10% less than the team's social workers (KCC-T19, KCC-X14)."""

    def test_above_the_cap(self, kent: Office) -> None:
        """It stands without a day, with the figures."""
        one = kent.person("P1")
        new = kent.person("P2", "nqsw", asye_started_on=ago(100), started_on=ago(100))
        for number in range(10):
            kent.child(f"8000{number}", opened=ago(3), holder=one)
            kent.child(f"9000{number}", opened=ago(3), holder=new)
        line = kent.line("Person P2", rule="KCC-T19")
        assert (line.band, line.reason) == (Band.STANDING, "10, and at most 9 by the policy.")


class TestTransfer:
    """Two to four weeks before a child goes to another service (KCC-T12)."""

    def test_the_window(self, kent: Office) -> None:
        """Recommended: missed, it is amber; held inside, it is done."""
        person = kent.person()
        child = kent.child(holder=person, opened=ago(40))
        kent.held("case", person, ago(35), [child])
        kent.do(lambda change: plan_transfer(change, 1, ago(-20)))
        line = kent.line("70001", rule="KCC-T12")
        assert (line.day, line.kind) == (ago(-6), "transfer")
        assert kent.line("70001", rule="KCC-T12", now=ago(-7)).band is Band.MISSED
        kent.held("case", person, TODAY, [child])
        assert kent.lines("70001", rule="KCC-T12") == []


def test_nothing_of_ones_own_is_due_after_the_last_day(kent: Office) -> None:
    """Of someone who is about to leave: what comes before is, an appraisal in a year is not."""
    person = kent.person("P1", started_on=LONG_AGO)
    kent.do(lambda change: sign_agreement(change, person, ago(30)))
    assert kent.line("Person P1", rule="KCC-T07").day == ago(-335)
    facts = PractitionerFacts("P1", "Person P1", "social_worker", started_on=LONG_AGO, left_on=ago(-10))
    kent.do(lambda change: correct_practitioner(change, person, facts))
    assert kent.lines("Person P1")
    assert all(line.day is None or line.day <= ago(-10) for line in kent.lines("Person P1"))


def test_leaving_takes_a_person_out_of_the_list(kent: Office) -> None:
    """And brings their file in where the policy has a period."""
    person = kent.person(started_on=LONG_AGO)
    kent.held("case", person, ago(90))
    assert kent.lines("Person P1", clock="case")
    told = PractitionerFacts("P1", "Person P1", "social_worker", started_on=LONG_AGO, left_on=ago(1))
    kent.do(lambda change: correct_practitioner(change, person, told))
    assert kent.lines("Person P1") == []


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
