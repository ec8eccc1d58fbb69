"""What a running program and everything it started use of the machine, read from /proc (Linux)."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")


@dataclass(frozen=True, slots=True)
class Usage:
    """Memory in MiB (now, and at its peak), threads, processes, and processor seconds (in ticks of 10 ms)."""

    memory: float = 0.0
    peak: float = 0.0
    threads: int = 0
    processes: int = 0
    processor: float = 0.0

    def __add__(self, other: Usage) -> Usage:
        return Usage(
            self.memory + other.memory,
            self.peak + other.peak,
            self.threads + other.threads,
            self.processes + other.processes,
            self.processor + other.processor,
        )


def usage_of_session(session: int) -> Usage:
    """Return what the processes of a session use together; nothing where there is no /proc."""
    total = Usage()
    for process, processor in _in_session(session):
        try:
            status = (_PROC / str(process) / "status").read_text(encoding="utf-8")
        except OSError:
            continue  # it ended while it was looked at
        found = dict(line.split(":", 1) for line in status.splitlines() if ":" in line)
        total += Usage(
            _mebibytes(found, "VmRSS"), _mebibytes(found, "VmHWM"), int(found["Threads"]), 1, processor
        )
    return total


def works(process: int) -> bool:
    """Say whether a thread of a process runs, would run if it had a processor, or waits for a disk.

    Nothing of the kind is known where there is no /proc.
    """
    try:
        threads = list((_PROC / str(process) / "task").iterdir())
        states = [
            (each / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] for each in threads
        ]
    except OSError:  # the process or a thread of it ended while it was looked at
        return False
    return any(state in "RD" for state in states)


def _mebibytes(status: dict[str, str], key: str) -> float:
    return int(status.get(key, "0 kB").split()[0]) / 1024


def _in_session(session: int) -> Iterator[tuple[int, float]]:
    """Yield each living process of the session with the processor seconds it has used."""
    for folder in _PROC.iterdir() if _PROC.is_dir() else ():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[3]) == session and fields[0] != "Z":
            yield int(folder.name), (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
