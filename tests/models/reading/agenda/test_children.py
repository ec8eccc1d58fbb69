"""Why a child is proposed: dates that would pass, the policy's priorities, talks in between, actions."""

from __future__ import annotations

from models.changes.actions import carry_action, set_action
from models.changes.papers import write_up
from models.changes.record_parts import AgreedAction
from models.changes.situations import end_situation
from models.changes.stages import move_to_stage
from models.changes.transfers import plan_transfer
from models.reading.agenda.candidates import Group
from tests.made import TODAY, ago
from tests.models.reading.agenda.looking import about, proposed
from tests.models.reading.due.office import Office, Told


class TestDates:
    """Who is overdue, or would be before the next supervision, must be talked about."""

    def test_overdue_and_due_before_the_next(self, kent: Office) -> None:
        """90 days (KCC-T24); the next supervision is a month on, so what is due in 20 days would pass."""
        person = kent.person()
        late = kent.child("70001", ago(400), person)
        soon = kent.child("70002", ago(400), person)
        later = kent.child("70003", ago(400), person)
        for child, days in ((late, 95), (soon, 70), (later, 40)):
            kent.held("case", person, ago(days), [child])
        found = proposed(kent, kent.booked("case", person, TODAY))
        assert about(found, late).why.startswith("5 days late")
        assert (about(found, late).must, about(found, late).by) == (True, ago(5))
        assert about(found, soon).reasons[0][:2] == (
            Group.DUE,
            "due 11 Dec, before the next supervision",
        )
        assert about(found, soon).reasons[0].rule == "KCC-T24"
        assert not about(found, later).must
        assert [one.child_id for one in found.candidates if one.must] == [late, soon]

    def test_the_next_that_is_booked_counts(self, kent: Office) -> None:
        """With one in ten days nothing due in 20 days would pass before it; on its own day it is in time."""
        person = kent.person()
        child = kent.child("70001", ago(400), person)
        kent.held("case", person, ago(70), [child])
        first = kent.booked("case", person, TODAY)
        kent.booked("case", person, ago(-20))
        found = proposed(kent, first)
        assert found.next_day == ago(-20)
        assert not about(found, child).must

    def test_a_joint_one_is_about_the_children_that_are_shared(self, northamptonshire: Office) -> None:
        """Who is on its list, and whose joint supervision is due; for the rest it stands in no one's place."""
        person = northamptonshire.person()
        shared: list[Told] = [("cin", ago(200)), ("joint_with", ago(200), "personal_advisor")]
        listed = northamptonshire.child("70001", ago(90), person, [("cin", ago(90))])
        late = northamptonshire.child("70002", ago(200), person, shared)
        other = northamptonshire.child("70003", ago(90), person, [("cin", ago(90))])
        session = northamptonshire.booked("joint", person, TODAY, children=[listed])
        found = proposed(northamptonshire, session)
        assert found.problems == ()
        assert [one.child_id for one in found.candidates if one.must] == [late, listed]
        assert about(found, other).reasons[0].group is Group.OFFERED
        assert {one.home for one in found.candidates if one.child_id} == {session}

    def test_what_is_recommended_is_no_must(self, northamptonshire: Office) -> None:
        """Joint supervision of co-workers, missed by weeks: proposed with its day, and may be left out (NCT-T16)."""
        person = northamptonshire.person()
        told: list[Told] = [
            ("cin", ago(90)),
            ("joint_with", ago(90), "co_worker"),
            ("judged_helpful", ago(90), "yes"),
        ]
        child = northamptonshire.child("70001", ago(90), person, told)
        northamptonshire.held("practice", person, ago(1), [child])
        session = northamptonshire.booked("practice", person, TODAY)
        northamptonshire.booked("practice", person, ago(-20))
        found = about(proposed(northamptonshire, session), child)
        assert found.group is Group.DUE
        assert "34 days past the recommendation" in found.why
        assert not found.must

    def test_at_every_supervision(self, birmingham: Office) -> None:
        """Who meets a criterion of Appendix v is on every agenda, whatever was discussed last (BCT-T36)."""
        person = birmingham.person(service="yos", role="yos_officer")
        child = birmingham.child("70001", ago(200), person, [("mappa_2", ago(100))], service="yos")
        birmingham.held("individual", person, ago(2), [child])
        found = about(proposed(birmingham, birmingham.booked("individual", person, TODAY)), child)
        assert found.group in (Group.EVERY, Group.DUE)
        assert found.must

    def test_a_child_of_someone_else_is_none_of_theirs(self, kent: Office) -> None:
        """Nor one that is closed or not allocated."""
        person, other = kent.person("P1"), kent.person("P2")
        child = kent.child("70001", ago(400), other)
        nobody = kent.child("70002", ago(400))
        found = proposed(kent, kent.booked("case", person, TODAY))
        assert {found.of(f"child:{one}") for one in (child, nobody)} == {None}


class TestPriorities:
    """The policy's own rows, in words, each with the row it stands in (KCC-A04 to KCC-A06)."""

    def one(self, kent: Office, **more: object) -> tuple[int, int]:
        """Return a practitioner and a child, last discussed ten days ago."""
        person = kent.person()
        child = kent.child("70001", ago(300), person, **more)  # type: ignore[arg-type]
        kent.held("case", person, ago(10), [child])
        return person, child

    def why(self, kent: Office, person: int, child: int) -> str:
        """Return the reasons of the child."""
        return about(proposed(kent, kent.booked("case", person, TODAY)), child).why

    def test_step_up_and_down_since_the_last_discussion(self, kent: Office) -> None:
        """A plan that began or ended since; one from before does not count."""
        person, child = self.one(kent, situations=[("cin", ago(200)), ("cp", ago(4))])
        why = self.why(kent, person, child)
        assert "Step up/step down: Child protection since 17 Nov" in why
        assert "Child in need since" not in why

    def test_a_plan_that_ended(self, kent: Office) -> None:
        """With its last day."""
        person, child = self.one(kent, situations=[("cp", ago(200))])
        kent.do(lambda change: end_situation(change, 1, ago(3)))
        assert "Step up/step down: Child protection ended 18 Nov" in self.why(kent, person, child)

    def test_a_planned_transfer(self, kent: Office) -> None:
        """Step across."""
        person, child = self.one(kent)
        kent.do(lambda change: plan_transfer(change, 1, ago(-40)))
        assert "planned for 31 Dec" in self.why(kent, person, child)

    def test_review_or_conference_near(self, kent: Office) -> None:
        """Dates ahead that were noted; in the next four weeks or before the next supervision."""
        person, child = self.one(kent)
        kent.event("cp_conference", ago(-20), child_id=child)
        kent.event("cic_review", ago(-90), child_id=child)
        why = self.why(kent, person, child)
        assert "At a significant point: CP conference on 11 Dec" in why
        assert "CIC Review" not in why

    def test_dormant_for_sixty_days(self, kent: Office) -> None:
        """KCC-X22: sixty days without any recorded discussion; an informal one counts."""
        person = kent.person()
        child, talked = kent.child("70001", ago(300), person), kent.child("70002", ago(300), person)
        kent.held("case", person, ago(60), [child, talked])
        kent.held("case", person, ago(20), [talked], occasion="ad hoc")
        found = proposed(kent, kent.booked("case", person, TODAY))
        assert "Dormant: not talked about for 60 days" in about(found, child).why
        assert "Dormant" not in about(found, talked).why
        assert "talked about in between on 1 Nov" in about(found, talked).why

    def test_allocated_since_last_time(self, kent: Office) -> None:
        """Not printed for social work, and proposed all the same (KCC-T01)."""
        person = kent.person()
        kent.held("case", person, ago(30))
        child = kent.child("70001", ago(8), person)
        found = about(proposed(kent, kent.booked("case", person, TODAY)), child)
        assert "Allocated since the last one-to-one: since 13 Nov" in found.why
        assert any(reason.rule == "KCC-T01" for reason in found.reasons)

    def test_high_profile(self, kent: Office) -> None:
        """A flag that holds."""
        person, child = self.one(kent, situations=[("high_profile", ago(100))])
        assert "High profile families: High-profile family" in self.why(kent, person, child)

    def test_sign_off_after_a_group(self, kent: Office) -> None:
        """Discussed in case progression since the last one-to-one (KCC-X21)."""
        person, child = self.one(kent)
        kent.held("case_progression", None, ago(4), [child])
        assert "Sign-off: case progression of 17 Nov" in self.why(kent, person, child)

    def test_early_help_drift(self, kent: Office) -> None:
        """Slow or stuck on the board, or open for half a year."""
        person = kent.person(service="early_help", role="early_help_practitioner")
        child = kent.child("70001", ago(100), person, service="early_help")
        kent.held("case", person, ago(5), [child])
        why = about(proposed(kent, kent.booked("case", person, TODAY)), child).why
        assert "Drift and long duration: stuck, 100 days here" in why

    def test_another_service_s_rows_are_not_for_them(self, kent: Office) -> None:
        """Early Help's new allocations are no row of social work's: each child goes by its own service."""
        person, child = self.one(kent)
        found = about(proposed(kent, kent.booked("case", person, TODAY)), child)
        assert {reason.rule for reason in found.reasons}.isdisjoint({"KCC-A04", "KCC-A06"})

    def test_throughput(self, northamptonshire: Office) -> None:
        """NCT-P21: a stage near the end, reached since the last discussion."""
        person = northamptonshire.person()
        child = northamptonshire.child("70001", ago(300), person)
        northamptonshire.held("practice", person, ago(10), [child])
        northamptonshire.do(lambda change: move_to_stage(change, [1], 5, ago(4)))
        found = proposed(northamptonshire, northamptonshire.booked("practice", person, TODAY))
        assert "Throughput to step down or closure: Sustaining since 17 Nov" in about(found, child).why


class TestActionsAndTalks:
    """What was agreed, and what was said in between."""

    def test_actions_with_their_count(self, kent: Office) -> None:
        """How many, how often carried, how many past the date."""
        person = kent.person()
        child = kent.child("70001", ago(100), person)
        kent.held("case", person, ago(10), [child])

        def agree(change: object) -> None:
            for what, due in (("Ring the school", ago(5)), ("See the child alone", ago(-9))):
                agreed = AgreedAction("", what, due_on=due, child_id=child)
                row = set_action(change, agreed, ago(50))  # type: ignore[arg-type]
                for days in (40, 30, 20) if what.startswith("Ring") else ():
                    carry_action(change, row.id, ago(days), in_the_way="Half term")  # type: ignore[arg-type]

        kent.do(agree)
        found = about(proposed(kent, kent.booked("case", person, TODAY)), child)
        assert found.group is Group.ACTIONS
        assert "2 actions from before, 1 carried, one 3 times, 1 past the date" in found.why

    def test_by_reference_only_where_the_policy_lets_it(self, northamptonshire: Office, kent: Office) -> None:
        """NCT-T33: several informal talks in the month before, each recorded at the time."""
        for office, kind, expected in (
            (northamptonshire, "practice", "recorded at the time: 6 Nov, 11 Nov (NCT-T33)"),
            (kent, "case", ""),
        ):
            person = office.person()
            child = office.child("70001", ago(100), person)
            for days in (10, 15):
                talk = office.held(kind, person, ago(days), [child], occasion="ad hoc")
                before = about(proposed(office, office.booked(kind, person, ago(-days))), child)
                assert before.reference == ""
                office.do(lambda change, t=talk, d=days: write_up(change, t, ago(d)))  # type: ignore[misc]
            found = about(proposed(office, office.booked(kind, person, TODAY)), child)
            assert found.reference == expected
