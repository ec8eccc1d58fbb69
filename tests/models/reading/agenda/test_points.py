"""The standing points of each policy, in its order, with what they take up."""

from __future__ import annotations

import pytest

from models.changes.agenda import bring_item, put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import Ending, end_session, park_item
from models.changes.attendance import note_disturbance
from models.changes.observing_ahead import Arranged, plan_observation
from models.changes.record_parts import AgreedAction
from models.changes.team import record_absence, sign_agreement
from models.reading.agenda.candidates import Group
from models.reading.agenda.filling import fill
from tests.made import TODAY, ago
from tests.models.reading.agenda.looking import about, proposed, sitting_of
from tests.models.reading.due.conftest import Opening
from tests.models.reading.due.office import Office


def titles(office: Office, session: int) -> list[str]:
    """Return the agenda as it would be filled for three hours."""
    filled = fill(proposed(office, session), 180)
    return [line.candidate.label for line in filled.lines]


class TestOrder:
    """An agenda stands in the order of the policy's template."""

    def test_northamptonshire_begins_with_wellbeing(self, northamptonshire: Office) -> None:
        """Then her items, then the rest (NCT-A01); both sessions of the day are one sitting."""
        person = northamptonshire.person()
        child = northamptonshire.child("70001", ago(100), person)
        northamptonshire.do(lambda change: bring_item(change, person, "Night duty", "supervisee"))
        personal = northamptonshire.booked("personal", person, TODAY)
        practice = northamptonshire.booked("practice", person, TODAY)
        assert sitting_of(northamptonshire, practice).ids == (personal, practice)
        assert titles(northamptonshire, personal) == [
            "Wellbeing, always first",
            "Night duty",
            "Training, development and appraisal targets",
            "Actions from previous supervisions",
            "Performance concerns",
            "70001 AB",
        ]
        assert about(proposed(northamptonshire, personal), child).home == practice

    def test_kent_s_two_forms(self, kent: Office) -> None:
        """Form B for frontline practitioners, Form A for others (KCC-A03, KCC-A01)."""
        front, office = kent.person("P1"), kent.person("P2", "support_staff", frontline=False)
        first = titles(kent, kent.booked("personal", front, TODAY))
        second = titles(kent, kent.booked("personal", office, TODAY))
        assert (first[0], first[-1]) == ("Wellbeing, work-life balance", "Any other topics")
        assert second[:2] == [
            "Actions from previous session",
            "Health and wellbeing (including work/life balance, A/L, wellbeing tools)",
        ]

    def test_kent_s_case_supervision_has_wellbeing_too(self, kent: Office) -> None:
        """Every session, on any form (KCC-A13)."""
        person = kent.person()
        kent.child("70001", ago(100), person)
        found = titles(kent, kent.booked("case", person, TODAY))
        assert found == ["Wellbeing, with plans and actions for concerns raised", "70001 AB"]

    def test_the_yos_of_birmingham_has_its_own_headings(self, birmingham: Office) -> None:
        """Misprint and all (BCT-A02); everyone else the standing agenda (BCT-A01)."""
        yos = birmingham.person("P1", "yos_officer", service="yos")
        other = birmingham.person("P2")
        first = titles(birmingham, birmingham.booked("individual", yos, TODAY))
        assert first[0] == "How Am I?"
        assert "How am I Progressing with Appraisal Objections?" in first
        second = titles(birmingham, birmingham.booked("individual", other, TODAY))
        assert second[0].startswith("Check in and wellbeing")

    @pytest.mark.parametrize(
        ("policy", "kind", "steps"),
        [
            ("havering", "group_case", [10, 5, 15, 5, 10]),
            ("kent", "case_progression", [40, 5, 5, 5, 5]),
            ("kent", "team_meeting", [10, 20, 20, 20, 20, 30]),
            ("kent", "case_formulation", [60, 60, 60]),
        ],
    )
    def test_group_formats_have_their_steps_and_minutes(
        self, office: Opening, policy: str, kind: str, steps: list[int]
    ) -> None:
        """Havering's five steps are 10/5/15/5/10 (HAV-T10); the others' minutes are ours within the limit."""
        here = office(policy)
        found = proposed(here, here.booked(kind, None, TODAY))
        if kind == "case_progression":
            steps = steps[1:]  # the board itself is where the children come
        assert [one.minutes for one in found.candidates if one.key.count("/") and one.home] == steps

    @pytest.mark.parametrize(
        "policy", ["kent", "northamptonshire", "havering", "birmingham", "children_and_families"]
    )
    def test_every_policy_has_something_to_begin_with(self, office: Opening, policy: str) -> None:
        """A supervisee with no children still has an agenda, and nothing on it stands twice."""
        here = office(policy)
        person = here.person(role=here.pack.roles[0].code)
        kinds = [kind.code for kind in here.pack.session_kinds if kind.settles and not kind.group][:2]
        sessions = [here.booked(kind, person, TODAY) for kind in kinds]
        found = proposed(here, sessions[0])
        assert found.candidates
        keys = [one.key for one in found.candidates]
        assert len(keys) == len(set(keys))


class TestTaking:
    """What a point takes up is said with it."""

    def test_actions_carried_stand_first(self, kent: Office) -> None:
        """Those of the practitioner, with their count; a point of the template takes them up."""
        from models.changes.actions import carry_action, set_action

        person = kent.person("P1", "support_staff", frontline=False)
        session = kent.booked("personal", person, TODAY)

        def agree(change: object) -> None:
            agreed = AgreedAction("", "Book the training", due_on=ago(2))
            row = set_action(change, agreed, ago(60), practitioner_id=person)  # type: ignore[arg-type]
            carry_action(change, row.id, ago(30))  # type: ignore[arg-type]

        kent.do(agree)
        first = proposed(kent, session).candidates[0]
        assert (first.group, first.label) == (Group.CARRIED, "Actions from previous session")
        assert "1 action from before, carried 1 time, past its date" in first.why

    def test_wellbeing_says_when_it_was_last(self, kent: Office) -> None:
        """By the last session of its kind."""
        person = kent.person()
        kent.held("personal", person, ago(61))
        found = proposed(kent, kent.booked("personal", person, TODAY))
        wellbeing = next(one for one in found.candidates if one.takes == "wellbeing")
        assert "last 61 days ago" in wellbeing.why

    def test_papers_that_are_near(self, kent: Office) -> None:
        """The review of the agreement in nine days is on the list, with its rule."""
        person = kent.person()
        kent.do(lambda change: sign_agreement(change, person, ago(356)))
        found = proposed(kent, kent.booked("personal", person, TODAY))
        near = next(one for one in found.candidates if one.label == "Any other topics")
        assert "in 9 days" in near.why

    def test_frequent_disturbances_are_an_item(self, kent: Office) -> None:
        """Three times on one side in six months (KCC-P18); twice is not frequent."""
        person = kent.person()
        for days, count in ((60, 2), (30, 1)):
            session = kent.held("case", person, ago(days))
            for _ in range(count):
                kent.do(lambda change, s=session: note_disturbance(change, s, "late", "supervisor"))  # type: ignore[misc]
            found = proposed(kent, kent.booked("case", person, ago(-days))).of("disturbances")
            if count == 2:
                assert found is None
        assert found is not None
        assert "in 6 months: the supervisor late 3 times" in found.why
        assert found.rule == "KCC-A12"


class TestUpward:
    """What a supervisor raises with their own (KCC-P50): on their agenda, of whom it was noted, in words."""

    def test_on_the_manager_s_own_agenda(self, kent: Office) -> None:
        """Counts and days as noted; frequent lateness is a priority, sickness is offered; nobody else has it."""
        late, sick = kent.person("P1"), kent.person("P2")
        kent.person("P3")
        for days in (10, 40, 70):
            session = kent.held("personal", late, ago(days))
            kent.do(lambda change, s=session: note_disturbance(change, s, "late", "practitioner", 9))  # type: ignore[misc]
        for since, until, kind in (
            (300, 290, "sickness"),
            (100, 98, "sickness"),
            (50, 40, "leave"),
            (3, None, "sickness"),
        ):
            last = ago(until) if until is not None else None
            first = ago(since)
            kent.do(lambda change, a=first, b=last, c=kind: record_absence(change, sick, a, b, c))  # type: ignore[misc]
        found = proposed(kent, kent.booked("personal", kent.manager, TODAY))
        one, second = found.of(f"upward:{late}"), found.of(f"upward:{sick}")
        assert one is not None
        assert second is not None
        assert (one.group, one.rule, one.label) == (
            Group.PRIORITY,
            "KCC-P50",
            "P1 PP: Sickness level, or punctuality",
        )
        assert "in 6 months late for supervision 3 times" in one.why
        assert second.group is Group.OFFERED
        assert "away sick 2 times, 7 days in all, away now" in second.why
        assert len([one for one in found.candidates if one.key.startswith("upward:")]) == 2
        assert not any(
            one.key.startswith("upward:")
            for one in proposed(kent, kent.booked("personal", late, TODAY)).candidates
        )

    def test_only_where_the_policy_asks(self, havering: Office) -> None:
        """Another policy's manager has no such item."""
        person = havering.person("P1")
        havering.do(lambda change: record_absence(change, person, ago(9), None, "sickness"))
        found = proposed(havering, havering.booked("personal", havering.manager, TODAY))
        assert not any(one.key.startswith("upward:") for one in found.candidates)


class TestOwn:
    """Both have a say."""

    def test_whose_it_is_and_what_was_left(self, kent: Office) -> None:
        """Items that waited, those parked last time, and a child either brought among its reasons."""
        person = kent.person()
        child = kent.child("70001", ago(100), person)
        kent.held("case", person, ago(10), [child])
        last = kent.booked("case", person, TODAY)

        def bring(change: object) -> None:
            bring_item(change, person, "Leave", "supervisor", minutes=8)  # type: ignore[arg-type]
            bring_item(change, person, "Contact at half term", "supervisee", child_id=child)  # type: ignore[arg-type]
            new = NewItem("own", "own", "A course", "supervisee", minutes=5)
            (item,) = put_on_agenda(change, last, [new])  # type: ignore[arg-type]
            park_item(change, item.id)  # type: ignore[arg-type]
            end_session(change, Ending((last,), TODAY))  # type: ignore[arg-type]

        kent.do(bring)
        found = proposed(kent, kent.booked("case", person, ago(-20)))
        own = {one.label: one for one in found.candidates if one.group in (Group.OWN, Group.LEFT)}
        assert own["Leave"].why == "brought by the supervisor"
        assert own["Leave"].minutes == 8
        assert own["A course"].why == "parked on 21 Nov"
        assert about(found, child).whose == "supervisee"
        assert "brought by the supervisee" in about(found, child).why


class TestPlannedObservations:
    """What is seen and whose permission is asked is talked about beforehand (HAV-P25)."""

    def test_brought_up_while_it_lies_ahead(self, havering: Office) -> None:
        """On the point about development where there is one; beside the due line where that speaks of it."""
        person = havering.person()
        session = havering.booked("personal", person, TODAY)
        havering.do(
            lambda change: plan_observation(change, havering.pack, person, Arranged(ago(-9), what="court"))
        )
        found = proposed(havering, session).candidates
        said = [reason.words for one in found for reason in one.reasons if "planned for" in reason.words]
        assert said == ["Observation of practice: planned for 30 Nov"]
