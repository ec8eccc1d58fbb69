"""Where an item of a running sitting is written up in its record: the part, the section and the field to stand at."""

from __future__ import annotations

from forms.records.beginning import apart_of, with_siblings
from forms.records.closing import with_fills
from models.reading.agenda.running import point_of
from models.reading.agenda.told import ItemView
from models.reading.record_context import KnownChild
from tui.record.stops import Stop
from tui.running.places import is_at, section_to_write, stand_at_item, taken_of
from tui.running.state import RunningState
from tui.running.titles import begun, title_line, without_bare
from tui.screens.record import RecordScreen
from tui.widgets.rows import Row


class StandingScreen(RecordScreen, inherit_bindings=False):
    """The form screen of a record, with the cursor where the sitting's item is written up."""

    def __init__(self, record_id: int) -> None:
        super().__init__(record_id)
        self.sitting: RunningState
        self._part = ""

    def _stand(self) -> None:
        """Put the cursor where the item is written up."""
        item, state = self.sitting.item, self.state
        if item is None:
            return
        stand_at_item(state, self.desk.pack, item, self._part_of(item))
        self._part = state.here.part

    def opened_at(self, at: tuple[int, int] | None, typed: str) -> tuple[tuple[int, int] | None, str]:
        """Stand at the item; type on where a draft was left only if that is not where another item is written up."""
        if self.keeper.draft_id is not None and not self._is_at_another():
            return at, typed
        self._stand()
        return None, ""

    def _is_at_another(self) -> bool:
        """Say whether the cursor stands where another item is written up, and not this one: it was gone on from."""
        item, part = self.sitting.item, self.state.here.part
        if item is None:
            return False
        if part:
            return self.state.links().get(part) != item.child_id
        alike = [one for one in self.sitting.items if one.child_id is None]
        here = [one.id for one in alike if is_at(self.state, taken_of(self.state, self.desk.pack, one))]
        return item.id not in here and bool(here)

    def _part_of(self, item: ItemView) -> str | None:
        """Return the part of the record that is about an item's child, begun where there is none; None without one."""
        state = self.state
        if item.child_id is None:
            return None
        if state.form.each is None:
            self._join_siblings(item.child_id)
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

    def _join_siblings(self, child_id: int) -> None:
        """Name a child in the record of the siblings, where one form is for all of a family."""
        state = self.state
        if state.form.apart != "family" or self.fixed:
            return
        known = next((kid for kid in state.around.children if kid.id == child_id), None)
        if known is not None and child_id not in {kid for kid, _ in state.written().about.children}:
            state.answers = with_siblings(state.answers, state.form, [known])
            self.keeper.touch()

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

    def beside_first(self) -> list[Row]:
        """Return the words that came with the item, on a prep sheet or when it was left, all of them."""
        item = self.sitting.item
        if item is None or not item.note.strip() or self.program.private or self.editing.matching():
            return []
        return [Row(("With the item",), kind="heading"), *(Row((line,)) for line in item.note.split("\n"))]

    # -- several items in one field --------------------------------------------------------------

    def action_begin(self) -> None:
        """Begin to type; where a field takes what is brought, below the title of the item it is about."""
        titled = None if self._refused() else self._titled()
        if titled is None or not self.is_ready:
            super().action_begin()
            return
        stop, text, at = titled
        self._said = ()
        self.editing.begin(stop, at, text)
        self.show_sides()
        self.show_mode()

    def end_typing(self) -> bool:
        """End typing; a title below which nothing was written goes again."""
        stop, item = self.editing.stop, self.sitting.item
        if (
            stop is not None
            and item is not None
            and (self._is_shared(stop) or self._is_of_child(stop))
            and self.editing.editor is self.editing.long
        ):
            text = self.editing.long.text
            kept = without_bare(text, title_line(item.words))
            if kept != text:
                self.editing.long.text = kept
        return super().end_typing()

    def _titled(self) -> tuple[Stop, str, tuple[int, int]] | None:
        """Return where the item's words go in a field that it shares, with its title; None where it has none.

        What one of the two brought always has one; a point of the policy where other items' words stand there. What
        an item about a child is about stands above the first words of it in that child's part.
        """
        stop, item = self.state.stop, self.sitting.item
        if stop is None or item is None or not item.words:
            return None
        if not self._is_shared(stop) and not self._is_of_child(stop):
            return None
        text, title = self.state.typed(stop), title_line(item.words)
        own = point_of(self.desk.pack, item) is None and item.is_typed
        others = {title_line(one.words) for one in self.sitting.items if one.words and one.id != item.id}
        if not own and title not in text.split("\n") and others.isdisjoint(text.split("\n")):
            return None
        return stop, *begun(text, title, others)

    def _is_shared(self, stop: Stop) -> bool:
        """Say whether a place is where the item is written up, and takes whatever is brought."""
        item, one = self.sitting.item, self.state.form.field(stop.place.key)
        if item is None or item.child_id is not None or one is None or stop.kind != "long":
            return False
        row = next((each for each in one.rows if each.key == stop.place.row), None)
        taken = taken_of(self.state, self.desk.pack, item)
        return bool(one.takes or (row is not None and row.takes)) and (
            taken is not None and taken.field in ("", one.key) and taken.row in ("", stop.place.row)
        )

    def _is_of_child(self, stop: Stop) -> bool:
        """Say whether a place takes the title of a child's item with words of its own: above its first words only.

        Those are begun in the section that opens for the item; what is written to the child has no titles in it.
        """
        item, state, here = self.sitting.item, self.state, self.state.here
        if (
            item is None
            or item.child_id is None
            or not item.words
            or stop.kind != "long"
            or stop.field is None
        ):
            return False
        if stop.place.row or stop.field.fill or point_of(self.desk.pack, item) is not None:
            return False
        part = here.part
        of_child = state.links().get(part) == item.child_id if part else bool(apart_of(state.form))
        if not of_child or here.section.key != section_to_write(state, part):
            return False
        whole = state.answers.part(part) if part else None
        values = whole.values if whole is not None else state.answers.values
        title = title_line(item.words)
        return not any(
            key != stop.place.key and isinstance(value, str) and title in value.split("\n")
            for key, value in values.items()
        )
