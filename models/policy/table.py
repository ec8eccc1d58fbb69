"""Reading one table of a pack key by key: what is wrong is noted with its key, and the reading goes on."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeVar

T = TypeVar("T")
Reader = Callable[[object], T]


class Fault(NamedTuple):
    """What is wrong under one key of a table; ``key`` is empty where the whole table is meant."""

    key: str
    text: str


class Table:
    """One TOML table being read; ``faults`` fills up, and `close` adds every key nobody asked for."""

    def __init__(self, raw: object) -> None:
        """``raw`` is what TOML gave; anything but a table is a fault."""
        self.faults: list[Fault] = []
        self._raw: Mapping[str, object] = raw if isinstance(raw, dict) else {}
        self._asked: set[str] = set()
        if not isinstance(raw, dict):
            self.fault("", f"{raw!r} is not a table of keys and values")

    def has(self, key: str) -> bool:
        """Say whether the key stands here."""
        return key in self._raw

    def expects(self, *keys: str) -> None:
        """Note that these keys belong here, whether or not they are read."""
        self._asked.update(keys)

    def fault(self, key: str, text: str) -> None:
        """Note what is wrong under ``key``."""
        self.faults.append(Fault(key, text))

    def get(self, key: str, reader: Reader[T], default: T) -> T:
        """Return what stands under ``key``, read; the default where it is missing or wrong."""
        self._asked.add(key)
        if key not in self._raw:
            return default
        try:
            return reader(self._raw[key])
        except ValueError as wrong:
            self.fault(key, f"{key}: {wrong}")
            return default

    def need(self, key: str, reader: Reader[T], default: T) -> T:
        """Return what stands under a key that must be there; a missing one is a fault."""
        if key not in self._raw:
            self.fault("", f"{key} is missing")
        return self.get(key, reader, default)

    def rows(self, key: str) -> list[Table]:
        """Return the tables listed under ``key``; each keeps its own faults until `take`."""
        self._asked.add(key)
        found = self._raw.get(key, [])
        return [Table(row) for row in (found if isinstance(found, list) else [found])]

    def each(self, key: str, read: Callable[[Table], T]) -> tuple[T, ...]:
        """Return the tables listed under ``key``, read; what is wrong in one is this table's fault."""
        rows = self.rows(key)
        found = tuple(map(read, rows))
        for row in rows:
            self.take(key, row)
        return found

    def take(self, key: str, row: Table) -> None:
        """Close a row that was read and make its faults this table's, under ``key``."""
        row.close()
        self.faults.extend(Fault(key, f"{key}: {fault.text}") for fault in row.faults)

    def close(self) -> None:
        """Note every key that no one asked for, with the nearest key that exists."""
        for key in self._raw:
            if key not in self._asked:
                near = difflib.get_close_matches(key, self._asked, n=1)
                hint = f"; did you mean {near[0]!r}?" if near else ""
                self.fault(key, f"{key!r} is not a key that belongs here{hint}")
