"""A working copy that came back, beside its record: as sent, as returned, as it is now; then taken in."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from models.dates import counted
from models.errors import Refused
from tui.screens.base import Room
from tui.settings import own_forms
from tui.widgets.line import Line
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from exports.word.bringing_in import Brought

SIDES = ("as sent", "as returned", "as it is now")


class ReturnedScreen(Room):
    """What a copy brings, field by field; Space accepts or refuses, t takes it in."""

    NAME = "Came back"
    BINDINGS = [
        Binding("space", "mark", "accept or refuse", key_display="Space"),
        Binding("t", "take", "take it in"),
        Binding("tab", "other", "list or texts", key_display="Tab"),
        Binding("escape", "back", "leave it", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    ReturnedScreen #brings { height: 1fr; }
    ReturnedScreen #texts { height: 40%; }
    ReturnedScreen #texts > Vertical { width: 1fr; margin: 0 1 0 0; }
    ReturnedScreen Line.title { background: $surface; }
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._brought: Brought | None = None
        self._accepted: set[int] = set()
        self._rows = Rows((14, 44, 0), id="brings", empty="It brings nothing new.")
        self._rows.add_class("first")

    def body(self) -> ComposeResult:
        """What it brings, and the three texts of what the cursor stands on."""
        yield self._rows
        with Horizontal(id="texts"):
            for number in range(len(SIDES)):
                with Vertical():
                    yield Line(id=f"title-{number}", classes="title")
                    yield Rows((0,), id=f"text-{number}")
        yield Line(id="status")

    async def begin(self) -> None:
        """Let the list have the keys."""
        for number, side in enumerate(SIDES):
            self.query_one(f"#title-{number}", Line).show([(f" {side}", "strong")])
        self._rows.focus()

    async def reload(self) -> None:
        """Read the file and the record beside it; the file is looked at before anything opens it."""
        from exports.word.bringing_in import read_brought

        path, forms, today = self._path, own_forms(), self.desk.today
        self._brought = await self.read_or_leave(lambda session: read_brought(session, path, forms, today))
        if self._brought is not None:
            self.show_again()

    def heading(self) -> str:
        """The file that came back."""
        return self.NAME if self.program.private else f"{self.NAME}   {self._path.name}"

    def show_again(self) -> None:
        """Show what it brings."""
        self.show_frame()
        brought = self._brought
        if brought is None:
            return
        if self.program.private:
            self._rows.show([Row(("Words are not shown in projector mode. F10 ends it.",), kind="note")])
        else:
            self._rows.show(self._lines(brought))
        self._show_texts()
        self.query_one("#status", Line).show([(f" {self._said(brought)}", "strong")])

    def _lines(self, brought: Brought) -> list[Row]:
        rows = [Row((brought.heading(),), kind="heading")]
        rows += [Row((note,), kind="amber") for note in brought.notes()]
        for number, each in enumerate(brought.proposals):
            rows.append(Row((f"[{self._mark(number)}]", each.label, each.why), number))
        return rows

    def _mark(self, number: int) -> str:
        from exports.word.merge import ASK, TAKE

        assert self._brought is not None
        verdict = self._brought.proposals[number].verdict
        if verdict == TAKE:
            return "taken"
        if verdict == ASK:
            return "accepted" if number in self._accepted else "refused"
        return "only shown"

    def _said(self, brought: Brought) -> str:
        from exports.word.merge import ASK, TAKE

        taken, asked = len(brought.of(TAKE)), len(brought.of(ASK))
        if not brought.proposals:
            return "It brings nothing new. Esc leaves it."
        return (
            f"{counted(taken, 'answer')} taken without asking, {counted(len(self._accepted), 'answer')} of "
            f"{asked} accepted. t takes them in."
        )

    def _show_texts(self) -> None:
        number, brought = self._rows.ref, self._brought
        each = brought.proposals[number] if brought is not None and isinstance(number, int) else None
        texts = (each.sent, each.returned, each.now) if each and not self.program.private else ("", "", "")
        for place, text in enumerate(texts):
            lines = [Row((line,)) for line in (text or "–").splitlines()]
            self.query_one(f"#text-{place}", Rows).show(lines if each else [])

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Show the three texts of what the cursor stands on."""
        if event.rows is self._rows:
            self._show_texts()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Accept or refuse with Enter as well."""
        self.action_mark()

    def action_mark(self) -> None:
        """Accept or refuse what is asked."""
        from exports.word.merge import ASK, LEAVE

        number, brought = self._rows.ref, self._brought
        if brought is None or not isinstance(number, int):
            return
        verdict = brought.proposals[number].verdict
        if verdict == ASK:
            self._accepted ^= {number}
            self.show_again()
        elif verdict == LEAVE:
            self.say(f"It can't be taken from the file: {brought.proposals[number].why}.")
        else:
            self.say("It is theirs to fill, and taken without asking.")

    async def action_take(self) -> None:
        """Take in what is taken and what was accepted, as one step."""
        from exports.word.bringing_in import bring_in, said_of

        brought = self._brought
        if brought is None:
            return
        try:
            count = await self.desk.change(bring_in(brought, sorted(self._accepted)))
        except Refused as refused:
            self.say(str(refused), wrong=True)
            await self.reload()
            return
        self.say(f"{said_of(brought, count)} u takes it back.")
        self.dismiss(brought.number)

    def action_other(self) -> None:
        """Let the texts, one after the other, or the list have the keys."""
        order = [self._rows, *(self.query_one(f"#text-{place}", Rows) for place in range(len(SIDES)))]
        here = next((place for place, each in enumerate(order) if each.has_focus), 0)
        order[(here + 1) % len(order)].focus()


async def looked_at(path: Path) -> None:
    """Let a file in before a screen opens for it; raise Refused with what is wrong with it."""
    from exports.word.door import let_in

    await asyncio.to_thread(let_in, path)
