"""Someone away: recorded, ended, and the last day put right afterwards, all with b on their page."""

from __future__ import annotations

from sqlmodel import Session, select

from models.reading.above import above_manager
from models.reading.deciding import could_decide
from models.reading.people import AbsenceView
from models.store.place import Place
from models.tables import Practitioner, Team
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on_row, words
from tui.screens.fields import FieldsDialog


class TestAway:
    """b asks which is meant where an absence is just over."""

    async def test_an_absence_is_recorded_and_ended(self, demo: Place, running: Running) -> None:
        """B records it; Enter on it ends it."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await pilot.pause()
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("b", "tab", "tab", *"annual", "ctrl+s")
            await pilot.pause()
            assert "annual leave  still away" in words(pilot, "#person")
            await stand_on_row(pilot, "#person", AbsenceView)
            await pilot.press("enter", "tab", *"today", "ctrl+s")
            await pilot.pause()
            assert "still away" not in words(pilot, "#person")
            await pilot.press("b")
            await wait_for(pilot, lambda: "put right: annual leave 21 Nov to 21 Nov" in picture(pilot))
            await pilot.press("enter")
            await wait_for(pilot, lambda: "Correct or end an absence" in picture(pilot))
            await pilot.press("tab", "home", "shift+end", *"23/11", "ctrl+s")
            await wait_for(pilot, lambda: "until Mon 23 Nov 2026" in words(pilot, "#person"))
            await pilot.press("b", *"a new", "enter")
            await wait_for(pilot, lambda: "is away" in picture(pilot))


class TestWhoDecides:
    """Whoever could decide meanwhile is offered (KCC-P48, HAV-P21); anybody else, or a post, may be typed."""

    async def test_names_are_offered_and_nothing_is_forced(self, demo: Place, running: Running) -> None:
        """The manager's own manager first; never the one who is away; a post that is typed stays as it is."""
        async with running(demo) as pilot:
            desk = app_of(pilot).desk

            def query(session: Session) -> tuple[int, str, tuple[str, ...]]:
                manager = session.exec(select(Team)).one().manager_id
                row = session.get(Practitioner, manager)
                assert row is not None
                return row.id, row.name, could_decide(session, row.id, DAY)

            manager, own, names = await desk.read(query)
            above = await desk.read(lambda session: above_manager(session, manager))
            assert names[0] == above
            assert own not in names
            app_of(pilot).open_person(manager)
            await wait_for(pilot, lambda: "Supervised by" in picture(pilot))
            await pilot.press("b", "tab", "tab", "tab")
            assert words(pilot, "#choices").startswith(names[0])
            await pilot.press("down")
            dialog = pilot.app.screen
            assert isinstance(dialog, FieldsDialog)
            assert dialog.field("cover").value == names[0]
            await pilot.press(*"Head of service", "ctrl+s")
            await wait_for(pilot, lambda: "Head of service" in words(pilot, "#person"))
