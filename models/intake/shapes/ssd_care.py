"""The dataset's plans and episodes of care as situations."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from models.intake.incoming import SituationIn
from models.intake.shapes import ssd_layout as tables
from models.intake.shapes.concepts import Concepts
from models.intake.shapes.ssd_spells import Tables
from models.intake.table.layout import SheetLayout
from models.intake.table.rows import Entry

_PLANS: tuple[tuple[SheetLayout, str], ...] = (
    (tables.CIN_PLANS, "need"),
    (tables.CP_PLANS, "protection"),
    (tables.EARLY_HELP, "early_help"),
)


def plan_situations(rows: Tables, concepts: Concepts, today: date) -> list[SituationIn]:
    """Return a situation for every plan; a care leaver has no day in this dataset and is taken from today."""
    found = []
    for table, concept in _PLANS:
        entries = rows.get(table, ())
        code = concepts.situation(concept) if entries else ""
        found += [
            SituationIn(
                entry.where, entry.values["child"], code, entry.values["start"], entry.values.get("end")
            )
            for entry in entries
            if code
        ]
    leavers = rows.get(tables.CARE_LEAVERS, ())
    code = concepts.situation("care_leaver") if leavers else ""
    found += [
        SituationIn(entry.where, entry.values["child"], code, today, assumed=True)
        for entry in leavers
        if code
    ]
    return found


def care_situations(entries: Sequence[Entry], concepts: Concepts) -> list[SituationIn]:
    """Return one situation for every stay in care: its episodes follow one another within it."""
    code = concepts.situation("care") if entries else ""
    if not code:
        return []
    by_child: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        by_child[entry.values["child"]].append(entry)
    return [stay for child, found in by_child.items() for stay in _stays(child, found, code)]


def _stays(child: str, entries: list[Entry], code: str) -> list[SituationIn]:
    stays: list[SituationIn] = []
    for where, values, _ in sorted(entries, key=lambda entry: entry.values["start"]):
        since, end = min(values.get("entered", values["start"]), values["start"]), values.get("end")
        last = stays[-1] if stays else None
        if last is not None and (since <= last.since or _touches(last.until, values["start"])):
            last.until = None if last.until is None or end is None else max(last.until, end)
        else:
            stays.append(SituationIn(where, child, code, since, end))
    return stays


def _touches(until: date | None, start: date) -> bool:
    return until is None or start <= until + timedelta(days=1)
