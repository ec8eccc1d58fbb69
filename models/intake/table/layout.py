"""The shape of a table that is read or written: its columns, what each holds, and what to say about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``kind`` is one of `models.intake.table.cells.Cells.by_kind`.

    Without a ``needed`` column the sheet is refused; where a ``filled`` cell is empty the row is. A
    ``soft`` cell that cannot be read is listed and left out, and the row taken all the same.
    ``key`` is what the value is called in a record.
    """

    name: str
    kind: str
    note: str = ""
    key: str = ""
    needed: bool = False
    filled: bool = False
    soft: bool = False
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.key:
            object.__setattr__(self, "key", self.name)


@dataclass(frozen=True, slots=True)
class SheetLayout:
    """One table: its name, its columns and what it is for. In an ``untidy`` one headings may be misspelt."""

    name: str
    about: str
    columns: tuple[Column, ...]
    optional: bool = False
    untidy: bool = False

    def column(self, key: str) -> Column:
        """Return a column by its key."""
        return next(column for column in self.columns if column.key == key)


def must(name: str, kind: str, note: str = "", key: str = "", also: tuple[str, ...] = ()) -> Column:
    """Return a column that has to be there and be filled in."""
    return Column(name, kind, note, key, needed=True, filled=True, also=also)


def may(name: str, kind: str, note: str = "", key: str = "", also: tuple[str, ...] = ()) -> Column:
    """Return a column that may be missing and may be empty."""
    return Column(name, kind, note, key, also=also)
