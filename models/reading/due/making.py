"""Making the due list from facts: the clock's answers as lines, in order. No store is needed for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import attrgetter

from models.clock.arithmetic import When, as_day
from models.clock.engine import Clock
from models.clock.outcome import Due
from models.dates import WorkingDays
from models.policy.pack import Pack
from models.reading.due.bands import Band
from models.reading.due.judging import standing_of
from models.reading.due.kinds import kind_of, kind_of_subject
from models.reading.due.lines import NOBODY, DueLine
from models.reading.due.listing import DueList, Only
from models.reading.facts.about import About, Mistake, TeamFacts
from models.reading.uncollected import uncollected

_AT_ONCE = 2_000


def make_due(facts: TeamFacts, pack: Pack, now: When, working: WorkingDays | None = None) -> DueList:
    """Return everything due at ``now`` by facts that were read, under a pack.

    Nothing is left out: what could not be worked out is a line with its reason.
    """
    clock = Clock(pack, now, working)
    with uncollected(when=len(facts.abouts) >= _AT_ONCE):
        maker = _Maker(clock, facts)
        lines = [line for about in facts.abouts for line in maker.lines(about)]
        lines += maker.mistakes(lines)
        lines.sort(key=attrgetter("urgency"))
    return DueList(clock, facts, tuple(lines))


def made_again(due: DueList, now: When) -> DueList:
    """Return a list afresh at another moment from the facts that were read: the day has changed.

    A session that was booked for a day that has passed meanwhile needs the store again.
    """
    made = make_due(due.facts, due.pack.at(as_day(now)), now, due.working)
    return made.where(due.only) if due.only != Only() else made


class _Maker:
    """Turns what the clock says of one subject after the other into lines."""

    def __init__(self, clock: Clock, facts: TeamFacts) -> None:
        self._clock, self._facts = clock, facts
        self._today: date = as_day(clock.now)

    def lines(self, about: About) -> Iterator[DueLine]:
        """Yield the lines of one subject."""
        for due in self._clock.due(about.facts):
            standing = standing_of(due, self._facts.kept, self._today)
            if standing is not None and not self._is_after_leaving(about, standing.day):
                yield DueLine(
                    about,
                    kind_of(due, self._clock.pack),
                    _what(due),
                    standing.band,
                    self._facts.people.get(_whose(about, due) or 0, NOBODY),
                    due=due,
                    day=standing.day,
                    days_late=standing.days_late,
                    target=standing.target,
                    reason=standing.reason,
                )

    def _is_after_leaving(self, about: About, day: date | None) -> bool:
        """Say whether a day of someone's own lies after their last one: nothing is due of them by then."""
        person = self._facts.people.get(about.practitioner_id or 0, NOBODY)
        last = person.left_on if about.facts.subject in ("practitioner", "agreement") else None
        return last is not None and day is not None and day > last

    def mistakes(self, lines: list[DueLine]) -> Iterator[DueLine]:
        """Yield a line for each mistake that the clock itself has not named."""
        named = {(line.label, line.due.gap.code) for line in lines if line.due is not None and line.due.gap}
        for each in self._facts.mistakes:
            if (each.about.label, each.gap.code) not in named:
                yield self._mistake(each)

    def _mistake(self, mistake: Mistake) -> DueLine:
        about = mistake.about
        person = self._facts.people.get(about.practitioner_id or 0, NOBODY)
        kind = kind_of_subject(about.facts.subject)
        return DueLine(about, kind, mistake.what, Band.UNKNOWN, person, reason=mistake.gap.text)


def _what(due: Due) -> str:
    """Return what is due: on a clock with layers what its first layer asks for, whichever was passed."""
    first = next((each.rule for each in due.candidates if each.due == due.due), None)
    return first.what if first is not None and due.limit is not None else due.what


def _whose(about: About, due: Due) -> int | None:
    """Return whose work a due thing is: of several services', that of the one whose rule won."""
    if not about.holders:
        return about.practitioner_id
    service = next((each.facts.service for each in due.candidates if each.rule is due.rule), "")
    return about.holders.get(service or due.facts.service, about.practitioner_id)
