"""Filling an agenda: what must be talked about, in the time there is, and what did not fit and why. Pure.

First everything gets its least minutes in order of weight: wellbeing, those whose date would pass, what is on
the agenda already or was brought by one of the two, the standing points, then the rest. Where those whose
date would pass do not fit, some become entries by reference if the policy lets them; the others want a
second slot. Then the minutes that are left are handed out one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from models.dates import counted
from models.reading.agenda.candidates import REFERENCE_MINUTES, Candidate, Group, Proposal, Slot

_FIRST, _MUST, _CHOSEN, _STANDING, _WANTED, _REST, _NEVER = range(7)
_WEIGHTS = {
    Group.STANDING: _STANDING,
    Group.CARRIED: _STANDING,
    Group.DUE: _WANTED,
    Group.EVERY: _WANTED,
    Group.ACTIONS: _WANTED,
    Group.PRIORITY: _WANTED,
    Group.AD_HOC: _REST,
    Group.RECORDS: _REST,
    Group.NEAR: _REST,
    Group.OWN: _CHOSEN,
    Group.LEFT: _CHOSEN,
    Group.OFFERED: _NEVER,
}


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a filled agenda."""

    candidate: Candidate
    minutes: int
    by_reference: bool = False


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What did not fit, and why. ``by`` is set where it wants a second slot before that day."""

    candidate: Candidate
    why: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled agenda in its order, what was left out, and the arithmetic in words."""

    lines: tuple[Line, ...]
    left: tuple[LeftOut, ...]
    length: int
    arithmetic: str

    @property
    def minutes(self) -> int:
        """The minutes of all its items."""
        return sum(line.minutes for line in self.lines)


@dataclass(slots=True)
class _Taken:
    """A candidate that is taken, with the minutes it has so far and those it would have."""

    candidate: Candidate
    minutes: int
    want: int
    by_reference: bool = False

    @property
    def fair(self) -> int:
        """Half way between its least and all it wants: what it should have before anything optional is added."""
        return (self.minutes + self.want) // 2


def fill(proposal: Proposal, length: int, chosen: Collection[str] = ()) -> Filled:
    """Fill an agenda of ``length`` minutes. ``chosen`` are the keys that stand on it already: they stay first."""
    by_weight: dict[int, list[Candidate]] = {}
    for one in proposal.candidates:
        by_weight.setdefault(_weight(one, chosen), []).append(one)
    taken: list[_Taken] = []
    left: list[LeftOut] = []
    for one in by_weight.get(_FIRST, ()):
        _take(taken, left, one, length)
    _take_musts(taken, left, by_weight.get(_MUST, ()), length)
    for weight in (_CHOSEN, _STANDING):
        for one in by_weight.get(weight, ()):
            _take(taken, left, one, length)
    for weight in (_WANTED, _REST):
        for one in by_weight.get(weight, ()):
            _take_fairly(taken, left, one, length)
    _hand_out(taken, length)
    lines = in_order([Line(one.candidate, one.minutes, one.by_reference) for one in taken], proposal.slots)
    musts = len([one for one in by_weight.get(_MUST, ()) if one.child_id is not None])
    return Filled(tuple(lines), tuple(left), length, arithmetic(lines, length, musts))


def arithmetic(lines: Sequence[Line], length: int, wanted: int = 0) -> str:
    """Return the sum in words: ``16 children in 90 minutes is 5.6 minutes each``.

    ``wanted`` is how many children must be talked about, if more than are on the agenda.
    """
    about = [line for line in lines if line.candidate.child_id is not None]
    count = max(len(about), wanted)
    if not count:
        return f"No child is on the agenda; {sum(line.minutes for line in lines)} of {counted(length, 'minute')}."
    others = sum(line.minutes for line in lines) - sum(line.minutes for line in about)
    on = f" ({len(about)} on it)" if about and count > len(about) else ""
    whole = counted(length, "minute")
    first = f"{counted(count, 'child', 'children')} in {whole} is {length / count:.1f} minutes each{on}"
    rest = max(0, length - others)
    beside = counted(others, "minute")
    return f"{first}; {rest / count:.1f} beside {beside} of other items." if others else f"{first}."


def in_order(lines: Sequence[Line], slots: Sequence[Slot]) -> list[Line]:
    """Return lines in the order of the agenda's slots; children and the rest stand in the order given."""
    keyed = {slot.key: place for place, slot in enumerate(slots) if slot.key}
    by_takes = {slot.takes: place for place, slot in reversed(list(enumerate(slots))) if slot.takes}
    last = by_takes.get("any", len(slots))

    def place(line: Line) -> int:
        one = line.candidate
        takes = "children" if one.child_id is not None else one.takes
        return keyed.get(one.key, by_takes.get(takes, last))

    return sorted(lines, key=place)


def _weight(one: Candidate, chosen: Collection[str]) -> int:
    if one.must:
        return _MUST
    if one.takes == "wellbeing":
        return _FIRST
    if one.key in chosen:
        return _CHOSEN
    if one.picked:
        return _NEVER
    return _STANDING if one.group is Group.NEAR and one.takes != "any" else _WEIGHTS[one.group]


def _used(taken: Sequence[_Taken]) -> int:
    return sum(one.minutes for one in taken)


def _take(taken: list[_Taken], left: list[LeftOut], one: Candidate, length: int) -> None:
    """Take a candidate with its least minutes, if there is room."""
    if _used(taken) + one.least <= length:
        taken.append(_Taken(one, one.least, max(one.minutes, one.least)))
    else:
        left.append(LeftOut(one, _no_room(length)))


def _take_fairly(taken: list[_Taken], left: list[LeftOut], one: Candidate, length: int) -> None:
    """Take a candidate if all that are taken keep a fair time beside it."""
    new = _Taken(one, one.least, max(one.minutes, one.least))
    if sum(each.fair for each in taken) + new.fair <= length:
        taken.append(new)
    else:
        left.append(LeftOut(one, _no_room(length)))


def _take_musts(taken: list[_Taken], left: list[LeftOut], musts: Sequence[Candidate], length: int) -> None:
    """Take those whose date would pass: the most urgent first, some by reference where all do not fit."""
    room = length - _used(taken)
    urgent = sorted(musts, key=lambda one: (one.by or date.max, one.rank))
    need = sum(one.least for one in urgent)
    short: set[str] = set()
    for one in reversed(urgent):
        if need > room and one.reference:
            short.add(one.key)
            need -= one.least - REFERENCE_MINUTES
    for one in urgent:
        minutes = REFERENCE_MINUTES if one.key in short else one.least
        if minutes <= room:
            taken.append(_Taken(one, minutes, minutes if one.key in short else one.minutes, one.key in short))
            room -= minutes
        else:
            left.append(LeftOut(one, f"{_no_room(length)} at {one.least} minutes each", one.by or date.min))


def _hand_out(taken: list[_Taken], length: int) -> None:
    """Hand out the minutes that are left, one by one, until everyone has what they want."""
    rest = length - _used(taken)
    while rest > 0:
        waiting = [one for one in taken if one.minutes < one.want]
        if not waiting:
            return
        for one in waiting[:rest]:
            one.minutes += 1
        rest -= min(rest, len(waiting))


def _no_room(length: int) -> str:
    return f"there is no room for it in {counted(length, 'minute')}"
