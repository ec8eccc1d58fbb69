"""One handover: what is in it, acknowledged item by item by the one who takes over."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding

from models.changes import handovers as changes
from models.dates import show
from models.reading.handover.reading import SORTS, HandoverPage, ItemView, read_handover
from models.words import said_name
from tui.handing_over import ask_pack
from tui.record.reading import form_called
from tui.screens.base import BACK, UNDO
from tui.screens.kept_room import KeptPage
from tui.screens.list_page import ListPage
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows

SILENT = "The policy says nothing of what becomes of the records: they stay with the person they are about."
HOW_TO_REALLOCATE = "On their page c shows them, M marks all, h re-allocates."


class HandoverScreen(ListPage, KeptPage[HandoverPage]):
    """A handover's page. Space says that the one who takes over has the item under the cursor."""

    NAME = "Handover"
    BINDINGS = [
        BACK,
        Binding("space", "have", "they have it", key_display="Space", tooltip="Acknowledge the item"),
        Binding("w", "words", "with words", tooltip="Acknowledge it, with a question or a word"),
        Binding(
            "d", "dispute", "not so", tooltip="They dispute it: what is not so, or not clear; it stays open"
        ),
        Binding("e", "export", "to Word", tooltip="The whole pack as a document, or as text"),
        Binding("s", "close", "close", tooltip="Close the handover: all of it is acknowledged"),
        Binding("n", "note", "note", tooltip="Add what stands nowhere else"),
        Binding("enter", "none", "open", key_display="Enter", tooltip="Open the record, child or session"),
        Binding("delete", "drop", "Take the whole handover back", show=False),
        UNDO,
    ]

    def __init__(self, handover_id: int) -> None:
        super().__init__(handover_id, Rows((24, 62, 0), id="handover"))

    def body(self) -> ComposeResult:
        """The items, and the line in which words are asked for."""
        yield from super().body()
        yield Prompt()

    def heading(self) -> str:
        """Whose, and to whom."""
        if self._page is None:
            return self.NAME
        line, private = self._page.line, self.program.private
        return f"Handover: {said_name(line.practitioner, private=private)} to {said_name(line.to, private=private)}"

    async def read_page(self) -> None:
        """Read it again."""
        due, pack, number = await self.program.dues.fresh(), self.desk.pack, self._number
        self._page = await self.read_or_leave(lambda session: read_handover(session, pack, number, due))

    def page_rows(self) -> list[Row]:
        """What is handed over, sort by sort."""
        page = self._page
        if page is None:
            return []
        line = page.line
        what = "Supervision" if line.kind == "supervisor" else "Work"
        done = line.said_acknowledged
        closed = f"closed {show(line.closed_on)}" if line.closed_on else "open"
        rows = [Row((f"{what} handed over · made {show(line.made_on)} · {done} · {closed}",), kind="note")]
        rows += [Row((f"{says} ({rule})",), kind="note") for rule, says in page.says]
        if not page.says:
            rows.append(Row((SILENT,), kind="note"))
        if page.said_still_held and not self.program.private:
            rows.append(Row((f"{page.said_still_held} {HOW_TO_REALLOCATE}",), kind="warn"))
        for kind, heading in SORTS.items():
            own = [one for one in page.items if one.kind == kind]
            if own:
                rows.append(Row((heading,), kind="heading"))
                rows += [self._row(one) for one in own]
        return rows

    def _row(self, one: ItemView) -> Row:
        if one.acknowledged_on is not None:
            return Row((one.label, self._said(one), f"have it, {one.said_state}"), one, "quiet")
        tone = "amber" if one.disputed_on is not None else ""
        return Row((one.label, self._said(one), one.said_state or "not yet"), one, tone)

    def _said(self, one: ItemView) -> str:
        """Return what an item says; in projector mode only what names nobody and tells nothing."""
        if self.program.private:
            return "" if one.kind in ("action", "disagreement", "note") else one.text
        form = f"{form_called(one.record.form).called}. " if one.record is not None else ""
        return " · ".join(part for part in (f"{form}{one.text}".strip(), *one.said_words.split("\n")) if part)

    # -- keys ------------------------------------------------------------------------------------

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what the item stands for; say that there is nothing more to an action or a date."""
        one = event.ref
        if one.kind == "record" and one.record is not None:
            self.program.open_record(one.record.id)
        elif one.kind == "child" and one.ref is not None:
            self.program.open_child([one.ref])
        elif one.kind == "session" and one.ref is not None:
            self.program.open_session(one.ref)
        elif self._page is not None:
            self.program.open_person(self._page.line.practitioner_id)

    async def action_have(self) -> None:
        """Acknowledge the item under the cursor, and go on to the next."""
        await self._acknowledge("")

    def action_words(self) -> None:
        """Acknowledge it with a question or a word."""
        one = self._here()
        if one is not None:
            self.query_one(Prompt).ask("What they ask or say", self._acknowledge, keep=f"handed:{one.id}:say")

    def action_dispute(self) -> None:
        """Take down what they say is not so; the item stays open, and the next one is stood on."""
        one = self._here()

        async def disputed(words: str) -> None:
            if one is not None and await self.make(
                lambda change: changes.dispute_item(change, one.id, words)
            ):
                self._go_on(one, after=True)

        if one is not None:
            self.query_one(Prompt).ask("What is not so, or not clear", disputed, keep=f"handed:{one.id}:not")

    async def _acknowledge(self, words: str) -> None:
        one = self._here()
        is_open = self._page is not None and self._page.line.closed_on is None
        if one is not None and one.acknowledged_on is not None and not words and is_open:
            self._go_on(one)
        elif one is not None:
            made = await self.make(lambda change: changes.acknowledge_item(change, one.id, words))
            if made:
                self._go_on(one)

    def _go_on(self, one: ItemView, *, after: bool = False) -> None:
        """Stand on the next item that is not acknowledged, from this one on or ``after`` it."""
        items = self._page.items if self._page is not None else ()
        place = next((n for n, each in enumerate(items) if each.id == one.id), 0) + after
        following = [each for each in (*items[place:], *items[:place]) if each.acknowledged_on is None]
        self._rows.stand_on(following[0] if following else None)
        if not following:
            self.say("All of it is acknowledged. s closes the handover.")

    def action_note(self) -> None:
        """Add a note."""

        async def noted(words: str) -> None:
            if words.strip() and await self.make(
                lambda change: changes.add_note(change, self._number, words)
            ):
                self._rows.stand_on(self._page.items[-1] if self._page is not None else None)

        self.query_one(Prompt).ask("What they should know", noted, keep=f"handover:{self._number}")

    async def action_close(self) -> None:
        """Close the handover."""
        if await self.make(lambda change: changes.close_handover(change, self._number)):
            held = self._page.said_still_held if self._page is not None and not self.program.private else ""
            self.say(f"The handover is closed. {held} {HOW_TO_REALLOCATE if held else ''}".strip())

    async def action_drop(self) -> None:
        """Take a handover back that was begun by mistake."""
        if await self.change_it(lambda change: changes.drop_handover(change, self._number)):
            self.say("The handover is taken back. u brings it again.")
            self.dismiss(None)

    def action_export(self) -> None:
        """Write the pack as a document."""
        if self._page is not None:
            ask_pack(self.program, self._page)

    def _here(self) -> ItemView | None:
        one = self._rows.ref
        return one if isinstance(one, ItemView) else None
