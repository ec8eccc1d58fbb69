"""F5: everything due, the most urgent first; what settles it, why it is due, and whose agenda it is on."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding

from models.dates import counted
from models.reading.diary import Diary
from models.reading.due import DueLine, DueList, Only
from models.reading.due.listing import GROUPS
from tui.overdue_lines import Key, Look, Manner, key_of, rows_of, widths, words_of
from tui.screens.base import UNDO
from tui.screens.due_room import DISCUSSED, EXPLAIN, PLAN, SHORTER, WHAT_IF, DueRoom
from tui.screens.list_room import ListRoom
from tui.widgets.line import Line
from tui.widgets.long_rows import LongRows
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows


class OverdueScreen(ListRoom, DueRoom):
    """The overdue list."""

    NAME = "Overdue"
    LEADS_TO = ("tui.screens.person", "tui.settling", "tui.screens.child", "tui.screens.session")
    BINDINGS = [
        Binding("enter", "none", "open", key_display="Enter", tooltip="Open what would settle it"),
        EXPLAIN,
        Binding("g", "agenda", "on the agenda", tooltip="Put it on the practitioner's next agenda"),
        Binding("s", "group", "group", tooltip="By band, practitioner, child, kind or rule"),
        Binding("slash", "search", "find", key_display="/", tooltip="Find in what the lines say"),
        Binding("f", "filter", "filter", tooltip="By practitioner, kind, how soon"),
        Binding("v", "overdue", "overdue only", tooltip="Only what is overdue, or everything again"),
        Binding("o", "app.oversight", "oversight", tooltip="Note a decision in passing"),
        Binding("l", "later", "later", tooltip="Show what is due later than in four weeks, or hide it"),
        Binding("w", "weeks", "weeks", tooltip="The next twelve weeks, counted for each practitioner"),
        DISCUSSED,
        PLAN,
        SHORTER,
        WHAT_IF,
        Binding("e", "export", "export", tooltip="Write what is shown into a file, as text or a spreadsheet"),
        UNDO,
        Binding("escape", "plain", "Everything, in bands", show=False),
    ]

    _rows: LongRows

    def __init__(self) -> None:
        super().__init__(LongRows((0,), id="due", empty="Nothing is due. Esc shows everything again."))
        self.look = Look()
        self._by_key: dict[Key, DueLine] = {}
        self._shown: tuple[DueList, Diary, Look, Manner] | None = None
        self._said = ""

    def body(self) -> ComposeResult:
        """The list, and what the line under the cursor says in full."""
        yield from super().body()
        yield Line(id="status")
        yield Prompt()

    # -- showing ---------------------------------------------------------------------------------

    async def refresh_if_old(self) -> None:
        """Show what is known at once, and read again behind it where that is old."""
        if not self.desk.is_open:
            return
        self._seen = self.desk.version, self.desk.today
        if self.program.dues.known is None:
            await self.reload()
        else:
            self.show_again()
            self.program.dues.begin()

    async def reload(self) -> None:
        """Read what is due again."""
        await self.program.dues.fresh()
        self.show_again()

    def show_dues(self) -> None:
        """Show the list as it was just read."""
        self.show_again()

    def on_resize(self) -> None:
        """Lay the columns out for the new width."""
        self.call_after_refresh(self.show_again)

    def show_again(self) -> None:
        """Show the list as it is known, unless that stands there already."""
        self.show_frame()
        due, diary = self.program.dues.known, self.program.dues.diary
        if due is None or diary is None:
            return
        manner = Manner(self.program.size.width, self.desk.today, self.program.private)
        if self._shown != (due, diary, self.look, manner):
            self._shown = due, diary, self.look, manner
            self._by_key = {key_of(line): line for line in due.lines}
            self._rows.show_in(widths(self.look, manner), rows_of(due, diary, self.look, manner))
        self._show_status()

    def heading(self) -> str:
        """Name the list, and what it is narrowed to."""
        due = self.program.dues.known
        words = words_of(self.look, due, private=self.program.private)
        if due is None or not words:
            return self.NAME
        count = f": {len(due.where(self.look.only).lines)} of {len(due.lines)}" if self._is_narrowed else ""
        return f"{self.NAME}   {words}{count}"

    def say_here(self, words: str) -> None:
        """Say something on the status line until the cursor moves on."""
        self._said = words
        self._show_status()

    @property
    def line(self) -> DueLine | None:
        """The line under the cursor."""
        return self._by_key.get(self._rows.ref)

    def children_here(self) -> tuple[int, ...]:
        """The child of the line under the cursor."""
        about = self.line.about if self.line is not None else None
        return (about.entity_id,) if about is not None and about.entity == "child" else ()

    def _show_status(self) -> None:
        status, line = self.query_one("#status", Line), self.line
        if self._said:
            status.show([(f" {self._said}", "strong")])
        elif line is not None:
            status.show(f" {line.sentence(private=self.program.private)} ", [(f"{line.rule} ", "quiet")])
        else:
            status.show("")

    @property
    def _is_narrowed(self) -> bool:
        return self.look.only != Only()

    # -- keys ------------------------------------------------------------------------------------

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Say in full what the line under the cursor says."""
        self._said = ""
        self._show_status()

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open what would settle the line."""
        if self.line is not None:
            from tui.settling import open_settling

            await open_settling(self, self.line, self.read_afresh)

    async def due_here(self) -> list[DueLine]:
        """Return the line under the cursor."""
        return [self.line] if self.line is not None else []

    def action_group(self) -> None:
        """Group the lines by the next of what they can be grouped by."""
        self._look(by=GROUPS[(GROUPS.index(self.look.by) + 1) % len(GROUPS)])
        self.say_here(f"Grouped by {self.look.by}.")

    def action_later(self) -> None:
        """Show or hide what is due later than in four weeks."""
        self._look(later=not self.look.later)

    def action_overdue(self) -> None:
        """Show only what is overdue, or everything again."""
        self._look(only=replace(self.look.only, overdue=not self.look.only.overdue))

    def action_plain(self) -> None:
        """Show everything, in bands."""
        self._said = ""
        self._look(by="band", later=False, only=Only())

    def action_export(self) -> None:
        """Write what is shown into a file."""
        due = self.program.dues.known
        if due is None:
            return
        from exports.due_text import due_csv, due_plain
        from tui.files_out import ask_file

        shown, by = due.where(self.look.only), self.look.by
        ask_file(
            self.program,
            f"Write {counted(len(shown.lines), 'line')} into a file",
            f"due-{due.today.isoformat()}.csv",
            lambda path: due_csv(shown) if path.suffix == ".csv" else due_plain(shown, by).encode(),
            hint="An ending of .csv makes it a spreadsheet, any other plain text.",
        )

    def action_weeks(self) -> None:
        """Show the next twelve weeks, counted for each practitioner."""
        from tui.screens.weeks import WeeksScreen

        def chosen(only: Only | None) -> None:
            if only is not None:
                self.show_only(only)

        self.program.push_screen(WeeksScreen(), chosen)

    def action_search(self) -> None:
        """Narrow the list while it is typed; Enter keeps it so, Esc shows everything again."""
        self.query_one(Prompt).ask(
            "Find",
            self._typed,
            begin=self.look.only.text,
            typing=self._typed,
            given_up=lambda: self._typed(""),
        )

    def _typed(self, text: str) -> None:
        self._look(only=replace(self.look.only, text=text.strip()))

    def action_filter(self) -> None:
        """Ask which lines to show."""
        due = self.program.dues.known
        if due is not None:
            from forms.due import due_filter

            form = due_filter(due, self.look.only, private=self.program.private)
            self.program.ask_fields(form, self._filtered)

    def _filtered(self, values: dict[str, Any] | None) -> None:
        if values is None:
            return
        self._look(
            only=replace(
                self.look.only,
                practitioner=int(values["practitioner"]) if values["practitioner"] else None,
                kind=values["kind"],
                overdue=bool(values["overdue"]),
                within=values["within"],
            )
        )

    def show_only(self, only: Only) -> None:
        """Show some lines only: another screen leads here."""
        self._look(by="band", later=True, only=only)

    def _look(self, **changes: Any) -> None:
        self.look = replace(self.look, **changes)
        self.show_again()

    async def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        words, undone = await self.take_back()
        if undone:
            await self.reload()
        self.say_here(words)
