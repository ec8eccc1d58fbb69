"""Patterns of agendas that were kept: which there are for a practitioner, and an agenda laid out after one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlmodel import Session, col

from models.changes.agenda_parts import NewItem
from models.changes.agenda_templates import CHILDREN
from models.reading.agenda.candidates import CHILD_LEAST, CHILD_MINUTES, Candidate
from models.reading.agenda.filling import Filled, Line, arithmetic
from models.reading.agenda.page import AgendaPage, as_line
from models.reading.agenda.told import ItemView
from models.reading.rows import rows
from models.tables import AgendaTemplate, AgendaTemplateLine


class PatternLine(NamedTuple):
    """One line of a pattern; the one with the key ``children`` is where the children come."""

    source: str
    key: str
    whose: str
    words: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Pattern:
    """A kept pattern: for a practitioner, or (without one) for the team."""

    id: int
    name: str
    practitioner_id: int | None
    minutes: int | None
    lines: tuple[PatternLine, ...] = ()


def read_patterns(session: Session, practitioner_id: int | None) -> tuple[Pattern, ...]:
    """Return the patterns for a practitioner and for the team, their own first."""
    found = rows(
        session,
        select(
            col(AgendaTemplate.id),
            col(AgendaTemplate.name),
            col(AgendaTemplate.practitioner_id),
            col(AgendaTemplate.minutes),
        )
        .where(
            or_(
                col(AgendaTemplate.practitioner_id).is_(None),
                col(AgendaTemplate.practitioner_id) == practitioner_id,
            )
        )
        .order_by(col(AgendaTemplate.practitioner_id).is_(None), col(AgendaTemplate.name)),
    )
    lines: dict[int, list[PatternLine]] = {}
    statement = (
        select(
            col(AgendaTemplateLine.template_id),
            col(AgendaTemplateLine.source),
            col(AgendaTemplateLine.key),
            col(AgendaTemplateLine.whose),
            col(AgendaTemplateLine.words),
            col(AgendaTemplateLine.minutes),
        )
        .where(col(AgendaTemplateLine.template_id).in_([row[0] for row in found]))
        .order_by(col(AgendaTemplateLine.template_id), col(AgendaTemplateLine.place))
    )
    for template_id, *line in rows(session, statement):
        lines.setdefault(template_id, []).append(PatternLine(*line))
    return tuple(Pattern(row[0], row[1], row[2], row[3], tuple(lines.get(row[0], ()))) for row in found)


def pattern_of(page: AgendaPage) -> list[NewItem]:
    """Return an agenda as the lines of a pattern: its children are one line, where the first of them stands."""
    made: list[NewItem] = []
    for item in page.items:
        if item.child_id is None:
            made.append(NewItem(item.source, item.key, item.words, item.whose, minutes=item.minutes))
        elif all(line.key != CHILDREN for line in made):
            made.append(NewItem(CHILDREN, CHILDREN))
    return made


def laid_out(page: AgendaPage, pattern: Pattern) -> Filled:
    """Return an agenda after a pattern: its lines, at their place the children who must be, and what is on it."""
    length = pattern.minutes or page.length
    others = sum(line.minutes for line in pattern.lines)
    children = list(_children(page))
    each = max(CHILD_LEAST, min(CHILD_MINUTES, (length - others) // max(1, len(children))))
    lines: list[Line] = []
    for number, line in enumerate(pattern.lines):
        if line.key == CHILDREN:
            lines += [Line(one, each) for one in children]
        else:
            lines.append(Line(_line(page, line, number), line.minutes))
    lines += _kept(page, lines)
    return Filled(tuple(lines), (), length, arithmetic(lines, length))


def _children(page: AgendaPage) -> Iterator[Candidate]:
    """Yield the children on the agenda, then those who must be talked about or stand on the list."""
    there = [item for item in page.items if item.child_id is not None]
    yield from (as_line(item) for item in there)
    on = {item.child_id for item in there}
    listed = {one.child_id for one in page.told.listed}
    for one in page.proposal.candidates:
        if one.child_id is not None and one.child_id not in on and (one.must or one.child_id in listed):
            on.add(one.child_id)
            yield one


def _line(page: AgendaPage, line: PatternLine, number: int) -> Candidate:
    """Return a line of the pattern: the item or candidate it is, or a new one of its words."""
    for item in page.items:
        if item.child_id is None and item.words == line.words and (item.key == line.key or _is_own(line)):
            return as_line(item)
    found = page.proposal.of(line.key)
    if found is not None:
        return found
    key = f"own:{number}" if _is_own(line) else line.key  # one's own are told apart by their words
    return Candidate(key, line.words, (), whose=line.whose, minutes=line.minutes)


def _is_own(line: PatternLine) -> bool:
    return line.key.partition(":")[0] == "own"


def _kept(page: AgendaPage, lines: list[Line]) -> list[Line]:
    """Return the items that no line of the pattern takes up: they stay, at the end."""
    there = {line.candidate.key for line in lines}

    def is_there(item: ItemView) -> bool:
        one = page.candidate_of(item)
        return as_line(item).key in there or (one is not None and one.key in there)

    return [Line(as_line(item), item.minutes) for item in page.items if not is_there(item)]
