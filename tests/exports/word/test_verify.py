"""Verifying: what is found when a sealed document was changed, re-saved, or never was one."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from exports.word.document import sealed_document
from exports.word.door import let_in
from exports.word.envelope import Envelope, find_envelope, parts_of
from exports.word.house.loading import load_house
from exports.word.verify import BROKEN, CHANGED, INTACT, UNKNOWN, UNSEALED, as_sentences, verify
from exports.word.xml import Element, name
from models.errors import Refused
from models.seals import SealPair, canonical, digest, new_pair, read_key
from models.signed import Signature
from tests.exports.word.papers import (
    ADDENDUM,
    KNOWN,
    NOW,
    ORIGIN,
    SIGNATURES,
    edit,
    paper,
    parts,
    replace_text,
    rewrite,
    sealed_file,
    text_run,
    working_file,
)

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.fixture
def sealed(tmp_path: Path) -> Path:
    """A sealed record."""
    return sealed_file(
        tmp_path,
        paper(
            supervisor="Morag Bell",
            wellbeing_plan="Stress is at four of ten.\nShe sleeps well again.",
            wellbeing_actions=[{"what": "Book leave", "who": "Priya", "by_when": "2026-12-01"}],
        ),
    )


def told(path: Path) -> str:
    """Return everything that verifying says about a file."""
    return "\n".join(as_sentences(verify(path, KNOWN)))


class TestUnchanged:
    """What was sealed and left alone."""

    def test_says_whose_and_when(self, sealed: Path) -> None:
        """Whose record, sealed when, by which store, and both signatures."""
        assert told(sealed).splitlines() == [
            "sealed.docx reads exactly as it was sealed.",
            "Record 12: Personal Supervision Record · Priya Shah · Tue 24 Nov 2026.",
            "Sealed Tue 24 Nov 2026, 14:02 by the store 3f0c6f0e (Riverside 2).",
            "Morag Bell, Team manager: signed in the room, Tue 24 Nov 2026, 14:02, entered by Morag Bell.",
            "Priya Shah, Social worker: signed by e-mail, Tue 24 Nov 2026, 14:02, entered by Morag Bell.",
        ]

    def test_on_another_machine(self, sealed: Path) -> None:
        """The public key, handed over as text, is all that is needed; without it the key is not known."""
        handed_over = " ".join(KNOWN)
        assert verify(sealed, {read_key(handed_over).text: "Riverside 2"}).good
        verdict = verify(sealed, {})
        assert (verdict.state, verdict.differences) == (UNKNOWN, ())
        assert "not known here" in told_with(sealed, {})

    def test_renamed_and_repacked(self, sealed: Path) -> None:
        """Another name and another packing change nothing."""
        other = sealed.rename(sealed.with_name("other.docx"))
        rewrite(other, {})
        assert verify(other, KNOWN).state == INTACT

    def test_declined_and_added(self, tmp_path: Path) -> None:
        """A refusal with its reason and later words are sealed too."""
        declined = Signature("supervisee", "Priya Shah", "", NOW, "declined", reason="Not what I said.")
        record = replace(
            paper(supervisor="Morag Bell"),
            signatures=(SIGNATURES[0], declined),
            addenda=(ADDENDUM,),
            signed=True,
        )
        path = tmp_path / "declined.docx"
        path.write_bytes(sealed_document(record, load_house(), ORIGIN))
        assert "declined to sign (Not what I said.)" in told(path)
        assert "With 1 addendum" in told(path)
        assert verify(path, KNOWN).state == INTACT
        heads = [xml.decode() for name, xml in parts(path).items() if name.startswith("word/header")]
        assert any("ADDED TO AFTER SIGNING" in xml for xml in heads), (
            "every page says that more was said later"
        )


class TestResaved:
    """Saved again by LibreOffice, byte for byte as it wrote them."""

    def test_reads_as_sealed(self) -> None:
        """Another program's saving changes every part of the file and not one word of it."""
        path = FIXTURES / "sealed-resaved.docx"
        assert b"LibreOffice" in parts(path)["docProps/app.xml"]
        assert verify(path, KNOWN).state == INTACT

    def test_a_change_is_found_there_too(self, tmp_path: Path) -> None:
        """One word changed in the re-saved file is named."""
        path = tmp_path / "resaved.docx"
        path.write_bytes((FIXTURES / "sealed-resaved.docx").read_bytes())
        replace_text(path, "sleeps well", "sleeps badly")
        verdict = verify(path, KNOWN)
        assert [(each.was, each.now) for each in verdict.differences] == [("well", "badly")]


class TestChanged:
    """Words that are not what was sealed."""

    @pytest.mark.parametrize(
        ("was", "now", "named"),
        [
            ("four of ten", "nine of ten", ("four", "nine")),
            ("Name of Supervisor:", "Name of Manager:", ("Supervisor:", "Manager:")),
            ("Priya Shah</w:t>", "Priya Shaw</w:t>", ("Shah", "Shaw")),
            ("Tue 1 Dec 2026", "Wed 2 Dec 2026", ("Tue 1", "Wed 2")),
        ],
        ids=["answer", "label", "signature", "date"],
    )
    def test_the_words_are_named(self, sealed: Path, was: str, now: str, named: tuple[str, str]) -> None:
        """An answer, a label, a signature, a date: exactly the words that differ are told."""
        replace_text(sealed, was, now)
        verdict = verify(sealed, KNOWN)
        assert verdict.state == CHANGED
        assert named in [(each.was, each.now) for each in verdict.differences]
        assert "was changed after it was sealed" in told(sealed)

    def test_one_changed_letter_anywhere(self, sealed: Path) -> None:
        """Each line of the text, changed by one letter, is found."""
        whole = sealed.read_bytes()
        count = len(list_texts(sealed))
        for number in range(0, count, 7):
            sealed.write_bytes(whole)
            edit(sealed, partial(change_letter, number=number))
            assert verify(sealed, KNOWN).state == CHANGED, number

    def test_a_paragraph_gone_and_one_added(self, sealed: Path) -> None:
        """What is missing and what is new is told as such."""

        def change(body: Element) -> None:
            found = next(each for each in body.iter(name("t")) if each.text == "She sleeps well again.")
            paragraph = found.getparent().getparent()
            paragraph.getparent().remove(paragraph)
            body[0].insert(0, paragraph.makeelement(name("p")))
            body[0][0].append(text_run("A new beginning"))

        edit(sealed, change)
        assert "“A new beginning” was added." in told(sealed)
        assert "“She sleeps well again.” is missing." in told(sealed)

    def test_hidden_words_are_missing(self, sealed: Path) -> None:
        """A word that is made invisible is not there for a reader, nor for us."""

        def change(body: Element) -> None:
            found = next(each for each in body.iter(name("t")) if each.text == "She sleeps well again.")
            marks = found.makeelement(name("rPr"))
            marks.append(found.makeelement(name("vanish")))
            found.getparent().insert(0, marks)

        edit(sealed, change)
        assert "is missing" in told(sealed)

    @pytest.mark.parametrize(
        ("mark", "value"),
        [("strike", ""), ("dstrike", "true"), ("color", "ffffff"), ("sz", "2")],
    )
    def test_disguised_words_are_missing(self, sealed: Path, mark: str, value: str) -> None:
        """Struck through, white on white, too small to read: it is not there for a reader."""

        def change(body: Element) -> None:
            found = next(each for each in body.iter(name("t")) if each.text == "She sleeps well again.")
            marks = found.makeelement(name("rPr"))
            made = found.makeelement(name(mark), {name("val"): value} if value else {})
            marks.append(made)
            found.getparent().insert(0, marks)

        edit(sealed, change)
        assert "“She sleeps well again.” is missing." in told(sealed)
        assert "count as missing" in told(sealed)

    def test_a_style_that_hides(self, sealed: Path) -> None:
        """A style that was changed so that it hides its words, itself or through the one it is based on."""

        def hide(styles: Element, named: str) -> None:
            style = next(each for each in styles if each.get(name("styleId")) == named)
            style.find(name("rPr")).insert(0, style.makeelement(name("vanish")))

        whole = sealed.read_bytes()
        for named in ("FormAnswer", "Normal"):
            sealed.write_bytes(whole)
            edit(sealed, partial(hide, named=named), "word/styles.xml")
            assert "“She sleeps well again.” is missing." in told(sealed), named

    def test_tracked_deletion_counts_as_gone(self, sealed: Path) -> None:
        """Deleted with tracked changes is deleted."""

        def change(body: Element) -> None:
            run = next(
                each for each in body.iter(name("t")) if each.text == "She sleeps well again."
            ).getparent()
            deletion = run.makeelement(name("del"))
            run.getparent().replace(run, deletion)
            deletion.append(run)

        edit(sealed, change)
        assert "is missing" in told(sealed)

    def test_head_and_foot(self, sealed: Path) -> None:
        """The foot of the page is compared as well, with the line of the seal in it."""
        replace_text(sealed, "Record 12", "Record 13", "word/footer_default.xml")
        assert "“12” now reads “13”" in told(sealed)

    def test_a_forged_line_of_the_seal(self, sealed: Path) -> None:
        """Another day in the line of the seal is found."""
        replace_text(sealed, "Sealed Tue 24 Nov", "Sealed Mon 23 Nov", "word/footer_default.xml")
        assert verify(sealed, KNOWN).state == CHANGED

    def test_footnotes_count(self, sealed: Path) -> None:
        """Words in a text box or in the margin are words."""

        def change(body: Element) -> None:
            run = next(body.iter(name("r")))
            box = run.makeelement(name("pict"))
            inner = run.makeelement(name("p"))
            inner.append(text_run("in a box"))
            box.append(inner)
            run.append(box)

        edit(sealed, change)
        assert "“in a box” was added." in told(sealed)
        assert "1 picture" in told(sealed)


class TestSeal:
    """The seal itself, taken away or tampered with."""

    def test_removed(self, sealed: Path) -> None:
        """The foot of the page still says that it was sealed once."""
        rewrite(sealed, {"customXml/item1.xml": b"<nothing/>"})
        assert verify(sealed, KNOWN).state == UNSEALED
        assert "the seal was removed" in told(sealed)

    def test_content_altered(self, sealed: Path) -> None:
        """One changed byte in what was sealed is found."""
        envelope = find_envelope(let_in(sealed))
        assert envelope is not None
        for content in (envelope.content.replace(b"four", b"nine"), envelope.content[:-2] + b"}"):
            put_in(sealed, replace(envelope, content=content))
            assert verify(sealed, KNOWN).state == BROKEN
            put_in(sealed, replace(envelope, content=content, hash=digest(content)))
            assert verify(sealed, KNOWN).state == BROKEN

    def test_sealed_anew_by_another(self, sealed: Path) -> None:
        """Whoever alters the record and seals it with their own key is not known here."""
        envelope = find_envelope(let_in(sealed))
        assert envelope is not None
        body = json.loads(envelope.content.replace(b"four of ten", b"nine of ten"))
        put_in(sealed, _sealed_by(new_pair(), canonical(body)))
        replace_text(sealed, "four of ten", "nine of ten")
        assert verify(sealed, KNOWN).state in (UNKNOWN, CHANGED)
        assert not verify(sealed, KNOWN).good

    def test_another_documents_seal(self, sealed: Path, tmp_path: Path) -> None:
        """A seal that was taken from another record does not fit the words."""
        other = sealed_file(make_folder(tmp_path / "other"), paper(supervisor="Someone Else"))
        rewrite(sealed, {"customXml/item1.xml": parts(other)["customXml/item1.xml"]})
        assert verify(sealed, KNOWN).state == CHANGED

    def test_sealed_but_no_record(self, sealed: Path) -> None:
        """A seal of ours over something else is no record."""
        for body in ({}, {"kind": "sealed record"}, {"kind": "sealed record", "text": 5, "edges": None}):
            put_in(sealed, _sealed_by(SealPair(bytes(range(32))), canonical(body)))
            assert verify(sealed, KNOWN).state == BROKEN


class TestOther:
    """What is no sealed record."""

    def test_working_copy(self, tmp_path: Path) -> None:
        """A working copy says that it is one."""
        assert "working copy" in told(working_file(tmp_path, paper()))

    def test_not_a_document(self, tmp_path: Path) -> None:
        """Something else is refused with what it is."""
        path = tmp_path / "a.docx"
        path.write_text("hello")
        with pytest.raises(Refused, match="plain text"):
            verify(path, KNOWN)


def told_with(path: Path, known: dict[str, str]) -> str:
    """Return what verifying says with other keys known."""
    return "\n".join(as_sentences(verify(path, known)))


def list_texts(path: Path) -> list[str]:
    """Return every text of a document."""
    found: list[str] = []
    edit(path, lambda body: found.extend(str(each.text) for each in body.iter(name("t"))))
    return found


def change_letter(body: Element, number: int) -> None:
    """Change one letter of the text of this number."""
    each = list(body.iter(name("t")))[number]
    each.text = ("X" if each.text[0] != "X" else "Y") + each.text[1:]


def put_in(path: Path, envelope: Envelope) -> None:
    """Put another envelope into a document."""
    rewrite(path, {part.name: part.content for part in parts_of(envelope)})


def _sealed_by(pair: SealPair, content: bytes) -> Envelope:
    return Envelope(content, digest(content), pair.key, pair.seal(content))


def make_folder(folder: Path) -> Path:
    """Make a folder."""
    folder.mkdir()
    return folder
