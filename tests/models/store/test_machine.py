"""Anything a team may do, in any order, with locks, crashes and backups in between.

A state machine works on a real store. After every step the trail is whole, every row belongs to
something, no involvement is held twice, moves follow one another, and the board is what the rows say.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from models import trail
from models.changes.children import add_child, correct_child, join_children
from models.changes.corrections import CORRECTABLE, correct_date
from models.changes.involvements import (
    allocate,
    close_involvement,
    open_involvement,
    reopen_involvement,
)
from models.changes.situations import add_situation, end_situation, remove_situation
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner, begin_team, correct_practitioner
from models.errors import Refused
from models.reading.board import read_board
from models.store import backup
from models.store.change import Change
from models.store.check import check
from models.store.opening import Unlocked, unlock_place
from models.store.restore import restore
from models.store.store import Store
from tests import made
from tests.made import OTHER_SERVICE, SERVICE, TODAY, ago
from tests.models.reading.histories import SlowBoard, rows_of, stood

DAYS = st.integers(0, 40).map(ago)
NUMBERS = st.integers(1, 6)
SERVICES = st.sampled_from((SERVICE, OTHER_SERVICE))
FIELDS = st.sampled_from([(entity, field) for entity, (_, fields) in CORRECTABLE.items() for field in fields])


class TeamAtWork(RuleBasedStateMachine):
    """A small team, its store, and the states it has been in this sitting."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="footprint-machine-"))
        self.place = made.place_in(self.folder)
        self.unlocked: Unlocked
        self.store: Store
        self.states: list[Any] = []
        self.kept: list[tuple[Path, Any]] = []
        self.moment = made.NOW

    @initialize()
    def begin(self) -> None:
        """Make the store."""
        self.unlocked, _ = made.make(self.place, two_and_three)
        self.store = made.open_(self.place, self.unlocked)

    def teardown(self) -> None:
        """Look the store over once more, close it and remove it."""
        try:
            if hasattr(self, "store"):
                self.store.close()
                assert [one for one in check(self.place, self.unlocked, made.NOW) if not one.good] == []
        finally:
            shutil.rmtree(self.folder)

    def attempt(self, function: Callable[[Change], object]) -> None:
        """Do a change; a refusal leaves everything as it was."""
        before, lines = made.dump(self.store), len(made.trail_rows(self.store))
        try:
            made.do(self.store, function)
        except Refused as refused:
            assert str(refused)  # noqa: PT017 - a refusal is one of two right ends
            assert made.dump(self.store) == before
            assert len(made.trail_rows(self.store)) == lines
        else:
            self.states.append(before)

    # -- what a team does --------------------------------------------------------------------------

    @rule(number=NUMBERS, family=st.sampled_from(("", "F1", "F2")))
    def add_child(self, number: int, family: str) -> None:
        """Add a child."""
        self.attempt(lambda change: add_child(change, f"4000{number}", "TB", family))

    @rule(child=NUMBERS, family=st.sampled_from(("", "F1", "F2")))
    def move_to_family(self, child: int, family: str) -> None:
        """Put a child's family right."""
        self.attempt(lambda change: correct_child(change, child, f"5000{child}", "TB", family, "child"))

    @rule(child=NUMBERS, into=NUMBERS)
    def join(self, child: int, into: int) -> None:
        """Join two numbers."""
        self.attempt(lambda change: join_children(change, child, into))

    @rule(
        child=NUMBERS,
        service=SERVICES,
        day=DAYS,
        person=st.sampled_from((None, 1, 2)),
        stage=st.integers(1, 3),
    )
    def open(self, child: int, service: str, day: date, person: int | None, stage: int) -> None:
        """Open a service to a child."""
        self.attempt(lambda change: open_involvement(change, child, service, day, person, stage=stage))

    @rule(involvement=NUMBERS, person=st.integers(1, 2), day=DAYS)
    def allocate(self, involvement: int, person: int, day: date) -> None:
        """Allocate an involvement."""
        self.attempt(lambda change: allocate(change, involvement, person, day))

    @rule(
        involvements=st.lists(NUMBERS, min_size=1, max_size=3, unique=True), stage=st.integers(1, 6), day=DAYS
    )
    def move(self, involvements: list[int], stage: int, day: date) -> None:
        """Move some involvements together."""
        self.attempt(lambda change: move_to_stage(change, involvements, stage, day))

    @rule(involvement=NUMBERS, day=DAYS)
    def close(self, involvement: int, day: date) -> None:
        """Close an involvement."""
        self.attempt(lambda change: close_involvement(change, involvement, day, "done"))

    @rule(involvement=NUMBERS)
    def reopen(self, involvement: int) -> None:
        """Open a closed involvement again."""
        self.attempt(lambda change: reopen_involvement(change, involvement))

    @rule(what=FIELDS, row=NUMBERS, day=DAYS)
    def correct(self, what: tuple[str, str], row: int, day: date) -> None:
        """Correct a date."""
        self.attempt(lambda change: correct_date(change, what[0], row, what[1], day, "typed wrong"))

    @rule(child=NUMBERS, day=DAYS, until=st.none() | DAYS, value=st.sampled_from(("low", "high")))
    def situation(self, child: int, day: date, until: date | None, value: str) -> None:
        """Record a level of risk."""
        self.attempt(lambda change: add_situation(change, child, "risk", day, until=until, value=value))

    @rule(situation=NUMBERS, day=DAYS)
    def end_situation(self, situation: int, day: date) -> None:
        """End a situation."""
        self.attempt(lambda change: end_situation(change, situation, day))

    @rule(situation=NUMBERS)
    def remove_situation(self, situation: int) -> None:
        """Take a situation away."""
        self.attempt(lambda change: remove_situation(change, situation))

    @rule(person=st.integers(1, 2), day=st.none() | DAYS)
    def leave(self, person: int, day: date | None) -> None:
        """Let someone leave, or come back."""
        facts = PractitionerFacts(f"P{person}", f"Person {person}", "social_worker", left_on=day)
        self.attempt(lambda change: correct_practitioner(change, person, facts))

    # -- what happens to a store -------------------------------------------------------------------

    @rule()
    def undo(self) -> None:
        """Take the latest change of the sitting back."""
        undone = made.undo(self.store)
        assert (undone is None) == (not self.states)
        if undone:
            assert made.dump(self.store) == self.states.pop()

    @rule()
    def close_and_open(self) -> None:
        """Leave and come back."""
        before = made.dump(self.store), made.trail_rows(self.store)
        self.store.close()
        self._open()
        assert (made.dump(self.store), made.trail_rows(self.store)) == before

    @rule()
    def crash(self) -> None:
        """Copy the files as they lie while the store is open: what a killed program would leave."""
        copy = made.place_in(self.folder / "crashed")
        copy.folder.mkdir(parents=True)
        for name in ("store.db", "store.db-wal", "store.keys", "store.keys.copy"):
            shutil.copyfile(self.place.folder / name, copy.folder / name)
        again = made.open_(copy, unlock_place(copy, ""))
        assert made.dump(again) == made.dump(self.store)
        assert made.trail_rows(again) == made.trail_rows(self.store)
        again.close()
        shutil.rmtree(copy.folder)

    @rule()
    def back_up(self) -> None:
        """Make a backup."""
        self.moment += timedelta(seconds=1)
        kept = backup.make(self.place, self.store.secret, now=self.moment)
        self.kept.append((kept.path, made.dump(self.store)))

    @precondition(lambda self: self.kept)
    @rule(which=st.integers(0, 3))
    def put_back(self, which: int) -> None:
        """Put a backup back."""
        path, rows = self.kept[which % len(self.kept)]
        self.store.close()
        self.moment += timedelta(seconds=1)
        aside = restore(self.place, path, "", by_recovery=False, now=self.moment)
        assert aside is not None
        shutil.rmtree(aside)
        self._open()
        assert made.dump(self.store) == rows

    def _open(self) -> None:
        self.store = made.open_(self.place, unlock_place(self.place, ""))
        self.states.clear()

    # -- what always holds -------------------------------------------------------------------------

    @invariant()
    def trail_and_rows_are_whole(self) -> None:
        """The trail follows, and every row belongs to something."""
        lines = (trail.Line(*line) for line in made.trail_rows(self.store))
        assert trail.first_fault(lines) == ""
        assert self.store.driver().execute("PRAGMA foreign_key_check").fetchall() == []

    @invariant()
    def held_by_one_at_a_time(self) -> None:
        """Allocations of an involvement follow one another within it, and end with it."""
        for work in rows_of(self.store, "involvement"):
            held = [one for one in rows_of(self.store, "allocation") if one["involvement_id"] == work["id"]]
            held.sort(key=lambda one: (one["since"], one["id"]))
            assert sum(one["until"] is None for one in held) <= (work["closed_on"] is None)
            assert all(one["since"] >= work["opened_on"] for one in held)
            assert all(one["until"] and one["until"] <= later["since"] for one, later in pairwise(held))
            if work["closed_on"]:
                assert all(one["until"] <= work["closed_on"] for one in held)

    @invariant()
    def moves_follow_one_another(self) -> None:
        """Within the involvement, each from where the one before it ended."""
        for work in rows_of(self.store, "involvement"):
            moves = [one for one in rows_of(self.store, "stage_move") if one["involvement_id"] == work["id"]]
            moves.sort(key=lambda one: (one["moved_on"], one["id"]))
            assert moves[0]["moved_on"] >= work["opened_on"]
            assert moves[-1]["moved_on"] <= (work["closed_on"] or TODAY)
            assert [one["from_stage"] for one in moves] == [None, *(one["to_stage"] for one in moves[:-1])]

    @invariant()
    def nothing_overlaps(self) -> None:
        """One service is open to a child once at a time while it was opened in order, and is open once at most."""
        open_now = [
            (one["child_id"], one["service"])
            for one in rows_of(self.store, "involvement")
            if one["closed_on"] is None
        ]
        assert len(open_now) == len(set(open_now))
        joined = {one["id"] for one in rows_of(self.store, "child") if one["joined_into_id"]}
        assert not any(child in joined for child, _ in open_now)

    @invariant()
    def board_is_what_the_rows_say(self) -> None:
        """Today's board and last week's."""
        slow = SlowBoard(self.store)
        for day in (TODAY, ago(7)):
            fast = self.store.read(lambda session, day=day: read_board(session, day, made.USUAL))  # type: ignore[misc]
            assert {stood(tile) for tile in fast.tiles} == slow.tiles(day)


def two_and_three(change: Change) -> None:
    """Begin a team of two with three children, two of them siblings."""
    begin_team(change, "Riverside 2", "kent", SERVICE)
    for number in (1, 2):
        add_practitioner(change, PractitionerFacts(f"P{number}", f"Person {number}", "social_worker"))
    for number, family in ((7, "F1"), (8, "F1"), (9, "")):
        child = add_child(change, f"4000{number}", "TB", family)
        open_involvement(change, child.id, SERVICE, ago(30), 1)


class TestAtWork:
    """The team at work."""

    def test_short(self) -> None:
        """Some runs of twenty steps."""
        run_state_machine_as_test(TeamAtWork, settings=settings(max_examples=5, stateful_step_count=20))

    @pytest.mark.sweep
    def test_long(self) -> None:
        """Many runs of sixty steps."""
        run_state_machine_as_test(TeamAtWork, settings=settings(max_examples=80, stateful_step_count=60))
