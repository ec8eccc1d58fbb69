"""The screen of a practitioner's page is kept: it never shows another's words, and no figure of before a change."""

from __future__ import annotations

from sqlmodel import Session

from models.reading.people import read_people, read_sessions
from models.reading.standing.reading import PersonStanding, read_standing
from models.store.place import Place
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, words
from tests.tui.people import page_of, typed
from tui.screens.person import PersonScreen

FIGURE = "Formal observations of direct work"


class TestAnotherOne:
    """The same screen, turned to someone else."""

    async def test_nothing_of_the_last_one_is_shown(self, demo: Place, running: Running) -> None:
        """From the moment it is turned, name and rows are the new one's; going back shows the first again."""
        async with running(demo, size=(120, 40)) as pilot:
            app = app_of(pilot)
            first = await page_of(pilot, "Nadia Rahmani")
            kept, said = app.screen, words(pilot, "#person")
            await pilot.press("escape")
            second = await page_of(pilot, "Priya Nair")
            assert app.screen is kept
            assert "20639" in said
            assert "20639" not in words(pilot, "#person")
            await pilot.press("escape")
            app.open_person(first)
            assert isinstance(kept, PersonScreen)
            assert kept.heading() == "Practitioner"
            await wait_for(pilot, lambda: words(pilot, "#person") == said)
            assert second != first

    async def test_a_second_page_over_the_first_is_its_own(self, demo: Place, running: Running) -> None:
        """Opened from a page that leads back to people, each stands for itself."""
        async with running(demo, size=(120, 40)) as pilot:
            app = app_of(pilot)
            await page_of(pilot, "Nadia Rahmani")
            below = app.screen
            await page_of(pilot, "Priya Nair")
            assert app.screen is not below
            await pilot.press("escape")
            assert app.screen is below
            assert "20639" in words(pilot, "#person")


class TestFigures:
    """Counts against the policy."""

    async def test_they_follow_a_change_at_once(self, demo: Place, running: Running) -> None:
        """An observation that was just recorded counts, though what is due of everybody is read again later."""
        async with running(demo, size=(120, 40)) as pilot:
            app = app_of(pilot)
            await page_of(pilot, "Nadia Rahmani")
            await app.dues.fresh()
            assert f"{FIGURE}  2 of 2" in words(pilot, "#person")
            await pilot.press("v", *"observation", "tab", "home", "shift+end", *"-3d")
            assert f"{FIGURE}  3 of 2" in await typed(pilot)

    async def test_they_are_the_same_from_what_is_known_of_everyone(
        self, demo_of: Demos, running: Running
    ) -> None:
        """Of each, the manager and those who left among them: what is known already spares reading it, no more."""
        async with running(demo_of("northamptonshire"), size=(80, 24)) as pilot:
            desk, team = app_of(pilot).desk, (await app_of(pilot).dues.fresh()).facts

            def both(session: Session) -> list[tuple[PersonStanding, PersonStanding]]:
                people = read_people(session, DAY)
                assert any(one.left_on for one in people)
                return [
                    (
                        read_standing(session, desk.pack, DAY, one.id),
                        read_standing(
                            session, desk.pack, DAY, one.id, team, sessions=read_sessions(session, one.id)
                        ),
                    )
                    for one in people
                ]

            for alone, among in await desk.read(both):
                assert among == alone
