"""Documents as pages: what LibreOffice makes of them, page by page. Left out where there is no LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from exports.word.document import blank_document, draft_document, sealed_document, working_document
from exports.word.house.loading import load_house
from exports.word.paper import blank_paper
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from tests.exports.word.papers import NOW, ORIGIN, paper_on, signed
from tests.exports.word.papers import paper as paper_with

FORMS, _ = all_forms()
_OFFICE = shutil.which("soffice")
_MANY = 60
SOME = ("kent_a", "birmingham_b", "havering_d")

pytestmark = pytest.mark.skipif(
    not (_OFFICE and shutil.which("pdftotext")), reason="needs LibreOffice and poppler"
)


def pages_of(folder: Path) -> dict[str, list[str]]:
    """Return the text of every page of every document in a folder, all turned into pages by one call."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    wanted = sorted(map(str, folder.glob("*.docx")))
    command = [str(_OFFICE), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), *wanted]
    subprocess.run(command, check=True, capture_output=True, timeout=900)
    return {path.stem: _pages(path) for path in sorted(folder.glob("*.pdf"))}


def _pages(path: Path) -> list[str]:
    told = subprocess.run(["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True)
    size = subprocess.run(["pdfinfo", str(path)], check=True, capture_output=True, text=True).stdout
    assert "(A4)" in size, size
    return told.stdout.decode().rstrip("\f").split("\f")


def write(folder: Path, form: Form) -> None:
    """Write a form in every kind, and a draft of it."""
    full, house = paper_on(form), load_house()
    for kind, content in {
        "blank": blank_document(blank_paper(form, "Kent County Council"), house, NOW),
        "working": working_document(full, house, ORIGIN, "supervisee"),
        "draft": draft_document(full, house, NOW),
        "final": sealed_document(signed(full), house, ORIGIN),
    }.items():
        (folder / f"{form.code}-{kind}.docx").write_bytes(content)


def every_page_says(pages: list[str], kind: str, form: Form) -> None:
    """Every page says which form it is and its number; a draft that it is one; a sealed one by what it is sealed."""
    paper = paper_on(form)
    drafts = ("draft", "working") if paper.is_record else ("draft",)
    for number, page in enumerate(pages, start=1):
        words = " ".join(page.split())
        assert f"Page {number} of {len(pages)}" in words
        assert " ".join(form.title.split()) in words
        assert ("DRAFT – not signed" in page) == (kind in drafts)
        assert ("· SHA-256 " in page) == (kind == "final")
        assert kind == "blank" or paper.reference in page


class TestPages:
    """On every page what belongs there."""

    def test_some_forms(self, tmp_path: Path) -> None:
        """A table with rows, the longest title, an observation: head and foot of each page; a heading row repeats."""
        for code in SOME:
            write(tmp_path, load_form(code))
        actions = [{"what": f"Action {number} of many", "who": "Priya"} for number in range(_MANY)]
        long = signed(paper_with(wellbeing_actions=actions))
        (tmp_path / "long.docx").write_bytes(sealed_document(long, load_house(), ORIGIN))
        pages = pages_of(tmp_path)
        assert len(pages) == 4 * len(SOME) + 1
        table = [page for page in pages.pop("long") if "of many" in page]
        assert len(table) > 2
        assert all("By when" in page for page in table)
        for name, found in pages.items():
            code, _, kind = name.rpartition("-")
            every_page_says(found, kind, load_form(code))

    @pytest.mark.sweep
    def test_every_form(self, tmp_path: Path) -> None:
        """Every form in every kind."""
        for form in FORMS:
            write(tmp_path, form)
        pages = pages_of(tmp_path)
        assert len(pages) == 4 * len(FORMS)
        for name, found in pages.items():
            code, _, kind = name.rpartition("-")
            every_page_says(found, kind, load_form(code))


class TestTogether:
    """What belongs together stands on one page."""

    def test_ticks_and_a_signature(self, tmp_path: Path) -> None:
        """A short list of choices is not torn, and no page holds a signature and nothing that is signed.

        A heading below a long list goes along with what it heads.
        """
        for code in ("kent_joint", "quality_worksheet", "havering_group"):
            content = blank_document(blank_paper(load_form(code), "Kent County Council"), load_house(), NOW)
            (tmp_path / f"{code}.docx").write_bytes(content)
        pages = pages_of(tmp_path)
        functions = ("Functions touched", "Development", "Support", "Mediation", "Management")
        assert any(all(one in page for one in functions) for page in pages["kent_joint"])
        assert any("Actions" in page and "Signature" in page for page in pages["quality_worksheet"])
        assert any(
            "1. THE PURPOSE" in page and "What is your dilemma" in page for page in pages["havering_group"]
        )
