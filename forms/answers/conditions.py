"""Whether a condition of a form holds, given the answers so far: what is asked, and what stands on the page."""

from __future__ import annotations

from forms.answers.model import Answers, is_empty
from forms.template.form import Form, Section
from forms.template.parts import Condition, Field

_WORDS = ("line", "long")


def holds(when: Condition, form: Form, answers: Answers, part_id: str = "") -> bool:
    """Say whether every choice named is made; within a choice any of the codes is enough."""
    return not when or all(_chosen(form, answers, key, codes, part_id) for key, codes in when.items())


def asked(form: Form, section: Section, one: Field, answers: Answers, part_id: str = "") -> bool:
    """Say whether a field is asked in this record: its section's condition and its own hold."""
    return holds(section.when, form, answers, part_id) and holds(one.when, form, answers, part_id)


def shown(form: Form, section: Section, one: Field, answers: Answers, part_id: str = "") -> bool:
    """Say whether a field stands on the page: it is asked, or somebody answered it before it was not any more.

    What was typed is never out of sight. What the program filled in by itself is no one's word, unless it
    is text, which may have been written upon.
    """
    if asked(form, section, one, answers, part_id):
        return True
    return (not one.fill or one.kind in _WORDS) and not is_empty(answers.value(one.key, part_id))


def _chosen(form: Form, answers: Answers, key: str, codes: tuple[str, ...], part_id: str) -> bool:
    place = form.placed.get(key)
    value = answers.value(key, part_id if place and place[0].each else "")
    if isinstance(value, dict):
        return any(code in value for code in codes)
    return value in codes
