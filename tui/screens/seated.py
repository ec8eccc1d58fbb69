"""What every screen and dialog knows: the app it belongs to, and the desk of this sitting."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from tui.app import Footprint
    from tui.desk import Desk


class Seated(MessagePump):
    """A screen of this program, at its desk."""

    @property
    def program(self) -> Footprint:
        """The app."""
        return cast("Footprint", self.app)

    @property
    def desk(self) -> Desk:
        """The desk of this sitting."""
        return self.program.desk
