"""Which clocks a subject has: all of them at once, strictest wins on each, and none mixes with another."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from models.clock import Clock
from models.facts import Event, Facts
from models.moments import read_moment
from tests.models.clock.facts_made import child, dues, on, one, pack, practitioner

LASTS = {
    "personal": "2026-10-26",
    "case": "2026-11-02",
    "individual": "2026-11-02",
    "supervision": "2026-11-02",
}


def by_clock(name: str, facts: Facts, today: str) -> dict[str, tuple[str, date | None, str]]:
    """Return what each clock says: the rule, the day, the state."""
    return {each.clock: (each.governing_rule, each.due_day, each.state) for each in dues(name, facts, today)}


class TestAllClocksOfAPractitioner:
    """A practitioner has a personal clock, a case clock, counts, observations and more."""

    def test_in_kent(self) -> None:
        """Personal and case sessions, PDP conversations and observations."""
        facts = practitioner(
            "social_worker", service="childrens_social_work", start="2020-01-06", lasts=LASTS
        )
        assert by_clock("kent", facts, "2026-11-21") == {
            "personal": ("KCC-T13", on("2026-11-26"), "ok"),
            "case": ("KCC-T21", on("2026-12-02"), "ok"),
            "KCC-T11": ("KCC-T11", None, "not_met"),
            "KCC-T37": ("KCC-T37", None, "not_met"),
        }

    def test_in_kent_on_probation_in_the_asye(self) -> None:
        """The ramp on the personal clock, and the assessments of probation."""
        facts = practitioner(
            "nqsw", "permanent_new_starter", service="childrens_social_work", start="2026-10-19", lasts=LASTS
        )
        found = by_clock("kent", facts, "2026-11-21")
        assert found["personal"] == ("KCC-T16", on("2026-11-02"), "overdue")
        assert found["case"] == ("KCC-T21", on("2026-12-02"), "ok")
        assert found["KCC-T10"] == ("KCC-T10", on("2026-11-18"), "overdue")
        assert found["KCC-T09"] == ("KCC-T09", on("2027-04-18"), "ok")

    def test_a_probation_assessment_that_was_held(self) -> None:
        """The next one is due."""
        facts = practitioner(
            "permanent_new_starter",
            start="2026-10-19",
            lasts=LASTS,
            events=(Event(on("2026-11-17"), "probation_assessment"),),
        )
        assert by_clock("kent", facts, "2026-11-21")["KCC-T10"] == ("KCC-T10", on("2027-02-18"), "ok")

    def test_in_northamptonshire(self) -> None:
        """Personal and practice sessions, appraisal, observations."""
        facts = practitioner("social_worker", start="2026-01-05", lasts=LASTS)
        found = by_clock("northamptonshire", facts, "2026-11-21")
        assert set(found) == {"personal", "practice", "appraisal", "NCT-T12"}
        assert found["personal"] == ("NCT-T02", on("2026-11-23"), "ok")

    def test_in_havering(self) -> None:
        """Case and personal sessions, PDR, observation, supervision of supervision, the count of ten."""
        facts = practitioner("social_worker", start="2026-01-05", lasts=LASTS)
        found = by_clock("havering", facts, "2026-11-21")
        assert set(found) == {
            "case", "personal", "pdr", "observation", "supervision_of_supervision", "HAV-T04", "HAV-T27"
        }  # fmt: skip

    def test_havering_staff_without_cases_have_no_case_clock(self) -> None:
        """HAV-X11: case supervision is for those who hold cases."""
        assert "case" not in by_clock("havering", practitioner("support_staff", lasts=LASTS), "2026-11-21")

    def test_in_birmingham_a_project_officer_has_two(self) -> None:
        """One-to-one and group."""
        lasts = {"individual": "2026-10-01", "group": "2026-09-15"}
        facts = practitioner("project_officer", service="yos", lasts=lasts)
        assert by_clock("birmingham", facts, "2026-11-21") == {
            "individual": ("BCT-T45", on("2026-11-26"), "ok"),
            "group": ("BCT-T46", on("2026-11-10"), "overdue"),
        }

    def test_in_the_agreement(self) -> None:
        """Four weekly, and the PDR."""
        found = by_clock(
            "children_and_families", practitioner("nqsw", start="2026-01-05", lasts=LASTS), "2026-11-21"
        )
        assert found == {
            "supervision": ("CFA-T01", on("2026-11-30"), "ok"),
            "pdr": ("CFA-T08", on("2027-01-05"), "ok"),
        }


class TestAllClocksOfAChild:
    """Allocation, discussion, what follows an audit, the transition window, the gate before closure."""

    def test_in_kent(self) -> None:
        """Each in its own right."""
        facts = child(
            "childrens_social_work",
            start="2026-11-02",
            allocated_at=read_moment("2026-11-02T09:30+00:00"),
            transfer_on="2026-12-14",
            audit_result_on="2026-11-10",
            next_session="2026-11-26",
        )
        assert by_clock("kent", facts, "2026-11-21") == {
            "allocation": ("KCC-T01", on("2026-11-03"), "overdue"),
            "case": ("KCC-T24", on("2027-01-31"), "ok"),
            "audit_result": ("KCC-T03", on("2026-11-26"), "ok"),
            "KCC-T12": ("KCC-T12", on("2026-11-30"), "ok"),
        }

    def test_a_deadline_that_was_met_is_left_out_unless_asked_for(self) -> None:
        """Discussed within the 24 hours."""
        facts = child("early_help", start="2026-11-02", allocated_at="2026-11-02", last="2026-11-03")
        clock = Clock(pack("kent"), on("2026-11-21"))
        assert [each.clock for each in clock.due(facts)] == ["case"]
        assert {each.clock: each.state for each in clock.due(facts, settled=True)}["allocation"] == "met"

    def test_in_northamptonshire_the_joint_clock_runs_beside_the_other(self) -> None:
        """Eight weeks of practice supervision, three months of joint."""
        facts = child("", "leaving_care_18_plus", last="2026-10-01", joint_with="personal_advisor").changed(
            lasts={"joint": on("2026-08-31")}
        )
        assert by_clock("northamptonshire", facts, "2026-11-21") == {
            "case": ("NCT-T14", on("2026-11-26"), "ok"),
            "joint": ("NCT-T15", on("2026-11-30"), "ok"),
        }


class TestHaveringsLayers:
    """HAV-X01: target, limit and breach on one clock."""

    @pytest.mark.parametrize(
        ("today", "state", "rule"),
        [
            ("2026-04-29", "ok", "HAV-T01"),
            ("2026-04-30", "target_passed", "HAV-T01"),
            ("2026-05-14", "overdue", "HAV-T02"),
            ("2026-06-02", "breach", "HAV-T05"),
        ],
    )
    def test_the_innermost_layer_passed_is_named(self, today: str, state: str, rule: str) -> None:
        """What is due stays the target, whatever was passed."""
        found = one("havering", practitioner("social_worker", lasts={"case": "2026-04-01"}), today)
        assert (found.state, found.governing_rule) == (state, rule)
        assert (found.due, found.limit, found.breach_after) == (
            on("2026-04-29"),
            on("2026-05-13"),
            on("2026-06-01"),
        )

    def test_the_personal_clock_has_one_date(self) -> None:
        """Capped by the two months."""
        found = one(
            "havering",
            practitioner("social_worker", lasts={"personal": "2026-04-01"}, fte=0.2),
            "2026-06-02",
            "personal",
        )
        assert (found.state, found.due, found.limit) == ("overdue", on("2026-06-01"), None)


class TestTheNextOneToOne:
    """BCT-X08: what is to be discussed at every supervision is due at the practitioner's next."""

    def test_the_workers_own_date_is_worked_out_once_for_all_their_children(self) -> None:
        """A hundred children, one worker."""
        worker = practitioner("yos_case_manager", service="yos", lasts={"individual": "2026-05-05"})
        clock = Clock(pack("birmingham"), on("2026-05-10"))
        many = [child("yos", "mappa_2", last="2026-05-05", worker=worker) for _ in range(100)]
        assert {each.due for each in clock.due_all(many)} == {on("2026-06-02")}

    def test_workers_told_one_after_the_other_are_not_mixed_up(self) -> None:
        """Facts made and dropped in a stream, as from a store."""
        clock = Clock(pack("birmingham"), on("2026-06-01"))
        days = [
            next(
                each.due
                for each in clock.due(
                    child(
                        "yos",
                        "mappa_2",
                        last="2026-05-05",
                        worker=practitioner(
                            "yos_case_manager", service="yos", lasts={"individual": f"2026-05-{day:02d}"}
                        ),
                    )
                )
                if each.computed
            )
            for day in range(6, 16)
        ]
        assert days == [on(f"2026-06-{day:02d}") for day in range(3, 13)]

    def test_the_booking_may_stand_with_the_worker(self) -> None:
        """The store tells it once, with the practitioner."""
        worker = practitioner(
            "yos_case_manager", service="yos", lasts={"individual": "2026-05-05"}, next_session="2026-05-19"
        )
        assert one(
            "birmingham", child("yos", "mappa_2", last="2026-05-05", worker=worker), "2026-05-10"
        ).due == on("2026-05-19")


class TestRecordsAndSessions:
    """A record, a session, a file: what can be asked of them comes out by itself."""

    @pytest.mark.parametrize(
        ("name", "subject", "told", "expected"),
        [
            (
                "havering",
                "record",
                {"kind": "case", "session_date": on("2026-06-12")},
                {("HAV-T11", "overdue")},
            ),
            ("havering", "session", {"clock": "case", "minutes": 70}, {("HAV-T03", "below_minimum")}),
            ("kent", "session", {"format": "team_meeting", "minutes": 130}, {("KCC-T30", "above_maximum")}),
            ("kent", "record", {"form": "KCC-FA", "next_date": ""}, {("KCC-T42", "not_met")}),
            (
                "birmingham",
                "file",
                {"family_facing": True, "left_on": on("2020-01-31")},
                {("BCT-T62", "delete_due")},
            ),
            ("children_and_families", "session", {"case_summary": True}, {("CFA-T04", "met")}),
        ],
    )
    def test_what_comes_out(
        self, name: str, subject: str, told: dict[str, Any], expected: set[tuple[str, str]]
    ) -> None:
        """The rule and its state."""
        found = dues(name, Facts(subject, more=told), "2026-07-01")
        assert {(each.governing_rule, each.state) for each in found} == expected

    def test_a_closing_gate_says_what_is_wanted_and_warns(self) -> None:
        """KCC-X06: an old discussion only warns."""
        told = {"action": "close", "opened_on": on("2026-01-05"), "closure_on": on("2026-06-22")}
        blocked = Clock(pack("kent"), on("2026-06-22")).judged(
            Facts("child", more={**told, "formal_supervisions": ()}), pack("kent").rule("KCC-T29")
        )
        allowed = Clock(pack("kent"), on("2026-06-22")).judged(
            Facts("child", more={**told, "formal_supervisions": (on("2026-03-02"),)}),
            pack("kent").rule("KCC-T29"),
        )
        assert blocked is not None
        assert allowed is not None
        assert blocked.value("wanted")[0].startswith("a formal supervision was held")
        assert (allowed.state, allowed.value("warnings")) == ("allowed", ["The last one lies 112 days back."])

    def test_two_cases_need_ninety_minutes(self) -> None:
        """HAV-X16: a warning, no more."""
        session = Facts("session", more={"format": "group_case", "cases": 2, "minutes": 75})
        found = next(
            each for each in dues("havering", session, "2026-07-01") if each.governing_rule == "HAV-T09"
        )
        assert (found.state, found.value("warnings")) == (
            "met",
            ["They take 90 minutes, and the session has 75."],
        )
