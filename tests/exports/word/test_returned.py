"""A working copy that comes back: what is taken, what is asked, what is told of a file that was damaged."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports.word.document import Origin, working_document
from exports.word.house.loading import load_house
from exports.word.merge import (
    A_ROW_GONE,
    A_SIGNATURE,
    ASK,
    CHANGED_HERE,
    LEAVE,
    LOSSY,
    NO_RECIPIENT,
    NOT_THEIRS,
    TAKE,
    Proposal,
    propose,
    taken,
)
from exports.word.paper import Paper
from exports.word.returned import Returned, read_returned
from exports.word.xml import Element, name
from forms.answers.changing import with_value
from forms.answers.model import Answers, Row
from forms.template.load import all_forms, load_form
from models.errors import Refused
from models.seals import new_pair
from tests.exports.word.papers import (
    DAY,
    DOCUMENT,
    NOW,
    PAIR,
    STORE,
    control,
    edit,
    fill,
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


def observation() -> Paper:
    """An observation as the observer wrote it, before it goes to the practitioner (Kent, Appendix D)."""
    return paper(
        "kent_d",
        background="A visit at home, discussed before.",
        feedback="Warm, clear, a little hurried at the end.",
        observed_on="2026-11-20",
        observed_at="14:00",
    )


def agreed() -> Paper:
    """A personal supervision record with two actions and a date."""
    return paper(
        wellbeing_plan="As sent.",
        wellbeing_actions=[
            {"what": "Book leave", "who": "Priya", "by_when": "2026-12-01"},
            {"what": "Call Occupational health", "who": "Morag"},
        ],
        next_date="2026-12-22",
    )


def read(path: Path, sent: Paper) -> Returned:
    """Read a copy that came back to the store it was sent from."""
    return read_returned(path, load_form, {STORE: [PAIR.key.text]})


def brought(path: Path, sent: Paper, now: Answers | None = None) -> list[Proposal]:
    """Return what a copy brings."""
    return propose(read(path, sent), now or sent.answers, DAY)


def in_short(proposals: list[Proposal]) -> list[tuple[str, str, str, str]]:
    """Return field, words back, verdict and why of each."""
    return [(each.place.key, each.returned, each.verdict, each.why) for each in proposals]


class TestTheirOwn:
    """Fields that the person who got the copy fills."""

    def test_comments_of_the_practitioner(self, tmp_path: Path) -> None:
        """What the practitioner wrote in their own field is taken without asking, lines and all."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, comments="I agree, mostly.\nBut the timing was hard.")
        proposals = brought(path, sent)
        assert in_short(proposals) == [("comments", "I agree, mostly.\nBut the timing was hard.", TAKE, "")]
        after = taken(proposals, sent.answers)
        assert after.values["comments"] == "I agree, mostly.\nBut the timing was hard."
        assert after.values["feedback"] == sent.answers.values["feedback"]

    def test_locked_for_everything_else(self, tmp_path: Path) -> None:
        """In Word, too, only their fields can be changed, and none can be deleted."""
        path = working_file(tmp_path, observation(), "practitioner")
        locks = {}
        edit(path, lambda body: locks.update(locks_in(body)))
        assert locks["comments"] == "sdtLocked"
        assert locks["feedback"] == "sdtContentLocked"

    def test_emptied(self, tmp_path: Path) -> None:
        """What they emptied in their own field is empty."""
        sent = observation()
        sent = replace(sent, answers=with_value(sent.answers, "comments", "First thoughts"))
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, comments="")
        (proposal,) = brought(path, sent)
        assert (proposal.sent, proposal.returned, proposal.verdict) == ("First thoughts", "", TAKE)
        assert "comments" not in taken([proposal], sent.answers).values

    def test_words_own_prompt_is_empty(self, tmp_path: Path) -> None:
        """A field that Word filled with a prompt of its own holds nothing; a stale mark hides no words."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, comments="Click or tap here to enter text.")
        assert brought(path, sent) == []

        def stale(body: Element) -> None:
            content = control(body, "comments").find(name("sdtContent"))
            content[0].getparent().replace(content[0], text_run("Real words"))
            marks = content.getparent().find(name("sdtPr"))
            marks.append(marks.makeelement(name("showingPlcHdr")))

        edit(path, stale)
        assert [each.returned for each in brought(path, sent)] == ["Real words"]

    def test_nothing_is_changed_by_looking(self, tmp_path: Path) -> None:
        """Reading and comparing changes no answer."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        before = deepcopy(sent.answers)
        write_in(path, comments="x")
        brought(path, sent)
        assert sent.answers == before


class TestAsked:
    """What is shown side by side, to accept or refuse."""

    def test_someone_elses_field(self, tmp_path: Path) -> None:
        """A field of the observer's that the practitioner changed all the same is asked about."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, feedback="Perfect in every way.")
        proposals = brought(path, sent)
        assert in_short(proposals) == [("feedback", "Perfect in every way.", ASK, NOT_THEIRS)]
        assert taken(proposals, sent.answers) == sent.answers
        assert taken(proposals, sent.answers, [0]).values["feedback"] == "Perfect in every way."

    def test_changed_here_meanwhile(self, tmp_path: Path) -> None:
        """Their own field, changed in the store since: the three texts are shown."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, comments="Theirs")
        now = with_value(sent.answers, "comments", "Told on the telephone")
        (proposal,) = brought(path, sent, now)
        assert (proposal.sent, proposal.returned, proposal.now) == ("", "Theirs", "Told on the telephone")
        assert (proposal.verdict, proposal.why) == (ASK, CHANGED_HERE)

    def test_the_same_on_both_sides(self, tmp_path: Path) -> None:
        """What was changed to the same words in both places needs no asking."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, comments="The same")
        (proposal,) = brought(path, sent, with_value(sent.answers, "comments", "The same"))
        assert proposal.verdict == TAKE

    def test_a_copy_for_no_one(self, tmp_path: Path) -> None:
        """A copy without a recipient brings nothing unasked."""
        sent = observation()
        path = working_file(tmp_path, sent)
        write_in(path, comments="Theirs")
        assert in_short(brought(path, sent)) == [("comments", "Theirs", ASK, NO_RECIPIENT)]

    def test_a_signature_is_never_taken(self, tmp_path: Path) -> None:
        """A name typed where a signature belongs is shown, and signs nothing."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        write_in(path, signed_practitioner="Priya Shah", signed_practitioner_on="20/11/2026")
        assert {each[2:] for each in in_short(brought(path, sent))} == {(LEAVE, A_SIGNATURE)}


class TestKinds:
    """Dates, times, choices, ticks: as Word hands them over, and as people type over them."""

    @pytest.mark.parametrize("typed", ["03/12/2026", "3.12.2026", "3 Dec 2026", "2026-12-03"])
    def test_dates(self, tmp_path: Path, typed: str) -> None:
        """A date is read however it is written, whatever Word's own date says."""
        sent = agreed()
        path = working_file(tmp_path, sent)
        write_in(path, next_date=typed)
        (proposal,) = brought(path, sent)
        assert taken([proposal], sent.answers, [0]).values["next_date"] == date(2026, 12, 3)

    def test_no_date(self, tmp_path: Path) -> None:
        """What is no date is shown with the reason and can't be taken."""
        sent = agreed()
        path = working_file(tmp_path, sent)
        write_in(path, next_date="31/02/2027", next_time="half past")
        proposals = brought(path, sent)
        assert [each.verdict for each in proposals] == [LEAVE, LEAVE]
        assert all("can't be read" in each.why for each in proposals)
        assert taken(proposals, sent.answers, [0, 1]) == sent.answers

    def test_a_choice(self, tmp_path: Path) -> None:
        """A choice comes back by its label."""
        sent = agreed()
        path = working_file(tmp_path, sent)
        one = sent.form.field("disagreement_known")
        assert one is not None
        write_in(path, disagreement_known=one.options[0].label)
        (proposal,) = brought(path, sent)
        assert taken([proposal], sent.answers, [0]).values["disagreement_known"] == one.options[0].code

    def test_ticks(self, tmp_path: Path) -> None:
        """Boxes ticked in Word and words beside them come back as one answer."""
        sent, key = ticked_paper()
        one = sent.form.field(key)
        assert one is not None
        first, second = one.options[0], one.options[1]
        path = working_file(tmp_path, sent)

        def tick(body: Element) -> None:
            box = control(body, f"{key}/{second.code}/tick")
            next(box.iter(name("w14:checked"))).set(name("w14:val"), "1")
            fill(control(body, f"{key}/{second.code}/words"), "as said")

        edit(path, tick)
        (proposal,) = brought(path, sent)
        after = taken([proposal], sent.answers, [0]).values[key]
        assert after == {first.code: "before", second.code: "as said"}


class TestRows:
    """Tables: rows filled, copied, deleted."""

    def test_a_cell(self, tmp_path: Path) -> None:
        """One cell of an action changed is one question; the row keeps its number."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        row = rows(sent.answers)[0]
        write_in(path, **{f"wellbeing_actions__{row.id}__who": "Sam"})
        proposals = brought(path, sent)
        assert [(each.sent, each.returned, each.verdict) for each in proposals] == [("Priya", "Sam", TAKE)]
        after = rows(taken(proposals, sent.answers))
        assert (after[0].id, after[0].cells["who"], after[0].cells["what"]) == (row.id, "Sam", "Book leave")

    def test_a_spare_row(self, tmp_path: Path) -> None:
        """A spare row that was filled becomes a row of its own, at the end."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        write_in(
            path, **{"wellbeing_actions__+1__what": "New", "wellbeing_actions__+1__by_when": "02/12/2026"}
        )
        (proposal,) = brought(path, sent)
        assert (proposal.returned, proposal.verdict) == ("New; by Wed 2 Dec 2026", TAKE)
        after = rows(taken([proposal], sent.answers))
        assert [row.cells["what"] for row in after] == ["Book leave", "Call Occupational health", "New"]
        assert len({row.id for row in after}) == 3

    def test_a_copied_row(self, tmp_path: Path) -> None:
        """A row copied and pasted in Word has the same tags again: the second is a new row."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        first = rows(sent.answers)[0].id

        def copy(body: Element) -> None:
            row = next(control(body, f"wellbeing_actions/{first}/what").iterancestors(name("tr")))
            row.addnext(deepcopy(row))
            fill(control(body, f"wellbeing_actions/{first}/what", nth=1), "Book more leave")

        edit(path, copy)
        (proposal,) = brought(path, sent)
        assert "Book more leave" in proposal.returned
        after = rows(taken([proposal], sent.answers))
        assert [row.cells["what"] for row in after] == [
            "Book leave",
            "Call Occupational health",
            "Book more leave",
        ]

    def test_a_row_copied_and_left(self, tmp_path: Path) -> None:
        """A row that was copied and not written in brings nothing."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        first = rows(sent.answers)[0].id

        def copy(body: Element) -> None:
            row = next(control(body, f"wellbeing_actions/{first}/what").iterancestors(name("tr")))
            row.addnext(deepcopy(row))

        edit(path, copy)
        assert brought(path, sent) == []

    def test_a_deleted_row(self, tmp_path: Path) -> None:
        """A row that was deleted in Word is never dropped unasked."""
        sent = agreed()
        path = working_file(tmp_path, sent, "supervisor")
        first = rows(sent.answers)[0].id

        def delete(body: Element) -> None:
            row = next(control(body, f"wellbeing_actions/{first}/what").iterancestors(name("tr")))
            row.getparent().remove(row)

        edit(path, delete)
        returned = read(path, sent)
        assert any("gone from the file" in note for note in returned.notes)
        (proposal,) = propose(returned, sent.answers, DAY)
        assert (proposal.verdict, proposal.why) == (ASK, A_ROW_GONE)
        assert len(rows(taken([proposal], sent.answers))) == 2
        assert len(rows(taken([proposal], sent.answers, [0]))) == 1

    def test_actions_within_a_cell(self, tmp_path: Path) -> None:
        """Kent's Form A keeps actions within a row: one that is filled there comes back as an action."""
        sent = paper("kent_a", items=[{"row": "2", "actions": [{"what": "Book leave", "who": "Priya"}]}])
        path = working_file(tmp_path, sent, "supervisor")
        write_in(path, **{"items__2/+1__actions/what": "Rest", "items__3/+1__actions/what": "Sit well"})
        write_in(path, **{"items__2/r1__actions/who": "Sam"})
        after = taken(brought(path, sent), sent.answers)
        table = {row.id: row for row in rows(after, "items")}
        assert [action.cells for action in actions(table["2"])] == [
            {"what": "Book leave", "who": "Sam"},
            {"what": "Rest"},
        ]
        assert [action.cells for action in actions(table["3"])] == [{"what": "Sit well"}]


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


def rows(answers: Answers, key: str = "wellbeing_actions") -> tuple[Row, ...]:
    """Return the rows of a table."""
    value = answers.values[key]
    assert isinstance(value, tuple)
    return value


def actions(row: Row) -> tuple[Row, ...]:
    """Return the actions within a row of Kent's Form A."""
    cell = row.cells["actions"]
    assert isinstance(cell, tuple)
    return cell


def locks_in(body: Element) -> dict[str, str]:
    """Return the lock of every control by its tag."""
    return {
        marks.find(name("tag")).get(name("val")): marks.find(name("lock")).get(name("val"))
        for marks in body.iter(name("sdtPr"))
    }


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


def ticked_paper() -> tuple[Paper, str]:
    """Return a record on the first form with ticks, the first option ticked with words, and the field's key."""
    for form in all_forms()[0]:
        for one in form.answered(each=False):
            if one.kind == "ticks" and len(one.options) > 1 and not one.when:
                return paper(form.code, **{one.key: {one.options[0].code: "before"}}), one.key
    raise AssertionError("no form has ticks")
