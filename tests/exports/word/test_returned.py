"""A working copy that comes back: what is taken, what is asked, what is told of a file that was damaged."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from exports.word.merge import (
    A_ROW_GONE,
    A_SIGNATURE,
    ASK,
    CHANGED_HERE,
    LEAVE,
    NO_RECIPIENT,
    NOT_THEIRS,
    TAKE,
    propose,
    taken,
)
from exports.word.paper import Paper
from exports.word.visible import text_in
from exports.word.xml import Element, name
from forms.answers.changing import with_value
from forms.answers.model import Answers, Row
from forms.template.load import all_forms
from tests.exports.word.coming_back import actions, agreed, answered, brought, in_short, observation, read
from tests.exports.word.papers import (
    DAY,
    control,
    edit,
    fill,
    paper,
    replace_text,
    text_run,
    working_file,
    write_in,
)


class TestTheirOwn:
    """Fields that the person who got the copy fills."""

    def test_comments_of_the_practitioner(self, tmp_path: Path) -> None:
        """What the practitioner wrote in their own field is taken without asking, lines and all."""
        sent, path = answered(tmp_path, comments="I agree, mostly.\nBut the timing was hard.")
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

    def test_nobody_is_asked_to_write_where_they_cannot(self, tmp_path: Path) -> None:
        """A locked field that is empty says so, and asks for nothing; what such copies said before is no answer."""
        sent = paper("kent_d", observed_on="2026-11-20")
        path = working_file(tmp_path, sent, "practitioner")
        said: dict[str, str] = {}
        edit(
            path,
            lambda body: said.update((key, text_in(control(body, key))) for key in ("feedback", "comments")),
        )
        assert said["feedback"] == "Nothing is written here yet."
        assert said["comments"].startswith("Click or tap here to write.")
        assert brought(path, sent) == []
        write_in(path, feedback="Click or tap here to write. What went well?")
        assert brought(path, sent) == []

    def test_a_day_said_otherwise(self, tmp_path: Path) -> None:
        """Days stand there as everywhere; the same day in numbers, as copies had it before, is no change."""
        sent = observation()
        path = working_file(tmp_path, sent, "practitioner")
        replace_text(path, "Fri 20 Nov 2026", "20/11/2026")
        assert brought(path, sent) == []
        replace_text(path, "20/11/2026", "21/11/2026")
        assert [each.returned for each in brought(path, sent)] == ["21/11/2026"]

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
        sent, path = answered(tmp_path, comments="Click or tap here to enter text.")
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
        sent, path = answered(tmp_path, feedback="Perfect in every way.")
        proposals = brought(path, sent)
        assert in_short(proposals) == [("feedback", "Perfect in every way.", ASK, NOT_THEIRS)]
        assert taken(proposals, sent.answers) == sent.answers
        assert taken(proposals, sent.answers, [0]).values["feedback"] == "Perfect in every way."

    def test_changed_here_meanwhile(self, tmp_path: Path) -> None:
        """Their own field, changed in the store since: the three texts are shown."""
        sent, path = answered(tmp_path, comments="Theirs")
        now = with_value(sent.answers, "comments", "Told on the telephone")
        (proposal,) = brought(path, sent, now)
        assert (proposal.sent, proposal.returned, proposal.now) == ("", "Theirs", "Told on the telephone")
        assert (proposal.verdict, proposal.why) == (ASK, CHANGED_HERE)

    def test_the_same_on_both_sides(self, tmp_path: Path) -> None:
        """What was changed to the same words in both places needs no asking."""
        sent, path = answered(tmp_path, comments="The same")
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
        sent, path = answered(tmp_path, signed_practitioner="Priya Shah", signed_practitioner_on="20/11/2026")
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


def rows(answers: Answers, key: str = "wellbeing_actions") -> tuple[Row, ...]:
    """Return the rows of a table."""
    value = answers.values[key]
    assert isinstance(value, tuple)
    return value


def locks_in(body: Element) -> dict[str, str]:
    """Return the lock of every control by its tag."""
    return {
        marks.find(name("tag")).get(name("val")): marks.find(name("lock")).get(name("val"))
        for marks in body.iter(name("sdtPr"))
    }


def ticked_paper() -> tuple[Paper, str]:
    """Return a record on the first form with ticks, the first option ticked with words, and the field's key."""
    for form in all_forms()[0]:
        for one in form.answered(each=False):
            if one.kind == "ticks" and len(one.options) > 1 and not one.when:
                return paper(form.code, **{one.key: {one.options[0].code: "before"}}), one.key
    raise AssertionError("no form has ticks")
