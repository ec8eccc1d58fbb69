"""The bank holidays of England and Wales, as the ``holidays`` library knows them, kept beside this file.

The library loads every country of the world to answer for one: 140 ms and 12 MB while the board is being
painted. A test holds the file to the library, so a new version of it brings the file up to date; a year
that the file does not have is asked of the library.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_suffix(".txt")
YEARS = range(1990, 2061)


@cache
def bank_holidays(year: int) -> frozenset[date]:
    """Return the bank holidays of one year, substitute days and one-off ones among them."""
    found = _kept().get(year)
    return _asked(year) if found is None else found


def text(years: Iterable[int] = YEARS) -> str:
    """Return what the file should hold: a line a year, each with its days as month and day."""
    return "".join(
        " ".join([str(year), *(f"{day:%m-%d}" for day in sorted(_asked(year)))]) + "\n" for year in years
    )


@cache
def _kept() -> dict[int, frozenset[date]]:
    lines = [line.split() for line in FILE.read_text(encoding="ascii").splitlines()]
    return {
        int(year): frozenset(date.fromisoformat(f"{year}-{day}") for day in days) for year, *days in lines
    }


def _asked(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


if __name__ == "__main__":
    FILE.write_text(text(), encoding="ascii", newline="\n")
