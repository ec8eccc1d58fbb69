"""What came of the actions from before, in the field of the form that asks for it."""

from __future__ import annotations

from datetime import date

import pytest

from forms.answers.changing import begin, with_value
from forms.answers.model import Row
from forms.records.beginning import add_child_part
from forms.records.outcomes import with_outcomes
from forms.template.load import load_form
from models.reading.actions import ActionLine, StepView
from models.reading.record_context import KnownChild, RecordContext
from tests.made import NOW, TODAY

HERE, CHILD = 12, 3


def line(what: str, kind: str, words: str = "", child: int | None = None, record: int = HERE) -> ActionLine:
    """Return an action about which something was decided in a record."""
    step = StepView(kind, TODAY, words, None, date(2026, 12, 20) if kind == "moved" else None, record)
    done = TODAY if kind == "done" else None
    return ActionLine(
        1,
        what,
        "",
        "",
        "Person P1",
        "",
        child,
        "",
        None,
        TODAY,
        step.due_on,
        done,
        None,
        "",
        None,
        "",
        0,
        (step,),
    )


LINES = (
    line("Ring the school", "done", "They [offer] a place"),
    line("Book the course", "moved", "It was full"),
    line("Carried on only", "carried"),
    line("Decided elsewhere", "done", record=HERE + 1),
    line("See the child alone", "dropped", "Moved away", CHILD),
)


class TestOutcomes:
    """What was decided here stands on the record; what was only carried on, or decided elsewhere, does not."""

    @pytest.mark.parametrize(
        ("form", "key"), [("birmingham_b", "previous"), ("children_and_families_session", "previous")]
    )
    def test_in_words(self, form: str, key: str) -> None:
        """A line for each, with the words said of it; what a person wrote there stays as it is."""
        one = load_form(form)
        answers = with_outcomes(one, begin(one), LINES, HERE, {})
        assert answers.value(key) == (
            "Ring the school: done. They [offer] a place\nBook the course: now by Sun 20 Dec 2026. It was full"
        )
        typed = with_value(begin(one), key, "All went well")
        assert with_outcomes(one, typed, LINES, HERE, {}) == typed

    def test_in_rows(self) -> None:
        """A table gets a row for each: what, who, by when, and how it stands."""
        one = load_form("northamptonshire_c")
        rows = with_outcomes(one, begin(one), LINES, HERE, {}).value("previous")
        assert isinstance(rows, tuple)
        assert [dict(row.cells) for row in rows if isinstance(row, Row)] == [
            {"what": "Ring the school", "who": "Person P1", "state": "done"},
            {"what": "Book the course", "who": "Person P1", "by_when": date(2026, 12, 20), "state": "open"},
        ]

    def test_a_childs_own(self) -> None:
        """In a child's part stands what was decided about the child, and nothing of the worker's."""
        one = load_form("northamptonshire_d3")
        child = KnownChild(CHILD, "70001", "AB")
        answers, part = add_child_part(begin(one), one, RecordContext("northamptonshire", "", ""), child, NOW)
        found = with_outcomes(one, answers, LINES, HERE, {part: CHILD})
        assert found.value("actions_reviewed", part) == "See the child alone: dropped. Moved away"
