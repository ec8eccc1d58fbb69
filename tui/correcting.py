"""Putting a held session right from its page: its day, or who was discussed, with what is written about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from forms import correcting as forms
from forms.records.rectifying import correct_day
from models.changes import checks, rectifying
from models.errors import Refused
from models.policy import Pack
from models.reading.agenda.sitting import read_sitting
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.reading.sessions import SessionPage
from models.store.change import Change
from tui.by_hand import Entry
from tui.desk import Desk
from tui.record.reading import form_called


async def correct_held(desk: Desk, page: SessionPage, child_id: int | None) -> Entry:
    """Put right which child was discussed, where one who was is meant; else the day it was held."""
    meant = next((one for one in page.children if one.child_id == child_id and one.at is not None), None)
    others, together, lines = await desk.read(lambda session: _around(session, desk.pack, page))
    if meant is None:
        return _day(page, others, together, lines)
    own = [one for one in lines if one.session is not None and one.session.id == page.id]
    return _discussed(page, meant.child_id, meant.label, own)


def _around(session: Any, pack: Pack, page: SessionPage) -> tuple[tuple[int, ...], str, list[RecordLine]]:
    """Return the other sessions of its sitting, what they are called, and what is written about all of them."""
    sitting = read_sitting(session, pack, page.id)
    others = [one for one in sitting.sessions if one.id != page.id] if sitting is not None else []
    ids = tuple(one.id for one in others)
    labels = ", ".join(pack.session_kind(one.kind).label for one in others)
    return ids, labels, read_record_lines(session, Wanted(sessions=(page.id, *ids)))


def _day(page: SessionPage, others: tuple[int, ...], together: str, lines: Sequence[RecordLine]) -> Entry:
    note = f"The discussions in it, and the clocks, move with it. {_of_records(page, lines)}"
    form = forms.correcting_day(page.id, page.day, note=note.strip(), together=together)

    def change_it(change: Change, values: dict[str, Any]) -> None:
        sessions = (page.id, *(others if values.get("both") == "yes" else ()))
        correct_day(change, sessions, values["day"], values["reason"], form_called)

    return form, change_it


def _discussed(page: SessionPage, child_id: int, label: str, lines: Sequence[RecordLine]) -> Entry:
    kids = [one for one in lines if any(child.id == child_id for child in one.children)]
    form = forms.correcting_child(
        page.id, label, note=f"The clocks of both follow. {_of_records(page, kids, 'child')}"
    )

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        right = checks.child_numbered(change.session, values["number"]) if values["number"] else None
        if values["number"] and right is None:
            raise Refused(f"There is no child numbered {values['number']}.")
        number = right.id if right is not None else None
        return rectifying.correct_discussed(change, page.id, child_id, number, values["reason"])

    return form, change_it


def _of_records(page: SessionPage, lines: Sequence[RecordLine], what: str = "date") -> str:
    """Say what becomes of what is written: signed it stays; not signed, its date is put right with the session's."""
    signed = sorted(one.id for one in lines if one.state == "signed")
    others = sorted(one.id for one in lines if one.state != "signed")
    said = [f"Signed is {_named(signed)}: {forms.BESIDE}"] if signed else []
    if others:
        own = "the date in it is put right too" if what == "date" else "put the child right in it too (f)"
        said.append(f"Not signed yet is {_named(others)}: {own}.")
    if not lines and page.signed_on is not None:
        said.append(f"It is signed, and its record is not in this store: put the {what} right there too.")
    return " ".join(said)


def _named(ids: Sequence[int]) -> str:
    """Return ``record 6`` or ``record 6, record 7``."""
    return ", ".join(f"record {one}" for one in ids)
