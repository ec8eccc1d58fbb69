"""The written format and the program agree: what is shown works, and every word that can be used is written down."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import pytest

from forms.template import kinds
from forms.template.check import check_form
from forms.template.form import Form, Section
from forms.template.load import BUNDLED, LENSES, load_form
from forms.template.parts import ACTION_KEYS, Column, Field, FixedRow, Option
from tests.forms.template.written import write

README = (BUNDLED / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", README, re.DOTALL)
_CALLED = {
    "ids": "id",
    "joined": "with",
    "policies": "policy",
    "sections": "section",
    "path": "",
    "local": "",
    "fingerprint": "",
    "fields": "section.field",
}


def written(cls: type) -> list[str]:
    """Return the keys of a table of a form file, as they are written."""
    names = [_CALLED.get(one.name, one.name) for one in fields(cls)]
    return [name for name in names if name]


class TestExamples:
    """What stands there can be copied out."""

    def test_the_form(self, tmp_path: Path) -> None:
        """It is right, and has what it shows."""
        path = write(tmp_path, EXAMPLES[0], "riverside_catch_up")
        assert check_form(path) == []
        form = load_form("riverside_catch_up", [tmp_path])
        assert [section.key for section in form.sections] == ["header", "talk", "disagreement"]

    def test_the_lens(self, tmp_path: Path) -> None:
        """It is right."""
        assert check_form(write(tmp_path / LENSES, EXAMPLES[1], "riverside_worries")) == []

    def test_all_of_them(self) -> None:
        """There are two."""
        assert len(EXAMPLES) == 2


class TestEveryWord:
    """An author need not read the code."""

    @pytest.mark.parametrize(
        "word",
        sorted(
            {
                *kinds.FIELD_KINDS, *kinds.COLUMN_KINDS, *kinds.PARTIES, *kinds.NAMINGS, *kinds.TEXTS, *kinds.ABOUT,
                *kinds.RECORDS, *kinds.SUBJECTS, *kinds.OCCASIONS, *kinds.FILLS, *kinds.RECORD_NAMES, *kinds.SHARES,
                *ACTION_KEYS,
            }
        ),
    )  # fmt: skip
    def test_every_word_a_file_may_use(self, word: str) -> None:
        """In code style, or as what one of these is."""
        assert f"`{word}`" in README or f"{word}," in README or f"{word} or" in README

    @pytest.mark.parametrize("kind", kinds.FIELD_KINDS)
    def test_every_kind_of_field_has_its_line(self, kind: str) -> None:
        """In the table of kinds."""
        assert f"\n| `{kind}` |" in README

    @pytest.mark.parametrize(
        "cls", [Form, Section, Field, Column, FixedRow, Option], ids=lambda cls: cls.__name__
    )
    def test_every_key(self, cls: type) -> None:
        """Of the head, of sections, fields, columns, rows and options."""
        for key in written(cls):
            assert (
                f"`{key}`" in README
                or f"`{key} =" in README
                or f"[[{key}" in README
                or f"{key}.field" in README
            ), key
