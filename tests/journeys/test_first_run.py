"""The first ten minutes: a fresh machine, a caseload, a move, a power cut, and the tile where it was put."""

from __future__ import annotations

import re

from tests.journeys.scene import Machine, leave, open_board, status
from tests.terminal.probe import Probe

PASSPHRASE = "four quiet green boats"
KEY = re.compile(r"(?:[0-9A-Z]{4}-){8}[0-9A-Z]{4}")


def walk_through(probe: Probe) -> str:
    """Answer every question of the first run with keys; return the recovery key that was typed back."""
    probe.wait("Your team")
    probe.type("Riverside 2\nJo Hale\nM1\n")
    probe.wait("Your policy")
    probe.type("kent\n")
    probe.wait("Your service")
    probe.type("children\n")
    probe.wait("Choose a passphrase")
    probe.type(PASSPHRASE)
    probe.wait("good|strong")
    probe.type(f"\n{PASSPHRASE}\n")
    probe.wait("shown this once")
    found = KEY.search(probe.text)
    assert found is not None
    probe.type(found[0].lower() + "\n")
    return found[0]


class TestTheFirstRun:
    """What a new user meets at 80 by 24."""

    def test_from_nothing_to_a_moved_tile_and_through_a_kill(
        self, fresh: Machine, made_machine: Machine
    ) -> None:
        """Questions, recovery key, the workbook taken in, a move, kill -9, restart: the tile is there."""
        book = fresh.folder / "caseload.xlsx"
        made_machine.run("workbook", str(book), "--filled")
        with fresh.at_the_terminal(size=(80, 24)) as probe:
            walk_through(probe)
            probe.wait("Your caseload")
            probe.type(f"{book}\n\n")
            probe.wait("Nothing is written yet")
            probe.send("i")
            probe.wait("Imported as one step")
            probe.send("/")
            probe.type("38244\n")
            probe.wait("1 of 1")
            probe.send("3")
            probe.wait("38244 ST moved to 3")
            probe.kill()
        with fresh.at_the_terminal(size=(80, 24)) as probe:
            open_board(probe, PASSPHRASE)
            probe.type("/38244\n")
            probe.wait("38244 ST · Building")
            leave(probe)
        assert fresh.stages(env={"FOOTPRINT_PASSPHRASE": PASSPHRASE})["38244"] == 3
        fresh.run("check", env={"FOOTPRINT_PASSPHRASE": PASSPHRASE})

    def test_the_recovery_key_opens_it_after_the_passphrase_is_lost(self, fresh: Machine) -> None:
        """F7 takes the key typed back at the beginning; a new passphrase is chosen, and opens from then on."""
        with fresh.at_the_terminal() as probe:
            key = walk_through(probe)
            probe.wait("Your caseload")
            probe.send("escape")
            leave(probe)
        with fresh.at_the_terminal() as probe:
            probe.wait("Type your passphrase")
            probe.type("what was it\n")
            probe.wait("does not open this store")
            probe.send("f7")
            probe.type(key + "\n")
            probe.wait("Choose a new passphrase")
            probe.type("five red kites\nfive red kites\n")
            probe.wait("The passphrase is changed")
            leave(probe)
        with fresh.at_the_terminal() as probe:
            probe.wait("Type your passphrase")
            probe.type("five red kites\n")
            probe.wait("Nothing in this stage")
            leave(probe)

    def test_init_does_the_same_without_questions(self, fresh: Machine, made_machine: Machine) -> None:
        """init, import, a move with keys, kill -9, restart: for a script as for a person."""
        book = fresh.folder / "caseload.xlsx"
        made_machine.run("workbook", str(book), "--filled")
        told = {"FOOTPRINT_PASSPHRASE": PASSPHRASE}
        team = ("--team", "Riverside 2", "--manager", "Jo Hale", "--number", "M1")
        assert KEY.search(fresh.run("init", *team, env=told).stdout)
        fresh.run("import", str(book), "--missing", "keep", env=told)
        before = fresh.stages(env=told)
        with fresh.at_the_terminal(env=told) as probe:
            open_board(probe)
            number = status(probe).split()[0]
            probe.send(">")
            probe.wait(f"{number} .. moved to 2")
            probe.kill()
        assert fresh.stages(env=told) == before | {number: 2}
