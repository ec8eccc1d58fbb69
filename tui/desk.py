"""The desk: what screens ask for. The store behind it, in its own thread, at this sitting's day.

Nothing heavy is imported here: the desk exists before the first paint, and the store's thread loads
what the store needs while the unlock screen is looked at.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from models.errors import Refused
from models.store.place import Place
from models.store.thread import StoreThread
from tui.when import Clock

if TYPE_CHECKING:
    from sqlmodel import Session

    from models.policy import Pack
    from models.reading.team import TeamView
    from models.store.change import Change, Step
    from models.store.opening import Unlocked
    from models.store.store import Store

T = TypeVar("T")


class Desk:
    """A sitting at one store: unlocking, reading, changing, undoing, locking, leaving."""

    def __init__(self, place: Place, clock: Clock) -> None:
        self.place = place
        self.clock = clock
        self.team: TeamView
        self.pack: Pack
        self.kind = "real"
        self.read_only = False
        self.version = 0
        """Grows with every change of the store, so that a screen knows whether what it shows is old."""
        self.watchers: list[Callable[[], None]] = []
        """Called after every change of the store."""
        self._thread = StoreThread()
        self._store: Store | None = None
        self._unlocked: Unlocked | None = None
        self._steps: list[Step] = []
        self._latest = 0
        self._typed: dict[int, tuple[str, dict[str, str]]] = {}
        self.words_are_back = False
        """Whether what was typed for the change that was taken back last is kept again."""
        self._leaving = False
        self.cover_file: Path | None = None
        """The organisation's key file this sitting is opened with, in place of the owner's passphrase."""

    # -- opening and closing ---------------------------------------------------------------------

    def preload(self) -> None:
        """Begin to load what the store needs, in the store's thread."""
        self._thread.submit(_preload)

    async def stands_open(self) -> bool:
        """Say whether the store opens without a passphrase: a demo that was kept."""

        def job() -> bool:
            from models.store.unlocking import needs_passphrase

            try:
                return not needs_passphrase(self.place)
            except Refused:  # said in full when it is opened
                return False

        return await self._ask(job)

    async def unlock(self, passphrase: str, *, by_recovery: bool = False, read_only: bool = False) -> None:
        """Open the store with its passphrase or recovery key; raise Refused if it stays closed."""

        def job() -> None:
            from models.store import opening

            if self.cover_file is not None:
                self._open(self._covered(self.cover_file, passphrase), read_only=read_only)
                return
            unlock = opening.unlock_place_with_recovery if by_recovery else opening.unlock_place
            self._open(unlock(self.place, passphrase), read_only=read_only)

        await self._ask(job)

    def _covered(self, path: Path, passphrase: str) -> Unlocked:
        from models.store.cover import open_secret
        from models.store.opening import unlock_place_with_cover

        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refused(f"{path} cannot be read.") from None
        return unlock_place_with_cover(self.place, open_secret(text, passphrase))

    async def open_made(self, make: Callable[[], Unlocked]) -> None:
        """Make a store in the store's thread and open it (a demo, or the first run)."""
        await self._ask(lambda: self._open(make()))

    def _open(self, unlocked: Unlocked, *, read_only: bool = False) -> None:
        from models.reading.team import read_team
        from models.store.opening import open_place

        now, careful = self.clock.now(), read_only or self.clock.rehearses
        store = open_place(self.place, unlocked, now=now, read_only=careful)
        if careful and not read_only and store.kind != "real":
            store.close()
            store = open_place(self.place, unlocked, now=now)
        try:
            self.team = store.read(read_team)
            self.pack = _load_pack(self.team.policy)
        except BaseException:
            store.close()
            raise
        self._store, self._unlocked = store, unlocked
        self.kind, self.read_only = store.kind, store.read_only
        store.steps[:] = self._steps

    async def lock(self) -> None:
        """Write everything through, close the store and forget its key; what was undoable stays so."""
        await self._ask(self._close)

    def leave(self) -> None:
        """Write what is queued, close the store and end its thread. What is only to be read is left out.

        Safe to call twice.
        """
        self._leaving = True
        self._thread.submit(self._close)
        self._thread.finish(timeout=30)

    def _close(self) -> None:
        if self._store is not None:
            self._steps = list(self._store.steps)
            self._store.close()
        self._store = self._unlocked = None

    # -- using -----------------------------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Say whether the store is open."""
        return self._store is not None

    @property
    def today(self) -> date:
        """The day of this sitting."""
        return self.clock.today()

    @property
    def moment(self) -> date | datetime:
        """What dates are worked out for: now, or the day that ``--today`` named."""
        return self.clock.moment()

    @property
    def actor(self) -> str:
        """Who changes the store: the manager's number, or whoever came in with the organisation's key."""
        if self._unlocked is not None and self._unlocked.cover:
            return f"cover {self._unlocked.cover}"
        return self.team.manager_number or "manager"

    @property
    def is_covered(self) -> bool:
        """Say whether the organisation's key opened the store, and not its owner."""
        return self._unlocked is not None and bool(self._unlocked.cover)

    async def read(self, query: Callable[[Session], T]) -> T:
        """Run a query in the store's thread; raise Refused where it cannot be read."""

        def job() -> T:
            store = self._the_store()
            if self._leaving:
                raise Refused("The store is being closed.")
            return store.read(query)

        return await self._ask(job)

    async def change(self, function: Callable[[Change], T]) -> T:
        """Run a named change; when this returns, it is written. Raises Refused with nothing changed."""
        now, today, actor = self.clock.now(), self.today, self.actor

        def job() -> tuple[T, int]:
            store = self._the_store()
            before = store.steps[-1:]
            made = store.change(function, now=now, today=today, actor=actor)
            after = store.steps[-1:]  # none after what is not taken back, such as signing
            return made, after[0].first_line if after and after != before else 0

        made, self._latest = await self._ask(job)
        self.touched()
        return made

    async def undo(self) -> Step | None:
        """Take back the latest change of this sitting; None when there is none."""
        now, today, actor = self.clock.now(), self.today, self.actor
        step = await self._ask(lambda: self._the_store().undo(now=now, today=today, actor=actor))
        self.touched()
        self.words_are_back = step is not None and await self._bring_words_back(step)
        return step

    def came_of(self, key: str, answers: dict[str, str]) -> None:
        """Remember what was typed for the latest change: taking it back is not to take the words away."""
        if self._latest and any(answers.values()):
            self._typed[self._latest] = key, answers

    async def _bring_words_back(self, step: Step) -> bool:
        """Keep as a draft again what was typed for a change, unless something newer is kept; say whether it is."""
        from models.drafts import read_draft, save_draft

        key, answers = self._typed.pop(step.first_line, ("", {}))
        if not key:
            return False
        try:
            if await self.read(read_draft(key)) is not None:
                return False
            await self.quietly(save_draft(key, answers, self.clock.now()))
        except Refused:
            return False
        return True

    def touched(self) -> None:
        """Note that the store was changed, and tell whoever watches it."""
        self.version += 1
        for watcher in self.watchers:
            watcher()

    async def quietly(self, function: Callable[[Session], T]) -> T:
        """Write something that is no change of the record: a draft."""
        return await self._ask(lambda: self._the_store().quietly(function))

    async def with_store(self, job: Callable[[Store, Unlocked], T]) -> T:
        """Run a job that needs the store itself: a backup, a check, another passphrase."""

        def run() -> T:
            store, unlocked = self._the_store(), self._unlocked
            assert unlocked is not None
            return job(store, unlocked)

        return await self._ask(run)

    async def reread_team(self) -> None:
        """Read the team and its pack again after they were changed."""
        from models.reading.team import read_team

        self.team = await self.read(read_team)
        self.pack = await self._ask(lambda: _load_pack(self.team.policy))

    async def _ask(self, job: Callable[[], T]) -> T:
        return await asyncio.wrap_future(self._thread.submit(job))

    def _the_store(self) -> Store:
        if self._store is None:
            raise Refused("The store is locked.")
        return self._store


def _load_pack(name: str) -> Pack:
    from models.policy import load_pack
    from tui.settings import own_packs

    return load_pack(name, own_packs())


_LITTER = 7_000
"""Objects made and not freed after which the collector looks through the young: ten times Python's own number.

A page makes thousands that all stay; looking through them, and every tenth time of the tenth time through everything,
falls into the very key that waits for it. What is left of closed screens is collected at rest (`tui.clearing`).
"""


def _preload() -> None:
    """Load what comes after the unlock screen, and put the collector to rest over it."""
    import gc

    from sqlalchemy.orm import configure_mappers

    import tui.commands
    import tui.screens.board
    import tui.screens.overdue  # noqa: F401

    configure_mappers()
    gc.collect()
    gc.freeze()
    gc.set_threshold(_LITTER)
    gc.enable()
