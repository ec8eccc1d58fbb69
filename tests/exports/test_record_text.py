"""Records as plain text: whole, and a child's part for the case system, in the policy's order and without names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exports.record_text import record_text, system_text, without_names
from forms.answers.model import Answers
from forms.page.laying import Layout
from forms.template.form import Form
from forms.template.load import all_forms, load_form
from tests.exports.layouts import laid
from tests.forms.answers.asked import FORM
from tests.forms.page.printed import PRINTED
from tests.forms.records.filling import filled

FORMS, _ = all_forms()


class TestWhole:
    """All of a record, label by label."""

    def test_as_it_is_read(self) -> None:
        """Short answers in a line, long ones under their label, rows in lines of their own."""
        page = laid(
            FORM,
            person="Priya",
            date="2026-11-24",
            ticks={"a": "why", "b": ""},
            long="One\n\nTwo",
            table=[{"row": "1", "talk": "A\nB", "actions": [{"what": "Ring", "who": "PR"}]}],
            actions=[{"what": "Write", "by_when": "2026-12-01"}],
            signed="PR",
        )
        assert record_text(page) == (
            "ASKED\n\nOurs.\n\nPerson: Priya\nLine: –\nDate: Tue 24 Nov 2026\nPast date: –\nTime: –\nChild: –\n"
            "Choice: –\n\n"
            "Ticks\n- First: why\n- Second choice\n\nLong\nOne\n\nTwo\n\nNote\n\nPrinted\n\n"
            "Table\nItem · Talk · When · State · Actions · By whom\n"
            "- 1. First\n  Talk: A\n    B\n  Actions: Ring; PR\n  By whom: PR\n- 2. Second\n\n"
            "Actions\nWhat · Why · How · Who · By when · What the child would notice\n- What: Write\n"
            "  By when: Tue 1 Dec 2026\n\nSigned: PR; Date: –\n"
        )

    def test_what_was_answered_before_it_was_not_asked_any_more(self) -> None:
        """Another point was chosen since: the words stand where they stood; what nobody wrote does not."""
        page = laid("kent_oversight", point="step", discussed="He rang", decision="Step down", why="Safe now")
        for text in (record_text(page), system_text(page)):
            assert "What we talked about\nHe rang\n" in text
            assert "family think" not in text

    @pytest.mark.parametrize("form", FORMS, ids=[form.code for form in FORMS])
    def test_every_form(self, form: Form) -> None:
        """Every label of the policy is there, answered or not, and every word that was written."""
        for answers in (Answers(form.code), filled(form, "Quicksilver")):
            text = record_text(Layout(form, answers))
            assert text.endswith("\n")
            assert "\n\n\n" not in text
            for one in form.fields():
                if not form.placed[one.key][0].when and not one.when and one.answered:
                    assert " ".join(one.caption.split()) in " ".join(text.split())
        assert text.count("Quicksilver") >= sum(
            one.kind == "long" and not one.when and not form.placed[one.key][0].when
            for one in form.answered()
        )

    @pytest.mark.parametrize("code", PRINTED)
    def test_printed_forms_in_their_order(self, code: str) -> None:
        """Heading for heading, as in the appendix."""
        text = " ".join(record_text(Layout(load_form(code), Answers(code), blank=True)).split()).casefold()
        at = 0
        options = {"Yes", "No", "Not Required", "Line Manager"}
        for name, words in PRINTED[code]:
            if words in options or name == "KCC-FC11":
                continue
            found = text.find(words.casefold(), at)
            assert found >= 0, (name, words, text[at : at + 200])
            at = found + len(words)


class TestForTheCaseSystem:
    """What is copied over for one child."""

    def page(self, **more: object) -> Layout:
        """Return a case supervision about two children."""
        return laid(
            "kent_case",
            supervisee="Priya Raman",
            session_date="2026-11-20",
            service="childrens_social_work",
            functions={"support": "Priya is worn out"},
            disagreement_about="Whether to close",
            parts=[
                {
                    "child": "40217 TB",
                    "experience": "Priya Raman saw TB at home.",
                    "analysis": "It means a lot.",
                    "child_said": "“I want to stay.”",
                    "to_child": "We decided that you stay.",
                    "actions": [{"what": "Ring school", "who": "Priya Raman", "by_when": "2026-12-01"}],
                },
                {"child": "39980 KM", "experience": "Another family."},
            ],
            **more,
        )

    def test_one_childs_part_in_the_forms_order(self) -> None:
        """With the session it is of; nothing of the other child, the worker or the disagreement."""
        text = system_text(self.page(), "p1", ["Priya Raman", "Sam Okoro"])
        assert text == (
            "Case supervision record, Fri 20 Nov 2026\n\nChild: 40217 TB\n\nThe Reflective Cycle\n\n"
            "Experience\nPR saw TB at home.\n\nAnalysis\nIt means a lot.\n\nThe child\n\n"
            "What the child said\n“I want to stay.”\n\nWritten to the child\n\nTo you\nWe decided that you stay.\n\n"
            "Actions\n- What: Ring school\n  Who: PR\n  By when: Tue 1 Dec 2026\n"
        )

    def test_what_was_not_answered_is_left_out(self) -> None:
        """No empty headings for the reader of the file to wonder about."""
        page = self.page()
        assert system_text(page, page.answers.parts[1].id) == (
            "Case supervision record, Fri 20 Nov 2026\n\nChild: 39980 KM\n\nThe Reflective Cycle\n\n"
            "Experience\nAnother family.\n"
        )

    def test_northamptonshires_six_sections_in_order(self) -> None:
        """As the Carefirst dropdown has them."""
        form = load_form("northamptonshire_d3")
        answers = filled(form, "Words")
        text = system_text(Layout(form, answers), answers.parts[0].id)
        labels = [
            "What are we worried about",
            "What's working well",
            "Voice of the Child",
            "Actions reviewed from previous supervision",
            "Overview of 'significant' changes in circumstances",
            "What needs to happen",
        ]
        assert [text.index(f"\n{label}\n") for label in labels] == sorted(
            text.index(f"\n{label}\n") for label in labels
        )

    def test_a_note_that_is_about_one_child(self) -> None:
        """All of it, for nothing repeats."""
        page = laid("kent_oversight", child="40217 TB", point="allocation", decision="We see you tomorrow.")
        text = system_text(page)
        assert text.startswith("MANAGEMENT OVERSIGHT CASE NOTE\n")
        assert "Oversight point: Point of allocation\n" in text
        assert "Derived from" not in text

    def test_no_such_part(self) -> None:
        """It says so."""
        with pytest.raises(KeyError):
            system_text(self.page(), "p9")

    @pytest.mark.parametrize("form", [form for form in FORMS if form.each], ids=lambda form: form.code)
    def test_every_form_that_repeats(self, form: Form) -> None:
        """A part holds its own child's words and no other's, and nothing that stays."""
        answers = filled(form, "Quicksilver")
        first, second = (system_text(Layout(form, answers), part.id) for part in answers.parts)
        assert "39980" not in first
        assert "40217 TB" not in second
        for section in form.sections:
            for one in section.fields:
                if section.each and (section.stays or one.stays):
                    assert f"Quicksilver on 40217 TB: {one.key}" not in first


class TestNames:
    """Full names become initials."""

    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("Priya Raman rang", "PR rang"),
            ("PRIYA  RAMAN'S note", "PR's note"),
            ("with Priya\nRaman.", "with PR."),
            ("Priya rang; Ramanathan", "Priya rang; Ramanathan"),
            ("APriya Raman", "APriya Raman"),
            ("Ann Lee-Jones", "ALJ"),
        ],
    )
    def test_whole_names_only(self, text: str, after: str) -> None:
        """However they are spaced or written; the longest first."""
        assert (
            without_names(text, ["Priya Raman", "Ann Lee", "Ann Lee-Jones", "Priya"]).casefold()
            == after.casefold()
        )

    @given(st.text(), st.lists(st.text(max_size=12)))
    def test_any_names(self, text: str, names: list[str]) -> None:
        """None of them is taken for a pattern, and none is left standing as a whole."""
        after = without_names(text, names)
        assert without_names(after, []) == after


class TestHostileText:
    """People's words are never parsed."""

    @pytest.mark.parametrize("words", ["[/b] {{ x }}", "=1+1", "a\u202eb", "<w:t>"])
    def test_as_written(self, words: str) -> None:
        """They come out as they went in."""
        assert words in record_text(laid(FORM, long=words))
