"""Records, observations, files of those who left: due from the store's own tables."""

from __future__ import annotations

from datetime import date

import pytest

from models.changes.observations import date_observation_part, record_observation
from models.changes.papers import agree_record, sign_record, write_up
from models.reading.due import Band
from tests.made import TODAY, ago
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import Office


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
