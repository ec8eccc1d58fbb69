"""Keys as people call them, and which keys of a screen do something now."""

from __future__ import annotations

from collections import Counter
from typing import Any

from textual.binding import Binding, BindingType
from textual.screen import Screen


def said_keys(screen: Screen[Any]) -> list[BindingType]:
    """Return the keys of a screen; of two things on one key, the one that it does now."""
    keys = Counter(one.key for one in screen.BINDINGS if isinstance(one, Binding))
    return [
        one
        for one in screen.BINDINGS
        if not isinstance(one, Binding)
        or keys[one.key] == 1
        or screen.check_action(one.action.partition("(")[0], ()) is not False
    ]


def spoken(key: str) -> str:
    """Return a key as people call it: ``<`` for ``less_than_sign``."""
    names = {
        "less_than_sign": "<",
        "greater_than_sign": ">",
        "left_square_bracket": "[",
        "right_square_bracket": "]",
        "slash": "/",
        "question_mark": "?",
        "plus": "+",
        "minus": "-",
    }
    first = key.partition(",")[0]
    if first in names or len(first) == 1:
        return names.get(first, first)
    return first.title().replace("Pageup", "PgUp").replace("Pagedown", "PgDn")
