"""Records: what was written, by child, practitioner, form and state; a search of every word; beginning a new one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col
from textual.app import ComposeResult
from textual.binding import Binding

from forms.entry import EntryForm, Field
from forms.template.choosing import told_apart
from models.dates import counted
from models.reading.actions import ActionLine, read_actions
from models.reading.finding import Hit, find
from models.reading.records import RecordLine, Wanted, count_records, read_record_lines
from models.tables import Action
from tui.record.beginning import Proposed, begin
from tui.record.listing import Ref, hit_rows, record_rows
from tui.record.reading import form_called
from tui.screens.base import UNDO
from tui.screens.fields import FieldsDialog
from tui.screens.list_room import ListRoom
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows

STATES = (("draft", "draft"), ("complete", "complete"), ("signed", "signed"))
FIRST_HITS, ALL_HITS = 20, 60
"""How many hits of each sort are painted at once, and how many there are in the end."""
REST_AFTER = 0.15
"""Seconds after the first hits until the others are read."""
SHOWN = 300
"""How many records are listed at once; a filter or a search finds the others."""


class RecordsScreen(ListRoom):
    """The list of records. ``only`` narrows it from the beginning: a child's, a practitioner's."""

    NAME = "Records"
    BINDINGS = [
        Binding("enter", "none", "open", key_display="Enter"),
        Binding("a", "begin_record", "begin", tooltip="Begin a record"),
        Binding("slash", "search", "search", key_display="/", tooltip="Search every word that was written"),
        Binding("f", "filter", "filter", tooltip="By child, practitioner, form or state"),
        Binding("space", "mark", "mark", key_display="Space", tooltip="Mark two, then b"),
        Binding("b", "compare", "side by side", tooltip="The two marked records side by side"),
        Binding("p", "paper", "to Word", tooltip="Write the record under the cursor, or many, as documents"),
        Binding("i", "returned", "came back", tooltip="Take in a working copy that came back"),
        UNDO,
        Binding("escape", "plain", "all", key_display="Esc", tooltip="Show all again; back"),
    ]

    def __init__(self, only: Wanted | None = None, title: str = "") -> None:
        super().__init__(Rows((18, 28, 30, 22, 0), id="records", empty=_EMPTY))
        self._only = only
        self._title = title
        self._wanted = replace(only or Wanted(), limit=SHOWN)
        self._lines: list[RecordLine] = []
        self._count = 0
        self._hits: list[Hit] | None = None
        self._actions: dict[int, ActionLine] = {}
        self._asked = ""
        self._names: dict[str, str] = {}
        self._marked: list[int] = []
        self._latest: int | None = None  # the last number before one was begun from here

    def body(self) -> ComposeResult:
        """The list, and how much of it is shown."""
        yield from super().body()
        yield Line(id="status")
        yield Prompt()

    def heading(self) -> str:
        """Name the list and what it is narrowed to."""
        said = [self._title, self._narrowed(), f"“{self._asked}”" if self._asked else ""]
        return "Records   " + ", ".join(part for part in said if part) if any(said) else "Records"

    # -- reading and showing ---------------------------------------------------------------------

    async def reload(self) -> None:
        """Read the list again, or search again."""
        if self._asked:
            await self._search(self._asked)
            return
        wanted = self._wanted

        def query(session: Session) -> tuple[list[RecordLine], int]:
            return read_record_lines(session, wanted), count_records(session, wanted)

        self._lines, self._count = await self.desk.read(query)
        self._hits = None
        self.show_again()

    async def _search(self, typed: str) -> None:
        """Search every word; only the last search typed is shown."""
        self._asked = typed.strip()
        if not self._asked:
            await self.reload()
            return
        asked = self._asked
        await self._show_hits(asked, FIRST_HITS)
        if asked == self._asked and self._hits is not None and len(self._hits) >= FIRST_HITS:
            self.set_timer(REST_AFTER, lambda: self._show_hits(asked, ALL_HITS))

    async def _show_hits(self, asked: str, limit: int) -> None:
        """Show so many hits, unless something else was typed meanwhile."""
        if asked != self._asked:
            return

        def query(session: Session) -> tuple[list[Hit], list[RecordLine], list[ActionLine]]:
            hits = find(session, asked, limit)
            ids = tuple(hit.id for hit in hits if hit.kind == "record")
            actions = [hit.id for hit in hits if hit.kind == "action"]
            lines = read_record_lines(session, Wanted(ids=ids))
            return hits, lines, read_actions(session, col(Action.id).in_(actions))

        hits, lines, actions = await self.desk.read(query)
        if asked == self._asked:
            self._hits, self._lines = hits, lines
            self._actions = {one.id: one for one in actions}
            self.show_again()
            self.paint_at_once()

    def show_again(self) -> None:
        """Show the list as it is known."""
        self.show_frame()
        private, names = self.program.private, self._called(self._lines)
        if self._hits is not None:
            lines = {line.id: line for line in self._lines}
            rows = hit_rows(self._hits, lines, self._actions, names, self.desk.today, private=private)
        else:
            rows = record_rows(self._lines, names, frozenset(self._marked), private=private)
        self._rows.show(rows, self._just_begun())
        self.query_one("#status", Line).show(f" {self._said()}")

    def _just_begun(self) -> Ref | None:
        """Return the record that was begun from this list: the cursor stands on it when it is left."""
        begun = [line.id for line in self._lines if self._latest is not None and line.id > self._latest]
        if begun:
            self._latest = None
        return ("record", max(begun)) if begun else None

    def _said(self) -> str:
        if self._hits is not None:
            return (
                f"{counted(len(self._hits), 'place')} found, the latest first"
                if self._hits
                else "Nothing holds all of these words."
            )
        if self._count > len(self._lines):
            return f"the latest {len(self._lines)} of {self._count} records; f and / find the others"
        return counted(self._count, "record")

    def _called(self, lines: Sequence[RecordLine]) -> dict[str, str]:
        """Return what the forms of these records are called."""
        from models.errors import Refused

        for code in {line.form for line in lines} - self._names.keys():
            try:
                self._names[code] = form_called(code).called
            except Refused:
                self._names[code] = code
        return self._names

    def _narrowed(self) -> str:
        wanted, said = self._wanted, []
        if wanted.form:
            said.append(self._names.get(wanted.form, wanted.form))
        if wanted.state:
            said.append(wanted.state)
        if wanted.child_id is not None and not self._title:
            said.append("one child")
        if wanted.practitioner_id is not None and not self._title:
            said.append("one practitioner")
        return ", ".join(said)

    # -- keys ------------------------------------------------------------------------------------

    def action_none(self) -> None:
        """The list itself takes Enter; this is its hint."""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the record; of an action, the record it was written in."""
        kind, number = event.ref
        if kind == "record":
            self.program.open_record(number, self._asked)
        elif (action := self._actions.get(number)) is not None:
            if action.record_id is not None:
                self.program.open_record(action.record_id)
            elif action.child_id is not None:
                self.program.open_child([action.child_id])

    def action_paper(self) -> None:
        """Write the record under the cursor, or what it belongs to, as Word documents."""
        from tui.word_leaving import ask_leaving

        ref: Ref | None = self._rows.ref
        ask_leaving(self.program, ref[1] if ref is not None and ref[0] == "record" else None)

    def action_returned(self) -> None:
        """Ask which working copy came back."""
        from tui.word_commands import ask_returned

        ask_returned(self.program)

    async def action_begin_record(self) -> None:
        """Begin a record."""
        self._latest = max((line.id for line in self._lines), default=0)
        wanted = self._wanted
        kids = (wanted.child_id,) if wanted.child_id is not None else ()
        await begin(self.program, Proposed(wanted.practitioner_id, kids))

    def action_search(self) -> None:
        """Search while it is typed; Enter keeps the hits, Esc shows the list again."""
        self.query_one(Prompt).ask(
            "Search",
            self._search,
            begin=self._asked,
            typing=self._search_soon,
            given_up=lambda: self._search_soon(""),
        )

    def _search_soon(self, typed: str) -> None:
        self.run_worker(self._search(typed))

    async def action_filter(self) -> None:
        """Ask what to show."""
        from tui.record.beginning import read_offered

        offered = await read_offered(self.desk)
        wanted = self._wanted
        private = self.program.private
        form = EntryForm(
            "records:filter",
            "Show only",
            (
                Field(
                    "child",
                    "Child",
                    "choice",
                    choices=tuple(
                        (str(kid.id), f"{kid.number} {kid.initials}".strip()) for kid in offered.children
                    ),
                    initial=str(wanted.child_id or ""),
                ),
                Field(
                    "practitioner",
                    "Practitioner",
                    "choice",
                    choices=tuple(
                        (str(one.id), "".join(w[0] for w in one.name.split()) if private else one.name)
                        for one in offered.people
                    ),
                    initial=str(wanted.practitioner_id or ""),
                ),
                Field(
                    "form",
                    "Form",
                    "choice",
                    choices=told_apart(offered.forms),
                    initial=wanted.form,
                ),
                Field("state", "State", "choice", choices=STATES, initial=wanted.state),
            ),
            note="Leave a field empty to show everything. Esc on the list shows all again.",
        )
        self.program.push_screen(FieldsDialog(form), self._filtered)

    async def _filtered(self, values: dict[str, Any] | None) -> None:
        if values is None:
            return
        self._wanted = Wanted(
            child_id=int(values["child"]) if values["child"] else None,
            practitioner_id=int(values["practitioner"]) if values["practitioner"] else None,
            form=values["form"],
            state=values["state"],
            limit=SHOWN,
        )
        self._title, self._asked = "", ""
        await self.reload()

    def action_mark(self) -> None:
        """Mark the record under the cursor, or unmark it; of three the first gives way."""
        ref: Ref | None = self._rows.ref
        if ref is None or ref[0] != "record":
            return
        if ref[1] in self._marked:
            self._marked.remove(ref[1])
        else:
            self._marked = [*self._marked, ref[1]][-2:]
        self.show_again()

    def action_compare(self) -> None:
        """Open the two marked records side by side."""
        from tui.screens.compare import CompareScreen

        if len(self._marked) != 2:
            self.say("Mark two records with Space, then press b.")
            return
        self.program.push_screen(CompareScreen(*sorted(self._marked)))

    async def action_plain(self) -> None:
        """Show everything again; from a list of one child or person, go back."""
        plain = replace(self._only or Wanted(), limit=SHOWN)
        if self._wanted == plain and not self._asked and not self._marked:
            if self._only is not None:
                self.dismiss(None)
            return
        self._wanted, self._asked, self._marked = plain, "", []
        await self.reload()


_EMPTY = "No record yet. a begins one; o anywhere notes a decision in passing."
