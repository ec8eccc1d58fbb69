"""What the store has and the file has not. Nothing is closed by that: the manager is asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from models.dates import show
from models.intake.plan.desk import Desk
from models.tables import Involvement, Practitioner


@dataclass(frozen=True, slots=True)
class Missing:
    """Something open in the store that the file does not hold, with the question to ask about it.

    ``id`` is that of the involvement or practitioner, for the answer.
    """

    kind: Literal["involvement", "practitioner"]
    id: int
    label: str
    since: date | None
    question: str


def find_missing(desk: Desk) -> list[Missing]:
    """Return the open involvements, of services the file tells all about, and the people that it lacks."""
    return [*_involvements(desk), *_people(desk)]


def _involvements(desk: Desk) -> list[Missing]:
    covers, seen = desk.incoming.covers, _seen(desk)
    if covers is not None and not covers:
        return []
    found = []
    for child in sorted(desk.known.children.values(), key=lambda row: str(row["number"])):
        for row in desk.known.involvements[child["id"]]:
            stands = (
                row["closed_on"] is None and not desk.is_new(Involvement, row) and row["id"] not in desk.taken
            )
            wanted = covers is None or row["service"] in covers
            if stands and wanted and not {(child["id"], row["service"]), (child["id"], "")} & seen:
                label = f"{child['number']} {child['initials']}".strip()
                since = show(row["opened_on"])
                question = f"{label}, open since {since}, is not in the file. Is it closed, and since when?"
                found.append(Missing("involvement", row["id"], label, row["opened_on"], question))
    return found


def _seen(desk: Desk) -> set[tuple[int, str]]:
    """Return the children and services that the file's rows were about, numbers followed where they were joined."""
    found = set()
    for number, service in desk.incoming.seen:
        child = desk.known.child(number)
        if child is not None:
            found.add((int(child["id"]), service))
    return found


def _people(desk: Desk) -> list[Missing]:
    if not desk.incoming.lists_people:
        return []
    in_file = {
        desk.known.people[number]["id"] for number in desk.incoming.seen_people if number in desk.known.people
    }
    return [
        Missing(
            "practitioner",
            row["id"],
            row["name"],
            row["started_on"],
            f"{row['name']} ({row['number']}) is not in the file. Have they left, and when?",
        )
        for row in desk.known.people.values()
        if row["left_on"] is None and row["id"] not in in_file and not desk.is_new(Practitioner, row)
    ]
