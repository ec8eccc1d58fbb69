"""Commands of handing over, leaving and quality assurance, found by name in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.app import Footprint


def handovers(program: Footprint) -> None:
    """Open the handovers."""
    program.open_handovers()


def hand_over(program: Footprint) -> None:
    """Begin a handover: of the practitioner whose page is open, or of whoever is chosen."""
    program.open_handovers(getattr(program.screen, "practitioner_number", ""))


QUALITY_COMMANDS = (
    ("Handovers", "Supervision or work handed over, acknowledged item by item", handovers),
    ("Hand over", "Someone's supervision to another supervisor, or their work to another", hand_over),
)
