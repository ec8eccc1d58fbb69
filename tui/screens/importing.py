"""Taking files in: what they would bring, what they lack, and doing it as one step."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding

from models.dates import counted, show
from models.errors import Refused
from models.file_names import typed_path
from models.intake.bring_in import Answers, bring_in
from models.intake.plan.missing import Missing
from models.intake.planning import Plan, make_plan
from models.intake.read import read_files
from models.intake.report import as_text, team_questions
from models.typed_dates import read_date
from tui.screens.base import Room
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows
from tui.widgets.words import Words

MOST = 200
"""Lines of each list that are shown; the file of what was not taken has them all."""
TEAM = "team"


@dataclass(slots=True)
class Chosen:
    """What the person answered: what is closed, and when; whether the file is right about the team."""

    closing: dict[tuple[str, int], date] = field(default_factory=dict)
    take_team: bool = False

    def answers(self) -> Answers:
        """Return the answers as an import takes them."""
        return Answers(self._of("involvement"), self._of("practitioner"), take_team=self.take_team)

    def _of(self, wanted: str) -> dict[int, date]:
        return {row: day for (kind, row), day in self.closing.items() if kind == wanted}


class ImportScreen(Room):
    """Shows what an import would do; i does it. What the file lacks is closed only if it is marked."""

    NAME = "Import"
    BINDINGS = [
        Binding("i", "take", "import it"),
        Binding("space", "mark", "change the answer", key_display="Space"),
        Binding("enter", "none", "closed when?", key_display="Enter", tooltip="Say when it was closed"),
        Binding("r", "rejects", "keep what is not taken", tooltip="Write the rows not taken to a file"),
        Binding("escape", "back", "leave it", key_display="Esc"),
    ]
    DEFAULT_CSS = """
    ImportScreen #progress { height: 1; }
    ImportScreen #said { padding: 0; }
    """

    def __init__(self, files: list[Path], team: str) -> None:
        super().__init__()
        self._files = files
        self._team = team
        self._plan: Plan | None = None
        self._chosen = Chosen()
        self._busy = False
        self._said = Words(id="said")
        self._rows = Rows((0,), id="report")
        self._rows.add_class("first")

    def body(self) -> ComposeResult:
        """How far it is, what to do, and the report."""
        yield Line(id="progress")
        yield self._said
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
            hidden = Row(("Projector mode is on: the report may hold names. F10 ends it.",), kind="warn")
            self._rows.show([hidden] if self.program.private else self._report(self._plan))

    def _report(self, plan: Plan) -> list[Row]:
        rows = [
            Row((line,), kind="heading" if line.endswith(":") else "")
            for line in as_text(plan, most=MOST, questions=False).splitlines()
        ]
        team = team_questions(plan)
        if team:
            taken = "[as the file says]" if self._chosen.take_team else "[as it is here]   "
            rows.append(
                Row(("The team. It stays as it is here unless you choose the file:",), kind="heading")
            )
            rows += [Row((question,)) for question in team]
            rows.append(Row((f"{taken}  the team's name, service and manager",), TEAM))
        if plan.missing:
            words = "Open here and not in the file. Nothing is closed unless you mark it:"
            rows.append(Row((words,), kind="heading"))
            rows += [Row((self._asked(each),), each) for each in plan.missing]
        return rows

    def _asked(self, each: Missing) -> str:
        day = self._chosen.closing.get((each.kind, each.id))
        word = "closed" if each.kind == "involvement" else "left"
        return f"[{f'{word} {show(day)}' if day else 'leave as it is'}]  {each.question}"

    # -- reading ---------------------------------------------------------------------------------

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
        """Show how far it is; called from other threads, which wait for no screen."""
        self.call_later(self._show_progress, done, total, what)

    def _show_progress(self, done: int, total: int, what: str) -> None:
        filled = 40 * done // total if total else 0
        self.query_one("#progress", Line).show([(f" [{'#' * filled}{'.' * (40 - filled)}] {what}", "quiet")])

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.query_one("#progress", Line).display = False
        self._said.say((f" {words}", "warn" if wrong else "strong"))

    # -- answering -------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Mark something the file lacks to be closed today, or leave it open; take the file's team or not."""
        each, closing = self._rows.ref, self._chosen.closing
        if each == TEAM:
            self._chosen.take_team = not self._chosen.take_team
        elif isinstance(each, Missing) and closing.pop((each.kind, each.id), None) is None:
            closing[each.kind, each.id] = self.desk.today
        self.show_again()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Ask when what the file lacks was closed."""
        each = event.ref
        if not isinstance(each, Missing):
            self.action_mark()
            return

        def answered(words: str) -> None:
            try:
                self._chosen.closing[each.kind, each.id] = read_date(words, self.desk.today)
            except ValueError as mistake:
                self.say(f"“{words}”: {mistake}.", wrong=True)
            self.show_again()

        word = "closed" if each.kind == "involvement" else "left"
        self._ask(f"{each.label} {word} on", answered)

    def action_rejects(self) -> None:
        """Ask where to write the rows that are not taken."""
        if self._plan is None or not self._plan.problems:
            self.say("Every row is taken.")
        else:
            self._ask("Write the rows not taken to (.xlsx, .csv)", self._write_rejects)

    def _write_rejects(self, name: str) -> None:
        from exports.rejects import write_rejects

        if not name.strip() or self._plan is None:
            return
        path = typed_path(name.strip())
        try:
            count = write_rejects(path, self._files, self._plan.problems)
        except Refused as refused:
            self.say(str(refused), wrong=True)
        else:
            self.say(f"{counted(count, 'row')} written to {path}. The file is not encrypted.")

    def _ask(self, label: str, answered: Callable[[str], None]) -> None:
        self.query_one(Prompt).ask(label, answered)

    # -- doing -----------------------------------------------------------------------------------

    def action_take(self) -> None:
        """Do it, once."""
        if self._plan is not None and not self._busy:
            self._busy = True
            self.query_one("#progress", Line).display = True
            self.run_worker(self._take(self._plan))

    async def _take(self, plan: Plan) -> None:
        desk = self.desk
        now, today, actor = desk.clock.now(), desk.today, desk.actor
        answers = self._chosen.answers()
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
        if written:
            await desk.reread_team()
            desk.touched()
        self.say(
            "Imported as one step: u on the board takes it back."
            if written
            else "There was nothing to write."
        )
        self.dismiss(None)

    def action_back(self) -> None:
        """Leave everything as it is; what is being written is written whole first."""
        if self._busy:
            self._say("It is being written, as one step. A moment.")
        else:
            self.dismiss(None)
