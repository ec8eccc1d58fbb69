"""What a team agreed in a meeting is gone through in the next: it is about nobody, so nothing else carries it."""

from __future__ import annotations

import pytest

from forms.answers.keeping import to_json
from forms.answers.model import Answers
from forms.records.outcomes import with_outcomes
from forms.template.load import load_form
from models.changes.record_parts import About, AgreedAction, Written
from models.changes.records import begin_record, complete_record
from models.store.store import Store
from tests import made
from tests.made import PRIYA, TODAY, ago
from tui.record.reading import read_state

FORMS = ("kent_team_meeting", "children_and_families_group")


def record(store: Store, form: str, days: int, *agreed: str, person: int | None = None) -> int:
    """Write a record on a form with these actions; return its number."""
    actions = tuple(AgreedAction(f"r{n}", what) for n, what in enumerate(agreed))
    written = Written(
        to_json(Answers(form), load_form(form)), "1", About(ago(days), None, person, ()), actions
    )
    number = made.do(store, lambda change: begin_record(change, form, "kent", written).id)
    if agreed:
        made.do(store, lambda change: complete_record(change, number, carried=[]))
    return number


class TestTeamActions:
    """From one meeting to the next, on the same form."""

    @pytest.mark.parametrize("form", FORMS)
    def test_from_before(self, store: Store, form: str) -> None:
        """They stand at its head, and what came of them in an addition that says it is ours; others' do not."""
        record(store, form, 30, "A rota for duty")
        record(store, "kent_appreciative_inquiry", 20, "Of another group")
        record(store, "kent_b", 10, "Priya's own", person=PRIYA)
        number = record(store, form, 0)
        state = store.read(lambda session: read_state(session, number, ("kent",), TODAY))
        assert [one.what for one in state.around.before] == ["A rota for duty"]
        answers = with_outcomes(state.form, state.answers, state.around.before, number, {})
        assert answers.value("earlier_actions") == "A rota for duty: still open"
        field = state.form.field("earlier_actions")
        assert field is not None
        assert field.ours

    def test_on_a_persons_record(self, store: Store) -> None:
        """What a team agreed is no part of it."""
        record(store, "kent_team_meeting", 30, "A rota for duty")
        number = record(store, "kent_b", 0, person=PRIYA)
        state = store.read(lambda session: read_state(session, number, ("kent",), TODAY))
        assert state.around.before == ()
