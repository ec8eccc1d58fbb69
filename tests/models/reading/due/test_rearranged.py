"""What is moved, cancelled, handed on or left behind: due from the store's own tables."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from models.changes.handovers import SUPERVISOR, NewItem, acknowledge_item, close_handover, start_handover
from models.changes.rearranging import cancel_supervision, move_supervision
from models.changes.team import PractitionerFacts, correct_practitioner, record_absence, sign_agreement
from models.changes.transfers import plan_transfer
from models.dates import add_months
from models.reading.due import Band
from models.store.change import Change
from models.tables import Handover, HandoverItem
from tests.made import TODAY, ago
from tests.models.reading.due.office import LONG_AGO, Office, open_office


def handed_over(office: Office, person: int, to: int, day: date, *, begun: date | None = None) -> None:
    """Hand someone's supervision to another supervisor, begun on a day if need be, and close that on a day."""
    items = [NewItem("note", words="All well")]
    number = office.do(
        lambda change: start_handover(change, SUPERVISOR, person, items, to_id=to).id, today=begun or day
    )

    def job(change: Change) -> None:
        row = change.session.get_one(Handover, number)
        item = change.session.exec(select(HandoverItem).where(HandoverItem.handover_id == row.id)).one()
        acknowledge_item(change, item.id)
        close_handover(change, row.id)

    office.do(job, today=day)


class TestANewSupervisor:
    """A handover begins a new supervisory relationship, with an agreement of its own."""

    @pytest.mark.parametrize(
        ("policy", "kind", "rule"), [("kent", "case", "KCC-T06"), ("birmingham", "case", "BCT-T58")]
    )
    def test_the_agreement_of_the_one_before_is_none(
        self, tmp_path: Path, policy: str, kind: str, rule: str
    ) -> None:
        """Due at the first session with the new one; the old one settles nothing of it, and is still reviewed."""
        office = open_office(tmp_path, policy)
        person, other = office.person(started_on=ago(400)), office.person("P2")
        office.held(kind, person, ago(300))
        office.do(lambda change: sign_agreement(change, person, ago(300)))
        assert office.lines("Person P1", rule=rule) == []
        handed_over(office, person, other, ago(40))
        assert office.lines("Person P1", rule=rule) == [], "none was held with the new one yet"
        office.held(kind, person, ago(30))
        assert office.line("Person P1", rule=rule).day == ago(30)
        assert office.lines("Person P1", clock="review") != []
        office.do(lambda change: sign_agreement(change, person, ago(1)))
        assert office.lines("Person P1", rule=rule) == []

    def test_drawn_up_while_the_handover_runs(self, tmp_path: Path) -> None:
        """The two may meet and sign before the last item is acknowledged: that agreement is theirs."""
        office = open_office(tmp_path, "kent")
        person, other = office.person(started_on=ago(400)), office.person("P2")
        office.held("case", person, ago(300))
        office.do(lambda change: sign_agreement(change, person, ago(45)))
        handed_over(office, person, other, ago(40), begun=ago(50))
        office.held("case", person, ago(30))
        assert office.lines("Person P1", rule="KCC-T06") == []

    def test_the_pair_is_another(self, tmp_path: Path) -> None:
        """The yearly observation of a supervision is the pair's (CFA-T06, CFA-X04)."""
        office = open_office(tmp_path, "children_and_families")
        person, other = office.person(started_on=ago(400)), office.person("P2")
        office.do(lambda change: sign_agreement(change, person, ago(300)))
        office.event("observation_of_supervision", ago(200), practitioner_id=person)
        handed_over(office, person, other, ago(40))
        office.do(lambda change: sign_agreement(change, person, ago(30)))
        assert office.line("Person P1", rule="CFA-T06").day == add_months(ago(30), 12)


class TestRearranged:
    """What was moved or cancelled has a date by which it is to be held."""

    def test_moved_within_seven_working_days(self, northamptonshire: Office) -> None:
        """Of the day it was first planned for (NCT-T04, NCT-X03)."""
        row = northamptonshire.booked("practice", northamptonshire.person(), ago(-2))
        northamptonshire.do(
            lambda change: move_supervision(
                change, northamptonshire.pack, row, ago(-20), "Court", "practitioner"
            )
        )
        assert northamptonshire.line(rule="NCT-T04").day == date(2026, 12, 2)

    def test_cancelled_for_sickness_within_five_of_the_return(self, havering: Office) -> None:
        """The day of the return is day nought (HAV-T16, HAV-X14); while they are away nothing can be said."""
        person = havering.person()
        row = havering.booked("personal", person, ago(-1))
        havering.do(lambda change: cancel_supervision(change, havering.pack, row, "Flu", "sickness"))
        havering.do(lambda change: record_absence(change, person, ago(0), ago(-3), "sickness"))
        assert havering.lines(rule="HAV-T16", now=ago(-3)) == []
        assert havering.line(rule="HAV-T16", now=ago(-4)).day == date(2026, 12, 2)

    def test_the_supervisors_sickness_too(self, havering: Office) -> None:
        """Whoever of the two was ill: five working days from their return; of both, from the later (HAV-T16)."""
        here = havering
        person, other = here.person(), here.person("P2")
        rows = [here.booked("personal", one, ago(-1)) for one in (person, other)]
        for row in rows:
            here.do(lambda change, r=row: cancel_supervision(change, here.pack, r, "Flu", "sickness"))  # type: ignore[misc]
        here.do(lambda change: record_absence(change, here.manager, ago(0), ago(-3), "sickness"))
        here.do(lambda change: record_absence(change, other, ago(0), ago(-5), "sickness"))
        assert here.lines(rule="HAV-T16", now=ago(-3)) == []
        found = {one.person.number: one.day for one in here.lines(rule="HAV-T16", now=ago(-8))}
        assert found == {"P1": date(2026, 12, 2), "P2": date(2026, 12, 4)}

    def test_nobody_returns_on_a_weekend_or_into_leave(self, havering: Office) -> None:
        """Away until a Friday, or until the Sunday after: back on Monday; leave that follows puts the return off."""
        for number, last, then, due in (
            ("P1", date(2026, 11, 27), None, date(2026, 12, 7)),
            ("P2", date(2026, 11, 29), None, date(2026, 12, 7)),
            ("P3", date(2026, 11, 27), date(2026, 12, 1), date(2026, 12, 9)),
            (
                "P4",
                date(2026, 12, 24),
                None,
                date(2027, 1, 6),
            ),  # back on the 29th: Christmas, and a Monday off
        ):
            person = havering.person(number)
            row = havering.booked("personal", person, ago(-1))
            havering.do(
                lambda change, r=row: cancel_supervision(change, havering.pack, r, "Flu", "sickness")  # type: ignore[misc]
            )
            havering.do(lambda c, p=person, d=last: record_absence(c, p, TODAY, d, "sickness"))  # type: ignore[misc]
            if then is not None:
                havering.do(
                    lambda c, p=person, d=then: record_absence(c, p, date(2026, 11, 28), d, "leave"),  # type: ignore[misc]
                    today=date(2026, 11, 28),
                )
            now = date(2027, 1, 5)
            found = [one for one in havering.lines(rule="HAV-T16", now=now) if one.person.number == number]
            assert [one.day for one in found] == [due], number
        havering.held("personal", person, TODAY)

    def test_without_a_new_date_it_is_named(self, kent: Office) -> None:
        """Kent gives no number (KCC-T05): the line stands until a new one is in the diary."""
        person = kent.person()
        row = kent.booked("case", person, ago(-1))
        kent.do(lambda change: cancel_supervision(change, kent.pack, row, "Court", "practitioner"))
        line = kent.line("case supervision of")
        assert (line.band, line.what) == (Band.UNKNOWN, "New date for a cancelled session")
        kent.booked("case", person, ago(-9))
        assert kent.lines("case supervision of") == []

    def test_a_forgotten_session_is_named(self, kent: Office) -> None:
        """Its day passed, and nobody said what became of it."""
        kent.booked("case", kent.person(), ago(-1))
        line = kent.line("case supervision of", now=ago(-2))
        assert "neither held, moved nor cancelled" in line.sentence()


class TestCaseload:
    """10% less than the team's social workers (KCC-T19, KCC-X14)."""

    def test_above_the_cap(self, kent: Office) -> None:
        """It stands without a day, with the figures; a social worker in the ASYE beside is none of the mean."""
        one = kent.person("P1")
        kent.person("P3", also_role="nqsw", asye_started_on=ago(50))
        new = kent.person("P2", "nqsw", asye_started_on=ago(100), started_on=ago(100))
        for number in range(10):
            kent.child(f"8000{number}", opened=ago(3), holder=one)
            kent.child(f"9000{number}", opened=ago(3), holder=new)
        line = kent.line("Person P2", rule="KCC-T19")
        assert (line.band, line.reason) == (Band.STANDING, "10, and at most 9 by the policy.")


class TestTransfer:
    """Two to four weeks before a child goes to another service (KCC-T12)."""

    def test_the_window(self, kent: Office) -> None:
        """Recommended: missed, it is amber; held inside, it is done."""
        person = kent.person()
        child = kent.child(holder=person, opened=ago(40))
        kent.held("case", person, ago(35), [child])
        kent.do(lambda change: plan_transfer(change, 1, ago(-20)))
        line = kent.line("70001", rule="KCC-T12")
        assert (line.day, line.kind) == (ago(-6), "transfer")
        assert kent.line("70001", rule="KCC-T12", now=ago(-7)).band is Band.MISSED
        kent.held("case", person, TODAY, [child])
        assert kent.lines("70001", rule="KCC-T12") == []


def test_nothing_of_ones_own_is_due_after_the_last_day(kent: Office) -> None:
    """Of someone who is about to leave: what comes before is, an appraisal in a year is not."""
    person = kent.person("P1", started_on=LONG_AGO)
    kent.do(lambda change: sign_agreement(change, person, ago(30)))
    assert kent.line("Person P1", rule="KCC-T07").day == ago(-335)
    facts = PractitionerFacts("P1", "Person P1", "social_worker", started_on=LONG_AGO, left_on=ago(-10))
    kent.do(lambda change: correct_practitioner(change, person, facts))
    assert kent.lines("Person P1")
    assert all(line.day is None or line.day <= ago(-10) for line in kent.lines("Person P1"))


def test_leaving_takes_a_person_out_of_the_list(kent: Office) -> None:
    """And brings their file in where the policy has a period."""
    person = kent.person(started_on=LONG_AGO)
    kent.held("case", person, ago(90))
    assert kent.lines("Person P1", clock="case")
    told = PractitionerFacts("P1", "Person P1", "social_worker", started_on=LONG_AGO, left_on=ago(1))
    kent.do(lambda change: correct_practitioner(change, person, told))
    assert kent.lines("Person P1") == []
