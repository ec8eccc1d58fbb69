"""What stands beside a record's answers: prompts, what was written last time, what is open, what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from forms.answers.model import is_empty
from forms.records.entering import system_of, waiting
from forms.template.parts import Field, Option, Prompt
from models.dates import show
from models.reading.actions import ActionLine, StepView, carry_words
from tui.record.state import RecordState
from tui.record.stops import FROM_BEFORE, Stop
from tui.widgets.rows import Row

LONGEST = 1_200
"""How many characters of last time's answer are shown at once; F4 opens the whole record."""


def beside_rows(
    state: RecordState, today: date, *, private: bool, choices: Sequence[str] = (), gentle: Sequence[str] = ()
) -> list[Row]:
    """Return what is shown beside the place under the cursor.

    ``choices`` are those of a pick list that is open, ``gentle`` what was noticed about what was written.
    """
    stop = state.stop
    rows: list[Row] = []
    if choices:
        rows += [Row(("Choose",), kind="heading"), *(Row((choice,)) for choice in choices)]
    if private:
        return [*rows, Row(("Words are not shown in projector mode.",), kind="note")]
    rows += [Row((text,), kind="warn") for text in gentle]
    if stop is not None:
        rows += _prompts(state, stop)
        rows += _option_says(state, stop)
        rows += _last_time(state, stop)
    rows += _untouched(state)
    rows += _entered(state)
    if state.here.section.key != FROM_BEFORE:
        rows += _open(state, today)
    return rows


def prompts_of(state: RecordState, stop: Stop) -> list[str]:
    """Return the questions to think with at a place, in our own words."""
    found: list[Prompt] = []
    if stop.column is not None:
        found += stop.column.prompts
    if stop.field is not None:
        row = stop.place.row.partition("/")[0]
        found += [prompt for fixed in stop.field.rows if fixed.key == row for prompt in fixed.prompts]
        found += stop.field.prompts
    return [prompt.text for prompt in found if prompt.is_asked(state.policies)]


def _prompts(state: RecordState, stop: Stop) -> Iterator[Row]:
    prompts = prompts_of(state, stop)
    if not prompts:
        return
    if state.prompt is not None:
        at = state.prompt % len(prompts)
        yield Row((f"Prompt {at + 1} of {len(prompts)}  (F7 next)",), kind="heading")
        yield Row((prompts[at],))
        return
    more = "  (F7 one at a time)" if len(prompts) > 1 else ""
    yield Row((f"To think with{more}",), kind="heading")
    for prompt in prompts:
        yield Row((f"- {prompt}",))


def _option_says(state: RecordState, stop: Stop) -> Iterator[Row]:
    """Yield what the policy says of the option under the cursor, or of the one that is chosen."""
    option: Option | None = stop.option
    if option is None and isinstance(stop.field, Field) and stop.kind == "choice":
        value = state.value(stop.place)
        option = stop.field.option(value) if isinstance(value, str) else None
    if option is None:
        return
    yield from (Row((text,)) for text in option.told)


def _last_time(state: RecordState, stop: Stop) -> Iterator[Row]:
    """Yield what was written last time in the same field, about the same child."""
    if stop.field is None or stop.kind in ("add", "signature"):
        return
    child = state.links().get(stop.place.part) if stop.place.part else None
    around = state.around
    earlier = around.last_of.get(child) if child is not None else around.last
    if earlier is None and not stop.place.part:
        earlier = next(iter(around.last_of.values()), None)
    if earlier is None:
        return
    words = earlier.said(state.form, stop.place.key, each=bool(stop.place.part))
    if not words:
        return
    yield Row((f"Last time, {show(earlier.day)}",), kind="heading")
    shown = words if len(words) <= LONGEST else f"{words[:LONGEST]} …"
    for line in shown.split("\n"):
        if line.strip():
            yield Row((line,), kind="quiet")


def _entered(state: RecordState) -> Iterator[Row]:
    """Yield where the part of the child under the cursor was entered, or that a complete one is not yet."""
    links = state.links()
    child_id = links.get(state.here.part) or (next(iter(links.values())) if len(links) == 1 else None)
    if child_id is None:
        return
    for one in state.view.entered:
        if one.child_id == child_id:
            yield Row((f"Entered on {one.system} on {show(one.entered_on)}",), kind="quiet")
    kid = next((one for one in state.around.known.children if one.id == child_id), None)
    system = system_of(state.form, kid)
    if system and state.view.line.state != "draft" and child_id in waiting(state.form, state.view):
        yield Row(
            (f"Not entered on {system} yet: y copies this child's text, e says it was entered.",), kind="warn"
        )


def _untouched(state: RecordState) -> Iterator[Row]:
    """Yield gently what the lenses of this record have not touched yet."""
    said = untouched(state)
    if said:
        yield Row(("Not touched so far",), kind="heading")
        for title, names in said:
            yield Row((f"{title}: {', '.join(names)}",), kind="quiet")


def untouched(state: RecordState) -> list[tuple[str, list[str]]]:
    """Return for each lens of this record that was begun what has not been ticked; nothing before it was begun."""
    found = []
    for one in state.form.answered():
        if one.kind != "ticks" or not one.lens:
            continue
        parts = [part.id for part in state.answers.parts] if state.form.placed[one.key][0].each else [""]
        for part in parts:
            value = state.answers.value(one.key, part)
            if is_empty(value) and not _is_here(state, one):
                continue
            ticked = value if isinstance(value, dict) else {}
            names = [option.label for option in one.options if option.code not in ticked]
            if names:
                found.append((one.name, names))
    return found


def _is_here(state: RecordState, one: Field) -> bool:
    return any(field.key == one.key for field in state.here.section.fields)


def _open(state: RecordState, today: date) -> Iterator[Row]:
    child = state.links().get(state.here.part) if state.here.part else None
    before = [line for line in state.around.before if line.is_open and child in (None, line.child_id)]
    if not before:
        return
    yield Row((f"Open actions: {len(before)}",), kind="heading")
    for line in before[:6]:
        whose = f"{line.child}: " if line.child and child is None else ""
        yield Row((f"- {whose}{line.what}",))
        yield Row((f"  {carry_words(line, today)}",), kind="quiet")
    if len(before) > 6:
        yield Row((f"and {len(before) - 6} more, in the first section",), kind="quiet")


def action_rows(line: ActionLine, today: date, record_id: int) -> list[tuple[str, str]]:
    """Return an open action in the first section of a record: what, who, what it brings with it, what was decided."""
    whose = f"   {line.child}" if line.child else ""
    said = [(f"{line.what}{whose}", "strong" if line.is_open else "quiet")]
    who = ", ".join(
        part for part in (line.owner, f"due {show(line.due_on)}" if line.due_on else "no date") if part
    )
    said.append((f"{carry_words(line, today)} · {who}", ""))
    if line.why:
        said.append((f"Why: {line.why}", "quiet"))
    if line.in_the_way:
        said.append((f"In the way: {line.in_the_way}", "quiet"))
    said += [(_decided(step), "heading") for step in line.steps if step.record_id == record_id]
    if asks_what_is_in_the_way(line, record_id):
        said += [("What stands in the way? Press w to say.", "warn")]
    return said


def asks_what_is_in_the_way(line: ActionLine, record_id: int) -> bool:
    """Say whether an action comes for the second time or more and nobody has said yet what stands in its way."""
    here = [step for step in line.steps if step.record_id == record_id]
    before = line.carried - sum(step.kind == "carried" for step in here)
    return line.is_open and before >= 1 and not here


def _decided(step: StepView) -> str:
    """Return what was decided about an action in this record."""
    due = show(step.due_on) if step.due_on else "none"
    plain = {"agreed": "Agreed", "carried": "Carried on", "moved": f"New date {due}", "done": "Done"}
    what = {**plain, "dropped": "Dropped", "reopened": "Taken up again"}[step.kind]
    if step.kind == "carried" and step.words:
        return f"{what}; in the way: {step.words}"
    return f"{what}: {step.words}" if step.words else f"{what}."


def section_rows(state: RecordState) -> list[Row]:
    """Return the sections of a record with their state, those of a child below its name."""
    rows: list[Row] = []
    part = ""
    for number, step in enumerate(state.steps):
        if step.part_name and step.part != part:
            rows.append(Row((step.part_name,), kind="heading"))
        elif part and not step.part:
            rows.append(Row(("Whole record",), kind="heading"))
        part = step.part
        rows.append(Row((f"{step.name}{' *' if step.wanted else ''}", step.words), number))
    return rows
