"""Two texts compared line by line, and within a changed line word by word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

_LONGEST_SHOWN = 300
_MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference: under which line it stands, what should stand there and what does (empty: nothing)."""

    after: str
    was: str
    now: str

    def __str__(self) -> str:
        where = f"After “{_short(self.after, 60)}”: " if self.after else "At the beginning: "
        if not self.was:
            return f"{where}“{_short(self.now)}” was added."
        if not self.now:
            return f"{where}“{_short(self.was)}” is missing."
        return f"{where}“{_short(self.was)}” now reads “{_short(self.now)}”."


def differences(before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    """Return every difference, in order; in a line that changed only the words that did, with one beside each."""
    if list(before) == list(after):
        return []
    matcher = SequenceMatcher(None, before, after, autojunk=len(before) > _MOST_LINES)
    found: list[Difference] = []
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag == "equal":
            continue
        above = before[start - 1] if start else ""
        found += _changed(above, before[start:end], after[from_:to])
    return found


def _changed(above: str, before: Sequence[str], after: Sequence[str]) -> Iterator[Difference]:
    for place in range(max(len(before), len(after))):
        was = before[place] if place < len(before) else ""
        now = after[place] if place < len(after) else ""
        yield from _words(above, was, now) if was and now else (Difference(above, was, now),)
        above = was or above


def _words(above: str, was: str, now: str) -> Iterator[Difference]:
    """Yield what changed within a line; the whole line where hardly a word of it stayed."""
    before, after = was.split(), now.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    if matcher.ratio() < 0.4:
        yield Difference(above, was, now)
        return
    for tag, start, end, from_, to in matcher.get_opcodes():
        if tag != "equal":
            head = " ".join(before[max(0, start - 4) : start])
            yield Difference(head or above, " ".join(before[start:end]), " ".join(after[from_:to]))


def _short(text: str, most: int = _LONGEST_SHOWN) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
