"""What people type into a field or a cell, read to a plain value; ValueError says what would be understood."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from forms.answers.model import Ticks, Value
from forms.answers.times import read_time
from forms.template.kinds import LINE_KINDS, PRINTED_KINDS
from forms.template.parts import Column, Field, Option
from models.typed_dates import read_date
from models.words import MAX_LINE, clean_line, clean_text


def tidy(text: str) -> str:
    """Return a person's words as they are kept: cleaned, line ends as one, letters composed."""
    return unicodedata.normalize("NFC", clean_text(text))


def read_typed(one: Field | Column, typed: str, today: date) -> Value | None:
    """Read what was typed into a field or cell; None for nothing. Raises ValueError with a sentence.

    Tables are not typed as a whole: their cells are.
    """
    text = tidy(typed) if one.kind == "long" else unicodedata.normalize("NFC", clean_line(typed))
    if not text.strip():
        return None
    if one.kind == "long":
        return text
    return _TYPED[one.kind](one, text, today)


def as_typed(raw: Any) -> str:
    """Return a plain value of JSON or TOML as it would be typed."""
    if isinstance(raw, bool):
        return "yes" if raw else "no"
    if isinstance(raw, datetime):
        raise ValueError("a date or a time is expected here, not both in one")
    if isinstance(raw, date | time):
        return raw.isoformat() if isinstance(raw, date) else f"{raw:%H:%M}"
    if isinstance(raw, str | int | float):
        return str(raw)
    raise ValueError("a text is expected here" if raw is not None else "nothing stands here; leave it out")


def read_ticks(options: Sequence[Option], raw: Any) -> Ticks:
    """Read ticks: a list of codes, or a table of codes with the words set beside them."""
    if isinstance(raw, str):
        raw = [part for part in raw.split(",") if part.strip()]
    if isinstance(raw, list):
        raw = dict.fromkeys((str(each) for each in raw), "")
    if not isinstance(raw, Mapping):
        raise ValueError("a list of what is ticked is expected here, or a table of it with words")
    chosen = {_code(options, str(name)): tidy(as_typed(words)) for name, words in raw.items()}
    return {option.code: chosen[option.code] for option in options if option.code in chosen}


def _code(options: Sequence[Option], typed: str) -> str:
    """Return the code of the option that was typed: its code, its label, or the only one so begun."""
    wanted = clean_line(typed).casefold()
    for option in options:
        if wanted in (option.code.casefold(), option.label.casefold()):
            return option.code
    begun = [option.code for option in options if wanted and option.label.casefold().startswith(wanted)]
    if len(begun) == 1:
        return begun[0]
    raise ValueError(f"choose one of: {', '.join(option.label for option in options)}")


def _line(_one: Field | Column, text: str, _today: date) -> Value:
    if len(text) > MAX_LINE:
        raise ValueError(f"this is one line of at most {MAX_LINE} characters")
    return text


def _date(one: Field | Column, text: str, today: date) -> Value:
    return read_date(text, today, past=isinstance(one, Field) and one.past)


def _time(_one: Field | Column, text: str, _today: date) -> Value:
    return read_time(text)


def _choice(one: Field | Column, text: str, _today: date) -> Value:
    return _code(one.options, text)


def _several(one: Field | Column, text: str, _today: date) -> Value:
    return read_ticks(one.options, text)


def _no_text(one: Field | Column, _text: str, _today: date) -> Value:
    raise ValueError(
        f"a {'printed cell' if one.kind in ('printed', 'shown') else 'table'} is not typed as one text"
    )


_TYPED: dict[str, Callable[[Field | Column, str, date], Value]] = {
    **dict.fromkeys(LINE_KINDS, _line),
    **dict.fromkeys(("rows", "actions", "printed", "shown", *PRINTED_KINDS), _no_text),
    "date": _date,
    "time": _time,
    "choice": _choice,
    "ticks": _several,
}
