"""Where an item of a running sitting is written up in its record: the part, the section and the field to stand at."""

from __future__ import annotations

from forms.records.closing import with_fills
from forms.records.places import Taken, first_place, place_of_item, takes_of
from models.reading.agenda.running import point_of
from models.reading.agenda.told import ItemView
from models.reading.record_context import KnownChild
from tui.record_stops import FROM_BEFORE
from tui.running_state import RunningState
from tui.screens.record import RecordScreen


class StandingScreen(RecordScreen, inherit_bindings=False):
    """The form screen of a record, with the cursor where the sitting's item is written up."""

    def __init__(self, record_id: int) -> None:
        super().__init__(record_id)
        self.sitting: RunningState
        self._part = ""

    def _stand(self) -> None:
        """Put the cursor where the item is written up: the first of its sections that is not done."""
        item, state = self.sitting.item, self.state
        if item is None:
            return
        part = self._part_of(item)
        if part is None or point_of(self.desk.pack, item) is not None:
            self._stand_in(self._taken(item), part or "")
            return
        mine = [n for n, step in enumerate(state.steps) if step.part == part and step.fields]
        open_ones = [n for n in mine if state.steps[n].answered < state.steps[n].fields]
        state.go_to_section(next(iter(open_ones or mine), 0))
        self._part = part

    def _part_of(self, item: ItemView) -> str | None:
        """Return the part of the record that is about an item's child, begun where there is none; None without one."""
        state = self.state
        if item.child_id is None or state.form.each is None:
            return None
        found = next((part for part, child in state.links().items() if child == item.child_id), None)
        if found is None and not self.fixed:
            known = next((kid for kid in state.around.children if kid.id == item.child_id), None)
            initials = item.child.removeprefix(item.number).strip()
            state.add_child(known or KnownChild(item.child_id, item.number, initials), self.desk.clock.now())
            found = state.here.part
            child = self.sitting.child
            stage = {"stage": str(child.open.stage)} if child is not None and child.open is not None else {}
            state.answers = with_fills(state.form, state.answers, stage, found)
            self.keeper.touch()
        return found

    def _taken(self, item: ItemView) -> Taken | None:
        pack, form = self.desk.pack, self.state.form
        if takes_of(pack, item) == "actions" and self.state.steps[0].section.key == FROM_BEFORE:
            return Taken(FROM_BEFORE)
        return place_of_item(form, pack, item) or first_place(form)

    def _stand_in(self, taken: Taken | None, part: str) -> None:
        """Stand in the section that takes an item, at its field and row; in a child's part where it repeats."""
        state = self.state
        found = (
            n
            for n, step in enumerate(state.steps)
            if taken is not None and step.section.key == taken.section and part in (step.part, "")
        )
        number = next(found, None)
        if number is not None and taken is not None:
            state.go_to_section(number)
            for stop in state.stops():
                if stop.place.key == taken.field and taken.row in ("", stop.place.row):
                    state.at = stop.place
                    break
        self._part = state.here.part

    def stand_at(self, key: str, part: str, row: str = "") -> bool:
        """Stand at a field of a part, at one of its rows where that is said; say whether it is there."""
        state, was = self.state, (self.state.step, self.state.at)
        for number, step in enumerate(state.steps):
            if step.part == part and any(one.key == key for one in step.section.fields):
                state.go_to_section(number)
                for stop in state.stops():
                    if stop.place.key == key and row in ("", stop.place.row):
                        state.at = stop.place
                        return True
        state.step, state.at = was
        return False
