"""Someone on a performance plan whose figure nobody has said yet: the page says so, and Enter asks for it (NCT-X20)."""

from __future__ import annotations

from models.changes.team import PractitionerFacts, add_practitioner
from models.reading.due import read_due
from tests.made import ago
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on_words, toasts
from tests.tui.people import page_of
from tui.screens.entry import EntryScreen
from tui.screens.person import PersonScreen


class TestPlan:
    """The frequency is the plan's (NCT-T11); what is missing is asked for where it is missed."""

    async def test_enter_asks_how_often(self, demo_of: Demos, running: Running) -> None:
        """The second role stands on the page; the form of what is known says which figure is meant."""
        async with running(demo_of("northamptonshire")) as pilot:
            facts = PractitionerFacts(
                "P77", "Zoe Plan", "social_worker", also_role="performance_plan", started_on=ago(30)
            )
            desk = app_of(pilot).desk
            person = await desk.change(lambda change: add_practitioner(change, facts).id)
            await page_of(pilot, "Zoe Plan")
            assert "On a performance improvement plan" in picture(pilot)
            stand_on_words(pilot, "#person", "The interval in the plan")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            assert "“Performance plan, days” is how often" in picture(pilot)
            await pilot.press(*["tab"] * 13, *"14", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            due = await desk.read(lambda session: read_due(session, desk.pack, DAY))
            mine = [one for one in due.lines if one.practitioner_id == person]
            assert not [one for one in mine if one.rule == "NCT-T11" and one.day is None]
            assert "a session every 14 days" in picture(pilot)
            await pilot.press("ctrl+c")
            await wait_for(pilot, lambda: "Ctrl+Q leaves" in toasts(pilot))
            assert "[b]" not in toasts(pilot), "said in words, without markup"
