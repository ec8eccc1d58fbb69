"""Planning the children: who is new, what changed, which numbers are joined."""

from __future__ import annotations

from models.intake.incoming import ChildIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image
from models.intake.table.findings import shown_number
from models.tables import Child, Family


def plan_children(desk: Desk) -> None:
    """Plan every child of the file. A new child whose every row was refused is not added.

    Only the workbook changes what the store has of a child; the sector's files fill in what it lacks.
    """
    refused = _rows_without_holder(desk)
    desk.said_periods = [period for period in desk.said_periods if id(period) not in refused]
    left, without = {period.child for period in desk.said_periods}, set(refused.values())
    for number, child in desk.incoming.children.items():
        if number in desk.known.children or number in left or number not in without:
            _plan_child(desk, child)
    for child in desk.incoming.children.values():
        row = desk.known.children.get(child.number)
        if child.joined_into and row is not None and desk.is_new(Child, row):
            _join_new(desk, child, row)


def plan_joining(desk: Desk) -> None:
    """Plan which of the store's numbers are joined: after all else, so that what is closed counts as closed."""
    for child in desk.incoming.children.values():
        row = desk.known.children.get(child.number)
        if child.joined_into and row is not None and not desk.is_new(Child, row):
            _join_known(desk, child, row)


def _rows_without_holder(desk: Desk) -> dict[int, str]:
    """List the periods whose practitioner is nobody known; return the child of each."""
    refused: dict[int, str] = {}
    for period in desk.said_periods:
        if period.holder and period.holder not in desk.known.people:
            refused[id(period)] = period.child
            desk.problem(
                period.where,
                "practitioner_id",
                f"“{period.holder}”",
                "a practitioner of this file or the store",
            )
    return refused


def _plan_child(desk: Desk, said: ChildIn) -> None:
    row = desk.known.child(said.number)
    if row is not None and row["number"] != said.number:
        return
    family_id = _family(desk, said) if said.family else None
    if row is None:
        row = desk.add(
            Child,
            number=said.number,
            initials=said.initials,
            kind=said.kind or "child",
            family_id=family_id,
            joined_into_id=None,
        )
        desk.known.children[said.number] = desk.known.children_by_id[row["id"]] = row
        desk.note("add_child", "child", row["id"], number=said.number, family=family_id, kind=row["kind"])
        return
    given = {"initials": said.initials, "kind": said.kind, "family_id": family_id}
    only_fills = desk.incoming.shape != "workbook"
    changed = desk.change(
        Child,
        row,
        **{name: value for name, value in given.items() if value and not (only_fills and row[name])},
    )
    if changed:
        desk.note(
            "correct_child",
            "child",
            row["id"],
            number=row["number"],
            family=row["family_id"],
            kind=row["kind"],
        )


def _family(desk: Desk, said: ChildIn) -> int:
    family = desk.known.families.get(said.family)
    if family is None:
        family = desk.known.families[said.family] = desk.add(Family, code=said.family)
        desk.note("add_family", "family", family["id"])
    return int(family["id"])


def _join_new(desk: Desk, said: ChildIn, row: Image) -> None:
    into = _other(desk, said)
    if into is not None:
        desk.change(Child, row, joined_into_id=into["id"], family_id=None)
        desk.note("join_children", "child", row["id"], into=into["id"])


def _join_known(desk: Desk, said: ChildIn, row: Image) -> None:
    into = desk.known.child(said.joined_into)
    if row["joined_into_id"] is not None:
        if into is not None and into is not desk.known.child(said.number):
            desk.differ(
                f"{said.number} is joined into another number than the file says. It was left as it is."
            )
        return
    into = _other(desk, said)
    if into is None:
        return
    if _both_open(desk, row, into):
        desk.problem(
            said.where,
            "joined_into",
            "two numbers open in one service",
            "one of the two closed first; then they can be joined",
        )
    else:
        desk.joins.append((row["id"], into["id"]))
        desk.tell_of(row, f"joined into {desk.label(into['id'])}.")


def _other(desk: Desk, said: ChildIn) -> Image | None:
    """Return the child a number is joined into; None, and the row listed, where it is nobody, itself or joined too."""
    into, further = desk.known.child(said.joined_into), desk.incoming.children.get(said.joined_into)
    in_a_row = further is not None and bool(further.joined_into)
    if into is None or into is desk.known.children.get(said.number) or in_a_row:
        wanted = "the number of another child of this file or the store, which is not joined itself"
        desk.problem(said.where, "joined_into", shown_number(said.joined_into), wanted)
        return None
    return into


def _both_open(desk: Desk, row: Image, into: Image) -> bool:
    def services(child: Image) -> set[str]:
        return {each["service"] for each in desk.known.involvements[child["id"]] if each["closed_on"] is None}

    return bool(services(row) & services(into))
