"""Reports that a person asks for: as a Word document or as text, by the ending of the file that is named."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from exports.files import must_be_new, write_new
from models.errors import Refused
from tui.files_out import NOT_ENCRYPTED, ask_where, file_field

if TYPE_CHECKING:
    from exports.report import Report
    from tui.app import Footprint
    from tui.settings import Settings

Made = Callable[[], Awaitable["Report"]]


def ask_report(
    program: Footprint, title: str, name: str, make: Made, after: Callable[[], Awaitable[None]] | None = None
) -> None:
    """Ask where a report goes, then make and write it; ``after`` notes that something left the store."""

    async def write(path: Path) -> None:
        report = await make()
        now = program.desk.clock.now()
        await asyncio.to_thread(write_report, path, report, program.settings, now)
        if after is not None:
            with gone_unless_noted(path):
                await after()

    file = file_field(program, name, ".docx, .txt or .md")
    ask_where(program, f"file:{name}", title, file, write, NOT_ENCRYPTED)


@contextmanager
def gone_unless_noted(path: Path) -> Iterator[None]:
    """Take a file that was just written away again where noting it is refused: nothing leaves without a line."""
    try:
        yield
    except Refused:
        path.unlink(missing_ok=True)
        raise


def write_report(path: Path, report: Report, settings: Settings, now: datetime) -> None:
    """Write a report whole, never over a file that is there; raise Refused where that can't be."""
    must_be_new(path)
    write_new(path, content_of(path, report, settings, now))


def content_of(path: Path, report: Report, settings: Settings, now: datetime) -> bytes:
    """Return a report as the ending of a file asks for: text, Markdown, or a Word document in the house style."""
    if path.suffix.casefold() == ".txt":
        from exports.report import report_text

        return report_text(report).encode()
    if path.suffix.casefold() == ".md":
        from exports.report_markdown import report_markdown

        return report_markdown(report).encode()
    if path.suffix.casefold() != ".docx":
        raise Refused(f"{path.name}: a report is written as .docx, .txt or .md (Markdown).")
    from exports.word.report import report_document
    from tui.word_house import house_of

    return report_document(report, house_of(settings), now)
