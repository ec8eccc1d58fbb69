"""When a child is to be discussed where the policy prints a table: Northamptonshire and Birmingham."""

from __future__ import annotations

from datetime import date

import pytest

from models.changes.involvements import allocate
from tests.made import TODAY, ago
from tests.models.reading.due.office import LONG_AGO, Office, Told

DAY = date(2026, 10, 1)
"""The day of the last discussion in most tests here."""


class TestNorthamptonshireTable:
    """Four, eight or twelve weeks by the child's situation (NCT-T13 to T25)."""

    @pytest.mark.parametrize(
        ("situation", "due", "rule"),
        [
            ("leaving_care_18_plus", date(2026, 11, 26), "NCT-T14"),
            ("early_help_prevention", date(2026, 11, 26), "NCT-T17"),
            ("private_fostering", date(2026, 11, 26), "NCT-T18"),
            ("post_order", date(2026, 12, 24), "NCT-T19"),
            ("cin", date(2026, 10, 29), "NCT-T20"),
            ("cp", date(2026, 10, 29), "NCT-T21"),
            ("cic", date(2026, 10, 29), "NCT-T22"),
            ("care_proceedings", date(2026, 10, 29), "NCT-T22"),
        ],
    )
    def test_by_situation(self, northamptonshire: Office, situation: str, due: date, rule: str) -> None:
        """Counted from the last practice supervision."""
        person = northamptonshire.person()
        child = northamptonshire.child(holder=person, situations=[(situation, LONG_AGO)])
        northamptonshire.held("practice", person, DAY, [child])
        line = northamptonshire.line("70001", clock="case")
        assert (line.day, line.rule) == (due, rule)

    def test_permanent_foster_care_needs_all_three(self, northamptonshire: Office) -> None:
        """Ratified, a year in the placement, and visits every twelve weeks (NCT-T23, NCT-X06)."""
        person = northamptonshire.person()
        facts: list[Told] = [
            ("cic", LONG_AGO),
            ("permanent_foster_care", LONG_AGO),
            ("ratified_by_panel", LONG_AGO),
            ("placement_start", LONG_AGO, "2024-06-01"),
        ]
        one = northamptonshire.child("70001", holder=person, situations=facts)
        other = northamptonshire.child(
            "70002", holder=person, situations=[*facts, ("visits_every_weeks", LONG_AGO, "12")]
        )
        northamptonshire.held("practice", person, DAY, [one, other])
        assert northamptonshire.line("70001", clock="case").rule == "NCT-T22"
        line = northamptonshire.line("70002", clock="case")
        assert (line.rule, line.day) == ("NCT-T23", date(2026, 12, 1))

    def test_disabled_children(self, northamptonshire: Office) -> None:
        """As the plan says; by direct payments alone twelve weeks (NCT-T24, T25, NCT-X11)."""
        person = northamptonshire.person()
        both: list[Told] = [("cp", LONG_AGO), ("direct_payments", LONG_AGO)]
        one = northamptonshire.child("70001", holder=person, service="disabled_children", situations=both)
        other = northamptonshire.child(
            "70002", holder=person, service="disabled_children", situations=both[1:]
        )
        northamptonshire.held("practice", person, DAY, [one, other])
        assert northamptonshire.line("70001", clock="case").day == date(2026, 10, 29)
        line = northamptonshire.line("70002", clock="case")
        assert (line.day, line.rule) == (date(2026, 12, 24), "NCT-T25")

    def test_newly_allocated_and_passed_on(self, northamptonshire: Office) -> None:
        """Within four weeks of the allocation, and again after a transfer (NCT-T13, NCT-X07)."""
        one, two = northamptonshire.person("P1"), northamptonshire.person("P2")
        child = northamptonshire.child(opened=ago(40), holder=one, situations=[("post_order", ago(40))])
        line = northamptonshire.line("70001", clock="case")
        assert (line.day, line.rule) == (ago(12), "NCT-T13")
        northamptonshire.held("practice", one, ago(20), [child])
        assert northamptonshire.line("70001", clock="case").rule == "NCT-T19"
        northamptonshire.do(lambda change: allocate(change, 1, two, ago(10)))
        line = northamptonshire.line("70001", clock="case")
        assert (line.day, line.rule, line.person.name) == (ago(-18), "NCT-T13", "Person P2")

    def test_a_joint_session_resets_both_clocks(self, northamptonshire: Office) -> None:
        """Eight-weekly practice supervision and the three-monthly joint one (NCT-X08)."""
        person = northamptonshire.person()
        child = northamptonshire.child(
            holder=person,
            situations=[("leaving_care_18_plus", LONG_AGO), ("joint_with", LONG_AGO, "personal_advisor")],
        )
        northamptonshire.held("joint", person, DAY, [child])
        assert northamptonshire.line("70001", clock="joint").day == date(2027, 1, 1)
        assert northamptonshire.line("70001", clock="case").day == date(2026, 11, 26)
        northamptonshire.held("practice", person, ago(1), [child])
        assert northamptonshire.line("70001", clock="joint").day == date(2027, 1, 1)
        assert northamptonshire.line("70001", clock="case").day == date(2027, 1, 15)

    @pytest.mark.parametrize(
        ("role", "placements", "weeks", "rule"),
        [
            ("foster_carer", "short_term", 4, "NCT-T29"),
            ("foster_carer", "long_term", 12, "NCT-T30"),
            ("foster_carer", "long_term; short_term", 4, "NCT-T29"),
            ("adopter", "", 4, "NCT-T31"),
        ],
    )
    def test_carers(
        self, northamptonshire: Office, role: str, placements: str, weeks: int, rule: str
    ) -> None:
        """Four weeks, or twelve where the placement is long term alone (NCT-T29 to T31, NCT-X13)."""
        person = northamptonshire.person()
        told: list[Told] = [("role", LONG_AGO, role)]
        told += [("placements", LONG_AGO, placements)] if placements else []
        carer = northamptonshire.child(holder=person, kind="carer", service="fostering", situations=told)
        northamptonshire.held("practice", person, ago(10), [carer])
        line = northamptonshire.line("70001", clock="case")
        assert (line.day, line.rule) == (ago(10 - 7 * weeks), rule)


class TestBirminghamTables:
    """Months by the child's situation, crossed with every supervision in the YOS (BCT-T04 to T16, T36 to T43)."""

    @pytest.mark.parametrize(
        ("situations", "due", "rule"),
        [
            ((), date(2027, 1, 1), "BCT-T04"),
            ((("early_help_plan", LONG_AGO),), date(2026, 12, 1), "BCT-T05"),
            ((("asti", LONG_AGO),), date(2026, 11, 1), "BCT-T06"),
            ((("cin", LONG_AGO),), date(2026, 12, 1), "BCT-T07"),
            ((("cp", LONG_AGO),), date(2026, 11, 1), "BCT-T08"),
            ((("pre_proceedings", LONG_AGO),), date(2026, 11, 1), "BCT-T09"),
            ((("care_proceedings", LONG_AGO),), date(2026, 11, 1), "BCT-T10"),
            ((("cic", LONG_AGO),), date(2027, 1, 1), "BCT-T11"),
            ((("cic", LONG_AGO), ("planning_for_permanence", LONG_AGO)), date(2026, 11, 1), "BCT-T12"),
            ((("care_leaver", LONG_AGO),), date(2027, 1, 1), "BCT-T13"),
            ((("care_leaver", LONG_AGO), ("unregulated", LONG_AGO)), date(2026, 11, 1), "BCT-T14"),
        ],
    )
    def test_by_situation(
        self, birmingham: Office, situations: tuple[Told, ...], due: date, rule: str
    ) -> None:
        """The earliest of all rows wins, and three months stand behind them (BCT-X07)."""
        person = birmingham.person(role="social_work_practitioner")
        child = birmingham.child(holder=person, situations=situations)
        birmingham.held("case", person, DAY, [child])
        line = birmingham.line("70001")
        assert (line.day, line.rule) == (due, rule)

    @pytest.mark.parametrize(
        ("service", "kind", "flag", "rule", "otherwise"),
        [
            ("yos", "child", ("mappa_2", LONG_AGO), "BCT-T36", "BCT-T37"),
            ("yos", "child", ("risk_rosh", LONG_AGO, "very_high"), "BCT-T36", "BCT-T37"),
            ("hsb", "child", ("aim3_in_progress", LONG_AGO), "BCT-T38", "BCT-T39"),
            ("yos_parenting", "caregiver", ("parenting_order", LONG_AGO), "BCT-T40", "BCT-T41"),
            ("yos_restorative", "victim", ("enhanced_rights", LONG_AGO), "BCT-T42", "BCT-T43"),
        ],
    )
    def test_every_supervision(
        self,
        birmingham: Office,
        service: str,
        kind: str,
        flag: Told,
        rule: str,
        otherwise: str,
    ) -> None:
        """At the practitioner's next one-to-one, booked or due; else every three months (BCT-X08)."""
        person = birmingham.person(role="yos_case_manager", service=service)
        one = birmingham.child("70001", holder=person, service=service, kind=kind, situations=[flag])
        other = birmingham.child("70002", holder=person, service=service, kind=kind)
        birmingham.held("case", person, ago(10), [one, other])
        line = birmingham.line("70001")
        assert (line.day, line.rule) == (ago(-18), rule)
        assert birmingham.line("70002").rule == otherwise
        birmingham.booked("case", person, ago(-4))
        assert birmingham.line("70001").day == ago(-4)

    def test_a_late_booking_never_postpones_a_child(self, birmingham: Office) -> None:
        """The practitioner's own due date stands."""
        person = birmingham.person(role="yos_case_manager", service="yos")
        child = birmingham.child(holder=person, service="yos", situations=[("mappa_3", LONG_AGO)])
        birmingham.held("case", person, ago(30), [child])
        birmingham.booked("case", person, ago(-20))
        line = birmingham.line("70001")
        assert (line.day, line.days_late) == (ago(2), 2)

    def test_allocated_since_the_last_supervision(self, birmingham: Office) -> None:
        """Follows from the allocation, and is over once they were discussed (BCT-T36 e)."""
        person = birmingham.person(role="yos_case_manager", service="yos")
        birmingham.held("case", person, ago(10))
        child = birmingham.child(opened=ago(5), holder=person, service="yos")
        line = birmingham.line("70001")
        assert (line.day, line.rule) == (ago(-18), "BCT-T36")
        birmingham.held("case", person, ago(1), [child])
        assert birmingham.line("70001").rule == "BCT-T37"

    def test_a_one_to_one_without_the_child_does_not_put_it_off(self, birmingham: Office) -> None:
        """It was due in that session, and stays late from then on until it is discussed."""
        person = birmingham.person(role="yos_case_manager", service="yos")
        child = birmingham.child(holder=person, service="yos", situations=[("mappa_2", LONG_AGO)])
        birmingham.held("case", person, ago(40), [child])
        birmingham.held("case", person, ago(14))
        birmingham.held("case", person, ago(2))
        birmingham.booked("case", person, ago(-9))
        line = birmingham.line("70001")
        assert (line.day, line.days_late, line.rule) == (ago(14), 14, "BCT-T36")
        assert "Sum: the session of Sat 7 Nov 2026 passed without it." in line.explain()
        birmingham.held("case", person, TODAY, [child])
        assert birmingham.line("70001").day == ago(-9)

    def test_a_flag_begun_since_waits_for_the_next(self, birmingham: Office) -> None:
        """A session before it began was no session to bring the child to."""
        person = birmingham.person(role="yos_case_manager", service="yos")
        child = birmingham.child(holder=person, service="yos", situations=[("mappa_2", ago(5))])
        birmingham.held("case", person, ago(40), [child])
        birmingham.held("case", person, ago(14))
        birmingham.booked("case", person, ago(-9))
        assert birmingham.line("70001").day == ago(-9)

    def test_newly_allocated_and_left_out(self, birmingham: Office) -> None:
        """The first one-to-one after the allocation passed without it (BCT-T36 e)."""
        person = birmingham.person(role="yos_case_manager", service="yos")
        child = birmingham.child(opened=ago(20), holder=person, service="yos")
        birmingham.held("case", person, ago(6))
        line = birmingham.line("70001")
        assert (line.day, line.rule) == (ago(6), "BCT-T36")
        birmingham.held("case", person, ago(1), [child])
        assert birmingham.line("70001").rule == "BCT-T37"

    @pytest.mark.parametrize(
        ("placements", "weeks", "rule"), [("short_term", 6, "BCT-T15"), ("long_term", 12, "BCT-T16")]
    )
    def test_foster_carers(self, birmingham: Office, placements: str, weeks: int, rule: str) -> None:
        """Six weeks, or twelve."""
        person = birmingham.person(role="supervising_fostering_social_worker", service="fostering")
        told: list[Told] = [("role", LONG_AGO, "foster_carer"), ("placements", LONG_AGO, placements)]
        carer = birmingham.child(holder=person, kind="carer", service="fostering", situations=told)
        birmingham.held("case", person, ago(10), [carer])
        line = birmingham.line("70001")
        assert (line.day, line.rule) == (ago(10 - 7 * weeks), rule)
