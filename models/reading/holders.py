"""Who holds work, as tiles and lists name them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy import select
from sqlmodel import Session, col

from models.reading.rows import rows
from models.tables import Practitioner
from models.words import initials_of


@dataclass(frozen=True, slots=True)
class Holder:
    """A practitioner as a tile names them: a short name that is unlike the others', and initials."""

    id: int
    name: str
    short: str
    initials: str


def read_holders(session: Session) -> dict[int, Holder]:
    """Return every practitioner by id, leavers among them: looking back meets those too."""
    people = rows(session, select(col(Practitioner.id), col(Practitioner.number), col(Practitioner.name)))
    shorts = _shorts([(number, name) for _, number, name in people])
    return {
        person_id: Holder(person_id, name, short, initials_of(name))
        for (person_id, _, name), short in zip(people, shorts, strict=True)
    }


def _shorts(people: list[tuple[str, str]]) -> list[str]:
    """Return the shortest name of each (number, name) that is no one else's: Sam, Sam O, Sam Ob."""
    found = [""] * len(people)
    waiting = set(range(len(people)))
    longest = max((len(name) for _, name in people), default=0)
    for length in range(longest + 3):
        ways = [_way(number, name, length, longest) for number, name in people]
        used = Counter(way.casefold() for way in ways)
        for n in [n for n in waiting if used[ways[n].casefold()] == 1]:
            found[n] = ways[n]
            waiting.remove(n)
        if not waiting:
            break
    return found


def _way(number: str, name: str, length: int, longest: int) -> str:
    """Return the first name with so many letters of the last; beyond the longest all of it, then the number."""
    first, _, rest = name.partition(" ")
    if length <= longest:
        return f"{first} {rest.split(' ')[-1][:length]}".strip()
    return name if length == longest + 1 else f"{name} {number}"
