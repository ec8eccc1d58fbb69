"""What a rule of the policy wants in a made-up record, filled in so that it is complete."""

from __future__ import annotations

from datetime import date, time, timedelta

from forms.answers.changing import with_cell, with_value
from forms.answers.completeness import Missing, missing
from forms.answers.model import Answers, Value
from forms.demo.words import OWN, SUMMARY
from forms.template.form import Form
from forms.template.parts import Field
from models.demo.days import on_or_after
from models.demo.dice import Dice

_ROUNDS = 3
"""A choice that is made can make a rule want something more."""


def with_what_is_wanted(form: Form, answers: Answers, day: date, dice: Dice) -> Answers:
    """Return answers in which whatever a rule wants stands, but actions: those are the ledger's."""
    for _ in range(_ROUNDS):
        for one in missing(form, answers):
            answers = _filled(form, answers, one, day, dice)
    return answers


def _filled(form: Form, answers: Answers, wanted: Missing, day: date, dice: Dice) -> Answers:
    one = form.field(wanted.key)
    if one is None:
        return answers
    if one.kind == "rows" and wanted.row:
        column = next(column for column in one.columns if column.kind in ("long", "line"))
        return with_cell(answers, one.key, wanted.row, column.key, dice.pick(OWN), wanted.part)
    if one.kind == "ticks" and wanted.row:
        there = answers.value(one.key, wanted.part)
        ticked = {**(there if isinstance(there, dict) else {}), wanted.row: ""}
        return with_value(answers, one.key, ticked, wanted.part)
    return with_value(answers, one.key, _value(one, day, dice), wanted.part)


def _value(one: Field, day: date, dice: Dice) -> Value | None:
    match one.kind:
        case "date":
            return on_or_after(day + timedelta(days=28)) if not one.past else day
        case "time":
            return time(10, 0)
        case "choice":
            return one.options[0].code
        case "ticks":
            return {option.code: "" for option in one.options[:2]}
        case "long" | "line":
            return dice.pick(SUMMARY)
        case _:
            return None
