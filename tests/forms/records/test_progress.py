"""How far a section is: a table of questions is as far as its questions are answered."""

from __future__ import annotations

from forms.answers.model import Answers, Row
from forms.records.progress import progress
from forms.records.worksheets import SURVEY
from forms.template.load import load_form


def test_one_of_ten_questions_is_not_done() -> None:
    """The survey's section says how many of its ten are answered, and is done with the last."""
    form = load_form(SURVEY)
    asked = form.field("questions")
    assert asked is not None
    said = []
    for count in (0, 1, len(asked.rows)):
        rows = tuple(Row(one.key, {"answer": "yes"}) for one in asked.rows[:count])
        answers = Answers(SURVEY, values={"questions": rows} if rows else {})
        said.append(next(one.words for one in progress(form, answers) if one.section.key == "questions"))
    assert said == ["empty", f"1 of {len(asked.rows)}", "done"]
