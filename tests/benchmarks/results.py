"""RESULTS.md: a section a part, each with when and on what it was measured. A part measured again takes its place."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path

from tests.benchmarks.parts import Part
from tests.benchmarks.rows import Row, Settings

_HEAD = """# How fast Footprint is

Written by `python3 tests/benchmarks`; `python3 tests/benchmarks walking moving` measures those parts again.
Every figure is a ratio against a floor that was measured in the same rounds, ours and the floor in turn, in a
real pseudo-terminal of 160 x 48: the median over the rounds, and how far the rounds lay apart. Milliseconds
are this machine's and say little; the ratios carry over.
"""
_SECTION = re.compile(r"^## (?P<name>\w+)\n", re.MULTILINE)


def write_results(
    file: Path, measured: Sequence[tuple[Part, list[Row]]], settings: Settings, day: date
) -> None:
    """Put the sections of what was measured into the file; other sections stay as they are."""
    sections = _sections(file.read_text(encoding="utf-8")) if file.exists() else {}
    for part, rows in measured:
        sections[part.name] = section(part, rows, settings, day)
    file.write_text("\n".join([_HEAD, *sections.values()]), encoding="utf-8", newline="\n")


def section(part: Part, rows: Sequence[Row], settings: Settings, day: date) -> str:
    """Return a part's section: what it is about, its table, and what it was measured on."""
    lines = [f"## {part.name}", "", part.about, "", *table(rows), ""]
    return "\n".join([*lines, f"*{day.day} {day:%B %Y}, {settings.rounds} rounds. {machine()}*", ""])


def table(rows: Sequence[Row]) -> list[str]:
    """Return rows as the lines of a table."""
    lines = ["| what | against | measured | reach | |", "|---|---|---|---|---|"]
    words = {True: "reached", False: "**not reached**", None: ""}
    return [
        *lines,
        *(
            f"| {row.what} | {row.against} | {row.measured} | {row.reach} | {words[row.met]} |"
            for row in rows
        ),
    ]


def machine() -> str:
    """Describe the machine, without its name or any path of it."""
    made = f"{platform.system()} on {platform.machine()}, {os.cpu_count()} processors{_model()}{_memory()}"
    used = ", ".join(f"{name} {version(name)}" for name in ("textual", "sqlmodel", "sqlcipher3"))
    return f"{made}. Python {platform.python_version()}, {used}."


def _sections(text: str) -> dict[str, str]:
    starts = list(_SECTION.finditer(text))
    ends = [*(one.start() for one in starts[1:]), len(text)]
    return {
        one["name"]: text[one.start() : end].rstrip() + "\n" for one, end in zip(starts, ends, strict=True)
    }


def _model() -> str:
    found = re.search(r"^model name\s*: (.+)$", _look("/proc/cpuinfo"), re.MULTILINE)
    return f" ({found[1].strip()})" if found else ""


def _memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+) kB", _look("/proc/meminfo"), re.MULTILINE)
    return f", {int(found[1]) / 1024**2:.1f} GB of memory" if found else ""


def _look(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8")
    except OSError:
        return ""
