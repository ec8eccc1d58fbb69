"""Nothing competes with a picture that is on its way, and what is waited for does not wait for a beat."""

from __future__ import annotations

from typing import cast

from textual._wait import wait_for_idle

from models.store.place import Place
from tests.tui.conftest import Running
from tui.app import Footprint
from tui.screens.base import Room
from tui.widgets.line import Line


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


class TestPaintAtOnce:
    """What was asked for is painted when it arrives, not at the next beat of the frame timer."""

    async def test_without_a_beat(self, demo: Place, running: Running) -> None:
        """Where the timer never beats, a change asked for at once is painted, and only that one."""
        async with running(demo) as pilot:
            program, painted = cast("Footprint", pilot.app), list[str]()
            await program.switch_mode("records")
            await pilot.pause()
            room = cast("Room", program.screen)
            room._update_timer.stop()
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
            program = cast("Footprint", pilot.app)
            await program.switch_mode("records")
            await pilot.pause()
            room = cast("Room", program.screen)
            room._update_timer.stop()
            status = room.query_one("#status", Line)
            status.show(" said already")
            await wait_for_idle(0)  # a pilot's own pause paints
            assert status in room._dirty_widgets
            status.show(" not yet said")
            room.refresh()
            room._on_timer_update()
            await wait_for_idle(0)
            assert not room._dirty_widgets
            status.show(" afterwards")
            await wait_for_idle(0)
            assert room._dirty_widgets == {status}
