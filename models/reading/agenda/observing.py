"""Planned observations as an agenda brings them up: what is seen and whose permission is asked (HAV-P25, KCC-P45)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from models.dates import show_short
from models.reading.agenda.candidates import Candidate, Group, Reason
from models.reading.agenda.told import Told
from models.reading.due.lines import DueLine
from models.reading.due.observed import kind_of_line
from models.reading.observing import PlannedSeen, called

_AHEAD = timedelta(days=28)
"""How far ahead one is brought up where no next session is known, as with what is near of the papers."""


def said_of_planned(told: Told, line: DueLine) -> str:
    """Return ``planned for 3 Dec`` of what would settle a due line; nothing where nothing is planned."""
    kind = kind_of_line(line, told.due.pack)
    seen = next((one for one in told.observing if kind and one.kind == kind), None)
    return _said(told, seen) if seen is not None else ""


def planned_reasons(told: Told, lines: list[DueLine]) -> Iterator[Reason]:
    """Yield the observations to be talked about beforehand that no due line (of ``lines``) speaks of."""
    for one in _coming(told, lines):
        yield Reason(Group.NEAR, f"{called(told.due.pack, one.kind)}: {_said(told, one)}")


def planned_candidates(told: Told, lines: list[DueLine], home: int) -> Iterator[Candidate]:
    """Yield the same as items of their own, for an agenda that has no point for them."""
    for one in _coming(told, lines):
        yield Candidate(
            f"observing:{one.id}",
            called(told.due.pack, one.kind),
            (Reason(Group.NEAR, _said(told, one)),),
            home,
            minutes=5,
            least=2,
            by=one.day,
        )


def _coming(told: Told, lines: list[DueLine]) -> Iterator[PlannedSeen]:
    if told.sitting.is_group:
        return
    until = told.next_day or told.sitting.day + _AHEAD
    spoken = {kind_of_line(line, told.due.pack) for line in lines}
    for one in told.observing:
        if one.kind not in spoken and one.day <= until:
            yield one


def _said(told: Told, one: PlannedSeen) -> str:
    day = show_short(one.day, told.today)
    return f"planned for {day}" if one.day >= told.today else f"was planned for {day} and not held"
