"""Reading all facts of a team, or those of some children or practitioners."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.policy.pack import Pack
from models.reading.facts.about import About, Mistake, TeamFacts
from models.reading.facts.children import read_children
from models.reading.facts.desk import Desk
from models.reading.facts.files import read_files
from models.reading.facts.held import read_held
from models.reading.facts.mistakes import read_mistakes
from models.reading.facts.observations import read_observations
from models.reading.facts.people import Staff, read_staff
from models.reading.facts.rearranged import read_rearranged
from models.reading.facts.records import read_records
from models.reading.facts.relations import read_relations
from models.reading.facts.together import read_pack_problems, read_together
from models.reading.facts.written_up import read_written_up
from models.reading.uncollected import uncollected


@dataclass(frozen=True, slots=True)
class Asked:
    """Whom to read, by ids: children, practitioners, or (where both are None) everyone.

    ``also_for`` are other packs whose facts are to be told too, for a comparison.
    """

    children: Collection[int] | None = None
    people: Collection[int] | None = None
    also_for: tuple[Pack, ...] = ()


EVERYONE = Asked()


def read_facts(
    session: Session, pack: Pack, as_at: date, asked: Asked = EVERYONE, *, present: date | None = None
) -> TeamFacts:
    """Return what the clock is told about the team as it stood on ``as_at``, under a pack.

    ``present`` is the day it is now where ``as_at`` looks back. With ``asked`` only some children or
    practitioners are read, and nothing of the team as a whole.
    """
    with uncollected():
        return _read(_desk(session, pack, as_at, asked), asked, present or as_at)


def _read(desk: Desk, asked: Asked, present: date) -> TeamFacts:
    staff = read_staff(desk)
    abouts = [*staff.abouts, *read_children(desk, staff)]
    mistakes = read_mistakes(desk, abouts, present)
    if asked.people is not None or desk.is_everyone:
        _add_papers(desk, staff, abouts, mistakes)
    if desk.is_everyone:
        abouts += read_together(desk, staff.events)
        mistakes += read_pack_problems(desk)
    return TeamFacts(
        desk.as_at, tuple(abouts), tuple(mistakes), desk.people, staff.outside, desk.kept(), desk.team.name
    )


def _desk(session: Session, pack: Pack, as_at: date, asked: Asked) -> Desk:
    if asked.children is None and asked.people is None:
        return Desk(session, pack, as_at, also_for=asked.also_for)
    return Desk(session, pack, as_at, asked.children or (), asked.people or (), asked.also_for)


def _add_papers(desk: Desk, staff: Staff, abouts: list[About], mistakes: list[Mistake]) -> None:
    """Add what hangs on practitioners: records, sessions, observations, agreements, files."""
    for read in (read_records, read_rearranged):
        found, wrong = read(desk, staff)
        abouts += found
        mistakes += wrong
    abouts += [
        *read_held(desk, staff),
        *read_written_up(desk, staff),
        *read_observations(desk, staff),
        *read_relations(desk, staff),
        *read_files(desk),
    ]
