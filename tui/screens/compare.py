"""Two records side by side, as they stand; Tab goes from one to the other, both scroll."""

from __future__ import annotations

from collections.abc import Iterator

from sqlmodel import Session
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from forms.answers.keeping import from_json
from forms.page.blocks import Block, Facts, Grid, Heading, Items, Prose, Signs
from forms.page.laying import Layout, lay_out
from models.dates import show
from models.errors import Refused
from models.reading.records import RecordView, read_record
from tui.record.reading import form_called
from tui.screens.base import BACK, Room
from tui.widgets.line import Line
from tui.widgets.rows import Row, Rows


class CompareScreen(Room):
    """Two records, the earlier one on the left."""

    NAME = "Side by side"
    BINDINGS = [
        Binding("tab", "other", "the other one", key_display="Tab"),
        Binding("up,down,pageup,pagedown", "none", "scroll", key_display="↑ ↓"),
        Binding("enter", "open", "open", key_display="Enter"),
        BACK,
    ]
    DEFAULT_CSS = """
    CompareScreen #pair { height: 1fr; }
    CompareScreen #pair > Vertical { width: 1fr; }
    CompareScreen #left { margin: 0 1 0 0; }
    CompareScreen Line.title { background: $surface; }
    """

    def __init__(self, left: int, right: int) -> None:
        super().__init__()
        self._ids = (left, right)
        self._views: list[RecordView] = []

    def body(self) -> ComposeResult:
        """A title and the text, twice."""
        with Horizontal(id="pair"):
            for side in ("left", "right"):
                with Vertical(id=side):
                    yield Line(id=f"{side}-title", classes="title")
                    yield Rows((0,), id=f"{side}-text", empty="Nothing is written in it.")

    async def begin(self) -> None:
        """Let the left one have the keys."""
        self.query_one("#left-text", Rows).focus()

    async def reload(self) -> None:
        """Read both."""
        ids = self._ids

        def query(session: Session) -> list[RecordView]:
            return [read_record(session, one) for one in ids]

        views = await self.read_or_leave(query)
        if views is not None:
            self._views = views
            self.show_again()

    def show_again(self) -> None:
        """Show both as they are known."""
        self.show_frame()
        for side, view in zip(("left", "right"), self._views, strict=False):
            title = f" {show(view.line.day)} · {view.line.state}"
            self.query_one(f"#{side}-title", Line).show([(title, "strong")])
            self.query_one(f"#{side}-text", Rows).show(self._rows(view))

    def _rows(self, view: RecordView) -> list[Row]:
        if self.program.private:
            return [Row(("Words are not shown in projector mode.",), kind="note")]
        try:
            form = form_called(view.line.form)
            return list(text_rows(lay_out(Layout(form, from_json(view.answers, form)))))
        except Refused as refused:
            return [Row((str(refused),), kind="warn")]

    def action_other(self) -> None:
        """Let the other one have the keys."""
        left = self.query_one("#left-text", Rows)
        (self.query_one("#right-text", Rows) if left.has_focus else left).focus()

    def action_open(self) -> None:
        """Open the one that has the keys."""
        right = self.query_one("#right-text", Rows).has_focus
        record_id = self._ids[1 if right else 0]
        self.dismiss(None)
        self.program.open_record(record_id)


def text_rows(blocks: tuple[Block, ...]) -> Iterator[Row]:
    """Yield what is answered in a record as rows of text; what the form only prints is left out."""
    heading = ""
    for block in blocks:
        found = list(_rows_of(block))
        if isinstance(block, Heading):
            heading = block.text
        elif found:
            if heading:
                yield Row((heading,), kind="heading")
                heading = ""
            yield from found


def _rows_of(block: Block) -> Iterator[Row]:
    match block:
        case Facts(facts=facts):
            yield from (Row((f"{one.label} {one.text}",)) for one in facts if one.text)
        case Prose(label=label, text=text) if text:
            yield Row((label,), kind="quiet")
            yield from (Row((line,)) for line in text.split("\n") if line.strip())
        case Items(label=label, items=items, place=place) if items and place is not None:
            yield Row((label,), kind="quiet")
            yield from (Row((f"- {item}",)) for item in items)
        case Grid(header=header, rows=rows):
            for cells in rows:
                told = [
                    f"{name}: {cell.text}" if name else cell.text
                    for name, cell in zip(header, cells, strict=True)
                    if cell.text and not cell.printed
                ]
                if told:
                    yield Row(("; ".join(told),))
        case Signs(signs=signs):
            yield from (Row((f"{sign.label} {sign.text} {sign.date_text}",)) for sign in signs if sign.text)
        case _:
            return
