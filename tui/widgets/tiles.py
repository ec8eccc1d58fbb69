"""What a tile says, row by row, at any width: pure text, so that it can be read and tested without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from models.dates import counted, show_short
from models.levels import said_code
from models.reading.board import Tile
from tui.drawing import fit, plain, spread

WIDE = 60
SOON = timedelta(days=7)
"""How near a date is said beside what else is wrong: ours."""
NEAR = timedelta(days=300)
"""Within how many days a day and a month on a small tile need no year: ours."""
Row = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Manner:
    """How tiles are drawn: the pack's short labels, the day, and whether others may be looking.

    ``private`` is projector mode: numbers and initials only, of practitioners too. ``dated`` tiles stand in the
    order of their next discussion, so that its day is on each.
    """

    today: date
    labels: tuple[tuple[str, str], ...] = ()
    private: bool = False
    dense: bool = False
    dated: bool = False

    def chips(self, codes: Sequence[str]) -> list[str]:
        """Return the short labels of situations such as ``CIN``, in the pack's order."""
        held = {said_code(code) for code in codes}
        known = [label for code, label in self.labels if code in held]
        return known + sorted(code.replace("_", " ") for code in held - {code for code, _ in self.labels})


def period(width: int, *, dense: bool) -> int:
    """Return how many lines a tile takes, the gap below it included."""
    if width >= WIDE:
        return 2 if not dense else 1
    return 4 if not dense else 2


def tile_rows(tile: Tile, width: int, manner: Manner) -> list[Row]:
    """Return a tile's rows as (text of exactly ``width`` cells, kind); a kind of ``gap`` is no part of it.

    Kinds name how a row is drawn: head, body, moving, slow, stuck, gap.
    """
    if width >= WIDE:
        return _wide(tile, width, manner)
    return _narrow(tile, width, manner)


def _narrow(tile: Tile, width: int, manner: Manner) -> list[Row]:
    room = width - 2
    head = spread(plain(tile.label), plain(_situations(tile, manner, room - len(tile.label) - 1)), room)
    body = spread(plain(_holder(tile, manner)), f"{tile.days}d", room)
    pace = fit(_pace(tile, manner, room), room)
    if manner.dense:
        body = spread(plain(_holder(tile, manner)), _dense(tile, manner, room - 4), room)
        return [(f" {head} ", "head"), (f" {body} ", tile.drift.pace)]
    return [
        (f" {head} ", "head"),
        (f" {body} ", "body"),
        (f" {pace} ", tile.drift.pace),
        (" " * width, "gap"),
    ]


def _wide(tile: Tile, width: int, manner: Manner) -> list[Row]:
    room = width - 2
    names = f"{fit(plain(tile.label), 16)} {fit(plain(_situations(tile, manner, 18)), 18)}"
    head = spread(f"{names} {plain(_holder(tile, manner))}", f"{counted(tile.days, 'day')} here", room)
    if manner.dense:
        pace = f"{tile.drift.pace} {tile.days}d"
        pace = f"{pace}, {_day(tile, manner)}" if manner.dated else pace
        short = spread(f"{names} {plain(_holder(tile, manner))}", pace, room)
        return [(f" {short} ", tile.drift.pace)]
    return [(f" {head} ", "head"), (f" {fit('  ' + _pace(tile, manner, room - 2), room)} ", tile.drift.pace)]


def _dense(tile: Tile, manner: Manner, room: int) -> str:
    """Return the pace of a small tile with its days here, or with the day it stands there by."""
    word = {"moving": "", "slow": "slow", "stuck": "STUCK"}[tile.drift.pace]
    if not manner.dated:
        return f"{word} {tile.days}d".strip()
    day, by = _day(tile, manner), tile.discuss_by
    if by is not None and abs(by - manner.today) < NEAR:
        day = f"{by.day} {by:%b}"
    return next((said for said in (f"{word} {day}".strip(), day) if len(said) <= room), "")


def _day(tile: Tile, manner: Manner) -> str:
    """Return the day by which a tile is to be discussed, alone."""
    return show_short(tile.discuss_by, manner.today) if tile.discuss_by is not None else "no date"


def _situations(tile: Tile, manner: Manner, room: int) -> str:
    """Return as many situation labels as there is room for, the first ones first; none is cut."""
    said = ""
    for chip in manner.chips(tile.situations):
        longer = f"{said} {plain(chip)}".strip()
        if len(longer) <= room:
            said = longer
    return said


def _holder(tile: Tile, manner: Manner) -> str:
    if tile.practitioner_id is None:
        return "not allocated"
    return tile.practitioner_initials if manner.private else tile.practitioner


def _pace(tile: Tile, manner: Manner, room: int) -> str:
    """Return moving, slow or stuck, with the reason in as many words as fit."""
    if tile.drift.pace == "moving":
        return _next(tile, manner, room)
    word = "STUCK" if tile.drift.pace == "stuck" else "slow"
    choices = [f"{word}: {tile.drift.reason}", f"{word}, {tile.drift.short}"]
    by = tile.discuss_by
    # a date of this week is not hidden by the pace, nor one that the tiles are sorted by
    if by is not None and manner.today <= by and (manner.dated or by <= manner.today + SOON):
        when = show_short(by, manner.today)
        choices = [
            f"{choices[0]}, discuss by {when}",
            f"{word}, discuss by {when}",
            f"{word}, by {when}",
            *choices,
        ]
    return next((said for said in choices if len(said) <= room), word)


def _next(tile: Tile, manner: Manner, room: int) -> str:
    if tile.discuss_by is None:
        return "moving"
    when = show_short(tile.discuss_by, manner.today)
    for said in (f"moving, discuss by {when}", f"discuss by {when}"):
        if len(said) <= room:
            return said
    return "moving"
