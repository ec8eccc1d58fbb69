"""A sitting planned on the tests' day, run by keys, and what the store says of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col, select
from textual.pilot import Pilot

from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.planning import Plan, plan_supervision
from models.reading.record_context import read_known_children, read_people
from models.store.change import Change
from models.tables import (
    AgendaItem,
    Child,
    Discussion,
    Record,
    Supervision,
)
from tests.tui.conftest import DAY, wait_for
from tests.tui.looking import app_of
from tests.tui.recording import SAM, SAMS
from tui.screens.running import RunningScreen
from tui.screens.sure import SureDialog

WELLBEING = NewItem("standing", "KCC-A03/1", "Wellbeing, work-life balance", minutes=10)


async def planned(pilot: Pilot[Any], person: str = SAM, *, personal: bool = True) -> list[int]:
    """Plan a personal and a case supervision for today, with wellbeing and two children on the agenda."""

    def job(change: Change) -> list[int]:
        known = read_known_children(change.session, None, DAY)
        sam = next(one.id for one in read_people(change.session, DAY) if one.name == person)
        for row in change.session.exec(select(Supervision).where(Supervision.planned_for == DAY)).all():
            change.update(row, planned_for=DAY + timedelta(days=1))
        case = plan_supervision(change, Plan("case", sam, DAY, "10:00", minutes=60)).id
        own = (
            plan_supervision(change, Plan("personal", sam, DAY, "10:00", minutes=30)).id if personal else case
        )
        if personal:
            put_on_agenda(change, own, [WELLBEING], together_with=[case])
        kids = [next(kid.id for kid in known if kid.number == number) for number in SAMS]
        items = [NewItem("due", f"child:{kid}", child_id=kid, minutes=15) for kid in kids]
        put_on_agenda(change, case, items, together_with=[own])
        return [own, case]

    return await app_of(pilot).desk.change(job)


async def run(pilot: Pilot[Any], ids: list[int]) -> RunningScreen:
    """Run a sitting and wait for its screen; before its day, yes."""
    await app_of(pilot).run_session(ids)
    if isinstance(pilot.app.screen, SureDialog):
        await pilot.press("enter")
    return await shown(pilot)


async def shown(pilot: Pilot[Any]) -> RunningScreen:
    """Wait for the screen of the session that runs."""
    await wait_for(
        pilot,
        lambda: (
            isinstance(pilot.app.screen, RunningScreen)
            and pilot.app.screen.is_open
            and pilot.app.screen.is_ready
        ),
    )
    screen = pilot.app.screen
    assert isinstance(screen, RunningScreen)
    await pilot.pause()
    return screen


async def stored(pilot: Pilot[Any], query: Any) -> Any:
    """Return what a query finds in the store."""
    return await app_of(pilot).desk.read(query)


def states(session: Any) -> list[str]:
    """Return the states of all items that are on an agenda, in order."""
    found = session.exec(select(AgendaItem).order_by(col(AgendaItem.place))).all()
    return [one.state for one in found if one.supervision_id]


async def run_planned(pilot: Pilot[Any]) -> list[int]:
    """Plan a sitting and run it; return its sessions."""
    ids = await planned(pilot)
    await run(pilot, ids)
    return ids


def closed(session: Any, own: int, case: int) -> tuple[list[Any], dict[str, Any], list[Any]]:
    """Return when two sessions were held, who was discussed in them, and their records."""
    held = [session.get_one(Supervision, one).held_on for one in (own, case)]
    talks = select(Child.number, col(Discussion.at)).join(Child, col(Child.id) == col(Discussion.child_id))
    found = session.exec(
        talks.where(Discussion.supervision_id == case, col(Discussion.at).is_not(None))
    ).all()
    records = select(Record).where(col(Record.supervision_id).in_([own, case])).order_by(col(Record.id))
    return held, dict(found), list(session.exec(records).all())
