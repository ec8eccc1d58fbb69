"""Planning the observations that are arranged: new ones are added, known ones changed where the file says more."""

from __future__ import annotations

from models.intake.incoming import DatedIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image
from models.intake.plan.people import practitioner_of
from models.reading.observing import OF_PRACTICE
from models.tables import PlannedObservation
from models.trail import Value, Words

_BLANK: Image = {
    "kind": OF_PRACTICE,
    "first_planned_for": None,
    "starts_at": "",
    "observer": "",
    "what": "",
    "cancelled_on": None,
    "reason": "",
    "cause": "",
}
_WORDS = {"observer", "what", "reason"}


def plan_arranged(desk: Desk) -> None:
    """Plan the observations that are arranged for a day, moved or called off."""
    taken: set[int] = set()
    for said in desk.incoming.arranged:
        person = practitioner_of(desk, said)
        if person is not None:
            _plan_one(desk, said, person["id"], taken)


def _plan_one(desk: Desk, said: DatedIn, person: int, taken: set[int]) -> None:
    rows = desk.known.arranged[person]
    row = _same(rows, said, taken)
    if row is None:
        row = desk.add(
            PlannedObservation, practitioner_id=person, planned_for=said.on, **(_BLANK | said.values)
        )
        rows.append(row)
        taken.add(row["id"])
        desk.said[PlannedObservation, row["id"]] = said.where
        own = {name: row[name] for name in ("kind", "planned_for", *_BLANK) if row[name]}
        desk.note("plan_observation", "planned_observation", row["id"], practitioner=person, **_told(own))
        return
    taken.add(row["id"])
    if row["planned_for"] != said.on or desk.says_otherwise(PlannedObservation, row, said.where, said.values):
        return  # the store moved it since the file was written
    changed = desk.change(PlannedObservation, row, **said.values)
    if changed and not desk.is_new(PlannedObservation, row):
        desk.note("correct_planned_observation", "planned_observation", row["id"], **_told(changed))


def _same(rows: list[Image], said: DatedIn, taken: set[int]) -> Image | None:
    """Return the store's row that a row of the file is: of that day, else the one moved away from it.

    Of several of one day, each called off but one, it is the one called off on the same day.
    """
    kind = said.values.get("kind", OF_PRACTICE)
    own = [row for row in rows if row["kind"] == kind]
    of_day = [row for row in own if row["planned_for"] == said.on]
    alike = [row for row in of_day if row["cancelled_on"] == said.values.get("cancelled_on")]
    moved = [row for row in own if row["first_planned_for"] == said.on]
    left = [row for row in (*of_day, *moved) if row["id"] not in taken]
    return next(iter((*alike, *left)), None)


def _told(values: Image) -> dict[str, Value | Words]:
    return {name: Words(value) if name in _WORDS and value else value for name, value in values.items()}
