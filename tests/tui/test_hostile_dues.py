"""Text that would break a screen, in what is due: names, reasons and criteria, on every screen about dates."""

from __future__ import annotations

from typing import Any

import pytest

from models.changes.children import add_child
from models.changes.intervals import shorten_for_child
from models.changes.involvements import open_involvement
from models.changes.planning import Plan, plan_supervision
from models.changes.rearranging import move_supervision
from models.changes.team import PractitionerFacts, add_practitioner
from models.policy import load_pack
from models.store.change import Change
from models.store.place import Place
from tests import made
from tests.tui.conftest import DAY, Running
from tests.tui.hostile import ALL_AT_ONCE, HOSTILE
from tests.tui.looking import app_of, picture

LONG = "x" * 190


def fill(text: str) -> Any:
    """Return a change that puts the text wherever words about dates can stand; it gives a session's id."""

    def job(change: Change) -> int:
        pack = load_pack("kent")
        facts = PractitionerFacts("P900", text, "social_worker", started_on=made.ago(90), frontline=True)
        person = add_practitioner(change, facts)
        child = add_child(change, "77001", "QX")
        open_involvement(change, child.id, "childrens_social_work", made.ago(100), person.id)
        shorten_for_child(change, pack, child.id, 30, text[:190])
        session = plan_supervision(change, Plan("case", person.id, made.ago(-3)), [child.id])
        move_supervision(change, pack, session.id, made.ago(-9), text[:190], "other")
        return session.id

    return job


@pytest.mark.parametrize(
    "text",
    [ALL_AT_ONCE, LONG, *(pytest.param(each, marks=pytest.mark.sweep) for each in HOSTILE)],
)
class TestHostileText:
    """No screen about dates is broken by what a person typed."""

    async def test_every_screen_draws_it(self, demo: Place, running: Running, text: str) -> None:
        """List, groups, explanation, weeks, child, what if, session, person, in every mode."""
        async with running(demo) as pilot:
            app = app_of(pilot)
            session_id = await app.desk.change(fill(text))
            await app.dues.fresh()
            await pilot.press("f5", "slash", *"77001", "enter")
            assert app.desk.today == DAY
            for keys in (
                ["question_mark"],
                ["escape", "s"],
                ["enter"],
                ["t"],
                ["escape", "escape", "w"],
                ["escape", "i"],
                ["escape", "d"],
                ["escape", "p"],
                ["escape", "f"],
                ["escape"],
            ):
                await self._look(pilot, keys)
            app.open_session(session_id)
            await self._look(pilot, ["m"])
            await self._look(pilot, ["escape", "f10"])
            await self._look(pilot, ["escape", "f6", "end", "enter"])
            assert app.is_running

    async def _look(self, pilot: Any, keys: list[str]) -> None:
        await pilot.press(*keys)
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        shown = picture(pilot)
        assert "\x1b" not in shown
        assert "\u202e" not in shown
