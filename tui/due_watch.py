"""What is due, known to every screen: read behind them in the store's thread, and kept fresh.

A change of the store makes the list old; it is read again once the person pauses, so that no key waits
for it. When only the time has gone on, it is made again from the facts that were read.
"""

from __future__ import annotations

import asyncio
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.errors import Refused
from tui.awake import elapsed

if TYPE_CHECKING:
    from sqlmodel import Session
    from textual.timer import Timer

    from models.reading.diary import Diary
    from models.reading.due import DueLine, DueList
    from models.reading.facts import TeamFacts
    from tui.app import Footprint

RESTED, AT_MOST = 0.7, 30.0
"""Seconds without a key after which the list is read again, and after which it is read in any case."""
Key = tuple[int, date]


class DueWatch:
    """Everything due and the diary, as last read; ``known`` may be a little old, `fresh` never is."""

    def __init__(self, program: Footprint) -> None:
        self._program = program
        self.known: DueList | None = None
        self.diary: Diary | None = None
        self.of_children: dict[int, DueLine] = {}
        """What is due first of each child, by id."""
        self._key: Key | None = None
        self._turns_at: datetime | None = None
        self._reading = asyncio.Lock()
        self._timer: Timer | None = None
        self._asked_at = 0.0
        self._is_ready = False

    def words(self) -> str:
        """Return the counts for the top line: ``5 overdue · 9 this week``; nothing while they are not known."""
        if self.known is None:
            return ""
        return f"{self.known.overdue} overdue · {self.known.this_week} this week"

    @property
    def is_fresh(self) -> bool:
        """Whether what is known is how the store and the day have it now."""
        return self.known is not None and self._key == self._present()

    async def fresh(self) -> DueList:
        """Return the list as the store and the day have it now. Raises Refused where it cannot be read."""
        async with self._reading:
            while self.known is None or not self.is_fresh:
                key = self._present()
                self._publish(*await self._made(), key)
            return self.known

    def soon(self) -> None:
        """Read again once the person pauses: the store has changed."""
        if self._timer is None:
            self._asked_at = elapsed()
            self._timer = self._program.set_timer(RESTED, self._when_rested)

    def begin(self) -> None:
        """Read now, behind the screen that was just painted."""
        self._program.run_worker(self._quietly(), group="dues")

    async def tick(self) -> None:
        """Go over to a new day, or past a moment at which something fell due."""
        known, moment = self.known, self._program.desk.moment
        if known is None or self.diary is None or self._key is None or not self._program.desk.is_open:
            return
        is_new_day = self._program.desk.today != self._key[1]
        if is_new_day or self._has_turned(moment):
            from models.reading.due import made_again

            made = await asyncio.to_thread(made_again, known, moment)
            self._publish(made, self.diary, self._key)
        if is_new_day:
            self.begin()

    # -- within ----------------------------------------------------------------------------------

    def _present(self) -> Key:
        return self._program.desk.version, self._program.desk.today

    async def _made(self) -> tuple[DueList, Diary]:
        """Read the facts in the store's thread, and work on them in another: changes never queue behind that."""
        from models.clock.arithmetic import as_day
        from models.reading.diary import read_diary
        from models.reading.due import make_due
        from models.reading.facts import read_facts

        desk = self._program.desk
        today, moment, pack = desk.today, desk.moment, desk.pack.at(desk.today)

        def query(session: Session) -> tuple[TeamFacts, Diary]:
            return read_facts(session, pack, as_day(moment)), read_diary(session, today)

        await asyncio.to_thread(lambda: pack.rules)
        facts, diary = await desk.read(query)
        return await asyncio.to_thread(make_due, facts, pack, moment), diary

    def _publish(self, due: DueList, diary: Diary, key: Key | None) -> None:
        self.known, self.diary, self._key = due, diary, key
        self.of_children = {
            line.about.entity_id: line for line in reversed(due.lines) if line.about.entity == "child"
        }
        self._turns_at = self._next_turn(due)
        self._program.show_dues()

    def _next_turn(self, due: DueList) -> datetime | None:
        """Return the first moment to come at which something that is due by the hour falls due."""
        now = self._program.desk.moment
        moments = [line.due.due for line in due.lines if line.due is not None]
        return min(
            (
                each
                for each in moments
                if isinstance(each, datetime) and isinstance(now, datetime) and each > now
            ),
            default=None,
        )

    def _has_turned(self, moment: date | datetime) -> bool:
        return self._turns_at is not None and isinstance(moment, datetime) and moment > self._turns_at

    async def _when_rested(self) -> None:
        now = elapsed()
        rest = RESTED - (now - self._program.last_input)
        if rest > 0 and now - self._asked_at < AT_MOST:
            self._timer = self._program.set_timer(max(rest, 0.05), self._when_rested)
            return
        self._timer = None
        self.begin()

    async def _quietly(self) -> None:
        if not self._program.desk.is_open:
            return
        try:
            await self.fresh()
        except Refused as refused:
            if self._program.desk.is_open:
                self._program.notify(
                    f"What is due could not be read: {refused}", severity="error", markup=False
                )
        if not self._is_ready:
            self._is_ready = True
            self._program.set_timer(RESTED, self._make_ready)

    async def _make_ready(self) -> None:
        """Once the person pauses, make the list's screen, so that F5 need not wait for it."""
        if elapsed() - self._program.last_input < RESTED:
            self._program.set_timer(RESTED, self._make_ready)
        else:
            await self._program.prepare("overdue")
