"""Typing ahead: the next key goes out only when the one before it has done what it does.

Textual hands every key that has arrived to whatever has the focus at that moment. Keys that come
faster than the screen follows (a slow connection, a busy computer, a paste) would then reach the
wrong field, or move a tile instead of narrowing a search. Here such keys wait their turn. A key that
comes alone goes straight through.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.timer import Timer

ROUNDS = 2
"""A key's own way up to the app, and the way of what it caused there (a field's Enter: the next field)."""
AT_MOST = 1.0
"""Seconds after which it is looked whether the key before can still come back: what had it may be closed."""
LOOKS = 10
"""How often it is waited on for one that can, on a slow machine."""
SHORT = 0.002
"""Seconds between two looks at the keys that still wait."""
ALWAYS = ("ctrl+q",)


class TypeAhead:
    """The keys that wait. ``deliver`` handles one at once."""

    def __init__(self, program: App[Any], deliver: Callable[[events.Event], Awaitable[None]]) -> None:
        self._program = program
        self._deliver = deliver
        self._waiting: deque[events.Event] = deque()
        self._went_to: MessagePump = program
        self._at: MessagePump = program
        """In whose queue is what follows the last key."""
        self._looks = 0
        self._held = 0
        self._walk = 0
        self._timer: Timer | None = None

    def keeps(self, event: events.Event) -> bool:
        """Say whether a key or a paste has to wait; it is then delivered in its turn."""
        if isinstance(event, events.Key) and event.key in ALWAYS:
            return False
        if not (self._waiting or self._held or self._under_way()):
            self._went_to = self._program.focused or self._program.screen
            return False
        self._waiting.append(event)
        if self._timer is None and not self._held:
            self._follow()
        return True

    @contextmanager
    def held(self) -> Iterator[None]:
        """Let every key wait while the program does something that changes where keys go."""
        self.wait()
        try:
            yield
        finally:
            self.go_on()

    def wait(self) -> None:
        """Let every key wait from now on, until `go_on`."""
        self._held += 1

    def go_on(self) -> None:
        """Let the keys go where they were meant to go."""
        self._held -= 1
        if self._waiting and self._timer is None:
            self._follow()

    async def through(self) -> None:
        """Let every key that came before go where it was meant to go, as long as they go at all.

        For a worker: within a message of the app, the app would wait for itself.
        """
        before, left = len(self._waiting), AT_MOST
        while (self._waiting or self._under_way()) and (left > 0 or self._timer is not None):
            await asyncio.sleep(SHORT)
            left -= SHORT  # whatever the clock says: a machine that stood still has handled nothing meanwhile
            if len(self._waiting) != before:
                before, left = len(self._waiting), AT_MOST

    # -- following the last key ------------------------------------------------------------------

    def _under_way(self) -> bool:
        """Say whether the last key may still be on its way somewhere."""
        pump: MessagePump | None = self._went_to
        while pump is not None:
            if pump.message_queue_size:
                return True
            pump = _above(pump)
        return False

    def _follow(self) -> None:
        """Go the way of the last key, behind it in every queue; then let the next one go."""
        self._walk += 1
        self._looks = 0
        self._timer = self._program.set_timer(AT_MOST, partial(self._look, self._walk))
        self._send(self._went_to, ROUNDS, self._walk)

    async def _look(self, walk: int) -> None:
        """Wait on where the last key is only slow; where what had it was closed, let the next one go."""
        self._looks += 1
        if walk == self._walk and self._at.is_running and self._looks < LOOKS:
            self._timer = self._program.set_timer(AT_MOST, partial(self._look, walk))
        else:
            await self._next(walk)

    def _send(self, pump: MessagePump, rounds: int, walk: int) -> None:
        self._at = pump
        if not pump.call_later(self._arrived, pump, rounds, walk):
            self._at = self._program
            self._program.call_later(self._arrived, self._program, 0, walk)

    def _arrived(self, pump: MessagePump, rounds: int, walk: int) -> None:
        if walk != self._walk:
            return
        above = _above(pump)
        if above is not None:
            self._send(above, rounds, walk)
        elif rounds > 1:
            self._send(self._went_to, rounds - 1, walk)
        else:
            self._at = self._program.screen
            self._at.call_later(self._program.call_later, self._next, walk)

    async def _next(self, walk: int) -> None:
        """Deliver the next key, now that whatever is in front is ready for it."""
        if walk != self._walk:
            return
        self._walk += 1
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if self._held or not self._waiting:
            return
        event = self._waiting.popleft()
        self._went_to = self._program.focused or self._program.screen
        await self._deliver(event)
        if self._waiting and not self._held and self._timer is None:
            self._follow()


def _above(pump: MessagePump) -> MessagePump | None:
    above: MessagePump | None = getattr(pump, "parent", None)
    return above
