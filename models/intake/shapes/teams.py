"""Naming one team among those a file holds."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from models.dates import counted
from models.intake.table.codes import plain


def same_team(one: str, other: str) -> bool:
    """Say whether two spellings name one team: case, spaces and punctuation aside."""
    return plain(one) == plain(other)


def no_such_team(team: str, teams: Mapping[str, int]) -> str:
    """Return the sentence for a team that is not in the file: the nearest, or those that are there."""
    if not teams:
        return f"The file names no teams, so “{team}” cannot be found in it. Import it without naming one."
    by_name = {plain(name): name for name in teams}
    near = get_close_matches(plain(team), list(by_name), n=1, cutoff=0.6)
    meant = f" Did you mean “{by_name[near[0]]}”?" if near else ""
    return f"There is no team “{team}” in the file.{meant} The teams are: {teams_in_words(teams)}."


def teams_in_words(teams: Mapping[str, int], most: int = 30) -> str:
    """Return teams with how many children each holds, the largest first."""
    ranked = sorted(teams.items(), key=lambda pair: (-pair[1], pair[0]))
    words = ", ".join(f"{name} ({counted(count, 'child', 'children')})" for name, count in ranked[:most])
    return words + (f" and {len(ranked) - most} more" if len(ranked) > most else "")
