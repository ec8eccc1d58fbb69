"""When children, carers, caregivers and victims are to be discussed, from the store's own tables."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from models.changes.involvements import allocate, close_involvement, open_involvement
from models.changes.record_parts import About, Written
from models.changes.records import begin_record, complete_record
from models.reading.due import Band
from tests.made import TODAY, ago
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import LONG_AGO, Office, Told
from tests.models.recording import answers

DAY = date(2026, 10, 1)
"""The day of the last discussion in most tests here."""


class TestKentCycle:
    """90 days; in Youth Justice 30, 60 or 90 by the higher of two levels (KCC-T23 to T27)."""

    @pytest.mark.parametrize(
        ("service", "situations", "due", "rule"),
        [
            ("early_help", (), date(2026, 12, 30), "KCC-T23"),
            ("childrens_social_work", (("cp", LONG_AGO),), date(2026, 12, 30), "KCC-T24"),
            ("youth_justice", (("risk_rosh", LONG_AGO, "very_high"),), date(2026, 10, 31), "KCC-T25"),
            (
                "youth_justice",
                (("risk_rosh", LONG_AGO, "low"), ("risk_sw", LONG_AGO, "high")),
                date(2026, 10, 31),
                "KCC-T25",
            ),
            (
                "youth_justice",
                (("risk_rosh", LONG_AGO, "medium"), ("risk_sw", LONG_AGO, "low")),
                date(2026, 11, 30),
                "KCC-T26",
            ),
            ("youth_justice", (("risk_rosh", LONG_AGO, "low"),), date(2026, 12, 30), "KCC-T27"),
        ],
    )
    def test_by_service_and_level(
        self, kent: Office, service: str, situations: tuple[Told, ...], due: date, rule: str
    ) -> None:
        """Counted from the last formal discussion."""
        person = kent.person()
        child = kent.child(holder=person, service=service, situations=situations)
        kent.held("case", person, DAY, [child])
        line = kent.line("70001")
        assert (line.day, line.rule, line.person.name) == (due, rule, "Person P1")

    def test_a_level_raised_late_is_due_on_that_day(self, kent: Office) -> None:
        """Not before the rule began to apply (GEN-X13), and the back-dated day stands beside it."""
        person = kent.person()
        child = kent.child(
            holder=person,
            service="youth_justice",
            situations=[("risk_rosh", LONG_AGO, "low"), ("risk_rosh", ago(5), "high")],
        )
        kent.held("case", person, DAY, [child])
        line = kent.line("70001")
        assert (line.day, line.rule, line.days_late) == (ago(5), "KCC-T25", 5)
        assert "Read otherwise (GEN-X13): Sat 31 Oct 2026" in line.explain()

    def test_the_count_begins_again_with_each_involvement(self, kent: Office) -> None:
        """A discussion in an earlier one does not count (KCC-X04)."""
        person = kent.person()
        child = kent.child(holder=person, service="early_help", opened=ago(300))
        kent.held("case", person, ago(150), [child])
        kent.do(lambda change: open_involvement(change, child, "childrens_social_work", ago(50), person))
        assert kent.line("70001", clock="case").rule == "KCC-T23"
        assert kent.line("70001", clock="case").day == ago(60)
        kent.held("joint", person, ago(40), [child])
        line = kent.line("70001", clock="case")
        assert line.day == date(2027, 1, 10)
        assert line.due is not None
        assert {each.rule.id for each in line.due.candidates} == {"KCC-T23", "KCC-T24"}

    def test_nothing_but_a_held_formal_discussion_resets_it(self, kent: Office) -> None:
        """Neither an ad hoc talk nor a session in the diary (GEN-X07)."""
        person = kent.person()
        child = kent.child(holder=person)
        kent.held("case", person, DAY, [child])
        kent.held("case", person, ago(2), [child], occasion="ad hoc")
        kent.booked("case", person, ago(-2), [child])
        assert kent.line("70001", clock="case").day == date(2026, 12, 30)

    def test_siblings_each_have_their_clock(self, kent: Office) -> None:
        """One discussion may be entered for several (GEN-X15)."""
        person = kent.person()
        one, other = kent.child("70001", holder=person), kent.child("70002", holder=person)
        kent.held("case", person, ago(30), [one, other])
        kent.held("case", person, ago(3), [other])
        assert kent.line("70001", clock="case").day == date(2027, 1, 20)
        assert kent.line("70002", clock="case").day == date(2027, 2, 16)

    def test_front_door_work_is_not_timed(self, kent: Office) -> None:
        """It is sampled in supervision (KCC-T36)."""
        kent.child(holder=kent.person(), service="front_door")
        assert kent.lines("70001", clock="case") == []

    def test_within_24_hours_of_the_allocation(self, kent: Office) -> None:
        """By the minute, and across the clock change in October (KCC-T01)."""
        person = kent.person()
        child = kent.child(opened=date(2026, 10, 23), service="early_help")
        moment = datetime(2026, 10, 24, 13, 0, tzinfo=UTC)
        kent.do(lambda change: allocate(change, 1, person, moment.date(), at=moment))
        at = datetime(2026, 10, 25, 13, 0, tzinfo=UTC)
        assert kent.line("70001", clock="allocation", now=at).band is Band.TODAY
        assert kent.line("70001", clock="allocation", now=at).when() == "Sun 25 Oct 2026 13:00, today"
        later = kent.line("70001", clock="allocation", now=at.replace(minute=1))
        assert (later.band, later.lateness()) == (Band.LATE_7, "late since today")
        kent.held("case", person, date(2026, 10, 25), [child])
        assert kent.lines("70001", clock="allocation") == []

    def test_the_note_at_the_point_of_allocation_settles_it(self, kent: Office) -> None:
        """The oversight that the policy asks for there (KCC-P01); no draft of it, and no note at another point."""
        kid = kent.child(holder=kent.person(), opened=ago(2))
        noted = [self._note(kent, kid, point) for point in ("informal", "allocation")]
        kent.do(lambda change: complete_record(change, noted[0]))
        assert kent.line("70001", rule="KCC-T01").is_late
        kent.do(lambda change: complete_record(change, noted[1]))
        assert kent.lines("70001", rule="KCC-T01") == []
        assert kent.line("70001", clock="case").day == ago(2) + timedelta(days=90), (
            "it is no formal discussion"
        )

    def _note(self, kent: Office, kid: int, point: str) -> int:
        paper = Written(answers(point=point), "1", About(ago(1), None, None, ((kid, ""),)))
        return kent.do(lambda change: begin_record(change, "kent_oversight", "kent", paper).id)

    def test_an_audit_result_waits_for_the_next_supervision(self, kent: Office) -> None:
        """On the very day where a child is at significant risk (KCC-T03, KCC-X29)."""
        person = kent.person()
        one, other = kent.child("70001", holder=person), kent.child("70002", holder=person)
        kent.held("case", person, ago(10), [one, other])
        kent.booked("case", person, ago(-4))
        kent.event("audit_result", ago(3), "no", child_id=one)
        kent.event("audit_result", ago(3), "yes", child_id=other)
        assert kent.line("70001", rule="KCC-T03").day == ago(-4)
        assert kent.line("70002", rule="KCC-T03").day == ago(3)
        kent.held("case", person, ago(1))
        assert kent.line("70001", rule="KCC-T03").day == ago(1)
        kent.held("case", person, TODAY, [one, other])
        assert kent.lines(rule="KCC-T03") == []


class TestNoChildClock:
    """Havering and the agreement have no interval for a child (HAV-X12, CFA)."""

    @pytest.mark.parametrize("policy", ["havering", "children_and_families"])
    def test_nothing_is_due(self, office: Opening, policy: str) -> None:
        """However long ago the last discussion was."""
        here = office(policy)
        here.child(holder=here.person(), situations=[("cp", LONG_AGO)])
        assert here.lines("70001") == []


class TestClosed:
    """Closed work has no clock (GEN-X10)."""

    @pytest.mark.parametrize("policy", ["kent", "northamptonshire", "birmingham"])
    def test_from_the_day_of_closure(self, office: Opening, policy: str) -> None:
        """Until the day before, it runs."""
        here = office(policy)
        here.child(holder=here.person(), situations=[("cin", LONG_AGO)])
        here.do(lambda change: close_involvement(change, 1, ago(3), "The plan was met"))
        assert here.lines("70001") == []
        assert here.lines("70001", clock="case", now=ago(4)) != []
