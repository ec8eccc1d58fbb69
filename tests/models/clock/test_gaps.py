"""What must not go wrong: each is named with its reason, and the rest still runs."""

from __future__ import annotations

from datetime import date

import pytest

from models.clock import Clock
from models.facts import Facts, Involvement, Situation
from tests.models.clock.facts_made import child, dues, gaps, on, pack, practitioner


class TestFactsThatCantBe:
    """Nothing is silently dropped, nothing crashes."""

    def test_a_session_marked_as_held_in_the_future(self) -> None:
        """It is named; the clock counts from the opening."""
        facts = child("early_help", start="2026-05-01", last="2026-07-01")
        assert "held_in_future" in gaps("kent", facts, "2026-06-01")
        case = next(
            each for each in dues("kent", facts, "2026-06-01") if each.computed and each.clock == "case"
        )
        assert case.due == on("2026-07-30")

    def test_a_discussion_after_the_closure(self) -> None:
        """Closed work has no clock, and one of the two dates is wrong."""
        facts = child("early_help", start="2026-01-05", last="2026-06-20", ended="2026-06-01")
        found = dues("kent", facts, "2026-07-01")
        assert [each.gap.code for each in found if each.gap] == ["after_closure"]
        assert all(each.due is None for each in found)

    @pytest.mark.parametrize(
        "day",
        [date(1850, 1, 1), date(1900, 1, 1), date(1900, 12, 31), date(2100, 1, 1), date(9999, 12, 31)],
    )
    @pytest.mark.parametrize("name", ["start", "last", "allocated_at", "next_session", "transferred_on"])
    def test_a_date_out_of_any_likely_time(self, name: str, day: date) -> None:
        """Named and set aside."""
        facts = child("", "cin", start="2026-03-02", allocated_at="2026-03-02", last="2026-03-09").changed(
            **{name: day}
        )
        found = dues("northamptonshire", facts, "2026-04-01")
        assert "out_of_range" in {each.gap.code for each in found if each.gap}
        assert any(each.computed and each.due is not None for each in found)

    @pytest.mark.parametrize("day", ["1901-01-01", "2099-12-31"])
    def test_the_edges_of_time_still_count(self, day: str) -> None:
        """The first and the last that a clock reckons with are dates like others."""
        facts = child("", "cin", last=day)
        found = Clock(pack("northamptonshire"), on(day)).on(facts, "case")
        assert found is not None
        assert found.due is not None

    def test_a_practitioner_without_a_start_date(self) -> None:
        """The ramp can't be placed; what does not need it runs."""
        facts = practitioner("nqsw", service="childrens_social_work", lasts={"personal": "2026-03-02"})
        found = dues("kent", facts, "2026-03-10")
        assert "no_start" in {each.gap.code for each in found if each.gap}
        personal = next(each for each in found if each.clock == "personal" and each.computed)
        assert (personal.governing_rule, personal.due) == ("KCC-T13", on("2026-04-02"))

    def test_a_practitioner_with_neither_start_nor_session(self) -> None:
        """Every clock of theirs is named."""
        found = dues("kent", practitioner("social_worker", service="childrens_social_work"), "2026-03-10")
        without = {each.clock for each in found if each.gap is not None and each.gap.code == "no_start"}
        assert without == {"personal", "case"}

    def test_a_child_with_no_allocation(self) -> None:
        """Named until there was a discussion."""
        assert "no_allocation" in gaps("kent", child("early_help", start="2026-05-01"), "2026-06-01")
        assert gaps("kent", child("early_help", start="2026-05-01", last="2026-05-20"), "2026-06-01") == set()

    def test_a_situation_nobody_knows(self) -> None:
        """It changes no date, and is named."""
        found = dues("northamptonshire", child("", "cin", "on_holiday", last="2026-03-09"), "2026-04-01")
        assert [each.gap.code for each in found if each.gap] == ["unknown_situation"]
        assert [each.governing_rule for each in found if each.computed] == ["NCT-T20"]

    def test_a_role_and_a_service_nobody_knows(self) -> None:
        """Both are named, what holds for all runs."""
        facts = practitioner("wizard", service="magic", lasts={"individual": "2026-03-02"})
        assert gaps("birmingham", facts, "2026-03-10") == {"unknown_role", "unknown_service"}
        assert [each.due for each in dues("birmingham", facts, "2026-03-10") if each.computed] == [
            on("2026-05-02")
        ]

    def test_a_child_that_no_interval_fits(self) -> None:
        """No service, no situation: the policy has intervals, but not for what is known."""
        assert "no_rule" in gaps(
            "northamptonshire", child("", last="2026-03-09", allocated_at="2026-03-02"), "2026-04-01"
        )
        assert "no_rule" in gaps("kent", child("", last="2026-03-09"), "2026-04-01")

    def test_a_policy_without_intervals_for_children_has_nothing_to_name(self) -> None:
        """Havering's speaks of staff only (HAV-X12)."""
        assert dues("havering", child("", "cp", last="2025-01-06"), "2026-04-01") == []

    def test_sampled_work_has_no_clock(self) -> None:
        """Kent's Front Door."""
        assert gaps("kent", child("front_door", last="2026-03-09"), "2026-04-01") == set()

    def test_every_supervision_without_any_session(self) -> None:
        """The next one-to-one is not known: named, and the three months run."""
        found = dues("birmingham", child("yos", "mappa_2", last="2026-03-05"), "2026-04-01")
        assert [each.gap.code for each in found if each.gap] == ["no_next_session"]
        assert [each.due for each in found if each.computed] == [on("2026-06-05")]

    def test_a_plan_without_its_figure(self) -> None:
        """NCT-X20: the frequency is missing."""
        found = dues(
            "northamptonshire",
            practitioner("performance_plan", lasts={"personal": "2026-06-01"}),
            "2026-06-10",
        )
        named = [each for each in found if each.gap is not None and each.gap.code == "no_figure"]
        assert named[0].governing_rule == "NCT-T11"
        assert named[0].reason == "The interval in the plan is not recorded."

    @pytest.mark.parametrize("fte", [0, -1, "half"])
    def test_a_part_time_share_that_makes_no_sense(self, fte: object) -> None:
        """Named or left aside; the two months for all still run."""
        facts = practitioner("social_worker", lasts={"personal": "2026-03-02"}, fte=fte)
        found = [
            each
            for each in dues("havering", facts, "2026-03-10")
            if each.clock == "personal" and each.computed
        ]
        assert found
        assert found[0].due is not None

    def test_a_future_session_in_another_involvement(self) -> None:
        """Named there too, and counted nowhere."""
        other = Involvement("youth_justice", on("2026-05-01"), on("2027-01-01"))
        facts = child("early_help", start="2026-05-01", last="2026-05-20").changed(others=(other,))
        found = dues("kent", facts, "2026-06-01")
        assert "held_in_future" in {each.gap.code for each in found if each.gap}
        assert [each.due for each in found if each.computed and each.clock == "case"] == [on("2026-07-30")]

    def test_a_worker_who_waits_for_themselves(self) -> None:
        """Facts that go in a circle end."""
        worker = practitioner("yos_case_manager", service="yos", lasts={"individual": "2026-05-05"})
        worker.worker = worker
        assert dues("birmingham", worker, "2026-05-10")[0].due == on("2026-06-02")


class TestGapsSayWhy:
    """A reason is a sentence, holds nothing of a child, and can be explained like a date."""

    def test_every_gap_has_a_sentence(self) -> None:
        """And the words of its rule where there is one."""
        facts = Facts("child", "SECRET-7", "magic", situations=(Situation("on_holiday"),))
        for each in dues("kent", facts, "2026-06-01"):
            assert each.state == "not_computed"
            assert each.reason.endswith(".")
            assert "SECRET-7" not in each.reason
            assert each.why.text()
            assert each.days_late is None
            assert each.hold_by is None
