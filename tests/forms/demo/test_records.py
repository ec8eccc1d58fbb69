"""The made-up teams have records: complete ones of past sessions, the same every time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from forms.answers.completeness import missing
from forms.answers.keeping import from_json, to_json
from forms.checks.anonymity import Known
from forms.checks.whole import remarks
from forms.demo.records import write_demo_records
from forms.template.load import load_form
from models.demo import make_team
from models.policy import PACK_NAMES
from models.reading.finding import find
from models.reading.last_time import Before, last_with
from models.reading.names import read_names
from models.reading.records import RecordView, Wanted, read_record, read_record_lines
from models.reading.sealed import seal_faults
from models.reading.sessions import SessionPage, read_session
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import TODAY


def store_of(folder: Path, policy: str) -> Store:
    """Make a made-up team's store with its records."""

    def fill(change: Change) -> None:
        make_team(change, policy, TODAY)
        write_demo_records(change, policy, TODAY)

    place = made.place_in(folder)
    unlocked, _ = made.make(place, fill, kind="demo")
    return made.open_(place, unlocked)


@pytest.fixture(params=PACK_NAMES, scope="module")
def team(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The made-up team of each policy."""
    store = store_of(tmp_path_factory.mktemp(request.param), request.param)
    yield store
    store.close()


def views(store: Store) -> list[RecordView]:
    """Return every record."""
    lines = store.read(lambda session: read_record_lines(session, Wanted(limit=1000)))
    return [store.read(lambda session, n=line.id: read_record(session, n)) for line in lines]  # type: ignore[misc]


def read_session_of(store: Store, session_id: int) -> SessionPage:
    """Return a session as its page shows it."""
    return store.read(lambda session: read_session(session, session_id, TODAY))


class TestRecords:
    """What is in them holds together."""

    def test_complete_and_readable(self, team: Store) -> None:
        """Each is of a session that was written up, signed where that was, and reads under its form without a rest."""
        found = views(team)
        assert 20 <= len(found) <= 80
        for view in found:
            form = load_form(view.line.form)
            answers = from_json(view.answers, form)
            assert (answers.kept, to_json(answers, form), view.fingerprint) == (
                {},
                view.answers,
                form.fingerprint,
            )
            assert [str(one) for one in missing(form, answers)] == [], view.line.form
            assert view.line.session is not None
            held = read_session_of(team, view.line.session.id)
            assert view.line.state == ("signed" if held.signed_on else "complete")
            assert view.line.day == view.line.session.held_on

    def test_what_is_signed_is_sealed(self, team: Store) -> None:
        """As any signed record; some are, some wait for their signatures."""
        assert {view.line.state for view in views(team)} == {"signed", "complete"}
        assert team.read(seal_faults) == []

    def test_no_one_is_named(self, team: Store) -> None:
        """The gentle checks find no child's name in them."""
        known = Known(*team.read(read_names))
        for view in views(team):
            form = load_form(view.line.form)
            said = remarks(form, from_json(view.answers, form), known, view.line.day)
            assert [one.text for one in said if "looks like a name" in one.text] == []

    def test_something_to_find_and_a_last_time(self, team: Store) -> None:
        """A search has hits, and a practitioner has an earlier record on the same form."""
        assert team.read(lambda session: find(session, "grandmother"))
        lines = [view.line for view in views(team)]
        asked = [
            partial(last_with, before=Before(one.form, one.day), practitioner_id=one.practitioner_id)
            for one in lines
        ]
        earlier = [team.read(query) for query in asked]
        assert any(earlier)

    def test_actions_stand_where_they_were_agreed(self, team: Store) -> None:
        """Each that names a record stands in that row of it, and was agreed."""
        found = team.driver().execute(
            "SELECT a.row, a.what, r.answers, (SELECT count(*) FROM action_step s WHERE s.action_id = a.id) "
            "FROM action a JOIN record r ON r.id = a.record_id"
        )
        rows = found.fetchall()
        assert rows
        for row, what, answers, steps in rows:
            assert f'"id":"{row}"' in answers
            assert what in answers
            assert steps >= 1


class TestTheSameEveryTime:
    """The same policy and day give the same records."""

    def test_byte_for_byte(self, tmp_path: Path) -> None:
        """In every row."""
        dumps: list[Any] = []
        for name in ("one", "other"):
            store = store_of(tmp_path / name, "kent")
            own = ("store_mark", "signing_key", "record_seal")  # each store has a key of its own
            dumps.append({table: rows for table, rows in made.dump(store).items() if table not in own})
            store.close()
        assert dumps[0] == dumps[1]
