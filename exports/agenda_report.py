"""An agenda on its way out: as a report for Word and text, as JSON, and as the lines of a calendar entry."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from exports.report import Block, Heading, Report, Table, Words
from models.dates import counted, show
from models.policy import Pack
from models.reading.actions import ActionLine
from models.reading.agenda.candidates import Candidate, Group
from models.reading.agenda.children import ON_LIST
from models.reading.agenda.page import AgendaPage
from models.reading.agenda.told import ItemView
from models.words import said_name

FACE = (
    "Ours, not a form of the council's. Children are numbers and initials. It is the agenda, not the record: "
    "what is said and decided is recorded apart."
)
WHOSE = {"supervisor": "the manager", "supervisee": "the supervisee", "policy": ""}


def agenda_report(page: AgendaPage, pack: Pack, day: date, team: str) -> Report:
    """Return the agenda of a sitting as a report for the session's day, with the actions from before still open.

    ``day`` is when it is written: what is late is late as of then, and the face says so.
    """
    sitting = page.sitting
    time = f", {sitting.starts_at}" if sitting.starts_at else ""
    agreed = f"Agreed by both on {show(page.agreed_on)}." if page.agreed_on else "Not agreed by both yet."
    blocks: list[Block] = [
        Words(f"{show(sitting.day)}{time}, {counted(page.length, 'minute')}. {agreed}"),
        Words(page.sum),
        _items(page),
    ]
    if page.missing:
        blocks += [Heading("Not on it, though late before the next supervision"), _missing(page)]
    actions = [*page.told.own_actions, *(line for child in page.told.children for line in child.actions)]
    on = {item.child_id for item in page.items}
    shown = [line for line in actions if line.child_id is None or line.child_id in on]
    if shown:
        blocks += [Heading("Actions from before"), _actions(shown)]
    name = page.told.whom.name
    title = f"Agenda: {sitting.label(pack)}"
    face = f"{FACE} What is due and late is said as of {show(day)}."
    return Report(title, name, sitting.day, tuple(blocks), team, pack.authority, face)


def _items(page: AgendaPage) -> Table:
    rows = tuple(
        (str(number), _what(item), _why(page, item), f"{item.minutes}")
        for number, item in enumerate(page.items, 1)
    )
    return Table(
        ("No.", "What", "Why", "Minutes"), (7, 28, 52, 13), rows or (("", "Nothing yet.", "", ""),), "Agenda"
    )


def _what(item: ItemView) -> str:
    said = item.label or "–"
    return f"{said}\n{item.note}" if item.note else said


def _why(page: AgendaPage, item: ItemView) -> str:
    one = page.candidate_of(item)
    bits = [
        f"brought by {WHOSE[item.whose]}" if WHOSE.get(item.whose) else "",
        "a short entry by reference" if item.by_reference else "",
        _reasons(one, item) if one is not None else "",
        gone.words if (gone := page.gone.get(item.child_id or 0)) is not None else "",
    ]
    return "; ".join(filter(None, bits))


def _reasons(one: Candidate, item: ItemView) -> str:
    """Return why an item is on the agenda: of a child everything but that; of the policy's own point what is near."""
    if item.child_id is None:
        said = [each.words for each in one.reasons if each.group in (Group.CARRIED, Group.NEAR)]
    else:
        dated = f"by {show(one.by)}" if one.by is not None else ""
        said = [dated, *(each.words for each in one.reasons if each.words != ON_LIST)]
    return "; ".join(dict.fromkeys(filter(None, said)))


def _missing(page: AgendaPage) -> Table:
    rows = tuple((one.label, one.why, show(one.by) if one.by else "") for one in page.missing)
    return Table(("Who", "Why", "By"), (22, 56, 22), rows, "Not on the agenda")


def _actions(lines: Sequence[ActionLine]) -> Table:
    rows = tuple(
        (
            line.child,
            line.what,
            line.owner,
            show(line.due_on) if line.due_on else "no date",
            counted(line.carried, "time") if line.carried else "",
        )
        for line in lines
    )
    return Table(("About", "What", "Who", "By", "Carried"), (16, 40, 16, 16, 12), rows, "Actions from before")


def agenda_lines(page: AgendaPage) -> list[str]:
    """Return an agenda as short lines for a calendar entry: children by number, nothing that somebody typed."""
    return [f"{item.minutes} min: {_short(item)}" for item in page.items]


def _short(item: ItemView) -> str:
    if item.child_id is not None:
        return item.child
    if not item.is_typed:
        return item.words
    return f"an item of {WHOSE[item.whose]}" if WHOSE[item.whose] else "an item"


def agenda_plain(page: AgendaPage, pack: Pack, *, private: bool = False) -> str:
    """Return an agenda and what could be on it as sentences, for a screen reader."""
    return "\n".join(_plain(page, pack, private=private)) + "\n"


def _plain(page: AgendaPage, pack: Pack, *, private: bool) -> Iterator[str]:
    sitting = page.sitting
    name = said_name(page.told.whom.name, private=private)
    whom = f" with {name}" if name else ""
    yield f"{sitting.label(pack)}{whom}, {show(sitting.day)} {sitting.starts_at}".rstrip() + "."
    yield from page.problems
    yield f"{page.minutes} of {page.length} minutes. {page.sum}"
    yield f"Agreed by both on {show(page.agreed_on)}." if page.agreed_on else "Not agreed by both yet."
    yield ""
    yield f"On the agenda: {counted(len(page.items), 'item')}."
    for number, item in enumerate(page.items, 1):
        said = _short(item) if private else item.label
        why = _why(page, item)
        yield f"  {number}. {said}, {counted(item.minutes, 'minute')}{f': {why}' if why else ''}."
    yield ""
    yield f"Could be on it: {counted(len(page.offered), 'thing')}."
    for one in page.offered:
        must = f" By {show(one.by)}." if one.must and one.by else ""
        label = one.label if not private or one.item_id is None else "an item of their own"
        yield f"  {label}: {one.why or one.group.label}.{must}"


def agenda_json(page: AgendaPage, pack: Pack) -> str:
    """Return an agenda and what could be on it as JSON."""
    sitting = page.sitting
    body = {
        "supervisions": [{"id": one.id, "kind": one.kind} for one in sitting.sessions],
        "label": sitting.label(pack),
        "practitioner": page.told.whom.name or None,
        "day": sitting.day.isoformat(),
        "starts_at": sitting.starts_at or None,
        "length": page.length,
        "minutes": page.minutes,
        "sum": page.sum,
        "agreed_on": page.agreed_on.isoformat() if page.agreed_on else None,
        "next_supervision": page.proposal.next_day.isoformat() if page.proposal.next_day else None,
        "problems": list(page.problems),
        "items": [_item_json(page, item) for item in page.items],
        "candidates": [_candidate_json(one) for one in page.offered],
    }
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def _item_json(page: AgendaPage, item: ItemView) -> dict[str, Any]:
    return {
        "id": item.id,
        "key": item.key,
        "what": item.label,
        "child": item.number or None,
        "whose": item.whose,
        "minutes": item.minutes,
        "by_reference": item.by_reference,
        "state": item.state,
        "note": item.note,
        "why": _why(page, item),
    }


def _candidate_json(one: Candidate) -> dict[str, Any]:
    return {
        "key": one.key,
        "what": one.label,
        "group": one.group.code,
        "reasons": [{"words": each.words, "rule": each.rule} for each in one.reasons if each.words],
        "must": one.must,
        "by": one.by.isoformat() if one.by else None,
        "minutes": one.minutes,
        "by_reference": one.reference or None,
    }
