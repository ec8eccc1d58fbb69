"""Themed supervision: each month's theme, the patterns that came up and the work they led to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from textual.binding import Binding

from forms.records.themes import Theme, Themes, is_themed, read_themes
from forms.template.choosing import Occasion, fitting
from forms.template.form import Form
from forms.template.load import forms_of
from models.dates import counted, show
from models.reading.record_context import AskedFor
from tui.record.beginning import begin_with
from tui.reports_out import ask_report
from tui.screens.base import BACK, UNDO
from tui.screens.kept_room import KeptRoom
from tui.screens.list_page import ListPage
from tui.settings import own_forms
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from exports.report import Report

NONE = (
    "This policy has no themed supervision. A form of your own with the fields theme and patterns brings it."
)


class ThemesScreen(ListPage, KeptRoom):
    """Twelve months of themes; Enter opens the record."""

    NAME = "Themes and patterns"
    BINDINGS = [
        BACK,
        Binding("enter", "none", "open", key_display="Enter", tooltip="Open the record"),
        Binding("n", "begin_one", "new", tooltip="Begin the record of a themed supervision"),
        Binding("e", "export", "to Word", tooltip="Themes, patterns and what came of them as a document"),
        UNDO,
    ]

    def __init__(self) -> None:
        super().__init__(Rows((22, 60, 0), id="themes"))
        self._forms: list[Form] = []
        self._themes = Themes()

    async def read_page(self) -> None:
        """Read them again."""
        names, today = self.desk.pack.names, self.desk.today
        found, _ = forms_of(names, own_forms())
        self._forms = [form for form in fitting(found, Occasion(names)) if is_themed(form)]
        self._themes = await self.desk.read(lambda session: read_themes(session, self._forms, today))

    def page_rows(self) -> Iterator[Row]:
        """What came back, months without one, then month by month."""
        themes = self._themes
        if not self._forms:
            yield Row((NONE,), kind="note")
        elif not themes.themes:
            yield Row(("None recorded in these twelve months. n begins one.",), kind="note")
        if themes.again:
            yield Row(("Came back",), kind="heading")
            yield from (Row((counted(count, "time"), name, "")) for name, count in themes.again)
        if themes.missing:
            months = ", ".join(f"{one:%b %Y}" for one in themes.missing)
            yield Row((f"Months without one: {months}",), kind="amber")
        for one in themes.themes:
            yield from self._theme(one)

    def _theme(self, one: Theme) -> Iterator[Row]:
        yield Row((f"{one.day:%B %Y}",), kind="heading")
        actions = f"{one.done} of {counted(one.actions, 'action')} done" if one.actions else "no actions"
        cases = counted(one.cases, "case")
        yield Row(
            (show(one.day), one.theme or "no theme named", f"{cases}, {actions}, {one.state}"), one.record_id
        )
        if self.program.private:
            return
        yield Row(("  patterns", one.patterns or "nothing recorded", ""), kind="" if one.patterns else "note")
        yield Row(("  work it led to", one.work or "nothing recorded", ""), kind="" if one.work else "note")

    # -- keys ------------------------------------------------------------------------------------

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the record."""
        self.program.open_record(event.ref)

    async def action_begin_one(self) -> None:
        """Begin the record of a themed supervision."""
        if self._forms:
            await begin_with(self.program, self._forms[0].code, AskedFor(self.desk.today))
        else:
            self.say(NONE)

    def action_export(self) -> None:
        """Write them as a document."""

        async def make() -> Report:
            from exports.themes import themes_report

            desk = self.desk
            return themes_report(self._themes, desk.today, desk.team.name, desk.pack.authority)

        ask_report(self.program, "Themes as a document", f"themes-{self.desk.today.isoformat()}.docx", make)
