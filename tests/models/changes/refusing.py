"""Asserting that a change is refused, in a clear sentence, with nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from models.errors import Refused
from models.store.change import Change
from models.store.store import Store
from tests import made


def refused(store: Store, function: Callable[[Change], object], says: str, today: date = made.TODAY) -> None:
    """Assert that a change is refused with these words, ends as a sentence does, and left no trace."""
    before, lines = made.dump(store), made.trail_rows(store)
    with pytest.raises(Refused, match=says) as found:
        made.do(store, function, today)
    sentence = str(found.value)
    assert sentence[0].isupper() or not sentence[0].isalpha()
    assert sentence.endswith((".", "”."))
    assert made.dump(store) == before
    assert made.trail_rows(store) == lines
