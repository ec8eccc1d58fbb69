"""A made-up Kent team on a fixed day, made once and copied by each test, and the app over it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.demo import make_team
from models.store.opening import NewStore, make_store
from models.store.place import Place
from tests import made
from tests.tui.quiet import wait_until_quiet
from tui.app import Footprint
from tui.desk import Desk
from tui.settings import Settings
from tui.when import Clock

DAY = date(2026, 11, 21)
PATIENCE = 90
"""The seconds after which something that does not come is a fault, on however busy a machine."""
Running = Callable[..., AbstractAsyncContextManager[Pilot[Any]]]


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a configuration folder of its own."""
    folder = tmp_path / "config"
    monkeypatch.setenv("FOOTPRINT_CONFIG", str(folder))
    return folder


@pytest.fixture(autouse=True)
def no_guessing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have keys and pauses wait for what is under way, and no longer; draw as soon as there is something new."""
    monkeypatch.setattr("textual.screen.UPDATE_PERIOD", 1 / 1000)
    monkeypatch.setattr("textual.app.wait_for_idle", wait_until_quiet)
    monkeypatch.setattr("textual.pilot.wait_for_idle", wait_until_quiet)


@pytest.fixture(autouse=True)
def said_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have what is said in passing stand until it is looked at: a busy machine may take seconds over that."""
    monkeypatch.setattr(Footprint, "NOTIFICATION_TIMEOUT", 600)


@pytest.fixture(autouse=True)
def cheap_guesses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a passphrase of a few tests' life cost little: what one costs is tested where it is worked out."""
    monkeypatch.setattr("models.store.keys.USUAL", made.CHEAP)


Demos = Callable[[str], Place]


@pytest.fixture(scope="session")
def made_demos(tmp_path_factory: pytest.TempPathFactory) -> Demos:
    """The demo's store of any policy on the tests' day, each made once."""
    places: dict[str, Place] = {}

    def of(policy: str) -> Place:
        if policy not in places:
            places[policy] = made.place_in(tmp_path_factory.mktemp(policy))
            new = NewStore("demo", None, made.NOW, DAY, "demo")
            make_store(places[policy], new, lambda change: make_team(change, policy, DAY))
        return places[policy]

    return of


@pytest.fixture
def demo_of(tmp_path: Path, made_demos: Demos) -> Demos:
    """Return what copies the demo's store of a policy for this test alone."""
    return lambda policy: made.copy_of(made_demos(policy), tmp_path)


@pytest.fixture
def demo(demo_of: Demos) -> Place:
    """A copy of the Kent demo's store for this test alone."""
    return demo_of("kent")


async def wait_for(pilot: Pilot[Any], seen: Callable[[], bool]) -> None:
    """Wait until something can be seen, with everything that was under way done."""
    deadline = asyncio.get_running_loop().time() + PATIENCE
    while not seen():
        assert asyncio.get_running_loop().time() < deadline, f"it does not come: {pilot.app.screen}"
        await pilot.pause(0.005)
    await pilot.pause()


async def shown(pilot: Pilot[Any], mode: str) -> None:
    """Wait until a mode is shown: a store whose door stands open goes to the board by itself."""
    await wait_for(pilot, lambda: pilot.app.current_mode == mode)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


@pytest.fixture
def running() -> Running:
    """Return what runs the app over a store, unlocked, at a size."""

    @asynccontextmanager
    async def run(
        place: Place,
        size: tuple[int, int] = (120, 40),
        passphrase: str = "",
        **more: Any,
    ) -> AsyncIterator[Pilot[Any]]:
        app = Footprint(Desk(place, Clock(DAY)), Settings(), **more)
        app.animation_level = "none"
        async with app.run_test(size=size, notifications=True) as pilot:
            if passphrase:
                await app.desk.unlock(passphrase)
                await app.opened()
            await shown(pilot, "board")
            yield pilot
            app.desk.leave()

    return run
