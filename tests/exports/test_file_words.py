"""A person's own file in words: days, names of codes and titles of forms, nothing as the tables have it."""

from __future__ import annotations

import re

from exports.file_words import FileWords, in_words
from exports.report import report_text
from exports.subject_access import file_report
from forms.template.load import load_form
from models.reading.subject_access import read_whole_file
from models.store.store import Store
from tests import made
from tests.models.changes.leavers import HAVERING, LEAVER, WORDS, made_leaver

WORDED = FileWords(HAVERING, lambda code: load_form(code).called)


class TestFile:
    """What someone is given who asks for their file can be read by them (UK GDPR, Article 12)."""

    def test_in_words(self, store: Store) -> None:
        """Every sort of row: no code, no day or moment as it is stored, no empty or hidden column, no JSON."""
        made_leaver(store)
        file = store.read(lambda session: read_whole_file(session, LEAVER))
        text = report_text(file_report(file, made.NOW, "Orchard", WORDED))
        assert not re.search(r"\d{4}-\d\d-\d\d|T\d\d:\d\d|[a-z]_[a-z]|True|None|[{}]", text)
        said = " ".join(text.split())
        for wanted in (
            f"Taken to the supervisor's line manager, both knowing; with {WORDS}; both know that it goes there",
            "Personal supervision; formal; held; 60 minutes",
            "Social worker",
            "signed in the room",
            "as the finished record",
            "every 4 weeks",
            "Personal Supervision Template",
        ):
            assert wanted in said

    def test_in_order(self) -> None:
        """The earliest first; a step stands after what it is a step of."""
        rows = (
            {
                "table": "disagreement_step",
                "id": 1,
                "disagreement_id": 7,
                "step": "line_manager",
                "taken_on": "2026-03-02",
            },
            {"table": "disagreement", "id": 7, "raised_on": "2026-03-01", "words": "First"},
            {"table": "disagreement", "id": 3, "raised_on": "2026-01-05", "words": "Before"},
        )
        assert WORDED.rows(rows) == (
            ("Mon 5 Jan 2026", "raised; Before"),
            ("Sun 1 Mar 2026", "raised; First"),
            ("Mon 2 Mar 2026", "Taken to the supervisor's line manager, both knowing"),
        )

    def test_what_is_no_day(self) -> None:
        """Words that look like one stay as they were typed."""
        assert in_words("2026-13-45") == "2026-13-45"
        assert in_words("2026-11-29T09:05:00+00:00") == "Sun 29 Nov 2026 09:05"
