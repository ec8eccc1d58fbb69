"""Keeping what is typed: within a second as a draft, and as part of the record when the screen is left.

Nothing here ever throws words away. Where the store does not take them, they stay on the screen, that
is said loudly, and it is tried again.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from textual.timer import Timer

from models.changes.records import write_record
from models.errors import Refused
from models.record_drafts import Typed, forget_record_draft, save_record_draft
from models.store.change import Change

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.desk import Desk
    from tui.record.state import RecordState

AFTER, AT_MOST, AGAIN = 0.4, 0.8, 5.0
"""Seconds after the last key, seconds at most while typing goes on, seconds until it is tried again."""
FOLD_EVERY = 300.0
"""Seconds of writing after which what was typed becomes part of the record while it goes on."""


class Keeper:
    """Keeps one open record."""

    def __init__(
        self,
        screen: Screen[object],
        desk: Desk,
        state: RecordState,
        gather: Callable[[], str],
        told: Callable[[], None],
    ) -> None:
        """``gather`` takes in what stands in the editor and returns the cursor; ``told`` shows the words."""
        self._screen = screen
        self._desk = desk
        self._state = state
        self._gather = gather
        self._told = told
        self._timer: Timer | None = None
        self._unsaved_since = 0.0
        self._unfolded_since = 0.0
        self._typed = self._stored = 0
        self._lock = asyncio.Lock()
        self._kept = state.view.answers
        self._folded = state.view.answers
        self.base = state.view.version
        self.draft_id: int | None = None
        self.saved_at: datetime | None = None
        self.wrong = ""

    # -- saying ----------------------------------------------------------------------------------

    @property
    def words(self) -> str:
        """What the footer says: when it was saved, or that it was not."""
        if self.wrong:
            return f"NOT SAVED: {self.wrong}"
        if self._typed != self._stored:
            return "typing …"
        if self.saved_at is not None:
            return f"saved {self.saved_at.astimezone():%H:%M:%S}"
        return ""

    @property
    def waits(self) -> bool:
        """Whether something is typed that the store does not have yet."""
        return self._typed != self._stored or bool(self.wrong)

    # -- keeping ---------------------------------------------------------------------------------

    def go_on_with(self, draft_id: int, answers: str, base: int) -> None:
        """Go on with a draft that was there."""
        self.draft_id, self._kept, self.base = draft_id, answers, base

    def begin_again(self, draft_id: int | None = None) -> None:
        """Begin upon the record as it was read just now, with a draft of its own if one is taken."""
        view = self._state.view
        self.base, self.draft_id = view.version, draft_id
        self._kept = self._folded = view.answers
        self._stored, self.wrong = self._typed, ""

    async def set_aside(self) -> None:
        """Keep what is typed as a draft of its own, beside which another text can be taken."""
        await self.keep()
        if self.wrong:
            raise Refused(self.wrong)

    def touch(self) -> None:
        """Something was typed: keep it soon, and never long after the first key."""
        self._typed += 1
        now = time.monotonic()
        if self._timer is None:
            self._unsaved_since = now
        else:
            self._timer.stop()
        if not self._unfolded_since:
            self._unfolded_since = now
        wait = max(0.01, min(AFTER, self._unsaved_since + AT_MOST - now))
        self._timer = self._screen.set_timer(wait, self.keep)

    async def keep(self) -> None:
        """Keep what was typed and not yet kept as a draft; say when, or that it could not be."""
        self._rest()
        if not self._desk.is_open or self._desk.read_only or self._state.fixed:
            return
        async with self._lock:
            cursor, typed_by = self._gather(), self._typed
            answers = self._state.as_json()
            if answers == self._kept and not self.wrong:
                self._stored = typed_by
                self._told()
                return
            now = self._desk.clock.now()
            typed = Typed(self._state.view.line.id, self.base, answers, self._state.form.fingerprint, cursor)
            try:
                self.draft_id = await self._desk.quietly(save_record_draft(typed, now, self.draft_id))
            except Refused as refused:
                self._failed(str(refused))
            else:
                self._kept, self.saved_at, self.wrong = answers, now, ""
                self._stored = typed_by
            self._told()
        if self._unfolded_since and time.monotonic() - self._unfolded_since > FOLD_EVERY:
            await self.fold()

    async def fold(self) -> bool:
        """Make what was typed part of the record; say whether the record has everything now.

        Where the store was locked meanwhile, what is kept as a draft is as safe as it was: nothing went wrong.
        """
        self._rest()
        if not self._desk.is_open or self._desk.read_only or self._state.fixed:
            return True
        async with self._lock:
            cursor, typed_by = self._gather(), self._typed
            answers = self._state.as_json()
            if answers == self._folded:
                gone = await self._let_draft_go()
                self._stored = typed_by if gone else self._stored
                return gone
            record_id, written, base = self._state.view.line.id, self._state.written(), self.base
            typed = Typed(record_id, base, answers, self._state.form.fingerprint, cursor)

            def job(change: Change) -> int:
                return write_record(change, record_id, written, base, draft_id=self.draft_id).version

            try:
                if self.draft_id is None or answers != self._kept:
                    # Taken back by u, the text is found again as this draft: to the last letter.
                    now = self._desk.clock.now()
                    self.draft_id = await self._desk.quietly(save_record_draft(typed, now, self.draft_id))
                    self._kept = answers
                self.base = await self._desk.change(job)
            except Refused as refused:
                if self._desk.is_open or answers != self._kept:
                    self._failed(str(refused))
                self._told()
                return False
            self._kept = self._folded = answers
            self.draft_id, self.saved_at, self.wrong = None, self._desk.clock.now(), ""
            self._stored = typed_by
            self._unfolded_since = 0.0
            self._state.view = replace(self._state.view, answers=answers, version=self.base)
            self._told()
            return True

    async def _let_draft_go(self) -> bool:
        """Let a draft go that says nothing that the record does not say."""
        if self.draft_id is not None:
            try:
                await self._desk.quietly(forget_record_draft(self.draft_id))
            except Refused as refused:
                if self._desk.is_open:
                    self._failed(str(refused))
                return False
            self.draft_id, self._kept = None, self._folded
        self._unfolded_since = 0.0
        return True

    def _rest(self) -> None:
        if self._timer is not None:
            self._timer.stop()
            self._timer = None

    def _failed(self, words: str) -> None:
        """Say that it was not saved, and try again."""
        self.wrong = words
        self._unsaved_since = time.monotonic()
        self._timer = self._screen.set_timer(AGAIN, self.keep)
