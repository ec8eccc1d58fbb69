"""The three ways an answer stands on a page: as text, as room to write in, as a control to fill in Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from exports.word.controls import (
    ASKING,
    CELL_DATE_PROMPT,
    CELL_PROMPT,
    CHOICE_PROMPT,
    DATE_PROMPT,
    LOCKED_CELL,
    LOCKED_PROMPT,
    TEXT_PROMPT,
    TICKED,
    UNTICKED,
    Control,
    Register,
)
from exports.word.paper import Paper
from exports.word.places import value_at
from exports.word.text import paragraph, paragraphs, run
from exports.word.xml import Xml, legal
from forms.answers.model import Row
from forms.answers.showing import said
from forms.page.blocks import Place
from forms.template.parts import Column, Field, shown_columns

NOTHING, NO_TICK = "Nothing recorded.", "None ticked."
EMPTY_CELL = "–"
_LINES_TO_WRITE_ON = 6
_LONGEST_PROMPT = 600
SPARE_ROWS = 2
"""How many empty rows a table that may grow gets for the one who fills it in Word."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One answer that a page asks for: where it belongs, the field or column, how it is called, what it says."""

    place: Place
    one: Field | Column
    words: tuple[str, ...]
    text: str = ""


class Fill(Protocol):
    """How answers stand on a page: ``blank`` leaves room for a pen, ``asks`` is true where they can be filled in."""

    blank: bool
    asks: bool

    def cell(self, asked: Asked, /) -> list[Xml]:
        """Return the paragraphs of a cell."""

    def prose(self, asked: Asked, /) -> list[Xml]:
        """Return the paragraphs of a long answer."""

    def ticks(self, asked: Asked, /) -> list[Xml]:
        """Return what is ticked, or what can be."""


@dataclass(slots=True)
class AsText:
    """Plain text: what a reading or a signed copy shows."""

    styles: Mapping[str, str]
    blank: bool = False
    asks: bool = False

    def cell(self, asked: Asked) -> list[Xml]:
        """Return the answer, a paragraph for each line; a dash where there is none."""
        return paragraphs(self.styles["cell"], asked.text) or [
            paragraph(self.styles["cell"], run(EMPTY_CELL))
        ]

    def prose(self, asked: Asked) -> list[Xml]:
        """Return the answer in its box."""
        return paragraphs(self.styles["answer"], asked.text) or [
            paragraph(self.styles["nothing"], run(NOTHING))
        ]

    def ticks(self, asked: Asked) -> list[Xml]:
        """Return what is ticked, each with a tick and the words set beside it."""
        ticked = [f"{TICKED} {text}" for text in asked.text.split("\n") if text]
        if not ticked:
            return [paragraph(self.styles["nothing"], run(NO_TICK))]
        return [paragraph(self.styles["tick"], run(text)) for text in ticked]


@dataclass(slots=True)
class AsRoom:
    """Room to write by hand, on a form that is printed."""

    styles: Mapping[str, str]
    blank: bool = True
    asks: bool = False

    def cell(self, asked: Asked) -> list[Xml]:
        """Return an empty cell, or the choices with a box before each."""
        options = asked.one.options if asked.one.kind == "choice" else ()
        if options:
            return [paragraph(self.styles["cell"], run(f"{UNTICKED} {option.label}")) for option in options]
        return [paragraph(self.styles["cell"])]

    def prose(self, _asked: Asked) -> list[Xml]:
        """Return a box with room for some lines."""
        return [paragraph(self.styles["answer"], run("\n" * (_LINES_TO_WRITE_ON - 1)), whole=True)]

    def ticks(self, asked: Asked) -> list[Xml]:
        """Return every choice with a box before it."""
        return [
            paragraph(self.styles["tick"], run(f"{UNTICKED} {option.label}")) for option in asked.one.options
        ]


@dataclass(slots=True)
class AsControls:
    """Controls to fill in Word. ``recipient`` is the party that gets the copy; what others fill is locked.

    Without a recipient nothing is locked.
    """

    styles: Mapping[str, str]
    paper: Paper
    recipient: str = ""
    register: Register = field(default_factory=Register)
    blank: bool = False
    asks: bool = True

    def __post_init__(self) -> None:
        self.register.prompt_style = self.styles["prompt"]

    def cell(self, asked: Asked) -> list[Xml]:
        """Return a cell with its control; actions have a line of controls each."""
        if asked.one.kind in ("actions", "shown"):
            return list(self._actions(asked))
        return [paragraph(self.styles["cell"], self._control(asked))]

    def prose(self, asked: Asked) -> list[Xml]:
        """Return the answer's control in its box."""
        return [paragraph(self.styles["answer"], self._control(asked))]

    def ticks(self, asked: Asked) -> list[Xml]:
        """Return a box to tick for every choice, with room for words beside it."""
        value = self.paper.answers.value(asked.place.key, asked.place.part)
        chosen = value if isinstance(value, dict) else {}
        return [self._tick(asked, option.code, option.label, chosen) for option in asked.one.options]

    def _control(self, asked: Asked) -> Xml:
        one, place = asked.one, asked.place
        value = value_at(self.paper.answers, place)
        kind = {"date": "date", "choice": "choice", "long": "long", "actions": "long"}.get(one.kind, "line")
        day = value if isinstance(value, date) else None
        text, locked = legal(said(one, value)), self._locked(place)
        return self.register.place(
            Control(
                place,
                self.register.name(*asked.words),
                kind,
                text,
                self._locked_prompt(one) if locked else self._prompt(one),
                locked,
                tuple(option.label for option in one.options) if kind == "choice" else (),
                day,
            )
        )

    def _tick(self, asked: Asked, code: str, label: str, chosen: Mapping[str, str]) -> Xml:
        place, locked = asked.place, self._locked(asked.place)
        box = Control(
            place._replace(row=code, column="tick"),
            self.register.name(*asked.words, label),
            "tick",
            TICKED if code in chosen else UNTICKED,
            locked=locked,
        )
        words = Control(
            place._replace(row=code, column="words"),
            self.register.name(*asked.words, f"{label} (words)"),
            "line",
            " ".join(legal(chosen.get(code, "")).split()),
            locked=locked,
        )
        content = (self.register.place(box), run(f" {label}: "), self.register.place(words))
        return paragraph(self.styles["tick"], *content)

    def _actions(self, asked: Asked) -> Iterator[Xml]:
        """Yield a paragraph for every action in a cell, and one for another; each part a control of its own."""
        column = asked.one
        of = column.of if isinstance(column, Column) and column.kind == "shown" else asked.place.column
        held = value_at(self.paper.answers, asked.place._replace(column=of))
        rows = [*held, Row("+1")] if isinstance(held, tuple) else [Row("+1")]
        parts = shown_columns(
            Column("", "", "actions", shows=column.shows if isinstance(column, Column) else ())
        )
        for number, action in enumerate(rows, start=1):
            content: list[Xml] = []
            for part in parts:
                place = asked.place._replace(row=f"{asked.place.row}/{action.id}", column=f"{of}/{part.key}")
                content.append(run(f"{'; ' if content else ''}{part.line}: "))
                words = (*asked.words, f"action {number}, {part.line.lower()}")
                content.append(self._control(Asked(place, part, words)))
            yield paragraph(self.styles["cell"], *content)

    def _locked(self, place: Place) -> bool:
        return bool(self.recipient) and self.recipient not in self.paper.form.who_fills(place.key)

    def _locked_prompt(self, one: Field | Column) -> str:
        """Return what stands in an empty field that can't be written in: nothing asks anybody to write there."""
        if isinstance(one, Column):
            return LOCKED_CELL
        asks = one.placeholder.startswith(ASKING)
        return one.placeholder if one.placeholder and not asks else LOCKED_PROMPT

    def _prompt(self, one: Field | Column) -> str:
        """Return what stands where nothing was written: the printed form's own words, else our prompts."""
        if isinstance(one, Field) and one.placeholder:
            return one.placeholder
        if isinstance(one, Column) and one.kind != "choice":
            return CELL_DATE_PROMPT if one.kind == "date" else CELL_PROMPT
        if one.kind in ("date", "choice"):
            return DATE_PROMPT if one.kind == "date" else CHOICE_PROMPT
        if one.kind == "time":
            return "Click or tap to write a time, such as 14:30."
        policies = self.paper.form.policies
        told = " ".join(prompt.on_paper for prompt in one.prompts if prompt.is_asked(policies))
        return legal(f"{TEXT_PROMPT} {told}"[:_LONGEST_PROMPT]).strip() if one.kind == "long" else TEXT_PROMPT
