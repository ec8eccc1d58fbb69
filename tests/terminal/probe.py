"""Running a program in a terminal, and doing with it what a person can: look, press, point, resize, leave."""

from __future__ import annotations

import re
import signal
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.terminal.asked import PASTE, Asked
from tests.terminal.child import Child, Exited, now
from tests.terminal.keys import encode, mouse, names
from tests.terminal.processes import Usage, usage_of_session, works
from tests.terminal.screen import Screen

__all__ = ["Ending", "Exited", "Probe"]

_GLANCE = 0.02
"""The screen is worked out when nothing has come for so many seconds, so as not to compete with the program."""

PATIENCE = 90.0
"""The seconds after which something that does not come is a fault, on however busy a machine."""


@dataclass(frozen=True, slots=True)
class Ending:
    """How a program ended: by which means (keys, SIGTERM, SIGKILL), with which code, after how many seconds."""

    how: str
    code: int
    took: float


class Probe:
    """A program in a terminal of ``size`` columns and rows. Leaving a ``with`` block kills it.

    ``env`` adds variables, or with None leaves them out; ``kitty`` and ``in_band`` say whether the
    terminal knows the kitty keyboard and in-band resize reports.
    """

    def __init__(
        self,
        command: Sequence[str],
        size: tuple[int, int] = (160, 48),
        *,
        env: Mapping[str, str | None] | None = None,
        cwd: Path | None = None,
        kitty: bool = True,
        in_band: bool = True,
    ) -> None:
        self.screen = Screen(*size)
        self.asked = Asked(kitty, in_band)
        self.child = Child(command, size, self._heard, env or {}, cwd)
        self.frame_at = self.child.started

    def __enter__(self) -> Probe:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def _heard(self, text: str) -> tuple[str, str]:
        """Called by the reading thread: the whole sequences of what was written, and the answer to them."""
        whole = self.screen.whole(text)
        if "\x1b" not in whole:
            return whole, ""
        return whole, self.asked.answers(whole, self.screen.size, self.screen.cursor)

    # -- looking ---------------------------------------------------------------------------------

    @property
    def text(self) -> str:
        """What stands on the screen now, line by line."""
        for _ in self.frames():
            pass
        return "\n".join(self.screen.lines)

    def frames(self) -> Iterator[tuple[float, bool]]:
        """Take in what has arrived; yield when each finished frame came, and whether it looks different."""
        while self.child.chunks:
            arrived, text = self.child.chunks.popleft()
            self.screen.feed(text)
            if not self.screen.in_frame:
                self.frame_at = arrived
                yield arrived, self.screen.refresh()

    def shows(self, pattern: str) -> bool:
        """Say whether a regular expression is found on the screen now."""
        return re.search(pattern, self.text, re.MULTILINE) is not None

    def wait(self, pattern: str, timeout: float = PATIENCE, *, gone: bool = False) -> float:
        """Return the seconds from the start to the first frame that shows a pattern (``gone``: does not).

        Raises TimeoutError, or Exited where the program ends first, with what stands on the screen.
        """
        wanted, deadline = re.compile(pattern, re.MULTILINE), now() + timeout

        def seen() -> bool:
            return (wanted.search("\n".join(self.screen.lines)) is None) == gone

        while not seen():
            latest = self.child.last_out
            if any(changed and seen() for _, changed in self.frames()):
                break
            if not self.child.chunks:
                self._still_there(f"waiting for {pattern!r}")
                if now() > deadline:
                    raise TimeoutError(f"no {pattern!r} within {timeout} s\n{self.text}")
                self.child.lull(_GLANCE, min(deadline, now() + 0.5), since=latest)
            self.child.lull(_GLANCE, min(deadline, now() + 0.5))
        return self.frame_at - self.child.started

    def settle(self, quiet: float = 0.15, timeout: float = PATIENCE) -> float:
        """Wait until nothing was written for ``quiet`` seconds; return when the last of it came.

        A program that is silent because it works, or waits for a processor on a busy machine, is not at rest.
        """
        deadline = now() + timeout
        self.child.lull(quiet, deadline)
        while now() < deadline and self.child.code is None and works(self.child.pid):
            time.sleep(_GLANCE)
            self.child.lull(quiet, deadline)
        for _ in self.frames():
            pass
        return self.child.last_out - self.child.started

    def usage(self) -> Usage:
        """Return what the program uses now; once it has ended, the processor seconds it took."""
        if self.child.code is not None:
            return Usage(processor=self.child.processor)
        return usage_of_session(self.child.pid)

    def snap(self, stem: Path) -> None:
        """Keep the screen as ``stem.txt``, and as ``stem.png`` where the font for it is there."""
        stem.parent.mkdir(parents=True, exist_ok=True)
        stem.with_suffix(".txt").write_text(self.text + "\n", encoding="utf-8")
        from tests.terminal.picture import draw

        try:
            draw(self.screen.cells, stem.with_suffix(".png"))
        except OSError:
            return

    # -- acting ----------------------------------------------------------------------------------

    def send(self, keys: str | Sequence[str]) -> None:
        """Press keys one after another without waiting: names, or one string of names with spaces between."""
        for key in keys.split() if isinstance(keys, str) else keys:
            self._still_there(f"pressing {key}")
            self.child.write(encode(key, self.asked))

    def type(self, text: str) -> None:
        """Type a text, letter by letter, without waiting."""
        self.send(names(text))

    def burst(self, text: str) -> None:
        """Type a text in one go, as a person who types ahead of a slow program does."""
        self.child.write("".join(encode(key, self.asked) for key in names(text)))

    def paste(self, text: str) -> None:
        """Paste a text, in brackets if the program knows them."""
        self.child.write(f"\x1b[200~{text}\x1b[201~" if PASTE in self.asked.modes else text)

    def click(self, column: int, row: int) -> None:
        """Click a cell with the left button."""
        self.child.write(mouse(0, column, row, self.asked))
        self.child.write(mouse(0, column, row, self.asked, up=True))

    def drag(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        """Press at one cell, and let go at another; both are columns and rows."""
        self.child.write(mouse(0, *start, self.asked))
        for step in range(1, 6):
            column = start[0] + (end[0] - start[0]) * step // 5
            row = start[1] + (end[1] - start[1]) * step // 5
            self.child.write(mouse(32, column, row, self.asked))
            self.settle(0.02, 1)
        self.child.write(mouse(0, *end, self.asked, up=True))

    def find(self, pattern: str) -> tuple[int, int]:
        """Return the column and row at which a pattern is first found on the screen; raise if it is not."""
        for row, line in enumerate(self.text.split("\n")):
            match = re.search(pattern, line)
            if match:
                return match.start(), row
        raise AssertionError(f"not on the screen: {pattern!r}\n{self.text}")

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size."""
        for _ in self.frames():
            pass
        self.screen.resize(columns, rows)
        self.child.resize((columns, rows))
        self.child.write(self.asked.size_report(columns, rows))

    # -- ending ----------------------------------------------------------------------------------

    def close(self, keys: str = "ctrl+q", timeout: float = PATIENCE) -> Ending:
        """Leave by keys; where that does not end the program, by SIGTERM, then by SIGKILL."""
        begun, how = now(), keys
        self.send(keys)
        for number in (signal.SIGTERM, signal.SIGKILL):
            if self.child.wait(timeout):
                break
            how = number.name
            self.child.signal(number)
        self.child.wait(timeout)
        for _ in self.frames():
            pass
        assert self.child.code is not None
        assert self.child.ended is not None
        return Ending(how, self.child.code, self.child.ended - begun)

    def kill(self) -> None:
        """End the program at once, with SIGKILL; nothing happens if it has ended."""
        self.child.signal(signal.SIGKILL)
        self.child.wait(PATIENCE)

    def hang_up(self, timeout: float = PATIENCE) -> None:
        """Close the terminal in front of the program, and wait for the program's end."""
        self.child.hang_up()
        if not self.child.wait(timeout):
            raise TimeoutError(f"still running {timeout} s after its terminal was closed")

    def _still_there(self, doing: str) -> None:
        if self.child.code is not None:
            raise Exited(f"ended with {self.child.code} while {doing}\n{self.text}")
