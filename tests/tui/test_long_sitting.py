"""A program that stays open all day: nothing grows, and nothing heavy loads before it is needed."""

from __future__ import annotations

import gc
import subprocess
import sys
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from models.store.place import Place
from tests.made import ROOT
from tests.tui.conftest import Running, shown, wait_for
from tests.tui.looking import app_of


def live_widgets() -> int:
    """Return how many widgets are alive, whether or not anybody shows them."""
    gc.collect()
    return sum(isinstance(each, Widget) for each in gc.get_objects())


async def a_round(pilot: Pilot[Any]) -> None:
    """Switch the modes, walk, open and leave dialogs and pages, change the focus, lock and unlock."""
    await pilot.press("f6", "down", "f5", "f4", "f2", "right", "down", "f", "tab", "tab", "escape")
    await pilot.press("enter", "down", "h", "tab", "escape", "escape", "f1", "escape")
    await pilot.pause()


class TestNothingGrows:
    """Widgets that were closed are gone."""

    @pytest.mark.parametrize("rounds", [3, pytest.param(250, marks=pytest.mark.sweep)])
    async def test_the_count_of_live_widgets_is_flat(
        self, demo: Place, running: Running, rounds: int
    ) -> None:
        """Twenty focus changes and five switches of mode a round: as many widgets after as before."""
        async with running(demo) as pilot:
            for _ in range(2):
                await a_round(pilot)
            before = live_widgets()
            for _ in range(rounds):
                await a_round(pilot)
            # the last page takes a moment to close
            await wait_for(pilot, lambda: live_widgets() <= before + 3)

    async def test_locking_again_and_again(self, demo: Place, running: Running) -> None:
        """A lock keeps what it hides, once."""
        async with running(demo) as pilot:
            counts = []
            for _ in range(4):
                await pilot.press("ctrl+l")
                await shown(pilot, "locked")
                await pilot.press("enter")
                await shown(pilot, "board")
                counts.append(live_widgets())
            assert counts[-1] <= counts[1] + 1
            assert app_of(pilot).desk.is_open


PAINTED = """
import sys
from pathlib import Path

import tui.starting
from tui.app import Footprint
from tui.desk import Desk
from tui.screens.unlock import UnlockScreen
from tui.when import Clock
from models.store.place import Place

HEAVY = ("sqlmodel", "sqlalchemy", "sqlcipher3", "pydantic", "alembic", "holidays", "pendulum", "docx", "lxml",
         "jinja2", "xlsxwriter", "python_calamine", "tui.screens.board", "models.clock", "models.policy",
         "ssl", "_hashlib", "tui.settling", "tui.booking", "tui.keeping", "tui.by_hand", "tui.gating",
         "tui.screens.entry", "tui.screens.fields", "tui.screens.person")

def loaded():
    return [name for name in HEAVY if name in sys.modules]

class Watched(Desk):
    def preload(self):
        print("painted:", *loaded())
        super().preload()

app = Footprint(Watched(Place(Path(sys.argv[1])), Clock()))

async def look(pilot):
    while "tui.screens.board" not in sys.modules:
        await pilot.pause(0.02)
    await pilot.pause()
    app.desk.leave()
    print("ready:", *loaded())
    app.exit()

app.run(headless=True, auto_pilot=look)
"""


class TestStartingUp:
    """The first screen is there before anything heavy."""

    def test_it_is_painted_before_the_store_is_imported(self, owned: tuple[Place, str]) -> None:
        """When the store's thread begins to load, the unlock screen was painted, and none of it was imported."""
        place, _ = owned
        done = subprocess.run(
            [sys.executable, "-c", PAINTED, str(place.folder)], capture_output=True, text=True, cwd=ROOT
        )
        assert done.returncode == 0, done.stderr
        painted, ready = done.stdout.splitlines()
        assert painted.strip() == "painted:"
        for needed in ("sqlmodel", "tui.screens.board"):
            assert needed in ready.split()
        late_ones = ("docx", "lxml", "alembic", "xlsxwriter", "ssl", "_hashlib")
        keys = ("settling", "booking", "keeping", "by_hand", "gating", "screens.entry", "screens.fields")
        for late in (*late_ones, *(f"tui.{name}" for name in (*keys, "screens.person"))):
            assert late not in ready.split()

    @pytest.mark.parametrize(
        "module", ["tui.main", "tui.starting", "tui.app", "tui.typing_ahead", "tui.due_watch"]
    )
    def test_the_way_to_the_first_paint_is_light(self, module: str) -> None:
        """Each module on the way brings none of the store's libraries."""
        heavy = "sqlmodel,sqlalchemy,pydantic,holidays,pendulum,docx,lxml,jinja2,nacl,sqlcipher3"
        code = f"import sys, {module}\nprint(*[each for each in '{heavy}'.split(',') if each in sys.modules])"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)
        assert (done.returncode, done.stdout.strip()) == (0, "")
