"""What if, and the twelve weeks: dates tried side by side, and crowded weeks seen before they come."""

from __future__ import annotations

from typing import Any

import pytest
from textual.pilot import Pilot

from models.reading.due.weeks import Strip
from models.store.place import Place
from tests import made
from tests.tui.conftest import Demos, Running, wait_for
from tests.tui.looking import app_of, picture, words
from tui.screens.overdue import OverdueScreen
from tui.screens.weeks import WeeksScreen
from tui.screens.what_if import WhatIfScreen
from tui.widgets.week_strip import is_crowded


async def tried(pilot: Pilot[Any], find: str) -> None:
    """Open "what if" on a line of the overdue list."""
    await pilot.press("f5")
    await app_of(pilot).dues.fresh()
    await pilot.pause()
    await pilot.press("slash", *find, "enter", "t")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen))


class TestWhatIf:
    """Another date, situation or role, side by side; nothing is written."""

    async def test_another_day_of_discussion_moves_the_date(self, demo: Place, running: Running) -> None:
        """Discussed next Tuesday 38374 would be due ninety days later; ⌫ takes the try back."""
        async with running(demo) as pilot:
            version = app_of(pilot).desk.version
            await tried(pilot, "38374")
            assert (
                "Sun 4 Oct 2026 (KCC-T24), 48 days late  Sun 4 Oct 2026 (KCC-T24), 48 days late  stays"
                in (words(pilot, "#moved"))
            )
            await pilot.press("d", *"24/11", "ctrl+s")
            await pilot.pause()
            shown = words(pilot, "#moved")
            assert "Tried: discussed on Tue 24 Nov 2026" in shown
            assert "Mon 22 Feb 2027 (KCC-T24)  141 days later" in shown
            await pilot.press("backspace")
            await pilot.pause()
            assert "Nothing is changed yet" in words(pilot, "#moved")
            assert app_of(pilot).desk.version == version

    async def test_a_situation_brings_a_date_forward(self, demo_of: Demos, running: Running) -> None:
        """Under Northamptonshire's table a child protection plan wants four weeks, and the rule is named."""
        async with running(demo_of("northamptonshire")) as pilot:
            due = await app_of(pilot).dues.fresh()
            last = [line for line in due.lines if line.kind == "discussion" and line.day is not None][-1]
            await tried(pilot, last.label[:6])
            await pilot.press("s", *"child protection", "tab", *"today", "ctrl+s")
            await pilot.pause()
            shown = words(pilot, "#moved")
            assert "Tried: Child protection" in shown
            assert "sooner" in shown

    async def test_a_role_and_a_session_of_a_practitioner(self, demo: Place, running: Running) -> None:
        """A newly qualified worker is seen weekly: the session moves, and nothing is written."""
        async with running(demo) as pilot:
            await tried(pilot, "sam whitlock: case")
            await pilot.press("r", *"newly", "ctrl+s")
            await pilot.pause()
            await pilot.press("b", *"9/11", "ctrl+s")
            await pilot.pause()
            assert "supervision in the ASYE" in words(pilot, "#moved")

    async def test_it_is_on_the_childs_and_the_persons_page(self, demo: Place, running: Running) -> None:
        """The same key, t."""
        async with running(demo) as pilot:
            await app_of(pilot).dues.fresh()
            for keys in (["enter"], ["escape", "f6", "enter"]):
                await pilot.press(*keys)
                await pilot.pause()
                await pilot.press("t")
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, WhatIfScreen))
                await pilot.press("escape")
                await pilot.pause()


class TestTwelveWeeks:
    """A picture of numbers a week for each practitioner."""

    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (180, 50)])
    async def test_it_counts_and_names_the_crowded_week(
        self, demo_of: Demos, running: Running, size: tuple[int, int]
    ) -> None:
        """Joe Tranter's seventeen in the week of 23 November stand out, in a sign and in words."""
        async with running(demo_of("northamptonshire"), size=size) as pilot:
            await pilot.press("f5")
            await app_of(pilot).dues.fresh()
            await pilot.press("w")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, WeeksScreen))
            row = next(line for line in picture(pilot).splitlines() if "Joe Tranter" in line)
            assert "17!" in row
            while "Joe Tranter" not in words(pilot, "#status"):
                await pilot.press("down")
            await pilot.press("right")
            said = words(pilot, "#status")
            assert "Joe Tranter, week of Mon 23 Nov 2026: 17 due: children to discuss" in said
            assert "Crowded" in said

    async def test_enter_shows_the_lines(self, demo_of: Demos, running: Running) -> None:
        """The list is narrowed to that practitioner and the end of that week."""
        async with running(demo_of("northamptonshire")) as pilot:
            await pilot.press("f5")
            await app_of(pilot).dues.fresh()
            await pilot.press("w")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, WeeksScreen))
            await pilot.press("right", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            assert "Amina Yusuf, within 8 days" in words(pilot, "#top")

    async def test_projector_mode_shows_initials(self, demo: Place, running: Running) -> None:
        """No name on the picture."""
        async with running(demo, present=True) as pilot:
            await pilot.press("f5")
            due = await app_of(pilot).dues.fresh()
            await pilot.press("w")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, WeeksScreen))
            assert not [one.name for one in due.facts.people.values() if one.name in picture(pilot)]

    async def test_a_team_without_anything(self, tmp_path: Any, running: Running) -> None:
        """An empty store has an empty list and an empty picture, and no fault."""
        place = made.place_in(tmp_path / "empty")
        made.make(place)
        async with running(place) as pilot:
            await pilot.press("f5")
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            assert "0 overdue · 0 this week" in words(pilot, "#top")
            for key in ("question_mark", "g", "d", "p", "i", "t", "enter", "w"):
                await pilot.press(key)
                await pilot.pause()

    def test_crowded_is_far_above_the_rows_own_weeks(self) -> None:
        """Twelve among ones and fives; five among fives is not, and four never is."""
        assert is_crowded(Strip(None, 0, (0, 12, 1, 5)), 1)
        assert not is_crowded(Strip(None, 0, (5, 5, 5, 5)), 1)
        assert not is_crowded(Strip(None, 0, (0, 4, 0, 0)), 1)
