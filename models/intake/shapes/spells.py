"""From rows that each tell of a stretch of time to the periods in which a service was open to a child."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from models.intake.incoming import PeriodIn
from models.intake.table.findings import Findings, Where


@dataclass(slots=True)
class Spell:
    """A row that says a service, or a situation within it, ran for a child from a day to a day.

    A ``leading`` spell is a period of its own (an episode of need); others tell of something within
    one (a plan, care). Of several workers the one of the highest ``rank`` is the holder.
    """

    where: Where
    child: str
    service: str
    start: date
    end: date | None = None
    worker: str = ""
    leading: bool = False
    rank: int = 0
    assumed: bool = False


def periods_of(spells: Iterable[Spell], findings: Findings) -> list[PeriodIn]:
    """Return the periods that the spells make up, by child and service. Doubled rows are listed."""
    groups: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for spell in spells:
        groups[spell.child, spell.service].append(spell)
    return [period for group in groups.values() for period in _periods(group, findings)]


def _periods(group: list[Spell], findings: Findings) -> list[PeriodIn]:
    leading = _without_doubles([spell for spell in group if spell.leading], findings)
    bundles = [[spell] for spell in sorted(leading, key=_start)]
    loose = []
    for spell in sorted((spell for spell in group if not spell.leading), key=_start):
        home = _home(spell, bundles)
        if home is None:
            loose.append(spell)
        else:
            home.append(spell)
    bundles += _merged(loose)
    return [_period(bundle, findings) for bundle in _with_assumed(bundles)]


def _start(spell: Spell) -> date:
    return spell.start


def _without_doubles(leading: list[Spell], findings: Findings) -> list[Spell]:
    """Drop a second row of the same day, and a second open one; each is listed."""
    kept: list[Spell] = []
    for spell in leading:
        double = next(
            (
                other
                for other in kept
                if other.start == spell.start or (other.end is None and spell.end is None)
            ),
            None,
        )
        if double is None:
            kept.append(spell)
        else:
            findings.problem(
                spell.where,
                "",
                f"{spell.child} a second time in one service",
                f"one row; the one in row {double.where.row} was taken",
            )
    return kept


def _home(spell: Spell, bundles: list[list[Spell]]) -> list[Spell] | None:
    """Return the bundle in whose time a spell lies; an open one before a closed one."""
    if spell.assumed:
        return next((bundle for bundle in bundles if bundle[0].end is None), None)
    fits = [
        bundle
        for bundle in bundles
        if bundle[0].start <= (spell.end or date.max) and spell.start <= (bundle[0].end or date.max)
    ]
    return next((bundle for bundle in fits if bundle[0].end is None), fits[-1] if fits else None)


def _merged(loose: Sequence[Spell]) -> list[list[Spell]]:
    """Return spells without a leading one, those that touch each other together."""
    bundles: list[list[Spell]] = []
    for spell in loose:
        last = bundles[-1] if bundles and not spell.assumed else None
        if last and not last[0].assumed and spell.start <= _end(last):
            last.append(spell)
        else:
            bundles.append([spell])
    return bundles


def _end(bundle: list[Spell]) -> date:
    return max(spell.end or date.max for spell in bundle)


def _with_assumed(bundles: list[list[Spell]]) -> list[list[Spell]]:
    """Put spells without a day of their own into an open bundle, where there is one."""
    dated = [bundle for bundle in bundles if not all(spell.assumed for spell in bundle)]
    for bundle in (bundle for bundle in bundles if all(spell.assumed for spell in bundle)):
        home = next((other for other in dated if _end(other) == date.max), None)
        if home is None:
            dated.append(bundle)
        else:
            home.extend(bundle)
    return dated


def _period(bundle: list[Spell], findings: Findings) -> PeriodIn:
    first = bundle[0]
    end = _end(bundle)
    if first.leading and first.end is not None and end == date.max:
        findings.tally(
            "1 child’s episode says closed while a plan or care runs on: it was taken as open.",
            "{n} children’s episodes say closed while a plan or care runs on: they were taken as open.",
        )
    elif first.leading:
        end = first.end or date.max
    holder = max(bundle, key=lambda spell: (bool(spell.worker), spell.end is None, spell.rank))
    return PeriodIn(
        first.where,
        first.child,
        first.service,
        first.start if first.leading else min(spell.start for spell in bundle),
        assumed=all(spell.assumed for spell in bundle),
        closed_on=None if end == date.max else end,
        holder=holder.worker,
    )
