"""A program is killed at a commit: what was acknowledged is there, the change that was under way is whole or not."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.store.check import check
from models.store.cover import covered_by, make_pair, open_secret, read_public
from models.store.key_files import differing, read_keys
from models.store.opening import marked_keys, open_place, unlock_place, unlock_place_with_cover
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.models.changes.walkers import EVERY, OVERSIGHT, cover_until, walk, walk_telling, walk_until
from tests.models.store.movers import drained, started

Dump = dict[str, list[tuple[Any, ...]]]


def dumped(store: Store) -> Dump:
    """Return every row, but those made of chance: keys."""
    found = made.dump(store)
    return {name: rows for name, rows in found.items() if name not in ("signing_key", "record_seal")}


@dataclass(frozen=True)
class Walk:
    """Changes made one after another over a small team, what each commit is of, and what the store holds after it."""

    place: Place
    names: tuple[str, ...]
    commits: tuple[str, ...]
    states: list[Dump]

    def killed(self, folder: Path, commit: int, after: float | None = None) -> int:
        """Kill a program at a commit, or in the middle of it; return how many changes it had acknowledged."""
        place = made.copy_of(self.place, folder)
        program = walk_until if after is None else walk_telling
        said: list[Any] = []
        with started(program, place.folder, self.names, commit) as (process, line):
            while after is not None and (word := line.recv()) != "now":
                said.append(word)
            if after is not None:
                time.sleep(after)
                process.kill()
            said += drained(line)
            process.join()
        acknowledged = len([word for word in said if word != "done"])
        self._is_whole(place, acknowledged, exactly=after is None)
        return acknowledged

    def _is_whole(self, place: Place, acknowledged: int, *, exactly: bool) -> None:
        """Look before it is opened to be written: that finishes a destruction which was broken off."""
        unlocked = unlock_place(place, "")
        store = open_place(place, unlocked, now=made.NOW, read_only=True)
        found = dumped(store)
        store.close()
        made.open_(place, unlocked).close()
        assert found in self.states[acknowledged : acknowledged + (1 if exactly else 2)]
        assert [finding for finding in check(place, unlocked, made.NOW) if not finding.good] == []


def _walked(place: Place, names: tuple[str, ...]) -> Walk:
    unlocked, _ = made.make(place, made.small_team)
    own = made.copy_of(place, place.folder.parent / "walked")
    store = made.open_(own, unlocked)
    states, done = [dumped(store)], []
    for name in walk(store, names):
        done.append(name)
        states.append(dumped(store))
    store.close()
    return Walk(place, names, tuple(done), states)


@pytest.fixture(scope="module")
def oversight(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """The changes around people and oversight."""
    return _walked(made.place_in(tmp_path_factory.mktemp("walk")), OVERSIGHT)


@pytest.fixture(scope="module")
def every(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """Every named change there is."""
    return _walked(made.place_in(tmp_path_factory.mktemp("every")), tuple(EVERY))


class TestKilled:
    """At a commit of any of them."""

    def test_all_of_them_are_walked(self, oversight: Walk) -> None:
        """None is left out, and each leaves the store otherwise than it was."""
        assert set(OVERSIGHT) <= set(oversight.commits)
        assert all(one != other for one, other in zip(oversight.states, oversight.states[1:], strict=False))

    def test_at_some(self, oversight: Walk, tmp_path: Path) -> None:
        """What went before the commit is there, what it was of is not; in the middle of one it is whole or not."""
        chance, last = random.Random(20261129), len(oversight.commits)
        for number in (chance.randrange(2, last), last):
            assert oversight.killed(tmp_path / f"at-{number}", number) == number - 1
        within = chance.randrange(2, last)
        assert oversight.killed(tmp_path / "in", within, after=0.001) >= within - 1

    def test_after_a_destruction(self, tmp_path: Path) -> None:
        """Broken off before the store was cleaned, it is there as it was, and so is what came after."""
        walked = _walked(made.place_in(tmp_path / "made"), ("destroy_file", "sign"))
        assert walked.commits == ("destroy_file", "sign")
        assert walked.killed(tmp_path / "at", 2) == 1

    @pytest.mark.sweep
    @pytest.mark.parametrize("kind", ["oversight", "every"])
    def test_at_each(self, kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
        """At each commit, and three times in the middle of each."""
        walked: Walk = request.getfixturevalue(kind)
        chance = random.Random(20261129)
        for number in range(1, len(walked.commits) + 1):
            assert walked.killed(tmp_path / f"at-{number}", number) == number - 1
            for time_ in range(3):
                folder = tmp_path / f"in-{number}-{time_}"
                assert walked.killed(folder, number, after=chance.random() * 0.004) >= number - 1


class TestCover:
    """The organisation's key is a slot in two files and in the store: all three have it, or none."""

    @pytest.fixture(scope="class")
    def pair(self) -> tuple[str, str]:
        """A pair of files."""
        return make_pair("Riverside", "council", made.CHEAP)

    @pytest.mark.parametrize(
        ("statement", "number", "there"), [("COMMIT", 1, False), ("never", 1, True)], ids=["at", "after"]
    )
    def test_killed(
        self, place: Place, pair: tuple[str, str], statement: str, number: int, there: bool
    ) -> None:
        """Opened by its owner as ever, the files say what the store says; the key opens it only where it does."""
        with started(cover_until, place.folder, read_public(pair[0]), statement, number) as (process, line):
            assert drained(line) == (["done"] if there else [])
            process.join()
        store = made.open_(place, unlock_place(place, ""))
        keys = store.read(marked_keys)
        store.close()
        assert bool(covered_by(keys)) == there
        assert covered_by(read_keys(place)[0]) == covered_by(keys)
        assert differing(place, keys) == []
        if there:
            opened = unlock_place_with_cover(place, open_secret(pair[1], "council"))
            made.open_(place, opened).close()
