"""Who was talked about when: formal talks at the child's interval, allocation talks, joint ones, plans."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

from models.demo.aims import Aim
from models.demo.days import ago, on_or_after, within
from models.demo.dice import Dice
from models.demo.journey import Hold, Journey, Talk
from models.demo.people import Staff
from models.demo.sessions import AWAY_SINCE, Session

_PLANNED_AT_ONCE = 6
_NEW_WORK, _LEEWAY = 27, 30


class Diary:
    """The held case supervisions of each person, and who covers for whom."""

    def __init__(self, sessions: Iterable[Session], staff: Staff, today: date) -> None:
        self.today = today
        self._away, self._cover = staff["away"].id, staff["senior"].id
        self._cases: dict[int, list[Session]] = {person.id: [] for person in staff.values()}
        for one in sessions:
            if one.is_case and one.held is not None and one.person is not None:
                self._cases[one.person].append(one)
        for cases in self._cases.values():
            cases.sort(key=lambda one: one.day)

    def slots(self, journey: Journey, *, covered: bool) -> list[Session]:
        """Return the supervisions in which a journey could be talked about, oldest first."""
        found = [one for hold in journey.holds for one in self._held_by(hold, hold.person)]
        last = journey.holds[-1] if journey.holds else None
        if covered and last is not None and last.person == self._away and last.until is None:
            since = ago(self.today, AWAY_SINCE)
            found += [one for one in self._held_by(last, self._cover) if one.day > since]
        return sorted(found, key=lambda one: one.day)

    def present(self, person: int, day: date) -> int:
        """Return the person themselves, or who covers for them while they are off sick."""
        return self._cover if person == self._away and day >= ago(self.today, AWAY_SINCE) else person

    def _held_by(self, hold: Hold, person: int) -> list[Session]:
        last = hold.until or self.today
        return [one for one in self._cases[person] if hold.since < one.day <= last]


def talk_through(journey: Journey, slots: Sequence[Session], aim: Aim, today: date, dice: Dice) -> None:
    """Give a journey its formal talks: at the last session in time, now and then one earlier or too late.

    What is not due before ``today`` mostly waits for a session still to come.
    """
    if not journey.quiet:
        journey.talks += [Talk(step.meeting) for step in journey.steps if step.meeting is not None]
        start, due = 0, _wanted_by(journey, None, aim)
        while start < len(slots) and (due <= today or dice.chance(0.2)):
            start = _next_slot(slots, start, due, dice)
            session = slots[start]
            session.children += len(journey.kids)
            journey.talks.append(Talk(session))
            due = _wanted_by(journey, session.day, aim)
            start += 1
        journey.talks.sort(key=lambda talk: talk.session.day)


def _wanted_by(journey: Journey, last: date | None, aim: Aim) -> date:
    """Return when to talk next: at the interval, sooner for what is new or has just been passed on."""
    due = aim.due(journey.codes(last or journey.opened), last or journey.opened)
    changes = [hold.since for hold in journey.holds if last is None or hold.since > last]
    return min([due, *(since + timedelta(days=_NEW_WORK) for since in changes)])


def _next_slot(slots: Sequence[Session], start: int, due: date, dice: Dice) -> int:
    """Return the place of a session in time: the least full of the last ones; now and then one too late."""
    in_time = [place for place in range(start, len(slots)) if slots[place].day <= due]
    if not in_time:
        return start
    if in_time[-1] + 1 < len(slots) and dice.chance(0.04):
        return in_time[-1] + 1
    latest = slots[in_time[-1]].day - timedelta(days=_LEEWAY)
    near = [place for place in in_time if slots[place].day >= latest]
    return min(near, key=lambda place: (slots[place].children, -place))


def talk_at_allocation(journey: Journey, diary: Diary, kind: str, dice: Dice) -> list[Session]:
    """Return the short, unplanned talks of a journey: at each allocation, and when something came up."""
    if journey.allocated_at is not None:
        return []
    made = [_informal(journey, kind, hold.person, hold.since, dice) for hold in journey.holds]
    if journey.closed is None and journey.holds and dice.chance(0.3):
        hold = journey.holds[-1]
        today = diary.today
        day = within(max(hold.since, ago(today, 70)), ago(today, 1), ago(today, dice.between(2, 60)))
        if day is not None:
            made.append(_informal(journey, kind, diary.present(hold.person, day), day, dice))
    return made


def _informal(journey: Journey, kind: str, person: int, day: date, dice: Dice) -> Session:
    session = Session(
        kind, person, held=day, occasion="ad hoc", minutes=dice.pick((10, 15, 20)), recorded=day
    )
    journey.talks.append(Talk(session, "informal"))
    return session


def talk_jointly(journeys: Iterable[Journey], team_service: str, today: date, dice: Dice) -> list[Session]:
    """Return a joint supervision for each child who is open to two services."""
    made = []
    for one in journeys:
        if not one.shared or one.service != team_service:
            continue
        second = next(
            other for other in journeys if other.shared and other is not one and other.kids == one.kids
        )
        day = on_or_after(max(ago(today, dice.between(28, 55)), second.opened, one.opened))
        if day <= today:
            session = Session("joint", one.holds[-1].person, day, day, minutes=60, recorded=day, signed=day)
            one.talks.append(Talk(session))
            made.append(session)
    return made


def plan_talks(journeys: Iterable[Journey], sessions: Iterable[Session], aim: Aim, today: date) -> None:
    """Put the children who are due soonest on the next booked case supervision of whoever holds them."""
    booked: dict[int, Session] = {}
    for one in sessions:
        if one.is_case and one.person is not None and not one.held and not one.cancelled:
            earlier = booked.get(one.person)
            booked[one.person] = one if earlier is None or one.day < earlier.day else earlier
    held_by = _held_by(journeys)
    for person, next_one in booked.items():
        waiting = sorted(held_by.get(person, ()), key=lambda one: aim.due(one.codes(today), one.last_talk()))
        for journey in waiting[:_PLANNED_AT_ONCE]:
            journey.talks.append(Talk(next_one))


def _held_by(journeys: Iterable[Journey]) -> Mapping[int, list[Journey]]:
    found: dict[int, list[Journey]] = {}
    for one in journeys:
        if one.closed is None and one.holds:
            found.setdefault(one.holds[-1].person, []).append(one)
    return found
