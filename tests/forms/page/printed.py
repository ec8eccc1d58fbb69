"""What the appendices print, heading for heading and label for label: `printed.txt` beside this file."""

from __future__ import annotations

from pathlib import Path

_FILE = Path(__file__).parent / "printed.txt"


def printed() -> dict[str, list[tuple[str, str]]]:
    """Return what each appendix prints: the ID of the field and its words, in order."""
    found: dict[str, list[tuple[str, str]]] = {}
    code = ""
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            code = line.strip("[]")
        elif line and not line.startswith("#"):
            name, _, words = line.partition("  ")
            found.setdefault(code, []).append((name, words))
    return found


PRINTED = printed()
