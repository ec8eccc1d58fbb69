"""The kinds of rule: few and fixed. Each is read here from its own keys; the README of the packs lists them.

A rule, or a whole authority, made of these needs no code. Only a duty that none of them can say needs a
new kind: one more reader here, and in `models.clock` the few lines that work it out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

from models.dates import Span
from models.policy import readers as read
from models.policy.edges import Edge
from models.policy.rule import (
    CalendarMonth,
    Content,
    Count,
    Deadline,
    Duration,
    Duty,
    Entry,
    Gate,
    Interval,
    Milestones,
    NextSession,
    Requirement,
    Retention,
    Step,
    Tally,
    Terms,
    Window,
)
from models.policy.table import Table

_NO_EDGE = Edge("")
_NO_EDGES: tuple[Edge, ...] = ()
_NO_TEXTS: tuple[str, ...] = ()
_NO_SPAN = Span(1, "d")


def _interval(table: Table) -> Interval:
    table.expects("every", "after", "until")
    every_from = table.get("every_from", read.fact, "")
    steps = read_steps(table)
    if bool(steps) == bool(every_from) and not table.faults:
        table.fault("", "an interval needs one of every, every_from or steps")
    if every_from and not every_from.endswith(("_days", "_weeks", "_months")):
        table.fault("every_from", f"every_from: {every_from} does not end with its unit, such as _days")
    return Interval(
        steps=steps,
        every_from=every_from,
        share_of=table.get("share_of", read.fact, ""),
        first=table.get("first", read.facts, ("start",)),
        restart=table.get("restart", read.yes, default=False),
        or_earlier=table.get("or_earlier", read.fact, ""),
        agreed_from=table.get("agreed_from", read.fact, ""),
        agreed_at_most=table.get("agreed_at_most", read.span, None),
    )


def read_steps(table: Table) -> tuple[Step, ...]:
    """Read the stretches of a ramp: ``every`` with its edges, or ``steps``, a list of those."""
    table.expects("steps")
    if table.has("every"):
        return (_step(table),)
    for key in ("after", "until"):
        if table.has(key):
            table.fault(key, f"{key}: belongs to every; a ramp says it in each of its steps")
    return table.each("steps", _step)


def _step(table: Table) -> Step:
    every = table.need("every", read.span, _NO_SPAN)
    if every.unit in ("min", "h"):
        table.fault("every", f"every: {every} is too short for an interval between sessions")
    return Step(every, table.get("after", read.edge, None), table.get("until", read.edge, None))


def _calendar_month(_table: Table) -> CalendarMonth:
    return CalendarMonth()


def _deadline(table: Table) -> Deadline:
    return Deadline(table.need("by", read.edges, _NO_EDGES), table.get("settled_by", read.facts, ()))


def _next_session(table: Table) -> NextSession:
    return NextSession(
        table.get("of", read.fact, ""),
        table.get("at_once", read.condition, None),
        table.get("settled_by", read.facts, ()),
    )


def _milestones(table: Table) -> Milestones:
    at = table.need("at", read.edges, _NO_EDGES)
    named = table.get("named", read.text, "")
    if named and len(at) > 1:
        table.fault("named", "named: only a single point can have a name of its own")
    return Milestones(at, named, table.get("held_as", read.text, ""))


def _window(table: Table) -> Window:
    opens, closes = table.need("opens", read.edge, _NO_EDGE), table.need("closes", read.edge, _NO_EDGE)
    return Window(opens, closes)


def _count(table: Table) -> Count:
    types = table.need("types", read.texts, _NO_TEXTS)
    each = table.get("one_of_each", read.yes, default=False)
    return Count(table.need("at_least", read.whole, 1), types, each)


def _tally(table: Table) -> Tally:
    found = Tally(
        figure=table.get("figure", read.fact, ""),
        items=table.get("items", read.fact, ""),
        distinct=table.get("distinct", read.text, ""),
        at_least=table.get("at_least", read.whole, None),
        ideal=table.get("ideal", read.whole, None),
        target=table.get("target", read.whole, None),
        share=table.get("share", _share, ""),
        share_of=table.get("share_of", read.fact, ""),
        each_takes=table.get("each_takes", read.minutes, None),
    )
    if bool(found.figure) == bool(found.items):
        table.fault("", "a tally needs one of figure or items")
    if found.at_least is None and found.target is None and not found.share:
        table.fault("", "a tally needs at_least, target or share with share_of")
    return found


def _share(value: object) -> str:
    upper, _, lower = read.text(value).partition("/")
    if not (upper.isdigit() and lower.isdigit() and int(lower) > 0):
        raise ValueError(f"{value!r} is not a share such as 9/10")
    return f"{upper}/{lower}"


def _duration(table: Table) -> Duration:
    if not table.has("length"):
        table.fault("", "a duration needs its length, such as length = { minimum = '60min' }")
    return Duration()


def _gate(table: Table) -> Gate:
    requires = table.each("requires", _requirement)
    if not requires:
        table.fault("", "a gate needs what it requires")
    return Gate(table.need("action", read.text, ""), requires, table.get("warn_after", read.span, None))


def _requirement(table: Table) -> Requirement:
    found = Requirement(
        words=table.need("words", read.text, ""),
        condition=table.get("condition", read.condition, None),
        dated=table.get("dated", read.fact, ""),
        earliest=table.get("earliest", read.fact, ""),
        latest=table.get("latest", read.fact, ""),
    )
    if (found.condition is None) == (not found.dated):
        table.fault("", "a requirement needs one of condition or dated")
    return found


def _content(table: Table) -> Content:
    entries = table.each("entries", _entry)
    if not entries:
        table.fault("", "content needs its entries")
    return Content(entries)


def _entry(table: Table) -> Entry:
    found = Entry(
        field=table.get("field", read.text, ""),
        form=table.get("form", read.text, ""),
        fact=table.get("fact", read.fact, ""),
        item=table.get("item", read.text, ""),
        first=table.get("first", read.text, ""),
        of=table.get("of", read.fact, ""),
        answer=table.get("answer", read.text, ""),
    )
    if found.answer and not all(found.answer.partition("/")):
        table.fault("answer", "an answer is told by its form and its key, form/key")
    if not (found.field or found.fact or found.item or found.first):
        table.fault("", "an entry needs a field, fact, item or first")
    if (found.item or found.first) and not (found.of or found.fact):
        table.fault("", "an item needs the list it is looked for in, of = ...")
    return found


def _retention(table: Table) -> Retention:
    until = table.get("until", read.edge, None)
    then = table.get("then", read.one_of("destroy", "delete", "keep"), "keep")
    if (until is None) != (then == "keep"):
        table.fault("", "a retention says until when, and then destroy or delete; or neither")
    return Retention(until, cast("Literal['destroy', 'delete', 'keep']", then))


def _duty(table: Table) -> Duty:
    return Duty(table.get("offer", read.yes, default=False))


KINDS: dict[str, Callable[[Table], Terms]] = {
    "interval": _interval,
    "calendar_month": _calendar_month,
    "deadline": _deadline,
    "next_session": _next_session,
    "milestones": _milestones,
    "window": _window,
    "count": _count,
    "tally": _tally,
    "duration": _duration,
    "gate": _gate,
    "content": _content,
    "retention": _retention,
    "duty": _duty,
}
CLOCKED = frozenset({"interval", "calendar_month", "deadline", "next_session"})
"""The kinds that give one date on a clock, where the earliest wins."""
