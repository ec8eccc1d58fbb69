"""What is said in passing: low, short-lived, at most two lines on a small screen, and gone with its screen."""

from __future__ import annotations

from time import time
from typing import Any

from textual.app import App

from tui.awake import elapsed
from tui.drawing import fit, plain, wrap

LOW = 30
"""Rows of a terminal below which what is said in passing takes two lines at most."""
LINES = 2
_EDGE = 4
"""Cells at the sides of a toast that take no words."""
_ON_THE_WAY = 2.0
"""Seconds: what went wrong so shortly before another screen came is said on the way there, seen or not."""


class SaysInPassing(App[None]):
    """An app whose toasts cover as little as can be."""

    NOTIFICATION_TIMEOUT = 4
    last_input = 0.0
    """When the person last did something, as `tui.awake.elapsed` counts."""
    DEFAULT_CSS = """
    ToastRack Toast { width: auto; max-width: 98%; margin: 0; padding: 0 1; }
    """

    def notify(self, message: str, **more: Any) -> None:
        """Say something in passing. What people typed is in it: it is drawn as it is, and never as markup.

        On a low screen what is over two lines is cut; what went wrong is said in full.
        """
        lines = [plain(line) for line in message.splitlines()]
        if self.size.height < LOW and more.get("severity") != "error":
            lines = shortened(lines, self.size.width * 98 // 100 - _EDGE)
        super().notify("\n".join(lines), **{**more, "markup": False})

    def forget_said(self) -> None:
        """Let go of what was said on the screen before; what was said on the way to this one stays.

        What stood there when the key was pressed that led here was seen, and would only cover this screen. What was
        said since is on its way here, however long this screen took to come.
        """
        now = time()
        pressed = now - (elapsed() - self.last_input)
        for one in list(self._notifications):
            soon_gone = one.severity == "information" or one.raised_at < now - _ON_THE_WAY
            if soon_gone and one.raised_at < pressed:
                self._unnotify(one)


def shortened(lines: list[str], width: int) -> list[str]:
    """Return lines broken to a width, the last of two with an ellipsis where there are more."""
    broken = [part for line in lines for part in wrap(line, max(8, width))]
    if len(broken) <= LINES:
        return broken
    last = fit(f"{broken[LINES - 1]} …", max(8, width)).rstrip()
    return [*broken[: LINES - 1], last if last.endswith("…") else f"{last[:-1]}…"]
