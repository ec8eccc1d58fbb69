"""Nothing competes with a picture that is on its way."""

from __future__ import annotations

from typing import cast

from models.store.place import Place
from tests.tui.conftest import Running
from tui.app import Footprint


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
