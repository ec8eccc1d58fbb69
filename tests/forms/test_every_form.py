"""Every form: begun, filled with whatever can be typed, kept, read, compared, changed and laid out; nothing is lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from forms.answers.changing import add_part, begin, without_empty_rows
from forms.answers.completeness import missing
from forms.answers.conditions import shown
from forms.answers.differences import differences
from forms.answers.given import read_given
from forms.answers.keeping import from_json, to_json
from forms.answers.model import Answers, is_empty
from forms.answers.showing import said
from forms.page.blocks import Block, Facts, Grid, Items, Prose, Signs
from forms.page.laying import Layout, lay_out
from forms.template.form import Form
from forms.template.kinds import FILLS
from forms.template.load import all_forms
from models.words import clean_text
from tests.forms.hostile import HOSTILE
from tests.forms.records.filling import DAY, filled

FORMS, _ = all_forms()


@pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
class TestEveryForm:
    """Whatever the form, and whatever is typed."""

    def test_begun_with_nothing_known(self, form: Form) -> None:
        """It can be kept and read at once."""
        answers = begin(form)
        if form.each:
            answers, _ = add_part(answers, form)
        assert from_json(to_json(answers, form), form) == answers

    @pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
    def test_filled_kept_and_read(self, form: Form, words: str) -> None:
        """Every field as it was written, and the same bytes again."""
        answers = filled(form, words)
        text = to_json(answers, form)
        again = from_json(text, form)
        assert again == answers
        assert differences(form, answers, again) == []
        assert to_json(again, form) == text
        assert to_json(without_empty_rows(again), form) == text

    def test_every_answer_is_on_the_page(self, form: Form) -> None:
        """Each with its words; none is left out but what is not part of this record."""
        answers = filled(form, "Quicksilver [/b] {{ x }}")
        text = "\n".join(words_of(lay_out(Layout(form, answers))))
        for words in words_in(form, answers):
            assert words in text

    def test_a_blank_page(self, form: Form) -> None:
        """Has every label, and not one answer."""
        blocks = lay_out(Layout(form, filled(form, "Quicksilver"), blank=True))
        text = str(blocks)
        assert "Quicksilver" not in text
        for one in form.fields():
            assert one.caption in text.replace("\\'", "'") or one.kind in ("rows", "actions")

    def test_complete_when_all_is_filled(self, form: Form) -> None:
        """A form that is full lacks nothing but what other choices would want."""
        assert all(
            one.row or one.key == (form.each.differ_in if form.each else "")
            for one in missing(form, filled(form))
        )

    def test_a_form_of_another_edition_keeps_it_all(self, form: Form) -> None:
        """Under a form without any of its fields everything is kept, and comes back."""
        answers = filled(form)
        bare = replace(form, sections=(), each=None, fingerprint="another")
        again = from_json(to_json(answers, form), bare)
        assert (again.values, [part.values for part in again.parts]) == ({}, [{} for _ in answers.parts])
        back = from_json(to_json(again, bare), form)
        assert differences(form, answers, back) == []
        assert (back.kept, [part.kept for part in back.parts]) == ({}, [{} for _ in back.parts])

    def test_given_by_a_script(self, form: Form) -> None:
        """What is kept as JSON can be given again, by the same keys."""
        raw = json.loads(to_json(filled(form), form))
        given = {key: value for key, value in raw["answers"].items() if not isinstance(value, list)}
        taken = read_given(form, given, DAY)
        assert dict(taken.wrong) == {}

    def test_what_the_program_fills_in(self, form: Form) -> None:
        """Is one of the words it knows, and fits."""
        for one in form.answered():
            assert one.fill in (*FILLS, "")


def words_of(blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield every answer on a page."""
    for block in blocks:
        match block:
            case Facts():
                yield from (fact.text for fact in block.facts)
            case Prose():
                yield block.text
            case Items():
                yield from block.items
            case Grid():
                yield from (cell.text for row in block.rows for cell in row)
            case Signs():
                yield from (text for sign in block.signs for text in (sign.text, sign.date_text))
            case _:
                yield block.text


def words_in(form: Form, answers: Answers) -> Iterator[str]:
    """Yield the words of every answer that is part of the record."""
    for section in form.sections:
        for part in [part.id for part in answers.parts] if section.each else [""]:
            for one in section.fields:
                value = answers.value(one.key, part)
                if value is None or not shown(form, section, one, answers, part):
                    continue
                if isinstance(value, tuple):
                    columns = {column.key: column for column in one.columns}
                    yield from (
                        said(columns[key], cell)
                        for row in value
                        for key, cell in row.cells.items()
                        if key in columns and not is_empty(cell)
                    )
                else:
                    yield from said(one, value).split("\n")


def test_cleaning_changes_no_hostile_text_of_these() -> None:
    """They are what a person might mean, so all of it stays."""
    assert [clean_text(words) for words in HOSTILE] == list(HOSTILE)
