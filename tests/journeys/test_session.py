"""A supervision from its plan to its Word documents, and a meeting run from the board: keys only, counted."""

from __future__ import annotations

import json
from typing import Any

from sqlmodel import Session, col, select

from models.tables import Child, Discussion, Record, StageMove, Supervision
from tests import made
from tests.journeys.desk import Desk, Play
from tests.journeys.scene import Machine, leave, open_board
from tests.journeys.standing import read

MOST = 60
"""How many command keys the whole may take beside the writing."""
CHILDREN = ("40566", "38374", "39778", "38897")


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


STEPS: tuple[Play, ...] = (
    plan,
    build,
    run,
    wellbeing,
    child(0),
    half,
    other_half,
    child(2),
    last_child,
    page,
    close,
    sign,
    word,
)


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
        with machine.at_the_terminal("open", env={"HOME": str(machine.folder)}) as probe:
            desk = Desk(probe)
            open_board(probe)
            for step in STEPS:
                step(desk)
            leave(probe)
        keys = desk.keys
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
