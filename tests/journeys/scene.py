"""A machine of one's own for a scene: a folder for the store and the settings, the command line, the terminal."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.made import ROOT

if TYPE_CHECKING:
    from tests.terminal.probe import Probe

COMMAND = [sys.executable, "-c", "from tui.main import run; run()"]
"""What ``footprint`` runs, with the Python of these tests."""
DAY = "2026-11-21"
MOVED = re.compile(r"(?P<number>\d+) \S+ moved (?:back )?to (?P<stage>\d)")
"""What the status line says of a move once it is saved."""
BOARD = r"more below|Nothing in this stage|discuss by|moving|STUCK|slow"


@dataclass(frozen=True, slots=True)
class Machine:
    """A computer on which Footprint is used: everything it keeps lies below ``folder``.

    ``today`` is handed to every command, if it is given.
    """

    folder: Path
    today: str = ""

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.folder / "store"

    @property
    def environment(self) -> dict[str, str | None]:
        """The variables that keep everything below the folder; no passphrase comes from outside."""
        own = {"FOOTPRINT_CONFIG": str(self.folder / "config"), "FOOTPRINT_STORE": str(self.store)}
        none: dict[str, str | None] = {"FOOTPRINT_PASSPHRASE": None, "FOOTPRINT_RECOVERY_KEY": None}
        return {**none, **own}

    def command(self, *arguments: str) -> list[str]:
        """Return the whole command."""
        return [*COMMAND, *arguments, *(("--today", self.today) if self.today else ())]

    def run(
        self, *arguments: str, env: Mapping[str, str] | None = None, code: int = 0
    ) -> subprocess.CompletedProcess[str]:
        """Run a command and return what it printed; fail the test at another exit code."""
        wanted = {**os.environ, **self.environment, **(env or {})}
        done = subprocess.run(
            self.command(*arguments),
            capture_output=True,
            text=True,
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            env={name: value for name, value in wanted.items() if value is not None},
        )
        assert done.returncode == code, f"{arguments}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done

    @contextmanager
    def at_the_terminal(
        self, *arguments: str, size: tuple[int, int] = (120, 40), env: Mapping[str, str | None] | None = None
    ) -> Iterator[Probe]:
        """Run a command in a terminal; leaving the block kills what still runs."""
        from tests.terminal.probe import Probe  # Windows has no such terminal, and collects these files too

        with Probe(
            self.command(*arguments), size, env={**self.environment, **(env or {})}, cwd=ROOT
        ) as probe:
            yield probe

    def stages(self, *arguments: str, env: Mapping[str, str] | None = None) -> dict[str, int]:
        """Return the stage of each child by number, as ``footprint board --json`` has it."""
        board = json.loads(self.run("board", "--json", *arguments, env=env).stdout)
        return {
            child["number"]: stage["number"]
            for stage in board["stages"]
            for tile in stage["tiles"]
            for child in tile["children"]
        }

    def copy_to(self, folder: Path) -> Machine:
        """Return a machine of its own with the same store."""
        shutil.copytree(self.store, folder / "store")
        return Machine(folder, self.today)


def open_board(probe: Probe, passphrase: str = "") -> None:
    """Unlock, if there is a passphrase, and wait for the board."""
    if passphrase:
        probe.wait("Type your passphrase")
        probe.type(passphrase)
        probe.send("enter")
    probe.wait(BOARD)
    probe.settle()


def status(probe: Probe) -> str:
    """Return the board's status line: the one above the hints."""
    return probe.text.split("\n")[-2]


def leave(probe: Probe) -> None:
    """Leave by keys; nothing else may be needed, and the exit code is 0."""
    before = probe.text
    ending = probe.close()
    assert (ending.how, ending.code) == ("ctrl+q", 0), f"{ending}\n{before}\n{probe.text}"


def names_in(machine: Machine) -> Any:
    """Return the names of all practitioners on the board."""
    board = json.loads(machine.run("board", "--json").stdout)
    return sorted({t["practitioner"] for s in board["stages"] for t in s["tiles"] if t["practitioner"]})
