"""Records as Markdown: read by a Markdown reader, people's words are the words they wrote."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from exports.record_markdown import marked, record_markdown
from forms.answers.model import Answers
from forms.page.laying import Layout
from forms.template.form import Form
from forms.template.load import all_forms
from models.words import clean_text
from tests.exports.layouts import laid
from tests.forms.answers.asked import FORM
from tests.forms.hostile import HOSTILE
from tests.forms.records.filling import filled

FORMS, _ = all_forms()
READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def read(text: str) -> str:
    """Return what a Markdown reader shows of a text, every run of white space a single space."""
    shown = re.sub(
        r"<(?!br|/?(?:p|strong|em|ul|ol|li|h\d|table|thead|tbody|tr|th|td)\b)[^>]*>",
        "TAG",
        READER.render(text),
    )
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", shown)).split())


def plain(text: str) -> str:
    """Return words with every run of white space a single space."""
    return " ".join(clean_text(text).split())


class TestWords:
    """Nothing that a person wrote is markup."""

    @pytest.mark.parametrize(
        "words",
        [
            *HOSTILE,
            "# no heading",
            "- no list\n- of ours",
            "1. no number\n2) nor this",
            "    no code",
            "> no quote",
            "***\n---\n===",
            "a\n===\nb\n---",
            "[a](http://b.example) ![c](d) <http://e.example>",
            "`code` ~~~ ``` *a* __b__ ~~c~~",
            "<script>alert(1)</script> &lt; &amp;",
            "| a | b |\n|---|---|",
            "a  \nb\\\nc",
            "www.example.org me@example.org https://example.org",
            "[ref]: /x",
            "+ - * = : $a$ ^b^",
            "a\u00a0b\u2028c",
        ],
    )
    def test_as_they_were_written(self, words: str) -> None:
        """No tag but those of paragraphs and lines."""
        assert read(marked(words)) == plain(words)
        assert "TAG" not in read(marked(words))

    @given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])))
    def test_any_words(self, words: str) -> None:
        """Read back as they were."""
        assert read(marked(words)) == plain(words)

    @given(st.text("#-*_`[]()<>!|\\&;:=+~1. \nab", max_size=40))
    def test_any_marks(self, words: str) -> None:
        """Whatever Markdown knows."""
        assert read(marked(words)) == plain(words)
        assert set(re.findall(r"<(\w+)", READER.render(marked(words)))) <= {"p", "br"}


class TestRecords:
    """A whole record."""

    def test_its_parts(self) -> None:
        """Headings, facts, prose, ticks, a table."""
        page = laid(
            FORM,
            person="Priya",
            ticks=["a"],
            long="One\nTwo\n\nThree",
            table=[{"row": "1", "talk": "A|B\nC"}],
        )
        text = record_markdown(page)
        assert text.startswith("# Asked\n\n*Ours.*\n\n- **Person:** Priya\n- **Line:** –\n")
        assert "**Long**\n\nOne\\\nTwo\n\nThree\n" in text
        assert "**Ticks**\n\n- First\n" in text
        assert (
            "| Item | Talk | When | State | Actions | By whom |\n| --- | --- | --- | --- | --- | --- |\n"
            in text
        )
        assert "| 1. First | A\\|B<br>C |   |   |   |   |\n".replace("1. First", "1\\. First") in text

    @pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
    def test_every_form(self, form: Form) -> None:
        """Every label and every word, as a reader shows them; and tables that are tables."""
        for answers in (Answers(form.code), filled(form, "Quick_silver | *x* <b>")):
            page = Layout(form, answers)
            shown = read(record_markdown(page))
            for one in form.answered():
                if not one.when and not form.placed[one.key][0].when:
                    assert plain(one.caption) in shown
        assert "TAG" not in shown
        assert shown.count("Quick_silver | *x* <b>") >= sum(
            one.kind == "long" and not one.when and not form.placed[one.key][0].when
            for one in form.answered()
        )
