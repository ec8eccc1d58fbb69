"""Reading the Footprint workbook: its sheets in their order, each row into a record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from models.intake.files.sheets import Sheet
from models.intake.incoming import DatedIn, Incoming, PersonIn, TeamIn
from models.intake.shapes import own_layout as layout
from models.intake.shapes.own_children import (
    read_allocations,
    read_children,
    read_gates,
    read_involvements,
    read_moves,
    read_situations,
)
from models.intake.shapes.own_sessions import (
    read_actions,
    read_discussions,
    read_events,
    read_intervals,
    read_sessions,
)
from models.intake.table.cells import Cells
from models.intake.table.codes import plain
from models.intake.table.findings import shown
from models.intake.table.layout import SheetLayout
from models.intake.table.row_checks import found_twice, in_order
from models.intake.table.rows import Entry, Progress, read_rows
from models.policy.load import PACK_NAMES

_PERSON_FIELDS = tuple(
    column.key
    for column in layout.PRACTITIONERS.columns
    if column.key not in {"number", "supervisor", "agreement_signed_on", "agreement_weeks"}
)


def read_own(
    sheets: Mapping[str, list[Sheet]], incoming: Incoming, cells: Cells, progress: Progress | None
) -> None:
    """Fill ``incoming`` from the sheets of a Footprint workbook, by the layout's names.

    A sheet that is there several times (one file each) is read as one.
    """
    for sheet_layout in layout.SHEETS:
        found = sheets.get(sheet_layout.name, [])
        if not found:
            continue
        entries = (
            entry
            for sheet in found
            for entry in read_rows(sheet, sheet_layout, cells, incoming.findings, progress)
        )
        _READERS[sheet_layout](incoming, entries)
    incoming.covers = None if incoming.seen else frozenset()
    incoming.lists_people = bool(incoming.seen_people)


def _read_team(incoming: Incoming, entries: Iterable[Entry]) -> None:
    for where, values, good in entries:
        if not good:
            continue
        if incoming.team_row is not None:
            incoming.findings.problem(where, "", "a second team", "one team; only the first was taken")
            continue
        policy = known_policy(values.get("policy", ""))
        if "policy" in values and not policy:
            incoming.findings.problem(
                where, "policy", shown(values["policy"]), f"one of {', '.join(PACK_NAMES)}"
            )
        incoming.team_row = TeamIn(
            where, values["name"], policy, values.get("service", ""), values.get("manager", "")
        )


def known_policy(text: str) -> str:
    """Return the bundled pack that a cell names, in any case; an empty text where there is none."""
    by_name = {plain(name): name for name in PACK_NAMES}
    return by_name.get(plain(text), "")


def _read_people(incoming: Incoming, entries: Iterable[Entry]) -> None:
    first: dict[str, int] = {}
    for where, values, good in entries:
        number = values.get("number", "")
        incoming.seen_people.add(number)
        if not good or found_twice(first, number, where, "practitioner_id", number, incoming.findings):
            continue
        if not in_order(
            incoming.findings,
            where,
            ("started_on", values.get("started_on")),
            ("left_on", values.get("left_on")),
        ):
            continue
        own = {key: values[key] for key in _PERSON_FIELDS if key in values}
        incoming.people.append(PersonIn(where, number, own, values.get("supervisor", "")))
        if "agreement_signed_on" in values:
            weeks = {"weeks": values["agreement_weeks"]} if "agreement_weeks" in values else {}
            incoming.agreements.append(DatedIn(where, number, values["agreement_signed_on"], weeks))
    incoming.seen_people.discard("")


def _read_absences(incoming: Incoming, entries: Iterable[Entry]) -> None:
    for where, values, good in entries:
        if good and in_order(
            incoming.findings, where, ("from", values["since"]), ("until", values.get("until"))
        ):
            incoming.absences.append(_dated(where, values, "since"))


def _read_observations(incoming: Incoming, entries: Iterable[Entry]) -> None:
    incoming.observations += [
        _dated(entry.where, entry.values, "observed_on") for entry in entries if entry.good
    ]


def _read_arranged(incoming: Incoming, entries: Iterable[Entry]) -> None:
    for where, values, good in entries:
        if good and "cancelled_on" in values and "reason" not in values:
            incoming.findings.problem(where, "reason", "nothing", "why it was called off, in a line")
        elif good:
            incoming.arranged.append(_dated(where, values, "planned_for"))


def _read_agreements(incoming: Incoming, entries: Iterable[Entry]) -> None:
    incoming.agreements += [_dated(entry.where, entry.values, "signed_on") for entry in entries if entry.good]


def _dated(where: object, values: dict[str, object], day: str) -> DatedIn:
    rest = {key: value for key, value in values.items() if key not in ("person", day)}
    return DatedIn(where, values["person"], values[day], rest)  # type: ignore[arg-type]


_READERS: dict[SheetLayout, Callable[[Incoming, Iterable[Entry]], None]] = {
    layout.TEAM: _read_team,
    layout.PRACTITIONERS: _read_people,
    layout.CHILDREN: read_children,
    layout.INVOLVEMENTS: read_involvements,
    layout.ALLOCATIONS: read_allocations,
    layout.MOVES: read_moves,
    layout.SITUATIONS: read_situations,
    layout.SUPERVISIONS: read_sessions,
    layout.DISCUSSIONS: read_discussions,
    layout.ACTIONS: read_actions,
    layout.ABSENCES: _read_absences,
    layout.OBSERVATIONS: _read_observations,
    layout.ARRANGED: _read_arranged,
    layout.AGREEMENTS: _read_agreements,
    layout.GATES: read_gates,
    layout.INTERVALS: read_intervals,
    layout.EVENTS: read_events,
}
