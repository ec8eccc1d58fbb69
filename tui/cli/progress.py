"""A progress bar on the error output, in a terminal only."""

from __future__ import annotations

import sys


class Bar:
    """A bar that fills, on one line, and goes when it is done."""

    def __init__(self) -> None:
        self._shown = False

    def show(self, done: int, total: int, what: str) -> None:
        """Show how far it is."""
        if sys.stderr.isatty() and total:
            filled = 30 * done // total
            sys.stderr.write(f"\r[{'#' * filled}{'.' * (30 - filled)}] {what}\x1b[K")
            sys.stderr.flush()
            self._shown = True

    def done(self) -> None:
        """Take the bar away."""
        if self._shown:
            sys.stderr.write("\r\x1b[K")
