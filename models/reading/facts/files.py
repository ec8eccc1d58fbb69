"""The facts of the files of those who have left: until when they are kept."""

from __future__ import annotations

from models.facts import Facts
from models.reading.facts.about import About
from models.reading.facts.desk import Desk


def read_files(desk: Desk) -> list[About]:
    """Return the file of everyone who has left by the day."""
    if not desk.wants("left_on"):
        return []
    return [
        About(
            Facts("file", row.number, more={"left_on": row.left_on, "family_facing": row.frontline}),
            "practitioner",
            row.id,
            row.name,
            row.id,
        )
        for row in desk.staff_rows
        if row.left_on is not None and row.left_on <= desk.as_at and desk.is_asked(row.id)
    ]
