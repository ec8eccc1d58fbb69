"""Keeping supervisions: that one was held, when, and who was discussed. Only this settles a clock (GEN-X07)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType

from models.changes import checks, sessions
from models.errors import Refused
from models.store.change import Change
from models.tables import Correction, Discussion, Supervision
from models.trail import Words

_NONE: Mapping[int, str] = MappingProxyType({})


def hold_supervision(
    change: Change,
    supervision_id: int,
    held_on: date,
    discussed: Iterable[int] = (),
    *,
    minutes: int | None = None,
    criteria: Mapping[int, str] = _NONE,
) -> Supervision:
    """Record that a planned session was held, and which children were discussed in it.

    Who was on its list and was not reached goes on the list of the next one of its kind, or waits for
    one. ``criteria`` says by child what it was picked by, where work is sampled (KCC-T36). Raises
    Refused for a day that has not come yet.
    """
    row = sessions.planned(change, supervision_id)
    checks.not_future(held_on, change.today, "The day a session was held")
    sessions.with_whom(change, row.practitioner_id, held_on)
    children = sessions.discussable(change, discussed, held_on, row.occasion)
    change.update(row, held_on=held_on, minutes=sessions.minutes_of(minutes) or row.minutes)
    _discuss(change, row, held_on, children, criteria)
    following = sessions.next_planned(change, row)
    carried = sessions.carry_over(change, row, following) if following is not None else []
    change.note(
        "hold_supervision",
        "supervision",
        row.id,
        held_on=held_on,
        planned_for=row.planned_for,
        minutes=row.minutes,
        children=children,
        carried=carried,
    )
    return row


def hold_unplanned(
    change: Change,
    kind: str,
    practitioner_id: int | None,
    held_on: date,
    discussed: Iterable[int] = (),
    *,
    occasion: str = "formal",
    minutes: int | None = None,
    criteria: Mapping[int, str] = _NONE,
) -> Supervision:
    """Record a session that stood in no diary. An ad hoc one is informal, and settles no clock (GEN-X07)."""
    checks.not_future(held_on, change.today, "The day a session was held")
    children = sessions.discussable(change, discussed, held_on, occasion)
    row = change.insert(
        Supervision(
            kind=sessions.kind_of(kind),
            occasion=sessions.occasion_of(occasion),
            practitioner_id=sessions.with_whom(change, practitioner_id, held_on),
            held_on=held_on,
            minutes=sessions.minutes_of(minutes),
        )
    )
    _discuss(change, row, held_on, children, criteria)
    change.note(
        "hold_unplanned",
        "supervision",
        row.id,
        kind=row.kind,
        occasion=row.occasion,
        practitioner=row.practitioner_id,
        held_on=held_on,
        minutes=row.minutes,
        children=children,
    )
    return row


def add_discussed(change: Change, supervision_id: int, children: Iterable[int]) -> list[int]:
    """Add children who were discussed in a held session and were forgotten; return those added."""
    row, day = sessions.held(change, supervision_id)
    sessions.unsigned(row)
    there = {one.child_id for one in sessions.on_list(change, row.id) if one.at is not None}
    added = [
        child for child in sessions.discussable(change, children, day, row.occasion) if child not in there
    ]
    if not added:
        raise Refused("They are recorded as discussed already.")
    _discuss(change, row, day, added, _NONE)
    change.note("add_discussed", "supervision", row.id, children=added)
    return added


def take_back_holding(change: Change, supervision_id: int, reason: str) -> Supervision:
    """Take back that a session was held: it stands in the diary again, and nobody was discussed in it.

    One that was never planned can't go back there: raise Refused, and correct its day instead.
    """
    row, was = sessions.held(change, supervision_id)
    sessions.unsigned(row)
    words = sessions.why(reason, "put back into the diary")
    if row.planned_for is None:
        raise Refused("It stood in no diary. If it was never held, undo the entry or correct its day.")
    for one in sessions.on_list(change, row.id):
        change.update(one, at=None, kind="formal")
    change.update(row, held_on=None, recorded_on=None, agreed_on=None)
    _keep_correction(change, row, was, "", words)
    change.note("take_back_holding", "supervision", row.id, was=was, reason=Words(words))
    return row


def _discuss(
    change: Change, row: Supervision, day: date, children: Iterable[int], criteria: Mapping[int, str]
) -> None:
    """Record who was discussed: formally, unless the session was ad hoc."""
    kind = "informal" if row.occasion == sessions.INFORMAL else "formal"
    there = {one.child_id: one for one in sessions.on_list(change, row.id)}
    for child_id in children:
        criterion = checks.line_of(criteria.get(child_id, ""), "criterion")
        if child_id in there:
            change.update(there[child_id], at=day, kind=kind, criterion=criterion)
        else:
            change.insert(
                Discussion(supervision_id=row.id, child_id=child_id, kind=kind, at=day, criterion=criterion)
            )


def _keep_correction(change: Change, row: Supervision, was: date, became: str, reason: str) -> None:
    change.insert(
        Correction(
            entity="supervision",
            entity_id=row.id,
            field="held_on",
            was=was.isoformat(),
            became=became,
            reason=reason,
            corrected_on=change.today,
        )
    )
