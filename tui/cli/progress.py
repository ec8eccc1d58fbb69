"""A progress bar on the error output, in a terminal only."""

from __future__ import annotations

import sys

_WIDEST = 79
"""A longer line would wrap, and could not be written over."""


class Bar:
    """A bar that fills, on one line, and goes when it is done."""

    def __init__(self) -> None:
        self._width = 0

    def show(self, done: int, total: int, what: str) -> None:
        """Show how far it is."""
        if sys.stderr.isatty() and total:
            filled = 30 * done // total
            self._write(f"[{'#' * filled}{'.' * (30 - filled)}] {what}"[:_WIDEST])

    def done(self) -> None:
        """Take the bar away."""
        if self._width:
            self._write("")
            sys.stderr.write("\r")

    def _write(self, line: str) -> None:
        """Write over what stands there with blanks: an older Windows console shows escape sequences as they are."""
        sys.stderr.write(f"\r{line:<{self._width}}")
        sys.stderr.flush()
        self._width = len(line)
