"""An agenda being built, as far as it is shown: both halves, the sum, what stands under the cursor, and changes."""

from __future__ import annotations

from typing import Any

from sqlmodel import Session
from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from forms.records.entering import forms_elsewhere
from forms.template.load import forms_of
from models.dates import counted, show_short
from models.errors import Refused
from models.reading.agenda.candidates import Candidate
from models.reading.agenda.filling import LeftOut
from models.reading.agenda.items import read_items
from models.reading.agenda.page import AgendaPage, read_agreed, read_page
from models.reading.agenda.told import ItemView
from models.reading.due import DueLine
from tui.agenda import doing
from tui.agenda.rows import (
    CandidateRef,
    ItemRef,
    agenda_rows,
    bar,
    candidate_rows,
    sentence,
    sum_in_a_word,
    sum_in_short,
    title_of,
)
from tui.screens.base import Room
from tui.settings import own_forms
from tui.sitting_rows import short_label
from tui.widgets.line import Line, Part
from tui.widgets.pane import Pane
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows
from tui.widgets.words import Words

ROOM_FOR_BOTH, LOW = 100, 16
"""Columns from which both halves stand beside each other; rows below which they have all the room there is."""


class Foot(Words):
    """Words a column in from the edge."""

    def _wrapped(self, width: int) -> list[Part]:
        return [(f" {line}", kind) for line, kind in super()._wrapped(width - 1)]


class AgendaRoom(Room):
    """A room with an agenda in it: the candidates at the left, its items at the right."""

    NAME = "Agenda"
    DEFAULT_CSS = """
    AgendaRoom #half-left { width: 1fr; }
    AgendaRoom #half-right { width: 1fr; border-left: solid $panel; }
    AgendaRoom.alone #half-right { border-left: none; }
    AgendaRoom #status { height: 2; }
    AgendaRoom .half-head { background: $surface; }
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
        yield Foot(("", ""), id="status")
        yield Prompt()

    async def begin(self) -> None:
        """Let the candidates have the keys."""
        self._activate(self._offered)

    # -- showing ---------------------------------------------------------------------------------

    async def reload(self) -> None:
        """Read everything again."""
        pack, today, wanted = self.desk.pack, self.desk.today, self._supervision_id

        def read(session: Session) -> AgendaPage | None:
            forms, _ = forms_of(pack.names, own_forms())
            return read_page(session, pack, wanted, today, systems=forms_elsewhere(forms))

        page = await self.desk.read(read)
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
        label = short_label(page.sitting, self.desk.pack)
        title = title_of(page, label, private=self.program.private)
        held = "held " if page.sitting.held_on is not None else ""
        return f"{title}, {held}{page.sitting.day:%a} {show_short(page.sitting.day, self.desk.today)}"

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
        held = page.sitting.held_on is not None
        called = " Held" if held else f" What could be on it: {count}"
        self.query_one("#offered-head", Line).show(
            [
                (called, "strong" if self._offered.is_active else "quiet"),
                (tab, "quiet"),
            ],
            [(f"next {show_short(page.proposal.next_day, self.desk.today)} ", "quiet")]
            if page.proposal.next_day and not held
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
            [(f"  next: {page.proposal.next_why} ", "quiet")] if page.proposal.next_why and not held else "",
            shorter=[
                ([(f" {page.sum}", "strong")], ""),
                ([(f" {sum_in_short(page.sum)}", "strong")], ""),
                ([(f" {sum_in_a_word(page.sum)}", "strong")], ""),
            ],
        )

    def _show_status(self) -> None:
        status, page = self.query_one("#status", Words), self._page
        status.display = bool(self._said) or self.program.size.height >= LOW  # the row itself says it in full
        if self._said:
            status.say((self._said, "strong"))
        elif page is not None:
            words, rule = sentence(page, self._active.ref, private=self.program.private)
            status.say((f"{words} ({rule})" if rule else words, ""))

    def forget_left(self) -> None:
        """Forget what did not fit: that has been seen to."""
        self._left = ()

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

    # -- changing --------------------------------------------------------------------------------

    async def do(self, job: doing.Job, *, whole: bool = False) -> bool:
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
