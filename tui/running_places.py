"""Where an item of a running sitting is written up: in which of its records, in which part, at which field.

Pure: it can be asked without a screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from forms.answers.model import is_empty
from forms.records.places import Taken, first_place, place_of_item, takes_of
from models.policy.pack import Pack
from models.reading.agenda.running import Running, point_of
from models.reading.agenda.sitting import home_of_children
from models.reading.agenda.told import ItemView
from tui.record_state import RecordState
from tui.record_stops import FROM_BEFORE, Stop

States = Mapping[int, RecordState]


def record_of(pack: Pack, told: Running, records: States, item: ItemView | None) -> int:
    """Return the record an item is written up in: its session's, of several the one about its child.

    What either brings that is about no child belongs to the person and not on a child's file: where the sitting has
    a record beside the one about children, that is the one.
    """
    ids = told.records.get(_session_of(pack, told, item), ())
    ids = ids or next(iter(told.records.values()))
    if item is not None and item.child_id is not None:
        for each in ids:
            if any(child.id == item.child_id for child in records[each].view.line.children):
                return each
    return ids[0]


def _session_of(pack: Pack, told: Running, item: ItemView | None) -> int:
    if item is None:
        return 0
    home = home_of_children(pack, told.sitting)
    if item.child_id is None and item.supervision_id == home and point_of(pack, item) is None:
        return next((one for one in told.sitting.ids if one != home and told.records.get(one)), home)
    return item.supervision_id or 0


def stand_at_item(state: RecordState, pack: Pack, item: ItemView, part: str | None) -> None:
    """Put a record's cursor where an item is written up; ``part`` is the one about its child, where it has one."""
    if part is not None and point_of(pack, item) is None:
        stand_to_write(state, part)
    else:
        stand_in(state, taken_of(state, pack, item), part or "")


def taken_of(state: RecordState, pack: Pack, item: ItemView) -> Taken | None:
    """Return the section and the field of a record that take an item."""
    if takes_of(pack, item) == "actions" and state.steps[0].section.key == FROM_BEFORE:
        return Taken(FROM_BEFORE)
    of_child = item.child_id is not None
    return place_of_item(state.form, pack, item) or first_place(state.form, of_child=of_child)


def is_at(state: RecordState, taken: Taken | None) -> bool:
    """Say whether the cursor stands where an item is written up."""
    at = state.at
    return (
        taken is not None
        and taken.section == state.here.section.key
        and (at is None or (taken.field in ("", at.key) and taken.row in ("", at.row)))
    )


def stand_to_write(state: RecordState, part: str) -> None:
    """Stand at the first field of a part that is to be written and is empty; what the store knows is passed over."""
    first: tuple[int, Stop] | None = None
    for number, step in enumerate(state.steps):
        if step.part != part or not step.fields:
            continue
        state.go_to_section(number)
        for stop in state.stops():
            if not _is_written(stop):
                continue
            first = first or (number, stop)
            if stop.kind == "add" or is_empty(state.value(stop.place)):
                state.at = stop.place
                return
    if first is not None:
        state.go_to_section(first[0])
        state.at = first[1].place


def stand_in(state: RecordState, taken: Taken | None, part: str) -> None:
    """Stand in the section that takes an item, at its field and row; in a child's part where it repeats."""
    found = (
        n
        for n, step in enumerate(state.steps)
        if taken is not None and step.section.key == taken.section and step.part in (part, "")
    )
    state.go_to_section(next(found, 0))
    for stop in state.stops():
        if taken is not None and stop.place.key == taken.field and taken.row in ("", stop.place.row):
            state.at = stop.place
            return


def _is_written(stop: Stop) -> bool:
    """Say whether words are written here that nobody but the two can give."""
    one = stop.field
    if one is None or one.fill:
        return False
    return stop.kind == "long" or (stop.kind == "add" and one.kind == "actions")
