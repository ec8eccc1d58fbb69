"""One sample: its records by supervisor, each with its worksheet."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding

from models.dates import show
from models.reading.quality.sampling import SampledView, SamplePage, read_sample
from models.words import said_name
from tui.quality_doing import ask_printed, open_worksheet
from tui.record.reading import form_called
from tui.screens.base import BACK, UNDO
from tui.screens.kept_room import KeptPage
from tui.screens.list_page import ListPage
from tui.widgets.rows import Row, Rows


class SampleScreen(ListPage, KeptPage[SamplePage]):
    """A sample's page: Enter opens the worksheet, with the facts filled in when it is begun."""

    NAME = "Sample"
    BINDINGS = [
        BACK,
        Binding("enter", "none", "worksheet", key_display="Enter", tooltip="Open the worksheet, or begin it"),
        Binding("o", "record", "the record", tooltip="Open the record that is looked at"),
        Binding(
            "e", "export", "to print", tooltip="The worksheet as Word or text, with room to write by hand"
        ),
        UNDO,
    ]

    def __init__(self, sample_id: int) -> None:
        super().__init__(sample_id, Rows((40, 30, 0), id="sample"))

    def heading(self) -> str:
        """Which sample."""
        return f"Sample {self._number}"

    async def read_page(self) -> None:
        """Read it again."""
        number = self._number
        self._page = await self.read_or_leave(lambda session: read_sample(session, number))

    def page_rows(self) -> Iterator[Row]:
        """How it was drawn, then its records by supervisor."""
        page = self._page
        if page is None:
            return
        line = page.line
        rule = f" ({line.rule})" if line.rule else ""
        said = (
            f"Drawn {show(line.drawn_on)} with seed {line.seed}, {line.per_supervisor} of each supervisor{rule}, "
            f"from {show(line.since)} to {show(line.until)}. The same seed draws the same again from the same records."
        )
        yield Row((said,), kind="note")
        last: int | None = -1
        for one in page.records:
            if one.supervisor_id != last:
                last = one.supervisor_id
                name = (
                    said_name(one.supervisor, private=self.program.private)
                    if one.supervisor
                    else "nobody named"
                )
                yield Row((f"Supervised by {name}",), kind="heading")
            yield self._row(one)

    def _row(self, one: SampledView) -> Row:
        if one.record is None:
            return Row((f"Record {one.record_id}", "destroyed since", ""), None, "quiet")
        what = f"Record {one.record_id}, {show(one.record.day)}, {form_called(one.record.form).called}"
        sheet = one.worksheet
        state = f"worksheet {sheet.id}, {sheet.said_state}" if sheet is not None else "no worksheet yet"
        about = one.record.about if not self.program.private else ""
        return Row(
            (what, about, state), one.id, "quiet" if sheet is not None and sheet.state != "draft" else ""
        )

    @property
    def _here(self) -> SampledView | None:
        records = self._page.records if self._page is not None else ()
        return next((one for one in records if one.id == self._rows.ref), None)

    # -- keys ------------------------------------------------------------------------------------

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the worksheet; it is begun with the facts filled in where there is none."""
        one = self._here
        if one is not None:
            await open_worksheet(self.program, one.id, one.worksheet.id if one.worksheet else None)

    def action_record(self) -> None:
        """Open the record that is looked at."""
        one = self._here
        if one is not None:
            self.program.open_record(one.record_id)

    def action_export(self) -> None:
        """Write the worksheet as Word."""
        one = self._here
        if one is not None and one.worksheet is not None:
            ask_printed(self.program, one.worksheet.id)
        else:
            self.say("Enter begins the worksheet first, with its facts filled in.")
