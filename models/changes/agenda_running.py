"""Running a session: begun, stopped, gone on with; items done or parked; and closing it, in one step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import col, select

from models.changes import checks, sessions
from models.changes.agenda_parts import item_found, items_of, note_of, open_session
from models.changes.holding import hold_supervision
from models.changes.planning import Plan, plan_supervision
from models.errors import Refused
from models.store.change import Change
from models.tables import AgendaItem, Discussion, SessionRun
from models.trail import Words


@dataclass(frozen=True, slots=True)
class Ending:
    """How a sitting ends: its sessions that were held, the day, how long it took, and what is planned next.

    ``minutes`` are those of the whole; each session gets the share that its items took. ``next`` may be
    empty: then the policy's rule on the next date stands open.
    """

    supervision_ids: tuple[int, ...]
    held_on: date
    minutes: int | None = None
    next: tuple[Plan, ...] = ()


@dataclass(frozen=True, slots=True)
class Ended:
    """What came of ending: the sessions held, those planned, and the children who were not open any more."""

    held: tuple[int, ...]
    planned: tuple[int, ...]
    not_open: tuple[int, ...]


def begin_session(change: Change, supervision_ids: Sequence[int]) -> SessionRun:
    """Begin the sessions of a sitting, or go on with them; whatever else ran is stopped."""
    rows = [sessions.planned(change, one) for one in supervision_ids]
    for row in rows:
        if row.planned_for is not None and row.practitioner_id is not None:
            sessions.with_whom(change, row.practitioner_id, change.today)
    _stop_others(change)
    found = change.session.exec(
        select(SessionRun).where(col(SessionRun.supervision_id).in_(list(supervision_ids)))
    ).first()
    if found is not None and found.ended_at is not None:
        change.update(found, ended_at=None)
    if found is None:
        found = change.insert(SessionRun(supervision_id=rows[0].id, began_at=change.now))
    change.update(found, running_since=change.now)
    change.note("begin_session", "supervision", rows[0].id, run=found.id, sessions=[row.id for row in rows])
    return found


def stop_session(change: Change, run_id: int) -> SessionRun:
    """Stop a session that runs; it stays where it stands and can be gone on with at any time."""
    run = checks.found(change.session, SessionRun, run_id, "session")
    if run.running_since is None:
        raise Refused("It is stopped already.")
    change.update(run, running_since=None)
    change.note("stop_session", "supervision", run.supervision_id, run=run.id)
    return run


def finish_item(change: Change, item_id: int) -> AgendaItem:
    """Note that an item was talked about; its child counts as discussed once the session is closed."""
    return _set_state(change, item_id, "done", "finish_item")


def park_item(change: Change, item_id: int, why: str = "") -> AgendaItem:
    """Park an item: it is not talked about today and is proposed for the next session."""
    item = _set_state(change, item_id, "parked", "park_item", why)
    return change.update(item, note=note_of(f"{item.note}\n{why}")) if why else item


def reopen_item(change: Change, item_id: int) -> AgendaItem:
    """Take an item up again that was done or parked."""
    return _set_state(change, item_id, "open", "reopen_item")


def end_session(change: Change, ending: Ending) -> Ended:
    """Close a sitting: its sessions are held with who was discussed in them, and the next are planned.

    Who was on a list and was not reached goes on the list of the next session of its kind. Children whose
    work closed before the day can't be discussed; they are named in what is returned.
    """
    if not ending.supervision_ids:
        raise Refused("Nothing of it was held: no item is done. Move it, or cancel it.")
    shares = _shares(change, ending)
    found = {one: _discussed(change, one, ending.held_on) for one in ending.supervision_ids}
    not_open = [child_id for _, gone in found.values() for child_id in gone]
    change.note(
        "end_session",
        "supervision",
        ending.supervision_ids[0],
        sessions=list(ending.supervision_ids),
        minutes=ending.minutes,
        next=[plan.day.isoformat() for plan in ending.next],
        not_open=not_open,
    )
    for supervision_id, (discussed, _) in found.items():
        hold_supervision(
            change,
            supervision_id,
            ending.held_on,
            discussed,
            minutes=shares[supervision_id],
            criteria=_criteria(change, supervision_id),
        )
    planned = tuple(plan_supervision(change, plan).id for plan in ending.next)
    _end_runs(change, ending.supervision_ids)
    return Ended(ending.supervision_ids, planned, tuple(not_open))


def _set_state(change: Change, item_id: int, state: str, action: str, why: str = "") -> AgendaItem:
    item = item_found(change, item_id)
    open_session(change, item.supervision_id)
    was = item.state
    if was == state:
        raise Refused("It is marked so already.")
    change.update(item, state=state)
    change.note(
        action,
        "agenda_item",
        item.id,
        was=was,
        child=item.child_id,
        spent=item.spent,
        why=Words(why) if why else None,
    )
    return item


def _stop_others(change: Change) -> None:
    for run in change.session.exec(select(SessionRun).where(col(SessionRun.running_since).is_not(None))):
        change.update(run, running_since=None)


def _end_runs(change: Change, supervision_ids: Sequence[int]) -> None:
    found = select(SessionRun).where(col(SessionRun.supervision_id).in_(list(supervision_ids)))
    for run in change.session.exec(found).all():
        change.update(run, running_since=None, ended_at=change.now)


def _discussed(change: Change, supervision_id: int, day: date) -> tuple[list[int], list[int]]:
    """Return the children of items that are done, and apart those whose work was not open on the day."""
    done = [
        one.child_id
        for one in items_of(change, [supervision_id])
        if one.state == "done" and one.child_id is not None
    ]
    children = list(dict.fromkeys(checks.child(change.session, child_id).id for child_id in done))
    row = sessions.session_found(change, supervision_id)
    known = set(children) if row.occasion == sessions.SAMPLED else sessions.open_on(change, children, day)
    return [one for one in children if one in known], [one for one in children if one not in known]


def _criteria(change: Change, supervision_id: int) -> dict[int, str]:
    """Return what each child on the list was picked by, which stays with the discussion (KCC-T36)."""
    found = select(Discussion).where(Discussion.supervision_id == supervision_id)
    return {one.child_id: one.criterion for one in change.session.exec(found).all() if one.criterion}


def _shares(change: Change, ending: Ending) -> dict[int, int | None]:
    """Return how many minutes of the whole each session took: in the shares of the seconds of its items."""
    ids = ending.supervision_ids
    if ending.minutes is None or len(ids) == 1:
        return dict.fromkeys(ids, ending.minutes)
    spent = {one: sum(item.spent for item in items_of(change, [one])) + 1 for one in ids}
    whole = sum(spent.values())
    shares: dict[int, int | None] = {}
    left = ending.minutes
    for place, one in enumerate(ids):
        last = place == len(ids) - 1
        share = left if last else max(1, round(ending.minutes * spent[one] / whole))
        share = max(1, min(share, left - (len(ids) - 1 - place)))
        shares[one] = share
        left -= share
    return shares
