"""Where an agenda goes over to running its session."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import Footprint


async def run_sitting(program: Footprint, supervision_ids: Sequence[int]) -> None:
    """Run the sessions of a sitting."""
    if find_spec("tui.session_running") is None:
        program.notify("Running a session is not there yet. Its page (m) records it as held.")
        return
    await import_module("tui.session_running").run_sitting(program, supervision_ids)
