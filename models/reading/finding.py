"""Searching everything that was written: records and actions, the latest first, each hit with its line."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from models.reading.rows import rows

MOST_WORDS, LONGEST = 12, 100
"""How many words are looked for, and how much of a line is shown, in characters."""
_WORD = re.compile(r"\w+", re.UNICODE)


@dataclass(frozen=True, slots=True)
class Hit:
    """One place that holds every word: a record or an action, the label of the place, and the line there.

    Of a long line what stands around the first word that was found.
    """

    kind: str
    id: int
    label: str
    line: str


def find(session: Session, typed: str, limit: int = 60) -> list[Hit]:
    """Return records, then actions, that hold every word typed, however it goes on; the latest first.

    Capitals and accents don't matter. Nothing is found for nothing.
    """
    words = words_in(typed)
    if not words:
        return []
    asked = {"asked": _query(words), "limit": limit}
    records = rows(session, _RECORDS.bindparams(**asked))
    actions = rows(session, _ACTIONS.bindparams(**asked))
    return [
        *(_hit("record", row[0], *_line_in(row[1], words), words) for row in records),
        *(_hit("action", row[0], "action", _line_of(row[1], words), words) for row in actions),
    ]


def _hit(kind: str, number: int, label: str, line: str, words: list[str]) -> Hit:
    return Hit(kind, number, label, _around(line, words))


def _around(line: str, words: list[str]) -> str:
    """Return a line, or of a long one what stands around the first word that is in it."""
    if len(line) <= LONGEST:
        return line
    places = [found.start() for word in words if (found := _begins(word).search(folded(line)))]
    start = max(0, min(places, default=0) - LONGEST // 3)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    cut = line[start : start + LONGEST]
    return f"{'… ' if start else ''}{cut.strip()}{' …' if start + LONGEST < len(line) else ''}"


@lru_cache(maxsize=MOST_WORDS)
def _begins(word: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(folded(word))}")


def words_in(typed: str) -> list[str]:
    """Return the words of what was typed; the index folds capitals and accents in its own way."""
    return _WORD.findall(unicodedata.normalize("NFC", typed))[:MOST_WORDS]


def folded(words: str) -> str:
    """Return words without regard to capitals and accents."""
    if words.isascii():
        # most lines are, and taking letters apart costs more than reading all the rest of a hit
        return words.lower()
    apart = unicodedata.normalize("NFKD", words.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


_RECORDS = text(
    "SELECT record.id, record.answers FROM record_words JOIN record ON record.id = record_words.rowid "
    "WHERE record_words MATCH :asked ORDER BY record_words.rowid DESC LIMIT :limit"
)
_ACTIONS = text(
    "SELECT action.id, action_text.words FROM action_words JOIN action ON action.id = action_words.rowid "
    "JOIN action_text ON action_text.id = action.id "
    "WHERE action_words MATCH :asked ORDER BY action_words.rowid DESC LIMIT :limit"
)


def _query(words: list[str]) -> str:
    """Return the words as the index is asked: all of them, each as a beginning; nothing typed is syntax."""
    return " ".join(f'"{word}"*' for word in words)


def _line_in(answers: str, words: list[str]) -> tuple[str, str]:
    """Return the label and the line of a record's answers that hold most of the words."""
    best, most = ("", ""), 0
    body = json.loads(answers)
    labels = body.get("labels", {})
    for key, said in _texts(body):
        for line in said.split("\n"):
            held = _held(line, words)
            if held > most:
                best, most = (str(labels.get(key, key)), line.strip()), held
                if held == len(words):
                    return best
    return best


def most_held(said: str, typed: str) -> int:
    """Return how many of the words typed the best line of a text holds, each as a beginning."""
    words = words_in(typed)
    return max((_held(line, words) for line in said.split("\n")), default=0) if said else 0


def _line_of(said: str, words: list[str]) -> str:
    """Return the line of a text that holds most of the words."""
    return max(said.split("\n"), key=lambda line: _held(line, words)).strip()


def _held(line: str, words: list[str]) -> int:
    plain = folded(line)
    return sum(_begins(word).search(plain) is not None for word in words)


def _texts(body: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the key of a field with every text in it, in the order in which they are kept."""
    tables = [body, *(part for part in body.get("parts", ()) if isinstance(part, dict))]
    for table in tables:
        for kept in ("answers", "kept"):
            for key, value in (table.get(kept) or {}).items():
                yield from ((str(key), said) for said in _leaves(value))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for each in value:
            yield from _leaves(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            if key != "id":
                yield from _leaves(each)
