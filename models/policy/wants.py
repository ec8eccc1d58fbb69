"""Which facts a pack's rules ask for, so that a store is not asked for what no rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass

from models.facts import NAMES
from models.policy.pack import Pack


def wanted_facts(pack: Pack) -> frozenset[str]:
    """Return every fact of `models.facts.NAMES` that a rule of the pack names."""
    found = pack.compiled.get("wanted")
    if not isinstance(found, frozenset):
        found = pack.compiled["wanted"] = frozenset(name for rule in pack.rules for name in _named(rule))
    return found


def names_in(terms: object) -> frozenset[str]:
    """Return every fact that one part of a rule names."""
    return frozenset(_named(terms))


def _named(value: object) -> Iterator[str]:
    """Yield every text in a rule that is the name of a fact, however deep it stands."""
    if isinstance(value, str):
        if value in NAMES:
            yield value
    elif isinstance(value, Mapping):
        yield from _named(tuple(value.items()))
    elif isinstance(value, tuple | frozenset):
        for each in value:
            yield from _named(each)
    elif is_dataclass(value):
        for part in fields(value):
            yield from _named(getattr(value, part.name))
