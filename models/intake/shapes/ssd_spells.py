"""The dataset's rows as spells: what says that a service was open to a child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from models.intake.shapes import ssd_layout as tables
from models.intake.shapes.concepts import Concepts
from models.intake.shapes.spells import Spell
from models.intake.shapes.ssd_holders import Hold
from models.intake.table.layout import SheetLayout
from models.intake.table.rows import Entry

Tables = Mapping[SheetLayout, Sequence[Entry]]
_WITHIN = (tables.CIN_PLANS, tables.CP_PLANS, tables.CLA_EPISODES)


def spells_of(rows: Tables, holds: Sequence[Hold], concepts: Concepts, today: date) -> list[Spell]:
    """Return a spell for every row that tells of social work or early help with a child."""
    spells = []
    if rows.get(tables.EARLY_HELP):
        early = concepts.service("early_help")
        spells += [_spell(entry, early, today, leading=True) for entry in rows[tables.EARLY_HELP]]
    helped = {spell.child for spell in spells}
    if (
        not any(rows.get(table) for table in (*_WITHIN, tables.CIN_EPISODES, tables.CARE_LEAVERS))
        and not holds
    ):
        return spells
    social = concepts.service("social_work")
    spells += [_spell(entry, social, today, leading=True) for entry in rows.get(tables.CIN_EPISODES, ())]
    spells += [_spell(entry, social, today) for table in _WITHIN for entry in rows.get(table, ())]
    spells += [_leaver(entry, social, today) for entry in rows.get(tables.CARE_LEAVERS, ())]
    told = {spell.child for spell in spells} | helped
    spells += [
        Spell(hold.where, hold.child, social, hold.start, hold.end, hold.person)
        for hold in holds
        if hold.child not in told
    ]
    return spells


def _spell(entry: Entry, service: str, today: date, *, leading: bool = False) -> Spell:
    values = entry.values
    end = values.get("end")
    return Spell(
        entry.where,
        values["child"],
        service,
        values["start"],
        end if end is None or end <= today else None,
        values.get("person", ""),
        leading=leading,
        rank=1,
    )


def _leaver(entry: Entry, service: str, today: date) -> Spell:
    return Spell(
        entry.where,
        entry.values["child"],
        service,
        today,
        worker=entry.values.get("person", ""),
        assumed=True,
    )
