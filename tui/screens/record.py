"""The form screen: one for every form. Sections with their state, the answers, and beside them what helps.

Walking, letters are commands; Enter begins to type where the cursor stands, Esc ends it. What is typed is
kept within a second (`tui.record.keeping`) and becomes part of the record when the screen is left.
"""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding

from forms.records.parties import parties_of
from tui.record.deciding import Decider
from tui.record.finishing import Finisher
from tui.record.keys import ALSO_TYPING, WALKING
from tui.record.writing import TypingRoom


class RecordScreen(TypingRoom):
    """One record on its form."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding("enter", "begin", "type", key_display="Enter", tooltip="Type where the cursor stands"),
        *WALKING,
        Binding("a", "add", "add", tooltip="Add an action or a row"),
        Binding("x", "remove", "remove", tooltip="Remove the row; drop the open action under the cursor"),
        Binding("less_than_sign", "move(-1)", "move", key_display="< >", tooltip="Move the row", show=False),
        Binding("greater_than_sign", "move(1)", show=False),
        Binding("d", "done", "done", tooltip="The open action under the cursor is done"),
        Binding("n", "new_date", "new date", tooltip="Give the open action another date"),
        Binding("w", "in_the_way", "in the way", tooltip="Say what stands in the action's way", show=False),
        Binding("r", "refer", "Refer to the note under the cursor", show=False),
        Binding("c", "child", "child", tooltip="Add a further child to this record"),
        Binding("f", "finish", "finish", tooltip="Complete it, or make it a draft again"),
        Binding("s", "sign", "sign", tooltip="Read it as it will stand, and sign it"),
        Binding("p", "paper", "to Word", tooltip="Write it as a Word document: as it stands, or to fill in"),
        Binding("y", "copy", "copy text", tooltip="The child's part as plain text for the case system"),
        Binding("Y", "write", "Write the child's part into a file", show=False),
        Binding("e", "entered", "entered", tooltip="It was entered on the case system"),
        Binding("b", "last", "last time", tooltip="The record of last time, side by side", show=False),
        Binding("v", "drafts", "Other drafts of this record", show=False),
        Binding("i", "about", "With whom, for which session and day", show=False),
        Binding("delete", "discard", "Give up a record begun by mistake", show=False),
        Binding("o", "app.oversight", "Note a decision in passing", show=False),
        Binding("u", "undo", "undo", show=False, tooltip="Take back the last change"),
        *ALSO_TYPING,
        Binding("escape", "leave", "leave", key_display="Esc"),
    ]

    def __init__(self, record_id: int, looked_for: str = "") -> None:
        super().__init__(record_id, looked_for)
        self.decider = Decider(self)
        self.finisher = Finisher(self)

    def hinted(self) -> list[Binding]:
        """Return what can be done with this record: nothing of actions, children or signatures where it has none."""
        shown = super().hinted()
        if not self.is_open:
            return shown
        state, form = self.state, self.state.form
        here = {
            "add": any(one.kind == "actions" or one.grows for one in form.answered()),
            "done": bool(state.around.before),
            "child": form.each is not None,
            "sign": bool(parties_of(form)),
            "copy": bool(state.links()),
        }
        here |= {"remove": here["add"], "new_date": here["done"], "entered": here["copy"]}
        if state.fixed:
            here |= dict.fromkeys(("add", "remove", "done", "new_date", "child", "finish"), False)
        return [one for one in shown if here.get(one.action, True)]

    def children_here(self) -> tuple[int, ...]:
        """The child whose part the cursor is in, or the only one."""
        if not self.is_open:
            return ()
        links = self.state.links()
        part = self.state.here.part
        only = len(links) == 1
        return tuple(child_id for each, child_id in links.items() if each == part or only)

    # -- rows, ticks, children -------------------------------------------------------------------

    def action_turn(self) -> None:
        """Tick an option, or take the next choice."""
        stop = self.state.stop
        if stop is None or self._refused():
            return
        if stop.kind == "option":
            self.state.toggle(stop)
        elif stop.kind == "choice":
            self.state.next_choice(stop)
        else:
            return
        self.changed()

    def action_add(self) -> None:
        """Add a row where the cursor stands; an action where it stands in no table."""
        if self._refused():
            return
        stop = self.state.stop
        if stop is None or not self.state.add(stop):
            tables = [each for each in self.state.stops() if each.kind == "add"]
            if not tables or not self.state.add(tables[-1]):
                self.say_here("Nothing can be added in this section.")
                return
        self.changed()
        self.action_begin()

    def action_remove(self) -> None:
        """Remove the row under the cursor; drop an open action."""
        stop = self.state.stop
        if stop is None or self._refused():
            return
        if stop.kind == "before":
            self.decider.drop()
        elif not stop.place.row or stop.kind == "option":
            self.finisher.remove_part()
        elif self.state.row_says_something(stop):
            self.finisher.ask_to_remove(stop)
        elif self.state.remove(stop):
            self.changed()

    def action_move(self, by: int) -> None:
        """Move the row under the cursor."""
        stop = self.state.stop
        if stop is not None and not self._refused() and self.state.move(stop, by):
            self.changed()

    # -- handed on -------------------------------------------------------------------------------

    def action_done(self) -> None:
        """The open action under the cursor is done."""
        if not self._refused():
            self.decider.done()

    def action_new_date(self) -> None:
        """Give the open action under the cursor another date."""
        if not self._refused():
            self.decider.move()

    def action_in_the_way(self) -> None:
        """Say what stands in the way of the open action under the cursor."""
        if not self._refused():
            self.decider.in_the_way()

    def action_refer(self) -> None:
        """Refer to the note of oversight under the cursor in the child's own text."""
        stop = self.state.stop
        if stop is None or stop.note is None:
            self.say_here("Put the cursor on a note since last time: they stand in the first section.")
        elif not self._refused():
            place = self.state.refer_to(stop.note)
            if place is not None and self.state.go_to(place):
                self.changed()

    async def action_child(self) -> None:
        """Add a further child."""
        if not self._refused():
            self.finisher.ask_child()

    async def action_finish(self) -> None:
        """Complete the record, or make it a draft again."""
        if not self._refused():
            await self.finisher.finish()

    async def action_sign(self) -> None:
        """Show the text as it will stand, to be signed."""
        await self.finisher.sign()

    async def action_paper(self) -> None:
        """Write the record as a Word document."""
        await self.finisher.to_word()

    async def action_copy(self) -> None:
        """Copy the child's part for the case system."""
        await self.finisher.copy_part()

    async def action_write(self) -> None:
        """Write the child's part into a file."""
        await self.finisher.write_part()

    def action_entered(self) -> None:
        """Record that it was entered on the case system."""
        self.finisher.ask_entered()

    async def action_last(self) -> None:
        """Open the record of last time beside this one."""
        await self.finisher.side_by_side()

    def action_drafts(self) -> None:
        """Show the other drafts of this record."""
        self.others.show()

    async def action_about(self) -> None:
        """Put right with whom the record is, for which session and day."""
        if not self._refused():
            await self.finisher.ask_about()

    def action_discard(self) -> None:
        """Give up a record that was begun by mistake."""
        if not self._refused():
            self.finisher.ask_discard()

    async def action_undo(self) -> None:
        """Take back the last change that was no typing."""
        await self.finisher.undo()

    async def action_leave(self) -> None:
        """End typing; while walking, leave with everything part of the record."""
        if self.editing.stop is not None:
            self.leave_typing()
            return
        if self.fixed or await self.keeper.fold():
            self.dismiss(None)
        else:
            self.say(f"It was not saved, so the record stays open. {self.keeper.wrong}", wrong=True)
