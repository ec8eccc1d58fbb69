"""Absences from a practitioner's page: a new one, the one that runs, or the one just over put right."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm, Field
from forms.people import absence_label
from models.dates import show_short
from models.reading.deciding import could_decide
from models.reading.people import AbsenceView, PersonPage
from models.words import said_name
from tui import by_hand

if TYPE_CHECKING:
    from tui.screens.base import Room

JUST_OVER = timedelta(days=14)
"""How long after its last day an absence is still asked about: ours."""
_NEW = "new"


async def ask_absence(room: Room, page: PersonPage) -> None:
    """Ask for an absence. One that runs without an end is ended; where one has an end, or just had it, ask which."""
    lists, today = await room.lists(), room.desk.today
    deciding = await _deciding(room, page.person.id)
    runs = next((one for one in page.absences if one.until is None), None)
    near = [one for one in page.absences if one.until is not None and one.until >= today - JUST_OVER]
    if runs is not None:
        room.ask(by_hand.absence(lists, runs, deciding))
        return
    if not near:
        room.ask(by_hand.new_absence(lists, page, deciding))
        return

    def chosen(values: dict[str, Any] | None) -> None:
        if values is not None:
            one = next((each for each in near if str(each.id) == values["which"]), None)
            room.ask(
                by_hand.absence(lists, one, deciding)
                if one is not None
                else by_hand.new_absence(lists, page, deciding)
            )

    room.program.ask_fields(_which(page, near, today, private=lists.private), chosen)


async def put_absence_right(room: Room, practitioner_id: int, one: AbsenceView) -> None:
    """Ask for the days of an absence again, and who decides meanwhile."""
    room.ask(by_hand.absence(await room.lists(), one, await _deciding(room, practitioner_id)))


async def _deciding(room: Room, practitioner_id: int) -> tuple[str, ...]:
    """Return the names of who could decide while someone is away."""
    today = room.desk.today
    return await room.desk.read(lambda session: could_decide(session, practitioner_id, today))


def _which(page: PersonPage, near: list[AbsenceView], today: date, *, private: bool) -> EntryForm:
    """Return the form that asks which is meant; the one that is not over yet, or else the last, is proposed."""
    choices = [(str(one.id), f"put right: {_said(one, today, private=private)}") for one in near]
    which = Field(
        "which",
        "Which",
        "choice",
        required=True,
        choices=((_NEW, "a new absence"), *choices),
        initial=choices[0][0],
    )
    return EntryForm(
        f"absence:which:{page.person.id}", f"{said_name(page.person.name, private=private)}: away", (which,)
    )


def _said(one: AbsenceView, today: date, *, private: bool) -> str:
    kind = "absence" if private or not one.kind else absence_label(one.kind)
    until = show_short(one.until, today) if one.until else ""
    return f"{kind} {show_short(one.since, today)} to {until}"
