"""Where an agenda goes over to running its session: loaded only then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import Footprint


async def run_sitting(program: Footprint, supervision_ids: Sequence[int]) -> None:
    """Run the sessions of a sitting."""
    from tui import session_running

    await session_running.run_sitting(program, supervision_ids)
