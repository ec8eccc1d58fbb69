"""Reading one ``[[rule]]`` of a pack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from models.facts import SUBJECTS
from models.policy import readers as read
from models.policy.kinds import CLOCKED, KINDS
from models.policy.rule import FORCES, LAYERS, Alternative, Duty, Layer, Length, Rule
from models.policy.table import Fault, Table

_NEW_KIND = "a duty that none of these can say needs a new kind in the program itself"


def read_rule(raw: object, *, local: bool = False) -> tuple[Rule | None, list[Fault]]:
    """Return the rule and what is wrong with it; no rule where its kind or ID can't be read."""
    table = Table(raw)
    name = table.need("id", read.text, "")
    kind = table.need("kind", _kind, "")
    terms = KINDS[kind](table) if kind else Duty()
    no_one: tuple[str, ...] = ()
    subject = table.need("subject", _subjects, no_one)
    rule = Rule(
        id=name,
        kind=kind,
        subject=subject,
        clock=table.get("clock", read.texts, (name,)),
        what=table.need("what", read.text, ""),
        says=table.need("says", read.text, ""),
        heading=table.need("heading", read.text, ""),
        force=table.need("force", read.one_of(*FORCES), "none"),
        terms=terms,
        counted_from=table.get("counted_from", read.text, ""),
        when=table.get("when", read.conditions, ()),
        unless=table.get("unless", read.conditions, ()),
        layer=table.get("layer", _layer, {}),
        length=table.get("length", _length, None),
        readings=table.get("readings", read.texts, ()),
        alternatives=table.each("alternative", _alternative),
        local=local,
        why=table.get("why", read.text, ""),
    )
    if kind in CLOCKED and not rule.counted_from:
        table.fault("", "counted_from is missing: what is the time counted from, in words?")
    table.close()
    return (None if table.faults else rule), table.faults


def _kind(value: object) -> str:
    if value not in KINDS:
        raise ValueError(f"{value!r} is no kind of rule; the kinds are {', '.join(KINDS)}; {_NEW_KIND}")
    return str(value)


def _subjects(value: object) -> tuple[str, ...]:
    return tuple(read.one_of(*SUBJECTS)(each) for each in read.texts(value))


def _layer(value: object) -> Mapping[str, Layer]:
    if not isinstance(value, dict):
        raise ValueError("a table such as { case = 'target' } is expected here")
    return {clock: cast("Layer", read.one_of(*LAYERS)(each)) for clock, each in value.items()}


def _length(value: object) -> Length:
    table = Table(value)
    found = Length(
        table.get("minimum", read.minutes, None),
        table.get("maximum", read.minutes, None),
        table.get("per", read.one_of("month", "fortnight"), ""),
        table.get("whole", read.yes, default=False),
    )
    table.close()
    if found.minimum is None and found.maximum is None:
        table.fault("", "a length needs a minimum or a maximum")
    if found.minimum is not None and found.maximum is not None and found.minimum > found.maximum:
        table.fault("", f"the minimum of {found.minimum} minutes is above the maximum of {found.maximum}")
    if table.faults:
        raise ValueError("; ".join(fault.text for fault in table.faults))
    return found


def _alternative(table: Table) -> Alternative:
    return Alternative(
        table.need("reading", read.text, ""),
        table.need("words", read.text, ""),
        table.get("without", read.texts, ()),
        table.get("every", read.span, None),
        table.get("by", read.edge, None),
    )
