"""The next date is as late as the policy allows, and never a weekend, a bank holiday or an absence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from models.changes.team import record_absence
from models.clock.engine import Clock
from models.facts import Facts
from models.policy import load_pack
from models.reading.agenda.next_date import Away, following, propose, why_not
from models.reading.agenda.sitting import Sitting
from models.reading.due import read_due_of
from models.reading.facts import Asked
from tests.made import TODAY, ago
from tests.models.reading.agenda.looking import sitting_of
from tests.models.reading.due.office import LONG_AGO, Office

KENT, NORTHAMPTONSHIRE = load_pack("kent"), load_pack("northamptonshire")
THURSDAY = date(2026, 10, 22)


def worker(**more: object) -> Facts:
    """Return a social worker of Kent's."""
    return Facts("practitioner", "P1", "childrens_social_work", ("social_worker",), start=LONG_AGO, more=more)


class TestProposed:
    """By the clock, as if the session were held on the day."""

    def test_a_month_on_and_not_on_a_sunday(self) -> None:
        """Thu 22 October and a month is Sun 22 November: held by Fri 20, and on the usual Thursday."""
        found = propose(Clock(KENT, THURSDAY), worker(), THURSDAY, ["case"], [])
        assert (found.due, found.hold_by, found.day) == (
            date(2026, 11, 22),
            date(2026, 11, 20),
            date(2026, 11, 19),
        )
        assert found.why == f"due Sun 22 Nov 2026 ({found.rule})"

    def test_not_over_christmas(self) -> None:
        """Four weeks from Fri 27 November is Christmas Day: the working day before it, Thursday."""
        friday = date(2026, 11, 27)
        found = propose(Clock(NORTHAMPTONSHIRE, friday), worker(), friday, ["personal"], [])
        assert found.due == date(2026, 12, 25)
        assert found.hold_by == date(2026, 12, 24)
        assert found.day == date(2026, 12, 18)

    def test_before_an_absence(self) -> None:
        """The day before the leave begins."""
        away: list[Away] = [(date(2026, 11, 16), date(2026, 11, 27))]
        found = propose(Clock(KENT, THURSDAY), worker(), THURSDAY, ["case"], away)
        assert found.day == date(2026, 11, 12)
        assert "before an absence" in found.why
        assert not found.late

    def test_away_all_the_time(self) -> None:
        """The first day after, and said to be late."""
        away: list[Away] = [(THURSDAY, date(2026, 12, 4))]
        found = propose(Clock(KENT, THURSDAY), worker(), THURSDAY, ["case"], away)
        assert (found.day, found.late) == (date(2026, 12, 7), True)
        assert "no day before that is free" in found.why

    def test_the_ramp_goes_on(self) -> None:
        """A newly qualified worker in week 3 is seen a week on."""
        facts = worker(asye_start=THURSDAY - timedelta(weeks=3)).changed(roles=("nqsw",))
        found = propose(Clock(KENT, THURSDAY), facts, THURSDAY, ["personal"], [])
        assert found.due == THURSDAY + timedelta(weeks=1)

    def test_without_an_interval(self) -> None:
        """Four weeks on, and it says that the policy has none."""
        found = propose(Clock(KENT, THURSDAY), None, THURSDAY, ["group"], [])
        assert found.due is None
        assert found.why == "four weeks on: the policy has no date"

    @given(
        day=some.dates(date(2026, 1, 1), date(2027, 12, 31)),
        away=some.lists(
            some.tuples(some.dates(date(2026, 1, 1), date(2028, 3, 1)), some.integers(0, 40)), max_size=3
        ),
    )
    def test_any_day(self, day: date, away: list[tuple[date, int]]) -> None:
        """After the session, free, and within the policy's date unless it says that it is late."""
        spans: list[Away] = [(since, since + timedelta(days=length)) for since, length in away]
        clock = Clock(KENT, day)
        found = propose(clock, worker(), day, ["personal", "case"], spans)
        assert found.day > day
        assert why_not(found.day, spans, clock.working) == ""
        assert found.due is not None
        assert found.late is (found.day > found.due)


class TestBooked:
    """What stands in the diary is the next, whatever the clock says."""

    def test_of_the_same_kind(self, kent: Office) -> None:
        """The first after the sitting."""
        person = kent.person()
        session = kent.booked("case", person, TODAY)
        kent.booked("personal", person, ago(-9))
        assert self.next(kent, sitting_of(kent, session)) != ago(-9)
        kent.booked("case", person, ago(-12))
        assert self.next(kent, sitting_of(kent, session)) == ago(-12)

    def test_held_before_its_day(self, kent: Office) -> None:
        """The policy counts from the day it is held, not from the day it was planned for; it is not its own next."""
        person = kent.person()
        session = kent.booked("case", person, ago(-8))
        held = self.next(kent, sitting_of(kent, session), held_on=TODAY)
        assert TODAY < held < self.next(kent, sitting_of(kent, session))
        assert held != ago(-8)

    def test_absences_of_either(self, kent: Office) -> None:
        """The supervisor's too."""
        person = kent.person()
        session = kent.booked("case", person, ago(-2))
        before = self.next(kent, sitting_of(kent, session))
        kent.do(lambda change: record_absence(change, kent.manager, ago(-20), ago(-60), "leave"))
        after = self.next(kent, sitting_of(kent, session))
        assert after < ago(-20) <= before

    def test_a_joint_one_by_the_child_it_is_about(self, northamptonshire: Office) -> None:
        """No less than three monthly with a Personal Advisor (NCT-T15); four weeks on where no rule says more."""
        person = northamptonshire.person()
        shared = northamptonshire.child(
            "70001", ago(90), person, [("joint_with", ago(90), "personal_advisor")]
        )
        found = [
            self.next(northamptonshire, sitting_of(northamptonshire, session), children=[shared])
            for session in (
                northamptonshire.booked("joint", person, ago(-1), [shared]),
                northamptonshire.booked("joint", northamptonshire.person("P2"), ago(-1)),
            )
        ]
        assert found == [date(2027, 2, 22), date(2026, 12, 18)]  # three months, four weeks

    def next(
        self, office: Office, sitting: Sitting, held_on: date | None = None, children: Sequence[int] = ()
    ) -> date:
        """Return the day of the next session."""
        asked = Asked(children, [sitting.practitioner_id or 0])
        found = office.store.read(
            lambda opened: following(opened, read_due_of(opened, office.pack, TODAY, asked), sitting, held_on)
        )
        assert found is not None
        return found.day
