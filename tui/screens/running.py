"""A session that runs: one screen, item by item, the record of the item below what is said of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from textual.binding import Binding

from forms.records.closing import written_about
from models.changes.agenda_running import Ended, finish_item, park_item, reopen_item, stop_session
from models.changes.attendance import INTERRUPTED, LATE, WHOSE, note_disturbance
from models.errors import Refused
from models.moments import in_london
from models.reading.agenda.ahead import read_ahead
from models.reading.agenda.told import ItemView
from models.store.change import Change
from tui.record.keys import ALSO_TYPING, WALKING
from tui.running.adding import AddingRoom
from tui.running.chosen import let_go
from tui.running.closing import Asked, Closing
from tui.session_running import sign_after
from tui.widgets.prompt import Prompt


class RunningScreen(AddingRoom, inherit_bindings=False):
    """A sitting while it runs."""

    BINDINGS: ClassVar[list[Binding]] = [  # type: ignore[assignment]
        Binding(
            "f9", "next_item", "done, next", key_display="F9", tooltip="Done: the next item", priority=True
        ),
        Binding("enter", "begin", "type", key_display="Enter", tooltip="Type where the cursor stands"),
        Binding(
            "left_square_bracket", "item(-1)", "item", key_display="[ ]", tooltip="The item before or after"
        ),
        Binding("right_square_bracket", "item(1)", show=False),
        Binding("k", "park", "park", tooltip="Park the item: it is proposed again next time"),
        Binding(
            "plus",
            "add_item",
            "add",
            key_display="+",
            tooltip="Add an item: a few words, or a child's number",
        ),
        Binding("f", "close", "finish", tooltip="Close the session: next date, what was decided, signing"),
        Binding("escape", "leave", "stop", key_display="Esc", tooltip="Stop here, and go on later"),
        Binding(
            "l",
            "late('practitioner')",
            "late",
            key_display="l L",
            tooltip="Note that the practitioner was late",
        ),
        Binding("L", "late('supervisor')", "I was late", show=False, tooltip="Note that you were late"),
        Binding("h", "interrupted('practitioner')", "interrupted", key_display="h H j"),
        Binding("H", "interrupted('supervisor')", "Interrupted on your side", show=False),
        Binding("j", "interrupted('other')", "Interrupted by something else", show=False),
        Binding("v", "attendance", "who is here", tooltip="Who is here, facilitates, presents; guests"),
        Binding("V", "drafts", "Other drafts of this record", show=False),
        Binding("1", "jump(1)", "to item", key_display="1-9", tooltip="Go to an item by its place"),
        *(Binding(str(n), f"jump({n})", show=False) for n in range(2, 10)),
        Binding("m", "wanted", "wanted", tooltip="Type the next thing that a rule wants of this record"),
        Binding("g", "find_item", "find item", tooltip="Go to an item by place, number or initials"),
        Binding("t", "split", "split", tooltip="Split the item in two"),
        *WALKING,
        Binding("a", "add", "add a row", tooltip="Add an action or a row"),
        Binding("x", "remove", "Remove the row; drop the open action under the cursor", show=False),
        Binding("less_than_sign", "move(-1)", "Move the row", key_display="< >", show=False),
        Binding("greater_than_sign", "move(1)", show=False),
        Binding("d", "done", "The open action under the cursor is done", show=False),
        Binding("n", "new_date", "Give the open action another date", show=False),
        Binding("w", "in_the_way", "Say what stands in the action's way", show=False),
        Binding("r", "refer", "Refer to the note under the cursor", show=False),
        Binding("b", "last", "The record of last time, side by side", show=False),
        Binding("o", "app.oversight", "Note a decision in passing", show=False),
        Binding("u", "undo", "undo", show=False, tooltip="Take back the last change"),
        *ALSO_TYPING,
    ]

    def __init__(self, supervision_id: int) -> None:
        super().__init__(supervision_id)
        self._done: list[ItemView] = []

    # -- from item to item -----------------------------------------------------------------------

    async def action_next_item(self) -> None:
        """The item is done: go to the next that is open; after the last, close the session."""
        item = self.sitting.item
        if not self._opened or self._refused() or self._is_asked() or not self.end_typing():
            return
        following = self.sitting.next_open()
        if following is not None and not await self.go_to(following):
            return
        if item is not None and item.state == "open":
            self._done.append(item)
            self.sitting.going.add(item.id)
        if following is None:
            await self.action_close()
        else:
            self.program.once_painted(lambda: self.run_worker(self.write_done()))

    def _is_asked(self) -> bool:
        """Say whether a question about the item waits for its answer: it goes before going on."""
        asked = self.query_one(Prompt).asking
        if asked:
            self.say_here("First the question below: Enter answers it, Esc leaves it.", wrong=True)
        return asked

    async def write_done(self) -> None:
        """Mark in the store what was gone on from: the next item is painted first."""
        while self._done:
            item = self._done.pop(0)
            await self._item(item, "done", lambda change, one=item: finish_item(change, one.id))  # type: ignore[misc]
            self.sitting.going.discard(item.id)

    async def tick(self, was: int | None = None) -> None:
        """Mark what was gone on from, then note where it stands: ended in between, nothing was passed over unmarked."""
        if self._opened and self.desk.is_open:
            await self.write_done()
        await super().tick(was)

    async def keep_draft(self) -> None:
        """Keep what was typed, and what is done."""
        if self._opened and self.desk.is_open:
            await self.write_done()
        await super().keep_draft()

    async def finish_writing(self) -> bool:
        """Make what was typed part of the record; say whether the screen may go."""
        if self._opened and self.desk.is_open:
            await self.write_done()
        return await super().finish_writing()

    async def action_item(self, by: int) -> None:
        """Go to the item before or after, marking nothing."""
        item = self.sitting.beside(by) if self._opened else None
        if item is not None:
            await self.go_to(item)

    async def action_jump(self, place: int) -> None:
        """Go to an item by its place."""
        if self._opened and place <= len(self.sitting.items):
            await self.go_to(self.sitting.items[place - 1])

    def action_find_item(self) -> None:
        """Ask which item to go to."""

        async def answered(words: str) -> None:
            item = self.sitting.called(words)
            if item is None:
                self.say_here(f"No item is called {words.strip()[:40]}. + adds one.", wrong=True)
            else:
                await self.go_to(item)

        self.query_one(Prompt).ask("Which item? place, number or initials", answered)

    def action_park(self) -> None:
        """Park the item, with a word on why; one that is parked or done is taken up again."""
        item = self.sitting.item
        if item is None or self._refused():
            return
        if item.state != "open":
            self.run_worker(self._item(item, "open", lambda change: reopen_item(change, item.id)))
            return

        async def answered(words: str) -> None:
            if await self._item(item, "parked", lambda change: park_item(change, item.id, words.strip())):
                following = self.sitting.next_open()
                if following is not None:
                    await self.go_to(following)
                self.say_here("Parked: it is proposed for the next session. u takes it back.")

        self.query_one(Prompt).ask(
            "Park it for next time. Why? (may stay empty)", answered, keep=f"item:{item.id}:park"
        )

    async def _item(self, item: ItemView, state: str, job: Callable[[Change], Any]) -> bool:
        """Mark an item in the store, then here; say why where it is refused."""
        if not await self.change_it(job):
            return False
        self.sitting.mark(item.id, state)
        self.lay()
        return True

    async def action_wanted(self) -> None:
        """Type the next thing that a rule wants: of this child, of the record, then of the items that follow."""
        if not self._opened or self._refused() or self._wanted_here():
            return
        place = self.sitting.place
        for item in (*self.sitting.items[place + 1 :], *self.sitting.items[:place]):
            if self._wants(item) and await self.go_to(item) and self._wanted_here():
                return
        self.say_here("No rule wants anything more of this session.")

    def _wanted_here(self) -> bool:
        """Begin to type what a rule wants of this child, else of the record; say whether there is such a thing."""
        part = self.state.here.part
        wanted = sorted(self.state.missing(), key=lambda one: one.part != part)
        found = any(self.stand_at(one.key, one.part, one.row) for one in wanted if one.part in (part, ""))
        if found:
            self.lay()
            self.action_begin()
        return found

    def _wants(self, item: ItemView) -> bool:
        """Say whether a rule wants something where an item is written up; of a child only who was talked about."""
        state = self.records[self._record_of(item)]
        links = state.links()
        parts = {part for part, child in links.items() if child == item.child_id}
        told = item.state == "done" or item.child_id in written_about(state.form, state.answers, links)
        return (told or item.child_id is None) and any(one.part in (*parts, "") for one in state.missing())

    # -- lateness and interruptions (KCC-P18) ----------------------------------------------------

    async def action_late(self, whose: str) -> None:
        """Note that someone was late."""
        await self._disturbed(LATE, whose, f"{WHOSE[whose]} was late")

    async def action_interrupted(self, whose: str) -> None:
        """Note an interruption, and on whose side."""
        await self._disturbed(INTERRUPTED, whose, f"interrupted by {WHOSE[whose]}")

    async def _disturbed(self, kind: str, whose: str, words: str) -> None:
        here = self.sitting.told.sitting.ids[0]
        if not self._refused() and await self.change_it(
            lambda change: note_disturbance(change, here, kind, whose)
        ):
            self.say_here(f"Noted: {words}. u takes it back.")

    def action_attendance(self) -> None:
        """Show who is here."""
        from tui.screens.attendance import AttendanceScreen

        if self._opened and not self._refused():
            sitting = self.sitting.told.sitting
            self.program.push_screen(AttendanceScreen(sitting.ids[0], group=sitting.is_group))

    # -- stopping and closing --------------------------------------------------------------------

    async def action_close(self) -> None:
        """Close the session: what was decided as a page, the next date, then signing."""
        if not self._opened or self._refused() or not self.end_typing():
            return
        self.note_written()
        await self.write_done()
        if not await self.keeper.fold():
            return
        await self.tick()
        await self.reread()
        await self.reread_around()
        from tui.screens.closing import ClosingScreen

        self.program.push_screen(ClosingScreen(self, await self.closing()))

    async def closing(self, day: date | None = None) -> Closing:
        """Return the sitting as it would close now, held today or on the ``day``, with the next session proposed."""
        told, pack, today = self.sitting.told, self.desk.pack, self.desk.today
        due = await self.program.dues.fresh()
        began = in_london(told.run.began_at).date() if told.run is not None else today
        held_on = day or min(began, today)
        ahead = await self.desk.read(lambda session: read_ahead(session, due, told, held_on))
        asked = Asked(held_on, max(1, round(self.sitting.whole / 60)))
        booked = ahead.next is not None and ahead.next.booked
        asked.next_time = ahead.starts_at if booked else told.sitting.starts_at
        asked.next_day = ahead.next.day if ahead.next is not None else None
        closing = Closing(
            pack,
            today,
            self.sitting,
            self.records,
            asked,
            ahead.next,
            ahead.unbooked,
            ahead.away,
            ahead.timeless,
            ahead.fills,
            ahead.noted,
            ahead.presents,
            ahead.here,
            ahead.lengths,
        )
        closing.prepare()
        return closing

    async def close_with(self, closing: Closing) -> Ended:
        """Close the sitting; raise Refused with everything as it was. Then its records are signed."""
        for record_id in self.records:
            if not await self.turn(record_id) or not await self.keeper.fold():
                raise Refused(f"It was not saved. {self.keeper.wrong}")
        home = closing.sitting.told.sitting.ids[0]

        def whole(change: Change) -> Ended:
            found = closing.close(change)
            let_go(home)(change.session)
            return found

        ended = await self.desk.change(whole)
        signing = [
            state.view.line.id
            for state in closing.records_held()
            if not state.missing() or closing.asked.reason
        ]
        self.program.call_later(sign_after, self.program, signing)
        return ended

    async def action_leave(self) -> None:
        """End typing; while walking, stop the session where it stands and leave it."""
        if self.editing.stop is not None:
            self.leave_typing()
            return
        if await self.stand_aside():
            self.dismiss(None)
            self.program.notify("The session is stopped where it stands. r on its page goes on with it.")

    async def stand_aside(self) -> bool:
        """Stop the clock with everything typed part of the record; say whether the screen may go."""
        if not self._opened:
            return True
        await self.write_done()
        if not self.fixed and not await self.keeper.fold():
            self.say(f"It was not saved, so the session stays open. {self.keeper.wrong}", wrong=True)
            return False
        await self.tick()
        run = self.sitting.told.run
        if run is not None and run.running and not self.desk.read_only:
            await self.change_it(lambda change: stop_session(change, run.id))
        return True

    async def action_undo(self) -> None:
        """Take back the last change."""
        await self.write_done()
        self._said = ()  # what was said last is what is taken back
        await super().action_undo()
        await self.reread_others()
        await self.reread()
        self.lay()
