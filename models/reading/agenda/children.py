"""Why a child comes onto an agenda: dates that would pass, the policy's priorities, talks in between, actions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from models.dates import Span, WorkingDays, add, counted, show_short
from models.facts import Facts
from models.policy.agendas import AgendaSource, Brings, Point
from models.policy.pack import Pack
from models.policy.rule import NextSession
from models.reading.actions import ActionLine
from models.reading.agenda.candidates import CHILD_MINUTES, Candidate, Group, Reason
from models.reading.agenda.sitting import JOINT, is_joint
from models.reading.agenda.told import ChildTold, Talk, Told
from models.reading.due.bands import Band
from models.reading.due.kinds import DISCUSSION, TRANSFER
from models.reading.due.lines import ADVISORY, DueLine, in_a_sentence

SHORT_RECORD = "short_record"
"""The action of the gate that says when a short note may stand for a record (NCT-T33)."""
_MONTH = timedelta(days=31)
NOT_YET = "not discussed since it was opened"
"""Said of a child whose clock runs from the opening: there may have been talks about earlier work (KCC-X04)."""
ON_LIST = "on its list already"
"""Said of a child whom someone put on the list of the session, or who was not reached the last time."""


@dataclass(frozen=True, slots=True)
class _Found:
    """A reason, whether the child must be talked about for it, and by when."""

    reason: Reason
    must: bool = False
    by: date | None = None


def child_candidates(told: Told, sources: Sequence[AgendaSource], home: int) -> Iterator[Candidate]:
    """Yield each child there is a reason to talk about, in the session ``home``.

    In a joint session that is who stands on its list, and whose joint supervision is due: it takes the place of
    no one's own supervision (KCC-P37, NCT-P33).
    """
    lines: dict[int, list[DueLine]] = {}
    for line in told.due.lines:
        if line.about.entity == "child" and line.kind in (DISCUSSION, TRANSFER):
            lines.setdefault(line.about.entity_id, []).append(line)
    points = [(source, point) for source in sources for point in source.points if point.brings_children]
    joint = is_joint(told.due.pack, told.sitting)
    for child in told.children:
        if joint and not _is_listed(told, child):
            found = list(_from_dates(told, [line for line in lines.get(child.id, ()) if line.clock == JOINT]))
        else:
            found = _reasons(told, child, lines.get(child.id, ()), points)
        if found:
            yield _candidate(told, child, found, home)


def _reasons(
    told: Told,
    child: ChildTold,
    lines: Sequence[DueLine],
    points: Sequence[tuple[AgendaSource, Point]],
) -> list[_Found]:
    """Return every reason to talk about a child."""
    return [
        *_from_dates(told, lines),
        *_from_actions(child, told.today),
        *_from_priorities(told, child, points),
        *_from_talks(told, child),
        *_from_lists(told, child),
    ]


def all_children(told: Told, home: int) -> Iterator[Candidate]:
    """Yield every child, for those whom either wants to talk about without a reason of the policy.

    Whoever was discussed longest ago, or never, comes first (HAV-X12: no child has a clock there).
    """
    for child in told.children:
        words = f"last discussed {show_short(child.last, told.today)}" if child.last else NOT_YET
        found = _candidate(told, child, [_Found(Reason(Group.OFFERED, words))], home)
        yield replace(found, place=child.last.toordinal() if child.last else 0)


def _candidate(told: Told, child: ChildTold, found: Sequence[_Found], home: int) -> Candidate:
    slot = told.elsewhere.get(child.id)
    has_slot = slot is not None and told.next_day is not None and slot <= told.next_day
    ordered = sorted(found, key=lambda one: (one.reason.group, one.by or date.max))
    return Candidate(
        f"child:{child.id}",
        child.label,
        tuple(one.reason for one in ordered),
        home,
        child.id,
        minutes=CHILD_MINUTES,
        must=any(one.must for one in found) and not has_slot,
        by=min((one.by for one in found if one.by is not None), default=None),
        reference=by_reference(told, child),
        takes="children",
    )


# -- dates ---------------------------------------------------------------------------------------


def _from_dates(told: Told, lines: Sequence[DueLine]) -> Iterator[_Found]:
    """Yield what is overdue, or would be at the next supervision; what is only advised is no must."""
    for line in lines:
        if line.day is None:
            if line.band is Band.UNKNOWN:
                yield _Found(Reason(Group.PRIORITY, f"not worked out: {line.reason.rstrip('.')}"))
        elif line.kind == TRANSFER:
            if line.is_late or (told.next_day is not None and line.day <= told.next_day):
                words = f"{in_a_sentence(line.what)} by {show_short(line.day, told.today)}"
                yield _Found(Reason(Group.DUE, words, line.rule), must=True, by=line.day)
        else:
            yield from _from_date(told, line, line.day)


def _from_date(told: Told, line: DueLine, day: date) -> Iterator[_Found]:
    soon = told.next_day is not None and day < told.next_day
    if not (line.is_late or soon or line.band is Band.MISSED):
        return
    advised = line.band is Band.MISSED or line.force in ADVISORY
    yield _Found(Reason(_group(line), _said(told, line, day), line.rule), must=not advised, by=day)


def _group(line: DueLine) -> Group:
    rule = line.due.rule if line.due is not None else None
    every = rule is not None and isinstance(rule.terms, NextSession)
    return Group.EVERY if every and not line.is_late else Group.DUE


def _said(told: Told, line: DueLine, day: date) -> str:
    short = show_short(day, told.today)
    if line.is_late or line.band is Band.MISSED:
        first = f"{NOT_YET}, " if line.is_first and line.kind == DISCUSSION else ""
        return f"{first}{line.lateness()}"
    if _group(line) is Group.EVERY:
        return f"at every supervision: {in_a_sentence(line.what)}"
    if day <= max(told.today, told.sitting.day):
        return "due today" if day == told.today else f"due {short}"
    return f"due {short}, before the next supervision"


# -- actions and talks in between ----------------------------------------------------------------


def _from_actions(child: ChildTold, today: date) -> Iterator[_Found]:
    if child.actions:
        yield _Found(Reason(Group.ACTIONS, said_of_actions(child.actions, today)))


def said_of_actions(lines: Sequence[ActionLine], today: date) -> str:
    """Return how many actions are open, how often the most carried one was, how many are past their date."""
    said = [f"{counted(len(lines), 'action')} from before"]
    carried = [line.carried for line in lines if line.carried]
    if carried:
        most = counted(max(carried), "time")
        said.append(f"carried {most}" if len(lines) == 1 else f"{len(carried)} carried, one {most}")
    late = sum(line.due_on is not None and line.due_on < today for line in lines)
    if late:
        said.append("past its date" if len(lines) == 1 else f"{late} past the date")
    return ", ".join(said)


def _from_talks(told: Told, child: ChildTold) -> Iterator[_Found]:
    since = informal_since(child)
    if since:
        found = list(dict.fromkeys(talk.day for talk in since))
        days = ", ".join(show_short(day, told.today) for day in reversed(found[:3]))
        yield _Found(Reason(Group.AD_HOC, f"talked about in between on {days}"))


def _is_listed(told: Told, child: ChildTold) -> bool:
    return any(one.child_id == child.id for one in told.listed)


def _from_lists(told: Told, child: ChildTold) -> Iterator[_Found]:
    if _is_listed(told, child):
        yield _Found(Reason(Group.OWN, ON_LIST), must=is_joint(told.due.pack, told.sitting))
    elif child.id in told.elsewhere:
        yield _Found(
            Reason(Group.OFFERED, f"on the list of {show_short(told.elsewhere[child.id], told.today)}")
        )


def informal_since(child: ChildTold) -> list[Talk]:
    """Return the informal talks since the last formal discussion, the latest first."""
    return [
        talk
        for talk in child.talks
        if talk.occasion == "ad hoc" and (child.last is None or talk.day > child.last)
    ]


def by_reference(told: Told, child: ChildTold) -> str:
    """Return why a short entry that refers to earlier talks may stand, or nothing where the policy has no such rule."""
    gate = next(
        (rule for rule in told.due.pack.rules if getattr(rule.terms, "action", "") == SHORT_RECORD), None
    )
    if gate is None:
        return ""
    lately = [talk for talk in child.talks if talk.occasion == "ad hoc" and talk.day > told.today - _MONTH]
    facts = Facts(
        "record",
        more={
            "action": SHORT_RECORD,
            "informal_in_preceding_month": len(lately),
            "all_recorded": all(talk.recorded for talk in lately),
        },
    )
    due = told.due.clock.judged(facts, gate)
    if due is None or due.state != "allowed":
        return ""
    days = ", ".join(show_short(talk.day, told.today) for talk in reversed(lately))
    return f"recorded at the time: {days} ({gate.id})"


# -- the policy's priorities ---------------------------------------------------------------------


def _from_priorities(
    told: Told, child: ChildTold, points: Sequence[tuple[AgendaSource, Point]]
) -> Iterator[_Found]:
    for source, point in points:
        if source.services and child.service not in source.services:
            continue
        said = next(_brought_by(told, child, point.brings), "")
        if said:
            rule = point.rule or source.id
            yield _Found(Reason(Group.PRIORITY, f"{_short(point.words)}: {said}", rule))


def _brought_by(told: Told, child: ChildTold, brings: Brings) -> Iterator[str]:
    """Yield what brings a child on under a point, in words."""
    today, facts, pack = told.today, child.about.facts, told.due.pack
    last = told.last_one_to_one
    if brings.allocated and (last is None or child.held_since > last):
        yield f"since {show_short(child.held_since, today)}"
    transfer = facts.more.get("transfer_on")
    if brings.transfer and isinstance(transfer, date):
        yield f"planned for {show_short(transfer, today)}"
    yield from _changes(pack, facts, child.last, brings.changed, today)
    yield from _holding(pack, facts, brings.flags, today)
    yield from _near(told, child, brings)
    yield from _quiet(told, child, brings)
    if child.pace is not None and child.pace.pace in brings.pace:
        yield f"{child.pace.pace}, {child.pace.reason}"
    if child.stage in brings.stages and (child.last is None or child.stage_since > child.last):
        name = next((stage.short for stage in pack.stages if stage.number == child.stage), str(child.stage))
        yield f"{name} since {show_short(child.stage_since, today)}"
    yield from _in_groups(told, child, brings)


def _changes(pack: Pack, facts: Facts, last: date | None, codes: Sequence[str], today: date) -> Iterator[str]:
    """Yield each situation that began or ended since the last discussion."""
    for each in facts.situations:
        if each.code not in codes:
            continue
        label = pack.situation(each.code).label
        if each.until is not None and each.until <= today:
            yield f"{label} ended {show_short(each.until - timedelta(days=1), today)}"
        elif each.since is not None and last is not None and each.since > last:
            yield f"{label} since {show_short(each.since, today)}"


def _holding(pack: Pack, facts: Facts, codes: Sequence[str], today: date) -> Iterator[str]:
    for each in facts.situations:
        if each.code in codes and (each.until is None or each.until > today):
            yield pack.situation(each.code).label


def _near(told: Told, child: ChildTold, brings: Brings) -> Iterator[str]:
    if brings.within is None:
        return
    last = _plus(told.today, brings.within)
    labels = {each.code: each.label for each in told.due.pack.event_kinds}
    for event in child.ahead:
        soon = event.day <= last or (told.next_day is not None and event.day <= told.next_day)
        if event.code in brings.near and soon:
            yield f"{labels.get(event.code, event.code)} on {show_short(event.day, told.today)}"


def _quiet(told: Told, child: ChildTold, brings: Brings) -> Iterator[str]:
    """Yield that a child was not talked about for long, or is open for long."""
    if brings.dormant is not None:
        latest = max((talk.day for talk in child.talks), default=None)
        base = max(filter(None, (latest, child.last, child.opened_on)))
        if _plus(base, brings.dormant) <= told.today:
            yield f"not talked about for {counted((told.today - base).days, 'day')}"
    if brings.open_for is not None and _plus(child.opened_on, brings.open_for) <= told.today:
        yield f"open since {show_short(child.opened_on, told.today)}"


def _in_groups(told: Told, child: ChildTold, brings: Brings) -> Iterator[str]:
    """Yield the group session since the last one-to-one whose outcome is to be signed off."""
    last = told.last_one_to_one
    for talk in child.talks:
        if talk.kind in brings.groups and (last is None or talk.day > last):
            label = told.due.pack.session_kind(talk.kind).label
            yield f"{in_a_sentence(label)} of {show_short(talk.day, told.today)}"
            return


def _plus(day: date, span: Span) -> date:
    return add(day, span, _NO_HOLIDAYS)


_NO_HOLIDAYS = WorkingDays()


def _short(words: str) -> str:
    """Return the words of a point up to what only spells them out."""
    return _SPELT_OUT.split(words, maxsplit=1)[0]


_SPELT_OUT = re.compile(r"[:,]| \(| with ")
