"""The programs that are measured, each started in a real terminal: the bare app, and Footprint over a store."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from tests.benchmarks.stores import PASSPHRASE, Made
from tests.terminal.measure import Press, press
from tests.terminal.probe import Probe

SIZE = (160, 48)
PEERS = Path(__file__).with_name("peers")
BOARD = "Closing/transferring"
LOCKED = "Type your passphrase"


def bare(peer: str = "bare") -> Probe:
    """Start a bare Textual app."""
    return Probe([sys.executable, str(PEERS / f"{peer}.py")], SIZE)


def footprint(made: Made, size: tuple[int, int] = SIZE, *more: str) -> Probe:
    """Start Footprint over a store, as its own command does, with further options."""
    command = Path(sys.executable).with_name("footprint")
    start = [str(command)] if command.exists() else [sys.executable, "-m", "tui"]
    config = made.place.folder.parent / "config"
    return Probe(
        [*start, "--store", str(made.place.folder), *more], size, env={"FOOTPRINT_CONFIG": str(config)}
    )


def unlock(probe: Probe) -> Press:
    """Unlock a program that shows its unlock screen; return how long the board took from Enter on."""
    probe.wait(LOCKED)
    rest(probe)
    probe.type(PASSPHRASE)
    probe.settle()
    return press(probe, "enter", BOARD, timeout=30)


def rest(probe: Probe, quiet: float = 0.5, timeout: float = 30.0) -> None:
    """Wait until the program has written nothing and used no processor for so many seconds."""
    deadline = time.perf_counter() + timeout
    used = -1.0
    while probe.usage().processor != used and time.perf_counter() < deadline:
        used = probe.usage().processor
        time.sleep(quiet)
        probe.settle(0.05)
