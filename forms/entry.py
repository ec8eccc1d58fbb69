"""Entry by hand: the fields of a small form, and how what was typed into them is read.

A form is data: fields in order, each with a kind and a label. Reading gives values or, for each field
that cannot be read, a sentence to show beside it. No screen is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from models.dates import show
from models.typed_dates import read_date
from models.words import clean_line

Kind = Literal["line", "date", "choice", "number", "share", "yes_no"]
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, label and kind; the hint beside it; what it holds to begin with.

    ``choices`` are (code, label) pairs; those of a ``line`` are only offered, and anything may be typed. ``past`` makes
    a date without a year the latest such day. Where the hint hangs on what is chosen in another field, ``hints_by``
    names that and ``hints`` says it for each code.
    """

    name: str
    label: str
    kind: Kind = "line"
    required: bool = False
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    initial: str = ""
    past: bool = True
    hints_by: str = ""
    hints: tuple[Choice, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryForm:
    """A form by hand: what it is for, its fields, and the key under which its draft is kept."""

    key: str
    title: str
    fields: tuple[Field, ...]
    note: str = ""

    def filled(self, answers: Mapping[str, str]) -> EntryForm:
        """Return the form with other beginnings in its fields."""
        fields = tuple(replace(one, initial=answers.get(one.name, one.initial)) for one in self.fields)
        return replace(self, fields=fields)


@dataclass(frozen=True, slots=True)
class Answers:
    """What was read from a form: the values by field name, and a sentence for each field that is wrong."""

    values: dict[str, Any] = field(default_factory=dict)
    wrong: dict[str, str] = field(default_factory=dict)


def read_answers(form: EntryForm, typed: Mapping[str, str], today: date) -> Answers:
    """Read everything typed into a form. An empty field that is not required reads as None or ``""``."""
    answers = Answers()
    for one in form.fields:
        try:
            answers.values[one.name] = read_field(one, typed.get(one.name, ""), today)
        except ValueError as mistake:
            answers.wrong[one.name] = str(mistake)
    return answers


def read_field(one: Field, typed: str, today: date) -> Any:
    """Read one field; raise ValueError with a sentence that stands beside it."""
    text = clean_line(typed)
    if not text:
        if one.required:
            raise ValueError("this is needed")
        return "" if one.kind in ("line", "choice") else None
    return _READERS[one.kind](one, text, today)


def say_back(one: Field, typed: str, today: date) -> str:
    """Return how a typed date is understood (``Tue 24 Nov 2026``), or which choice is meant by a part of it."""
    if not clean_line(typed):
        return ""
    if one.kind == "choice":
        found = meant(one.choices, typed)
        return found[1] if found is not None and found[1].casefold() != typed.strip().casefold() else ""
    if one.kind != "date":
        return ""
    try:
        return show(read_field(one, typed, today))
    except ValueError:
        return ""


def hint_of(form: EntryForm, one: Field, typed: Mapping[str, str], today: date) -> str:
    """Return a field's hint: that for what is chosen in the field it hangs on, where there is such."""
    by = next((each for each in form.fields if each.name == one.hints_by), None)
    if by is None:
        return one.hint
    try:
        return dict(one.hints).get(read_field(by, typed.get(by.name, ""), today), one.hint)
    except ValueError:
        return one.hint


def offered(names: Sequence[str]) -> tuple[Choice, ...]:
    """Return what a line offers to be picked: names, which stand for themselves."""
    return tuple((name, name) for name in names)


def choices_of(coded: Sequence[Any]) -> tuple[Choice, ...]:
    """Return pick-list entries for what a pack names: objects with a code and a label."""
    return tuple((one.code, one.label) for one in coded)


def fitting(choices: Sequence[Choice], text: str) -> list[Choice]:
    """Return the choices that fit a text: those that begin with it first; all of them while one is filled in whole.

    A code such as ``CP``, as tiles show it, fits as well as its words; a row's number in the store is none.
    """
    typed = text.strip().casefold()
    if not typed or any(typed == label.casefold() for _, label in choices):
        return list(choices)
    begin = [choice for choice in choices if choice[1].casefold().startswith(typed)]
    coded = [choice for choice in choices if typed == choice[0].casefold() and not typed.isdigit()]
    inside = [choice for choice in choices if typed in choice[1].casefold()]
    return list(dict.fromkeys([*begin, *coded, *inside]))


def meant(choices: Sequence[Choice], text: str) -> Choice | None:
    """Return the one choice that a text means; None where it may mean several, or none.

    One that it names whole, by its words or its code; else the only one that begins with it; else, where none
    does, the only one that has it in it.
    """
    typed = text.strip().casefold()
    if not typed:
        return None
    whole = [one for one in choices if typed == one[1].casefold()]
    coded = [one for one in choices if typed == one[0].casefold() and not typed.isdigit()]
    if whole or coded:
        return (whole or coded)[0]
    fit = fitting(choices, typed)
    begun = [one for one in fit if one[1].casefold().startswith(typed)]
    return (begun or fit)[0] if len(begun or fit) == 1 else None


def _line(_one: Field, text: str, _today: date) -> str:
    return text


def _date(one: Field, text: str, today: date) -> date:
    return read_date(text, today, past=one.past)


def _choice(one: Field, text: str, _today: date) -> str:
    found = meant(one.choices, text)
    if found is None:
        raise ValueError("choose one from the list")
    return found[0]


def _number(_one: Field, text: str, _today: date) -> int:
    if not re.fullmatch(r"\d{1,6}", text):
        raise ValueError("a whole number")
    return int(text)


def _share(_one: Field, text: str, _today: date) -> float:
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*(%?)", text)
    if not found:
        raise ValueError("full time is 1, half time 0.5 or 50%")
    share = float(found[1]) / (100 if found[2] else 1)
    if not 0 < share <= 1:
        raise ValueError("more than 0 and at most 1 (full time)")
    return share


def _yes_no(_one: Field, text: str, _today: date) -> bool:
    if text.casefold() in ("yes", "y", "true", "1"):
        return True
    if text.casefold() in ("no", "n", "false", "0"):
        return False
    raise ValueError("yes or no")


_READERS: dict[str, Callable[[Field, str, date], Any]] = {
    "line": _line,
    "date": _date,
    "choice": _choice,
    "number": _number,
    "share": _share,
    "yes_no": _yes_no,
}
