"""Walking through an open record by keys, from section to section, and typing into its places."""

from __future__ import annotations

import time

from tests.terminal.probe import PATIENCE, Probe


def write(probe: Probe, *texts: str) -> None:
    """Type into one place after the other, with Tab between."""
    for number, text in enumerate(texts):
        if number:
            probe.send("tab")
        probe.type(text)
        probe.settle(0.05)


def stands_in(probe: Probe) -> tuple[int, str]:
    """Return the row of the section that is marked on the left, and what stands there."""
    lines = probe.text.splitlines()
    return next(((row, line[:27]) for row, line in enumerate(lines) if line.startswith(">")), (0, ""))


def on(probe: Probe) -> None:
    """Walk one section on, and wait until it is marked."""
    before = stands_in(probe)[0]
    probe.send("right")
    deadline = time.monotonic() + PATIENCE
    while stands_in(probe)[0] == before and time.monotonic() < deadline:
        probe.settle(0.05)


def to_section(probe: Probe, name: str) -> None:
    """Walk on to a section with the arrow."""
    probe.settle()
    for _ in range(20):
        if stands_in(probe)[1].startswith(f">{name}"):
            return
        on(probe)
    raise AssertionError(f"there is no section {name}:\n{probe.text}")
