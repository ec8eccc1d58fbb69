"""A working copy that comes back damaged: what is still taken, and what is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from exports.word.document import Origin, working_document
from exports.word.house.loading import load_house
from exports.word.merge import (
    ASK,
    LOSSY,
    propose,
)
from exports.word.xml import Element, name
from forms.answers.changing import with_value
from models.errors import Refused
from models.seals import new_pair
from tests.exports.word.coming_back import agreed, brought, in_short, observation, read
from tests.exports.word.papers import (
    DAY,
    DOCUMENT,
    NOW,
    PAIR,
    STORE,
    control,
    edit,
    paper,
    parts,
    replace_text,
    rewrite,
    sealed_file,
    text_run,
    working_file,
    write_in,
)

FIXTURES = Path(__file__).parent / "fixtures"


class TestDamage:
    """What people and programs do to a file on its way."""

    def test_a_field_deleted(self, tmp_path: Path) -> None:
        """A field that is gone is named; what stands here stays."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        edit(path, lambda body: remove(control(body, "wellbeing_plan")))
        returned = read(path, sent)
        assert propose(returned, sent.answers, DAY) == []
        assert "1 field gone from the file: Wellbeing plan" in " ".join(returned.notes)

    def test_controls_stripped(self, tmp_path: Path) -> None:
        """A file without fields is refused, with what stands in it beside the printed text."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        write_in(path, wellbeing_plan="Newly said")
        edit(path, strip_controls)
        with pytest.raises(Refused, match="no fields any more") as refused:
            read(path, sent)
        assert "Newly said" in str(refused.value)

    def test_saved_by_old_libreoffice(self, tmp_path: Path) -> None:
        """LibreOffice before 24.2 drops tags: fields are known by their names, and a warning says what it loses."""
        sent = paper(wellbeing_plan="As sent.", next_date="2026-12-22")
        returned = read(FIXTURES / "working-resaved.docx", sent)
        assert "loses line breaks" in " ".join(returned.notes)
        proposals = propose(returned, sent.answers, DAY)
        found = {each.place.key: each for each in proposals}
        assert "Said otherwise." in found["wellbeing_plan"].returned
        assert (found["wellbeing_plan"].verdict, found["wellbeing_plan"].why) == (ASK, LOSSY)
        assert "next_date" not in found
        assert (returned.labels, returned.loose) == ((), ())

    def test_a_line_break_lost_is_no_change(self, tmp_path: Path) -> None:
        """Old LibreOffice's loss of a line break brings nothing; what was written as well is asked, not taken."""
        sent = replace(observation(), answers=with_value(observation().answers, "comments", "One.\nTwo."))
        path = working_file(tmp_path, sent, "practitioner")
        app = parts(path)["docProps/app.xml"].replace(b"Footprint", b"LibreOffice/7.4.7.2$Linux_X86_64")
        write_in(path, comments="One.Two.")
        rewrite(path, {"docProps/app.xml": app})
        assert brought(path, sent) == []
        write_in(path, comments="One.Two. Three.")
        rewrite(path, {"docProps/app.xml": app})
        assert in_short(brought(path, sent)) == [("comments", "One.Two. Three.", ASK, LOSSY)]

    def test_from_another_store(self, tmp_path: Path) -> None:
        """A copy of another store, or under another key, is refused."""
        sent = agreed()
        path = tmp_path / "other.docx"
        for origin in (Origin("another", PAIR, NOW), Origin(STORE, new_pair(), NOW)):
            path.write_bytes(working_document(sent, load_house(), origin))
            with pytest.raises(Refused, match="another store"):
                read(path, sent)

    def test_says_which_record(self, tmp_path: Path) -> None:
        """The record it is of is known from what was sent with it, not from its text."""
        path = working_file(tmp_path, agreed())
        replace_text(path, "Record 12", "Record 99", "word/footer_default.xml")
        assert read(path, agreed()).sent.number == 12

    def test_a_changed_label(self, tmp_path: Path) -> None:
        """A label that was changed is told; the fields are read all the same."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        replace_text(path, "Name of Supervisor:", "Name of the Boss:")
        write_in(path, wellbeing_plan="Newly said")
        returned = read(path, sent)
        assert [(each.was, each.now) for each in returned.labels] == [("Supervisor:", "the Boss:")]
        assert [each.returned for each in propose(returned, sent.answers, DAY)] == ["Newly said"]

    def test_written_beside_the_fields(self, tmp_path: Path) -> None:
        """Words beside the fields are shown, so that nothing is lost."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")

        def beside(body: Element) -> None:
            body[0].insert(3, body[0].makeelement(name("p")))
            body[0][3].append(text_run("PS: please ring me"))

        edit(path, beside)
        assert read(path, sent).loose == ("PS: please ring me",)

    def test_seal_removed(self, tmp_path: Path) -> None:
        """Without what was sent there is nothing to compare with; that is said."""
        path = working_file(tmp_path, agreed())
        rewrite(path, {"customXml/item1.xml": b"<nothing/>"})
        with pytest.raises(Refused, match="does not carry what was sent"):
            read(path, agreed())

    def test_seal_tampered_with(self, tmp_path: Path) -> None:
        """What was sent, altered, is refused."""
        path = working_file(tmp_path, agreed())
        content = parts(path)["customXml/item1.xml"]
        rewrite(path, {"customXml/item1.xml": content.replace(b"A", b"B", 1)})
        with pytest.raises(Refused, match=r"tampered|does not carry"):
            read(path, agreed())

    def test_a_signed_record(self, tmp_path: Path) -> None:
        """A sealed record is no working copy."""
        with pytest.raises(Refused, match="footprint verify"):
            read(sealed_file(tmp_path, agreed()), agreed())

    def test_comments_and_tracked_changes(self, tmp_path: Path) -> None:
        """Comments are shown with who wrote them; tracked insertions are read, deletions are not, and that is said."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        add_comment(path, "Priya Shah", "Is this what we said?")
        edit(path, tracked)
        returned = read(path, sent)
        assert [(each.author, each.text) for each in returned.remarks] == [
            ("Priya Shah", "Is this what we said?")
        ]
        assert "2 tracked changes" in " ".join(returned.notes)
        (proposal,) = propose(returned, sent.answers, DAY)
        assert proposal.returned == "As agreed."

    def test_main_part_elsewhere(self, tmp_path: Path) -> None:
        """Word Online calls the main part document2.xml."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        write_in(path, wellbeing_plan="From the web")
        held = parts(path)
        move = {
            "word/document2.xml": held[DOCUMENT],
            "word/_rels/document2.xml.rels": held["word/_rels/document.xml.rels"],
            DOCUMENT: None,
            "word/_rels/document.xml.rels": None,
        }
        for part in ("_rels/.rels", "[Content_Types].xml"):
            move[part] = held[part].replace(b"word/document.xml", b"word/document2.xml")
        rewrite(path, move)
        assert [each.returned for each in brought(path, sent)] == ["From the web"]


def remove(element: Element) -> None:
    """Take an element away."""
    element.getparent().remove(element)


def strip_controls(body: Element) -> None:
    """Put the text of every control in its place, as “remove content control” does."""
    for each in list(body.iter(name("sdt"))):
        for child in each.find(name("sdtContent")):
            each.addprevious(child)
        remove(each)


def tracked(body: Element) -> None:
    """Change a text with tracked changes: “As sent.” to “As agreed.”."""
    content = control(body, "wellbeing_plan").find(name("sdtContent"))
    old = content[0]
    deletion, insertion = old.makeelement(name("del")), old.makeelement(name("ins"))
    content.replace(old, deletion)
    deletion.append(text_run("As sent."))
    content.append(insertion)
    insertion.append(text_run("As agreed."))


def add_comment(path: Path, author: str, text: str) -> None:
    """Set a comment in the margin."""
    held = parts(path)
    space = name("r")[1:].split("}")[0]
    comment = (
        f'<w:comments xmlns:w="{space}"><w:comment w:id="1" w:author="{author}"><w:p><w:r><w:t>{text}</w:t></w:r></w:p>'
        "</w:comment></w:comments>"
    )
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    relation = f'<Relationship Id="rIdC" Type="{kind}" Target="comments.xml"/></Relationships>'
    rels = held["word/_rels/document.xml.rels"].replace(b"</Relationships>", relation.encode())
    rewrite(path, {"word/comments.xml": comment.encode(), "word/_rels/document.xml.rels": rels})
