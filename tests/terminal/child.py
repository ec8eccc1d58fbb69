"""A program in a pseudo-terminal of its own: started, written to, read from, ended.

A thread reads what the program writes and dates it on arrival; everything slower happens elsewhere.
"""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import select
import signal
import struct
import termios
import threading
import time
import warnings
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from tests.terminal.asked import CELL

now = time.perf_counter
Answer = Callable[[str], tuple[str, str]]
"""Takes text a program wrote; returns what of it is whole, and what a terminal answers to it."""

_LEFT_OUT = (
    "TMUX",
    "TERM_PROGRAM",
    "LINES",
    "COLUMNS",
    "NO_COLOR",
    "PYTHONUNBUFFERED",
    "PYTHONDONTWRITEBYTECODE",
)


class Exited(Exception):
    """The program ended, or lost its terminal, while something was still expected of it."""


class Child:
    """A running program. Times are in seconds by ``now``, ``code`` is its exit code (minus a signal's number)."""

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int],
        answer: Answer,
        env: Mapping[str, str | None],
        cwd: Path | None,
    ) -> None:
        self.code: int | None = None
        self.processor = 0.0
        self.written = 0
        self.started = self.last_out = self.last_in = now()
        self.ended: float | None = None
        self.chunks: deque[tuple[float, str]] = deque()
        self._answer = answer
        self._news = threading.Condition()
        self._wake = os.pipe()
        self._gone = False
        self._closing = threading.Lock()
        self.pid, self._terminal = _fork(command, size, environment(env), cwd)
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    # -- reading ---------------------------------------------------------------------------------

    def _read(self) -> None:
        decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        while data := self._next():
            arrived = now()
            text, reply = self._answer(decode(data))
            with self._news:
                self.written, self.last_out = self.written + len(data), arrived
                self.chunks.append((arrived, text))
                self._news.notify_all()
            if reply:
                with suppress(OSError, Exited):
                    self.write(reply)
        self._reap()

    def _next(self) -> bytes:
        """Return what the program wrote next; nothing once it has ended or its terminal is let go."""
        ready, _, _ = select.select([self._terminal, self._wake[0]], [], [])
        if self._wake[0] in ready:
            return b""
        try:
            return os.read(self._terminal, 65536)
        except OSError:  # Linux says EIO once the last one has closed the terminal
            return b""

    def _reap(self) -> None:
        """Close our end of the terminal, which hangs up on a program still running; then wait for its end."""
        with self._closing:
            self._gone = True
            os.close(self._terminal)
        _, status, used = os.wait4(self.pid, 0)
        with self._news:
            self.code, self.ended = os.waitstatus_to_exitcode(status), now()
            self.processor = used.ru_utime + used.ru_stime
            self._news.notify_all()
        for end in self._wake:
            os.close(end)

    def lull(self, quiet: float, deadline: float, since: float | None = None) -> None:
        """Wait for ``quiet`` seconds without output or input, the program's end, or the deadline.

        With ``since``, wait first for output later than that.
        """
        with self._news:
            while self.code is None:
                due = deadline
                if since is None or self.last_out > since:
                    due = max(self.last_out, self.last_in) + quiet
                left = min(due, deadline) - now()
                if left <= 0:
                    return
                self._news.wait(left)

    def wait(self, timeout: float) -> bool:
        """Wait for the program's end; return whether it has ended."""
        with self._news:
            self._news.wait_for(lambda: self.code is not None, timeout)
        return self.code is not None

    # -- writing ---------------------------------------------------------------------------------

    def write(self, text: str) -> None:
        """Send text as if typed. Raises Exited where there is nobody to read it."""
        data = text.encode("utf-8", "surrogatepass")
        with self._closing:
            if self._gone:
                raise Exited("there is no program at the terminal any more")
            while data:
                data = data[os.write(self._terminal, data) :]
        self.last_in = now()

    def resize(self, size: tuple[int, int]) -> None:
        """Give the terminal another size; the program is told by SIGWINCH."""
        set_size(self._terminal, size)

    # -- ending ----------------------------------------------------------------------------------

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program and everything it started; nothing happens if they have gone."""
        if self.code is None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, number)

    def hang_up(self) -> None:
        """Close the terminal, as when its window is closed: the system sends SIGHUP."""
        if not self._gone:
            with suppress(OSError):
                os.write(self._wake[1], b".")


def environment(more: Mapping[str, str | None]) -> dict[str, str]:
    """Return the environment of a modern terminal; ``more`` sets variables, or with None leaves them out."""
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    usual = {"LANG": "C.UTF-8", **kept, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    return {name: value for name, value in {**usual, **more}.items() if value is not None}


def set_size(terminal: int, size: tuple[int, int]) -> None:
    """Set the size of a pseudo-terminal, in columns and rows."""
    columns, rows = size
    fcntl.ioctl(
        terminal, termios.TIOCSWINSZ, struct.pack("4H", rows, columns, columns * CELL[0], rows * CELL[1])
    )


def _fork(
    command: Sequence[str], size: tuple[int, int], env: dict[str, str], cwd: Path | None
) -> tuple[int, int]:
    """Start a program as the leader of a session with a terminal; return its id and our end of the terminal."""
    with warnings.catch_warnings():
        # Newer Pythons warn of forking beside threads; this child does nothing but become another program.
        warnings.simplefilter("ignore", DeprecationWarning)
        pid, terminal = pty.fork()
    if pid == 0:
        try:
            set_size(0, size)
            os.chdir(cwd or ".")
            os.execvpe(command[0], list(command), env)
        finally:
            os._exit(127)
    return pid, terminal
