"""A section of a record as lines to draw: labels as printed, answers below or beside them, and where each stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from rich.cells import cell_len

from forms.answers.conditions import shown
from forms.answers.model import Answers, is_empty
from forms.answers.showing import said
from forms.page.blocks import Place
from forms.template.form import Form, Section
from forms.template.kinds import SHORT_KINDS
from forms.template.parts import Field
from tui.drawing import plain, wrap
from tui.record.answering import value_at
from tui.record.stops import Stop, rows_shown, stops_of
from tui.widgets.line import Part

HIDDEN = "not shown in projector mode"
NOTHING = "·"
_SIGNED = "not signed: s, once it is complete"


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line: its parts, and the number of the stop it belongs to."""

    parts: tuple[Part, ...]
    stop: int | None = None


@dataclass(frozen=True, slots=True)
class Box:
    """Where a stop's answer stands: its first line, how many lines it takes, and how far it is set in."""

    line: int
    height: int
    indent: int


@dataclass(slots=True)
class Page:
    """A section laid out: lines, stops, and where the answer of each stop stands."""

    lines: list[SheetLine] = field(default_factory=list)
    stops: list[Stop] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a section is drawn: how wide, whether others may be looking, and whose part to name above it."""

    width: int
    private: bool = False
    whose: str = ""


def lay_section(
    form: Form,
    answers: Answers,
    section: Section,
    part: str,
    manner: Manner,
    known: Sequence[Stop] | None = None,
) -> Page:
    """Return a section of a record laid out for a width; its stops are worked out where they are not ``known``."""
    layer = _Layer(answers, part, manner)
    if manner.whose:
        layer.words(f"{manner.whose}: {section.name}", "strong")
    if section.heading:
        layer.words(section.heading, "heading")
    for text in section.says:
        layer.words(text, "quiet")
    if section.sic:
        layer.words(f"Printed so: {section.sic}", "quiet")
    found = stops_of(form, answers, section, part) if known is None else known
    stops = {stop.place: stop for stop in found}
    for one in section.fields:
        if shown(form, section, one, answers, part):
            layer.field(form, one, stops)
    return layer.page


class _Layer:
    """Lines being laid, one below the other."""

    def __init__(self, answers: Answers, part: str, manner: Manner) -> None:
        self.page = Page()
        self._answers = answers
        self._part = part
        self._manner = manner

    # -- what the form prints --------------------------------------------------------------------

    def words(self, text: str, ink: str, indent: int = 0) -> None:
        """Lay printed words, wrapped."""
        for line in paragraphs(text, self._manner.width - 2 - indent):
            self._line((" " * (2 + indent) + line, ink))

    def field(self, form: Form, one: Field, stops: dict[Place, Stop]) -> None:
        """Lay one field."""
        if one.under:
            self.gap()
            self.words(one.under, "strong")
        match one.kind:
            case "head":
                self.gap()
                self.words(one.label, "heading")
            case "note" | "clauses" | "list":
                self._printed(form, one)
            case "ticks":
                self.gap()
                self.words(one.name, "strong")
                for option in one.options:
                    self._option(stops[Place(one.key, self._part, option.code)])
            case "rows" | "actions":
                self._table(one, stops)
            case _:
                stop = stops[Place(one.key, self._part)]
                if stop.kind == "signature":
                    self._signature(stop)
                else:
                    self._answer(stop, one.caption or one.name if not one.joined else one.name)
        if one.sic:
            self.words(f"Printed so: {one.sic}", "quiet", 2)

    def gap(self) -> None:
        """Leave a line free, where none is yet."""
        if self.page.lines and self.page.lines[-1].parts:
            self.page.lines.append(SheetLine(()))

    def _printed(self, form: Form, one: Field) -> None:
        self.gap()
        if one.label:
            self.words(one.label, "strong")
        texts = self._clauses(form, one) if one.kind == "clauses" else one.text
        for number, text in enumerate(texts, start=1):
            mark = f"{number}. " if one.kind == "list" else "- " if one.bullets else ""
            self.words(f"{mark}{text}", "quiet", 0)

    def _clauses(self, form: Form, one: Field) -> Sequence[str]:
        from forms.clauses import fill_clause  # brings jinja: only forms with clauses pay for it
        from forms.page.filling import blanks_of, short_answers

        filling = {} if self._manner.private else short_answers(form, self._answers.values)
        return [fill_clause(clause, filling, blanks_of(form)) for clause in one.text]

    # -- what is answered ------------------------------------------------------------------------

    def _answer(self, stop: Stop, label: str, indent: int = 0) -> None:
        """Lay an answer: a short one beside its label, a long one below it."""
        stop_id = self._stop(stop)
        text = self._said(stop)
        column = indent + min(30, max(16, self._manner.width // 3))
        room = max(8, self._manner.width - column)
        short = stop.kind in SHORT_KINDS or (indent and "\n" not in text and cell_len(text) <= room)
        if short and cell_len(label) <= column - indent - 3:
            lines = paragraphs(text, room) if text else [NOTHING]
            head = " " * (2 + indent) + label
            self._line((head.ljust(column), ""), (lines[0], "strong" if text else "quiet"), stop=stop_id)
            for line in lines[1:]:
                self._line((" " * column + line, "strong"), stop=stop_id)
            self.page.boxes.append(Box(len(self.page.lines) - len(lines), len(lines), column))
            return
        if not indent and stop.kind == "long":
            self.gap()
        for line in paragraphs(label, self._manner.width - 2 - indent):
            self._line((" " * (2 + indent) + line, ""), stop=stop_id)
        inner = indent + 4
        lines = paragraphs(text, max(8, self._manner.width - inner)) if text else [NOTHING]
        for line in lines:
            self._line((" " * inner + line, "strong" if text else "quiet"), stop=stop_id)
        self.page.boxes.append(Box(len(self.page.lines) - len(lines), len(lines), inner))

    def _option(self, stop: Stop) -> None:
        stop_id = self._stop(stop)
        assert stop.option is not None
        words = value_at(self._answers, stop.place)
        ticked = isinstance(words, str)
        said = HIDDEN if self._manner.private and words else str(words or "")
        head, room = f"  [{'x' if ticked else ' '}] ", max(8, self._manner.width - 6)
        for line in paragraphs(stop.option.label, room):
            self._line((head + line, "strong" if ticked else ""), stop=stop_id)
            head = " " * 6
        lines = paragraphs(said, room) if said else []
        for line in lines:
            self._line((" " * 6 + line, ""), stop=stop_id)
        self.page.boxes.append(Box(len(self.page.lines) - len(lines), len(lines), 6))

    def _signature(self, stop: Stop) -> None:
        stop_id = self._stop(stop)
        one = stop.field
        assert one is not None
        text = self._said(stop)
        head, said, ink = f"  {one.caption or one.name} ", text or _SIGNED, "" if text else "quiet"
        if cell_len(head + said) <= self._manner.width:
            self._line((head, ""), (said, ink), stop=stop_id)
            self.page.boxes.append(Box(len(self.page.lines) - 1, 1, 2))
            return
        for line in paragraphs(head.strip(), self._manner.width - 2):
            self._line((f"  {line}", ""), stop=stop_id)
        lines = paragraphs(said, self._manner.width - 4)
        for line in lines:
            self._line((f"    {line}", ink), stop=stop_id)
        self.page.boxes.append(Box(len(self.page.lines) - len(lines), len(lines), 4))

    def _table(self, one: Field, stops: dict[Place, Stop]) -> None:
        self.gap()
        if one.caption:
            self.words(one.caption, "strong")
        mine = [stop for stop in stops.values() if stop.place.key == one.key]
        for number, (row, printed) in enumerate(rows_shown(one, self._answers, self._part), start=1):
            label = printed.label if printed else f"{number}."
            self.words(label, "strong" if printed else "quiet", 2)
            for stop in mine:
                if stop.place.row.partition("/")[0] == row.id:
                    self._cell(stop)
        for stop in mine:
            if stop.kind == "add" and not stop.place.row:
                self._add(stop, "action" if one.kind == "actions" else "row", 2)

    def _cell(self, stop: Stop) -> None:
        if stop.kind == "add":
            self._add(stop, "action here", 4)
        else:
            assert stop.column is not None
            self._answer(stop, stop.column.line, 6 if "/" in stop.place.row else 4)

    def _add(self, stop: Stop, what: str, indent: int) -> None:
        stop_id = self._stop(stop)
        self._line(
            (" " * (2 + indent) + f"+ add an {what}".replace("an row", "a row"), "quiet"), stop=stop_id
        )
        self.page.boxes.append(Box(len(self.page.lines) - 1, 1, 2 + indent))

    # -- within ----------------------------------------------------------------------------------

    def _said(self, stop: Stop) -> str:
        value = value_at(self._answers, stop.place)
        asks = stop.asks
        text = "" if is_empty(value) or asks is None else said(asks, value)
        return HIDDEN if text and self._manner.private else text

    def _stop(self, stop: Stop) -> int:
        self.page.stops.append(stop)
        return len(self.page.stops) - 1

    def _line(self, *parts: Part, stop: int | None = None) -> None:
        self.page.lines.append(SheetLine(parts, stop))


def paragraphs(text: str, width: int) -> list[str]:
    """Return a person's text in lines: each of its own lines wrapped, empty ones kept."""
    return list(_paragraphs(text, max(4, width)))


@lru_cache(maxsize=512)
def _paragraphs(text: str, width: int) -> tuple[str, ...]:
    return tuple(line for each in text.split("\n") for line in (wrap(plain(each), width) or [""]))


def numbered(lines: Iterable[SheetLine], stop: int) -> Iterator[int]:
    """Yield the numbers of the lines that belong to a stop."""
    return (number for number, line in enumerate(lines) if line.stop == stop)
