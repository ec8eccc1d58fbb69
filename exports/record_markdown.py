"""A record as Markdown: headings, facts, prose and tables; people's words stand in it as words and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from exports.record_text import NOTHING
from forms.page.blocks import Block, Facts, Grid, Heading, Items, Prose, Sign, Signs, Words
from forms.page.laying import Layout, lay_out
from models.words import clean_text

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~&!$^])")
_AT_START = re.compile(r"^(\s*)([-+=:]|\d{1,9}(?=[.)]))")
_BARE_LINK = re.compile(r"(?i)(https?|ftp|mailto)(:)|(www)(\.)|(@)")


def record_markdown(page: Layout) -> str:
    """Return a whole record as Markdown (CommonMark, with tables), in the form's order."""
    parts = [part for block in lay_out(page) for part in _parts(block)]
    return "\n\n".join(part for part in parts if part) + "\n"


def marked(text: str) -> str:
    """Return a person's words so that Markdown shows them as they were written: nothing in them is markup."""
    paragraphs = re.split(r"\n(?:[^\S\n]*\n)+", clean_text(text).strip("\n"))
    return "\n\n".join("\\\n".join(_line(line) for line in lines.split("\n")) for lines in paragraphs)


def _line(line: str) -> str:
    """Return one line without anything that Markdown would take for more than words."""
    bare = line.lstrip(" \t")
    lead = "&nbsp;" * len(line[: len(line) - len(bare)].expandtabs(4))
    escaped = _MARKS.sub(r"\\\1", bare.rstrip())
    escaped = _BARE_LINK.sub(_unlinked, escaped)
    return lead + _AT_START.sub(_unlisted, escaped)


def _unlinked(found: re.Match[str]) -> str:
    """Return the beginning of an address so that no viewer makes a link of it."""
    if found[1]:
        return f"{found[1]}\\:"
    return f"{found[3]}\\." if found[3] else "\\@"


def _unlisted(found: re.Match[str]) -> str:
    if found[2].isdigit():
        return f"{found[1]}{found[2]}\\"
    return f"{found[1]}\\{found[2]}"


def _cell(text: str) -> str:
    """Return words for a cell of a table, which is one line."""
    lines = (_line(line) for line in clean_text(text).strip("\n").split("\n"))
    return "<br>".join(lines) if text.strip() else NOTHING


def one_line(text: str) -> str:
    """Return words for a place that holds one line."""
    return marked(" ".join(text.split()))


def _parts(block: Block) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text):
            yield f"{'#' * level} {one_line(text)}"
        case Words(kind=kind, text=text):
            yield f"*{one_line(text)}*" if kind in ("face", "added", "guidance") else marked(text)
        case Items():
            yield from _items(block)
        case Facts(facts=facts):
            yield "\n".join(f"- {_bold(_with_colon(fact.label))} {_cell(fact.text)}" for fact in facts)
        case Prose(label=label, text=text):
            yield _bold(label)
            yield marked(text) if text.strip() else NOTHING
        case Grid(label=label):
            yield _bold(label) if label else ""
            yield "\n".join(_table(block))
        case Signs(signs=signs):
            yield "\n".join(f"- {_sign(sign)}" for sign in signs)


def _sign(sign: Sign) -> str:
    day = f"; {_bold(_with_colon(sign.date_label))} {_cell(sign.date_text)}" if sign.date_place else ""
    return f"{_bold(_with_colon(sign.label))} {_cell(sign.text)}{day}"


def _items(block: Items) -> Iterator[str]:
    yield _bold(block.label) if block.label else ""
    marks = (f"{number}." if block.numbered else "-" for number in range(1, len(block.items) + 1))
    yield "\n".join(f"{mark} {_cell(item)}" for mark, item in zip(marks, block.items, strict=True)) or NOTHING


def _bold(label: str) -> str:
    return f"**{one_line(label)}**"


def _with_colon(label: str) -> str:
    return label if label.endswith((":", "?", ".")) else f"{label}:"


def _table(block: Grid) -> Iterator[str]:
    if not block.rows:
        yield NOTHING
        return
    yield from table_lines(block.header, [[cell.text for cell in row] for row in block.rows])


def table_lines(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a table with its heading row."""
    yield _row([name or " " for name in header])
    yield "|" + " --- |" * len(header)
    for row in rows:
        yield _row(row)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(_cell(cell) if cell.strip() else ' ' for cell in cells)} |"
