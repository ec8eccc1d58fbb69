"""Every form as a Word document in every kind: whole, valid, readable, and read back as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from exports.word.controls import Control
from exports.word.document import (
    blank_document,
    draft_document,
    rendered_lines,
    sealed_document,
    working_document,
)
from exports.word.house.loading import load_house
from exports.word.merge import TAKE, propose
from exports.word.paper import Paper, blank_paper
from exports.word.received import controls_in
from exports.word.returned import read_returned
from exports.word.verify import INTACT, verify
from exports.word.visible import lines, said, tidy
from exports.word.xml import Element, parse, to_bytes
from forms.answers.showing import said as answer_said
from forms.records.parties import recipients_of
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from tests.exports.word.lint import faults
from tests.exports.word.papers import (
    DAY,
    DOCUMENT,
    KNOWN,
    NOW,
    ORIGIN,
    PAIR,
    STORE,
    audit,
    control,
    edit,
    fill,
    paper_on,
    parts,
    signed,
)
from tests.forms.records.filling import filled

FORMS, _ = all_forms()
STORES = {STORE: [PAIR.key.text]}
BLANK, WORKING, FINAL = range(3)
RULE_ID = re.compile(r"\b[A-Z]{3}-[A-Z]+\d+")


def written(path: Path, content: bytes) -> Path:
    """Write a document and assert that a reader would find no fault with it."""
    path.write_bytes(content)
    assert faults(path) == []
    return path


def text_of(path: Path) -> list[str]:
    """Return the lines of a document's text."""
    return lines(parse(parts(path)[DOCUMENT]))


def audited(form: Form, kind: int) -> bool:
    """Say whether a form's document of a kind is held against Microsoft's rules here: one of three, in turn.

    What makes the XML is the same for all forms; the sweep holds every one of them against the rules.
    """
    return FORMS.index(form) % 3 == kind


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
class TestEveryForm:
    """Whatever the form, it makes documents that Word takes, in each kind."""

    def test_blank(self, tmp_path: Path, form: Form) -> None:
        """To print: every label of the form is there, in order, no control, no DRAFT, no number of a rule."""
        path = written(tmp_path / "blank.docx", blank_document(blank_paper(form), load_house(), NOW))
        text = "\n".join(text_of(path))
        assert b"<w:sdt>" not in parts(path)[DOCUMENT]
        assert "DRAFT" not in text
        assert RULE_ID.findall(text) == []
        place = 0
        for section in form.sections:
            if section.heading:
                found = text.find(tidy(section.heading), 0 if section.ours else place)
                assert found >= 0, section.heading
                place = max(place, found) if not section.ours else place
        for one in form.answered():
            assert tidy(one.caption) in tidy(text.replace("\n", " ")), one.key
        assert not audited(form, BLANK) or audit(path) == []

    def test_working(self, tmp_path: Path, form: Form) -> None:
        """To fill in Word: each answer that is shown stands in a control of its own; unchanged, it brings nothing."""
        filled_in = paper_on(form)
        path = written(
            tmp_path / "working.docx", working_document(filled_in, load_house(), ORIGIN, "supervisee")
        )
        returned = read_returned(path, load_form, STORES)
        assert returned.sent == filled_in
        assert (returned.notes, returned.labels, returned.loose) == ((), (), ())
        assert propose(returned, filled_in.answers, DAY) == []
        assert len(controls_in(parse(parts(path)[DOCUMENT]))) == len(returned.entries)
        for name, content in parts(path).items():
            if name.startswith("word/header"):
                assert (b"TO FILL IN" if form.records == "preparation" else b"DRAFT") in content
        assert not audited(form, WORKING) or audit(path) == []

    def test_what_they_write_comes_back(self, tmp_path: Path, form: Form) -> None:
        """Other words in each field of whoever the copy goes to first are all read, and taken unasked."""
        sent, path = paper_on(form), tmp_path / "working.docx"
        party = next(iter(recipients_of(form)), "")
        path.write_bytes(working_document(sent, load_house(), ORIGIN, party))
        words = {one.key for one in form.answered() if one.kind in ("long", "line")}
        theirs = {key for key in words if party in form.who_fills(key)}
        places = [each.control.place for each in read_returned(path, load_form, STORES).entries]
        tags = [Control(one, "", "long").tag for one in places if one.key in theirs and not one.column]

        def write(body: Element) -> None:
            for number, tag in enumerate(tags):
                fill(control(body, tag), f"Other words {number}")

        edit(path, write)
        brought = propose(read_returned(path, load_form, STORES), sent.answers, DAY)
        wanted = [(f"Other words {number}", TAKE) for number in range(len(tags))]
        assert [(each.returned, each.verdict) for each in brought] == wanted

    def test_final(self, tmp_path: Path, form: Form) -> None:
        """Signed: plain text with every answer, sealed, read-only, “Final”; it verifies; the same bytes each time."""
        final = signed(paper_on(form))
        content = sealed_document(final, load_house(), ORIGIN)
        assert content == sealed_document(replace(final, answers=filled(form)), load_house(), ORIGIN)
        path = written(tmp_path / "final.docx", content)
        verdict = verify(path, KNOWN)
        assert (verdict.state, verdict.differences, verdict.notes) == (INTACT, (), ())
        held = parts(path)
        assert b"<w:sdt>" not in held[DOCUMENT]
        assert b'w:documentProtection w:edit="readOnly"' in held["word/settings.xml"]
        assert b"<cp:contentStatus>Final</cp:contentStatus>" in held["docProps/core.xml"]
        text = tidy(" ".join(text_of(path)))
        for one in form.answered(each=False):
            if one.kind in ("long", "line", "person", "time", "choice", "date"):
                answer = answer_said(one, final.answers.values.get(one.key))
                assert all(line in text for line in said([answer])) or not _shown(final, one.key), one.key
        assert not audited(form, FINAL) or audit(path) == []

    @pytest.mark.sweep
    def test_every_document_is_valid(self, tmp_path: Path, form: Form) -> None:
        """Every kind of every form, a record that was just begun and a draft too, against Microsoft's rules."""
        full, house = paper_on(form), load_house()
        begun = paper_on(form, empty=True)
        for name, content in {
            "blank": blank_document(blank_paper(form), house, NOW),
            "working": working_document(full, house, ORIGIN, "supervisee"),
            "begun": working_document(begun, house, ORIGIN),
            "draft": draft_document(full, house, NOW),
            "final": sealed_document(signed(full), house, ORIGIN),
        }.items():
            assert audit(written(tmp_path / f"{name}.docx", content)) == [], name


class TestToPrint:
    """A form to fill by hand says on its face what the screen says beside it."""

    def test_questions_and_small_print(self, tmp_path: Path) -> None:
        """Questions stand under their label, small print under the name of a row; nothing stands in what is empty."""
        for code, wanted in {
            "havering_a": "What are we involved for today?",
            "havering_b": "Good work and achievements; evidence for the PDR",
        }.items():
            path = written(
                tmp_path / "blank.docx", blank_document(blank_paper(load_form(code)), load_house(), NOW)
            )
            text = text_of(path)
            assert any(line.startswith(wanted) for line in text), code
            assert "–" not in text

    def test_no_label_twice(self) -> None:
        """A field that is only called by the heading above it has no other label."""
        text = rendered_lines(paper_on(load_form("havering_a")))
        assert text[text.index("1. THE PURPOSE") + 1] == "Some words: purpose"


class TestControls:
    """A copy to fill in Word meets people with the controls that Kent's Form B has made them used to."""

    def test_dates_choices_prompts(self, tmp_path: Path) -> None:
        """Days are pickers in British form, choices drop-downs, and what is empty shows the printed prompt."""
        path = tmp_path / "working.docx"
        for code, tag, inside in (
            ("kent_b", "session_date", '<w:dateFormat w:val="ddd d MMM yyyy"/><w:lid w:val="en-GB"/>'),
            ("kent_b", "session_date", "Click or tap to enter a date."),
            ("kent_b", "role", "Choose an item."),
            ("kent_b", "wellbeing_plan", '<w:text w:multiLine="1"/>'),
            ("havering_d", "permission", '<w:listItem w:displayText="Not Required" w:value="Not Required"/>'),
            ("havering_d", "background", "What is the session about?"),
        ):
            begun = paper_on(load_form(code), empty=True)
            path.write_bytes(working_document(begun, load_house(), ORIGIN))
            found = control(parse(parts(path)[DOCUMENT]), tag)
            assert inside in to_bytes(found).decode(), (code, tag)


class TestDraft:
    """Not signed yet."""

    def test_says_so(self, tmp_path: Path) -> None:
        """The same text without a seal, and DRAFT at the head of every page."""
        draft = paper_on(load_form("kent_case"))
        path = written(tmp_path / "draft.docx", draft_document(draft, load_house(), NOW))
        assert audit(path) == []
        assert text_of(path) == rendered_lines(draft)
        assert b"DRAFT" in parts(path)["word/header_default.xml"]
        assert not verify(path, KNOWN).good

    def test_just_begun(self, tmp_path: Path) -> None:
        """A record with hardly an answer is as whole as a full one, in each kind."""
        begun = paper_on(load_form("birmingham_c"), empty=True)
        assert audit(written(tmp_path / "a.docx", working_document(begun, load_house(), ORIGIN))) == []
        assert audit(written(tmp_path / "b.docx", draft_document(begun, load_house(), NOW))) == []


def _shown(final: Paper, key: str) -> bool:
    """Say whether a field stands on the page at all: some are only asked for after certain choices."""
    return any(key == getattr(getattr(block, "place", None), "key", "") for block in final.blocks("final"))
