"""Observations of practice: what is still empty on their form is named before it is completed."""

from __future__ import annotations

import pytest

from forms.answers.model import Answers
from forms.records.observing import is_observation, unanswered
from forms.template.form import Form
from forms.template.load import all_forms, load_form

FORMS = [form for form in all_forms()[0] if is_observation(form)]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.code)
def test_what_is_empty_is_named(form: Form) -> None:
    """Where, permission, comments; not the signatures, which are given later."""
    bare = unanswered(form, Answers(form.code, values={"feedback": "Kind."}))
    assert len(bare) > 3
    assert not [one for one in bare if "signature" in one.lower() or "eedback" in one]


def test_the_topics_of_an_agreement() -> None:
    """The nine topics of Havering's contract that were not talked over (HAV-P19); an empty section is named whole."""
    form = load_form("havering_c")
    bare = unanswered(form, Answers(form.code, values={"frequency": "Every four weeks.", "venue": "Room 4"}))
    assert bare[0] == "Responsibilities of supervisor and supervisee"
    assert "Complaints, review and disagreements" in bare
    assert not [one for one in bare if "clause" in one or "Name" in one]
