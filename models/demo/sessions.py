"""The made-up team's supervisions: one-to-ones at each person's rhythm, groups, and what is booked next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from models.demo.aims import Aim, day_before
from models.demo.days import HISTORY, ago, is_worked, on_or_after, on_or_before, within, worked_after
from models.demo.dice import Dice
from models.demo.people import Person, Staff
from models.demo.teams import LEAVERS, SUPERVISED
from models.demo.words import CANCELLED, MOVED, MOVED_ON

AWAY_SINCE = 52
"""Days ago on which the one who is off sick went off sick."""
_STEPS = {"probation": 14, "nqsw": 7, "student": 7}
_MINUTES = {"personal": (60, 75), "case": (75, 90), "practice": (75, 90)}


@dataclass(slots=True, eq=False)
class Session:
    """One supervision: planned, held or cancelled; without a person it is a group's.

    ``children`` are those talked about in it so far; ``id`` is given when it is written.
    """

    kind: str
    person: int | None = None
    planned: date | None = None
    held: date | None = None
    occasion: str = "formal"
    minutes: int | None = None
    cancelled: date | None = None
    reason: str = ""
    recorded: date | None = None
    signed: date | None = None
    children: int = 0
    id: int = 0
    first_planned: date | None = None

    @property
    def is_case(self) -> bool:
        """Say whether it is a one-to-one in which children are talked about."""
        return self.kind in ("case", "practice")

    @property
    def day(self) -> date:
        """The day it was held or stands in the diary."""
        day = self.held or self.planned
        assert day is not None
        return day


def one_to_ones(staff: Staff, aim: Aim, today: date, dice: Dice) -> list[Session]:
    """Return everyone's personal and case supervisions of two years, and what is booked."""
    made: list[Session] = []
    for key in ("manager", *SUPERVISED, *LEAVERS):
        person = staff[key]
        personal, case = _last_days(person, aim, today)
        made += _held(person, ("personal",), personal, today, dice)
        if key != "manager":
            made += (
                _again(made, aim.case, person)
                if case == personal
                else _held(person, (aim.case,), case, today, dice)
            )
        made += _booked(person, aim.case, today)
    return made + _missed(staff, aim.case, today)


def groups(aim: Aim, today: date) -> list[Session]:
    """Return the group sessions of two years and the next ones; the first kind is where the board is moved."""
    made = []
    for place, (kind, step, minutes) in enumerate(aim.groups):
        last = _board_day(aim, today, step) if place == 0 else on_or_before(ago(today, 4 + 5 * place))
        for day in _rhythm(ago(today, HISTORY), last, step):
            written = _by(worked_after(day, 1), today)
            made.append(Session(kind, planned=day, held=day, minutes=minutes, recorded=written))
        upcoming = _next_day(last, step, today)
        made.append(Session(kind, planned=upcoming))
    return made


def _board_day(aim: Aim, today: date, step: int) -> date:
    """Return the latest group day that makes children talked about in an earlier one due today."""
    anchor = day_before(today, aim.children.get("cin", aim.otherwise))
    anchor = anchor if anchor and is_worked(anchor) else on_or_before(ago(today, 9))
    while anchor + timedelta(days=step) <= today:
        anchor += timedelta(days=step)
    return on_or_before(anchor)


def _last_days(person: Person, aim: Aim, today: date) -> tuple[date, date]:
    """Return the days of the last personal and the last case supervision: who is late, and how much."""
    exact = day_before(today, aim.sessions)
    due_today = exact or ago(today, 28)
    week_ago = ago(today, 7)
    if not is_worked(due_today) and is_worked(week_ago):
        due_today = _near(ago(today, 20), 3)
    lasts = {
        "senior": due_today,
        "steady": _near((exact or ago(today, 28)) + timedelta(days=4), 2),
        "away": _near(ago(today, 66), 2),
        "special": _near(ago(today, 47), 3),
        "part_time": _near((exact or ago(today, 29)) - timedelta(days=4), 3),
        "probation": _near(ago(today, 9), 3),
        "nqsw": week_ago if is_worked(week_ago) or exact is None else on_or_before(ago(today, 4)),
        "student": _near(ago(today, 3), 2),
        "manager": _near(ago(today, 16), 3),
    }
    last = lasts.get(person.key) or on_or_before(ago(person.left_on or today, 3))
    if person.key == "special" and aim.two_kinds:
        return last, _near(ago(today, aim.since_case), 2)
    return last, last


def _near(day: date, slack: int) -> date:
    """Return the worked day nearest to ``day``; over Christmas rather a weekday than one outside the slack."""
    low, high = day - timedelta(days=slack), day + timedelta(days=slack)
    found = within(low, high, day) or within(low, high, day, closed=True)
    return found or on_or_before(day)


def _rhythm(first: date, last: date, step: int) -> list[date]:
    """Return days at steps back from ``last``, moved a little off the days that are not worked."""
    days = [last]
    day = last - timedelta(days=step)
    while day >= first:
        held = within(day - timedelta(days=step // 4), day + timedelta(days=step // 4), day)
        if held is not None and held >= first:
            days.append(held)
        day -= timedelta(days=step)
    return days[::-1]


def _held(person: Person, kinds: tuple[str, ...], last: date, today: date, dice: Dice) -> list[Session]:
    first = max(person.started_on, ago(today, HISTORY))
    made = []
    for day in _rhythm(first, last, _STEPS.get(person.key, 28)):
        for kind in kinds:
            session = Session(kind, person.id, day, day, minutes=_minutes(kind, dice))
            _write_up(session, today, dice)
            made.append(session)
            if first < day < last:
                made += _disturb(session, dice)
    return made


def _again(made: list[Session], kind: str, person: Person) -> list[Session]:
    """Return sessions of another kind beside those a person had: combined on one day."""
    return [
        Session(
            kind,
            person.id,
            one.planned,
            one.held,
            minutes=one.minutes and one.minutes + 15,
            cancelled=one.cancelled,
            reason=one.reason,
            recorded=one.recorded,
            signed=one.signed,
        )
        for one in made
        if one.person == person.id and one.kind == "personal" and (one.held or one.cancelled)
    ]


def _minutes(kind: str, dice: Dice) -> int:
    return dice.pick(_MINUTES[kind])


def _write_up(session: Session, today: date, dice: Dice) -> None:
    """Give a held session the days on which it was recorded and signed, as far as they have come."""
    written = worked_after(session.day, dice.pick((0, 0, 1, 1, 2)))
    session.recorded = _by(written, today)
    if session.recorded:
        session.signed = _by(worked_after(written, dice.pick((0, 1, 2, 3))), today)


def _by(day: date, today: date) -> date | None:
    return day if day <= today else None


def _disturb(session: Session, dice: Dice) -> list[Session]:
    """Now and then move a session, or cancel it and hold it a few days later, with the reason."""
    day = session.day
    if dice.chance(0.07):
        session.planned = on_or_before(day - timedelta(days=dice.between(1, 5)))
        session.reason = dice.pick(MOVED) if session.planned != day else ""
    elif dice.chance(0.06):
        planned = on_or_before(day - timedelta(days=dice.between(3, 6)))
        return [
            Session(session.kind, session.person, planned, cancelled=planned, reason=dice.pick(CANCELLED))
        ]
    return []


def _missed(staff: Staff, case: str, today: date) -> list[Session]:
    """Return the sessions that fell out lately and explain who is late."""
    sick = Session(case, staff["away"].id, on_or_before(ago(today, 38)), reason="Off sick")
    sick.cancelled = on_or_before(ago(today, 40))
    busy = Session("personal", staff["special"].id, on_or_before(ago(today, 19)))
    busy.cancelled, busy.reason = busy.planned, "Emergency strategy meeting ran over; new date to be found"
    return [sick, busy]


def _booked(person: Person, case: str, today: date) -> list[Session]:
    """Return what stands in the diary for the coming four weeks."""
    kinds = ("personal",) if person.key == "manager" else ("personal", case)
    booked = [Session(kind, person.id, day) for day in _diary(person.key, today) for kind in kinds]
    for one in booked if person.key == "steady" else ():
        one.first_planned, one.reason = on_or_before(ago(today, 2)), MOVED_ON
    return booked


def _diary(key: str, today: date) -> list[date]:
    firsts = {
        "senior": on_or_after(today),
        "steady": _soon(today, 2, 6),
        "special": _soon(today, 4, 8),
        "part_time": _soon(today, 1, 4),
        "probation": _soon(today, 5, 9),
        "nqsw": on_or_after(today),
        "student": _soon(today, 3, 6),
        "manager": _soon(today, 11, 15),
    }
    if key not in firsts:
        return []
    days = [firsts[key]]
    for _ in range({"nqsw": 2, "student": 2, "probation": 1}.get(key, 0)):
        days.append(on_or_after(days[-1] + timedelta(days=_STEPS[key])))
    return days


def _soon(today: date, low: int, high: int) -> date:
    first = today + timedelta(days=low)
    return within(first, today + timedelta(days=high), first) or on_or_after(first)


def _next_day(last: date, step: int, today: date) -> date:
    day = last + timedelta(days=step)
    return on_or_after(max(day, today))
