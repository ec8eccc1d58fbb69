"""Where an item of a running sitting is written up: in which of its records, in which part, at which field.

Pure: it can be asked without a screen.
"""

from __future__ import annotations

from collections.abc import Mapping

from forms.answers.model import is_empty
from forms.records.beginning import apart_of
from forms.records.closing import is_written, written_about
from forms.records.places import Taken, first_place, place_of_item, takes_of
from models.policy.pack import Pack
from models.reading.agenda.running import Running, point_of
from models.reading.agenda.sitting import home_of_children
from models.reading.agenda.told import ItemView
from tui.record.state import RecordState
from tui.record.stops import FROM_BEFORE, Stop
from tui.running.state import RunningState

States = Mapping[int, RecordState]


def record_of(pack: Pack, told: Running, records: States, item: ItemView | None) -> int:
    """Return the record an item is written up in; 0 where it is on a form of which its child has none yet.

    What either brings that is about no child belongs to the person and not on a child's file: where the sitting has
    a record beside the one about children, that is the one.
    """
    if item is None:
        return next(iter(told.records.values()))[0]
    if item.child_id is None:
        return _own_record(pack, told, records, item)
    ids = [*told.records.get(item.supervision_id or 0, ())]
    ids += told.records.get(home_of_children(pack, told.sitting), ())
    for kids in ({item.child_id}, siblings_of(told, item.child_id)):
        for each in ids:
            apart = len(kids) == 1 or records[each].form.apart == "family"
            if apart and any(child.id in kids for child in records[each].view.line.children):
                return each
    if any(apart_of(records[each].form) for each in ids):
        return 0
    return next((each for each in ids if records[each].form.each is not None), ids[0] if ids else 0)


def siblings_of(told: Running, child_id: int) -> set[int]:
    """Return the children of a sitting's agenda who are of one family with a child, that child among them."""
    own = told.children.get(child_id)
    family = own.open.family_id if own is not None and own.open is not None else None
    kids = told.children.values() if family is not None else ()
    return {child_id, *(kid.id for kid in kids if kid.open is not None and kid.open.family_id == family)}


def _own_record(pack: Pack, told: Running, records: States, item: ItemView) -> int:
    home = home_of_children(pack, told.sitting)
    session = item.supervision_id or 0
    here = told.records.get(session, ())
    if session == home or (here and all(records[each].view.line.children for each in here)):
        beside = next((one for one in told.sitting.ids if one != session and told.records.get(one)), session)
        session = beside if _is_the_persons(pack, told, records, item, beside) else session
    ids = told.records.get(session) or next(iter(told.records.values()))
    about_none = next((each for each in ids if not records[each].view.line.children), 0)
    if about_none or not records[ids[0]].form.otherwise:
        return about_none or ids[0]
    return next((one[0] for number, one in told.records.items() if number != session), 0)


def _is_the_persons(pack: Pack, told: Running, records: States, item: ItemView, beside: int) -> bool:
    """Say whether an item on the list of the children's session belongs into the record beside theirs.

    One agenda may be that of both sessions (CFA-A01): what either brings is then the person's as well, if the form
    beside has a place for it.
    """
    if point_of(pack, item) is None:
        return True
    own = takes_of(pack, item) in ("supervisee", "supervisor")
    return own and any(
        place_of_item(records[each].form, pack, item) is not None for each in told.records.get(beside, ())
    )


def stand_at_item(state: RecordState, pack: Pack, item: ItemView, part: str | None) -> None:
    """Put a record's cursor where an item is written up; ``part`` is the one about its child, where it has one."""
    whole = part is None and item.child_id is not None and apart_of(state.form)
    if (part is not None or whole) and point_of(pack, item) is None:
        stand_to_write(state, part or "")
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


def section_to_write(state: RecordState, part: str) -> str:
    """Return the key of the first section of a part in which words are written; empty where there is none."""
    return next(
        (
            step.section.key
            for step in state.steps
            if step.part == part and any(one.kind == "long" and not one.fill for one in step.section.fields)
        ),
        "",
    )


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


def written_of(state: RecordState, sitting: RunningState) -> set[int]:
    """Return of which children something is written; on a form about one child or family that is anything in it.

    A sibling who was parked is not talked about with the others. Where a record is shared by more than a family, as
    it could be once, it is those at whose items something was typed.
    """
    if state.form.each is not None or not is_written(state.form, state.answers):
        return written_about(state.form, state.answers, state.links())
    kids = {child.id for child in state.view.line.children}
    if not kids:
        return kids
    if kids <= siblings_of(sitting.told, min(kids)):
        items = [one for one in sitting.items if one.child_id in kids]
        parked = {one.child_id for one in items if one.state == "parked"}
        return kids - (parked - {one.child_id for one in items if one.state != "parked"})
    return kids & {one.child_id for one in sitting.items if one.id in sitting.written}
