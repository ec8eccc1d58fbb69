"""What was written last time in the same field: the last record's answers, read under the present form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from forms.answers.keeping import from_json
from forms.answers.model import Answers, is_empty
from forms.answers.showing import said
from forms.template.form import Form
from models.errors import Refused
from models.reading.last_time import LastTime


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier record's answers, and the part of them that is about the same child."""

    record_id: int
    day: date
    answers: Answers
    part: str = ""

    def said(self, form: Form, key: str, *, each: bool) -> str:
        """Return the words of a field then; empty where there were none."""
        one = form.field(key)
        value = self.answers.value(key, self.part if each else "")
        return "" if one is None or is_empty(value) else said(one, value)


def earlier(form: Form, last: LastTime | None) -> Earlier | None:
    """Return the answers of a record from last time; None where there is none, or it can't be read."""
    if last is None:
        return None
    try:
        answers = from_json(last.answers, form)
    except Refused:
        return None
    return Earlier(last.record_id, last.day, answers, last.part)
