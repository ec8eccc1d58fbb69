"""What a child's page says, row by row: pure, so that it can be read without a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.dates import counted, show
from models.levels import flag_code
from models.policy import Pack
from models.reading.child import (
    ActionView,
    ChildView,
    Discussed,
    InvolvementView,
    SituationView,
)
from models.reading.corrections import CorrectionView
from models.reading.holders import Holder
from tui.widgets.rows import Row

CORRECTED = {
    ("involvement", "opened_on"): "opened",
    ("involvement", "closed_on"): "closed",
    ("involvement", "service"): "service",
    ("allocation", "since"): "allocated",
    ("stage_move", "moved_on"): "moved",
    ("situation", "since"): "situation, since",
    ("situation", "until"): "situation, until",
    ("supervision", "held_on"): "supervision, held",
    ("supervision", "child"): "discussed in supervision",
    ("record", "child"): "a signed record about",
}
"""What a corrected field is called on the page."""


@dataclass(frozen=True, slots=True)
class Ref:
    """What a row stands for: a row of the store, the date in it that can be corrected, its involvement."""

    entity: str
    id: int
    field: str = ""
    what: str = ""
    day: date | None = None
    involvement_id: int | None = None


def child_rows(view: ChildView, pack: Pack, today: date, *, private: bool) -> list[Row]:
    """Return the page: situations, then each involvement with its holders and moves, then what was discussed.

    In projector mode no free text is shown, and practitioners are initials.
    """
    rows: list[Row] = []
    if view.siblings:
        others = ", ".join(f"{number} {initials}".strip() for _, number, initials in view.siblings)
        rows.append(Row((f"Siblings: {others}",), kind="note"))
    rows += _situations(view.situations, pack, private=private)
    for one in reversed(view.involvements):
        rows += _involvement(one, pack, today, private=private)
    rows += _discussions(view.discussions, pack, private=private)
    rows += _actions(view.actions, private=private)
    if view.corrections:
        rows.append(Row(("Corrected",), kind="heading"))
        for fixed in view.corrections:
            was, became = (_corrected(fixed, said, pack) for said in (fixed.was, fixed.became))
            what = CORRECTED.get((fixed.entity, fixed.field), fixed.entity.replace("_", " "))
            said = f"{what}: {was} → {became}"
            rows.append(Row((show(fixed.corrected_on), said, "" if private else fixed.reason)))
    return rows


def _corrected(fixed: CorrectionView, said: str, pack: Pack) -> str:
    """Return what stood or stands there: a day, or a service in the pack's words."""
    if fixed.field == "service":
        return service_label(pack, said)
    try:
        return show(date.fromisoformat(said)) if said else "nothing"
    except ValueError:
        return said


def service_label(pack: Pack, service: str) -> str:
    """Return what the pack calls a service."""
    return next((each.label for each in pack.services if each.code == service), service)


def _situations(situations: tuple[SituationView, ...], pack: Pack, *, private: bool) -> list[Row]:
    rows = [Row(("Situations",), kind="heading")]
    for one in sorted(situations, key=lambda each: (each.until is None, each.since), reverse=True):
        label = situation_label(one, pack, private=private)
        until = f"until {show(one.until)}" if one.until else "now"
        ref = Ref("situation", one.id, "since", f"{label}, since", one.since)
        rows.append(Row((show(one.since), label, until), ref, "" if one.until is None else "quiet"))
    if len(rows) == 1:
        rows.append(Row(("None recorded. s adds one.",), kind="note"))
    return rows


def situation_label(one: SituationView, pack: Pack, *, private: bool = True) -> str:
    """Return a situation in the pack's words; a level that it does not know is what a person typed."""
    code = flag_code(one.code, one.value)
    if pack.knows(code) or not one.value:
        return pack.situation(code).label
    label = pack.situation(one.code).label
    return label if private else f"{label}: {one.value}"


def _involvement(one: InvolvementView, pack: Pack, today: date, *, private: bool) -> list[Row]:
    service = service_label(pack, one.service)
    state = f"Closed {show(one.closed_on)} after" if one.closed_on else "Open"
    end = one.closed_on or today
    rows = [Row((f"{state} {counted((end - one.opened_on).days, 'day')}: {service}",), kind="heading")]
    if one.transfer_on and not one.closed_on:
        rows.append(
            Row((show(one.transfer_on), "To be transferred to another service or team", "m changes it"))
        )
    if one.closed_on:
        ref = Ref("involvement", one.id, "closed_on", "closed", one.closed_on, one.id)
        rows.append(Row((show(one.closed_on), "Closed", "" if private else one.closing_reason), ref))
    rows += [
        Row(("", f"{rule} passed", "" if private else reason), kind="warn") for rule, reason, _ in one.passes
    ]
    rows += _moves(one, pack, private=private)
    for held in reversed(one.held):
        until = f"until {show(held.until)}" if held.until else "now"
        what = f"Allocated to {_name(held.holder, private=private)}"
        rows.append(
            Row(
                (show(held.since), what, until), Ref("allocation", held.id, "since", what, held.since, one.id)
            )
        )
    if not one.held:
        rows.append(
            Row(
                ("", "Not allocated to anyone", "h allocates it"),
                Ref("involvement", one.id, involvement_id=one.id),
                "warn",
            )
        )
    ref = Ref("involvement", one.id, "opened_on", "opened", one.opened_on, one.id)
    rows.append(Row((show(one.opened_on), "Opened", _supervised(one)), ref))
    return rows


def _supervised(one: InvolvementView) -> str:
    held = len(one.formal_supervisions)
    if not held:
        return "no formal supervision in it yet"
    return f"{counted(held, 'formal supervision')}, the last on {show(max(one.formal_supervisions))}"


def _moves(one: InvolvementView, pack: Pack, *, private: bool) -> list[Row]:
    rows = []
    for stay in reversed(one.stays):
        name = next((each.name for each in pack.stages if each.number == stay.stage), f"stage {stay.stage}")
        back = stay.from_stage is not None and stay.stage < stay.from_stage
        skipped = stay.from_stage is not None and stay.stage > stay.from_stage + 1
        how = (
            "back to "
            if back
            else "on past a stage to "
            if skipped
            else "to "
            if stay.from_stage
            else "began in "
        )
        why = f": {stay.why}" if stay.why and not private else ""
        what = f"{how}{stay.stage} {name}"
        ref = Ref("stage_move", stay.id, "moved_on", what, stay.moved_on, one.id)
        rows.append(Row((show(stay.moved_on), what, f"{counted(stay.days, 'day')} there{why}"), ref))
    return rows


def _discussions(discussions: tuple[Discussed, ...], pack: Pack, *, private: bool) -> list[Row]:
    rows = [Row(("Discussed in supervision",), kind="heading")]
    planned = [one for one in discussions if one.at is None]
    for one in [*planned, *(each for each in discussions if each.at is not None)]:
        day = one.at or one.planned_for
        said = [f"{pack.session_kind(one.kind).label}, {one.occasion}"]
        said += [_name(one.holder, private=private)] if one.holder else []
        counts = "" if one.formal else "informal: does not reset the clock"
        state = "planned" if one.at is None else counts
        cells = (show(day) if day else "", "; ".join(said), state)
        rows.append(Row(cells, one, "quiet" if one.at is None else ""))
    if len(rows) == 1:
        rows.append(Row(("Not yet.",), kind="note"))
    return rows


def _actions(actions: tuple[ActionView, ...], *, private: bool) -> list[Row]:
    if not actions:
        return []
    rows = [Row(("Actions",), kind="heading")]
    for one in sorted(
        actions, key=lambda each: (each.done_on is not None or each.dropped_on is not None, each.set_on)
    ):
        if one.done_on:
            state = f"done {show(one.done_on)}"
        elif one.dropped_on:
            state = f"dropped {show(one.dropped_on)}"
        else:
            state = f"by {show(one.due_on)}" if one.due_on else "no date"
            state += f", carried {counted(one.carried, 'time')}" if one.carried else ""
        rows.append(Row((show(one.set_on), state, "" if private else one.what)))
    return rows


def _name(holder: Holder | None, *, private: bool) -> str:
    if holder is None:
        return "nobody"
    return holder.initials if private else holder.name
