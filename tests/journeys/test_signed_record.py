"""Two records signed by both and written as Word documents; an observation that goes out, comes back and is signed."""

from __future__ import annotations

import time
from pathlib import Path

from tests.exports.word.lint import faults
from tests.exports.word.papers import audit, replace_text, write_in
from tests.journeys.record_steps import to_section, write
from tests.journeys.scene import Machine, leave, open_board
from tests.terminal.probe import PATIENCE, Probe

COMMENT = "Thank you for the time."
ANSWER = "I agree, mostly. The end was hurried: the bus was due."


def sign(probe: Probe, first: str = "") -> None:
    """From an open record: both sign in the room, the second with a comment where there is one."""
    probe.send("s")
    probe.wait("2 of 2 still to sign")
    probe.settle()
    probe.send("s")
    probe.wait("Their comment")
    probe.send("ctrl+s")
    probe.wait("1 of 2 still to sign")
    probe.send("s")
    probe.wait("Their comment")
    if first:
        probe.send("tab tab tab tab")
        probe.type(first)
    probe.send("ctrl+s")
    probe.wait("locked and sealed")
    probe.settle()


def to_word(probe: Probe, machine: Machine, *, once: bool) -> None:
    """Two keys: p and Ctrl+S, into the folder that was used last; it is said once that it is not encrypted."""
    there = len(documents(machine))
    probe.send("p")
    probe.wait("Folder")
    probe.settle()
    assert ("no longer encrypted" in probe.text) == once
    probe.send("ctrl+s")
    arrives(probe, machine, there + 1)


def arrives(probe: Probe, machine: Machine, count: int) -> None:
    """Wait until so many documents lie in the folder, and the screen is still."""
    deadline = time.monotonic() + PATIENCE
    while len(documents(machine)) < count and time.monotonic() < deadline:
        probe.settle(0.1)
    assert len(documents(machine)) == count, probe.text
    probe.settle(0.5)


def back_to_list(probe: Probe, *escapes: str) -> None:
    """Go back to the list of records."""
    for _ in escapes:
        probe.send("escape")
        probe.settle()
    probe.wait("a begin")


def observe(probe: Probe, machine: Machine) -> None:
    """The observer writes down what was seen, and sends it as a copy that the practitioner fills."""
    probe.send("a")
    probe.wait("Begin a record")
    write(probe, "Observation of Practice", "Sam Whitlock")
    probe.send("ctrl+s")
    probe.wait("Name and role of observed")
    probe.settle()
    to_section(probe, "Observation")
    probe.send("enter")
    write(probe, "A visit at home, talked over before.", "Warm and clear.")
    probe.send("escape")
    probe.settle()
    probe.send("f")
    probe.wait("Complete this record")
    probe.send("ctrl+s")
    probe.wait("f makes it a draft again")
    probe.send("p")
    probe.wait("Folder")
    write(probe, "", "", "a copy to fill in Word", "practitioner")
    there = len(documents(machine))
    probe.send("ctrl+s")
    arrives(probe, machine, there + 1)


def take_in(probe: Probe, path: Path) -> None:
    """What came back is looked at and taken in."""
    probe.send("i")
    probe.wait("Take in a copy that came back")
    probe.send("end")
    probe.type(path.name)
    probe.send("ctrl+s")
    probe.wait("1 answer taken without asking")
    assert "The end was hurried" in probe.text
    probe.send("t")
    probe.wait("1 answer taken into record")
    probe.settle()


def documents(machine: Machine) -> list[Path]:
    """Return what lies in the folder, by name."""
    return sorted((machine.folder / "out").glob("*.docx"))


class TestSignedRecords:
    """From the made-up team, with keys only."""

    def test_signed_sent_returned_and_verified(self, machine: Machine) -> None:
        """Both records verify, one word changed in Word is named, and the observation comes back to be signed."""
        config = machine.folder / "config"
        config.mkdir()
        (config / "settings.toml").write_text(
            f"export_folder = {str(machine.folder / 'out')!r}\n", encoding="utf-8"
        )
        with machine.at_the_terminal("open") as probe:
            open_board(probe)
            probe.send("f4")
            probe.wait("a begin")
            probe.settle()
            for number, once in ((0, True), (1, False)):
                probe.send(" ".join(["home", *["down"] * number, "enter"]))
                probe.wait("s sign")
                probe.settle()
                sign(probe, COMMENT)
                to_word(probe, machine, once=once)
                back_to_list(probe, "sign", "record")
            observe(probe, machine)
            (sent,) = [path for path in documents(machine) if "for the practitioner" in path.name]
            write_in(sent, comments=ANSWER)
            back_to_list(probe, "record")
            take_in(probe, sent)
            probe.send("home enter")
            probe.wait("s sign")
            probe.settle()
            sign(probe)
            to_word(probe, machine, once=False)
            leave(probe)
        signed = [path for path in documents(machine) if path != sent]
        assert len(signed) == 3
        for path in signed:
            assert (audit(path), faults(path)) == ([], [])
        told = machine.run("verify", *map(str, signed)).stdout
        assert "3 of 3 read as they were sealed." in told
        assert "signed in the room" in told
        _changed(machine, signed)


def _changed(machine: Machine, signed: list[Path]) -> None:
    """One word changed is named, and nothing else."""
    path = next(path for path in signed if "Personal Supervision Record" in path.name)
    replace_text(path, "for the time", "for your time")
    told = machine.run("verify", str(path), code=1).stdout
    assert "was changed after it was sealed: 1 difference." in told
    assert "“the” now reads “your”." in told
