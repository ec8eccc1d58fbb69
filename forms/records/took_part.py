"""The table of who took part in a session: a row a person, where nobody is written in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from forms.answers.changing import add_row, with_cell, with_value
from forms.answers.model import Answers, is_empty
from forms.template.form import Form

TOOK_PART = "took_part"
"""The key of the field that says who was there: a text that is filled in, or a table with a row a person."""


def with_here(form: Form, answers: Answers, here: Sequence[Mapping[str, str]]) -> Answers:
    """Return answers with who was there in the table for it, where nobody is written in it (KCC-P32, KCC-P37)."""
    for one in form.answered(each=False):
        if one.key != TOOK_PART or one.kind != "rows" or not is_empty(answers.value(one.key)):
            continue
        columns = {each.key for each in one.columns}
        answers = with_value(answers, one.key, None)
        for person in here:
            answers, row = add_row(answers, one.key)
            for key, words in person.items():
                if key in columns and words:
                    answers = with_cell(answers, one.key, row, key, words)
        for _ in range(one.spare - len(here)):
            answers, _row = add_row(answers, one.key)
    return answers
