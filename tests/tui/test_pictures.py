"""A few whole screens as they looked when somebody last agreed to them, each with the words it must have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from models.store.place import Place
from tests.tui.conftest import wait_for
from tests.tui.looking import picture
from tests.tui.pictures import Picture, to_the_board
from tui.screens.fields import FieldsDialog


async def to_the_child(pilot: Pilot[Any]) -> None:
    """Open the child under the cursor."""
    await to_the_board(pilot)
    await pilot.press("enter")


async def to_the_form(pilot: Pilot[Any]) -> None:
    """Ask to add a child, and stand on a pick list."""
    await to_the_board(pilot)
    await pilot.press("a", *["tab"] * 6)


async def to_the_first_question(pilot: Pilot[Any]) -> None:
    """Wait for the first question of the first run."""
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))


async def stay(pilot: Pilot[Any]) -> None:
    """Stay where the program begins."""
    await pilot.pause()


async def to_the_agenda(pilot: Pilot[Any]) -> None:
    """Fill the agenda of the next session with the first of the list."""
    await to_the_board(pilot)
    await pilot.press("f3")
    await wait_for(pilot, lambda: "Next with each" in picture(pilot))
    await pilot.press("enter")
    await wait_for(pilot, lambda: "What could be on it" in picture(pilot))
    await pilot.press("g")
    await wait_for(pilot, lambda: "Filled" in picture(pilot))


class TestPictures:
    """Screens of the demo on a fixed day."""

    def test_the_board_on_a_small_terminal(self, demo: Place, snap_compare: Callable[..., bool]) -> None:
        """80 by 24: the strip of stages, one of them whole, and as many hints as fit."""
        picture = Picture(snap_compare)
        assert picture.matches(demo, (80, 24), to_the_board)
        for said in ("1 Assessment 21  2 Agreeing 20", "STUCK: 102 days here, team median 35", "more below"):
            assert said in picture.words

    def test_a_child(self, demo: Place, snap_compare: Callable[..., bool]) -> None:
        """The whole trail: situations, what is open and closed, moves with their time, discussions."""
        picture = Picture(snap_compare)
        assert picture.matches(demo, (120, 40), to_the_child)
        for said in (
            "Situations",
            "Open 102 days:",
            "Closed Mon 15 Jun 2026",
            "began in 1 Assessment",
            "Allocated to",
        ):
            assert said in picture.words

    def test_a_form(self, demo: Place, snap_compare: Callable[..., bool]) -> None:
        """Fields, how a date is understood, and the list of the field under the cursor."""
        picture = Picture(snap_compare)
        assert picture.matches(demo, (80, 24), to_the_form)
        for said in ("Add a child", "Sat 21 Nov 2026", "Ellie Penfold", "Ctrl+S save", "Esc leave"):
            assert said in picture.words

    def test_an_agenda(self, demo: Place, snap_compare: Callable[..., bool]) -> None:
        """What could be on it with its reasons, what is with its minutes, the bar, the sum."""
        picture = Picture(snap_compare)
        assert picture.matches(demo, (120, 40), to_the_agenda)
        for said in (
            "What could be on it: 8",
            "there is no room for it",
            "90 of 90 min, exactly",
            "25 days late",
            "12 children in 90 minutes is 7.5 minutes each",
            "Filled: 18 items",
        ):
            assert said in picture.words

    def test_the_first_question(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snap_compare: Callable[..., bool]
    ) -> None:
        """A fresh machine."""
        monkeypatch.chdir(tmp_path)
        picture = Picture(snap_compare)
        assert picture.matches(Place(Path("store")), (80, 24), to_the_first_question)
        for said in ("Your team", "no network, no AI", "Staff number", "any id that is yours alone"):
            assert said in picture.words

    def test_locked(
        self, owned: tuple[Place, str], monkeypatch: pytest.MonkeyPatch, snap_compare: Callable[..., bool]
    ) -> None:
        """The screen that is painted first."""
        monkeypatch.chdir(owned[0].folder.parent)
        picture = Picture(snap_compare)
        assert picture.matches(Place(Path("store")), (80, 24), stay)
        for said in ("Locked. Type your passphrase.", "F7 by recovery key", "F8 only look", "Ctrl+Q quit"):
            assert said in picture.words
