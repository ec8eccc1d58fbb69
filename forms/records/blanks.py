"""The names that fill the blanks of a form's clauses: of the two people, their jobs, the team, the authority."""

from __future__ import annotations

from collections.abc import Iterable

from models.reading.record_context import RecordContext
from models.signed import Signature

_TWO = ("supervisee", "supervisor")


def names_for_blanks(known: RecordContext, signatures: Iterable[Signature], authority: str) -> dict[str, str]:
    """Return the names by what a clause calls them; on a record that was signed those who signed it stay."""
    people = {"supervisee": known.supervisee, "supervisor": known.supervisor}
    names = {role: one.name for role, one in people.items() if one}
    names |= {f"{role}_job": one.job for role, one in people.items() if one}
    for each in signatures:
        if each.party in _TWO:
            names |= {each.party: each.name, f"{each.party}_job": each.role}
    return {**names, "team": known.team, "authority": authority}
