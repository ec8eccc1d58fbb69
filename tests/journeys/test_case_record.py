"""A case supervision with two children, three carried actions and a disagreement: keys only, killed half way."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from models.reading.actions import ActionLine, read_actions
from models.store.check import check
from models.store.opening import open_place, unlock_place
from models.store.place import Place
from models.tables import Action
from tests import made
from tests.journeys.record_steps import on, to_section, write
from tests.journeys.scene import Machine, leave, open_board
from tests.terminal.probe import PATIENCE, Probe

LH, AP = "38897 LH", "39326 AP"
HALF = "Mum rang on Tuesday and said that the mornings are bet"
"""What was typed when the program was killed, in the middle of a word."""


def begin(probe: Probe) -> None:
    """From the board: F4, a new case record with Sam about two children."""
    probe.send("f4")
    probe.wait("a begin")
    probe.send("a")
    probe.wait("Begin a record")
    write(probe, "Case supervision record", "Sam Whitlock", "38897, 39326")
    probe.send("ctrl+s")
    probe.wait("Every action that is still open")
    probe.settle()


def decide(probe: Probe) -> None:
    """Three carried actions: one is done, one gets a new date with its reason, one says what is in the way."""
    assert "carried 4 times" in probe.text
    probe.send("d")
    probe.type("He sleeps in his own room now")
    probe.send("enter")
    probe.wait("Done: He sleeps in his own room now")
    probe.send("down n")
    probe.type("next fri")
    probe.send("enter")
    probe.wait("Why Fri 27 Nov")
    probe.type("The worker was off sick")
    probe.send("enter")
    probe.wait("New date Fri 27 Nov 2026")
    probe.send("down w")
    probe.type("Dad has not agreed yet")
    probe.send("enter")
    probe.wait("In the way: Dad has not agreed yet")
    probe.settle()


def first_child(probe: Probe) -> None:
    """Walk the reflective cycle of the first child, until the machine dies in the middle of a word."""
    to_section(probe, "Reflective cycle")
    probe.send("enter")
    probe.type(HALF)
    probe.wait(HALF[-7:])
    probe.wait("typing …", gone=True)
    probe.wait(r"saved \d\d:\d\d:\d\d")
    probe.settle(1.0)
    probe.kill()


def finish_first_child(probe: Probe) -> None:
    """The word goes on where it was broken off; then the rest of the cycle, the child's own words, an action."""
    probe.wait("  are bet")
    probe.settle()
    write(probe, "ter.", "Going slowly worked.", "A promise is kept.", "Five mornings out of five.")
    probe.send("escape")
    to_section(probe, "The child")
    probe.send("enter")
    write(probe, "“It is better when nan is there.”", "last mon", "yes")
    probe.send("escape")
    to_section(probe, "To the child")
    probe.send("enter")
    probe.type("You told us about the mornings. We will come on Friday.")
    probe.send("escape")
    to_section(probe, "Actions")
    probe.send("a")
    write(
        probe, "See LH alone at school", "So that LH can speak freely", "After lunch", "Sam Whitlock", "+1w"
    )
    probe.send("escape")


def second_child(probe: Probe) -> None:
    """The second child, more briefly, then where the two did not agree."""
    for _ in range(2):
        on(probe)
    to_section(probe, "Reflective cycle")
    probe.send("enter")
    probe.type("AP is settled at the club.")
    probe.send("escape")
    to_section(probe, "To the child")
    probe.send("enter")
    probe.type("You asked who decides. You are asked first.")
    probe.send("escape")
    to_section(probe, "Disagreement")
    probe.send("enter")
    write(
        probe,
        "Whether the joint visit comes first",
        "Manager: the visit first",
        "Sam: the network first",
        "A decision this week",
        "Dominic Farrow",
        "Yes",
    )
    probe.send("escape")


def complete(probe: Probe) -> None:
    """Complete it: the session is recorded as held, with both children discussed."""
    probe.send("f")
    probe.wait("Complete this record")
    assert "Nothing that a rule of the policy wants is missing" in probe.text, probe.text
    assert "belongs to no session in the diary: Case supervision" in probe.text, probe.text
    probe.send("ctrl+s")
    probe.wait("Complete. f makes it a draft again")
    probe.settle()


def ledger(machine: Machine) -> list[ActionLine]:
    """Return every action; the check of the whole store finds nothing."""
    place = Place(machine.store)
    unlocked = unlock_place(place, "")
    assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
    store = open_place(place, unlocked, now=made.NOW, read_only=True)
    try:
        return store.read(lambda session: read_actions(session, Action.id > 0))  # type: ignore[arg-type]
    finally:
        store.close()


class TestCaseSupervision:
    """Written in one go, but for a kill."""

    def test_with_keys_only_killed_half_way_and_finished(self, machine: Machine) -> None:
        """Nothing of it is lost: the record, what was decided about the actions, the disagreement, the discussion."""
        with machine.at_the_terminal("open") as probe:
            open_board(probe)
            begin(probe)
            decide(probe)
            first_child(probe)
        with machine.at_the_terminal("open") as probe:
            finish_first_child(probe)
            second_child(probe)
            complete(probe)
            leave(probe)
        listed: list[dict[str, Any]] = json.loads(
            machine.run("record", "list", "--child", "38897", "--json").stdout
        )
        assert (listed[0]["state"], listed[0]["children"]) == ("complete", ["38897", "39326"])
        whole = machine.run("record", "show", str(listed[0]["record"])).stdout
        for words in (
            f"{HALF}ter.",
            "Five mornings out of five.",
            "“It is better when nan is there.”",
            "Mon 16 Nov 2026",
            "We will come on Friday.",
            "See LH alone at school",
            "AP is settled at the club.",
            "Sam: the network first",
            "Dominic Farrow",
        ):
            assert words in whole
        self.holds(ledger(machine), listed[0]["record"])
        text = machine.run("record", "text", str(listed[0]["record"]), "--child", "39326").stdout
        assert "AP is settled at the club." in text
        assert "mornings" not in text
        assert "network first" not in text

    def holds(self, lines: list[ActionLine], record: int) -> None:
        """The ledger says of each action what was decided, and carries what is still open."""
        decided = {
            line.what: [(step.kind, step.words) for step in line.steps if step.record_id == record]
            for line in lines
            if any(step.record_id == record for step in line.steps)
        }
        assert decided["Check the sleeping arrangements"] == [("done", "He sleeps in his own room now")]
        assert decided["Arrange the joint visit with the drugs and alcohol worker"] == [
            ("moved", "The worker was off sick"),
            ("carried", ""),
        ]
        assert decided["Book the family group conference"] == [("carried", "Dad has not agreed yet")]
        assert decided["See LH alone at school"] == [("agreed", "")]
        new = next(line for line in lines if line.what == "See LH alone at school")
        assert (new.child, new.owner, str(new.due_on)) == (LH, "Sam Whitlock", "2026-11-28")


EDITOR = """
import os, pathlib, sys
file = pathlib.Path(sys.argv[1])
told = f"{file.read_text()}|{file.stat().st_mode & 0o777:o}|{file}"
pathlib.Path(os.environ["TOLD"]).write_text(told)
file.write_text("Written outside, \\u201equoted\\u201d.\\n")
"""


class TestOwnEditor:
    """F8 hands a long text to the person's own editor, and takes it back."""

    def test_there_and_back(self, machine: Machine, tmp_path: Path) -> None:
        """The editor has the terminal to itself; what it leaves stands in the record; its file is gone."""
        script, told = tmp_path / "editor.py", tmp_path / "told"
        script.write_text(EDITOR, encoding="utf-8")
        env = {"VISUAL": f"{sys.executable} {script}", "TOLD": str(told)}
        with machine.at_the_terminal("open", env=env) as probe:
            open_board(probe)
            begin(probe)
            to_section(probe, "Reflective cycle")
            probe.send("enter")
            probe.type("Begun here.")
            probe.send("f8")
            probe.wait("Written outside, \u201equoted\u201d.")
            probe.type(" Gone on with.")
            probe.wait("Gone on with")
            probe.send("escape escape")
            probe.wait("Records")
            leave(probe)
        before, mode, file = told.read_text(encoding="utf-8").split("|")
        assert (before.strip(), mode) == ("Begun here.", "600")
        assert not Path(file).parent.exists()


class TestKilledWhileTyping:
    """Killed in the middle of a word: what was on the screen a second before is kept."""

    def test_at_most_the_last_second_is_lost(self, machine: Machine) -> None:
        """However long the typing goes on without a pause."""
        words = iter("one two three four five six seven eight nine ten eleven twelve thirteen fourteen " * 3)
        with machine.at_the_terminal("open") as probe:
            open_board(probe)
            begin(probe)
            to_section(probe, "Reflective cycle")
            probe.send("enter")
            type_on(probe, words, 2.0)
            painted = typed_so_far(probe)
            type_on(probe, words, 1.4)
            probe.kill()
        drafts = drafts_of(machine)
        assert len(drafts) == 1
        assert painted
        assert painted in drafts[0]


BEAT = 0.03
"""The seconds between two letters."""


def type_on(probe: Probe, words: Iterator[str], seconds: float) -> None:
    """Type, each letter once the one before was painted, for so many seconds of the program's own life.

    Its second is longer than ours on a busy machine: what it was kept waiting before a letter is not counted.
    """
    lived = 0.0
    while lived < seconds:
        before, letter, began = typed_so_far(probe), next(words), time.monotonic()
        probe.type(letter)
        time.sleep(BEAT)
        while letter != " " and typed_so_far(probe) == before and time.monotonic() - began < PATIENCE:
            time.sleep(BEAT / 10)
        lived += min(time.monotonic() - began, 2 * BEAT)


def typed_so_far(probe: Probe) -> str:
    """Return the words that stand in the editor, as they were typed."""
    lines = [line[30:80].strip() for line in probe.text.splitlines()]
    start = next(number for number, line in enumerate(lines) if line == "Experience")
    found = [line for line in lines[start + 1 : start + 8] if line]
    return " ".join(found[: found.index("Reflection")])


def drafts_of(machine: Machine) -> list[str]:
    """Return what the drafts in the store say of the first child's experience."""
    place = Place(machine.store)
    store = open_place(place, unlock_place(place, ""), now=made.NOW, read_only=True)
    try:
        rows = store.driver().execute("SELECT answers FROM record_draft").fetchall()
    finally:
        store.close()
    return [json.loads(row[0])["parts"][0]["answers"].get("experience", "") for row in rows]
