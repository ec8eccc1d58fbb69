"""What came back on a prep sheet as text: each answer below its own line; nothing that was written is dropped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exports.prep.text import (
    END,
    asked,
    child_heading,
    items_heading,
    label_of,
    printed_above,
    printed_under,
    printed_under_items,
)
from exports.prep.words import flowing, items_in, pattern_of, without_ruled_lines
from forms.records.preparing import Prepared, Unplaced
from forms.template.form import Form
from models.changes.preparing import PreparedChild

_MARKED = re.compile(r"^\s*==+\s*(?P<said>.+?)\s*==+\s*(?P<after>.*)$")
_ENDS = " =*#_-\t"
_FACT = re.compile(
    r"(?im)^[^\S\n]*(?:sheet\W{1,4}\d{1,9}\s?[-–—]\s?[a-z0-9]{4}"
    r"|[\w ]+: \w{3} \d{1,2} \w{3,9} \d{4})[^\S\n]*$"
)
_CHILDREN = re.compile(r"(?ims)^[^\S\n]*children: (?P<them>[^=]*?)(?=\n\s*\n|\n\s*sheet\b|\Z)")
_CHUNK = re.compile(r"(?P<number>\S+)(?: [^\W\d]{1,4})?")


@dataclass(frozen=True, slots=True)
class Known:
    """What a sheet is read against: its form, whom it is for, and the children with open work by number."""

    form: Form
    name: str
    numbers: Mapping[str, int]


@dataclass(slots=True)
class _Piece:
    """Words below one line of ours: for a child's answer (both set), for the items, or in no place."""

    said: str
    child: int | None = None
    key: str = ""
    items: bool = False
    where: str = ""
    lines: list[str] = field(default_factory=list)


def read_words(text: str, known: Known) -> tuple[Prepared, tuple[str, ...]]:
    """Return what a sheet brings, and remarks on what a person should look at."""
    return _Reading(known).read(text)


class _Reading:
    """One sheet being read."""

    def __init__(self, known: Known) -> None:
        self._form, self._name = known.form, known.name
        self._numbers = {_plain(number): child for number, child in known.numbers.items()}
        self._fields = {one.key: one for one in asked(known.form)}
        named = sorted(
            ((_plain(label_of(one)), one.key) for one in asked(known.form)), key=lambda x: -len(x[0])
        )
        self._labels = dict(named)
        self._rest: list[Unplaced] = []
        self._notes: list[str] = []

    def read(self, text: str) -> tuple[Prepared, tuple[str, ...]]:
        above, *pieces = self._pieces(text.split("\n"))
        expected = self._expected("\n".join(above.lines))
        self._above(above)
        items, words = [], dict[tuple[int, str], str]()
        for piece in pieces:
            body = self._body(piece)
            if piece.items:
                items += items_in(body)
            elif piece.child is not None:
                self._add(words, piece, flowing(body))
            else:
                self._leave(piece.where, body)
        self._say_what_is_gone(expected, pieces)
        return Prepared(tuple(items), tuple(self._children(words)), tuple(self._rest)), tuple(self._notes)

    # -- lines of ours ---------------------------------------------------------------------------

    def _pieces(self, lines: Sequence[str]) -> list[_Piece]:
        found = [_Piece("")]
        at = 0
        while at < len(lines):
            piece, after, used = self._heading(lines, at)
            if piece is None:
                found[-1].lines.append(lines[at].rstrip())
            else:
                found.append(piece)
                if after:
                    piece.lines.append(after)
            at += used
        return found

    def _heading(self, lines: Sequence[str], at: int) -> tuple[_Piece | None, str, int]:
        """Return the piece that begins at a line, what stands behind its mark, and how many lines it takes."""
        line = lines[at]
        if line.lstrip().startswith("=="):
            for used in (1, 2, 3):
                match = _MARKED.match(" ".join(each.strip() for each in lines[at : at + used]))
                if match and (piece := self._piece(match["said"], marked=True)):
                    return piece, match["after"], used
        bare = line.strip(_ENDS)
        piece = self._piece(bare, marked=False) if ":" in bare else None
        return piece, "", 1

    def _piece(self, said: str, *, marked: bool) -> _Piece | None:
        """Return what a line of ours begins; None for a line of a person's words."""
        plain = _plain(said)
        if marked and plain == _plain(END):
            return _Piece(END, where="Below the end of the sheet")
        if marked and plain == _plain(items_heading(self._form)):
            return _Piece(said, items=True)
        for label, key in self._labels.items():
            if plain.endswith(f": {label}"):
                subject = plain[: -len(label) - 2]
                child = self._child(subject)
                if child is not None:
                    return _Piece(said, child, key)
                if marked:
                    return _Piece(
                        said, key=key, where=f"Under “{said}”: no child with open work here has that number"
                    )
        if marked and ":" in plain and any(letter.isdigit() for letter in plain.partition(":")[0]):
            return _Piece(said, where=f"Under “{said}”, which is none of the sheet's own lines")
        return None

    def _child(self, subject: str) -> int | None:
        if subject in self._numbers:
            return self._numbers[subject]
        found = {self._numbers[token] for token in re.split(r"[\s,;()]+", subject) if token in self._numbers}
        return found.pop() if len(found) == 1 else None

    # -- words of a person -----------------------------------------------------------------------

    def _above(self, above: _Piece) -> None:
        text = "\n".join(above.lines)
        for words in printed_above(self._form):
            text = pattern_of(words).sub("", text, count=1)
        text = _CHILDREN.sub(lambda found: "" if self._are_children(found["them"]) else found[0], text)
        name = next((one for one in self._form.answered(each=False) if one.fill == "supervisee"), None)
        if name is not None:
            text = pattern_of(f"{label_of(name)}: {self._name}", whole=True).sub("", text, count=1)
        self._leave("Above the first line that begins with ==", _FACT.sub("", text))

    def _are_children(self, said: str) -> bool:
        return all(_CHUNK.fullmatch(" ".join(chunk.split())) for chunk in said.split(","))

    def _body(self, piece: _Piece) -> str:
        """Return what was written below a line, without what the sheet prints there."""
        text = "\n".join(piece.lines)
        own = printed_under_items(self._form) if piece.items else []
        if piece.key:
            own = printed_under(self._fields[piece.key])
        for words in own:
            text = pattern_of(words).sub("", text, count=1)
        if piece.key or piece.items:
            text = self._until_another(piece, text)
        return without_ruled_lines(text)

    def _until_another(self, piece: _Piece, text: str) -> str:
        """Return words up to where what is printed for another answer begins: whose line above it is gone."""
        prompts = {words: one for one in self._fields.values() for words in printed_under(one)}
        for words, one in prompts.items():
            match = pattern_of(words).search(text)
            if match:
                lost = text[match.end() :]
                self._leave(f"Below “{piece.said}”, where the line for “{label_of(one)}” is gone", lost)
                text = self._until_another(piece, text[: match.start()])
        return text

    def _add(self, words: dict[tuple[int, str], str], piece: _Piece, said: str) -> None:
        if not said or piece.child is None:
            return
        before = words.get((piece.child, piece.key), "")
        if before:
            self._notes.append(
                f"“{piece.said}” stands there more than once: both are taken, one after the other."
            )
        words[piece.child, piece.key] = f"{before}\n{said}".strip()

    def _leave(self, where: str, words: str) -> None:
        said = flowing(without_ruled_lines(words))
        if said:
            self._rest.append(Unplaced(where, said))

    def _children(self, words: Mapping[tuple[int, str], str]) -> Iterator[PreparedChild]:
        for child in dict.fromkeys(child for child, _ in words):
            texts = tuple(
                (key, one.name, words[child, key])
                for key, one in self._fields.items()
                if (child, key) in words
            )
            yield PreparedChild(child, texts)

    # -- lines that are gone ---------------------------------------------------------------------

    def _expected(self, above: str) -> list[str]:
        """Return the lines that the sheet went out with, in order; empty where it doesn't say any more."""
        found = _CHILDREN.search(above)
        subjects = [" ".join(each.split()) for each in found["them"].split(",")] if found else []
        return [child_heading(one, each) for one in subjects for each in self._fields.values()]

    def _say_what_is_gone(self, expected: Sequence[str], pieces: Sequence[_Piece]) -> None:
        """Say which lines are gone where words of theirs may stand below another now."""
        there = {_plain(piece.said): piece for piece in pieces}
        before: _Piece | None = next((piece for piece in pieces if piece.items), None)
        for said in (*expected, END):
            if (found := there.get(_plain(said))) is not None:
                before = found
            elif before is not None and before.items and said != END:
                self._gone(said, before, bool(items_in(self._body_again(before))))
            elif before is not None and (before.child is not None):
                self._gone(said, before, bool(self._body_again(before)))

    def _body_again(self, piece: _Piece) -> str:
        kept, self._rest = self._rest, []
        try:
            return self._body(piece)
        finally:
            self._rest = kept

    def _gone(self, said: str, before: _Piece, has_words: bool) -> None:
        if has_words:
            self._notes.append(
                f"The line “{said}” is gone from the sheet. Words that belong below it may stand below "
                f"“{before.said}”: look there."
            )


def _plain(text: str) -> str:
    """Return words as they are compared: whatever quotes, dashes and spaces an editor made of them."""
    for was, becomes in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("–", "-"), ("—", "-")):
        text = text.replace(was, becomes)
    return " ".join(text.split()).casefold().rstrip(": ")
