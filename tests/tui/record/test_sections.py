"""Every section of every form as it is drawn: each answer is there, each place can be stood on and typed into."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from rich.cells import cell_len

from forms.answers.changing import begin
from forms.answers.keeping import to_json
from forms.answers.model import Answers
from forms.disagreeing import GOES_TO
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from models.reading.actions import ActionLine
from models.reading.record_context import Known, RecordContext
from models.reading.records import RecordLine, RecordView
from tests.forms.records.filling import filled
from tui.record.cursor import kept_cursor, stand
from tui.record.lines import Manner, lay_section
from tui.record.state import RecordState
from tui.record.stops import Stop
from tui.record.walk import Surroundings

FORMS, _ = all_forms()
DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 9, tzinfo=UTC)


def state_of(form: Form, answers: Answers) -> RecordState:
    """Return a record on a form as its screen has it, without a store."""
    line = RecordLine(1, form.code, "kent", "draft", DAY, None, "", MOMENT, False, None)
    view = RecordView(line, to_json(answers, form), "", 1, MOMENT, "M", "M", None, "", None)
    return RecordState(form, view, Surroundings(RecordContext("kent")), ("kent",))


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
class TestEveryForm:
    """Drawn at any width, walked from end to end."""

    @pytest.mark.parametrize("width", [24, 50, 140])
    def test_every_answer_is_drawn(self, form: Form, width: int) -> None:
        """No line is wider than there is room, every place has its box, every word stands somewhere."""
        state = state_of(form, filled(form, "Quicksilver"))
        for step in state.steps:
            page = lay_section(form, state.answers, step.section, step.part, Manner(width))
            assert len(page.stops) == len(page.boxes)
            assert all(0 <= box.line <= len(page.lines) for box in page.boxes)
            text = " ".join("".join(part for part, _ in line.parts) for line in page.lines)
            whole = "".join(text.split())
            for stop in page.stops:  # no word of what can be ticked is cut
                assert stop.option is None or "".join(stop.option.label.split()) in whole
            wrapped = [
                line
                for line in page.lines
                if line.stop is not None
                and (page.stops[line.stop].option or page.stops[line.stop].kind == "signature")
            ]
            assert all(cell_len("".join(part for part, _ in line.parts)) <= width for line in wrapped)
            places = [stop for stop in page.stops if stop.kind == "long"]
            assert text.replace(" ", "").count("Quicksilver") >= len(places)

    def test_walked_from_end_to_end(self, form: Form) -> None:
        """Each place once, in order, and back again; the kept cursor leads to each of them."""
        state = state_of(form, filled(form))
        state.go_to_section(0)
        seen = [(state.step, state.at)]
        while state.go(1):
            seen.append((state.step, state.at))
        assert len(set(seen)) == len(seen)
        for step, at in seen:
            state.step, state.at = step, at
            cursor = kept_cursor(state, (0, 3))
            state.go_to_section(0)
            assert stand(state, cursor)[0] == (0, 3) or at is None
            assert (state.step, state.at) == (step, at)
        back = 1
        while state.go(-1):
            back += 1
        assert back == len([1 for _, at in seen if at is not None]) or back >= 1

    def test_what_stands_there_is_typed_back(self, form: Form) -> None:
        """Every answer, shown as it would be typed and taken in again, is the same."""
        state = state_of(form, filled(form))
        before = state.answers
        for number in range(len(state.steps)):
            state.go_to_section(number)
            for stop in state.stops():
                if stop.typed and stop.kind != "option":
                    assert state.take(stop, state.typed(stop), DAY) is False, stop
        assert state.answers == before


class TestRows:
    """Tables with printed rows, and actions within a row."""

    def stops(self, state: RecordState, kind: str) -> list[Stop]:
        """Return the places of a kind in the section that is stood in."""
        return [stop for stop in state.stops() if stop.kind == kind]

    def test_an_action_within_a_printed_row(self) -> None:
        """Kent's form A: added, typed, removed; the row that the form prints stays."""
        form = load_form("kent_a")
        state = state_of(form, Answers(form.code))
        number = next(
            n for n, step in enumerate(state.steps) if any(f.kind == "rows" for f in step.section.fields)
        )
        state.go_to_section(number)
        assert state.add(self.stops(state, "add")[0])
        stop = state.stop
        assert stop is not None
        assert stop.column is not None
        assert state.take(stop, "Ring the school", DAY)
        due = next(one for one in state.stops() if one.column is not None and one.column.key == "by_when")
        assert state.take(due, "24/11", DAY)
        full = state.written()
        assert [(one.what, one.due_on) for one in full.actions] == [("Ring the school", date(2026, 11, 24))]
        state.at = stop.place
        assert state.remove(stop)
        assert state.written().actions == ()
        assert len(self.stops(state, "add")) == 6

    def test_a_name_that_is_gone(self) -> None:
        """A kept cursor at a place that is no longer there opens the record all the same."""
        form = load_form("kent_b")
        state = state_of(form, Answers(form.code))
        for cursor in (
            "",
            "nonsense",
            "[]",
            '{"section": "gone", "place": ["a", "b", "c", "d"], "at": [1, 2]}',
        ):
            assert stand(state, cursor) == (None, "")

    def test_the_words_beside_a_tick(self) -> None:
        """A tick is set with its words, and stays when they are cleared."""
        form = load_form("kent_case")
        state = state_of(form, Answers(form.code))
        state.go_to_section(next(n for n, step in enumerate(state.steps) if step.section.key == "lens"))
        stop = state.stops()[0]
        state.toggle(stop)
        assert state.take(stop, "CPD plan", DAY)
        assert state.value(stop.place) == "CPD plan"
        assert state.take(stop, "", DAY)
        assert state.value(stop.place) == ""
        state.toggle(stop)
        assert state.value(stop.place) is None

    def test_another_edition_of_the_form(self) -> None:
        """What the form can no longer hold is in a section of its own."""
        form = load_form("kent_e")
        state = state_of(form, filled(form))
        assert [step.name for step in state.steps][-1] != "No longer asked"
        shorter = replace(form, sections=form.sections[:-1])
        again = state_of(shorter, filled(form))
        assert again.steps[-1].name == "No longer asked"


class TestFromBefore:
    """What is open from before comes first while a record can be written; signed, its keys would be refused."""

    def test_only_until_it_is_signed(self) -> None:
        """A signed record begins with its own first section, as it was signed."""
        form = load_form("kent_case")
        action = ActionLine(
            1,
            "See LH alone",
            "",
            "",
            "Sam Whitlock",
            "",
            None,
            "",
            1,
            DAY,
            None,
            None,
            None,
            "",
            1,
            "r1",
            0,
            (),
        )
        for state, first in (
            ("draft", "From before"),
            ("complete", "From before"),
            ("signed", "Who and when"),
        ):
            record = state_of(form, filled(form, "said"))
            record.view = replace(record.view, line=replace(record.view.line, state=state))
            record.around = replace(record.around, before=(action,))
            assert record.steps[0].name == first


class TestWhoItGoesTo:
    """A disagreement goes to the supervisor's manager: they are offered first, and the two never."""

    def test_first_of_whom_is_offered(self) -> None:
        """Whatever else is offered in a field for somebody's name."""
        form = load_form("havering_b")
        priya, morag, ines, sam = (
            Known(number, name)
            for number, name in enumerate(("Priya Shah", "Morag Innes", "Ines Vale", "Sam Obi"), 1)
        )
        known = RecordContext("havering", supervisee=priya, supervisor=morag, service_manager=ines)
        state = state_of(form, begin(form))
        state.around = Surroundings(known, people=(priya, morag, ines, sam))
        assert state.people(GOES_TO) == ["Ines Vale", "Sam Obi"]
        assert list(state.people("supervisee"))[:3] == ["Priya Shah", "Morag Innes", "Ines Vale"]
        assert form.field(GOES_TO) is not None
