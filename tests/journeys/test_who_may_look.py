"""What others see: a projector, a second program, a locked screen; and whom colours and words reach."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.policy import PACK_NAMES
from tests.journeys.scene import DAY, Machine, leave, names_in, open_board
from tests.terminal.probe import Probe


def screens(probe: Probe) -> dict[str, str]:
    """Walk through what there is to see from the board, and return each screen's words."""
    seen = {"board": probe.text}
    for name, keys, here in (
        ("small tiles", "z", "Board"),
        ("filter", "f", "Show only"),
        ("child", "escape enter", "Situations"),
        ("allocate", "h", "Allocate"),
        ("situation", "escape s", "Add a situation"),
        ("people", "escape f6", "In post"),
        ("person", "down enter", r"^ .* · \d+ open"),
        ("absence", "b", "is away"),
        ("what is due", "escape f5", "late|today|in "),
        ("one of them", "enter", "DEMO"),
        ("records", "f4", "Records"),
        ("a record", "enter", "DEMO"),
        ("help", "escape f1", "every key"),
        ("a week back", "escape f2 escape [", "AS IT STOOD"),
    ):
        probe.send(keys)
        probe.wait(here)
        probe.settle()
        seen[name] = probe.text
    return seen


class TestProjector:
    """Numbers and initials only, of practitioners too."""

    def test_no_screen_shows_a_name(self, machine: Machine) -> None:
        """From --present on, no practitioner's first or last name is on any screen, and the banner is."""
        names = {part for name in names_in(machine) for part in name.split()}
        assert len(names) > 10
        with machine.at_the_terminal("--present") as probe:
            open_board(probe)
            for screen, shown in screens(probe).items():
                words = set(shown.replace("(", " ").replace(")", " ").split())
                assert not names & words, screen
            probe.send("escape f10")
            probe.wait("PROJECTOR", gone=True)
            probe.settle()
            assert names & set(probe.text.split())
            leave(probe)

    def test_a_form_that_is_open_is_put_away(self, machine: Machine) -> None:
        """F10 over a form whose list holds names closes it; what was typed is kept."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            probe.send("a")
            probe.type("51777\tQX\t\t\t\t\tell")
            probe.wait("Ellie Penfold")
            probe.send("f10")
            probe.wait("PROJECTOR")
            probe.wait("Ellie", gone=True)
            leave(probe)


class TestTwoPrograms:
    """One program writes a store; a second says who holds it."""

    def test_the_second_says_who_holds_it_and_can_look(self, machine: Machine) -> None:
        """It opens nothing, names the other; F8 looks; the first goes on; then the second gets in."""
        with machine.at_the_terminal() as first:
            open_board(first)
            with machine.at_the_terminal() as second:
                second.wait("already open in another window")
                assert f"process {first.child.pid}" in second.text
                second.send("f8")
                second.wait("READ ONLY")
                second.send(">")
                second.wait("nothing can be changed|only read")
                first.send(">")
                first.wait("moved to 2")
                machine.run("board", "--plain")
                leave(second)
            leave(first)
        with machine.at_the_terminal() as third:
            open_board(third)
            leave(third)


class TestLocking:
    """Ctrl+L: the screen goes blank, and nothing said in passing is left on it."""

    def test_nothing_of_a_child_is_left_on_the_screen(self, machine: Machine) -> None:
        """Tiles, status and toasts are gone; Enter opens a demo again, with the form as it was."""
        with machine.at_the_terminal() as probe:
            open_board(probe)
            probe.send("a")
            probe.type("51777\t")
            probe.send("escape")
            probe.wait("is kept")
            probe.send("a")
            probe.wait("Here again")
            probe.send("ctrl+l")
            probe.wait("Locked")
            probe.settle()
            assert "51777" not in probe.text
            assert "kept" not in probe.text
            assert "CIN" not in probe.text
            probe.send("enter")
            probe.wait("51777")
            leave(probe)


class TestColours:
    """Meaning never by colour alone."""

    def test_no_color_is_heard(self, machine: Machine) -> None:
        """With NO_COLOR every cell is grey, and the words say what colour said."""
        with machine.at_the_terminal(env={"NO_COLOR": "1"}) as probe:
            open_board(probe)
            shades = colours(probe)
            assert all(is_grey(shade) for shade in shades), shades
            for said in ("STUCK", "slow", ">Tomasz", "DEMO"):
                assert said in probe.text
            leave(probe)

    @pytest.mark.parametrize("terminal", ["xterm-16color", "linux"])
    def test_sixteen_colours(self, machine: Machine, terminal: str) -> None:
        """Only the terminal's own colours are asked for; the cursor and stuck work still stand out."""
        with machine.at_the_terminal(env={"TERM": terminal, "COLORTERM": None}) as probe:
            open_board(probe)
            assert all(shade.isalpha() for shade in colours(probe)), colours(probe)
            column, row = probe.find(">Tomasz")
            assert look(probe, column + 1, row) != look(probe, column + 21, row)
            leave(probe)

    def test_the_light_theme(self, machine: Machine) -> None:
        """The setting theme = "light": dark ink on a light ground."""
        config = machine.folder / "config"
        config.mkdir()
        (config / "settings.toml").write_text('theme = "light"\n', encoding="utf-8")
        with machine.at_the_terminal() as probe:
            open_board(probe)
            column, row = probe.find("38244")
            ink, ground = look(probe, column, row)
            assert brightness(ground) - brightness(ink) > 120
            leave(probe)


class TestDemos:
    """footprint demo opens the board at once, for each of the five policies."""

    @pytest.mark.parametrize("policy", PACK_NAMES)
    def test_each_policy_has_its_team(self, fresh: Machine, policy: str) -> None:
        """A banner says it is a demo; board, child, people and help can be looked at; nothing is left behind."""
        temporary = fresh.folder / "tmp"
        temporary.mkdir()
        with fresh.at_the_terminal(
            "demo", "--policy", policy, "--today", DAY, size=(80, 24), env={"TMPDIR": str(temporary)}
        ) as probe:
            open_board(probe)
            assert "DEMO: a made-up team" in probe.text
            assert len(screens(probe)) == 15
            leave(probe)
        assert list(temporary.iterdir()) == []
        assert not Path(fresh.store).exists()


def colours(probe: Probe) -> set[str]:
    """Return every colour on the screen, as the terminal was asked for it."""
    cells = probe.screen.cells.buffer
    return {
        str(shade)
        for row in range(probe.screen.rows)
        for column in range(probe.screen.columns)
        for shade in (cells[row][column].fg, cells[row][column].bg)
    } - {"default"}


def look(probe: Probe, column: int, row: int) -> tuple[str, str]:
    """Return the ink and the ground of a cell."""
    cell = probe.screen.cells.buffer[row][column]
    return str(cell.fg), str(cell.bg)


def is_grey(shade: str) -> bool:
    """Say whether a colour ``rrggbb`` has next to no hue."""
    parts = [int(shade[n : n + 2], 16) for n in (0, 2, 4)]
    return max(parts) - min(parts) < 12


def brightness(shade: str) -> float:
    """Return how bright a colour ``rrggbb`` is, from 0 to 255."""
    return sum(int(shade[n : n + 2], 16) for n in (0, 2, 4)) / 3
