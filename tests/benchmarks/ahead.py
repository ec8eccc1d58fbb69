"""Keys that are pressed before the program is ready for them: from the first paint on, none may be lost."""

from __future__ import annotations

from tests.benchmarks.programs import LOCKED, footprint
from tests.benchmarks.rows import Row, Settings
from tests.benchmarks.stores import PASSPHRASE, Made, make
from tests.terminal.keys import names

_TILES = 200
_SEARCH = "4000123"
_KEYS = [*names(PASSPHRASE), "enter", "right", "right", "down", "left", "/", *names(_SEARCH), "enter"]


def run(settings: Settings) -> list[Row]:
    """Start so often, press everything at once at the first paint, and see what became of it."""
    made = make(settings.folder, _TILES)
    arrived = [_arrived(made) for _ in range(settings.rounds)]
    measured = f"{len(_KEYS)} keys in one go: all arrived in {sum(arrived)} of {len(arrived)} starts"
    return [Row("keys pressed from the first paint on", "none lost", measured, "none lost", met=all(arrived))]


def _arrived(made: Made) -> bool:
    """Say whether every key did what it is there for: unlocked the store, and narrowed the board."""
    with footprint(made) as probe:
        probe.wait(LOCKED)
        probe.send(_KEYS)
        try:
            probe.wait(f"“{_SEARCH}”: 1 of {_TILES}", timeout=15)
        except TimeoutError:
            return False
        return True
