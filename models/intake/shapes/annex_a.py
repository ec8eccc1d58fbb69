"""Reading Annex A: children out of lists 2 and 6 to 9, one child with all its situations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.errors import Refused
from models.intake.files.sheets import Sheet
from models.intake.incoming import ChildIn, Incoming, SituationIn
from models.intake.shapes import annex_layout as lists
from models.intake.shapes.concepts import Concepts
from models.intake.shapes.people import Roles, add_workers, tidy_worker
from models.intake.shapes.spells import Spell, periods_of
from models.intake.shapes.teams import no_such_team, same_team
from models.intake.table.cells import Cells
from models.intake.table.codes import PackWords, plain
from models.intake.table.findings import Where
from models.intake.table.layout import SheetLayout
from models.intake.table.row_checks import in_order
from models.intake.table.rows import Entry, Progress, read_rows

_SHORT_BREAKS = re.compile(r"\bv[34]\b")
# Of several lists the later says better who holds the work now.
_RANK = {lists.EARLY_HELP: 0, lists.CARE_LEAVERS: 1, lists.CHILDREN_IN_NEED: 2, lists.PROTECTION_PLANS: 3}
_CARE_RANK = 4


@dataclass(slots=True)
class _Read:
    """What the lists said, before it is put together by child."""

    concepts: Concepts
    today: date
    children: dict[str, ChildIn] = field(default_factory=dict)
    spells: list[Spell] = field(default_factory=list)
    situations: list[SituationIn] = field(default_factory=list)
    teams: dict[str, dict[str, None]] = field(default_factory=dict)
    """The teams that hold each child now."""
    services: set[str] = field(default_factory=set)
    unplaced: set[str] = field(default_factory=set)


def read_annex_a(
    sheets: Mapping[str, list[Sheet]],
    incoming: Incoming,
    cells: Cells,
    pack: PackWords,
    today: date,
    progress: Progress | None,
) -> None:
    """Fill ``incoming`` from the lists; ``incoming.team`` narrows it. Raises Refused for a team that is not there."""
    read = _Read(Concepts(cells, pack, incoming.findings), today)
    for layout in lists.LISTS:
        for sheet in sheets.get(layout.name, []):
            for entry in read_rows(sheet, layout, cells, incoming.findings, progress):
                _take(entry, layout, read, incoming)
    for teams in read.teams.values():
        incoming.teams.update(list(teams))
    chosen = _of_team(read, incoming)
    incoming.children = {number: child for number, child in read.children.items() if number in chosen}
    incoming.situations = [each for each in read.situations if each.child in chosen]
    incoming.periods = periods_of(
        (spell for spell in read.spells if spell.child in chosen), incoming.findings
    )
    incoming.covers = frozenset(read.services)
    _name_holders(incoming, Roles(cells, pack))
    _say_what_is_assumed(incoming)


def _take(entry: Entry, layout: SheetLayout, read: _Read, incoming: Incoming) -> None:
    where, values, good = entry
    number = values.get("child", "")
    service = read.concepts.service("early_help" if layout is lists.EARLY_HELP else "social_work")
    read.services.add(service)
    incoming.seen.add((number, service))
    if not good or not _sound(where, values, layout, incoming):
        return
    known = read.children.setdefault(number, ChildIn(where, number))
    known.initials = known.initials or _initials(values)
    start, end = values.get("start", read.today), values.get("end")
    if "team" in values and end is None:
        read.teams.setdefault(number, {})[values["team"]] = None
    if "team" not in values:
        read.unplaced.add(number)
    read.spells.append(
        Spell(
            where,
            number,
            service,
            start,
            end,
            tidy_worker(values.get("worker", "")),
            leading=layout in (lists.CHILDREN_IN_NEED, lists.EARLY_HELP),
            rank=_RANK.get(layout, _CARE_RANK),
            assumed="start" not in values,
        )
    )
    code = _situation(layout, values, read.concepts)
    if code:
        read.situations.append(SituationIn(where, number, code, start, end, assumed="start" not in values))


def _sound(where: Where, values: dict[str, Any], layout: SheetLayout, incoming: Incoming) -> bool:
    """Say whether a row's dates fit together; list it if not, or if it says closed and gives no day."""
    if not in_order(
        incoming.findings,
        where,
        (layout.column("start").name if "start" in values else "", values.get("start")),
        ("the day it ended", values.get("end")),
    ):
        return False
    if (
        layout is lists.CHILDREN_IN_NEED
        and "end" not in values
        and "closed" in plain(values.get("status", ""))
    ):
        incoming.findings.problem(
            where, "CIN Closure Date", "nothing, and a case status that says closed", "the day it was closed"
        )
        return False
    return True


def _initials(values: dict[str, Any]) -> str:
    initials: str = values.get("forename", "") + values.get("surname", "") or values.get("childs_name", "")
    return initials[:4]


def _situation(layout: SheetLayout, values: dict[str, Any], concepts: Concepts) -> str:
    """Return the code of the situation a row tells of, or an empty text."""
    if layout is lists.EARLY_HELP:
        return concepts.situation("early_help")
    if layout is lists.PROTECTION_PLANS:
        return concepts.situation("protection")
    if layout is lists.CARE_LEAVERS:
        return concepts.situation("care_leaver")
    if layout is lists.CHILDREN_IN_CARE:
        short = _SHORT_BREAKS.search(plain(values.get("legal_status", "")))
        return (concepts.known("short_breaks") if short else "") or concepts.situation("care")
    status = plain(values.get("status", ""))
    other = any(word in status for word in ("looked after", "protection", "assessment"))
    return "" if other else concepts.situation("need")


def _of_team(read: _Read, incoming: Incoming) -> set[str]:
    """Return the children of the team that was named, or all of them."""
    if not incoming.team:
        return set(read.children)
    chosen = {
        number
        for number, teams in read.teams.items()
        if any(same_team(team, incoming.team) for team in teams)
    }
    if not chosen:
        raise Refused(no_such_team(incoming.team, incoming.teams))
    without = len(read.unplaced - chosen - set(read.teams))
    if without:
        incoming.findings.tally(
            "1 child has no team in the file and was left out.",
            "{n} children have no team in the file and were left out.",
            without,
        )
    return chosen


def _name_holders(incoming: Incoming, roles: Roles) -> None:
    """Turn the workers' names that hold something into practitioners."""
    names = {period.holder: period.where for period in reversed(incoming.periods) if period.holder}
    numbers = add_workers(incoming, reversed(names.items()), roles)
    for period in incoming.periods:
        period.holder = numbers.get(period.holder, "")
    nobody = sum(1 for period in incoming.periods if not period.holder and period.closed_on is None)
    if nobody:
        incoming.findings.tally(
            "1 child has no worker in the file and comes in unallocated.",
            "{n} children have no worker in the file and come in unallocated.",
            nobody,
        )


def _say_what_is_assumed(incoming: Incoming) -> None:
    incoming.findings.note(
        "Annex A holds no stages, no days of allocation and no supervision: each involvement begins in stage 1 on the "
        "day it was opened, its worker is taken to have had it since then, and when a child was last discussed "
        "is not known."
    )
    assumed = sum(1 for period in incoming.periods if period.assumed)
    if assumed:
        incoming.findings.tally(
            "1 child is in List 9 alone, which has no dates: counted from today.",
            "{n} children are in List 9 alone, which has no dates: counted from today.",
            assumed,
        )
