"""What only the whole pack shows of its agenda: sessions, services, situations and rules that it does not know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.policy.agendas import AgendaSource, Point
from models.policy.pack import Pack

Wrong = tuple[str, str, str, str]
"""The section, the ID of the row in it, the key, and what is wrong."""


def unknown_in_agendas(pack: Pack) -> Iterator[Wrong]:
    """Yield everything that a source of agenda items speaks of and the pack does not know."""
    kinds = {each.code for each in pack.session_kinds}
    known = {
        "sessions": kinds,
        "service": {each.code for each in pack.services},
        "role": {each.code for each in pack.roles},
    }
    for source in pack.agenda:
        said = {"sessions": source.sessions, "service": source.services, "role": source.roles}
        for key, codes in said.items():
            yield from _unknown(source, key, codes, known[key])
        for point in source.points:
            yield from _in_point(pack, source, point)


def _in_point(pack: Pack, source: AgendaSource, point: Point) -> Iterator[Wrong]:
    situations = {each.code for each in (*pack.situations, *pack.flags)}
    ahead = {each.code for each in pack.event_kinds if each.subject == "child"}
    groups = {each.code for each in pack.session_kinds if each.group}
    brings = point.brings
    yield from _unknown(source, "points", (*brings.changed, *brings.flags), situations)
    yield from _unknown(source, "points", brings.near, ahead)
    yield from _unknown(source, "points", brings.groups, groups)
    yield from _unknown(source, "points", map(str, brings.stages), {str(each.number) for each in pack.stages})
    if point.rule:
        said = {*pack.rules_by_id, *(each.id for each in pack.provisions)}
        yield from _unknown(source, "points", (point.rule,), said)
    if point.reading:
        yield from _unknown(source, "points", (point.reading,), set(pack.readings))


def _unknown(source: AgendaSource, key: str, said: Iterable[str], known: set[str]) -> Iterator[Wrong]:
    for code in said:
        if code not in known:
            yield "agenda", source.id, key, f"{key}: the pack does not know {code!r}"
