"""A ramp after a session was cancelled: the date the clock gives, and the weeks as the person's page shows them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.changes.holding import hold_supervision
from models.changes.rearranging import cancel_supervision
from models.reading.standing.reading import read_standing
from models.tables import Supervision
from tests.made import TODAY
from tests.models.reading.due.office import Office, open_office
from tui.person_standing import standing_rows

FIRST = date(2026, 10, 26)
"""Monday: the first week of someone newly qualified, whose fourth ends on the day after the tests' today."""
WEEK = timedelta(days=7)
NEXT = FIRST + 4 * WEEK
WHY = "Court all day"


def in_the_diary(person: int) -> SelectOfScalar[int]:
    """Return the query for what stands in the diary with someone."""
    mine = select(Supervision.id).where(Supervision.practitioner_id == person)
    return mine.where(col(Supervision.held_on).is_(None), col(Supervision.cancelled_on).is_(None))


def seen(office: Office, person: int, today: date) -> str:
    """Return what the page of a practitioner says of the ramp."""
    standing = office.store.read(lambda session: read_standing(session, office.pack, today, person))
    return "\n".join("  ".join(row.cells) for row in standing_rows(standing, office.pack))


@pytest.mark.parametrize(
    ("policy", "kind"),
    [
        ("kent", "personal"),
        ("northamptonshire", "personal"),
        ("havering", "personal"),
        ("birmingham", "individual"),
    ],
)
class TestCancelled:
    """Weekly for six weeks (KCC-T16, NCT-T05, HAV-T20, BCT-T21): only what was held begins a week anew."""

    def test_the_date_and_the_strip(self, policy: str, kind: str, tmp_path: Path) -> None:
        """Cancelled, the date stands and the week is missed; held later, the next is a week from that day."""
        office = open_office(tmp_path, policy)
        person = office.person("P1", "nqsw", started_on=FIRST, asye_started_on=FIRST)
        for week in range(4):
            office.held(kind, person, FIRST + week * WEEK)
        session = office.booked(kind, person, NEXT)
        assert office.line("Person P1", clock=kind).day == NEXT
        assert "Weekly  ■ ■ ■ ■ · ·" in seen(office, person, TODAY)

        made_up = NEXT + timedelta(days=2)
        office.do(
            lambda change: (
                cancel_supervision(change, office.pack, session, WHY, "supervisor", new_day=made_up).id
            )
        )
        for today, late in ((TODAY, -2), (NEXT + timedelta(days=1), 1)):
            line = office.line("Person P1", clock=kind, now=today)
            assert (line.day, line.days_late) == (NEXT, late)
        missed = seen(office, person, NEXT + WEEK)
        assert "Weekly  ■ ■ ■ ■ x ?" in missed
        assert "Missed, from: Mon 23 Nov 2026" in missed

        again = office.store.read(lambda opened: opened.exec(in_the_diary(person)).one())
        office.do(lambda change: hold_supervision(change, again, made_up).id, made_up)
        after = seen(office, person, made_up)
        assert "Weekly  ■ ■ ■ ■ ■ ·" in after
        assert "Missed" not in after
        assert office.line("Person P1", clock=kind, now=made_up).day == made_up + WEEK


@pytest.mark.parametrize(
    ("policy", "said", "not_said"),
    [
        ("kent", "Monthly", "Every 4 weeks"),
        ("birmingham", "Monthly", "Every 4 weeks"),
        ("northamptonshire", "Every 4 weeks", "Monthly"),
    ],
)
class TestWhatASlotIsCalled:
    """A slot is called what the policy's rule says, however many days February has."""

    def test_over_february(self, policy: str, said: str, not_said: str, tmp_path: Path) -> None:
        """A month from the middle of February is 28 days, and still a month (KCC-T18, BCT-T23, NCT-T07)."""
        office = open_office(tmp_path, policy)
        dates = {"started_on": date(2026, 7, 1), "asye_started_on": date(2026, 7, 1)}
        person = office.person("P1", "nqsw", six_month_review_on=date(2027, 1, 4), **dates)
        page = seen(office, person, date(2027, 3, 1))
        assert (said in page, not_said in page.partition("The twelve months")[0]) == (True, False)
