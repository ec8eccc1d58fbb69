"""The capability matrix walked: every row, for each policy that has it, has something that shows it working."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from forms.template.form import Form
from forms.template.load import forms_of
from models.changes.team import correct_team
from models.policy import PACK_NAMES, Pack, load_pack
from models.policy.cases import read_cases
from models.policy.load import BUNDLED
from models.policy.runner import run_cases
from models.store.change import Change
from models.store.opening import Unlocked
from models.store.place import Place
from tests import made
from tests.matrix.children import CHILDREN
from tests.matrix.papers import PAPERS
from tests.matrix.people import PEOPLE
from tests.matrix.sessions import SESSIONS
from tui.screens.policy_says import says_rows

CELLS = tomllib.loads((Path(__file__).parent / "cells.toml").read_text(encoding="utf-8"))
PACKS = {load_pack(name).prefix: name for name in PACK_NAMES}
DOING = CHILDREN | SESSIONS | PAPERS | PEOPLE
ROWS = 64
_RANGE = re.compile(r"([A-Z]{3}-T)(\d+)(?:\.\.T(\d+))?")


def cells() -> Iterator[tuple[str, str, str]]:
    """Yield every row, policy and proof."""
    for row, told in CELLS.items():
        for prefix, proofs in told.items():
            if prefix != "name":
                for proof in proofs:
                    yield row, prefix, proof


@cache
def passing(prefix: str) -> frozenset[str]:
    """Return the rules all of whose worked cases hold, of which there is at least one."""
    path = BUNDLED / "cases" / f"{PACKS[prefix]}.toml"
    rules = {case.id: case.rules for case in read_cases(path)}
    results = run_cases(path)
    wrong = {rule for each in results if not each.passed for rule in rules[each.id]}
    return frozenset(rule for found in rules.values() for rule in found) - wrong


@cache
def forms(prefix: str) -> tuple[Form, ...]:
    """Return the forms of a policy."""
    return tuple(forms_of(load_pack(PACKS[prefix]).names)[0])


def rule(pack: Pack, words: str) -> bool:
    """A rule, or a range of them: each is in the pack, and its worked cases hold."""
    found = _RANGE.fullmatch(words)
    assert found
    last = int(found[3] or found[2])
    wanted = [f"{found[1]}{number:02}" for number in range(int(found[2]), last + 1)]
    return all(one in pack.rules_by_id and one in passing(pack.prefix) for one in wanted)


def says(pack: Pack, words: str) -> bool:
    """What the policy says is shown, with its ID."""
    return any(f"({words}, " in row.cells[0] for row in says_rows(pack))


def asks(pack: Pack, words: str) -> bool:
    """A form of the policy asks for it, or says where it goes to."""
    return any(
        words in set(form.ids()) or any(words in one.ids for one in form.goes_to)
        for form in forms(pack.prefix)
    )


def agenda(pack: Pack, words: str) -> bool:
    """An agenda of the policy, with a word on it where one is named."""
    code, _, word = words.partition(" ")
    return any(
        one.id == code and one.items and (not word or any(word in item.casefold() for item in one.items))
        for one in pack.agenda
    )


def lens(pack: Pack, words: str) -> bool:
    """A lens that a form of the policy looks through, with so many options where a number is named."""
    code, _, count = words.partition(" ")
    found = [one for form in forms(pack.prefix) for one in form.fields() if code in one.lens]
    return bool(found) and (not count or any(len(one.options) == int(count) for one in found))


def system(pack: Pack, words: str) -> bool:
    """A form says that its text goes to a system."""
    return any(words in one.system for form in forms(pack.prefix) for one in form.goes_to)


THERE: dict[str, Callable[[Pack, str], bool]] = {
    "rule": rule,
    "says": says,
    "asks": asks,
    "agenda": agenda,
    "lens": lens,
    "system": system,
    "form": lambda pack, words: any(one.code == words for one in forms(pack.prefix)),
    "event": lambda pack, words: any(one.code == words for one in pack.event_kinds),
    "session": lambda pack, words: any(one.code == words for one in pack.session_kinds),
}


@pytest.fixture(scope="module")
def teams(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Path], tuple[Place, Unlocked]]:
    """Return what copies the small team under a policy into a folder, made once each."""
    kept: dict[str, tuple[Place, Unlocked]] = {}

    def of(prefix: str, folder: Path) -> tuple[Place, Unlocked]:
        if prefix not in kept:
            place = made.place_in(tmp_path_factory.mktemp(prefix))

            def first(change: Change) -> None:
                made.small_team(change)
                correct_team(change, "Riverside 2", PACKS[prefix], made.SERVICE)

            kept[prefix] = place, made.make(place, first)[0]
        place, unlocked = kept[prefix]
        shutil.rmtree(folder, ignore_errors=True)
        return made.copy_of(place, folder), unlocked

    return of


class TestMatrix:
    """Sixty-four rows; where a policy is silent nothing is claimed."""

    def test_every_row_is_there(self) -> None:
        """In order, each with a policy that has it."""
        assert list(CELLS) == [f"M{number:02}" for number in range(1, ROWS + 1)]
        assert all(set(told) - {"name"} for told in CELLS.values())

    @pytest.mark.parametrize("prefix", PACKS)
    def test_what_is_there(self, prefix: str) -> None:
        """Rules with their worked cases, words shown, forms, agendas: all that is named in the cells."""
        pack = load_pack(PACKS[prefix])
        lacking = []
        for row, whose, proof in cells():
            verb, _, words = proof.partition(" ")
            if whose == prefix and verb != "does" and not THERE[verb](pack, words):
                lacking.append((row, proof))
        assert lacking == []

    @pytest.mark.parametrize("prefix", PACKS)
    def test_what_is_done(self, prefix: str, teams, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
        """Each thing in a store of its own, as often as a row names it in other words."""
        pack = load_pack(PACKS[prefix])
        done = {proof for _, whose, proof in cells() if whose == prefix and proof.startswith("does ")}
        for n, proof in enumerate(sorted(done)):
            _, name, *words = proof.split(" ")
            place, unlocked = teams(prefix, tmp_path / str(n))
            store = made.open_(place, unlocked)
            try:
                DOING[name](store, pack, forms(prefix), words)
            except Exception as wrong:
                wrong.add_note(f"{prefix}: {proof}")
                raise
            finally:
                store.close()
