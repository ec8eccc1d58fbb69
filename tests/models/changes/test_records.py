"""Records: begun, written, complete and back; what was typed upon an older version is never written over."""

from __future__ import annotations

import json
from datetime import date
from functools import partial

import pytest

from models.changes import actions, holding, papers, records
from models.changes.action_parts import Where
from models.changes.record_parts import About, Written
from models.errors import Refused
from models.reading.last_time import Before, last_about, last_with
from models.reading.records import Wanted, count_records, read_record_lines
from models.record_drafts import Typed, read_record_drafts, save_record_draft
from models.store.store import Store
from models.tables import Supervision
from tests import made
from tests.made import KIT, NOW, PRIYA, ROSA, TODAY, TOM, ago
from tests.models.recording import agreed, answers, begun, ledger, view, written


def typed(store: Store, record_id: int, said: str, base: int = 1) -> int:
    """Keep something as a draft, as a screen does while it is typed."""
    job = save_record_draft(Typed(record_id, base, answers(plan=said), "1", "plan:3"), NOW)
    return store.quietly(job)


class TestBeginning:
    """A record begins as a draft about what it is about."""

    def test_as_it_was_begun(self, store: Store) -> None:
        """Form, policy, day, practitioner, children with their parts, answers."""
        about = About(ago(1), None, PRIYA, ((TOM, "p1"), (KIT, "p2")))
        found = view(store, begun(store, about=about, said="Tom laughed"))
        assert (found.line.form, found.line.state, found.line.day) == ("f", "draft", ago(1))
        assert found.line.about == "40217 TB, 39980 KM (Priya Shah)"
        assert [(kid.id, kid.part) for kid in found.line.children] == [(TOM, "p1"), (KIT, "p2")]
        assert json.loads(found.answers)["answers"] == {"plan": "Tom laughed"}
        assert (found.version, found.drafts, found.begun_by) == (1, (), "M1")

    @pytest.mark.parametrize("wrong", ["", "[]", "nonsense", "[" * 100_000])
    def test_not_with_what_are_no_answers(self, store: Store, wrong: str) -> None:
        """Answers are a table as JSON, whoever hands them over."""
        bad = Written(wrong, "1", About(TODAY))
        with pytest.raises(Refused, match="no answers"):
            made.do(store, lambda change: records.begin_record(change, "f", "kent", bad))

    def test_a_joined_number_is_followed(self, store: Store) -> None:
        """Records of a number that proved to be another's hang on that one, and are said once."""
        first = begun(store, about=About(TODAY, None, PRIYA, ((TOM, ""), (KIT, ""))))
        made.do(store, lambda change: records.enter_part(change, first, TOM, "Liberi", TODAY))
        made.do(store, lambda change: records.enter_part(change, first, KIT, "Liberi", TODAY))
        made.do(store, lambda change: change.note("look", "store"))
        from models.changes.children import join_children
        from models.changes.involvements import close_involvement

        made.do(store, lambda change: close_involvement(change, 4, TODAY, "one child"))
        made.do(store, lambda change: join_children(change, KIT, TOM))
        found = view(store, first)
        assert [kid.id for kid in found.line.children] == [TOM]
        assert [one.child_id for one in found.entered] == [TOM]


class TestWriting:
    """What was typed becomes part of the record by one named change, and its draft goes."""

    def test_the_draft_is_folded_in(self, store: Store) -> None:
        """One line in the trail, whose words are hashed; a version more."""
        record_id = begun(store)
        draft = typed(store, record_id, "Half a sent")
        lines = len(made.trail_rows(store))
        typed_again = save_record_draft(Typed(record_id, 1, answers(plan="Half a sentence"), "1"), NOW, draft)
        assert store.quietly(typed_again) == draft
        assert len(made.trail_rows(store)) == lines
        made.do(
            store,
            lambda change: records.write_record(
                change, record_id, written(said="Half a sentence"), 1, draft_id=draft
            ),
        )
        found = view(store, record_id)
        assert (found.version, found.drafts) == (2, ())
        assert "Half a sentence" in found.answers
        assert [line[3] for line in made.trail_rows(store)[lines:]] == ["write_record"]

    def test_undo_gives_the_draft_back(self, store: Store) -> None:
        """Taking the writing back loses no word: they are a draft again, also beside a newer one."""
        record_id = begun(store)
        draft = typed(store, record_id, "An hour's work")
        made.do(
            store,
            lambda change: records.write_record(change, record_id, written(said="x"), 1, draft_id=draft),
        )
        later = typed(store, record_id, "And more", base=2)
        assert later != draft
        assert made.undo(store) == "write_record"
        found = view(store, record_id)
        assert {one.id for one in found.drafts} == {draft, later}
        assert found.version == 1

    def test_not_over_what_was_written_since(self, store: Store) -> None:
        """Two drafts of one record: the second to come is refused, and stays."""
        record_id = begun(store)
        mine = typed(store, record_id, "Mine")
        made.do(store, lambda change: records.write_record(change, record_id, written(said="Theirs"), 1))
        with pytest.raises(Refused, match="open the record again to see both"):
            made.do(
                store,
                lambda change: records.write_record(change, record_id, written(), 1, draft_id=mine),
            )
        found = view(store, record_id)
        assert "Theirs" in found.answers
        assert [(one.base, "Mine" in one.answers) for one in found.drafts] == [(1, True)]

    def test_a_draft_dropped_comes_back(self, store: Store) -> None:
        """Letting one of two go is a change like any other."""
        record_id = begun(store)
        draft = typed(store, record_id, "Not this")
        made.do(store, lambda change: records.drop_record_draft(change, draft))
        assert store.read(read_record_drafts(record_id)) == []
        made.undo(store)
        assert [one.cursor for one in store.read(read_record_drafts(record_id))] == ["plan:3"]

    def test_the_clock_was_set_back(self, store: Store) -> None:
        """A draft and a writing are kept though they seem to be older than what was there."""
        record_id = begun(store, agreed())
        early = NOW.replace(year=2020)
        store.quietly(save_record_draft(Typed(record_id, 1, answers(plan="later"), "1"), early))
        store.change(
            lambda change: records.write_record(
                change, record_id, written(agreed(), agreed("r2"), said="later"), 1
            ),
            now=early,
            today=date(2020, 1, 1),
            actor="M1",
        )
        assert view(store, record_id).version == 2
        assert len(ledger(store)) == 2


class TestComplete:
    """Complete says that nothing more is to come; a rule that wants more is passed with a reason."""

    def test_and_back(self, store: Store) -> None:
        """Complete, then a draft again."""
        record_id = begun(store)
        made.do(store, lambda change: records.complete_record(change, record_id))
        assert view(store, record_id).line.state == "complete"
        with pytest.raises(Refused, match="complete already"):
            made.do(store, lambda change: records.complete_record(change, record_id))
        made.do(store, lambda change: records.reopen_record(change, record_id))
        assert view(store, record_id).line.state == "draft"

    def test_with_something_missing(self, store: Store) -> None:
        """Only with a reason, which is kept for quality assurance, once for each rule."""
        record_id = begun(store)
        with pytest.raises(Refused, match="Say in a line why"):
            made.do(store, lambda change: records.complete_record(change, record_id, missing=["KCC-T41"]))
        made.do(
            store,
            lambda change: records.complete_record(
                change, record_id, missing=["KCC-T41", "KCC-T41"], reason="Agreed with QA"
            ),
        )
        assert view(store, record_id).passed == (("KCC-T41", "Agreed with QA"),)
        made.do(store, lambda change: records.reopen_record(change, record_id))
        assert view(store, record_id).passed == ()

    def test_writes_up_its_session(self, store: Store) -> None:
        """Once the last of its records is complete; not any more when one is a draft again."""
        held = made.do(store, lambda change: holding.hold_unplanned(change, "case", PRIYA, ago(2), [TOM])).id
        first, second = (begun(store, about=About(ago(2), held, PRIYA, ((TOM, ""),))) for _ in range(2))

        def recorded_on() -> date | None:
            return store.read(lambda session: session.get_one(Supervision, held).recorded_on)

        made.do(store, lambda change: records.complete_record(change, first))
        assert recorded_on() is None
        made.do(store, lambda change: records.complete_record(change, second))
        assert recorded_on() == TODAY
        made.do(store, lambda change: records.reopen_record(change, first))
        assert recorded_on() is None
        made.do(store, lambda change: records.complete_record(change, first))
        made.do(store, lambda change: papers.agree_record(change, held, TODAY))
        made.do(store, lambda change: records.reopen_record(change, first))
        assert recorded_on() == TODAY


class TestGivingUp:
    """A record begun by mistake can go; what was agreed in it stays."""

    def test_with_its_drafts_and_loose_actions(self, store: Store) -> None:
        """Nothing of it is left, and undo brings it back."""
        before = made.dump(store)
        record_id = begun(store, agreed())
        stood = made.dump(store)
        made.do(store, lambda change: records.discard_record(change, record_id, "wrong child"))
        assert {name: rows for name, rows in made.dump(store).items() if rows} == {
            name: rows for name, rows in before.items() if rows
        }
        made.undo(store)
        assert made.dump(store) == stood

    def test_not_with_agreed_actions(self, store: Store) -> None:
        """Nor while it is complete."""
        record_id = begun(store, agreed())
        made.do(store, lambda change: records.complete_record(change, record_id))
        with pytest.raises(Refused, match="complete"):
            made.do(store, lambda change: records.discard_record(change, record_id))
        made.do(store, lambda change: records.reopen_record(change, record_id))
        with pytest.raises(Refused, match="Actions were agreed in it"):
            made.do(store, lambda change: records.discard_record(change, record_id))

    def test_decisions_made_in_it_stay(self, store: Store) -> None:
        """An action that was finished in it is finished."""
        begun(store, agreed())
        record_id = begun(store)
        where = Where(record_id)
        made.do(store, lambda change: actions.finish_action(change, 1, "Rang", TODAY, where))
        made.do(store, lambda change: records.discard_record(change, record_id))
        assert ledger(store)[0].done_on == TODAY
        assert ledger(store)[0].steps[0].record_id is None


class TestEntered:
    """A tick for each child that their part is on the case system."""

    def test_on_a_day(self, store: Store) -> None:
        """Once for each child and system; taken back if it was a mistake."""
        record_id = begun(store)
        made.do(store, lambda change: records.enter_part(change, record_id, TOM, "Liberi", TODAY))
        with pytest.raises(Refused, match="entered on Sat 21 Nov 2026 already"):
            made.do(store, lambda change: records.enter_part(change, record_id, TOM, "Liberi", TODAY))
        entered = view(store, record_id).entered
        assert [(one.child_id, one.system, one.entered_on) for one in entered] == [(TOM, "Liberi", TODAY)]
        made.do(store, lambda change: records.take_back_entry(change, entered[0].id))
        assert view(store, record_id).entered == ()

    def test_on_a_day_that_can_be(self, store: Store) -> None:
        """Not before the day the record is for, and not in the future."""
        record_id = begun(store, about=About(ago(3), None, PRIYA, ((TOM, ""),)))
        for day in (ago(4), ago(-1)):
            enter = partial(
                records.enter_part, record_id=record_id, child_id=TOM, system="LCS", entered_on=day
            )
            with pytest.raises(Refused):
                made.do(store, enter)


class TestLists:
    """Records by child, practitioner, form, state and day; and the last one before."""

    def test_narrowed(self, store: Store) -> None:
        """Each way of asking finds what it should, the latest first."""
        tom = begun(store, about=About(ago(3), None, PRIYA, ((TOM, ""),)))
        both = begun(store, about=About(ago(1), None, PRIYA, ((TOM, "p1"), (ROSA, "p2"))))
        team = begun(store, about=About(ago(2)))
        made.do(store, lambda change: records.complete_record(change, tom))

        def ids(**wanted: object) -> list[int]:
            asked = Wanted(**wanted)  # type: ignore[arg-type]
            found = store.read(lambda session: read_record_lines(session, asked))
            assert len(found) == min(asked.limit, store.read(lambda session: count_records(session, asked)))
            return [line.id for line in found]

        assert ids() == [both, team, tom]
        assert ids(child_id=TOM) == [both, tom]
        assert ids(child_id=ROSA) == [both]
        assert ids(practitioner_id=PRIYA) == [both, tom]
        assert ids(state="draft") == [both, team]
        assert ids(form="other") == []
        assert ids(since=ago(2)) == [both, team]
        assert ids(until=ago(2)) == [team, tom]

    def test_last_time(self, store: Store) -> None:
        """On the same form, about the same child, with the part that is about them."""
        first = begun(store, about=About(ago(30), None, PRIYA, ((ROSA, "p1"), (TOM, "p2"))))
        second = begun(store, about=About(ago(2), None, PRIYA, ((TOM, ""),)))
        before = Before("f", ago(2), second)
        found = store.read(lambda session: last_about(session, before, TOM))
        assert found is not None
        assert (found.record_id, found.part, found.day) == (first, "p2", ago(30))
        assert store.read(lambda session: last_about(session, Before("g", TODAY), TOM)) is None
        with_priya = store.read(lambda session: last_with(session, Before("f", TODAY), PRIYA))
        assert with_priya is not None
        assert with_priya.record_id == second
        assert store.read(lambda session: last_with(session, Before("f", TODAY), None)) is None
