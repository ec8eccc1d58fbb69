"""The situations of the made-up children over time: in need, protection, care, risk, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from models.demo.dice import Dice
from models.demo.journey import Journey, Spell

_ONE = timedelta(days=1)


def give_situations(journey: Journey, first_plan: str, today: date, dice: Dice) -> None:
    """Give a journey its situations by its plan, one after the other, all ended where it closed."""
    end = journey.closed or today
    turns = [(journey.opened, first_plan)]
    if journey.plan in _WHOLE or journey.plan.startswith("only:"):
        turns = [(journey.opened, _WHOLE.get(journey.plan, journey.plan.removeprefix("only:")))]
    elif journey.plan in _RISKS:
        _give_risks(journey, _RISKS[journey.plan], end, dice)
        return
    elif journey.plan != "assessing":
        turns += [turn for turn in _PLANS[journey.plan](_plan_began(journey, end), end) if turn[0] < end]
    journey.spells = [*_in_turn(turns, journey.closed), *_beside(journey.plan, turns, journey.closed, end)]


Turns = list[tuple[date, str]]


def _plan_began(journey: Journey, end: date) -> date:
    """Return the day the plan began: the first move out of assessment, or two fifths of the way."""
    moved = [step.day for step in journey.steps if step.stage > 1]
    return moved[0] if moved else journey.opened + (end - journey.opened) * 2 // 5


def _down(began: date, end: date) -> Turns:
    return (
        [(began, "cp"), (began + (end - began) * 3 // 5, "cin")]
        if (end - began).days > 90
        else [(began, "cp")]
    )


def _into_care(began: date, end: date) -> Turns:
    return (
        [(began, "cp"), (began + (end - began) // 3, "cic")] if (end - began).days > 110 else [(began, "cic")]
    )


def _just(code: str) -> Callable[[date, date], Turns]:
    return lambda began, _end: [(began, code)]


_PLANS: Mapping[str, Callable[[date, date], Turns]] = {
    "cin": _just("cin"),
    "cp": _just("cp"),
    "cp_down": _down,
    "cic": _into_care,
    "court": _into_care,
    "permanence": _into_care,
    "pre_court": _just("cp"),
    "short_breaks": _just("short_breaks"),
    "direct_payments": _just("cin"),
}
_WHOLE = {
    "leaving_care": "leaving_care_18_plus",
    "post_order": "post_order",
    "private_fostering": "private_fostering",
    "early_help": "early_help_plan",
}
"""Plans that are one situation from the first day to the last."""
_RISKS = {"risk_low": "low", "risk_medium": "medium", "risk_high": "high"}
_BEFORE = {"low": "medium", "medium": "low", "high": "medium"}


def _in_turn(turns: Turns, closed: date | None) -> list[Spell]:
    """Return one spell after the other, equal neighbours as one."""
    spells: list[Spell] = []
    for since, code in turns:
        if spells and spells[-1].code == code:
            continue
        if spells and spells[-1].since == since:
            spells.pop()
        elif spells:
            spells[-1].until = since - _ONE
        spells.append(Spell(code, since))
    spells[-1].until = closed
    return spells


def _beside(plan: str, turns: Turns, closed: date | None, end: date) -> list[Spell]:
    """Return what runs beside the plan: the court, the search for a lasting home, a payment."""
    began = turns[-1][0]
    if plan == "court":
        since = began + timedelta(days=12)
        over = since + timedelta(weeks=26)
        return _running("care_proceedings", since, min(over, end) if over < end else closed, end)
    if plan == "pre_court":
        return _running("pre_proceedings", began + timedelta(days=40), closed, end)
    if plan == "permanence":
        return _running("planning_for_permanence", began + timedelta(days=20), closed, end)
    if plan == "direct_payments":
        return _running("direct_payments", began, closed, end)
    return []


def _running(code: str, since: date, until: date | None, end: date) -> list[Spell]:
    return [Spell(code, since, until)] if since < end else []


def _give_risks(journey: Journey, level: str, end: date, dice: Dice) -> None:
    """Give both risk levels; on a longer order one of them was another level at first."""
    opened, closed = journey.opened, journey.closed
    wellbeing = level if level != "high" or dice.chance(0.5) else "medium"
    journey.spells = [Spell("risk_sw", opened, closed, wellbeing)]
    if (end - opened).days > 100:
        changed = opened + (end - opened) * 2 // 5
        journey.spells.append(Spell("risk_rosh", opened, changed - _ONE, _BEFORE[level]))
        journey.spells.append(Spell("risk_rosh", changed, closed, level))
    else:
        journey.spells.append(Spell("risk_rosh", opened, closed, level))
