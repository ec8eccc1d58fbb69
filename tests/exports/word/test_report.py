"""Reports: the same as text and as Word, whatever people wrote, and the same bytes every time."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document

from exports.report import Bullets, Heading, Record, Report, Table, Words, report_text
from exports.word.house.loading import load_house
from exports.word.paper import Paper
from exports.word.report import report_document
from forms.template.load import load_form
from tests import made
from tests.forms.records.filling import filled

HOSTILE = "=1+1 {{ x }} [b]bold[/b] <w:t>&amp;]]> \x07\u202e\nsecond line"
DAY = date(2026, 11, 21)


def report(*records: Paper) -> Report:
    """Return a report with every sort of block."""
    return Report(
        "Handover",
        HOSTILE,
        DAY,
        (
            Heading("Children"),
            Words(HOSTILE, "answer"),
            Bullets((HOSTILE, "two")),
            Table(("Which", "What"), (30, 70), ((HOSTILE, ""), ("a", "b" * 300)), "Table"),
            Table(("Question", "Answer"), (50, 50), (("How?", ""),), "By hand", tall=True),
            Words("The end", "note"),
            *(Record(one) for one in records),
        ),
        "Riverside 2",
        "Kent",
        "Ours.",
    )


class TestReport:
    """Nothing in it is parsed."""

    def test_as_text(self) -> None:
        """Every word is there and no line is wider than asked; room to write is left in a table by hand."""
        text = report_text(report(), 80)
        assert max(map(len, text.splitlines())) <= 80
        for word in ("HANDOVER", "=1+1 {{ x }} [b]bold[/b]", "second line", "- two", "Ours."):
            assert word in text
        assert "–" in text
        assert "\x07" not in text
        assert "How?\n\n\n\n" in text

    def test_as_word(self) -> None:
        """It opens, says the same, and is the same bytes again."""
        house = load_house()
        content = report_document(report(), house, made.NOW)
        assert content == report_document(report(), house, made.NOW)
        document = Document(BytesIO(content))
        said = "\n".join(one.text for one in document.paragraphs)
        assert "=1+1 {{ x }} [b]bold[/b] <w:t>&amp;]]>" in said
        cells = document.tables[0].rows[1].cells
        assert (cells[0].text.startswith("=1+1"), cells[1].text) == (True, "–")
        assert document.tables[1].rows[1].cells[1].text == ""

    @pytest.mark.parametrize("codes", [("kent_b", "kent_c"), ("northamptonshire_c", "havering_c")])
    def test_records_in_it(self, codes: tuple[str, str]) -> None:
        """Two records stand behind each other, each numbered list with a number of its own."""
        papers = []
        for code in codes:
            form = load_form(code)
            papers.append(Paper(form, filled(form, "Some words"), 7, "TB", DAY, "Riverside 2"))
        content = report_document(report(*papers), load_house(), made.NOW)
        document = Document(BytesIO(content))
        titles = [
            one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"
        ]
        assert titles == ["Handover", *(load_form(code).title for code in codes)]
        lists = document.part.numbering_part.element.num_lst
        numbers = [one.numId for one in lists]
        assert len(numbers) == len(set(numbers))
