"""Nothing competes with a picture that is on its way, and what is waited for does not wait for a beat."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest
from textual import events
from textual._compositor import LayoutUpdate
from textual.pilot import Pilot
from textual.screen import Screen

from models.store.place import Place
from tests.tui.conftest import PATIENCE, Running, wait_for
from tests.tui.looking import picture
from tests.tui.quiet import wait_until_quiet
from tui.app import Footprint
from tui.screens.base import Room
from tui.screens.entry import EntryScreen
from tui.screens.handovers import HandoversScreen
from tui.widgets.line import Line

NEVER = 600.0


@pytest.fixture(autouse=True)
def unhurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have nothing begin that waits for a pause or for too long: a busy machine has pauses within one step.

    What is made ahead, once nobody presses anything, would be seen among what is painted and made.
    """
    monkeypatch.setattr("tui.due_watch.RESTED", NEVER)
    monkeypatch.setattr("tui.awake.RESTED", NEVER)
    monkeypatch.setattr("tui.quick_app.WAITED_AT_MOST", NEVER)


async def without_a_beat(pilot: Pilot[Any]) -> Room:
    """Go to the records, whose frame timer never beats from then on: nothing paints them but what is tried."""
    await pilot.app.switch_mode("records")
    await pilot.pause()
    room = cast("Room", pilot.app.screen)
    room._update_timer.stop()
    return room


class TestOncePainted:
    """Work that waits for the next picture."""

    async def test_after_the_picture_that_was_held_back(self, demo: Place, running: Running) -> None:
        """While the picture is held back nothing begins; what waits begins once, when the picture is shown."""
        async with running(demo) as pilot:
            program, begun = cast("Footprint", pilot.app), list[str]()
            with program.batch_update():
                program.once_painted(lambda: begun.append("first"))
                await program.switch_mode("people")
                await pilot.pause()
                assert begun == []
            await pilot.pause()
            program.screen.refresh()
            await pilot.pause()
            assert begun == ["first"]

    async def test_where_all_stands_there_already(self, demo: Place, running: Running) -> None:
        """Nothing more is painted then, and nothing waits for it."""
        async with running(demo) as pilot:
            program, begun = cast("Footprint", pilot.app), list[str]()
            await program.switch_mode("people")
            await wait_for(pilot, lambda: cast("Room", program.screen).stands)
            program.set_timer = no_timer  # type: ignore[method-assign, assignment]
            program.once_painted(lambda: begun.append("first"))
            await pilot.pause()
            assert begun == ["first"]


def no_timer(*_: object, **__: object) -> None:
    """Start no timer."""


class TestPaintAtOnce:
    """What was asked for is painted when it arrives, not at the next beat of the frame timer."""

    async def test_without_a_beat(self, demo: Place, running: Running) -> None:
        """Where the timer never beats, a change asked for at once is painted, and only that one."""
        async with running(demo) as pilot:
            program, painted = cast("Footprint", pilot.app), list[str]()
            room = await without_a_beat(pilot)
            program.once_painted(lambda: painted.append("hits"))
            room.query_one("#status", Line).show(" one")
            await pilot.pause()
            assert painted == []
            room.query_one("#status", Line).show(" two")
            room.paint_at_once()
            await pilot.pause()
            assert painted == ["hits"]
            assert room._at_once is False


class TestPaintedWhole:
    """A whole picture holds everything that was asked for before it: none of that is painted a second time."""

    async def test_what_came_before_is_done_and_what_comes_after_is_not(
        self, demo: Place, running: Running
    ) -> None:
        """Whether a widget had said already that it changed or not; what changes afterwards is still painted."""
        async with running(demo) as pilot:
            room = await without_a_beat(pilot)
            status = room.query_one("#status", Line)
            status.show(" said already")
            await wait_until_quiet()  # a pilot's own pause paints
            assert status in room._dirty_widgets
            status.show(" not yet said")
            room.refresh()
            room._on_timer_update()
            await wait_until_quiet()
            assert not room._dirty_widgets
            status.show(" afterwards")
            await wait_until_quiet()
            assert room._dirty_widgets == {status}

    async def test_a_screen_that_came_to_the_front_is_painted_once(
        self, demo: Place, running: Running
    ) -> None:
        """Painted since, it is not painted again for having come to the front; not yet painted, it is."""
        async with running(demo) as pilot:
            room = await without_a_beat(pilot)
            before = events.ScreenResume()
            room.refresh()
            room._on_timer_update()
            room.post_message(before)
            await wait_until_quiet()
            assert not room._repaint_required
            room.post_message(events.ScreenResume())
            await wait_until_quiet()
            assert room._repaint_required


class Watched:
    """What was painted of a program, picture by picture, and the screens whose styles were worked out."""

    def __init__(self, program: Footprint) -> None:
        self.painted: list[str] = []
        self.whole: list[str] = []
        self.dressed: list[object] = []
        self._display, self._update = program._display, program.stylesheet.update_nodes
        self._program = program
        program._display = self._shown  # type: ignore[method-assign, assignment]
        program.stylesheet.update_nodes = self._dress  # type: ignore[method-assign]

    def _shown(self, screen: Screen[Any], picture: Any) -> None:
        if picture is not None and screen is self._program.screen:
            self.painted.append(type(screen).__name__)
            if isinstance(picture, LayoutUpdate):
                self.whole.append(type(screen).__name__)
        self._display(screen, picture)

    def _dress(self, nodes: Any, animate: bool = False) -> None:
        self.dressed.extend(node for node in nodes if isinstance(node, Screen))
        self._update(nodes, animate)


class TestFirstShowing:
    """A page or a dialog that was just made is one picture, with all that stands on it."""

    async def test_one_picture(self, demo: Place, running: Running) -> None:
        """Its styles are not worked out again."""
        async with running(demo) as pilot:
            program = cast("Footprint", pilot.app)
            await program.switch_mode("people")
            await wait_for(pilot, lambda: cast("Room", program.screen).stands)
            program.HELD_AT_MOST = NEVER
            watched = Watched(program)
            await pilot.press("t")
            await wait_for(pilot, lambda: cast("Room", program.screen).stands)
            await pilot.pause()
            assert watched.painted == ["TeamScreen"]
            assert watched.dressed == []

    async def test_a_dialog(self, demo: Place, running: Running) -> None:
        """Its labels are as wide as they need from the first, and the choices are those of its first field."""
        async with running(demo) as pilot:
            program = cast("Footprint", pilot.app)
            await program.switch_mode("people")
            await wait_for(pilot, lambda: cast("Room", program.screen).stands)
            program.HELD_AT_MOST = NEVER
            watched = Watched(program)
            await pilot.press("a")
            await wait_for(pilot, lambda: isinstance(program.screen, EntryScreen) and program.screen.stands)
            await pilot.pause()
            assert watched.whole == ["EntryScreen"]  # a cursor that blinks is painted too, and is not all
            shown = picture(pilot)
            assert all(one.label in shown for one in cast("EntryScreen", program.screen).form.fields)


class TestCovered:
    """What cannot be seen is not painted, and has nothing painted for it."""

    async def test_below_a_page(self, demo: Place, running: Running) -> None:
        """A change on the board leaves the page over it alone, and stands there once the page is left."""
        async with running(demo) as pilot:
            program = cast("Footprint", pilot.app)
            board = cast("Room", program.screen)
            program.open_team()
            await wait_for(pilot, lambda: cast("Room", program.screen).stands)
            page, whole_at = cast("Room", program.screen), cast("Room", program.screen)._whole_at
            board.query_one("#top", Line).show("changed below")
            board.refresh(layout=True)
            board._on_timer_update()
            board._compositor_refresh()
            await pilot.pause()
            assert page.stands
            assert page._whole_at == whole_at


class TestFromThePalette:
    """A command that opens a page: what lay below the palette is not painted for the moment between the two."""

    async def test_the_board_is_not_painted_in_between(self, demo: Place, running: Running) -> None:
        """Chosen by name, the page's own picture is the next that is whole."""
        async with running(demo) as pilot:
            program = cast("Footprint", pilot.app)
            board = cast("Room", program.screen)
            program.HELD_AT_MOST = NEVER
            await pilot.press("ctrl+p", *"handovers")
            await wait_for(pilot, lambda: "handovers" in picture(pilot).casefold())
            before = board._whole_at
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(program.screen, HandoversScreen))
            assert board._whole_at == before

    async def test_a_command_that_takes_long_holds_nothing_back(self, demo: Place, running: Running) -> None:
        """The picture is let go after a moment, though the command is not done."""
        async with running(demo) as pilot:
            program, done = cast("Footprint", pilot.app), asyncio.Event()
            program.delay_update()
            program.call_later(done.wait)
            async with asyncio.timeout(PATIENCE):
                while program._batch_count:  # a pilot's own waiting would wait for the command
                    await asyncio.sleep(0)
            done.set()
