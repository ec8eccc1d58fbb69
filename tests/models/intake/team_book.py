"""A workbook of the small team, and what a store holds after it was read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models import trail
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.books import child

# The small team of the tests, as a workbook would tell of it.
TOM = child("40217", opened_on=made.ago(100), practitioner_id="P2")
ROSA = child("40555", initials="RO", family_id="F7", opened_on=made.ago(60), practitioner_id="P3")
RUBEN = child("40556", initials="RU", family_id="F7", opened_on=made.ago(60), practitioner_id="P3")
KIT = child("39980", initials="KM", opened_on=made.ago(400), practitioner_id="P2")
PEOPLE = [
    ("practitioner_id", "name", "role", "service", "started_on"),
    ("P1", "Morag Bell", "team_manager", made.SERVICE, made.ago(900)),
    ("P2", "Priya Shah", "social_worker", made.SERVICE, made.ago(900)),
    ("P3", "Sam Obi", "social_worker", made.SERVICE, made.ago(900)),
]


def book(tmp_path: Path, *rows: dict[str, Any], **sheets: books.Rows) -> Path:
    """Write the small team as a workbook; rows given stand in for those of their child."""
    changed = {row["child_id"] for row in rows}
    children = [*(row for row in (TOM, ROSA, RUBEN, KIT) if row["child_id"] not in changed), *rows]
    return books.own_book(
        tmp_path / "team.xlsx", **{"Practitioners": PEOPLE, "Children": books.table(*children)} | sheets
    )


def rows_of(store: Store, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table."""
    return made.dump(store)[table]


EVERYTHING: dict[str, Any] = {
    "Involvements": [
        ("child_id", "service", "practitioner_id", "opened_on", "closed_on"),
        ("40555", "early_help", "P3", made.ago(200), made.ago(90)),
    ],
    "Moves": [
        ("child_id", "moved_on", "from", "to", "why"),
        ("40217", made.ago(100), "", 1, ""),
        ("40217", made.ago(70), 1, 2, "The plan was agreed"),
        ("40217", made.ago(70), 2, 3, ""),
    ],
    "Situations": [
        ("child_id", "situation", "since", "until", "value"),
        ("40217", "cin", made.ago(100), made.ago(31), ""),
        ("40217", "cp", made.ago(30), "", ""),
        ("40555", "risk_rosh", made.ago(30), "", "medium"),
    ],
    "Absences": [("practitioner_id", "from", "until", "kind"), ("P3", made.ago(20), made.ago(10), "leave")],
    "Supervisions": [
        (
            "supervision_id",
            "kind",
            "occasion",
            "practitioner_id",
            "planned_for",
            "held_on",
            "minutes",
            "children",
        ),
        ("S1", "case", "", "P2", made.ago(14), made.ago(14), 90, "40217; 39980"),
        ("S2", "case", "ad hoc", "P3", "", made.ago(7), 15, "40555"),
        ("S3", "personal", "formal", "P2", made.ago(-7), "", "", "40217"),
    ],
    "Actions": [
        ("action_id", "what", "child_id", "practitioner_id", "set_on", "due_on", "carried"),
        ("A1", "Call the school", "40217", "P2", made.ago(14), made.ago(-3), 2),
    ],
    "Observations": [("practitioner_id", "observed_on", "feedback_on"), ("P2", made.ago(50), made.ago(40))],
    "Agreements": [("practitioner_id", "signed_on", "weeks"), ("P2", made.ago(300), 4)],
}


def whole(store: Store) -> bool:
    """Say whether the trail follows and every row belongs to something."""
    lines = (trail.Line(*line) for line in made.trail_rows(store))
    return not trail.first_fault(lines) and not store.driver().execute("PRAGMA foreign_key_check").fetchall()
