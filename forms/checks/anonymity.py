"""Whether a text says more about who a child is than its box allows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from forms.checks.usual_words import ABBREVIATIONS, NO_NAMES

MOST = 5
"""How many of one kind are pointed out in one text."""

_TOKEN = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_ENDS_SENTENCE = re.compile(r"[.!?:;•–—\n][\s\"“‘'(\-*]*$")
_WORDS_FOR = {
    "number": "here a child stands by unique number only",
    "initials": "children stand here by their initials only",
    "number_and_initials": "children stand here by number and initials",
    "child": "the child is addressed by initials",
    "anonymous": "no child is named here",
}


@dataclass(frozen=True)
class Known:
    """Who may turn up in a text: numbers and initials of the team's children, and names of staff."""

    numbers: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    staff: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def staff_words(self) -> frozenset[str]:
        """Every word of every name of staff."""
        return frozenset(word.casefold() for name in self.staff for word in _TOKEN.findall(name))


def text_remarks(text: str, naming: str, known: Known) -> list[str]:
    """Return what in a text says more about a child than ``naming`` allows, a sentence each.

    Looks for the number of a child in a box where none is to appear, for initials where there should be
    none, and for what looks like a full name anywhere. It can be wrong either way: it only points out.
    """
    rule = _WORDS_FOR[naming]
    found = [f"“{name}” looks like a name: {rule}." for name in _few(names_in(text, known))]
    if naming in ("anonymous", "number"):
        found += [f"{them} are a child's initials: {rule}." for them in _few(_initials_in(text, known))]
    if naming == "anonymous":
        found += [f"{number} is a child's number: {rule}." for number in _few(_numbers_in(text, known))]
    return found


def names_in(text: str, known: Known) -> Iterator[str]:
    """Yield what looks like a full name in a text: two capitalised words that are no staff and no usual words."""
    for first, second in pairwise(_TOKEN.finditer(text)):
        together = text[first.end() : second.start()] == " " and _titled(first[0]) and _titled(second[0])
        if not together or _usual(first[0]) or _usual(second[0]):
            continue
        of_staff = {word[0].casefold() in known.staff_words for word in (first, second)}
        if of_staff == {True} or (True in of_staff and _begins_sentence(text, first.start())):
            continue
        yield f"{first[0]} {second[0]}"


def _begins_sentence(text: str, at: int) -> bool:
    return bool(_ENDS_SENTENCE.search(text[max(0, at - 6) : at])) or at == 0


def _initials_in(text: str, known: Known) -> Iterator[str]:
    for word in _TOKEN.finditer(text):
        letters = word[0]
        theirs = letters in known.initials and len(letters) > 1 and letters.isupper()
        if theirs and (letters not in ABBREVIATIONS or _beside_number(text, word, known)):
            yield letters


def _beside_number(text: str, word: re.Match[str], known: Known) -> bool:
    """Say whether a child's number stands right before or after."""
    around = (*_TOKEN.findall(text[max(0, word.start() - 14) : word.start()])[-1:],)
    around += (*_TOKEN.findall(text[word.end() : word.end() + 14])[:1],)
    return any(each in known.numbers for each in around)


def _numbers_in(text: str, known: Known) -> Iterator[str]:
    return (word[0] for word in _TOKEN.finditer(text) if word[0] in known.numbers)


def _titled(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].lower() == word[1:] and word.isalpha()


def _usual(word: str) -> bool:
    return word.casefold() in NO_NAMES


def _few(found: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(found))[:MOST]
