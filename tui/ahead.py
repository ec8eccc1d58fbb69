"""What the screen in front leads to, loaded and made while it is looked at: its first opening waits for nothing."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.policy import Pack
    from tui.app import Footprint

FOUND_BY_NAME = {
    "handovers": "HandoversScreen",
    "leavers": "LeaversScreen",
    "quality": "QualityScreen",
    "themes": "ThemesScreen",
}
"""Pages without a key of their own, which are found by name in the palette: each module, and its screen."""
FROM_THE_PALETTE = tuple(f"tui.screens.{name}" for name in FOUND_BY_NAME)


async def nothing_more() -> None:
    """Make nothing."""


def load_ahead(
    program: Footprint, modules: Sequence[str], then: Callable[[], Awaitable[None]] = nothing_more
) -> None:
    """Load modules once the screen in front is painted, then make what is opened first.

    Not before a screen that leads there is gone to: many a sitting never leaves the board.
    """
    wanted = tuple(modules)
    if program.desk.is_open and wanted not in program.loaded_ahead:
        program.loaded_ahead.add(wanted)
        program.once_painted(lambda: program.run_worker(_load_then(program, wanted, then)))


async def _load_then(program: Footprint, modules: Sequence[str], then: Callable[[], Awaitable[None]]) -> None:
    if await asyncio.to_thread(_load, modules, program.desk.pack):
        gc.collect()
        gc.freeze()  # what was loaded stays: nobody waits for it to be looked through at some later key
    if program.desk.is_open:
        await then()


def _load(modules: Sequence[str], pack: Pack) -> bool:
    """Load modules, and the forms that a practitioner's page needs; return whether one was new."""
    new = [module for module in modules if module not in sys.modules]
    for module in new:
        import_module(module)
    if "tui.person_reading" in sys.modules:
        from tui.person_reading import person_forms

        person_forms(pack)
    return bool(new)
