"""What stands beside a sheet of the yearly survey."""

from __future__ import annotations

import re

from forms.template.load import load_form
from models.reading.record_context import AskedFor
from models.reading.records import read_record
from models.store.change import Change
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.made import NOW, TODAY
from tests.tui import recording
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture
from tui.record.beginning import begin_on
from tui.record.reading import read_surroundings
from tui.screens.complete import CompleteDialog


class TestASheet:
    """No name on it, and nobody's answers beside it."""

    def test_the_next_one_does_not_see_the_one_before(self, store: Store) -> None:
        """Two sheets on one day: beside the second nothing stands of last time."""
        form = load_form("supervision_survey")

        def sheet(change: Change) -> int:
            return begin_on(change, form, AskedFor(TODAY), "kent", NOW)

        made.do(store, sheet)
        second = made.do(store, sheet)
        beside = store.read(
            lambda session: read_surroundings(session, read_record(session, second), form, TODAY)
        )
        assert beside.last is None
        assert not beside.last_of

    async def test_by_hand_on_a_small_screen(self, demo: Place, running: Running) -> None:
        """As much of it as there is room; what is no answer is told in its words; nobody signs it."""
        async with running(demo, size=(80, 24)) as pilot:
            program = app_of(pilot)
            number = await program.desk.change(
                lambda change: begin_on(
                    change, load_form("supervision_survey"), AskedFor(DAY), "kent", program.desk.clock.now()
                )
            )
            await recording.opened(pilot, number)
            hints = picture(pilot).splitlines()[-1]
            assert "f finish" in hints
            assert not {"s sign", "a add", "d done", "c child", "e entered"} & set(re.split(r"  +", hints))
            await pilot.press("right")
            await pilot.pause()
            shown = picture(pilot)
            assert "4 more lines below" in shown
            assert "What we agreed last time is looked at" in shown
            await pilot.press("enter", *"zzz", "enter")
            await pilot.pause()
            assert "choose one of: Yes, Partly, No, Can't say" in picture(pilot)
            await pilot.press("ctrl+u", *"can", "enter", "escape", "s")
            await pilot.pause()
            assert "Nobody signs this: no name belongs on it." in picture(pilot)
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, CompleteDialog))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: "Complete. f makes it a draft again." in picture(pilot))
