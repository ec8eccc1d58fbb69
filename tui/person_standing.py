"""How a practitioner's supervision stands, as rows of their page: ramp, year, floor. Pure, and no score of anyone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from models.dates import counted, end_of_month, show
from models.policy import Pack
from models.reading.due.lines import in_a_sentence
from models.reading.standing.calendar_months import MonthsTest
from models.reading.standing.floor import FloorView
from models.reading.standing.ramp import AHEAD, AWAY, HELD, MISSED, NOW, Point, Ramp, Slot
from models.reading.standing.reading import Figure, PersonStanding
from models.reading.standing.year import Between, Month, Year, monthly_minutes
from tui.widgets.rows import Row

SIGNS = {HELD: "■", MISSED: "x", AWAY: "a", NOW: "?", AHEAD: "·"}
"""A sign a slot: held, missed, away all through, running, still to come."""
A_LINE = 52


def standing_rows(standing: PersonStanding, pack: Pack) -> list[Row]:
    """Return the ramps, the rolling year, and where the policy asks for less than is asked for nationally."""
    if standing.is_outside:
        rows = [Row(("Their own supervision",), kind="heading")]
        return [
            *rows,
            Row(("Nobody of this team supervises them, so nothing of it is expected here.",), kind="note"),
        ]
    rows = [row for ramp in standing.ramps for row in _ramp(ramp, pack)]
    rows += _points(standing.points)
    rows += _year(standing, pack)
    return rows + _floor(standing.floor)


def _ramp(ramp: Ramp, pack: Pack) -> Iterator[Row]:
    rules = ", ".join(rule.id for rule in ramp.rules)
    label = pack.session_kind(ramp.clock).label
    yield Row((f"Ramp: {label} ({rules})",), kind="heading")
    for slots, words in _lengths(ramp.slots):
        yield Row((words, _strip(slots), f"from {show(slots[0].first)}"))
    counts = [f"{ramp.count(state)} {word}" for state, word in ((HELD, "held"), (MISSED, "missed"))]
    missed = [show(slot.first) for slot in ramp.slots if slot.state == MISSED]
    said = f"{', '.join(counts)}.   {SIGNS[HELD]} held  x missed  a away  ? running  · to come"
    yield Row((said,), kind="note")
    if missed:
        last = ", ".join(missed[-4:])
        yield Row((f"Missed, from: {'… ' if len(missed) > 4 else ''}{last}",), kind="warn")


def _points(points: Sequence[Point]) -> list[Row]:
    """Return what the policy sets on the way, such as assessments in probation, and whether it was held."""
    rows = [Row(("On the way",), kind="heading")] if points else []
    return rows + [
        Row(
            (show(point.day), point.what, f"{'held' if point.is_held else 'not held yet'} ({point.rule})"),
            kind="" if point.is_held else "quiet",
        )
        for point in points
    ]


def _lengths(slots: tuple[Slot, ...]) -> Iterator[tuple[list[Slot], str]]:
    """Yield the slots of one length together, in lots that fit a line, and what that length is called."""
    lot: list[Slot] = []
    for slot in slots:
        if lot and (_called(slot) != _called(lot[0]) or len(lot) == A_LINE):
            yield lot, _called(lot[0])
            lot = []
        lot.append(slot)
    if lot:
        yield lot, _called(lot[0])


def _called(slot: Slot) -> str:
    """Return what the rule calls it: a month is no four weeks, though it has 28 days in February."""
    named = {(1, "w"): "Weekly", (7, "d"): "Weekly", (2, "w"): "Fortnightly", (14, "d"): "Fortnightly"}
    named[1, "m"] = "Monthly"
    return named.get((slot.every.count, slot.every.unit), f"Every {slot.every}")


def _strip(slots: list[Slot]) -> str:
    return (
        " ".join(SIGNS[slot.state] for slot in slots)
        if len(slots) <= A_LINE // 2
        else "".join(SIGNS[slot.state] for slot in slots)
    )


def _year(standing: PersonStanding, pack: Pack) -> list[Row]:
    year = standing.year
    kinds = [
        f"{number} {pack.session_kind(kind).label}" for kind, number in sorted(year.held.items()) if number
    ]
    rows = [
        Row((f"The twelve months since {show(year.since)}",), kind="heading"),
        Row(("Sessions held", counted(year.total, "session"), ", ".join(kinds))),
    ]
    rows += [_figure(one) for one in standing.figures]
    rows += _hours(year, pack, standing.facts.start)
    rows += [_by_month(one, pack) for one in standing.months]
    if standing.part_time is not None:
        rule, share = standing.part_time, standing.facts.known("fte")
        rows.append(Row(("Part-time", f"{share:g} of full time", f"{rule.what}: {rule.says} ({rule.id})")))
    rows += _between(year)
    return rows


def _figure(one: Figure) -> Row:
    short = one.is_met is False
    return Row(
        (one.what, one.text(), f"{'not met ' if short else ''}({one.rule.id})"), kind="warn" if short else ""
    )


def _hours(year: Year, pack: Pack, begun: date | None) -> list[Row]:
    """Return the hours of the last months, empty ones too, held against the policy's where it wants so many."""
    months = [
        one for one in year.months if begun is None or end_of_month(one.first.year, one.first.month) >= begun
    ]
    if not any(one.sessions for one in months):
        return []
    wanted = monthly_minutes(pack)
    told = "; ".join(f"{rule.says} ({rule.id})" for rule in wanted)
    return [Row(("Hours by month", ", ".join(_month(one) for one in months), told))]


def _by_month(one: MonthsTest, pack: Pack) -> Row:
    """Return whether each calendar month that is over had its session, and which had none (NCT-X01)."""
    none = ", ".join(f"{first:%b %Y}" for first in one.without)
    told = f"{f'none in {none}; ' if none else ''}each calendar month ({one.rule.id})"
    kind = in_a_sentence(pack.session_kind(one.clock).label)
    return Row(("Calendar months", f"{one.text()} with {kind}", told), kind="warn" if none else "")


def _month(one: Month) -> str:
    whole = f"{one.minutes / 60:.3g} h" if one.minutes >= 60 else f"{one.minutes} min"
    hours = whole if one.minutes else "" if one.sessions else "none"
    unknown = f"{one.unknown} without length" if one.unknown else ""
    return f"{one.first:%b} {' + '.join(part for part in (hours, unknown) if part)}".strip()


def _between(year: Year) -> list[Row]:
    """Return what came between on either side; frequent lateness or cancelling is talked about (KCC-P18)."""
    told = (
        ("Cancelled", year.cancelled),
        ("Moved", year.moved),
        ("Late", year.late),
        ("Interrupted", year.interrupted),
    )
    rows = [Row((label, counted(found.total, "time"), _sides(found))) for label, found in told if found.total]
    return rows or [Row(("No session cancelled, moved, late or interrupted.",), kind="note")]


def _sides(found: Between) -> str:
    sides = (
        (found.practitioner, "by the practitioner"),
        (found.supervisor, "by the supervisor"),
        (found.other, "by neither of the two"),
    )
    return ", ".join(f"{number} {words}" for number, words in sides if number)


def _floor(floor: FloorView | None) -> list[Row]:
    if floor is None:
        return []
    rows = [Row(("The national floor",), kind="heading")]
    first, *short = floor.sentences()
    rows.append(Row((first,), kind="note"))
    rows += [Row((sentence,), kind="amber") for sentence in short]
    return rows if short else [*rows, Row(("The policy's words are no less than that.",), kind="note")]
