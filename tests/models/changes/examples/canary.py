"""The words that must never reach the trail, and what every example takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from models.policy.load import load_pack
from models.policy.pack import Pack
from models.store.change import Change

CANARY = "Zebedee Quicksilver"
Example = Callable[[Change], object]


@cache
def kent() -> Pack:
    """The pack of the small team's policy."""
    return load_pack("kent")
