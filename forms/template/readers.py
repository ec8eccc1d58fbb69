"""Readers: one value of a form file each, to a plain Python value; ValueError says what was expected."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from reprlib import repr as short
from typing import TypeVar

from forms.template.kinds import BOTH, COLUMN_KINDS, PARTIES, TAKES
from forms.template.parts import Column, Condition, FixedRow, Option, Prompt, Want
from models.policy.readers import yes as yes
from models.policy.table import Table
from models.words import clean_text

T = TypeVar("T")
MAX_SAID = 4_000
"""How long one text of a form may be, in characters."""
_KEY = re.compile(r"[a-z][a-z0-9_]{0,39}")
_ROW_KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")
_ID = re.compile(r"[A-Z][A-Z0-9]{1,7}-[A-Z][A-Z0-9]{0,11}[a-z]?")


def said(value: object) -> str:
    """Read a text that says something."""
    found = anything(value)
    if not found:
        raise ValueError("a text is expected here")
    return found


def anything(value: object) -> str:
    """Read a text, which may be empty."""
    if not isinstance(value, str):
        raise ValueError("a text is expected here")
    if len(value) > MAX_SAID:
        raise ValueError(f"the text is longer than {MAX_SAID} characters")
    if clean_text(value) != value:
        raise ValueError("the text holds characters that no page can show")
    return unicodedata.normalize("NFC", value).strip()


def many(value: object) -> tuple[str, ...]:
    """Read a text or a list of texts."""
    return tuple(said(each) for each in (value if isinstance(value, list) else [value]))


def key(value: object) -> str:
    """Read a key: small letters, digits and underscores, a letter first."""
    if not isinstance(value, str) or not _KEY.fullmatch(value):
        raise ValueError(f"{short(value)} is no key: small letters, digits and _, a letter first, at most 40")
    return value


def row_key(value: object) -> str:
    """Read the key of a row, which may be a number."""
    if not isinstance(value, str) or not _ROW_KEY.fullmatch(value):
        raise ValueError(f"{short(value)} is no key of a row: small letters, digits and _, at most 40")
    return value


def keys(value: object) -> tuple[str, ...]:
    """Read a key or a list of keys."""
    return tuple(key(each) for each in (value if isinstance(value, list) else [value]))


def rule_id(value: object) -> str:
    """Read the ID of a requirement or rule, such as KCC-FB07."""
    if not isinstance(value, str) or not _ID.fullmatch(value):
        raise ValueError(f"{short(value)} is not an ID such as KCC-FB07")
    return value


def rule_ids(value: object) -> tuple[str, ...]:
    """Read an ID or a list of IDs."""
    return tuple(rule_id(each) for each in (value if isinstance(value, list) else [value]))


def few(value: object) -> int:
    """Read a whole number from 0 to 50."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 50:
        raise ValueError("a whole number from 0 to 50 is expected here")
    return value


def some_of(*words: str) -> Callable[[object], tuple[str, ...]]:
    """Return a reader of a word, or a list of words, out of ``words``."""

    def read(value: object) -> tuple[str, ...]:
        found = many(value)
        for each in found:
            if each not in words:
                raise ValueError(f"{short(each)} is none of {', '.join(words)}")
        return found

    return read


def parties(value: object) -> tuple[str, ...]:
    """Read who fills a field; ``both`` is supervisor and supervisee."""
    found = some_of(*PARTIES, BOTH)(value)
    return tuple(
        dict.fromkeys(
            party for each in found for party in (("supervisor", "supervisee") if each == BOTH else (each,))
        )
    )


def condition(value: object) -> Condition:
    """Read which codes other fields must hold: ``{ point = ["closures"] }``."""
    if not isinstance(value, dict) or not value:
        raise ValueError('a table such as { point = ["closures"] } is expected here')
    return {key(name): many(codes) for name, codes in value.items()}


def prompts(value: object) -> tuple[Prompt, ...]:
    """Read a list of prompts: each a text, or a table with ``text`` and ``policy``."""
    return tuple(_prompt(each) for each in (value if isinstance(value, list) else [value]))


def _prompt(value: object) -> Prompt:
    if isinstance(value, str):
        return Prompt(said(value))
    table = Table(value)
    found = Prompt(table.need("text", said, ""), table.get("policy", keys, ()))
    return _whole(table, found)


def wants(value: object) -> tuple[Want, ...]:
    """Read a list of rules that want an answer: each an ID, or a table with ``rule`` and its conditions."""
    return tuple(_want(each) for each in (value if isinstance(value, list) else [value]))


def _want(value: object) -> Want:
    if isinstance(value, str):
        return Want(rule_id(value))
    table = Table(value)
    found = Want(
        table.need("rule", rule_id, ""),
        table.get("when", condition, {}),
        table.get("unless", key, ""),
        table.get("every", yes, default=False),
        table.get("but", keys, ()),
    )
    return _whole(table, found)


def option(table: Table) -> Option:
    """Read one option of a choice."""
    return Option(
        table.need("code", row_key, ""),
        table.need("label", said, ""),
        table.get("id", rule_ids, ()),
        table.get("says", said, ""),
        table.get("gate", said, ""),
        table.get("where", said, ""),
        table.get("event", key, ""),
    )


def column(table: Table) -> Column:
    """Read one column of a table."""
    found = Column(
        table.need("key", key, ""),
        table.get("label", anything, ""),
        table.need("kind", one_of(*COLUMN_KINDS), "line"),
        table.get("id", rule_ids, ()),
        elements(table, "options", option),
        table.get("prompts", prompts, ()),
        table.get("of", key, ""),
        table.get("shows", keys, ()),
    )
    if found.kind == "choice" and not found.options:
        table.fault("", "options is missing: a choice needs its options")
    if found.kind == "shown" and not (found.of and found.shows):
        table.fault("", "of and shows are missing: which column of actions this one repeats, and what of it")
    return found


def fixed_row(table: Table) -> FixedRow:
    """Read one printed row of a table."""
    return FixedRow(
        table.need("key", row_key, ""),
        table.need("label", said, ""),
        table.get("id", rule_ids, ()),
        table.get("says", said, ""),
        table.get("prompts", prompts, ()),
        table.get("wanted", wants, ()),
        table.get("takes", some_of(*TAKES), ()),
    )


def one_of(*words: str) -> Callable[[object], str]:
    """Return a reader of one word out of ``words``."""

    def read(value: object) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"{short(value)} is none of {', '.join(words)}")
        return value

    return read


def elements(table: Table, name: str, read: Callable[[Table], T]) -> tuple[T, ...]:
    """Read the small tables listed under ``name``; a fault names the element, as ``columns 2``."""
    found = []
    for index, row in enumerate(table.rows(name)):
        found.append(read(row))
        row.close()
        for fault in row.faults:
            table.fault(f"{name} {index}", f"{name}: {fault.text}")
    return tuple(found)


def _whole(table: Table, found: T) -> T:
    """Return what was read of a small table, or raise with everything that is wrong in it."""
    table.close()
    if table.faults:
        raise ValueError("; ".join(fault.text for fault in table.faults))
    return found
