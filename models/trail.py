"""The trail: an append-only, hash-chained history of every change.

A line says who did what to which row, from what to what, in ids, codes and dates. People's words
enter it only as salted hashes, so destroying the words (and the salt) lawfully leaves the chain whole.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

FIRST = "0" * 64
# What reads as a code, a number of some register, a rule's ID or a date: small letters, or with a digit in it.
_CODE = re.compile(r"(?=[^\s]{0,80}\Z)(?:[a-z_.:/+-]*|[A-Za-z0-9_.:/+-]*[0-9][A-Za-z0-9_.:/+-]*)", re.ASCII)
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=True)
Value = str | int | float | bool | None | date | list[str] | list[int]


@dataclass(frozen=True, slots=True)
class Words:
    """People's words on their way into the trail: only their salted hash arrives there."""

    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the trail as it is stored."""

    seq: int
    at: str
    actor: str
    action: str
    entity: str
    entity_id: int | None
    detail: str
    prev: str
    hash: str


def new_salt() -> str:
    """Return the salt for one line's words."""
    return secrets.token_hex(12)


def hashed(words: str, salt: str) -> str:
    """Return what the trail keeps of people's words."""
    return hashlib.sha256(f"{salt}\x00{words}".encode("utf-8", "surrogatepass")).hexdigest()


def has_words(detail: Mapping[str, Value | Words]) -> bool:
    """Say whether a line's detail holds people's words, so that it needs a salt."""
    return any(isinstance(_guarded(value), Words) or _holds_words(value) for value in detail.values())


def detail_text(detail: Mapping[str, Value | Words], salt: str) -> str:
    """Return a line's detail as canonical JSON, with any words hashed under ``salt``.

    What was handed over as a code but does not read as one is taken for words: nobody's words reach
    the trail because someone forgot to say that they are.
    """
    return canonical({name: _plain(value, salt) for name, value in detail.items() if value is not None})


def _plain(value: Value | Words, salt: str) -> object:
    if isinstance(value, list):
        return [_plain(one, salt) for one in value]
    guarded = _guarded(value)
    if isinstance(guarded, Words):
        return f"sha256:{hashed(guarded.text, salt)}"
    return guarded.isoformat() if isinstance(guarded, date) else guarded


def _guarded(value: Value | Words) -> Value | Words:
    return Words(value) if isinstance(value, str) and not _CODE.fullmatch(value) else value


def _holds_words(value: Value | Words) -> bool:
    return isinstance(value, list) and any(isinstance(_guarded(one), Words) for one in value)


def canonical(value: object) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, ASCII."""
    return _CANONICAL.encode(value)


def moment_text(moment: datetime) -> str:
    """Return an aware moment as the trail writes it: UTC, to the millisecond."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds")


def next_line(
    seq: int, prev: str, at: str, actor: str, action: str, entity: str, entity_id: int | None, detail: str
) -> Line:
    """Return the line that follows one whose hash is ``prev``."""
    body = canonical([seq, at, actor, action, entity, entity_id, detail])
    return Line(seq, at, actor, action, entity, entity_id, detail, prev, _chain(prev, body))


def first_fault(lines: Iterable[Line]) -> str:
    """Walk lines in order; return what is wrong with the first that does not follow, or nothing."""
    prev, expected = FIRST, 1
    for line in lines:
        if line.seq != expected:
            return f"line {expected} is missing (line {line.seq} stands there)"
        body = canonical(
            [line.seq, line.at, line.actor, line.action, line.entity, line.entity_id, line.detail]
        )
        if line.prev != prev or line.hash != _chain(prev, body):
            return f"line {line.seq} does not follow from the line before it"
        prev, expected = line.hash, expected + 1
    return ""


def _chain(prev: str, body: str) -> str:
    return hashlib.sha256(f"{prev}{body}".encode()).hexdigest()
