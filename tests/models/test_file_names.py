"""File names: what is made of text, and what Windows would not keep as it was typed."""

from __future__ import annotations

import pytest

from models.file_names import safe, why_unfit


class TestMade:
    """A name from text."""

    @pytest.mark.parametrize(
        "text", ["con .docx", "CONIN$", "Nul", "a:b", "ends. ", "CH/123 TB", "COM¹.txt", "x" * 300, "“?”"]
    )
    def test_fit_for_windows(self, text: str) -> None:
        """Whatever it is made from, Windows keeps it."""
        assert why_unfit(f"{safe(text)}.docx") == ""


class TestTyped:
    """A name that a person typed."""

    @pytest.mark.parametrize(
        ("name", "why"),
        [
            ("2026-11-21 Kent B P2.docx", ""),
            ("console.docx", ""),
            (".settings.toml", ""),
            ("NUL.docx", "can be called NUL on"),
            ("con .txt", "can be called con on"),
            ("notes: P2.docx", "has no : in it"),
            ("why?.txt", "has no ? in it"),
            ("record.", "ends with no dot"),
            ("record.docx ", "ends with no dot and no space"),
        ],
    )
    def test_said_why_not(self, name: str, why: str) -> None:
        """A device's name, a sign that Windows refuses or takes for something else, an end that it drops."""
        assert why in why_unfit(name)
        assert bool(why) == bool(why_unfit(name))
