"""When practitioners' sessions are due, from the store's own tables: layers, roles, absences, intervals, groups."""

from __future__ import annotations

from datetime import date

import pytest

from models.changes.attendance import expect_people, mark_attendance
from models.changes.intervals import shorten_for_practitioner
from models.changes.team import record_absence, sign_agreement
from models.clock import states
from models.dates import add_months
from models.reading.due import Band
from models.store.change import Change
from tests.made import TODAY, ago
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import Office


class TestHaveringLayers:
    """Target, limit, breach and ten in the year, on one clock (HAV-X01)."""

    @pytest.mark.parametrize(
        ("held", "state", "band", "day", "words"),
        [
            (ago(28), states.OK, Band.TODAY, TODAY, "today"),
            (ago(29), states.TARGET_PASSED, Band.MISSED, ago(1), "1 day past the target"),
            (ago(42), states.TARGET_PASSED, Band.MISSED, ago(14), "14 days past the target"),
            (ago(43), states.OVERDUE, Band.LATE_7, ago(1), "1 day late"),
            (date(2026, 9, 21), states.OVERDUE, Band.LATE_30, ago(19), "19 days late"),
            (date(2026, 9, 20), states.BREACH, Band.LATE_30, ago(20), "20 days late, in breach"),
        ],
    )
    def test_each_layer(
        self, havering: Office, held: date, state: str, band: Band, day: date, words: str
    ) -> None:
        """What stands is judged by the innermost layer that has passed; lateness counts from the limit."""
        person = havering.person()
        havering.held("case", person, held)
        line = havering.line("Person P1", clock="case")
        assert (line.state, line.band, line.day, line.lateness()) == (state, band, day, words)
        assert line.due is not None
        assert (line.due.limit, line.due.breach_after) == (
            held + (ago(0) - ago(42)),
            date(held.year, held.month + 2, held.day),
        )

    def test_a_deviation_in_the_agreement(self, havering: Office) -> None:
        """It may lengthen the target to six weeks, and no further (HAV-X07)."""
        person = havering.person()
        havering.held("case", person, ago(10))
        havering.do(lambda change: sign_agreement(change, person, ago(20), weeks=5))
        assert havering.line("Person P1", clock="case").day == ago(10 - 35)
        havering.do(lambda change: sign_agreement(change, person, ago(19), weeks=8))
        assert havering.line("Person P1", clock="case").day == ago(10 - 42)

    def test_part_time(self, havering: Office) -> None:
        """The equivalent of a month's work, capped at two months (HAV-X13)."""
        for number, fte, due in (("P1", 0.8, date(2026, 12, 8)), ("P2", 0.4, date(2027, 1, 1))):
            havering.held("personal", havering.person(number, fte=fte), date(2026, 11, 1))
            assert havering.line(f"Person {number}", clock="personal").day == due

    def test_ten_in_the_year(self, havering: Office) -> None:
        """One-to-ones alone are counted (HAV-X21), and the day until which there are enough is told."""
        person = havering.person()
        for month in range(10):
            havering.held("case", person, ago(5 + 30 * month))
        line = havering.line("Person P1", rule="HAV-T04")
        assert line.day == date(2027, 2, 18)  # the oldest, of 19 February, has dropped out the day after
        assert "10 are wanted" in line.explain()

    def test_a_manager_without_children_has_no_case_clock(self, havering: Office) -> None:
        """Case supervision is for those who hold cases (HAV-X11); two months alone make no clock."""
        havering.held("personal", havering.person("M2", "team_manager", frontline=False), ago(3))
        assert havering.lines("Person M2", clock="case") == []


class TestRoles:
    """Who is supervised how often."""

    @pytest.mark.parametrize(
        ("policy", "role", "service", "kind", "due", "rule"),
        [
            ("kent", "social_worker", "childrens_social_work", "case", date(2026, 12, 10), "KCC-T21"),
            ("kent", "early_help_practitioner", "early_help", "case", date(2026, 12, 10), "KCC-T20"),
            ("kent", "yj_practitioner", "youth_justice", "case", date(2026, 12, 10), "KCC-T22"),
            ("kent", "support_staff", "childrens_social_work", "personal", date(2026, 12, 10), "KCC-T13"),
            ("northamptonshire", "social_worker", "", "personal", date(2026, 12, 8), "NCT-T02"),
            ("northamptonshire", "social_worker", "", "practice", date(2026, 12, 31), "NCT-T01"),
            ("birmingham", "other_staff", "", "individual", date(2027, 1, 10), "BCT-T01"),
            ("birmingham", "support_services", "support", "individual", date(2026, 12, 22), "BCT-T17"),
            ("birmingham", "social_worker_non_asye", "", "individual", date(2026, 12, 10), "BCT-T24"),
            ("birmingham", "team_manager", "", "individual", date(2026, 12, 10), "BCT-T28"),
            ("birmingham", "yos_team_manager", "yos", "individual", date(2026, 12, 8), "BCT-T48"),
            ("birmingham", "yos_senior_leadership", "yos", "individual", date(2026, 12, 22), "BCT-T35"),
            ("birmingham", "project_officer", "yos", "individual", date(2027, 1, 5), "BCT-T45"),
            ("children_and_families", "social_worker", "", "supervision", date(2026, 12, 8), "CFA-T01"),
        ],
    )
    def test_from_the_last_session(
        self, office: Opening, policy: str, role: str, service: str, kind: str, due: date, rule: str
    ) -> None:
        """Held on 10 November."""
        here = office(policy)
        told = {"service": service} if service else {}
        here.held(kind, here.person(role=role, **told), date(2026, 11, 10))
        line = here.line("Person P1", clock=kind)
        assert (line.day, line.rule) == (due, rule)

    def test_an_agreement_may_be_shorter(self, kent: Office) -> None:
        """The month stands behind six weeks; three weeks win (KCC-X01)."""
        person = kent.person()
        kent.held("personal", person, date(2026, 11, 10))
        kent.do(lambda change: sign_agreement(change, person, ago(30), weeks=6))
        assert kent.line("Person P1", clock="personal").rule == "KCC-T13"
        kent.do(lambda change: sign_agreement(change, person, ago(3), weeks=3))
        line = kent.line("Person P1", clock="personal")
        assert (line.rule, line.day) == ("KCC-T38", date(2026, 12, 1))

    def test_a_performance_plan(self, northamptonshire: Office) -> None:
        """The figure of the plan, if it is shorter (NCT-T11, NCT-X20)."""
        person = northamptonshire.person(performance_plan_days=10)
        northamptonshire.held("personal", person, ago(3))
        line = northamptonshire.line("Person P1", clock="personal")
        assert (line.day, line.rule) == (ago(-7), "NCT-T11")

    def test_a_performance_plan_that_begins_today(self, northamptonshire: Office) -> None:
        """It makes nobody late for the days before there was one."""
        person = northamptonshire.person(performance_plan_days=7)
        northamptonshire.held("personal", person, ago(16))
        line = northamptonshire.line("Person P1", clock="personal")
        assert (line.day, line.rule) == (TODAY, "NCT-T11")

    def test_a_seconded_worker(self, birmingham: Office) -> None:
        """By their Role Profile Document (BCT-T54)."""
        person = birmingham.person(role="yos_seconded", service="yos")
        birmingham.held("individual", person, ago(10))
        birmingham.event("role_profile_document", ago(200), "42", practitioner_id=person)
        line = birmingham.line("Person P1", clock="individual")
        assert (line.day, line.rule) == (ago(-32), "BCT-T54")

    def test_sped_is_a_stream_of_its_own(self, birmingham: Office) -> None:
        """It starts no clock afresh (BCT-X21)."""
        person = birmingham.person(role="nqsw", asye_started_on=ago(20), started_on=ago(20))
        birmingham.held("individual", person, ago(6))
        birmingham.held("sped", person, ago(1))
        assert birmingham.line("Person P1", clock="individual").day == ago(-1)

    def test_the_manager_who_supervises_from_outside_is_in_no_list(self, kent: Office) -> None:
        """Nobody in this store supervises them; they are named apart."""
        kent.person()
        due = kent.due()
        assert [each.name for each in due.facts.outside] == ["Morag Bell"]
        assert all(line.person.name != "Morag Bell" for line in due.lines)

    def test_leavers_have_no_clock(self, kent: Office) -> None:
        """From the day after they left (GEN-X10)."""
        kent.held("case", kent.person(left_on=ago(1)), ago(90))
        assert kent.lines("Person P1", clock="case") == []
        assert kent.line("Person P1", clock="case", now=ago(1)).is_late


class TestAbsence:
    """The clock runs on, and the line says so (GEN-X11)."""

    def test_it_is_marked_and_runs(self, kent: Office) -> None:
        """Theirs and that of the children they hold."""
        person = kent.person()
        child = kent.child(holder=person)
        kent.held("case", person, ago(100), [child])
        kent.do(lambda change: record_absence(change, person, ago(40), None, "sickness"))
        own, child_line = kent.line("Person P1", clock="case"), kent.line("70001")
        assert own.is_away
        assert own.is_late
        assert own.sentence().startswith("Person P1 (away): case supervision, was due")
        assert child_line.is_away
        assert child_line.sentence().startswith("70001 AB (Person P1, who is away): discuss in supervision")
        assert "Absent now: the clock runs on (GEN-X11)." in own.explain()
        assert "Person P1 is away; the clock runs on (GEN-X11)." in child_line.explain()

    def test_back_again(self, kent: Office) -> None:
        """After the last day away the mark is gone."""
        person = kent.person()
        kent.held("case", person, ago(100))
        kent.do(lambda change: record_absence(change, person, ago(40), ago(1), "leave"))
        assert not kent.line("Person P1", clock="case").is_away
        assert kent.line("Person P1", clock="case", now=ago(1)).is_away


class TestManagersInterval:
    """A shorter one with a reason; it stands in the list under its rule (GEN-X09)."""

    @pytest.mark.parametrize(
        ("policy", "kind", "rule"),
        [
            ("kent", "personal", "GEN-X09"),
            ("northamptonshire", "personal", "NCT-T03"),
            ("havering", "case", "HAV-T06"),
            ("birmingham", "individual", "BCT-T63"),
            ("children_and_families", "supervision", "GEN-X09"),
        ],
    )
    def test_sooner(self, office: Opening, policy: str, kind: str, rule: str) -> None:
        """Ten days after the last session."""
        here = office(policy)
        person = here.person()
        here.held(kind, person, ago(3))
        here.do(
            lambda change: shorten_for_practitioner(change, here.pack, person, 10, "New to the work", ago(3))
        )
        line = here.line("Person P1", clock=kind)
        assert (line.day, line.rule) == (ago(-7), rule)


class TestOwnGroups:
    """Group supervision that is a practitioner's own: only one they were there for counts (BCT-T31)."""

    def test_only_who_was_there(self, birmingham: Office) -> None:
        """Apologies, an absence, a start since: the group counts for none of them; for the others it does."""
        numbers = ("there", "sorry", "away", "new")
        people = {one: birmingham.person(one, "project_officer", started_on=ago(700)) for one in numbers[:3]}
        people["new"] = birmingham.person("new", "project_officer", started_on=ago(20))
        birmingham.do(lambda change: record_absence(change, people["away"], ago(45), ago(35), "leave"))
        birmingham.held("group", None, ago(100))
        birmingham.held("group", None, ago(40))

        def mark(change: Change) -> None:
            expect_people(change, 2, [people["there"], people["sorry"]])
            mark_attendance(change, 2, "apologies")

        birmingham.do(mark)
        due = {one: birmingham.line(f"Person {one}", clock="group").day for one in numbers}
        assert due == {
            "there": add_months(ago(40), 2),
            "sorry": add_months(ago(100), 2),
            "away": add_months(ago(100), 2),
            "new": add_months(ago(20), 2),
        }
