"""Building one agenda: what could be on it at the left, what is on it at the right, its minutes against the time."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from models.dates import counted, show, show_short
from models.errors import Refused
from models.reading.agenda.candidates import Candidate
from models.reading.agenda.filling import LeftOut
from models.reading.agenda.items import read_items
from models.reading.agenda.page import AgendaPage, filled, read_agreed, read_page
from models.reading.agenda.told import ItemView
from models.reading.due import DueLine
from tui import agenda_doing as doing
from tui.agenda_rows import (
    CandidateRef,
    ItemRef,
    agenda_rows,
    bar,
    candidate_rows,
    sentence,
    title_of,
)
from tui.running_link import run_sitting
from tui.screens.base import Room
from tui.screens.due_room import EXPLAIN
from tui.widgets.line import Line
from tui.widgets.pane import Pane
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows
from tui.widgets.words import Words

ROOM_FOR_BOTH = 100
"""Columns from which both halves stand beside each other."""


class BuilderScreen(Room):
    """An agenda being built, for a sitting."""

    NAME = "Agenda"
    BINDINGS = [
        Binding("escape", "back", "back", key_display="Esc"),
        Binding("tab", "other", "other side", key_display="Tab", tooltip="Go to the other side"),
        Binding("enter", "none", "put on / open", key_display="Enter"),
        Binding("g", "fill", "fill", tooltip="Fill it with what must be talked about, in the time there is"),
        Binding("r", "run", "run", tooltip="Run this session"),
        Binding("x", "take_off", "take off", tooltip="Take the item off; what one of the two brought waits"),
        Binding("less_than_sign,shift+up", "move(-1)", "up", key_display="<", tooltip="Move the item up"),
        Binding(
            "greater_than_sign,shift+down", "move(1)", "down", key_display=">", tooltip="Move the item down"
        ),
        Binding("plus", "more(1)", "minutes", key_display="+ -", tooltip="A minute more"),
        Binding("minus", "more(-1)", "A minute less", show=False),
        Binding("m", "minutes", "how many", tooltip="How many minutes the item takes", show=False),
        Binding("l", "length", "length", tooltip="How long the session is to be"),
        Binding("a", "own('supervisor')", "your item", tooltip="Put an item of the manager's on it"),
        Binding("i", "own('supervisee')", "theirs", tooltip="Put an item of the supervisee's on it"),
        Binding("w", "words", "about", tooltip="Say what the item is about"),
        Binding("b", "refer", "by reference", tooltip="A short entry that refers to talks recorded before"),
        Binding("v", "agree", "agreed", tooltip="Both have agreed the agenda, today"),
        EXPLAIN,
        Binding("u", "undo", "undo", tooltip="Take back the last change"),
        Binding("left,right", "other", "Go to the other side", show=False),
    ]
    DEFAULT_CSS = """
    BuilderScreen #half-left { width: 1fr; }
    BuilderScreen #half-right { width: 1fr; border-left: solid $panel; }
    BuilderScreen.alone #half-right { border-left: none; }
    BuilderScreen #status { height: 2; padding: 0 1; }
    BuilderScreen .half-head { background: $surface; }
    """

    def __init__(self, supervision_id: int) -> None:
        super().__init__()
        self._supervision_id = supervision_id
        self._page: AgendaPage | None = None
        self._left: tuple[LeftOut, ...] = ()
        self._said = ""
        self._offered = Pane((22, 0), id="offered", empty="Everything that could be on it is on it.")
        self._items = Pane((3, 0, 4, 18), id="items")

    def body(self) -> ComposeResult:
        """Both halves with their heads, the sum, and what stands under the cursor."""
        with Horizontal():
            with Vertical(id="half-left"):
                yield Line(id="offered-head", classes="half-head")
                yield self._offered
            with Vertical(id="half-right"):
                yield Line(id="items-head", classes="half-head")
                yield self._items
        yield Line(id="sum")
        yield Words(("", ""), id="status")
        yield Prompt()

    async def begin(self) -> None:
        """Let the candidates have the keys."""
        self._activate(self._offered)

    # -- showing ---------------------------------------------------------------------------------

    async def reload(self) -> None:
        """Read everything again."""
        pack, today, wanted = self.desk.pack, self.desk.today, self._supervision_id
        page = await self.desk.read(lambda session: read_page(session, pack, wanted, today))
        if page is None:
            self.say("That session is not there any more.", wrong=True)
            self.dismiss(None)
            return
        self._seen = self.desk.version, self.desk.today
        self._page = page
        self.show_again()

    async def _reread(self) -> None:
        """Read only the items again: what could be on the agenda is as it was."""
        page = self._page
        if page is None:
            return
        sitting = page.sitting
        items, agreed = await self.desk.read(
            lambda session: (read_items(session, sitting.ids), read_agreed(session, sitting))
        )
        self._seen = self.desk.version, self.desk.today
        self._page = page.with_items(items, agreed)
        self.show_again()

    def heading(self) -> str:
        """Whose session it is, and when."""
        page = self._page
        if page is None:
            return self.NAME
        label = page.sitting.label(self.desk.pack)
        title = title_of(page, label, private=self.program.private)
        return f"{title}, {page.sitting.day:%a} {show_short(page.sitting.day, self.desk.today)}"

    def show_again(self) -> None:
        """Show both halves as they are known."""
        self.show_frame()
        page, private = self._page, self.program.private
        if page is None:
            return
        self._fit()
        self._offered.show(candidate_rows(page, self._left, private=private))
        self._items.show(agenda_rows(page, self._left, self.desk.today, private=private))
        self._show_heads(page)
        self._show_status()

    def _show_heads(self, page: AgendaPage) -> None:
        count = len(page.offered)
        tab = "" if self.both else "   Tab: the agenda"
        self.query_one("#offered-head", Line).show(
            [
                (f" What could be on it: {count}", "strong" if self._offered.is_active else "quiet"),
                (tab, "quiet"),
            ],
            [(f"next {show_short(page.proposal.next_day, self.desk.today)} ", "quiet")]
            if page.proposal.next_day
            else "",
        )
        agreed = f", agreed {show_short(page.agreed_on, self.desk.today)}" if page.agreed_on else ""
        words = f" Agenda: {counted(len(page.items), 'item')}{agreed} "
        head = self.query_one("#items-head", Line)
        width = (self.program.size.width // 2 if self.both else self.program.size.width) - len(words) - 2
        drawn, ink = bar(page, width)
        head.show([(words, "strong" if self._items.is_active else "quiet"), (drawn, ink)])
        self.query_one("#sum", Line).show(
            [(f" {page.sum}", "strong")],
            [(f"next: {page.proposal.next_why} ", "quiet")] if page.proposal.next_why else "",
            shorter=[([(f" {page.sum}", "strong")], "")],
        )

    def _show_status(self) -> None:
        status, page = self.query_one("#status", Words), self._page
        if self._said:
            status.say((self._said, "strong"))
        elif page is not None:
            words, rule = sentence(page, self._active.ref, private=self.program.private)
            status.say((f"{words} ({rule})" if rule else words, ""))

    def say_here(self, words: str) -> None:
        """Say something on the status line until the cursor moves on."""
        self._said = words
        self._show_status()

    # -- the two halves --------------------------------------------------------------------------

    @property
    def both(self) -> bool:
        """Say whether both halves fit beside each other."""
        return self.program.size.width >= ROOM_FOR_BOTH

    @property
    def _active(self) -> Pane:
        return self._items if self._items.is_active else self._offered

    def _activate(self, pane: Pane) -> None:
        other = self._offered if pane is self._items else self._items
        other.activate(active=False)
        pane.activate(active=True)
        self._fit()

    def _fit(self) -> None:
        """Show both halves, or the one with the keys where there is room for one."""
        self.set_class(not self.both, "alone")
        for pane, half in ((self._offered, "#half-left"), (self._items, "#half-right")):
            self.query_one(half).display = self.both or pane.is_active

    def on_resize(self, event: events.Resize) -> None:
        """Lay the halves out for the new width."""
        self.call_after_refresh(self.show_again)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click went to the other half."""
        if isinstance(event.widget, Pane) and not event.widget.is_active:
            self._activate(event.widget)
            self.show_again()

    def action_other(self) -> None:
        """Go to the other half."""
        self._said = ""
        self._activate(self._items if self._active is self._offered else self._offered)
        self.show_again()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Say in full what the row under the cursor is."""
        self._said = ""
        self._show_status()

    @property
    def item(self) -> ItemView | None:
        """The item under the cursor."""
        ref = self._items.ref
        if self._page is None or not self._items.is_active or not isinstance(ref, ItemRef):
            return None
        return next((one for one in self._page.items if one.id == ref.item_id), None)

    @property
    def candidate(self) -> Candidate | None:
        """What under the cursor could be put on the agenda."""
        ref = self._active.ref
        return self._page.proposal.of(ref.key) if self._page and isinstance(ref, CandidateRef) else None

    def children_here(self) -> tuple[int, ...]:
        """The child under the cursor."""
        here = self.item or self.candidate
        return (here.child_id,) if here is not None and here.child_id is not None else ()

    async def due_here(self) -> list[DueLine]:
        """Return what is due of the child under the cursor, or of the practitioner."""
        due = await self.program.dues.fresh()
        children = self.children_here()
        if children:
            return [line for line in due.lines if line.entity == ("child", children[0])]
        person = self._page.sitting.practitioner_id if self._page else None
        return [line for line in due.lines if line.about.entity != "child" and line.practitioner_id == person]

    # -- what is on it ---------------------------------------------------------------------------

    def action_none(self) -> None:
        """The list itself takes Enter; this is its hint."""

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Put a candidate on the agenda; open the child of an item."""
        page, one = self._page, self.candidate
        if page is not None and one is not None:
            whole = one.child_id is not None and not page.home
            await self._do(doing.put_on(page, self.desk.pack, one), whole=whole)
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
        if not await self._do(doing.fill(page, self.desk.pack, found), whole=not page.home):
            return
        self._left = found.left
        self._activate(self._items)
        self.show_again()
        if self._page is not None and self._page.items:
            self._items.stand_on(ItemRef(self._page.items[0].id))
        self.say_here(doing.said_of(found))

    async def action_take_off(self) -> None:
        """Take the item under the cursor off."""
        item = self.item
        if item is None:
            self.say_here("Stand on an item of the agenda: Tab goes there.")
        else:
            from models.changes.agenda import take_off_agenda

            await self._do(lambda change: take_off_agenda(change, item.id), whole=item.whose != "policy")

    async def action_move(self, by: int) -> None:
        """Move the item under the cursor up or down."""
        page, item = self._page, self.item
        if page is None or item is None:
            self.say_here("Stand on an item of the agenda: Tab goes there.")
            return
        job = doing.move(page, item, by)
        if job is not None:
            await self._do(job)

    async def action_more(self, by: int) -> None:
        """Give the item under the cursor a minute more or less."""
        item = self.item
        if item is not None and item.minutes + by >= 0:
            await self._do(doing.minutes(item, item.minutes + by))

    def action_minutes(self) -> None:
        """Ask how many minutes the item under the cursor takes."""
        item = self.item
        if item is not None:
            self._ask_number("Minutes", item.minutes, lambda wanted: doing.minutes(item, wanted))

    def action_length(self) -> None:
        """Ask how long the session is to be."""
        from models.changes.agenda_length import set_length

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
            else:
                await self._do(job(int(text)), whole=whole)

        self.query_one(Prompt).ask(label, answered, begin=str(begin))

    def action_own(self, whose: str) -> None:
        """Ask for an item of the manager's or of the supervisee's."""
        page = self._page
        if page is None:
            return

        async def answered(words: str) -> None:
            if words.strip():
                await self._do(doing.own(page, words, whose))

        self.query_one(Prompt).ask("Your item" if whose == "supervisor" else "Their item", answered)

    def action_words(self) -> None:
        """Ask what the item under the cursor is about."""
        item = self.item
        if item is None or self.program.private:
            return
        from models.changes.agenda import word_item

        async def answered(words: str) -> None:
            await self._do(lambda change: word_item(change, item.id, words))

        self.query_one(Prompt).ask(
            f"About {item.child}" if item.child else "Item", answered, begin=item.words
        )

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
        await self._do(doing.refer(item))

    async def action_agree(self) -> None:
        """Record that both have agreed the agenda today."""
        page = self._page
        if page is not None and page.items:
            await self._do(doing.agree(page, self.desk.today))
            self.say_here(f"Agreed by both on {show(self.desk.today)}. u takes it back.")
        else:
            self.say_here("Nothing is on it yet.")

    async def action_run(self) -> None:
        """Run the session."""
        if self._page is not None:
            await run_sitting(self.program, self._page.sitting.ids)

    # -- changing --------------------------------------------------------------------------------

    async def _do(self, job: doing.Job, *, whole: bool = False) -> bool:
        """Make a change and show it; say why where it is refused."""

        def make(change: Any) -> None:
            job(change)

        try:
            await self.desk.change(make)
        except Refused as refused:
            self.say_here(str(refused))
            return False
        self._said = ""
        await (self.reload() if whole else self._reread())
        return True

    async def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        words, undone = await self.take_back()
        if undone:
            self._left = ()
            await self.reload()
        self.say_here(words)

    def action_back(self) -> None:
        """Go back to where this page was opened."""
        self.dismiss(None)
