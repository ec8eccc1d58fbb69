"""Records laid out for reading, from answers given as a script gives them."""

from __future__ import annotations

from forms.answers.given import read_given
from forms.page.laying import Layout
from forms.template.form import Form
from forms.template.load import load_form
from tests.forms.answers.asked import TODAY


def laid(form: Form | str, **given: object) -> Layout:
    """Return a record of answers given to a form."""
    form = load_form(form) if isinstance(form, str) else form
    taken = read_given(form, given, TODAY)
    assert dict(taken.wrong) == {}
    return Layout(form, taken.answers)
