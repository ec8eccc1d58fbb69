"""The team's page and the manager's own: who decides meanwhile, plans, themes, disagreements, themself supervised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from textual.pilot import Pilot

from models.changes.disagreements import raise_disagreement
from models.changes.events import record_event
from models.changes.planning import Plan, plan_supervision
from models.changes.record_parts import About, Written
from models.changes.records import begin_record
from models.changes.team import record_absence
from models.reading.due import read_due
from models.reading.people import read_people
from models.reading.team_page import ThemeView
from models.store.change import Change
from models.store.place import Place
from models.tables import Practitioner
from tests.models.recording import answers
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, stand_on_row, words
from tests.tui.sittings import run
from tui.screens.builder import BuilderScreen
from tui.screens.entry import EntryScreen
from tui.screens.people import PeopleScreen
from tui.screens.person import PersonScreen
from tui.screens.record import RecordScreen
from tui.screens.team import TeamScreen


def said_by_team(pilot: Pilot[Any]) -> str:
    """Return what the team's page says; nothing while it is not there yet."""
    screen = app_of(pilot).screen
    return words(pilot, "#team") if isinstance(screen, TeamScreen) and screen.query("#team") else ""


class TestKent:
    """Cover, Form E, disagreements, and the manager as supervisee."""

    async def test_the_manager_away_the_plan_and_their_own_session(
        self, demo: Place, running: Running
    ) -> None:
        """Who decides is said at once where a decision is noted; the manager's own session settles their clock."""
        async with running(demo, size=(120, 40)) as pilot:
            app = app_of(pilot)
            people = await app.desk.read(lambda session: read_people(session, DAY))
            manager = next(one.id for one in people if one.id == app.desk.team.manager_id)
            priya = next(one.id for one in people if one.name == "Priya Nair")

            def job(change: Change) -> None:
                record_absence(change, manager, DAY, DAY + timedelta(days=9), "leave", "Ines Vale")
                raise_disagreement(change, priya, DAY, "Two views of one plan")
                record_event(change, app.desk.pack, "audit_learning_report", DAY)

            await app.desk.change(job)
            await stand_on(pilot, "38897")
            await pilot.press("o")
            await wait_for(pilot, lambda: isinstance(app.screen, EntryScreen))
            said = " ".join(picture(pilot).replace("│", " ").split())
            assert "The manager is away until Mon 30 Nov 2026: Ines Vale decides meanwhile (KCC-P48)." in said
            await pilot.press("escape", "f6")
            await wait_for(pilot, lambda: isinstance(app.screen, PeopleScreen))
            await pilot.press("t")
            await wait_for(
                pilot, lambda: isinstance(app.screen, TeamScreen) and "Away" in said_by_team(pilot)
            )
            shown = said_by_team(pilot)
            assert "Helen Ashdown  until Mon 30 Nov 2026; Ines Vale decides meanwhile" in shown
            assert "Disagreement with Priya Nair" in shown
            assert "Two views of one plan" in shown
            assert "Report of learning from audits at the team meeting" in shown
            assert "In the last twelve months:" in shown
            assert any("team meeting" in line and ", booked " in line for line in shown.splitlines()), shown
            assert "None written here; that of Fri 7 Aug 2026 is noted below. e writes the next." in shown
            await pilot.press("e")
            await wait_for(pilot, lambda: isinstance(app.screen, RecordScreen))
            await pilot.press("escape")
            await wait_for(pilot, lambda: "Group sessions" in said_by_team(pilot))
            assert "Team Wellbeing Plan" in said_by_team(pilot)
            await pilot.press("escape", "m")
            await wait_for(pilot, lambda: isinstance(app.screen, PersonScreen) and bool(app.screen._page))
            before = await app.desk.read(lambda session: read_due(session, app.desk.pack, DAY))
            await pilot.press("d")
            await wait_for(pilot, lambda: isinstance(app.screen, EntryScreen))
            await pilot.press("home", "shift+end", *"professional", "ctrl+s")
            await wait_for(pilot, lambda: "Recorded. Enter opens it" in picture(pilot))
            assert f">{DAY:%a} {DAY.day} {DAY:%b} {DAY.year}" in picture(pilot), "the cursor is on it"
            after = await app.desk.read(lambda session: read_due(session, app.desk.pack, DAY))
            mine = [
                [one.day for one in due.lines if one.practitioner_id == manager and one.rule == "KCC-T13"]
                for due in (before, after)
            ]
            assert mine[0] != mine[1]
            assert f"{DAY:%a} {DAY.day} {DAY:%b} {DAY.year}  Professional support supervision" in words(
                pilot, "#person"
            )
            await self._titled_as_their_own(pilot, manager, priya)

    async def _titled_as_their_own(self, pilot: Pilot[Any], manager: int, above: int) -> None:
        """With whom it is, and not with themself: on its page, its agenda and while it runs."""
        app = app_of(pilot)

        def job(change: Change) -> int:
            change.update(change.session.get_one(Practitioner, manager), supervisor_id=above)
            return plan_supervision(change, Plan("personal", manager, DAY)).id

        planned = await app.desk.change(job)
        own = "Your own professional support supervision with Priya Nair"
        app.open_session(planned)
        await wait_for(pilot, lambda: own in picture(pilot))
        app.open_agenda(planned)
        await wait_for(pilot, lambda: isinstance(app.screen, BuilderScreen) and own in picture(pilot))
        await run(pilot, [planned])
        assert own in picture(pilot)


class TestNorthamptonshire:
    """Themes with their patterns; a theme's words are not for a projector."""

    async def test_themes(self, demo_of: Demos, running: Running) -> None:
        """The theme of the month and the pattern that emerged; Enter opens the record."""
        async with running(demo_of("northamptonshire"), size=(80, 24)) as pilot:
            app = app_of(pilot)
            said = answers(theme="Pathway plans", patterns="Health is left out")
            written = Written(said, "1", About(DAY, None, None, ()), ())
            await app.desk.change(
                lambda change: begin_record(change, "northamptonshire_themed", "northamptonshire", written).id
            )
            app.open_team()
            await wait_for(
                pilot, lambda: isinstance(app.screen, TeamScreen) and "Theme" in said_by_team(pilot)
            )
            assert "Pathway plans  Health is left out" in said_by_team(pilot)
            await pilot.press("f10")
            await wait_for(pilot, lambda: "Pathway" not in said_by_team(pilot))
            await pilot.press("f10")
            await stand_on_row(pilot, "#team", ThemeView)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(app.screen, RecordScreen))
