"""A made-up caseload of any size, as the sheets of a Footprint workbook: the same one for the same size and day."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

Sheets = dict[str, list[Sequence[object]]]
SERVICE = "childrens_social_work"
_NAMES = ("Morag Bell", "Priya Shah", "Sam Obi", "Sam Reed", "Ewa Nowak", "Tunde Ade", "Jo Hale", "Lin Wei")
_INITIALS = ("TB", "RO", "KM", "AJ", "LW", "SE", "PD", "NH")
_SITUATIONS = ("cin", "cp", "cic")


def caseload(children: int, today: date) -> Sheets:
    """Return a team with so many children, each with one open involvement, one situation and 1 to 6 moves.

    They stand in the six stages in equal numbers, some moving, some slow and some stuck.
    """
    chance = random.Random(children)
    sheets: Sheets = {
        "Practitioners": [("practitioner_id", "name", "role", "service"), *_people()],
        "Children": [("child_id", "initials", "service", "practitioner_id", "opened_on")],
        "Moves": [("child_id", "moved_on", "from", "to")],
        "Situations": [("child_id", "situation", "since")],
    }
    for number in range(children):
        _add(sheets, number, today, chance)
    return sheets


def _people() -> list[Sequence[object]]:
    roles = ["team_manager", *["social_worker"] * (len(_NAMES) - 1)]
    return [(f"P{n}", name, role, SERVICE) for n, (name, role) in enumerate(zip(_NAMES, roles, strict=True))]


def _add(sheets: Sheets, number: int, today: date, chance: random.Random) -> None:
    stages = number % 6 + 1
    stays = [chance.randint(10, 70) for _ in range(stages)]
    child, day = f"4{number:06}", today - timedelta(days=sum(stays))
    person = f"P{1 + number % (len(_NAMES) - 1)}"
    sheets["Children"].append((child, chance.choice(_INITIALS), SERVICE, person, day))
    sheets["Situations"].append((child, chance.choice(_SITUATIONS), day))
    for stage, stay in enumerate(stays, start=1):
        sheets["Moves"].append((child, day, stage - 1 or "", stage))
        day += timedelta(days=stay)
