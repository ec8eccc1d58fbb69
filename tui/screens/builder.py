"""Building one agenda: what could be on it at the left, what is on it at the right, its minutes against the time."""

from __future__ import annotations

from typing import Any

from textual.binding import Binding

from models.changes.agenda import take_off_agenda, word_item
from models.changes.agenda_length import set_length
from models.dates import show
from models.reading.agenda.page import filled
from tui import prep_sheets
from tui.agenda import asking, doing
from tui.agenda.leaving import ask_agenda
from tui.agenda.room import AgendaRoom
from tui.agenda.rows import ItemRef
from tui.screens.base import BACK, UNDO
from tui.screens.due_room import EXPLAIN
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows

MOST = 480
"""Minutes that an item or a session takes at most: a working day, ours. More is a slip of the fingers."""


class BuilderScreen(AgendaRoom):
    """An agenda being built, for a sitting."""

    NAME = "Agenda"
    BINDINGS = [
        BACK,
        Binding("tab", "other", "other side", key_display="Tab", tooltip="Go to the other side"),
        Binding("enter", "none", "put on / open", key_display="Enter"),
        Binding("g", "fill", "fill", tooltip="Fill it with what must be talked about, in the time there is"),
        Binding("r", "run", "run", tooltip="Run this session"),
        Binding("x", "take_off", "take off", tooltip="Take the item off; what one of the two brought waits"),
        Binding("less_than_sign,shift+up", "move(-1)", "up", key_display="<", tooltip="Move the item up"),
        Binding(
            "greater_than_sign,shift+down", "move(1)", "down", key_display=">", tooltip="Move the item down"
        ),
        Binding("plus", "more(1)", "minutes", key_display="+ -", tooltip="A minute more or less"),
        Binding("minus", "more(-1)", "A minute less", show=False),
        Binding("m", "minutes", "how many", tooltip="How many minutes the item takes", show=False),
        Binding("l", "length", "length", tooltip="How long the session is to be"),
        Binding("a", "own('supervisor')", "your item", tooltip="Put an item of the manager's on it"),
        Binding("i", "own('supervisee')", "theirs", tooltip="Put an item of the supervisee's on it"),
        Binding("w", "words", "about", tooltip="Say what the item is about"),
        Binding("b", "refer", "by reference", tooltip="A short entry that refers to talks recorded before"),
        Binding("s", "second", "second slot", tooltip="Plan a second slot for those who did not fit"),
        Binding("k", "keep", "keep", tooltip="Keep it as a pattern, for them or the team"),
        Binding("y", "pattern", "pattern", tooltip="Lay it out after a pattern that was kept"),
        Binding("e", "export", "export", tooltip="Write the agenda as Word, as text or for a calendar"),
        Binding("p", "sheet", "prep sheet", tooltip="Write a prep sheet for the supervisee, as Word or text"),
        Binding("P", "sheet_back", "take it in", tooltip="Take in a prep sheet that came back"),
        Binding("v", "agree", "agreed", tooltip="Both have agreed the agenda, today"),
        EXPLAIN,
        UNDO,
        Binding("left,right", "other", "Go to the other side", show=False),
    ]

    # -- what is on it ---------------------------------------------------------------------------

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Put a candidate on the agenda; open the child of an item."""
        page, one = self._page, self.candidate
        if page is not None and one is not None:
            whole = one.child_id is not None and not page.home
            await self.do(doing.put_on(page, self.desk.pack, one), whole=whole)
        elif self.item is not None and self.item.child_id is not None:
            self.program.open_child([self.item.child_id])
        elif self.item is not None:
            self.action_words()

    async def action_fill(self) -> None:
        """Fill the agenda, and say what did not fit and why."""
        page = self._page
        if page is None:
            return
        found = filled(page, page.length)
        before, self._left = self._left, found.left
        self._activate(self._items)
        if not await self.do(doing.fill(page, self.desk.pack, found), whole=not page.home):
            self._left = before
            return
        if self._page is not None and self._page.items:
            self._items.stand_on(ItemRef(self._page.items[0].id))
        self.say_here(doing.said_of(found))

    async def action_take_off(self) -> None:
        """Take the item under the cursor off."""
        item = self.item
        if item is None:
            self.say_here("Stand on an item of the agenda: Tab goes there.")
        else:
            await self.do(lambda change: take_off_agenda(change, item.id), whole=item.whose != "policy")

    async def action_move(self, by: int) -> None:
        """Move the item under the cursor up or down."""
        page, item = self._page, self.item
        if page is None or item is None:
            self.say_here("Stand on an item of the agenda: Tab goes there.")
            return
        job = doing.move(page, item, by)
        if job is not None:
            await self.do(job)

    async def action_more(self, by: int) -> None:
        """Give the item under the cursor a minute more or less."""
        item = self.item
        if item is not None and item.minutes + by >= 0:
            await self.do(doing.minutes(item, item.minutes + by))

    def action_minutes(self) -> None:
        """Ask how many minutes the item under the cursor takes."""
        item = self.item
        if item is not None:
            self._ask_number("Minutes", item.minutes, lambda wanted: doing.minutes(item, wanted))

    def action_length(self) -> None:
        """Ask how long the session is to be."""
        page = self._page
        if page is not None:
            ids = page.sitting.ids
            self._ask_number(
                "Minutes in all",
                page.length,
                lambda wanted: lambda change: set_length(change, ids, wanted),
                whole=True,
            )

    def _ask_number(self, label: str, begin: int, job: Any, *, whole: bool = False) -> None:
        async def answered(text: str) -> None:
            if not text.strip().isdecimal():
                self.say_here("A whole number of minutes, such as 90.")
            elif int(text) > MOST:
                self.say_here(f"At most {MOST} minutes, a working day. It stays as it is.")
            else:
                await self.do(job(int(text)), whole=whole)

        self.query_one(Prompt).ask(label, answered, begin=str(begin), over=True)

    def action_own(self, whose: str) -> None:
        """Ask for an item of the manager's or of the supervisee's."""
        page = self._page
        if page is None or self._is_shown_to_others():
            return

        async def answered(words: str) -> None:
            if words.strip():
                await self.do(doing.own(page, words, whose))

        question = "Your item" if whose == "supervisor" else "Their item"
        self.query_one(Prompt).ask(question, answered, keep=f"agenda:{page.sitting.ids[0]}:{whose}")

    def action_words(self) -> None:
        """Ask what the item under the cursor is about; a point of the policy keeps the policy's words."""
        item = self.item
        if item is None or self._is_shown_to_others():
            return
        if not item.is_typed:
            self.say_here("Its words are the policy's. a puts an item of yours on it, i one of theirs.")
            return

        async def answered(words: str) -> None:
            await self.do(lambda change: word_item(change, item.id, words))

        question = f"About {item.child}" if item.child else "Item"
        self.query_one(Prompt).ask(
            question, answered, begin=item.words, over=True, keep=f"item:{item.id}:words"
        )

    def _is_shown_to_others(self) -> bool:
        """Say that nothing is typed or written out while others look on."""
        if self.program.private:
            self.say_here("Not while others look on: F10 ends projector mode.")
        return self.program.private

    async def action_refer(self) -> None:
        """Make the item under the cursor an entry by reference, or a full one again."""
        page, item = self._page, self.item
        if page is None or item is None or item.child_id is None:
            self.say_here("Stand on a child on the agenda.")
            return
        one = page.candidate_of(item)
        if not item.by_reference and (one is None or not one.reference):
            self.say_here(
                "The policy has no short entry here: talks recorded in the month before are wanted."
            )
            return
        await self.do(doing.refer(item))

    async def action_agree(self) -> None:
        """Record that both have agreed the agenda today."""
        page = self._page
        if page is not None and page.items:
            await self.do(doing.agree(page, self.desk.today))
            self.say_here(f"Agreed by both on {show(self.desk.today)}. u takes it back.")
        else:
            self.say_here("Nothing is on it yet.")

    async def action_second(self) -> None:
        """Plan a second slot for those who must be talked about and did not fit."""
        if self._page is not None:
            await asking.second_slot(self, self._page)

    def action_keep(self) -> None:
        """Keep the agenda as a pattern."""
        if self._page is not None:
            asking.keep_pattern(self, self._page)

    async def action_pattern(self) -> None:
        """Lay the agenda out after a pattern."""
        if self._page is not None:
            await asking.use_pattern(self, self._page)

    def action_export(self) -> None:
        """Write the agenda as Word, as text or for a calendar."""
        if self._page is not None and not self._is_shown_to_others():
            ask_agenda(self.program, self._page)

    def action_sheet(self) -> None:
        """Write a prep sheet for the supervisee."""
        if self._page is not None and not self._is_shown_to_others():
            prep_sheets.ask_sheet(self, self._page)

    def action_sheet_back(self) -> None:
        """Take in a prep sheet that came back."""
        if self._page is not None and not self._is_shown_to_others():
            prep_sheets.ask_back(self, self._page)

    async def action_run(self) -> None:
        """Run the session."""
        if self._page is not None:
            await self.program.run_session(self._page.sitting.ids)
