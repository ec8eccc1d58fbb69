"""What a sitting puts into its records when it closes: what the store knows by then; who was not reached goes out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.answers.changing import remove_part, with_value, without_empty_rows
from forms.answers.model import Answers, Value, is_empty
from forms.answers.times import read_time
from forms.records.beginning import Links, siblings_in, without_siblings
from forms.records.places import Taken
from forms.records.took_part import with_here
from forms.template.form import Form
from forms.template.parts import Field

_ALWAYS = "stage"
"""The fill that stands for how things are now: it takes the place of what was filled in before."""
DECIDES = ("decision", "decisions", "plans", "formulation", "hypothesis")
"""Keys of fields in which a form keeps what was decided."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a sitting once it closes, by the words of `forms.template.kinds.FILLS`.

    ``whole`` goes into fields that do not repeat, ``of_child`` into the part about each child. ``here`` is a row a
    person who was there: what is known of each, by the keys of columns.
    """

    whole: Mapping[str, Value] = field(default_factory=dict)
    of_child: Mapping[int, Mapping[str, Value]] = field(default_factory=dict)
    here: Sequence[Mapping[str, str]] = ()


def known_next(day: date | None, starts_at: str) -> dict[str, Value]:
    """Return the fills that say when the next session is."""
    found: dict[str, Value] = {}
    if day is not None:
        found["next_date"] = day
    if day is not None and starts_at:
        found["next_time"] = read_time(starts_at)
    return found


def closed_answers(
    form: Form, answers: Answers, links: Links, reached: Collection[int], known: Known
) -> Answers:
    """Return answers as they stand once the sitting is closed.

    Parts of children who were not reached and about whom nothing is written go, and those of no child; what is
    known by now is filled in where nothing was written; rows in which nothing stands go too.
    """
    for part in [one.id for one in answers.parts]:
        if links.get(part) not in reached and not _is_written(form, answers, part):
            answers = remove_part(answers, part)
    answers = with_fills(form, answers, known.whole)
    for part, child_id in links.items():
        if not part or answers.part(part) is not None:
            answers = with_fills(form, answers, known.of_child.get(child_id, {}), part)
    return without_empty_rows(with_here(form, answers, known.here))


def with_fills(form: Form, answers: Answers, fills: Mapping[str, Value], part: str = "") -> Answers:
    """Return answers with what is known in the fields that ask for it and hold nothing yet."""
    repeats = bool(part)
    for one in form.answered(each=repeats):
        value = fills.get(one.fill) if one.fill else None
        empty = is_empty(answers.value(one.key, part))
        if value is not None and (empty or one.fill == _ALWAYS) and _can_hold(one, value):
            answers = with_value(answers, one.key, value, part)
    return answers


def without_unreached(
    form: Form, answers: Answers, numbers: Mapping[str, int], reached: Collection[int]
) -> Answers:
    """Return answers without the siblings who were not reached, where another of the family was."""
    gone = {number for number, child_id in numbers.items() if child_id not in reached}
    return without_siblings(answers, form, gone) if len(gone) < len(numbers) else answers


def written_about(form: Form, answers: Answers, links: Links) -> set[int]:
    """Return the children about whom something is written, beyond what the program filled in."""
    return {child_id for part, child_id in links.items() if part and _is_written(form, answers, part)}


def is_written(form: Form, answers: Answers) -> bool:
    """Say whether anything is written in a record beyond what the program filled in."""
    parts = ("", *(part.id for part in answers.parts))
    return any(_is_written(form, answers, part) for part in parts)


def is_written_at(form: Form, answers: Answers, taken: Taken, only: Collection[str] | None = None) -> bool:
    """Say whether anything is written where an item of the agenda goes: in a section, a field or a printed row.

    Where the section repeats, words in any child's part are of the item too, or in those parts ``only``.
    """
    for section, one in form.placed.values():
        if (
            section.key != taken.section
            or taken.field not in ("", one.key)
            or one.fill
            or one.kind == "child"
        ):
            continue
        parts = (
            [part.id for part in answers.parts if only is None or part.id in only] if section.each else [""]
        )
        if any(_says_more(one, _in_row(answers.value(one.key, part), taken.row)) for part in parts):
            return True
    return False


def _in_row(value: Value | None, row: str) -> Value | None:
    if row and isinstance(value, tuple):
        return tuple(one for one in value if one.id == row)
    return value


def decided_in(form: Form, answers: Answers) -> Iterator[tuple[str, str]]:
    """Yield what the fields for decisions say, each with the part it stands in (empty: the whole record)."""
    for section, one in form.placed.values():
        if one.key not in DECIDES or one.kind != "long":
            continue
        for part in [each.id for each in answers.parts] if section.each else [""]:
            words = answers.value(one.key, part)
            if isinstance(words, str) and words.strip():
                yield part, words


def _is_written(form: Form, answers: Answers, part: str) -> bool:
    named_in = siblings_in(form)
    return any(
        _says_more(one, answers.value(one.key, part))
        for one in form.answered(each=bool(part))
        if not one.fill and one.kind != "child" and (named_in is None or one.key != named_in[0])
    )


def _says_more(one: Field, value: Value | None) -> bool:
    if is_empty(value):
        return False
    return not one.default or value not in (one.default, {one.default: ""})


def _can_hold(one: Field, value: Value) -> bool:
    if one.kind == "choice":
        return isinstance(value, str) and one.option(value) is not None
    return isinstance(value, str) is (one.kind in ("line", "long", "person"))
