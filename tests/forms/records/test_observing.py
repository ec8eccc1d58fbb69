"""Observations of practice: what is still empty on their form is named before it is completed."""

from __future__ import annotations

import pytest

from forms.answers.model import Answers
from forms.records.observing import is_observation, unanswered
from forms.template.form import Form
from forms.template.load import all_forms

FORMS = [form for form in all_forms()[0] if is_observation(form)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_what_is_empty_is_named(form: Form) -> None:
    """Where, permission, comments; not the signatures, which are given later."""
    bare = unanswered(form, Answers(form.code, values={"feedback": "Kind."}))
    assert len(bare) > 3
    assert not [one for one in bare if "signature" in one.lower() or "eedback" in one]
