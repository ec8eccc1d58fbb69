"""The conventions that hold for all five policies, GEN-X01 to GEN-X15."""

from __future__ import annotations

import pytest

from models.clock import Clock, due
from models.dates import WorkingDays
from models.facts import Event, Facts, Involvement, Shorter, Situation
from tests.models.clock.facts_made import child, dues, on, one, pack, practitioner, situations


class TestMonths:
    """GEN-X01: the corresponding day, clamped to the month's end, from the day really held."""

    @pytest.mark.parametrize(
        ("last", "expected"),
        [
            ("2026-01-31", "2026-02-28"),
            ("2028-01-31", "2028-02-29"),
            ("2026-02-28", "2026-03-28"),
            ("2026-12-31", "2027-01-31"),
            ("2026-03-15", "2026-04-15"),
        ],
    )
    def test_one_month_on(self, last: str, expected: str) -> None:
        """The first day-number is forgotten once a shorter month has cut it."""
        assert one("birmingham", child("", "cp", last=last), last).due == on(expected)


class TestTheDueDayIsInTime:
    """GEN-X02, with signed days late."""

    @pytest.mark.parametrize(
        ("today", "state", "late"),
        [
            ("2026-04-03", "ok", -3),
            ("2026-04-06", "ok", 0),
            ("2026-04-07", "overdue", 1),
            ("2026-07-05", "overdue", 90),
        ],
    )
    def test_state_and_days_late(self, today: str, state: str, late: int) -> None:
        """Never clamped, before or after."""
        found = one("northamptonshire", child("", "cin", last="2026-03-09"), today)
        assert (found.state, found.days_late) == (state, late)


class TestHoldBy:
    """GEN-X03: dates stay on days off; beside them stands the last working day before."""

    def test_easter_monday(self) -> None:
        """Good Friday is no working day either."""
        found = one("northamptonshire", child("", "cin", last="2026-03-09"), "2026-04-01")
        assert (found.due, found.hold_by) == (on("2026-04-06"), on("2026-04-02"))

    def test_a_working_day_needs_none(self) -> None:
        """Tuesday."""
        assert one("northamptonshire", child("", "cin", last="2026-03-10"), "2026-04-01").hold_by is None

    def test_never_before_what_it_counts_from(self) -> None:
        """A talk on a Sunday is written up on the spot: nobody could have done it on the Friday (KCC-T02)."""
        talk = Facts("record", more={"discussed_at": on("2026-11-29")})
        found = next(each for each in dues("kent", talk, "2026-11-30") if each.governing_rule == "KCC-T02")
        assert (found.due, found.hold_by, found.days_late) == (on("2026-11-29"), None, 1)
        assert "no working day" not in found.why.text()

    def test_a_local_closure_day_counts_where_it_is_set(self) -> None:
        """GEN-X04: not unless it is set."""
        facts = child("", "cin", last="2026-12-03")
        closed = WorkingDays([on("2026-12-31")])
        plain = Clock(pack("northamptonshire"), on("2026-12-10")).on(facts, "case")
        local = Clock(pack("northamptonshire"), on("2026-12-10"), closed).on(facts, "case")
        assert plain is not None
        assert local is not None
        assert (plain.hold_by, local.hold_by) == (None, on("2026-12-30"))


class TestStrictestWins:
    """GEN-X14: all rules run, the earliest date wins and is named, the others are kept."""

    def test_the_others_are_there_with_their_dates(self) -> None:
        """In need, on a protection plan and in care at once."""
        found = one("birmingham", child("", "cin", "cp", "cic", last="2026-03-31"), "2026-04-01")
        assert found.governing_rule == "BCT-T08"
        assert {each.rule.id: each.due for each in found.why.others} == {
            "BCT-T04": on("2026-06-30"),
            "BCT-T07": on("2026-05-31"),
            "BCT-T11": on("2026-06-30"),
        }

    def test_two_services_of_one_child(self) -> None:
        """Each involvement counts from its own discussion in Kent."""
        facts = child("youth_justice", "rosh_high", "sw_low", start="2026-06-01", last="2026-10-30")
        other = Involvement("childrens_social_work", on("2026-07-01"), on("2026-07-20"))
        found = one("kent", facts.changed(others=(other,)), "2026-11-01")
        assert (found.governing_rule, found.due) == ("KCC-T24", on("2026-10-18"))

    def test_a_joint_discussion_in_both_services(self) -> None:
        """Then the risk level governs again."""
        facts = child("youth_justice", "rosh_high", start="2026-06-01", last="2026-10-30")
        other = Involvement("childrens_social_work", on("2026-07-01"), on("2026-10-30"))
        found = one("kent", facts.changed(others=(other,)), "2026-11-01")
        assert (found.governing_rule, found.due) == ("KCC-T25", on("2026-11-29"))

    def test_where_a_policy_speaks_of_the_child_any_discussion_counts(self) -> None:
        """Birmingham's clock does not begin again with a service."""
        facts = child("childrens_social_work", "cp", start="2026-06-01", last="2026-10-01")
        other = Involvement("yos", on("2026-07-01"), on("2026-10-20"))
        found = one("birmingham", facts.changed(others=(other,)), "2026-11-01")
        assert (found.governing_rule, found.due) == ("BCT-T08", on("2026-11-20"))

    def test_the_allocation_in_another_service_has_its_own_clock(self) -> None:
        """A second service that never discussed the child."""
        facts = child("early_help", start="2026-06-01", last="2026-10-01", allocated_at="2026-06-01")
        other = Involvement("youth_justice", on("2026-10-05"), None, on("2026-10-05"))
        found = {each.clock: each for each in dues("kent", facts.changed(others=(other,)), "2026-10-20")}
        assert found["allocation"].due == on("2026-10-06")


class TestTheManagersInterval:
    """GEN-X09: shorter with a reason, never longer."""

    def test_a_shorter_one_governs(self) -> None:
        """And is named as the manager's."""
        facts = child("early_help", last="2026-05-01").changed(shorter=Shorter(30, "new baby in the house"))
        assert one("kent", facts, "2026-05-02").governing_rule == "KCC-T28"

    def test_a_longer_one_is_refused_and_that_is_said(self) -> None:
        """The policy's date stands."""
        facts = child("early_help", last="2026-05-01").changed(shorter=Shorter(120, "all quiet"))
        found = one("kent", facts, "2026-05-02")
        assert found.governing_rule == "KCC-T23"
        assert any("longer than the policy allows" in note for note in found.why.notes)

    def test_one_set_late_is_not_back_dated(self) -> None:
        """Set on 20 May for every ten days: due on 20 May, not on the 11th."""
        facts = child("early_help", last="2026-05-01").changed(shorter=Shorter(10, "", on("2026-05-20")))
        assert one("kent", facts, "2026-05-20").due == on("2026-05-20")

    @pytest.mark.parametrize("days", [0, -7])
    def test_an_interval_that_makes_no_sense_is_named(self, days: int) -> None:
        """The policy's own runs on."""
        facts = child("early_help", last="2026-05-01").changed(shorter=Shorter(days))
        found = dues("kent", facts, "2026-05-02")
        assert {each.gap.code for each in found if each.gap} == {"bad_figure"}
        assert [each.governing_rule for each in found if each.computed] == ["KCC-T23"]


class TestClosedWork:
    """GEN-X10: on the day of the end every clock stops."""

    @pytest.mark.parametrize(("today", "count"), [("2026-07-30", 1), ("2026-07-31", 0), ("2026-09-01", 0)])
    def test_nothing_is_due_from_that_day_on(self, today: str, count: int) -> None:
        """The day before, it still is."""
        facts = child("", "cin", last="2026-06-15", ended="2026-07-31")
        assert len(dues("birmingham", facts, today)) == count


class TestAbsence:
    """GEN-X11: the line is marked, the clock runs on."""

    def test_the_date_is_the_same(self) -> None:
        """Only the mark differs."""
        here = practitioner("social_worker", service="childrens_social_work", lasts={"case": "2026-05-01"})
        away = here.changed(absent=True)
        assert one("kent", here, "2026-06-10").due == one("kent", away, "2026-06-10").due
        assert one("kent", away, "2026-06-10").absent
        assert any("Absent now" in note for note in one("kent", away, "2026-06-10").why.notes)


class TestRollingYear:
    """GEN-X12: the twelve months up to today, and nothing failed in the first."""

    def test_the_pace_is_shown_in_the_first_year(self) -> None:
        """Half a year in, five of ten."""
        events = tuple(Event(on(f"2026-0{month}-10"), "case") for month in range(2, 6))
        facts = practitioner("social_worker", start="2026-01-05", events=events)
        found = next(
            each for each in dues("havering", facts, "2026-07-06") if each.governing_rule == "HAV-T04"
        )
        assert (found.state, found.value("held"), found.value("pro_rata")) == ("not_tested_yet", 4, 4)


class TestChangeOfStatus:
    """GEN-X13 and the gap rule: the first day on which the gap reaches what is allowed on that day."""

    def test_a_past_status_that_was_missed_stays_missed(self) -> None:
        """Protection until 1 May, last seen on 1 March: late since 29 March, whatever came after."""
        past = situations("cp", since="2025-11-01", until="2026-05-01")
        now = situations("post_order", since="2026-05-01")
        facts = child("", last="2026-03-01").changed(situations=past + now)
        found = one("northamptonshire", facts, "2026-05-10")
        assert (found.governing_rule, found.due) == ("NCT-T21", on("2026-03-29"))

    def test_a_status_that_ended_in_time_leaves_nothing_behind(self) -> None:
        """Discussed on 20 April, protection ended on 1 May: twelve weeks."""
        past = situations("cp", since="2025-11-01", until="2026-05-01")
        now = situations("post_order", since="2026-05-01")
        facts = child("", last="2026-04-20").changed(situations=past + now)
        found = one("northamptonshire", facts, "2026-05-10")
        assert (found.governing_rule, found.due) == ("NCT-T19", on("2026-07-13"))

    def test_the_same_status_twice(self) -> None:
        """The second period counts from its own beginning."""
        first = Situation("cp", on("2025-01-01"), on("2025-06-01"))
        second = Situation("cp", on("2026-06-10"), None)
        facts = child("", last="2026-04-01").changed(situations=(first, second))
        assert one("northamptonshire", facts, "2026-06-10").due == on("2026-06-10")

    def test_two_flags_that_both_count(self) -> None:
        """In care and unsettled: the later beginning of the two binds, either flag is enough."""
        care = Situation("cic", on("2026-01-01"))
        flags = (
            Situation("planning_for_permanence", on("2026-04-10")),
            Situation("safety_or_stability_concern", on("2026-04-01")),
        )
        facts = child("", last="2026-02-10").changed(situations=(care, *flags))
        assert one("birmingham", facts, "2026-04-01").due == on("2026-04-01")


def test_many_subjects_are_answered_in_their_order() -> None:
    """`due_all` is `due` one after the other."""
    many = [child("", "cin", last=f"2026-03-0{number}", id=str(number)) for number in range(1, 6)]
    clock = Clock(pack("northamptonshire"), on("2026-04-01"))
    together = [(each.subject, each.due, each.state) for each in clock.due_all(many)]
    apart = [
        (each.subject, each.due, each.state)
        for facts in many
        for each in due(facts, pack("northamptonshire"), on("2026-04-01"))
    ]
    assert together == apart


def test_facts_are_no_ones_store() -> None:
    """The same facts give the same answer however often they are asked."""
    facts = Facts("child", "1", "early_help", last=on("2026-03-02"))
    clock = Clock(pack("kent"), on("2026-06-01"))
    assert [each.due for each in clock.due(facts)] == [each.due for each in clock.due(facts)]
