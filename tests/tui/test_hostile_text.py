"""Text that would break a screen: drawn as it is, on every screen, and read as no markup."""

from __future__ import annotations

import pytest

from models.changes.children import add_child
from models.changes.involvements import open_involvement
from models.changes.situations import add_situation
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner, record_absence
from models.store.change import Change
from models.store.place import Place
from tests import made
from tests.tui.conftest import DAY, Running
from tests.tui.looking import app_of, picture, stand_on

HOSTILE = (
    "[/b]",
    "[with dad] Tue",
    "[/",
    "[@click=app.quit]x[/]",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "\u202egnp.exe",
    "a\u0301\u0323\u0332" * 20,
    "العربية",
    "=cmd|' /C calc'!A0",
    "x" * 190,
    "\x1b]0;title\x07\x1b[2J",
)


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


@pytest.mark.parametrize("text", HOSTILE)
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
