"""A supervision from its plan to its Word documents, and a meeting run from the board: keys only, counted, killed."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pytest
from sqlmodel import Session, col, select

from models.store.check import check
from models.store.opening import open_place, unlock_place
from models.store.place import Place
from models.tables import Child, Discussion, Record, StageMove, Supervision
from tests import made
from tests.journeys.scene import Machine, leave, open_board
from tests.terminal.probe import Probe

MOST = 60
"""How many command keys the whole may take beside the writing."""
CHILDREN = ("40566", "38374", "39778", "38897")


@dataclass
class Desk:
    """A person at the keyboard: command keys are counted, and what is written is not."""

    probe: Probe
    keys: list[str] = field(default_factory=list)

    def press(self, keys: str, then: str = "") -> None:
        """Press command keys; wait for what they bring."""
        for key in keys.split():
            self.keys.append(key)
            self.probe.send(key)
        if then:
            self.probe.wait(then)
        self.probe.settle()

    def write(self, text: str) -> None:
        """Write."""
        self.probe.type(text)
        self.probe.settle(0.05)


Play = Callable[[Desk], None]


class Step(NamedTuple):
    """One step; ``back`` goes on after a kill: from the opened program to where the next step begins."""

    name: str
    play: Play
    back: Play


def plan(desk: Desk) -> None:
    """From the board to the agenda of a new session with Sam, today at half past two."""
    desk.press("f3", "Next with each")
    desk.press("down n", "Plan a session with Sam")
    desk.press("enter")
    desk.write("21/11")
    desk.press("enter")
    desk.write("14:30")
    desk.press("enter")
    desk.write("90")
    desk.press("ctrl+s", "What could be on it")


def build(desk: Desk) -> None:
    """Fill the agenda with what must be talked about."""
    desk.press("g", "90 of 90 min")


def run(desk: Desk) -> None:
    """Run it."""
    desk.press("r", "1 of 12  Wellbeing")


def wellbeing(desk: Desk) -> None:
    """How Sam is; then straight to the children."""
    desk.press("enter")
    desk.write("A steady month. Slept well.")
    desk.press("f9", "2 of 12")
    desk.press("5", "5 of 12  40566")


def child(place: int) -> Play:
    """Return what writes about a child, and what is told to them."""

    def play(desk: Desk) -> None:
        desk.press("enter")
        desk.write(f"Visited twice; {CHILDREN[place]} is at school every day.")
        told(place)(desk)

    return play


def half(desk: Desk) -> None:
    """Begin to write about the second child, in the middle of a word."""
    desk.press("enter")
    desk.write("Mum rang on Tues")
    desk.probe.wait("on Tues")
    desk.probe.wait("typing …", gone=True)
    desk.probe.wait(r"saved \d\d:\d\d:\d\d")


def other_half(desk: Desk) -> None:
    """Finish the word."""
    desk.write("day.")
    told(1)(desk)


def told(place: int) -> Play:
    """Return what writes the words for the child, and goes on to the next."""

    def play(desk: Desk) -> None:
        desk.press("escape m")
        desk.write("You are heard first.")
        desk.press("f9", f"{place + 6} of 12")

    return play


def last_child(desk: Desk) -> None:
    """The fourth child, with an action."""
    desk.press("enter")
    desk.write("The mornings are better.")
    desk.press("escape m")
    desk.write("We come on Friday.")
    desk.press("escape right a")
    desk.write("See LH alone at school")
    desk.press("tab tab tab")
    desk.write("Sam Whitlock")
    desk.press("tab")
    desk.write("+1w")
    desk.press("f9", "9 of 12")


def page(desk: Desk) -> None:
    """The page both can read, with the time of the next session."""
    desk.press("f", "See LH alone at school")
    desk.press("n")
    desk.write("10:00")
    desk.press("enter", "Mon 23 Nov 2026, 10:00")
    assert "wanted by a rule" not in desk.probe.text, desk.probe.text


def close(desk: Desk) -> None:
    """Close it: the first record is there to be signed."""
    desk.press("f9", "Sign   Personal Supervision Record")


def sign(desk: Desk) -> None:
    """Both sign both records."""
    for number, following in enumerate(("Sign   Case supervision record", "")):
        desk.press("s ctrl+s", "1 of 2 still to sign")
        desk.press("s ctrl+s", "Signed by everyone")
        if not number:
            desk.press("escape", following)


def word(desk: Desk) -> None:
    """The case record as a Word document."""
    desk.press("p", "To Word")
    desk.press("ctrl+s")
    desk.probe.settle(1.0)


def nothing(desk: Desk) -> None:
    """Wait for the board: the step is played anew from there."""
    open_board(desk.probe)


def in_builder(desk: Desk) -> None:
    """Open the agenda again."""
    open_board(desk.probe)
    desk.probe.send("f3")
    desk.probe.wait("Next with each")
    desk.probe.settle()
    desk.probe.send("enter")
    desk.probe.wait("What could be on it")
    desk.probe.settle()


def at(place: str) -> Play:
    """Return what waits for the session, which opens by itself where it stood."""

    def back(desk: Desk) -> None:
        desk.probe.wait(place)
        desk.probe.settle(0.5)

    return back


def in_page(desk: Desk) -> None:
    """The closing page is laid out anew."""
    at("9 of 12")(desk)
    page(Desk(desk.probe))


def in_list(desk: Desk) -> None:
    """The records are complete and wait in their list."""
    open_board(desk.probe)
    desk.press("f4", "a begin")


def sign_later(desk: Desk) -> None:
    """Both sign both records, from the list."""
    for away in ("", "down "):
        desk.press(f"{away}enter", "complete")
        desk.press("s", "2 of 2 still to sign")
        desk.press("s ctrl+s", "1 of 2 still to sign")
        desk.press("s ctrl+s", "Signed by everyone")
        desk.press("escape escape", "a begin")


def word_later(desk: Desk) -> None:
    """A record as a Word document, from the list."""
    desk.press("enter", "signed")
    word(desk)


STEPS = (
    Step("plan", plan, in_builder),
    Step("build", build, in_builder),
    Step("run", run, at("1 of 12")),
    Step("wellbeing", wellbeing, at("5 of 12")),
    Step("first child", child(0), at("6 of 12")),
    Step("in a word", half, at("Mum rang on Tues")),
    Step("second child", other_half, at("7 of 12")),
    Step("third child", child(2), at("8 of 12")),
    Step("fourth child", last_child, at("9 of 12")),
    Step("the page", page, in_page),
    Step("closed", close, in_list),
    Step("signed", sign, in_list),
    Step("word", word, nothing),
)
LATER = {"signed": sign_later, "word": word_later}
"""How the last steps are played where the program was killed before them."""


def play(machine: Machine, kills: set[str]) -> list[str]:
    """Play every step, the program killed after those named; return the command keys that were pressed."""
    keys: list[str] = []
    left, killed = list(STEPS), False
    back: Play = nothing
    while left:
        with machine.at_the_terminal("open", env={"HOME": str(machine.folder)}) as probe:
            desk = Desk(probe)
            back(desk)
            while left:
                step = left.pop(0)
                later = killed or (step.name == "word" and "closed" in kills)
                (LATER.get(step.name, step.play) if later else step.play)(desk)
                back, killed = step.back, step.name in kills
                if killed:
                    probe.kill()
                    break
            else:
                leave(probe)
            keys += desk.keys
    return keys


def meeting(desk: Desk) -> None:
    """Case progression, held today: two children from the board, one moved with a reason, an action."""
    desk.press("f3", "Next with each")
    desk.press("down down down down down down r", "Run it before its day?")
    desk.press("enter", "1 of 5  The board, stage by stage")
    desk.press("f2", "SESSION RUNS")
    desk.write("/38897")
    desk.press("enter", "38897 LH")
    desk.press("> w", "Why was it moved")
    desk.write("The plan holds")
    desk.press("enter", "The reason is kept")
    desk.press("d", "38897 LH discussed in this")
    desk.press("escape")
    desk.write("/39326")
    desk.press("enter", "39326 AP")
    desk.press("d", "39326 AP discussed in this")
    desk.press("f12", "39326 AP")
    desk.press("enter")
    desk.write("Waits for the school.")
    desk.press("escape right right a")
    desk.write("Ring the school")
    desk.press("tab tab tab tab")
    desk.write("+1w")
    desk.press("escape f", "Moved from Making change to Sustaining the change")


def read(machine: Machine, query: Callable[[Session], Any]) -> Any:
    """Return what a query finds; the check of the whole store finds nothing."""
    place = Place(machine.store)
    unlocked = unlock_place(place, "")
    assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []
    store = open_place(place, unlocked, now=made.NOW, read_only=True)
    try:
        return store.read(query)
    finally:
        store.close()


def outcome(session: Session) -> dict[str, Any]:
    """Return what came of the day: sessions held, who was discussed, the states of their records, their words."""
    held = session.exec(select(Supervision).where(Supervision.held_on == made.TODAY)).all()
    ids = [one.id for one in held]
    talks = select(Child.number).join(Discussion, col(Discussion.child_id) == col(Child.id))
    records = session.exec(select(Record).where(col(Record.supervision_id).in_(ids))).all()
    return {
        "held": sorted(one.kind for one in held),
        "talks": set(session.exec(talks.where(Discussion.at == made.TODAY)).all()),
        "states": {one.state for one in records},
        "ids": [one.id for one in records],
        "words": "\n".join(one.answers for one in records),
    }


class TestSupervision:
    """Plan, build, run with four children and a wellbeing item, next date, sign, Word."""

    def test_in_sixty_command_keys(self, machine: Machine) -> None:
        """Beside the writing; nothing is written twice."""
        keys = play(machine, set())
        assert len(keys) <= MOST, f"{len(keys)}: {keys}"
        found = read(machine, outcome)
        assert found["held"] == ["case", "personal"]
        assert found["talks"] == set(CHILDREN)
        assert found["states"] == {"signed"}
        for words in ("Mum rang on Tuesday.", "A steady month.", "See LH alone at school", "2026-11-23"):
            assert words in found["words"]
        assert [path.suffix for path in (machine.folder / "Documents").rglob("*.docx")] == [".docx"]
        listed = json.loads(machine.run("record", "list", "--child", "38897", "--json").stdout)
        assert listed[0]["state"] == "signed"

    @pytest.mark.parametrize(
        "kills",
        [
            pytest.param(("wellbeing", "in a word", "the page", "closed"), id="some"),
            *(pytest.param((step.name,), id=step.name, marks=pytest.mark.sweep) for step in STEPS),
        ],
    )
    def test_killed_and_gone_on_with(self, machine: Machine, kills: tuple[str, ...]) -> None:
        """After any step: what was seen is there, and the rest is finished."""
        play(machine, set(kills))
        found = read(machine, outcome)
        assert found["held"] == ["case", "personal"]
        assert found["talks"] == set(CHILDREN)
        assert found["states"] == {"signed"}
        assert "Mum rang on Tuesday." in found["words"]


class TestMeeting:
    """A fortnightly case-progression meeting, run from the board."""

    def test_run_from_the_board(self, machine: Machine) -> None:
        """A case note for each child who was discussed, the move and its reason in it, the action in the ledger."""
        with machine.at_the_terminal("open") as probe:
            desk = Desk(probe)
            open_board(probe)
            meeting(desk)
            desk.press("f9", "Sign   Case progression record")
            desk.press("escape")
            leave(probe)
        found = read(machine, outcome)
        assert found["held"] == ["case_progression"]
        assert found["talks"] == {"38897", "39326"}
        assert found["states"] == {"complete"}
        assert "Moved from Making change to Sustaining the change: The plan holds" in found["words"]
        why = select(StageMove.why).join(Supervision, col(Supervision.id) == col(StageMove.supervision_id))
        moves = read(
            machine, lambda session: session.exec(why.where(Supervision.held_on == made.TODAY)).all()
        )
        assert list(moves) == ["The plan holds"]
        text = machine.run("record", "text", str(found["ids"][0]), "--child", "39326").stdout
        assert "Waits for the school." in text
        assert "The plan holds" not in text
