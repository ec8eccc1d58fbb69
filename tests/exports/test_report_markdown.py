"""A report as Markdown: every kind of block, and people's words as words."""

from __future__ import annotations

from datetime import date

from exports.report import Bullets, Heading, Record, Report, Table, Words
from exports.report_markdown import report_markdown
from tests.exports.word.papers import paper

DAY = date(2026, 11, 21)


class TestReportMarkdown:
    """What a report holds, as Markdown shows it."""

    def test_every_block(self) -> None:
        """Headings by level, grey words in italics, lists, tables with an empty cell, a whole record."""
        blocks = (
            Heading("Open work"),
            Words("Said by *nobody*.", "answer"),
            Words("In small print.", "guidance"),
            Bullets(("# one", "two")),
            Table(("Who", "What"), (1, 1), (("40217 TB", ""), ("a|b", "two\nlines")), "Work"),
            Record(paper(wellbeing_plan="Well.")),
        )
        report = Report("Handover", "Priya Shah", DAY, blocks, "Riverside 2", "Kent", face="Ours.")
        assert report_markdown(report).split("\n\n")[:8] == [
            "Kent · Riverside 2",
            "# Handover",
            "Priya Shah, Sat 21 Nov 2026",
            "*Ours.*",
            "## Open work",
            "Said by \\*nobody\\*.",
            "*In small print.*",
            "- \\# one\n- two",
        ]
        assert "| 40217 TB | – |\n| a\\|b | two<br>lines |" in report_markdown(report)
        assert "# Personal Supervision Record" in report_markdown(report)
