"""Examples of every change of a session: planned, held, moved, cancelled, written up; of what counts beside it."""

from __future__ import annotations

from models.changes import (
    attendance,
    events,
    front_door,
    holding,
    intervals,
    observations,
    observing_ahead,
    papers,
    planning,
    rearranging,
    rectifying,
)
from models.changes.observing_ahead import Arranged
from models.changes.planning import Plan
from models.store.change import Change
from models.tables import Disturbance, PlannedObservation, Supervision
from tests.made import KIT, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.examples.canary import CANARY, Example, kent


def _planned(change: Change) -> Supervision:
    return planning.plan_supervision(change, Plan("case", PRIYA, ago(-5), "09:30"), [TOM])


def _attended(change: Change) -> None:
    first, second = attendance.expect_people(change, _planned(change).id, [PRIYA, SAM])
    attendance.mark_attendance(change, first.id, "present", "facilitator")
    attendance.mark_attendance(change, second.id, "apologies", "facilitator")


def _struck_off(change: Change) -> None:
    session = _planned(change).id
    guest = attendance.invite_guest(change, session, f"{CANARY}", f"{CANARY} services")
    attendance.strike_off(change, guest.id)
    attendance.invite_guest(change, session, f"{CANARY}", f"{CANARY} services")


def _disturbed(change: Change) -> Disturbance:
    return attendance.note_disturbance(
        change, _planned(change).id, "late", "supervisor", 12, f"{CANARY} rang"
    )


def _undisturbed(change: Change) -> None:
    attendance.drop_disturbance(change, _disturbed(change).id)


def _families(change: Change) -> None:
    row = planning.plan_supervision(change, Plan("case", SAM, TODAY, occasion="front door"))
    front_door.put_families(change, row.id, {ROSA: "advice", KIT: "early_help"}, seed=4711)


def held(change: Change) -> Supervision:
    """A session that was held, with a child discussed."""
    return holding.hold_supervision(change, _planned(change).id, ago(3), [TOM], minutes=90)


def _written(change: Change) -> Supervision:
    return papers.write_up(change, held(change).id, ago(2))


def _cancelled(change: Change) -> Supervision:
    row = _planned(change)
    return rearranging.cancel_supervision(
        change,
        kent(),
        row.id,
        f"{CANARY} is ill",
        "sickness",
        new_day=ago(-9),
        passed=f"{CANARY} agreed",
    )


def _reinstated(change: Change) -> None:
    row = _planned(change)
    rearranging.cancel_supervision(change, kent(), row.id, f"{CANARY} is ill", "sickness")
    rearranging.reinstate_supervision(change, row.id)


def _parts_dated(change: Change) -> None:
    row = observations.record_observation(change, PRIYA, ago(20))
    for part in observations.PARTS:
        observations.date_observation_part(change, row.id, part, ago(9))


def _observation_removed(change: Change) -> None:
    observations.remove_observation(change, observations.record_observation(change, PRIYA, ago(20)).id)
    observations.record_observation(change, PRIYA, ago(19))


def _observation_planned(change: Change) -> PlannedObservation:
    seen = Arranged(ago(-9), starts_at="10:00", observer=CANARY, what=f"{CANARY} at home")
    return observing_ahead.plan_observation(change, kent(), PRIYA, seen)


def _event_removed(change: Change) -> None:
    row = events.record_event(change, kent(), "appraisal", ago(40), practitioner_id=PRIYA)
    events.remove_event(change, row.id)
    events.record_event(change, kent(), "audit_result", ago(4), child_id=TOM, value="yes")


def _interval_ended(change: Change) -> None:
    row = intervals.shorten_for_child(change, kent(), TOM, 30, f"{CANARY} asked", ago(30))
    intervals.end_interval(change, row.id, ago(1))


EXAMPLES: dict[str, Example] = {
    "plan_supervision": _planned,
    "plan_series": lambda change: planning.plan_series(
        change, Plan("personal", SAM, TODAY), [ago(-6), ago(-34), ago(-62)]
    ),
    "set_time": lambda change: planning.set_time(change, _planned(change).id, "14:30"),
    "put_on_list": lambda change: planning.put_on_list(change, _planned(change).id, [KIT]),
    "take_off_list": lambda change: planning.take_off_list(change, _planned(change).id, [TOM]),
    "hold_supervision": held,
    "hold_unplanned": lambda change: holding.hold_unplanned(
        change, "case", SAM, ago(4), [ROSA], occasion="ad hoc", criteria={ROSA: CANARY}
    ),
    "add_discussed": lambda change: holding.add_discussed(change, held(change).id, [KIT]),
    "correct_held_day": lambda change: rectifying.correct_held_day(
        change, held(change).id, ago(4), f"{CANARY} said so"
    ),
    "correct_discussed": lambda change: rectifying.correct_discussed(
        change, held(change).id, TOM, ROSA, f"{CANARY} said so"
    ),
    "take_back_holding": lambda change: holding.take_back_holding(
        change, held(change).id, f"{CANARY} was away"
    ),
    "move_supervision": lambda change: rearranging.move_supervision(
        change, kent(), _planned(change).id, ago(-12), f"{CANARY} in court", "practitioner", starts_at="14:00"
    ),
    "cancel_supervision": _cancelled,
    "reinstate_supervision": _reinstated,
    "write_up": _written,
    "agree_record": lambda change: papers.agree_record(change, held(change).id, TODAY),
    "sign_record": lambda change: papers.sign_record(change, _written(change).id, ago(1)),
    "record_observation": lambda change: observations.record_observation(change, PRIYA, ago(20)),
    "date_observation_part": _parts_dated,
    "remove_observation": _observation_removed,
    "plan_observation": _observation_planned,
    "move_observation": lambda change: observing_ahead.move_observation(
        change, _observation_planned(change).id, ago(-16), f"{CANARY} in court", "practitioner"
    ),
    "call_off_observation": lambda change: observing_ahead.call_off_observation(
        change, _observation_planned(change).id, f"{CANARY} said no", "other"
    ),
    "hold_observation": lambda change: observing_ahead.hold_observation(
        change, kent(), _observation_planned(change).id, ago(1), CANARY
    ),
    "record_event": lambda change: events.record_event(
        change, kent(), "audit_result", ago(4), child_id=TOM, value="yes"
    ),
    "remove_event": _event_removed,
    "shorten_for_child": lambda change: intervals.shorten_for_child(
        change, kent(), TOM, 30, f"{CANARY} asked for it"
    ),
    "shorten_for_practitioner": lambda change: intervals.shorten_for_practitioner(
        change, kent(), SAM, 14, f"{CANARY} is new", ago(3)
    ),
    "end_interval": _interval_ended,
    "expect_people": _attended,
    "mark_attendance": _attended,
    "invite_guest": _struck_off,
    "strike_off": _struck_off,
    "note_disturbance": _disturbed,
    "drop_disturbance": _undisturbed,
    "put_families": _families,
}
