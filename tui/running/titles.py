"""Words of several items in one field of a record: each below a line that says which item they are about."""

from __future__ import annotations

from collections.abc import Collection


def title_line(words: str) -> str:
    """Return the line that stands above an item's words."""
    return f"{words.strip().rstrip(':')}:"


def begun(text: str, title: str, others: Collection[str]) -> tuple[str, tuple[int, int]]:
    """Return a field's text with the title of an item in it, and where its words go on: row and column.

    ``title`` and ``others`` (of the other items written there) are lines as `title_line` makes them. Words of
    this item that stand there already are gone on with, whatever stands below them.
    """
    lines = text.rstrip().split("\n") if text.strip() else []
    if title not in lines:
        lines += ["", title, ""] if lines else [title, ""]
        return "\n".join(lines), (len(lines) - 1, 0)
    first = lines.index(title) + 1
    last = next((n for n in range(first, len(lines)) if lines[n] in others), len(lines))
    while last > first and not lines[last - 1].strip():
        last -= 1
    if last == first:
        lines.insert(first, "")
        last += 1
    return "\n".join(lines), (last - 1, len(lines[last - 1]))


def without_bare(text: str, title: str) -> str:
    """Return a field's text without the title of an item below which nothing was written after all."""
    before, found, after = text.rstrip().rpartition(title)
    bare = found and not after.strip() and (not before or before.endswith("\n"))
    return before.rstrip() if bare else text
