"""Letting some children wait, so that every band of the overdue list has someone in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.demo.aims import BANDS, Aim, band_of, day_before
from models.demo.days import is_worked
from models.demo.dice import Dice
from models.demo.journey import Journey, Talk
from models.demo.sessions import Session
from models.demo.talks import Diary

WANTED: Mapping[str, int] = {
    "over 30 days late": 3,
    "8 to 30 days late": 4,
    "1 to 7 days late": 4,
    "today": 2,
    "this week": 5,
    "next four weeks": 8,
}
"""How many involvements (siblings counted once) each band should have at least."""
_MAY_WAIT = ("next four weeks", "later")


@dataclass(slots=True)
class Waiting:
    """The open work of a team, the sessions it was talked about in, and who is to wait."""

    journeys: Sequence[Journey]
    slots: Mapping[int, Sequence[Session]]
    meetings: Sequence[Session]
    diary: Diary
    aim: Aim
    today: date

    def arrange(self, dice: Dice) -> list[Session]:
        """Take the latest talks from a few until each band has enough; return sessions held besides."""
        if not self.aim.child_clock:
            return []
        bands = {id(one): self.band(one) for one in self.journeys}
        counts = Counter(bands.values())
        able = [one for one in dice.shuffled(self.journeys) if one.holds and not (one.quiet or one.shared)]
        made: list[Session] = []
        for band, wanted in WANTED.items():
            for one, last in self._ready(able, bands, band):
                if counts[band] >= wanted:
                    break
                made += [last] if last.id < 0 else []
                self._forget_since(one, last)
                counts[bands[id(one)]] -= 1
                counts[band] += 1
                bands[id(one)] = f"{band}, chosen"
        return made

    def band(self, one: Journey) -> str:
        """Return the band in which a journey stands by its last talk."""
        return band_of(self.aim.due(one.codes(self.today), one.last_talk()), self.today)

    def _ready(
        self, able: Sequence[Journey], bands: Mapping[int, str], band: str
    ) -> Iterator[tuple[Journey, Session]]:
        """Yield who could wait into a band, with the talk that would be the last: first as it was, then made."""
        for find in (self._held, self._besides):
            for one in able:
                last = find(one, band) if bands[id(one)] in _MAY_WAIT and bands[id(one)] != band else None
                if last is not None:
                    yield one, last

    def _held(self, one: Journey, band: str) -> Session | None:
        codes = one.codes(self.today)
        sessions = (*self.slots[id(one)], *(self.meetings if band == "today" else ()))
        for session in reversed(sessions):
            fits = one.opened < session.day and one.holds[-1].since <= session.day
            if fits and band_of(self.aim.due(codes, session.day), self.today) == band:
                return session
        return None

    def _besides(self, one: Journey, band: str) -> Session | None:
        """Return a further session of the holder, on a day that leads into the band."""
        hold, usual = one.holds[-1], self.slots[id(one)]
        for day in self._days_for(one, band):
            between = hold.since < day and usual and day < usual[-1].day
            if between and is_worked(day) and self.diary.present(hold.person, day) == hold.person:
                return Session(
                    self.aim.case, hold.person, day, day, minutes=45, recorded=day, signed=day, id=-1
                )
        return None

    def _days_for(self, one: Journey, band: str) -> Iterator[date]:
        codes = one.codes(self.today)
        low, high = next((low, high) for name, low, high in BANDS if name == band)
        for late in range(low, min(high, low + 30) + 1):
            due = self.today - timedelta(days=late)
            for span in self.aim.spans(codes):
                day = day_before(due, span)
                if day is not None and self.aim.due(codes, day) == due:
                    yield day

    @staticmethod
    def _forget_since(one: Journey, last: Session) -> None:
        one.talks = [talk for talk in one.talks if not talk.is_held or talk.session.day < last.day]
        one.talks.append(Talk(last))
        for step in one.steps:
            if step.meeting is not None and step.day > last.day:
                step.meeting = None
