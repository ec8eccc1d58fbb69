"""What the screen in front leads to, loaded while it is looked at: its first opening is as quick as the next."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.policy import Pack
    from tui.app import Footprint


def load_ahead(program: Footprint) -> None:
    """Load what a practitioner's page and settling a due thing need, once the screen in front is painted.

    Not before a screen that leads there is gone to: many a sitting never leaves the board.
    """
    if program.desk.is_open and not program.loaded_ahead:
        program.loaded_ahead = True
        pack = program.desk.pack
        program.once_painted(lambda: program.run_worker(asyncio.to_thread(_load, pack)))


def _load(pack: Pack) -> None:
    import tui.screens.person
    import tui.settling  # noqa: F401
    from tui.person_reading import person_forms

    person_forms(pack)
