"""What people write: every sort of character in every sort of field, very much of it, and nothing of it parsed."""

from __future__ import annotations

from pathlib import Path

import pytest

from exports.word.document import sealed_document, working_document
from exports.word.house.loading import load_house
from exports.word.merge import propose
from exports.word.paper import Paper
from exports.word.returned import read_returned
from exports.word.verify import INTACT, verify
from exports.word.visible import lines
from exports.word.xml import legal, parse
from forms.answers.changing import begin, with_cell, with_value
from forms.answers.model import Row
from forms.template.load import all_forms, load_form
from tests.exports.word.lint import faults
from tests.exports.word.papers import (
    DAY,
    DOCUMENT,
    KNOWN,
    ORIGIN,
    PAIR,
    STORE,
    audit,
    paper,
    parts,
    sealed_file,
    signed,
)
from tests.forms.records.filling import filled

HOSTILE = {
    "controls": "".join(map(chr, range(32))) + "\x7f\x85\ufffe\uffff end",
    "lone surrogate": "before \ud800 after",
    "markup": '</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\cmd</w:instrText></w:r> <b>&amp;&#x41; "q" ]]>',
    "template": "{{ 7*7 }} {% for x in y %} ${HOME} [/b] [link=x]",
    "formula": "=cmd|'/c calc'!A0",
    "right to left": "שלום \u202eevil\u202c مرحبا",
    "combining": "e\u0301 Z\u0361\u0310 👩\u200d👩\u200d👧 🇬🇧",
    "spaces": "  two   spaces\tand a tab \u00a0 nbsp ",
    "lines": "one\r\ntwo\rthree\n\n\nfour\u2028five",
    "quotes": "“typed” ‘by’ Word – with — dashes…",
}
FORM = load_form("kent_a")


def everywhere(words: str) -> Paper:
    """Return a record with these words in every sort of field, put in past every check."""
    answers = begin(FORM)
    line = " ".join(words.split())
    for one in FORM.answered():
        if one.kind in ("person", "line", "signature"):
            answers = with_value(answers, one.key, line)
        elif one.kind == "long":
            answers = with_value(answers, one.key, words)
    answers = with_cell(answers, "items", "2", "discussion", words)
    answers = with_cell(answers, "items", "2", "actions", (Row("r90", {"what": words, "who": line}),))
    return Paper(FORM, answers, 12, line, DAY, line, line, {"supervisee": line})


@pytest.mark.parametrize("words", HOSTILE.values(), ids=HOSTILE.keys())
class TestEveryCharacter:
    """Whatever is written, it stands there as text."""

    def test_final(self, tmp_path: Path, words: str) -> None:
        """The document is valid, shows the words, and verifies."""
        path = sealed_file(tmp_path, everywhere(words))
        assert audit(path) == []
        assert faults(path) == []
        assert verify(path, KNOWN).state == INTACT
        assert b"<w:instrText" not in parts(path)[DOCUMENT]
        text = " ".join(lines(parse(parts(path)[DOCUMENT])))
        assert all(piece in text for piece in legal(words).replace("\u00a0", " ").split() if piece.isascii())

    def test_working(self, tmp_path: Path, words: str) -> None:
        """A working copy is valid, and comes back as it went out."""
        sent = everywhere(words)
        path = tmp_path / "working.docx"
        path.write_bytes(working_document(sent, load_house(), ORIGIN, "supervisee"))
        assert audit(path) == []
        assert faults(path) == []
        returned = read_returned(path, load_form, {STORE: [PAIR.key.text]})
        assert propose(returned, sent.answers, DAY) == []
        assert returned.loose == ()


ALL_AT_ONCE = " ".join(
    (
        "=\x01\x85\ufffe\ud800 </w:t><w:p/> &#x41; {{ 7*7 }} [/b]",
        "\u202e\u202c שלום e\u0301 👩\u200d👧 “q”  \u00a0 ]]> –",
    )
)


class TestEveryField:
    """Every sort of character in every field of a form: the parts of children, ticks and choices too."""

    @pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.sweep)])
    def test_all_at_once(self, tmp_path: Path, step: int) -> None:
        """Sealed it verifies and a reader finds no fault; as a working copy it comes back as it went out."""
        for form in all_forms()[0][::step]:
            answers = filled(form, ALL_AT_ONCE)
            record = Paper(form, answers, 12, ALL_AT_ONCE, DAY, ALL_AT_ONCE, ALL_AT_ONCE, {})
            path = sealed_file(tmp_path, record)
            assert (faults(path), verify(path, KNOWN).state) == ([], INTACT), form.code
            path.write_bytes(working_document(record, load_house(), ORIGIN, "supervisee"))
            returned = read_returned(path, load_form, {STORE: [PAIR.key.text]})
            assert (propose(returned, answers, DAY), returned.loose) == ([], ()), form.code


class TestVeryMuch:
    """Long texts and long tables."""

    def test_two_hundred_thousand_characters(self, tmp_path: Path) -> None:
        """One field may hold 200,000 characters in one line, and in many."""
        long = paper(workstation="x" * 200_000, wellbeing_plan="word " * 40_000, tcp="line\n" * 40_000)
        assert verify(sealed_file(tmp_path, long), KNOWN).state == INTACT

    def test_five_hundred_rows(self, tmp_path: Path) -> None:
        """A table of 500 actions is one table with its heading row, also as controls."""
        actions = [
            {"what": f"Action {number}", "who": "Priya", "by_when": "2026-12-01"} for number in range(500)
        ]
        long = paper(wellbeing_actions=actions)
        path = tmp_path / "rows.docx"
        path.write_bytes(sealed_document(signed(long), load_house(), ORIGIN))
        assert faults(path) == []
        assert verify(path, KNOWN).state == INTACT
        path.write_bytes(working_document(long, load_house(), ORIGIN))
        assert faults(path) == []
        returned = read_returned(path, load_form, {STORE: [PAIR.key.text]})
        assert propose(returned, long.answers, DAY) == []
