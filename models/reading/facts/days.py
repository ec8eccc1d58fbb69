"""Days out of the store, fast: ten thousand children share a few thousand days, so each is read once."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, type_coerce

ONE = timedelta(days=1)


class _Days(dict[str, date]):
    """Days by their text; a text that has not been met yet is read on the way."""

    def __missing__(self, text: str) -> date:
        found = self[text] = date.fromisoformat(text)
        return found


class _DaysAfter(dict[str, date]):
    """The day after each day by its text."""

    def __missing__(self, text: str) -> date:
        found = self[text] = DAYS[text] + ONE
        return found


DAYS, DAYS_AFTER = _Days(), _DaysAfter()


def as_text(column: Any) -> ColumnElement[str]:
    """Return a column of days as the text it is stored as."""
    return type_coerce(column, String)


def day_of(text: str | None) -> date | None:
    """Return the day of a stored text."""
    return None if text is None else DAYS[text]
