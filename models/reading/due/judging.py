"""Where a due thing stands: its day, its band, and whether it can be called late at all."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from models.clock import states
from models.clock.outcome import Due
from models.dates import add_months, show
from models.policy.rule import Count, Milestones, Tally
from models.reading.due.bands import Band, band_of
from models.reading.facts.kept import Kept

_LEFT_OUT = frozenset(
    {states.INFO, states.WITHIN, states.ALLOWED, states.NOTHING_DUE, states.NO_FIXED_INTERVAL}
)
_STANDING = frozenset({states.NOT_MET, states.BELOW_MINIMUM, states.ABOVE_MAXIMUM, states.BLOCKED})
_AMBER = frozenset({states.ADVISORY_MISSED, states.TARGET_PASSED})
_ONE = timedelta(days=1)
_NEVER = frozenset({"agreement", "team", "service", "supervisory_relationship"})


class Standing(NamedTuple):
    """Where a due thing stands. ``target`` is set where its day is a later layer than the first."""

    band: Band
    day: date | None = None
    days_late: int | None = None
    target: date | None = None
    reason: str = ""


def standing_of(due: Due, kept: Kept, today: date) -> Standing | None:
    """Return where a due thing stands, or None where there is nothing to do: met, within, only kept."""
    if due.gap is not None:
        return Standing(Band.UNKNOWN, reason=_reason(due))
    if due.state in _LEFT_OUT or (due.state == states.KEEP and due.due is None):
        return None
    if due.facts.subject == "record" and _was_not_kept(due, kept):
        return None
    if due.facts.subject == "policy_document":
        return Standing(Band.NOTED, due.due_day, due.days_late)
    if due.rule is not None and isinstance(due.rule.terms, Count):
        return _count(due, due.rule.terms, kept, today)
    if due.due is None:
        return Standing(Band.STANDING, reason=_said(due)) if due.state in _STANDING else None
    if due.state == states.MET:
        return None
    return _dated(due, kept, today)


def _was_not_kept(due: Due, kept: Kept) -> bool:
    """Say whether this paper of a record was not kept then; one line stands for all of those."""
    held = due.facts.known("session_date") or due.facts.known("discussed_at")
    settled = getattr(due.rule.terms, "settled_by", ()) if due.rule is not None else ()
    return held is not None and any(held < kept.since(f"record:{name}") for name in settled[:1])


def _dated(due: Due, kept: Kept, today: date) -> Standing:
    day = due.due_day
    assert day is not None
    if due.is_late and (reason := _never(due, day, kept)):
        return Standing(Band.UNKNOWN, reason=reason)
    late = (today - day).days
    if due.state in _AMBER:
        return Standing(Band.MISSED, day, late, day if due.state == states.TARGET_PASSED else None)
    if due.state in (states.OVERDUE, states.BREACH) and due.limit is not None:
        limit = due.limit
        return Standing(band_of((today - limit).days), limit, (today - limit).days, day)
    band = band_of(late)
    # a moment that has passed is late before its day is over
    return Standing(Band.LATE_7 if due.is_late and late == 0 else band, day, late)


def _count(due: Due, terms: Count, kept: Kept, today: date) -> Standing | None:
    """A count stands by the day until which it is good without another event.

    Where there are too few, it is late from the day on which a whole year of them would be recorded here.
    """
    day = due.value("keep_by")
    if due.state == states.NOT_MET:
        since = min((kept.since(f"event:{name}") for name in terms.types), default=kept.begun)
        if (day is None or day < since) and not _has_any(due, terms):
            return Standing(
                Band.UNKNOWN, reason=f"None is recorded here yet; {terms.at_least} a year are wanted."
            )
        sure = add_months(since, 12) - _ONE
        if sure >= today:
            return Standing(Band.UNKNOWN, reason=f"{_said(due)} They are kept here from {show(since)} only.")
        day = sure if day is None else max(day, sure)
    if day is None:
        return None
    late = (today - day).days
    return Standing(band_of(late), day, late)


def _has_any(due: Due, terms: Count) -> bool:
    return any(event.type in terms.types for event in due.facts.events)


def _said(due: Due) -> str:
    """Return in a few words what is not as it should be."""
    held, required, most = due.value("held"), due.value("required"), due.value("maximum")
    if required is not None:
        of_a_session = due.rule is not None and isinstance(due.rule.terms, Tally)
        return (
            f"{held} of {required}."
            if of_a_session
            else f"{held} of {required} in the twelve months up to today."
        )
    if most is not None and held is not None:
        return f"{held:g}, and at most {most:g} by the policy."
    if (wanted := _minutes(due)) is not None:
        return wanted
    missing = [*(due.value("missing_items") or ()), *(due.value("missing_fields") or ())]
    return f"Missing: {', '.join(map(_plain, missing))}." if missing else f"{due.state.replace('_', ' ')}."


def _minutes(due: Due) -> str | None:
    """Return how long it was and how long it should be, where that is what is wrong."""
    least, most, minutes = due.value("minimum"), due.value("maximum"), due.facts.known("minutes")
    if due.state == states.BELOW_MINIMUM:
        return f"{minutes:g} minutes, and at least {least:g} are wanted."
    return (
        f"{minutes:g} minutes, and at most {most:g} by the policy."
        if due.state == states.ABOVE_MAXIMUM and most is not None and minutes is not None
        else None
    )


def _plain(name: str) -> str:
    from models.facts import NAMES

    return NAMES[name].words if name in NAMES else name.replace("_", " ")


def _never(due: Due, day: date, kept: Kept) -> str:
    """Return why a late day can't be believed: nothing of the kind is recorded, and it lies before that was kept.

    Children are the exception: what nobody discussed since it was opened is late (GEN-X08).
    """
    sort = _sort(due)
    if not sort or day >= kept.since(sort):
        return ""
    start = due.why.start
    counted_from = f"counted from {show(start)} it" if start is not None else "it"
    return f"None is recorded here yet; {counted_from} would have been due on {show(day)}."


def _sort(due: Due) -> str:
    """Return under which name it is kept since when such things are recorded; empty where one is."""
    subject, facts = due.facts.subject, due.facts
    if due.rule is not None and isinstance(due.rule.terms, Milestones):
        held = due.rule.terms.held_as
        return f"event:{held}" if held and not any(each.type == held for each in facts.events) else ""
    if subject in ("practitioner", "supervisory_relationship") and due.clock not in facts.lasts:
        return f"{subject}:{due.clock}"
    if subject == "agreement" and not facts.lasts:
        return "agreement"
    return ""


def _reason(due: Due) -> str:
    """Return why nothing could be worked out; of what was never recorded, that it was not."""
    if due.gap is not None and due.gap.code == "no_start" and due.facts.subject in _NEVER:
        return "None is recorded here yet."
    return due.reason
