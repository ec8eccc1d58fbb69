"""That a record was completed without something, as its paper says it: what, why, by whom, when."""

from __future__ import annotations

from dataclasses import dataclass

from forms.answers.completeness import missing
from forms.answers.model import Answers
from forms.records.progress import part_name
from forms.template.form import Form
from models.moments import show_moment
from models.signed import Without

HEADING = "Completed without"


@dataclass(frozen=True, slots=True)
class SaidWithout:
    """What was not written with the rules that want it, the reason as it was given, and by whom, when."""

    what: str
    reason: str
    by: str


def said_without(form: Form, answers: Answers, without: Without) -> SaidWithout:
    """Return what a record's paper says of what it was completed without: where it is about several, of whom."""
    several = len(answers.parts) > 1
    lacking = [
        f"{name}: {one}" if name else str(one)
        for one in missing(form, answers)
        if one.rule in without.rules
        for name in [part_name(form, answers, one.part) if several else ""]
    ]
    what = "; ".join(dict.fromkeys(lacking)) or f"what {', '.join(without.rules)} asks for"
    return SaidWithout(f"{what}.", without.reason, f"{without.name}, {show_moment(without.at)}.")
