"""A fault ends the program with the places it went through, and a refusal does not end it at all."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

from textual.app import App

from tui.ending import fault_words
from tui.refusals import refusal_in, say_refusal

if TYPE_CHECKING:
    from tui.app import Footprint


class EndsQuietly(App[None]):
    """The app, as far as it meets what no one caught."""

    def _handle_exception(self, error: Exception) -> None:
        """Say what was refused where nothing else did; end the program only for a fault.

        While it is left there is none: everything is written, and a screen that was still being made misses its parts.
        """
        if self._exit:
            return
        refused = refusal_in(error)
        if refused is not None:
            say_refusal(cast("Footprint", self), refused)
        else:
            super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End with the places the fault went through, and none of the values: they are people's."""
        from rich.segment import Segments
        from rich.text import Text

        self.bell()
        words = fault_words(sys.exc_info()[1])
        self._exit_renderables.append(Segments(self.console.render(Text(words), self.console.options)))
        self._close_messages_no_wait()
