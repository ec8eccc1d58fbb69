"""What came of the actions from before, written where a form asks for it (BCT-FB10, NCT-FC03, NCT-P23, CFA-P08).

Kent's and Havering's forms print no place for it, though Kent's agenda begins with it (KCC-FA04, KCC-FC10): there it
stands in an addition of ours, or in the row of the agenda that form A prints.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from forms.answers.changing import add_row, rows_of, with_cell, with_value
from forms.answers.model import Answers, is_empty
from forms.records.beginning import Links, apart_of
from forms.template.form import Form, Section
from forms.template.parts import Field
from models.dates import show
from models.reading.actions import ActionLine, StepView

DECIDES = ("done", "dropped", "moved")
"""Steps with which something is decided about an action; one that is only carried on is still open."""
_STATES = {"done": "done", "dropped": "dropped"}


class Came(NamedTuple):
    """An action from before, and the step with which a record decided about it; None where it is still open."""

    line: ActionLine
    step: StepView | None


def with_outcomes(
    form: Form, answers: Answers, lines: Sequence[ActionLine], record_id: int, links: Links
) -> Answers:
    """Return answers with what came of the actions from before, where nothing was written of it.

    ``lines`` are those that were open when the record began: decided about in it, or open still. A field that
    repeats holds its child's; where a whole record is about a child or a family it holds theirs; any other those
    about no child.
    """
    for section, one in form.placed.values():
        if not one.carries or one.kind not in ("long", "rows"):
            continue
        for part in [each.id for each in answers.parts] if section.each else [""]:
            came = list(_came(form, section, lines, record_id, links.get(part)))
            if came:
                answers = _written(answers, one, came, part)
    return answers


def _came(
    form: Form, section: Section, lines: Sequence[ActionLine], record_id: int, child: int | None
) -> Iterator[Came]:
    whole = not section.each and form.each is None and (form.about == "child" or bool(apart_of(form)))
    for line in lines:
        theirs = line.child_id == child if section.each else whole or line.child_id is None
        steps = [step for step in line.steps if step.record_id == record_id and step.kind in DECIDES]
        if theirs and (child is not None or not section.each) and (steps or line.is_open):
            yield Came(line, steps[-1] if steps else None)


def _written(answers: Answers, one: Field, came: Sequence[Came], part: str) -> Answers:
    several = len({each.line.child_id for each in came}) > 1
    said = "\n".join(_said(each, several=several) for each in came)
    if one.kind == "long":
        return with_value(answers, one.key, said, part) if is_empty(answers.value(one.key, part)) else answers
    printed = next((row.key for row in one.rows if "actions" in row.takes), "")
    columns = {column.key: column.kind for column in one.columns}
    if printed:
        there = next((row.cells for row in rows_of(answers, one.key, part) if row.id == printed), {})
        column = next(key for key, kind in columns.items() if kind == "long")
        return answers if there.get(column) else with_cell(answers, one.key, printed, column, said, part)
    if "what" not in columns or not is_empty(answers.value(one.key, part)):
        return answers
    answers = with_value(answers, one.key, None, part)
    for line, step in came:
        answers, row = add_row(answers, one.key, part)
        state = _STATES.get(step.kind, "open") if step is not None else "open"
        cells = {"what": line.what, "who": line.owner, "by_when": line.due_on, "state": state}
        for key, cell in cells.items():
            if key in columns and cell:
                answers = with_cell(answers, one.key, row, key, cell, part)
    return answers


def _said(came: Came, *, several: bool) -> str:
    """Return an action with what came of it: ``Ring the school: done. They offered a place.`` is one."""
    line, step = came
    whose = f"{line.child}: " if several and line.child else ""
    return f"{whose}{line.what}: {_outcome(line, step)}".strip()


def _outcome(line: ActionLine, step: StepView | None) -> str:
    if step is None:
        by = f", by {show(line.due_on)}" if line.due_on is not None else ""
        way = f"; in the way: {line.in_the_way}" if line.in_the_way else ""
        return f"still open{by}{way}"
    new = f"now by {show(step.due_on)}" if step.due_on is not None else "with no date now"
    came = new if step.kind == "moved" else step.kind
    return f"{came}. {step.words or (line.outcome if step.kind == 'done' else '')}".strip()
