"""Searching: every record and action, whatever the words, each hit with the line it stands in."""

from __future__ import annotations

import pytest

from models.changes import actions, records
from models.reading.finding import Hit, find
from models.store import words
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import TODAY
from tests.models.recording import agreed, answers, begun, written


def hits(store: Store, typed: str) -> list[Hit]:
    """Return what is found."""
    return store.read(lambda session: find(session, typed))


class TestFound:
    """All words, in any order, however they go on."""

    def test_in_its_line(self, store: Store) -> None:
        """With the label of the field it stands in."""
        begun(store, said="Tom drew his house.\nHe said that Zoë’s room is the warm one.")
        assert hits(store, "room zoe") == [
            Hit("record", 1, "Plan", "He said that Zoë’s room is the warm one.")
        ]
        assert hits(store, "wa")[0].line.endswith("warm one.")
        assert hits(store, "drew warm")[0].id == 1
        assert hits(store, "cellar") == []

    def test_the_latest_first(self, store: Store) -> None:
        """Then the actions, the latest of them first."""
        begun(store, agreed("r1", "Ring the nursery"), said="nursery")
        begun(store, said="nursery again")
        assert [(hit.kind, hit.id) for hit in hits(store, "nursery")] == [
            ("record", 2),
            ("record", 1),
            ("action", 1),
        ]

    def test_not_in_labels_and_keys(self, store: Store) -> None:
        """What the form prints is no hit."""
        begun(store, said="nothing")
        assert hits(store, "plan") == []

    def test_of_a_long_line_what_stands_around(self, store: Store) -> None:
        """A page without a line break shows the words that were found, not its beginning."""
        begun(store, said="and so on " * 400 + "until grandmother came. " + "and after " * 300)
        line = hits(store, "grandmother")[0].line
        assert "until grandmother came." in line
        assert line.startswith("… ")
        assert line.endswith(" …")
        assert len(line) < 110

    @pytest.mark.parametrize(
        "typed",
        ["", "  ", '"', "*", "a AND", "NEAR(", "x^2", "-", "{a b}:", "'; DROP TABLE record; --", "\x00"],
    )
    def test_nothing_typed_is_syntax(self, store: Store, typed: str) -> None:
        """Whatever is typed, words are looked for and nothing breaks."""
        begun(store, said="a quiet week, x 2")
        hits(store, typed)

    def test_other_scripts_and_accents(self, store: Store) -> None:
        """Arabic, Polish and combining letters are words."""
        begun(store, said="قالت الأم نعم. Małgosia i Łukasz. cafe\u0301")
        for typed in ("الأم", "małgo", "CAFÉ", "cafe"):
            assert [hit.id for hit in hits(store, typed)] == [1], typed


class TestInStep:
    """The index follows the rows whichever way they change."""

    def test_written_and_taken_back(self, store: Store) -> None:
        """New words are found, old ones are not; after an undo the other way round."""
        record_id = begun(store, said="before")
        made.do(store, lambda change: records.write_record(change, record_id, written(said="after"), 1))
        assert ([*hits(store, "before")], len(hits(store, "after"))) == ([], 1)
        made.undo(store)
        assert ([*hits(store, "after")], len(hits(store, "before"))) == ([], 1)
        made.undo(store)
        assert hits(store, "before") == []

    def test_what_was_decided_about_an_action(self, store: Store) -> None:
        """Reasons and outcomes are found with their action, and go with an undo."""
        begun(store, agreed())
        made.do(
            store, lambda change: actions.move_action(change, 1, made.ago(-30), "The printer broke", TODAY)
        )
        assert [(hit.kind, hit.line) for hit in hits(store, "printer")] == [("action", "The printer broke")]
        made.undo(store)
        assert hits(store, "printer") == []
        assert len(hits(store, "school")) == 1

    def test_words_that_go_are_gone(self, store: Store) -> None:
        """Nothing of them is left in the index's own tables, and the index can be made again."""
        record_id = begun(store, said="Quicksilver")
        made.do(store, lambda change: records.discard_record(change, record_id))
        blocks = store.driver().execute("SELECT block FROM record_words_data").fetchall()
        assert b"quicksilver" not in b"".join(row[0] for row in blocks)
        begun(store, said="Gossamer")
        words.rebuild(store.driver())
        assert len(hits(store, "gossamer")) == 1
        for name in words.INDEXES:
            store.driver().execute(f"INSERT INTO {name}({name}) VALUES ('integrity-check')")

    def test_many_at_once(self, store: Store) -> None:
        """Rows that were added in bulk, as an import or a demo adds them, are found too."""
        from models.tables import Record

        def fill(change: Change) -> None:
            more = {
                "form": "f",
                "policy": "kent",
                "day": TODAY,
                "version": 1,
                "state": "draft",
                "fingerprint": "",
            }
            more |= {"begun_at": change.now, "begun_by": "", "saved_at": change.now, "saved_by": ""}
            more |= {"completed_by": ""}
            change.insert_many(
                Record, [{"id": n, "answers": answers(plan=f"number{n}"), **more} for n in range(1, 200)]
            )
            change.note("fill", "record")

        made.do(store, fill)
        assert [hit.id for hit in hits(store, "number77")] == [77]
        made.undo(store)
        assert hits(store, "number") == []
