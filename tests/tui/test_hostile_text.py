"""Text that would break a screen: drawn as it is, on every screen, and read as no markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.binding import Binding
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from models.changes.children import add_child
from models.changes.involvements import open_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner, record_absence
from models.store.change import Change
from models.store.place import Place
from tests import made
from tests.tui.conftest import DAY, Running
from tests.tui.hostile import ALL_AT_ONCE, HOSTILE
from tests.tui.looking import app_of, picture, stand_on
from tui.screens.base import Room
from tui.screens.board import BoardScreen


def fill(text: str):  # type: ignore[no-untyped-def]
    """Return a change that puts the text wherever a person can put words."""

    def job(change: Change) -> int:
        person = add_practitioner(
            change,
            PractitionerFacts("P900", text or "x", "social_worker", job_title=text, started_on=made.ago(90)),
        )
        record_absence(change, person.id, DAY, kind=text[:40])
        child = add_child(change, "77001", text, family=text[:60])
        one = open_involvement(change, child.id, "childrens_social_work", made.ago(40), person.id)
        move_to_stage(change, [one.id], 3, made.ago(10), why=text)
        add_situation(change, child.id, "cin", made.ago(40), value=text[:30])
        return child.id

    return job


@pytest.mark.parametrize(
    "text",
    [HOSTILE[0], HOSTILE[-1], *(pytest.param(each, marks=pytest.mark.sweep) for each in HOSTILE[1:-1])],
)
class TestHostileText:
    """No screen is broken by what a person typed."""

    async def test_every_screen_draws_it(self, demo: Place, running: Running, text: str) -> None:
        """Board, child, people, practitioner, filter, search, help and toasts all stand, in every mode."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            await app.desk.change(fill(text))
            await pilot.press("escape")
            await pilot.pause()
            board = app.screen
            await board.reload()  # type: ignore[attr-defined]
            await stand_on(pilot, "77001")
            for keys in (
                ["enter"],
                ["escape", "f"],
                ["escape", "slash", *"[/b]", "escape"],
                ["f6"],
                ["enter"],
                ["escape"],
            ):
                await pilot.press(*keys)
                await pilot.pause()
                shown = picture(pilot)
                assert "\x1b" not in shown
                assert "\u202e" not in shown
                assert all(len(line) <= 400 for line in shown.splitlines())
            await pilot.press("f1", "escape", "f2", "f10")
            await pilot.pause()
            app.notify(text, markup=False)
            await pilot.pause()
            assert app.is_running


WALKS = {
    "the board": ("f2",),
    "a child": ("f2", "enter"),
    "people": ("f6",),
    "a practitioner": ("f6", "enter"),
    "the team": ("f6", "t"),
    "what is due": ("f5",),
    "records": ("f4",),
    "an agenda": ("f3", "enter"),
}
LEFT_OUT = ("undo", "back", "leave", "discard", "plain", "none", "caseload", "page", "walk", "look_back")
"""Actions that only go elsewhere, or would take the text away again."""


def drawn_plainly(pilot: Pilot[Any]) -> None:
    """Assert that the program runs, and that what it shows could not move the terminal's cursor."""
    assert pilot.app.is_running
    shown = picture(pilot)
    assert not set("\x1b\u202e\x07") & set(shown)


async def fill_every_field(pilot: Pilot[Any], text: str) -> None:
    """Put the text into every field that can be typed into now, and finish."""
    for field in pilot.app.screen.query(Input):
        if field.display and field.screen is pilot.app.screen:
            field.value = text
    for area in pilot.app.screen.query(TextArea):
        area.text = text
    await pilot.pause()
    drawn_plainly(pilot)
    await pilot.press("enter" if isinstance(pilot.app.screen, Room) else "ctrl+s")
    await pilot.pause()
    drawn_plainly(pilot)


async def back_to(pilot: Pilot[Any], room: Room, keys: tuple[str, ...]) -> Room:
    """Leave whatever is in front by Esc, or walk to the room again."""
    for _ in range(3):
        if pilot.app.screen is room and not isinstance(pilot.app.focused, Input):
            return room
        await pilot.press("escape")
        await pilot.pause()
    return await walk_to(pilot, keys)


async def walk_to(pilot: Pilot[Any], keys: tuple[str, ...]) -> Room:
    """Walk to a room by keys, from wherever."""
    while not isinstance(pilot.app.screen, Room):
        await pilot.press("escape")
        await pilot.pause()
    await pilot.press(*keys)
    await pilot.pause()
    assert isinstance(pilot.app.screen, Room)
    return pilot.app.screen


@pytest.mark.parametrize(
    "text",
    [ALL_AT_ONCE, *(pytest.param(each, marks=pytest.mark.sweep) for each in HOSTILE)],
    ids=["all at once", *(f"text {n}" for n in range(len(HOSTILE)))],
)
@pytest.mark.parametrize("where", WALKS)
class TestEveryField:
    """Every key of every screen is pressed, and the text typed into every field that it opens."""

    @pytest.fixture(autouse=True)
    def elsewhere(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Stand in a folder that is thrown away: the text is typed where files and folders are asked for too."""
        monkeypatch.chdir(tmp_path)

    async def test_nothing_breaks(self, demo: Place, running: Running, where: str, text: str) -> None:
        """Screens, dialogs, refusals beside fields and toasts draw the text as it is."""
        async with running(demo) as pilot:
            await app_of(pilot).desk.change(fill(text))
            board = pilot.app.screen
            assert isinstance(board, BoardScreen)
            await board.refresh_if_old()
            await stand_on(pilot, "77001")
            room = await walk_to(pilot, WALKS[where])
            for key in keys_of(room):
                await pilot.press(key)
                await pilot.pause()
                drawn_plainly(pilot)
                if isinstance(pilot.app.focused, Input | TextArea):
                    await fill_every_field(pilot, text)
                room = await back_to(pilot, room, WALKS[where])
            await pilot.press("f10", "f1")
            drawn_plainly(pilot)


def keys_of(room: Room) -> list[str]:
    """Return a key for each action of a screen, but for those that only go elsewhere."""
    return [
        binding.key.partition(",")[0]
        for binding in room.BINDINGS
        if isinstance(binding, Binding)
        and binding.description
        and not any(binding.action.startswith(each) for each in LEFT_OUT)
    ]
