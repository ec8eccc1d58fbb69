"""Writing documents: a bar, what is being written, and a stop that leaves whole files only."""

from __future__ import annotations

import asyncio
import threading
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding

from models.errors import Refused
from tui.screens.dialog import Dialog
from tui.widgets.line import Line
from tui.widgets.words import Words
from tui.word_leaving import have_a_key, noter, reader

if TYPE_CHECKING:
    from exports.word.writing import Going, Gone

_WIDTH = 40


class ExportDialog(Dialog[None]):
    """Writes records one after another; Esc stops it after the one that is being written."""

    BINDINGS = [Binding("escape", "stop", "stop; close", key_display="Esc")]

    def __init__(self, going: Going, record_ids: list[int]) -> None:
        super().__init__(f"To {going.folder}")
        self._going = going
        self._ids = record_ids
        self._stop = threading.Event()
        self._done = False

    def body(self) -> ComposeResult:
        """The bar, and what is said."""
        yield Line(id="progress")
        yield Words(("", ""), id="said")

    async def begin(self) -> None:
        """Begin to write."""
        self.run_worker(self._write())

    async def _write(self) -> None:
        from exports.word.writing import Stopped, write_each

        loop = asyncio.get_running_loop()
        written = 0

        def progress(done: int, total: int, what: str) -> None:
            nonlocal written
            written = done
            self.call_later(self._show, done, total, what)
            if self._stop.is_set():
                raise Stopped

        try:
            await have_a_key(self.program)
            read = reader(self.program, loop)
            note = noter(self.program, loop, self._going.suffix)
            gone = await asyncio.to_thread(write_each, self._going, self._ids, read, note, progress)
        except Stopped:
            self._say(f"Stopped. {written} of {len(self._ids)} are written, each whole.")
        except Refused as refused:
            self._say(str(refused), wrong=True)
        else:
            self._finish(gone)

    def _show(self, done: int, total: int, what: str) -> None:
        if self._done:
            return
        filled = _WIDTH * done // total if total else 0
        bar = f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {done} of {total}"
        shown = "" if self.program.private else what
        self.query_one("#progress", Line).show([(f"{bar}  {shown}", "quiet")])

    def _finish(self, gone: Gone) -> None:
        """Close where all went well; say what did not otherwise."""
        wrong = [*gone.refused, *gone.notes]
        if wrong or not gone.written:
            told = wrong if not self.program.private else []
            self._say(" ".join((gone.said(), *told)), wrong=bool(gone.refused))
            return
        plainly = len(gone.written) == 1 and not self.program.private  # a file's name has a person's in it
        names = gone.written[0][0].name if plainly else gone.said().rstrip(".")
        self.program.notify(f"{names} in {self._going.folder}.", markup=False)
        self.dismiss(None)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self._done = True
        self.query_one("#progress", Line).show("")
        self.query_one("#said", Words).say((words, "warn" if wrong else ""))

    def action_stop(self) -> None:
        """Stop after the file that is being written; close once nothing is under way."""
        if self._done:
            self.dismiss(None)
        else:
            self._stop.set()
