"""What the check of a form file tells of a text."""

from __future__ import annotations

from pathlib import Path

from forms.template.check import check_form
from models.policy.parts import Problem
from tests.forms.template.written import write


def problems(folder: Path, text: str, code: str = "mine") -> list[Problem]:
    """Return what is wrong with a file of this text."""
    return check_form(write(folder, text, code))


def the_problem(folder: Path, text: str) -> Problem:
    """Return the one thing that is wrong."""
    (only,) = problems(folder, text)
    return only
