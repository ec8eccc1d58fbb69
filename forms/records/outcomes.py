"""What came of the actions from before, written where a form asks for it (BCT-FB10, NCT-FC03, NCT-P23, CFA-P08)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from forms.answers.changing import add_row, with_cell, with_value
from forms.answers.model import Answers, is_empty
from forms.records.beginning import Links
from forms.template.form import Form
from forms.template.parts import Field
from models.dates import show
from models.reading.actions import ActionLine, StepView

DECIDES = ("done", "dropped", "moved")
"""Steps with which something is decided about an action; one that is only carried on says nothing yet."""
_STATES = {"done": "done", "dropped": "dropped", "moved": "open"}


def with_outcomes(
    form: Form, answers: Answers, lines: Sequence[ActionLine], record_id: int, links: Links
) -> Answers:
    """Return answers with what was decided in this record about actions from before, where nothing was written of it.

    A field that repeats holds its child's, any other those about no child.
    """
    for section, one in form.placed.values():
        if not one.carries or one.kind not in ("long", "rows"):
            continue
        for part in [each.id for each in answers.parts] if section.each else [""]:
            child = links.get(part) if section.each else None
            decided = list(_decided(lines, record_id, child)) if child is not None or not section.each else []
            if decided and is_empty(answers.value(one.key, part)):
                answers = _written(answers, one, decided, part)
    return answers


def _decided(
    lines: Sequence[ActionLine], record_id: int, child: int | None
) -> Iterator[tuple[ActionLine, StepView]]:
    for line in lines:
        steps = [step for step in line.steps if step.record_id == record_id and step.kind in DECIDES]
        if steps and line.child_id == child:
            yield line, steps[-1]


def _written(
    answers: Answers, one: Field, decided: Sequence[tuple[ActionLine, StepView]], part: str
) -> Answers:
    if one.kind == "long":
        return with_value(answers, one.key, "\n".join(_said(line, step) for line, step in decided), part)
    columns = {column.key for column in one.columns}
    answers = with_value(answers, one.key, None, part)
    for line, step in decided:
        answers, row = add_row(answers, one.key, part)
        cells = {"what": line.what, "who": line.owner, "by_when": line.due_on, "state": _STATES[step.kind]}
        for key, cell in cells.items():
            if key in columns and cell:
                answers = with_cell(answers, one.key, row, key, cell, part)
    return answers


def _said(line: ActionLine, step: StepView) -> str:
    """Return an action with what came of it: ``Ring the school: done. They offered a place.`` is one."""
    new = f"now by {show(step.due_on)}" if step.due_on is not None else "with no date now"
    came = new if step.kind == "moved" else step.kind
    words = step.words or (line.outcome if step.kind == "done" else "")
    return f"{line.what}: {came}. {words}".strip()
