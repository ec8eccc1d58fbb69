"""What was typed into small forms about someone goes with their file; what is about others stays."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from models.changes.typed_drafts import OF_NUMBER, OF_PERSON, OF_ROW, OF_SESSION
from models.drafts import save_draft
from models.store.store import Store
from tests import made
from tests.models.changes.leavers import LEAVER, NUMBER, WORDS, destroyed, made_leaver

OF_OTHERS = frozenset(
    [
        "addendum",
        "allocate",
        "child",
        "close",
        "correct",
        "cover-key",
        "cover-named",
        "decline",
        "due-filter",
        "file",
        "filter",
        "first-run",
        "first-run-policy",
        "first-run-service",
        "gate",
        "idle-minutes",
        "import",
        "involvement",
        "join",
        "leaving",
        "oversight",
        "own-file",
        "record:begin",
        "record:child",
        "record:filter",
        "records:filter",
        "sample",
        "second-place",
        "sign",
        "situation",
        "there",
        "transfer",
        "try-choice",
        "try-day",
        "try-situation",
        "use-pattern",
        "word",
        "workbook",
        "destroy",
        "absence:new",
        "absence:which",
        "event:child",
        "shorter:child",
    ]
)
"""Forms about children, the team or the program itself, and those that keep nothing of what was typed."""
_KEY = re.compile(r'EntryForm\(\s*f?"([^"{]*?):?(?:\{[^"]*)?"')
_SUBJECT = {"event", "shorter", "absence", "disagreement"}
"""Forms whose key says further on whom they are about."""


def words_of_forms() -> Iterator[tuple[str, str]]:
    """Yield the name of every form's key in the source, with its file."""
    for room in ("forms", "tui"):
        for path in sorted((made.ROOT / room).rglob("*.py")):
            yield from ((found[1], path.name) for found in _KEY.finditer(path.read_text(encoding="utf-8")))


class TestEveryForm:
    """A new form is about someone whose file may be destroyed, or it is not: its author says which."""

    def test_is_known(self) -> None:
        """Each form's name stands in one of the lists."""
        rows = {word for words in OF_ROW.values() for word in words}
        known = {*OF_PERSON, *OF_NUMBER, *OF_SESSION, *rows, *OF_OTHERS, *_SUBJECT}
        found = set(words_of_forms())
        assert len(found) > 50
        unknown = {
            (word, name)
            for word, name in found
            if word and word not in known and word.split(":")[0] not in OF_OTHERS
        }
        assert unknown == set()


class TestDropped:
    """On destruction."""

    @pytest.fixture
    def left(self, store: Store) -> Store:
        """A store with the file of someone who left."""
        made_leaver(store)
        return store

    def test_all_of_theirs_and_nobody_else_s(self, left: Store) -> None:
        """Under every name a form has, with something behind the number too; a longer number is another's."""
        dump = made.dump(left)
        rows = {table.__tablename__: [row[0] for row in dump[str(table.__tablename__)]] for table in OF_ROW}
        own = [f"{word}:{LEAVER}" for word in OF_PERSON] + [f"{word}:{NUMBER}" for word in OF_NUMBER]
        sessions = [row[0] for row in dump["supervision"]]
        own += [f"{word}:{sessions[0]}" for word in OF_SESSION]
        own += [
            f"{word}:{rows[table.__tablename__][0]}"
            for table, words in OF_ROW.items()
            for word in words
            if rows[table.__tablename__]
        ]
        own += [
            "asked:action:4:words",
            f"event:person:{LEAVER}:pdr",
            f"held-child:{sessions[0]}:40217 TB",
            f"plan:{LEAVER}:1-2",
        ]
        others = [f"{word}:{LEAVER}9" for word in OF_PERSON] + [f"{word}:{NUMBER}9" for word in OF_NUMBER]
        others += [f"{word}:999" for word in OF_SESSION] + ["child:new", "event:child:4", "oversight:1"]
        for key in (*own, *others):
            left.quietly(save_draft(key, {"why": WORDS}, made.NOW))
        destroyed(left)
        assert sorted(row[0] for row in made.dump(left)["draft"]) == sorted(others)
