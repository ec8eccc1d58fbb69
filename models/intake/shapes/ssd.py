"""Reading the Standard Safeguarding Dataset: children, episodes, plans, and who works with whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.errors import Refused
from models.intake.files.sheets import Sheet
from models.intake.incoming import ChildIn, Incoming, PersonIn
from models.intake.shapes import ssd_layout as tables
from models.intake.shapes.concepts import Concepts
from models.intake.shapes.people import Roles
from models.intake.shapes.spells import periods_of
from models.intake.shapes.ssd_care import care_situations, plan_situations
from models.intake.shapes.ssd_holders import Hold, hand_out, of_case_holders
from models.intake.shapes.ssd_spells import spells_of
from models.intake.shapes.teams import no_such_team, same_team
from models.intake.table.cells import Cells
from models.intake.table.codes import PackWords
from models.intake.table.layout import SheetLayout
from models.intake.table.row_checks import in_order
from models.intake.table.rows import Entry, Progress, read_rows

_DATED: dict[SheetLayout, tuple[str, str]] = {
    layout: (layout.column("start").name, layout.column("end").name)
    for layout in tables.TABLES
    if {"start", "end"} <= {column.key for column in layout.columns}
}


@dataclass(slots=True)
class SsdRows:
    """The rows of every table that could be read, by table."""

    by_table: dict[SheetLayout, list[Entry]] = field(default_factory=lambda: defaultdict(list))

    def __getitem__(self, table: SheetLayout) -> list[Entry]:
        return self.by_table[table]


def read_ssd(
    sheets: Mapping[str, list[Sheet]],
    incoming: Incoming,
    cells: Cells,
    pack: PackWords,
    today: date,
    progress: Progress | None,
) -> None:
    """Fill ``incoming`` from the tables; ``incoming.team`` narrows it. Raises Refused for a team that is not there."""
    rows = SsdRows()
    for layout in tables.TABLES:
        for sheet in sheets.get(layout.name, []):
            entries = read_rows(sheet, layout, cells, incoming.findings, progress)
            rows[layout].extend(_sound(layout, entries, incoming))
    concepts = Concepts(cells, pack, incoming.findings)
    holds = _holds(rows, incoming, today)
    spells = spells_of(rows.by_table, holds, concepts, today)
    chosen = _of_team(rows, holds, incoming) & {spell.child for spell in spells}
    spells = [spell for spell in spells if spell.child in chosen]
    incoming.periods = periods_of(spells, incoming.findings)
    incoming.allocations = hand_out(incoming.periods, [hold for hold in holds if hold.child in chosen])
    _only_known_workers(rows, incoming)
    incoming.situations = [
        each
        for each in (
            *plan_situations(rows.by_table, concepts, today),
            *care_situations(rows[tables.CLA_EPISODES], concepts),
        )
        if each.child in chosen
    ]
    _add_children(rows, chosen, incoming)
    _add_people(rows, incoming, Roles(cells, pack))
    incoming.seen |= {(spell.child, spell.service) for spell in spells}
    incoming.covers = frozenset(spell.service for spell in spells)
    _say_what_is_assumed(incoming)


def _sound(layout: SheetLayout, entries: Iterator[Entry], incoming: Incoming) -> Iterator[Entry]:
    """Yield the good rows whose days come in order."""
    names = _DATED.get(layout)
    for entry in entries:
        if not entry.good:
            incoming.seen.add((entry.values.get("child", ""), ""))
            continue
        if names is None or in_order(
            incoming.findings,
            entry.where,
            (names[0], entry.values.get("start")),
            (names[1], entry.values.get("end")),
        ):
            yield entry


def _holds(rows: SsdRows, incoming: Incoming, today: date) -> list[Hold]:
    """Return who worked with whom, as case holder where the file tells the roles apart."""
    known = {entry.values["number"] for entry in rows[tables.PROFESSIONALS]}
    by_referral = {
        entry.values["referral"]: entry.values["child"]
        for entry in rows[tables.CIN_EPISODES]
        if "referral" in entry.values
    }
    names = {entry.values["id"]: entry.values["name"] for entry in rows[tables.DEPARTMENT]}
    found = []
    for where, values, _ in of_case_holders(rows[tables.INVOLVEMENTS], incoming.findings):
        child = values.get("child") or by_referral.get(values.get("referral", ""))
        if child is None:
            incoming.findings.problem(
                where, "invo_person_id", "nothing", "a child’s number, or a referral that has one"
            )
        elif values["person"] not in known:
            incoming.findings.problem(
                where, "invo_professional_id", f"“{values['person']}”", "a professional of ssd_professionals"
            )
        else:
            team, end = values.get("team", ""), values.get("end")
            found.append(
                Hold(
                    where,
                    child,
                    values["person"],
                    values["start"],
                    end if end is None or end <= today else None,
                    names.get(team, team),
                    values.get("referral", ""),
                )
            )
    return found


def _of_team(rows: SsdRows, holds: list[Hold], incoming: Incoming) -> set[str]:
    """Return the children of the team that was named, or every child of the file."""
    names = {entry.values["id"]: entry.values["name"] for entry in rows[tables.DEPARTMENT]}
    teams = _teams(rows, holds, names)
    for each in teams.values():
        incoming.teams.update(sorted(each))
    if not incoming.team:
        told = {entry.values.get("child", "") for found in rows.by_table.values() for entry in found}
        return told | {hold.child for hold in holds}
    wanted = {incoming.team, names.get(incoming.team, incoming.team)}
    chosen = {
        child for child, each in teams.items() if any(same_team(team, one) for team in each for one in wanted)
    }
    if not chosen:
        raise Refused(no_such_team(incoming.team, incoming.teams))
    return chosen


def _teams(rows: SsdRows, holds: list[Hold], names: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the teams that hold each child now: of its workers, of its plan, and of an early help worker."""
    teams: dict[str, set[str]] = defaultdict(set)
    of_worker: dict[str, set[str]] = defaultdict(set)
    for hold in holds:
        if hold.team:
            of_worker[hold.person].add(hold.team)
            if hold.end is None:
                teams[hold.child].add(hold.team)
    for table in (tables.CIN_PLANS, tables.CARE_LEAVERS):
        for entry in rows[table]:
            if "team" in entry.values and "end" not in entry.values:
                teams[entry.values["child"]].add(names.get(entry.values["team"], entry.values["team"]))
    for entry in rows[tables.EARLY_HELP]:
        if "end" not in entry.values:
            teams[entry.values["child"]] |= of_worker.get(entry.values.get("person", ""), set())
    return teams


def _only_known_workers(rows: SsdRows, incoming: Incoming) -> None:
    """List a plan's worker who is no professional of the file; the child comes in without them."""
    known = {entry.values["number"] for entry in rows[tables.PROFESSIONALS]}
    for period in incoming.periods:
        if period.holder and period.holder not in known:
            incoming.findings.problem(
                period.where,
                "",
                f"the worker “{period.holder}”",
                "a professional of ssd_professionals; the child was taken without one",
            )
            period.holder = ""


def _add_children(rows: SsdRows, chosen: set[str], incoming: Incoming) -> None:
    families = {entry.values["child"]: entry.values["family"] for entry in rows[tables.FAMILY]}
    for where, values, _ in rows[tables.PERSON]:
        number = values["child"]
        if number in chosen and number not in incoming.children:
            initials = values.get("forename", "") + values.get("surname", "")
            incoming.children[number] = ChildIn(where, number, initials[:4], family=families.get(number, ""))
    for period in incoming.periods:
        incoming.children.setdefault(
            period.child, ChildIn(period.where, period.child, family=families.get(period.child, ""))
        )


def _add_people(rows: SsdRows, incoming: Incoming, roles: Roles) -> None:
    """Add the professionals who hold something; an authority has thousands of others."""
    holding = {each.holder for each in incoming.allocations} | {each.holder for each in incoming.periods}
    assumed = 0
    for where, values, _ in rows[tables.PROFESSIONALS]:
        number = values["number"]
        if number not in holding or number in incoming.seen_people:
            continue
        incoming.seen_people.add(number)
        role = roles.of(values.get("job_title", ""))
        assumed += not role
        own: dict[str, Any] = {key: values[key] for key in ("name", "job_title", "fte") if key in values}
        incoming.people.append(PersonIn(where, number, own, assumed={"role": role or roles.usual}))
    if assumed:
        incoming.findings.tally(
            f"1 practitioner’s job title tells no role of this policy: it was taken as {roles.label(roles.usual)}.",
            f"{{n}} practitioners’ job titles tell no role of this policy: taken as {roles.label(roles.usual)}.",
            assumed,
        )


def _say_what_is_assumed(incoming: Incoming) -> None:
    incoming.findings.note(
        "This dataset holds no stages and no supervision: each involvement begins in stage 1 on the day it was "
        "opened, and when a child was last discussed is not known. The clock counts from allocation or opening."
    )
