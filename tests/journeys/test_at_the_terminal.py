"""What a terminal can do to a program: close in the middle of typing, shrink, send keys too fast, point."""

from __future__ import annotations

import signal

import pytest

from tests.journeys.scene import DAY, Machine, leave, open_board, status
from tests.terminal.probe import PATIENCE, Probe


def half_a_form(probe: Probe) -> None:
    """Begin to add a child, and do not finish."""
    probe.send("a")
    probe.type("51777\tQX\t")
    probe.wait(r"Initials +QX")


def is_there_again(machine: Machine) -> None:
    """Assert that the half-typed form comes back word for word, and can be finished."""
    with machine.at_the_terminal() as probe:
        open_board(probe)
        probe.send("a")
        probe.wait("Here again is what you typed")
        assert probe.shows(r"Number +51777")
        assert probe.shows(r"Initials +QX")
        probe.type("\t\t\t\tearly")
        probe.send("ctrl+s")
        probe.wait("51777 QX ·")
        leave(probe)


class TestTheTerminalIsLost:
    """The window is closed, the session ended, the program killed, in the middle of typing."""

    def test_closing_the_window_keeps_what_was_typed(self, machine: Machine) -> None:
        """The terminal hangs up right after the last key."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            half_a_form(probe)
            probe.hang_up()
        is_there_again(machine)

    @pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda each: each.name)
    def test_being_told_to_end_keeps_what_was_typed(self, machine: Machine, how: signal.Signals) -> None:
        """SIGTERM, as at the end of a session, or SIGINT, right after the last key."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            half_a_form(probe)
            probe.child.signal(how)
            assert probe.child.wait(PATIENCE)
        is_there_again(machine)

    def test_a_kill_keeps_what_was_shown_as_kept(self, machine: Machine) -> None:
        """Once the form says “kept”, even kill -9 takes nothing away."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            half_a_form(probe)
            probe.wait(r"kept \d\d:\d\d:\d\d")
            probe.kill()
        is_there_again(machine)

    def test_leaving_by_the_key_keeps_it_too(self, machine: Machine) -> None:
        """Ctrl+Q over a half-typed form loses nothing."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            half_a_form(probe)
            leave(probe)
        is_there_again(machine)

    def test_a_demo_leaves_nothing_behind(self, fresh: Machine) -> None:
        """The throw-away store is thrown away although the window was closed."""
        with fresh.at_the_terminal("demo", env={"TMPDIR": str(fresh.folder)}) as probe:
            open_board(probe)
            assert list(fresh.folder.iterdir())
            probe.hang_up()
        assert list(fresh.folder.iterdir()) == []


class TestSizes:
    """A terminal has the size it has."""

    @pytest.mark.parametrize("in_band", [True, False])
    def test_to_40_by_10_and_back(self, machine: Machine, in_band: bool) -> None:
        """On the board, in a form and on a page; the cursor stays, and everything is back afterwards."""
        with machine.at_the_terminal() as probe:
            probe.asked.in_band = in_band
            open_board(probe)
            probe.wait("overdue")
            probe.send("right down")
            probe.settle()
            before = status(probe)
            number = before.split()[0]
            for keys, here in (("", number), ("a", "Number"), ("enter", "Situations")):
                probe.send(keys)
                probe.wait(here)
                probe.settle()
                probe.resize(40, 10)
                probe.wait("F1 help")
                probe.settle()
                assert all(len(line) <= 40 for line in probe.text.splitlines())
                assert here in probe.text
                probe.resize(120, 40)
                probe.wait("Sat 21 Nov 2026")
                probe.settle()
                probe.send("escape" if keys else [])
                probe.wait("Board")
            probe.settle()
            assert status(probe) == before
            assert f">{number}" in probe.text
            assert "6 Closing/" in probe.text
            leave(probe)

    @pytest.mark.parametrize("size", [(80, 24), (120, 40), (180, 50)])
    def test_every_stage_can_be_walked(self, machine: Machine, size: tuple[int, int]) -> None:
        """Six stages from left to right, each named on the status line."""
        with machine.at_the_terminal(size=size) as probe:
            open_board(probe)
            for stage in ("Assessment", "Agreeing", "Building", "Making", "Sustaining", "Closing"):
                probe.wait(f"· {stage}")
                probe.send("right")
            leave(probe)


class TestTypingAhead:
    """No key pressed from the first paint on is lost."""

    def test_while_a_demo_is_being_made(self, fresh: Machine) -> None:
        """Keys sent at the first paint act on the board that comes after."""
        with fresh.at_the_terminal("demo", "--today", DAY) as probe:
            probe.wait("Making up a team")
            probe.burst("/4")
            probe.send("enter right 5 u")
            probe.wait("Taken back: the move")
            assert "“4”" in probe.text
            leave(probe)

    def test_in_one_go_to_a_form_and_out_of_it(self, machine: Machine) -> None:
        """A whole new child in one burst, and the move of it: nothing else moved."""
        before = machine.stages()
        with machine.at_the_terminal() as probe:
            open_board(probe)
            probe.child.write("".join(("a", "60123\tTB\t\t\tearly\t\t\t\t")))
            probe.send("ctrl+s 3")
            probe.wait("60123 TB moved to 3")
            leave(probe)
        assert machine.stages() == before | {"60123": 3}

    @pytest.mark.parametrize("kitty", [True, False])
    def test_with_and_without_the_kitty_keyboard(self, machine: Machine, kitty: bool) -> None:
        """Escape ends a search in either; what was typed before it was a search."""
        with machine.at_the_terminal() as probe:
            probe.asked.kitty = kitty
            open_board(probe)
            probe.type("/38244")
            probe.wait("1 of 1")
            probe.send("escape")
            probe.wait("1 of 1", gone=True)
            leave(probe)


class TestTheMouse:
    """Nothing needs the mouse; everything works with it."""

    def test_click_double_click_and_drag(self, machine: Machine) -> None:
        """A click stands on a tile, a drag moves it, a double click opens the child, a hint can be clicked."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            column, row = probe.find("38244")
            probe.click(column, row)
            probe.wait("^ 38244 ST ·")
            target, _ = probe.find("4 Making change")
            probe.drag((column, row), (target + 3, row))
            probe.wait("38244 ST moved to 4")
            probe.click(*probe.find("u undo"))
            probe.wait("Taken back: the move")
            column, row = probe.find("38244")
            probe.click(column, row)
            probe.click(column, row)
            probe.wait("Discussed in supervision")
            leave(probe)
        assert machine.stages()["38244"] == 1
