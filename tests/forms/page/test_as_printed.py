"""The printed forms, heading for heading and label for label as in their appendices."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from operator import add

import pytest

from forms.answers.model import Answers
from forms.page.blocks import Block, Facts, Grid, Heading, Items, Prose, Signs, Words
from forms.page.laying import Layout, lay_out
from forms.template.form import Form
from forms.template.load import load_form
from tests.forms.page.printed import PRINTED


def words_of(blocks: tuple[Block, ...], code: str) -> Iterator[str]:
    """Yield every word a blank form prints, in the order of the page."""
    form = load_form(code)
    for block in blocks:
        match block:
            case Heading() | Words():
                yield block.text
            case Items():
                numbers = (f"{number}. " if block.numbered else "" for number in count(1))
                yield from (block.label, *map(add, numbers, block.items))
            case Facts():
                yield from _facts(block, form)
            case Prose():
                yield block.label
            case Grid():
                yield from (block.label, *block.header)
                yield from (cell.text for row in block.rows for cell in row if cell.printed)
            case Signs():
                for sign in block.signs:
                    yield from (sign.label, sign.date_label)


def _facts(block: Facts, form: Form) -> Iterator[str]:
    for fact in block.facts:
        yield fact.label
        one = form.field(fact.place.key)
        if one is not None:
            yield from (*(option.label for option in one.options), one.default)


def joined(words: Iterator[str]) -> str:
    """Return words as one text, white space collapsed."""
    return " | ".join(" ".join(each.split()) for each in words if each)


@pytest.mark.parametrize("code", PRINTED)
class TestAsPrinted:
    """What the appendix prints stands on the page, in its order, mistakes kept."""

    def test_every_heading_and_label_in_order(self, code: str) -> None:
        """Read from top to bottom, none is missing and none has changed its place."""
        page = joined(words_of(lay_out(Layout(load_form(code), Answers(code), blank=True)), code))
        at = 0
        for name, words in PRINTED[code]:
            found = page.find(words, at)
            assert found >= 0, f"{name} {words!r} is not in {page[at : at + 300]!r}"
            at = found + len(words)

    def test_nothing_is_added_in_between(self, code: str) -> None:
        """Sections of ours come after the last of the policy's own, and say so."""
        sections = load_form(code).sections
        blocks = lay_out(Layout(load_form(code), Answers(code), blank=True))
        added = [
            index for index, block in enumerate(blocks) if isinstance(block, Words) and block.kind == "added"
        ]
        assert len(added) == sum(section.ours for section in sections)
        if added:
            last = PRINTED[code][-1][1]
            assert last in joined(words_of(blocks[: added[0]], code))


def test_every_printed_form_is_walked() -> None:
    """All fourteen."""
    from forms.template.load import all_forms

    assert set(PRINTED) == {form.code for form in all_forms()[0] if form.text == "printed"}


def test_misprints_are_kept() -> None:
    """The field's words, not ours."""
    assert "Refection and Analysis" in joined(
        words_of(lay_out(Layout(load_form("birmingham_d"), Answers(""), blank=True)), "birmingham_d")
    )
    assert load_form("birmingham_c").field("appraisal").label.endswith("Appraisal Objections?")  # type: ignore[union-attr]
