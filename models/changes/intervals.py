"""A manager's own interval for one child or person: shorter than the policy's, never longer (GEN-X09)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from sqlmodel import col, select

from models.changes import checks
from models.clock.engine import Clock
from models.clock.outcome import Candidate
from models.clock.plan import OWN_CLOCK
from models.dates import counted, show
from models.errors import Refused
from models.facts import Facts, Shorter
from models.policy.pack import Pack
from models.policy.rule import CalendarMonth, Interval
from models.reading.facts import Asked, read_facts
from models.store.change import Change
from models.tables import Practitioner, ShorterInterval
from models.trail import Words

_ONE = timedelta(days=1)


def shorten_for_child(
    change: Change, pack: Pack, child_id: int, days: int, reason: str, since: date | None = None
) -> ShorterInterval:
    """Set a shorter interval between discussions of one child, from a day on (today if not said).

    Raises Refused for an interval that is no shorter than the policy's, naming the rule that stands.
    """
    child = checks.child(change.session, child_id)
    return _set(change, pack, _Whose(child_id=child.id), days, reason, since)


def shorten_for_practitioner(
    change: Change, pack: Pack, practitioner_id: int, days: int, reason: str, since: date | None = None
) -> ShorterInterval:
    """Set a shorter interval between the sessions of one practitioner; it is refused as for a child."""
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    return _set(change, pack, _Whose(practitioner_id=person.id), days, reason, since)


def end_interval(change: Change, interval_id: int, until: date) -> ShorterInterval:
    """End a manager's interval; ``until`` is its last day."""
    row = checks.found(change.session, ShorterInterval, interval_id, "interval")
    checks.in_order(row.since, until, "It would end before it began")
    was = row.until
    change.update(row, until=until)
    change.note("end_interval", "interval", row.id, was=was, until=until)
    return row


class _Whose(NamedTuple):
    """Whose interval it is: a child's or a practitioner's."""

    child_id: int | None = None
    practitioner_id: int | None = None

    @property
    def asked(self) -> Asked:
        """What has to be read to know the policy's own interval."""
        if self.child_id is not None:
            return Asked(children=[self.child_id])
        return Asked(people=[self.practitioner_id] if self.practitioner_id is not None else [])

    @property
    def entity(self) -> str:
        """The kind of row it is."""
        return "child" if self.child_id is not None else "practitioner"


def _set(
    change: Change, pack: Pack, whose: _Whose, days: int, reason: str, since: date | None
) -> ShorterInterval:
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused("A shorter interval needs a reason: say in a line why.")
    if not 1 <= days <= 366:
        raise Refused("An interval is a number of days from 1 to 366.")
    since = since or change.today
    _refuse_longer(change, pack, whose, days)
    _end_running(change, whose, since)
    row = change.insert(ShorterInterval(**whose._asdict(), days=days, reason=words, since=since))
    change.note(
        "shorten_interval",
        "interval",
        row.id,
        child=whose.child_id,
        practitioner=whose.practitioner_id,
        days=days,
        since=since,
        reason=Words(words),
    )
    return row


def _end_running(change: Change, whose: _Whose, since: date) -> None:
    """End the interval that holds now on the day before a new one begins."""
    mine = (
        ShorterInterval.child_id == whose.child_id
        if whose.child_id is not None
        else ShorterInterval.practitioner_id == whose.practitioner_id
    )
    running = change.session.exec(
        select(ShorterInterval).where(
            mine, col(ShorterInterval.until).is_(None) | (col(ShorterInterval.until) >= since)
        )
    ).all()
    for other in running:
        if other.since >= since:
            raise Refused(f"One is set from {show(other.since)} already. End or undo that one first.")
        change.update(other, until=since - _ONE)


def _refuse_longer(change: Change, pack: Pack, whose: _Whose, days: int) -> None:
    """Raise Refused unless the interval is shorter than the policy's on at least one clock of the subject."""
    read = read_facts(change.session, pack, change.today, whose.asked)
    facts = next((about.facts for about in read.abouts if about.entity == whose.entity), None)
    if facts is None:
        raise Refused("No clock runs for them: the work is closed, or they are not supervised here.")
    clock = Clock(pack, change.today)
    asked = (_policys(clock, facts, name, days) for name in (OWN_CLOCK, *pack.sessions))
    stands = [found for found in asked if found is not None]
    if stands and all(stands):
        raise Refused(
            f"{counted(days, 'day')} would be no shorter than the policy allows: {stands[0]} "
            "A longer interval can't be had; the policy's date stands."
        )


def _policys(clock: Clock, facts: Facts, name: str, days: int) -> str | None:
    """Return the rule that is at least as short on a clock; empty if none is, None where no clock runs."""
    base = clock.today
    lasts = {**facts.lasts, name: base}
    asked = facts.changed(
        last=base if facts.subject != "practitioner" else None,
        lasts=lasts,
        shorter=Shorter(days),
        others=tuple(each._replace(last=base) for each in facts.others),
    )
    due = clock.on(asked, name)
    if due is None or not due.candidates:
        return None
    first = min(
        (each for each in due.candidates if _is_interval(each)),
        key=lambda each: each.due,  # days alone: no interval is counted in hours
        default=None,
    )
    if first is None or first.due > base + _ONE * days:
        return ""
    return f"{first.rule.says} ({first.rule.id})"


def _is_interval(each: Candidate) -> bool:
    terms = each.rule.terms
    if isinstance(terms, CalendarMonth):
        return True
    return isinstance(terms, Interval) and terms.every_from != "manager_interval_days"
