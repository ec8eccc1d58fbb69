"""Worksheets of a quality sample: begun with the facts filled in and every judgement empty; answers counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from forms.answers.model import Answers, Row
from forms.records.adding import read_record_given
from forms.template.form import Form
from models.changes.records import begin_record
from models.changes.sampling import set_worksheet
from models.dates import show
from models.policy.load import load_pack
from models.reading.quality.records import CLOCK
from models.reading.quality.sample_facts import read_sample_facts
from models.reading.quality.sampling import read_sampled
from models.reading.record_context import AskedFor
from models.store.change import Change
from models.tables import Practitioner

WORKSHEET, SURVEY = "quality_worksheet", "supervision_survey"
"""The two forms, by their codes; a form of one's own of that name takes its place."""
FEWEST = 5
"""How many must have answered a survey before it is counted: with fewer, somebody could be made out."""


@dataclass(frozen=True, slots=True)
class Question:
    """How a question was answered over many sheets: ``yes`` of ``answered``, and how many said nothing."""

    label: str
    yes: int
    partly: int
    no: int
    unclear: int
    silent: int
    few: bool = False
    """That too few said anything of it to be counted; then nothing of what they said is in here."""

    def guarded(self) -> Question:
        """Return it without what was said, where so few said anything that somebody could be made out."""
        said = self.answered + self.unclear
        return Question(self.label, 0, 0, 0, 0, 0, few=True) if 0 < said < FEWEST else self

    @property
    def answered(self) -> int:
        """How many said yes, partly or no."""
        return self.yes + self.partly + self.no

    def text(self) -> str:
        """Return ``7 of 9 yes, 1 partly, 1 no; 1 can't say, 2 not answered``: its gaps are always said."""
        if self.few:
            return f"fewer than {FEWEST} answered it: not counted"
        unclear = f"{self.unclear} can't say" if self.unclear else ""
        silent = f"{self.silent} not answered" if self.silent else ""
        gaps = ", ".join(part for part in (unclear, silent) if part)
        if not self.answered:
            return gaps or "0 not answered"
        said = f"{self.yes} of {self.answered} yes"
        said += f", {self.partly} partly" if self.partly else ""
        said += f", {self.no} no" if self.no else ""
        return f"{said}; {gaps}" if gaps else said


def _on_writing(form: Form, policy: str, occasion: str) -> list[str]:
    """Return the policy's rules on the time for writing such a record; of a formal session none of ad hoc talks."""
    rules = {one.id: one for one in load_pack(policy).rules}
    known = [rules[name] for name in form.recording if name in rules]
    return [one.id for one in known if occasion != "formal" or CLOCK in one.clock]


def begin_worksheet(
    change: Change, form: Form, read_form: Callable[[str], Form], sampled_id: int, policy: str, now: datetime
) -> int:
    """Begin the worksheet of a sampled record, its facts filled in; return the number of its record.

    ``read_form`` gives the form of the record that is looked at, for what the policy says of writing it.
    """
    sample, one = read_sampled(change.session, sampled_id)
    facts = read_sample_facts(change.session, one.record_id)
    about = read_form(facts.form)
    supervisor = change.session.get(Practitioner, one.supervisor_id) if one.supervisor_id else None
    found = dict(facts.found)
    if "written" in found and (rules := _on_writing(about, policy, facts.occasion)):
        found["written"] += f" The policy's rule: {', '.join(rules)}."
    given = {
        "sample": f"Sample {sample.id}, drawn {show(sample.drawn_on)} with seed {sample.seed}",
        "record": f"Record {facts.record_id}, {about.called}, {show(facts.day)}",
        "of": facts.of,
        "supervisor": supervisor.number if supervisor else "",
        "facts": [{"row": key, "found": text} for key, text in found.items()],
    }
    told = read_record_given(change.session, form, given, AskedFor(change.today), now, change.today)
    row = begin_record(change, form.code, policy, told.written)
    set_worksheet(change, sampled_id, row.id)
    return row.id


def count_answers(form: Form, sheets: Iterable[Answers], key: str) -> list[Question]:
    """Return how each question of a table was answered over many sheets; nobody is told apart."""
    one = form.field(key)
    if one is None:
        return []
    told = [_by_row(sheet, key) for sheet in sheets]
    return [_question(row.label, Counter(each.get(row.key, "") for each in told)) for row in one.rows]


def _by_row(sheet: Answers, key: str) -> Mapping[str, str]:
    value = sheet.value(key)
    if not isinstance(value, tuple):
        return {}
    return {row.id: _answer(row) for row in value}


def _answer(row: Row) -> str:
    found = row.cells.get("answer")
    return found if isinstance(found, str) else ""


def _question(label: str, counts: Counter[str]) -> Question:
    return Question(label, counts["yes"], counts["partly"], counts["no"], counts["unclear"], counts[""])
