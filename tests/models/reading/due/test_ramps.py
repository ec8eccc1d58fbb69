"""Ramps: weekly, fortnightly, monthly, from what is known of a practitioner."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.made import ago
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import LONG_AGO, Office

START = date(2026, 6, 1)


def at(day: date, **facts: Any) -> dict[str, Any]:
    """Return the facts of someone who began on the first of June."""
    return {"started_on": START, **facts, "held": day}


class TestRamps:
    """Weekly, fortnightly, monthly: each from the columns of the practitioner."""

    @pytest.mark.parametrize(
        ("policy", "facts", "due", "rule"),
        [
            ("kent", at(date(2026, 7, 6), asye_started_on=START), date(2026, 7, 13), "KCC-T16"),
            ("kent", at(date(2026, 7, 7), asye_started_on=START), date(2026, 7, 21), "KCC-T17"),
            ("kent", at(date(2026, 11, 10), asye_started_on=START), date(2026, 11, 24), "KCC-T17"),
            (
                "kent",
                at(date(2026, 11, 10), asye_started_on=START, six_month_review_on=date(2026, 11, 20)),
                date(2026, 12, 10),
                "KCC-T18",
            ),
            ("northamptonshire", at(date(2026, 7, 6), asye_started_on=START), date(2026, 7, 13), "NCT-T05"),
            ("northamptonshire", at(date(2026, 7, 7), asye_started_on=START), date(2026, 7, 21), "NCT-T06"),
            (
                "northamptonshire",
                at(date(2026, 11, 18), asye_started_on=START),
                date(2026, 12, 16),
                "NCT-T07",
            ),
            ("havering", at(date(2026, 7, 6), asye_started_on=START), date(2026, 7, 13), "HAV-T20"),
            ("havering", at(date(2026, 11, 10), asye_started_on=START), date(2026, 11, 24), "HAV-T21"),
            ("birmingham", at(date(2026, 7, 6), asye_started_on=START), date(2026, 7, 13), "BCT-T21"),
            ("birmingham", at(date(2026, 11, 10), asye_started_on=START), date(2026, 11, 24), "BCT-T22"),
            (
                "birmingham",
                at(date(2026, 11, 10), asye_started_on=START, six_month_review_on=date(2026, 11, 20)),
                date(2026, 12, 10),
                "BCT-T23",
            ),
        ],
    )
    def test_the_asye(
        self, office: Opening, policy: str, facts: dict[str, Any], due: date, rule: str
    ) -> None:
        """The boundary day itself belongs to the earlier step (GEN-X05); the review is an event (KCC-X13)."""
        here = office(policy)
        held = facts.pop("held")
        person = here.person(role="nqsw", **facts)
        kind = "individual" if policy == "birmingham" else "personal"
        here.held(kind, person, held)
        line = here.line("Person P1", clock=kind)
        assert (line.day, line.rule) == (due, rule)

    @pytest.mark.parametrize(
        ("held", "due", "rule"),
        [
            (None, date(2026, 6, 7), "NCT-T08"),
            (date(2026, 8, 18), date(2026, 9, 1), "NCT-T09"),
            (date(2026, 8, 19), date(2026, 9, 16), "NCT-T10"),
        ],
    )
    def test_probation_in_northamptonshire(
        self, northamptonshire: Office, held: date | None, due: date, rule: str
    ) -> None:
        """Within the first week, fortnightly for three months, then four-weekly."""
        northamptonshire.event("survey", LONG_AGO)
        person = northamptonshire.person(role="probation", started_on=START)
        northamptonshire.held("personal", northamptonshire.person("P2"), LONG_AGO)
        if held is not None:
            northamptonshire.held("personal", person, held)
        line = northamptonshire.line("Person P1", clock="personal")
        assert (line.day, line.rule) == (due, rule)

    def test_a_role_ends_with_probation(self, northamptonshire: Office) -> None:
        """From the day after, the policy's usual rule holds."""
        person = northamptonshire.person(also_role="probation", started_on=START, probation_ends_on=ago(30))
        northamptonshire.held("personal", person, ago(20))
        assert northamptonshire.line("Person P1", clock="personal").rule == "NCT-T02"

    @pytest.mark.parametrize(
        ("held", "due", "rule"),
        [
            (date(2026, 6, 24), date(2026, 7, 1), "BCT-T32"),
            (date(2026, 6, 25), date(2026, 7, 9), "BCT-T33"),
            (date(2026, 9, 17), date(2026, 10, 1), "BCT-T33"),
            (date(2026, 9, 18), date(2026, 10, 16), "BCT-T44"),
        ],
    )
    def test_new_yos_staff(self, birmingham: Office, held: date, due: date, rule: str) -> None:
        """Weekly in month one, fortnightly to the end of month four, then by their own role (BCT-X03)."""
        person = birmingham.person(
            role="yos_case_manager", also_role="new_yos_staff", service="yos", started_on=START
        )
        birmingham.held("individual", person, held)
        line = birmingham.line("Person P1", clock="individual")
        assert (line.day, line.rule) == (due, rule)

    def test_probation_in_kent(self, kent: Office) -> None:
        """Assessed at the end of month one, four and five; it ends with month six (KCC-T09, T10)."""
        person = kent.person(role="permanent_new_starter", started_on=START, probation_ends_on=ago(-9))
        kent.event("probation_assessment", date(2026, 6, 30), practitioner_id=person)
        assert kent.line("Person P1", rule="KCC-T10").day == date(2026, 9, 30)
        assert kent.line("Person P1", rule="KCC-T09").day == date(2026, 11, 30)

    def test_a_student(self, kent: Office) -> None:
        """Weekly until the point that was agreed, fortnightly from it (KCC-T14, T15)."""
        person = kent.person(role="social_work_student", started_on=START)
        kent.held("personal", person, ago(10))
        assert kent.line("Person P1", clock="personal").rule == "KCC-T14"
        kent.event("fortnightly_agreed", ago(6), practitioner_id=person)
        line = kent.line("Person P1", clock="personal")
        assert (line.day, line.rule) == (ago(-4), "KCC-T15")
