"""Taking files in: what they would bring, what they lack, and doing it as one step."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding

from models.errors import Refused
from models.intake.bring_in import Answers, bring_in
from models.intake.plan.missing import Missing
from models.intake.planning import Plan, make_plan
from models.intake.read import read_files
from models.intake.report import as_text
from tui.screens.base import Room
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows


class ImportScreen(Room):
    """Shows what an import would do; i does it. What the file lacks is closed only if it is marked."""

    NAME = "Import"
    BINDINGS = [
        Binding("i", "take", "import it"),
        Binding("space", "mark", "close what the file lacks", key_display="Space"),
        Binding("escape", "back", "leave it", key_display="Esc"),
    ]

    def __init__(self, files: list[Path], team: str) -> None:
        super().__init__()
        self._files = files
        self._team = team
        self._plan: Plan | None = None
        self._to_close: dict[tuple[str, int], date] = {}
        self._busy = False
        self._rows = Rows((0,), id="report")
        self._rows.add_class("first")

    def body(self) -> ComposeResult:
        """How far it is, and the report."""
        yield Line(id="progress")
        yield self._rows
        yield Prompt()

    async def begin(self) -> None:
        """Read the files and compare them with the store."""
        self._rows.focus()
        self.run_worker(self._look())

    def show_again(self) -> None:
        """Show the report."""
        self.show_frame()
        if self._plan is not None:
            self._rows.show(self._report(self._plan))

    def _report(self, plan: Plan) -> list[Row]:
        rows = [
            Row((line,), kind="heading" if line.endswith(":") else "")
            for line in as_text(plan, most=200).splitlines()
        ]
        if plan.missing:
            rows.append(
                Row(("Open here and not in the file. Nothing is closed unless you mark it:",), kind="heading")
            )
            rows += [Row((self._asked(each),), each) for each in plan.missing]
        return rows

    def _asked(self, each: Missing) -> str:
        marked = (each.kind, each.id) in self._to_close
        return f"{'[close today]' if marked else '[leave open] '} {each.question}"

    async def _look(self) -> None:
        """Read in a thread of its own, so that the screen stays alive; a bar says how far it is."""
        today, pack = self.desk.today, self.desk.pack
        try:
            incoming = await asyncio.to_thread(
                read_files, self._files, pack, today, team=self._team, progress=self._progress
            )
            self._plan = await self.desk.read(
                lambda session: make_plan(session, incoming, pack, today, self._progress)
            )
        except Refused as refused:
            self._say(str(refused), wrong=True)
            return
        self._say("Nothing is written yet. i imports it; Esc leaves it.")
        self.show_again()

    def _progress(self, done: int, total: int, what: str) -> None:
        """Show how far it is; called from other threads."""
        self.app.call_from_thread(self._show_progress, done, total, what)

    def _show_progress(self, done: int, total: int, what: str) -> None:
        filled = 40 * done // total if total else 0
        self.query_one("#progress", Line).show([(f" [{'#' * filled}{'.' * (40 - filled)}] {what}", "quiet")])

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.query_one("#progress", Line).show([(f" {words}", "warn" if wrong else "strong")])

    def action_mark(self) -> None:
        """Mark something the file lacks to be closed today, or leave it open."""
        each = self._rows.ref
        if isinstance(each, Missing):
            key = (each.kind, each.id)
            if key in self._to_close:
                del self._to_close[key]
            else:
                self._to_close[key] = self.desk.today
            self.show_again()

    def action_take(self) -> None:
        """Do it, once."""
        if self._plan is not None and not self._busy:
            self._busy = True
            self.run_worker(self._take(self._plan))

    async def _take(self, plan: Plan) -> None:
        desk = self.desk
        now, today, actor = desk.clock.now(), desk.today, desk.actor
        answers = Answers(
            {row: day for (kind, row), day in self._to_close.items() if kind == "involvement"},
            {row: day for (kind, row), day in self._to_close.items() if kind == "practitioner"},
        )
        try:
            written = await desk.with_store(
                lambda store, _: bring_in(
                    store, plan, answers, now=now, today=today, actor=actor, progress=self._progress
                )
            )
        except Refused as refused:
            self._say(str(refused), wrong=True)
            return
        finally:
            self._busy = False
        desk.touched()
        self.say(
            "Imported as one step: u on the board takes it back."
            if written
            else "There was nothing to write."
        )
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave everything as it is."""
        self.dismiss(None)
