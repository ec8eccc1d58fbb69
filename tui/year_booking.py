"""Booking a year of sessions at once: what it asks, and the days it makes (BCT-T60, CFA-T03)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session

from forms import booking as forms
from forms.by_hand import Lists
from forms.entry import Choice
from models.changes.planning import Plan, plan_series
from models.dates import Span, WorkingDays, add, counted, parse_span, show_short
from models.errors import Refused
from models.policy import Pack
from models.reading.agenda.sitting import is_one_to_one, read_apart
from models.reading.due import DueList
from models.reading.free_days import read_away, read_taken
from models.series import SeriesDay, days_of_year
from models.store.change import Change
from tui.booking import With, due_of_kind, every_of, proposed_day, soonest_kind
from tui.by_hand import Entry
from tui.desk import Desk

Spans = list[tuple[date, date | None]]
BOTH = "+"
"""What joins the kinds that are held in one sitting, in the code of a choice."""


async def book_year(desk: Desk, lists: Lists, who: With, due: DueList | None) -> Entry:
    """Return the form for a year of sessions, and the change that books it."""
    pack, person, today = desk.pack, who.practitioner_id, desk.today
    working = WorkingDays(pack.closure_days)

    def query(session: Session) -> tuple[bool, Spans, dict[str, date]]:
        away = read_away(session, person, today)
        codes = [code for code, _ in forms.kinds_of(pack, group=who.is_group)]
        taken = {code: max(read_taken(session, person, code, today), default=None) for code in codes}
        lasts = {code: day for code, day in taken.items() if day is not None}
        return person in read_apart(session), [span for span in away if span[1] is not None], lasts

    apart, away, lasts = await desk.read(query)
    kinds = kinds_for(pack, who, apart=apart)
    kind = kinds[0][0].partition(BOTH)[0] if not who.is_group else soonest_kind(pack, due, who)
    last = lasts.get(kind)
    line = due_of_kind(pack, due, who, kind)
    most = parse_span(every_of(line)) if line is not None else None
    by = (line.hold_by or line.day) if line is not None else None
    if last is not None:
        by = add(last, most or parse_span(every_of(None)), working)
    first = await proposed_day(desk, who, kind, by)
    form = forms.year(
        str(person or "group"),
        f"A year of sessions with {who.said(private=lists.private)}",
        kinds,
        first,
        every=every_of(line),
        note="A day on a weekend, a bank holiday or in an absence gives way to the one before. "
        "Each can be moved afterwards.",
    )

    def book(change: Change, values: dict[str, Any]) -> list[SeriesDay]:
        days = days_of_year(values["day"], _span(values["every"]), working, away, most)
        return _book(change, person, values, days)

    return form, book


def kinds_for(pack: Pack, who: With, *, apart: bool) -> tuple[Choice, ...]:
    """Return the kinds a year can be of; those that one sitting takes together stand first (KCC-P38)."""
    single = forms.kinds_of(pack, group=who.is_group)
    own = [(code, label) for code, label in single if is_one_to_one(pack, code, "formal")]
    if who.is_group or apart or len(own) < 2:
        return single
    return ((BOTH.join(code for code, _ in own), f"all {len(own)} in one sitting"), *single)


def _book(
    change: Change, person: int | None, values: dict[str, Any], days: list[SeriesDay]
) -> list[SeriesDay]:
    minutes, kinds = values["minutes"], values["kind"].split(BOTH)
    share = minutes // len(kinds) if minutes else None
    for kind in kinds:
        plan = Plan(kind, person, values["day"], values["starts_at"], minutes=share)
        plan_series(change, plan, [one.day for one in days])
    return days


def _span(text: str) -> Span:
    try:
        every = parse_span(text)
    except ValueError as wrong:
        raise Refused(f"Every: {wrong}.") from None
    if every.count < 1 or every.unit in ("h", "min"):
        raise Refused("Every: a year goes by days, weeks or months, such as 2w or 1m.")
    return every


def said_of(days: Sequence[SeriesDay], today: date) -> str:
    """Say what was booked, and which days gave way to which."""
    moved = [
        f"{show_short(one.wanted, today)} ({one.why}) to {show_short(one.day, today)}"
        for one in days
        if one.why
    ]
    said = f"{counted(len(days), 'session')} booked. u takes all of them back."
    return f"{said} Given way: {'; '.join(moved)}." if moved else said
