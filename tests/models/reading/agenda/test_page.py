"""An agenda being built: what is on it, what is not though it must be, and what building makes of it."""

from __future__ import annotations

from datetime import timedelta

from forms.booking import kind_for_children
from models.changes import agenda_filling
from models.changes.agenda import bring_item, put_on_agenda
from models.changes.agenda_length import set_length
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import finish_item
from models.changes.agenda_templates import keep_template
from models.changes.involvements import allocate, close_involvement
from models.changes.team import sign_agreement
from models.reading.agenda.candidates import Group
from models.reading.agenda.filling import Filled
from models.reading.agenda.page import AgendaPage, filled, read_page
from models.reading.agenda.patterns import laid_out, pattern_of, read_patterns
from tests.made import TODAY, ago
from tests.models.reading.due.office import Office


def page_of(office: Office, session: int) -> AgendaPage:
    """Return everything for building the agenda of a session's sitting."""
    found = office.store.read(lambda opened: read_page(opened, office.pack, session, TODAY))
    assert found is not None
    return found


def fill(office: Office, session: int, length: int = 0) -> tuple[AgendaPage, Filled]:
    """Fill an agenda; return the page as it is then, and what it was filled with."""
    page = page_of(office, session)
    made = filled(page, length or page.length)
    place(office, page, made)
    return page_of(office, session), made


def place(office: Office, page: AgendaPage, made: Filled) -> None:
    """Make an agenda what was filled."""
    kind = kind_for_children(office.pack)
    office.do(lambda change: agenda_filling.fill_agenda(change, page, made, kind))


def labels(page: AgendaPage) -> list[str]:
    """Return what is on an agenda."""
    return [item.label for item in page.items]


def both(office: Office, person: int) -> int:
    """Plan personal and case supervision for Monday; return the case session."""
    office.booked("personal", person, ago(-2))
    return office.booked("case", person, ago(-2))


def children(office: Office, person: int, count: int) -> list[int]:
    """Give someone so many children who are all overdue."""
    return [office.child(f"{70001 + n}", ago(200), person) for n in range(count)]


class TestHowMany:
    """A supervisee may have no child, or sixty."""

    def test_none(self, kent: Office) -> None:
        """The points of the policy are there with their minutes, and the sum says that no child is."""
        case = both(kent, kent.person())
        page, _ = fill(kent, case)
        assert "Wellbeing, work-life balance" in labels(page)
        assert page.sum.startswith("No child is on the agenda")
        assert (page.missing, page.minutes <= page.length) == ((), True)

    def test_a_team_meeting(self, kent: Office) -> None:
        """It is not about children, so it leaves none of those out whose date would pass."""
        children(kent, kent.person(), 2)
        meeting, progression = (
            kent.booked(kind, None, ago(-3)) for kind in ("team_meeting", "case_progression")
        )
        assert page_of(kent, meeting).missing == ()
        assert len(page_of(kent, progression).missing) == 2

    def test_sixty(self, kent: Office) -> None:
        """As many as fit are on it at five minutes each; the others are named, with the day they want a slot by."""
        person = kent.person()
        children(kent, person, 60)
        page, made = fill(kent, both(kent, person))
        assert page.minutes == page.length == 90
        on = sum(item.child_id is not None for item in page.items)
        assert on == 17
        assert len(page.missing) == 43
        assert all(one.by is not None for one in made.left if one.candidate.child_id is not None)
        assert page.sum.startswith("60 children in 90 minutes is 1.5 minutes each")


class TestFilling:
    """What stands on it stays, and who was asked for comes on."""

    def test_what_was_brought_and_who_is_on_the_list(self, kent: Office) -> None:
        """An item that waits and a child that g on the overdue list put there are both on it."""
        person = kent.person()
        kid = kent.child("70001", ago(3), person)
        case = both(kent, person)
        kent.do(lambda change: bring_item(change, person, "leave in July", "supervisee", minutes=5))
        kent.do(lambda change: bring_item(change, person, "school", "supervisor", child_id=kid))
        kent.do(lambda change: bring_item(change, person, "father", "supervisee", child_id=kid))
        page, _ = fill(kent, case)
        assert {"leave in July", "70001 AB: school", "70001 AB: father"} <= set(labels(page))
        assert [one for one in page.offered if one.whose == "supervisee"] == []
        again, _ = fill(kent, case)
        assert sorted(labels(again)) == sorted(labels(page))

    def test_on_the_list_already(self, kent: Office) -> None:
        """A child there is no reason for but the list is first among what one of the two brought."""
        person = kent.person()
        kid = kent.child("70001", ago(3), person)
        kent.held("case", person, ago(1), [kid])
        kent.booked("personal", person, ago(-2))
        case = kent.booked("case", person, ago(-2), [kid])
        one = page_of(kent, case).proposal.of(f"child:{kid}")
        assert one is not None
        assert "on its list already" in one.why
        assert "70001 AB" in labels(fill(kent, case)[0])

    def test_what_was_talked_about_stays_as_it_is(self, kent: Office) -> None:
        """Filling while a session runs leaves what is done with its minutes."""
        person = kent.person()
        children(kent, person, 3)
        case = both(kent, person)
        page, _ = fill(kent, case)
        first = page.items[0]
        kent.do(lambda change: finish_item(change, first.id))
        again, _ = fill(kent, case, 20)
        assert [(item.state, item.minutes) for item in again.items if item.id == first.id] == [
            ("done", first.minutes)
        ]

    def test_a_personal_session_alone_gets_one_for_children(self, kent: Office) -> None:
        """They are recorded apart always: a case session is planned for the day (KCC-P38), or not if held apart."""
        person = kent.person()
        children(kent, person, 2)
        personal = kent.booked("personal", person, ago(-2))
        page, _ = fill(kent, personal)
        assert page.sitting.kinds == ("personal", "case")
        assert {item.supervision_id for item in page.items if item.child_id is not None} == {page.home}

    def test_held_apart_there_are_no_children_on_it(self, kent: Office) -> None:
        """Where the agreement says two sittings, the personal one is filled without children."""
        person = kent.person()
        children(kent, person, 2)
        kent.do(lambda change: sign_agreement(change, person, ago(30), one_sitting=False))
        page, _ = fill(kent, kent.booked("personal", person, ago(-2)))
        assert (page.sitting.kinds, [item for item in page.items if item.child_id]) == (("personal",), [])


class TestGone:
    """A child on the agenda closed or re-allocated is said, and hinders nothing."""

    def test_closed_and_with_someone_else(self, kent: Office) -> None:
        """The words say since when and who; filling again keeps both on it, for a hand to take off."""
        person, other = kent.person(), kent.person("P2")
        kids = children(kent, person, 3)
        case = both(kent, person)
        fill(kent, case)
        kent.do(lambda change: close_involvement(change, 1, ago(1), "The plan was met"))
        kent.do(lambda change: allocate(change, 2, other, TODAY))
        page = page_of(kent, case)
        assert page.gone[kids[0]].words == "closed on 20 Nov"
        assert page.gone[kids[1]] == ("with someone else since 21 Nov", "Person P2")
        assert kids[2] not in page.gone
        again, _ = fill(kent, case)
        assert {"70001 AB", "70002 AB", "70003 AB"} <= set(labels(again))


class TestPatterns:
    """An agenda kept for someone or the team is laid out again with the children of the day."""

    def test_kept_and_laid_out(self, kent: Office) -> None:
        """Own words and minutes come back in their order, the children where they stood, what is new stays."""
        person = kent.person()
        children(kent, person, 2)
        first = both(kent, person)
        page, _ = fill(kent, first)
        own = NewItem("own", "own", "the rota", "supervisor", minutes=7)
        ids = page.sitting.ids
        kent.do(
            lambda change: put_on_agenda(change, first, [own], before=page.items[0].id, together_with=ids)
        )
        lines = pattern_of(page_of(kent, first))
        kent.do(lambda change: keep_template(change, "ours", ["case"], lines, minutes=60))
        kent.child("70009", ago(200), person)
        later = kent.booked("case", person, TODAY + timedelta(days=9))
        (pattern,) = kent.store.read(lambda session: read_patterns(session, person))
        place(kent, page_of(kent, later), laid_out(page_of(kent, later), pattern))
        made = page_of(kent, later)
        assert (made.items[0].words, made.items[0].minutes, made.items[0].whose) == (
            "the rota",
            7,
            "supervisor",
        )
        assert [item.child for item in made.items if item.child_id] == ["70009 AB"]
        points = [item.label for item in page.items if item.child_id is None]
        assert sorted(labels(made)) == sorted(["the rota", "70009 AB", *points])
        twice = laid_out(made, pattern)
        assert [line.candidate.label for line in twice.lines] == labels(made)


class TestGroups:
    """A group has an agenda of its own."""

    def test_no_ones_papers(self, kent: Office) -> None:
        """Whose agreement, observation or record is due is said to no one but them and their supervisor."""
        person = kent.person()
        kent.child("70001", ago(200), person)
        kent.do(lambda change: sign_agreement(change, person, ago(360)))
        own = page_of(kent, both(kent, person)).proposal.candidates
        assert any(reason.group is Group.NEAR for one in own for reason in one.reasons)
        group = page_of(kent, kent.booked("case_progression", None, ago(-4)))
        assert group.proposal.of("child:1") is not None
        reasons = [reason for one in group.proposal.candidates for reason in one.reasons]
        assert not [reason for reason in reasons if reason.group in (Group.NEAR, Group.RECORDS)]


class TestLength:
    """A sitting is as long as the policy has its sessions together, and what is not is said."""

    def test_sums_of_least_and_most(self, havering: Office) -> None:
        """An hour for the person and an hour and a half for cases; the group keeps within its two hours."""
        person = havering.person()
        case = both(havering, person)
        page = page_of(havering, case)
        assert (page.length, page.lengths.least, page.problems) == (150, 150, ())
        havering.do(lambda change: set_length(change, page.sitting.ids, 60))
        (said,) = page_of(havering, case).problems
        assert said == "60 minutes, and at least 150 are wanted (HAV-T14, HAV-T03)."
        group = page_of(havering, havering.booked("group_case", None, ago(-4)))
        assert (group.length, group.lengths.most) == (90, 120)

    def test_no_longer_than_the_policy_has_it(self, kent: Office) -> None:
        """Case progression takes an hour at the most (KCC-T33)."""
        session = kent.booked("case_progression", None, ago(-4))
        assert page_of(kent, session).length == 60
        kent.do(lambda change: set_length(change, [session], 75))
        (said,) = page_of(kent, session).problems
        assert said == "75 minutes, and at most 60 by the policy (KCC-T33)."
