"""What is said in passing: short, low, and gone with the screen it was said on."""

from __future__ import annotations

from models.store.place import Place
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, toasts
from tui.awake import elapsed

LONG = "The session is stopped where it stands, with everything that was typed. " * 4


class TestInPassing:
    """A toast never takes the screen away from what is done there."""

    async def test_two_lines_and_gone(self, demo: Place, running: Running) -> None:
        """At 80x24 at most two lines; another screen is not covered by what was said on the one before."""
        async with running(demo) as pilot:
            await pilot.resize_terminal(80, 24)
            await wait_for(pilot, lambda: app_of(pilot).size == (80, 24))
            app_of(pilot).notify(LONG)
            await wait_for(pilot, lambda: "The session is stopped" in picture(pilot))
            covered = [line for line in picture(pilot).splitlines() if "▌" in line]
            assert len(toasts(pilot).splitlines()) == 2
            assert toasts(pilot).endswith("…")
            assert len(covered) == 2
            assert all(line.find("▌") < 10 for line in covered)
            app_of(pilot).notify("Said on the way there")
            await wait_for(pilot, lambda: "on the way" in toasts(pilot))
            for one in list(app_of(pilot)._notifications)[1:]:
                one.raised_at += 600  # after the key that leads to another screen
            await pilot.press("f3")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "agenda")
            await wait_for(pilot, lambda: toasts(pilot) == "Said on the way there")
            assert "The session is stopped" not in picture(pilot)

    async def test_a_screen_that_takes_long(self, demo: Place, running: Running) -> None:
        """What was said after the key that led there stays, however long the screen took to come."""
        async with running(demo) as pilot:
            program = app_of(pilot)
            program.notify("What you typed is kept")
            program.notify("It could not be read", severity="error")
            await wait_for(pilot, lambda: len(program._notifications) == 2)
            for one in program._notifications:
                one.raised_at -= 30
            program.last_input = elapsed() - 60
            program.forget_said()
            assert len(program._notifications) == 2
            program.last_input = elapsed() - 20
            program.forget_said()
            assert len(program._notifications) == 0
