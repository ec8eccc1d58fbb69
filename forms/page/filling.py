"""What stands in the blanks of a form's clauses: its own short answers, the record's names, or the blank."""

from __future__ import annotations

from collections.abc import Mapping

from forms.answers.model import Value
from forms.answers.showing import said
from forms.template.form import Form
from forms.template.kinds import RECORD_NAMES, SHORT_KINDS

BLANK = "…………"
"""What stands in a clause where nothing was filled in and the policy prints no words of its own."""


def short_answers(form: Form, values: Mapping[str, Value]) -> dict[str, str]:
    """Return the words of every short single answer, by its key."""
    found = {
        one.key: said(one, values.get(one.key))
        for one in form.answered(each=False)
        if one.kind in SHORT_KINDS
    }
    return {key: text for key, text in found.items() if text}


def defaults_of(form: Form) -> dict[str, Value]:
    """Return what the printed form itself says in its short single answers, by their keys."""
    return {
        one.key: one.default for one in form.answered(each=False) if one.kind in SHORT_KINDS and one.default
    }


def blanks_of(form: Form) -> dict[str, str]:
    """Return what stands unfilled for every name that a clause of this form may use."""
    record = {name: f"[{name.replace('_', ' ')}]" for name in RECORD_NAMES}
    return record | {
        one.key: one.blank or BLANK for one in form.answered(each=False) if one.kind in SHORT_KINDS
    }
