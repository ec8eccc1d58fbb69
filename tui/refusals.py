"""A refusal is a sentence for the person, wherever it comes up: it never ends the program."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.message import Message
from textual.message_pump import MessagePump
from textual.worker import WorkerFailed

from models.errors import Refused

if TYPE_CHECKING:
    from tui.app import Footprint


def refusal_in(error: BaseException) -> Refused | None:
    """Return the refusal that an error is, or that ended a worker; None for a fault."""
    if isinstance(error, WorkerFailed):
        error = error.error
    return error if isinstance(error, Refused) else None


def say_refusal(program: Footprint, refused: Refused) -> None:
    """Say a refusal in passing. While the store is locked what was to be read is read after unlocking."""
    if program.desk.is_open:
        program.notify(str(refused), severity="error", markup=False, timeout=10)


def only_looks(program: Footprint) -> bool:
    """Say whether nothing can be written now, and tell the person so: read only, or in projector mode."""
    looks = program.desk.read_only or program.private
    if looks:
        program.notify("Nothing can be written now: the store is only read, or others may be looking.")
    return looks


class SaysRefusals(MessagePump):
    """For the app and its screens: what is refused in a handler, an action or a timer is said."""

    async def _dispatch_message(self, message: Message) -> None:
        """Handle a message; say what is refused in it."""
        try:
            await super()._dispatch_message(message)
        except Refused as refused:
            say_refusal(cast("Footprint", self.app), refused)
