"""Sittings: what is held together on a day, and what the agreement keeps apart (KCC-P38)."""

from __future__ import annotations

from models.changes.agenda_running import begin_session
from models.changes.planning import Plan, plan_supervision
from models.changes.team import sign_agreement
from models.reading.agenda.filling import fill
from models.reading.agenda.sitting import home_of_children, read_sitting, read_sittings
from tests.made import TODAY, ago
from tests.models.reading.agenda.looking import proposed, sitting_of
from tests.models.reading.due.office import Office


class TestTogether:
    """One-to-ones of one day are one sitting."""

    def test_unless_the_agreement_says_two(self, kent: Office) -> None:
        """The last agreement counts; one that says nothing leaves them together."""
        person = kent.person()
        case, personal = kent.booked("case", person, ago(-4)), kent.booked("personal", person, ago(-4))
        assert sitting_of(kent, case).ids == (personal, case)
        assert sitting_of(kent, case).label(kent.pack) == (
            "Professional support supervision and case supervision"
        )
        kent.do(lambda change: sign_agreement(change, person, ago(90), one_sitting=False))
        assert sitting_of(kent, case).ids == (case,)
        kent.do(lambda change: sign_agreement(change, person, ago(30), one_sitting=True))
        assert sitting_of(kent, case).ids == (personal, case)

    def test_another_time_is_another_sitting(self, kent: Office) -> None:
        """As is another occasion, and a group."""
        person = kent.person()
        plans = [
            Plan("case", person, ago(-4), "10:00"),
            Plan("personal", person, ago(-4), "14:00"),
            Plan("joint", person, ago(-4), "10:00"),
            Plan("case", None, ago(-4), "10:00"),
        ]
        for one in plans:
            kent.do(lambda change, plan=one: plan_supervision(change, plan))  # type: ignore[misc]
        found = kent.store.read(lambda opened: read_sittings(opened, kent.pack, TODAY))
        assert [len(one.sessions) for one in found] == [1, 1, 1, 1]

    def test_the_children_are_talked_about_in_the_case_session(self, kent: Office) -> None:
        """By the agenda of the policy; a personal one alone has no place for them."""
        person = kent.person()
        personal = kent.booked("personal", person, ago(-4))
        assert home_of_children(kent.pack, sitting_of(kent, personal)) == 0
        case = kent.booked("case", person, ago(-4))
        assert home_of_children(kent.pack, sitting_of(kent, personal)) == case

    def test_a_three_way_is_about_the_member_of_staff(self, birmingham: Office) -> None:
        """Its record has no place for a child, so none is put on it for being late (BCT-P20)."""
        person = birmingham.person()
        birmingham.child(holder=person)
        held = birmingham.booked("joint", person, ago(-3))
        found = proposed(birmingham, held)
        assert not home_of_children(birmingham.pack, sitting_of(birmingham, held))
        lines = fill(found, 90).lines
        assert lines[0].candidate.label.startswith("Check in and wellbeing")
        assert not [line for line in lines if line.candidate.child_id is not None]

    def test_a_joint_one_has_room_for_them_itself(self, kent: Office, northamptonshire: Office) -> None:
        """Also where the policy prints no agenda for it: no other session is planned beside it (KCC-P37)."""
        for office in (kent, northamptonshire):
            joint = office.booked("joint", office.person(), ago(-4))
            assert home_of_children(office.pack, sitting_of(office, joint)) == joint


class TestDiary:
    """What is shown: from today on, what was planned lately and never held, and what was begun."""

    def test_what_fell_by_the_wayside(self, kent: Office) -> None:
        """Four weeks back; one that runs is shown whenever it was planned."""
        person = kent.person()
        kent.do(lambda change: plan_supervision(change, Plan("case", person, ago(40))), ago(41))
        kent.do(lambda change: plan_supervision(change, Plan("case", person, ago(10))), ago(41))
        kent.booked("case", person, ago(-3))
        shown = kent.store.read(lambda opened: read_sittings(opened, kent.pack, TODAY))
        assert [one.day for one in shown] == [ago(10), ago(-3)]
        kent.do(lambda change: begin_session(change, [1]))
        shown = kent.store.read(lambda opened: read_sittings(opened, kent.pack, TODAY))
        assert (shown[0].day, shown[0].running) == (ago(40), True)

    def test_one_that_is_gone(self, kent: Office) -> None:
        """Is none."""
        assert kent.store.read(lambda opened: read_sitting(opened, kent.pack, 99)) is None
