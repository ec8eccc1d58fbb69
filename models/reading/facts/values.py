"""A stored word as the fact it is: yes or no, a number, a date, a word or several."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.dates import iso_day

_NO = frozenset({"no", "false", "0"})


def fact_of(shape: str, value: str, day: date) -> Any:
    """Return what a stored value says in the shape a fact has; None where it says nothing of that shape.

    A fact without a value is true, or is the day on which it began. Several words stand between ``;``.
    """
    text = value.strip()
    match shape:
        case "yes/no":
            return text.casefold() not in _NO
        case "number":
            return _number(text)
        case "date" | "moment":
            return iso_day(text) if text else day
        case "word":
            return text or None
        case "words":
            words = tuple(word.strip() for word in text.split(";") if word.strip())
            return words or None
        case _:
            return None


def _number(text: str) -> int | float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return int(found) if found.is_integer() else found
