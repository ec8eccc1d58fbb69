"""Finding a table's header and which of its columns is which, as untidy as real ones are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import chain, islice

from models.intake.files.sheets import Row, Sheet
from models.intake.table.cells import is_blank, text_of
from models.intake.table.codes import plain
from models.intake.table.layout import Column, SheetLayout

_LOOK_AT = 15
_SHORT_NAME = 12


@dataclass(frozen=True, slots=True)
class Header:
    """A header that was found: the row it stands in, which column is where, and what was not known."""

    row: int
    places: tuple[tuple[int, Column], ...]
    titles: tuple[str, ...]
    unknown: tuple[str, ...]
    missing: tuple[Column, ...]
    guessed: tuple[tuple[str, str], ...] = ()
    twice: tuple[str, ...] = ()

    @property
    def columns(self) -> frozenset[str]:
        """The keys of the columns that are there."""
        return frozenset(column.key for _, column in self.places)


def find_header(sheet: Sheet, layout: SheetLayout) -> tuple[Header | None, Iterator[Row]]:
    """Return the header of a sheet and the rows below it.

    The header is the row, among the first fifteen, in which most columns are known: a title above it
    does no harm. None for a sheet without any known column.
    """
    rows = sheet.rows()
    first = list(islice(rows, _LOOK_AT))
    found = [_match(number, cells, layout) for number, cells in first]
    best = max(range(len(found)), key=lambda n: (len(found[n].places), -n), default=None)
    if best is None or not found[best].places:
        return None, iter(())
    return found[best], chain(first[best + 1 :], rows)


def _match(number: int, cells: Sequence[object], layout: SheetLayout) -> Header:
    titles = tuple("" if is_blank(cell) else text_of(cell) for cell in cells)
    by_name = {_key(name): column for column in layout.columns for name in (*column.also, column.name)}
    places: dict[str, tuple[int, Column]] = {}
    unknown, guessed, twice = [], [], []
    for place, title in enumerate(titles):
        if not title:
            continue
        column = by_name.get(_key(title))
        if column is not None and column.key in places:
            twice.append(title)
        elif column is not None:
            places[column.key] = place, column
        else:
            unknown.append((place, title))
    left = []
    for place, title in unknown:
        column = _nearly(_key(title), by_name, places) if layout.untidy else None
        if column is None:
            left.append(title)
        else:
            places[column.key] = place, column
            guessed.append((title, column.name))
    missing = tuple(column for column in layout.columns if column.needed and column.key not in places)
    return Header(
        number,
        tuple(sorted(places.values(), key=_place)),
        titles,
        tuple(left),
        missing,
        tuple(guessed),
        tuple(twice),
    )


def _key(name: str) -> str:
    """Return a heading as headings are compared: ``Child Unique ID`` and ``child_unique_id`` are one."""
    return plain(name).replace(" ", "")


def _place(found: tuple[int, Column]) -> int:
    return found[0]


def _nearly(title: str, by_name: dict[str, Column], taken: dict[str, tuple[int, Column]]) -> Column | None:
    """Return the one column, not found yet, whose name is a letter or two away."""
    allowed = 1 if len(title) < _SHORT_NAME else 2
    near = {
        column.key: column
        for name, column in by_name.items()
        if column.key not in taken and _apart(title, name, allowed) <= allowed
    }
    return next(iter(near.values())) if len(near) == 1 else None


def _apart(one: str, other: str, most: int) -> int:
    """Return how many letters have to be changed, put in or left out; anything above ``most`` is enough."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, against in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (letter != against))
    return row[-1]


def suggestion(column: Column, titles: Sequence[str]) -> str:
    """Return what a missing column may be called in the file, as the end of a sentence, or nothing."""
    near = get_close_matches(plain(column.name), [plain(title) for title in titles], n=1, cutoff=0.7)
    return next(
        (f" (is it the one called “{title}”?)" for title in titles if near and plain(title) == near[0]), ""
    )
