"""What came of the actions from before, in the field of the form that asks for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.answers.changing import begin, with_cell, with_value
from forms.answers.model import Row
from forms.records.beginning import add_child_part
from forms.records.outcomes import with_outcomes
from forms.template.form import Form
from forms.template.load import all_forms, load_form
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
    line("Carried on only", "carried", "no car"),
    line("Decided elsewhere", "done", record=HERE + 1),
    line("See the child alone", "dropped", "Moved away", CHILD),
)


class TestOutcomes:
    """Every action from before stands on the record with what came of it; what was decided elsewhere does not."""

    @pytest.mark.parametrize(
        ("form", "key"), [("birmingham_b", "previous"), ("children_and_families_session", "previous")]
    )
    def test_in_words(self, form: str, key: str) -> None:
        """A line for each, with the words said of it; what a person wrote there stays as it is."""
        one = load_form(form)
        answers = with_outcomes(one, begin(one), LINES, HERE, {})
        assert answers.value(key) == (
            "Ring the school: done. They [offer] a place\n"
            "Book the course: now by Sun 20 Dec 2026. It was full\n"
            "Carried on only: still open; in the way: no car"
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
            {"what": "Carried on only", "who": "Person P1", "state": "open"},
        ]

    def test_in_the_row_that_is_printed_for_it(self) -> None:
        """Kent's form A prints it as its first item (KCC-FA04); Havering's table has no such row."""
        one = load_form("kent_a")
        answers = with_outcomes(one, begin(one), LINES[:1], HERE, {})
        assert answers.value("items") == (
            Row("1", {"discussion": "Ring the school: done. They [offer] a place"}),
        )
        typed = with_cell(begin(one), "items", "1", "discussion", "All went well")
        assert with_outcomes(one, typed, LINES, HERE, {}) == typed
        assert (
            with_outcomes(load_form("havering_b"), begin(load_form("havering_b")), LINES, HERE, {}).value(
                "items"
            )
            is None
        )

    @pytest.mark.parametrize(
        "form", [form for form in all_forms()[0] if form.records == "session"], ids=lambda form: form.code
    )
    def test_every_record_of_a_session_has_a_place(self, form: Form) -> None:
        """Whether its form prints one or not: for the worker's own, and for a child's where parts are for children."""
        places = [
            section.each
            for section, one in form.placed.values()
            if one.carries and one.kind in ("long", "rows")
        ]
        if form.code == "kent_front_door":
            assert places == []  # about closed work, or work of others: what they agreed is theirs
        else:
            assert places
            assert any(places) or form.each is None or form.about != "child"

    def test_a_childs_own(self) -> None:
        """In a child's part stands what was decided about the child, and nothing of the worker's."""
        one = load_form("northamptonshire_d3")
        child = KnownChild(CHILD, "70001", "AB")
        answers, part = add_child_part(begin(one), one, RecordContext("northamptonshire", "", ""), child, NOW)
        found = with_outcomes(one, answers, LINES, HERE, {part: CHILD})
        assert found.value("actions_reviewed", part) == "See the child alone: dropped. Moved away"

    def test_a_family_on_one_form(self) -> None:
        """Havering's record is about one child or its siblings: what is theirs stands there, each with its child."""
        one = load_form("havering_a")
        lines = (
            replace(line("See the child alone", "dropped", "Moved away", CHILD), child="70001 AB"),
            replace(line("Ring the school", "carried", child=CHILD + 1), child="70002 AC"),
        )
        assert with_outcomes(one, begin(one), lines, HERE, {}).value("earlier_actions") == (
            "70001 AB: See the child alone: dropped. Moved away\n70002 AC: Ring the school: still open"
        )
        alone = with_outcomes(one, begin(one), lines[:1], HERE, {})
        assert alone.value("earlier_actions") == "See the child alone: dropped. Moved away"
