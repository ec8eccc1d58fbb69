"""A record laid out as blocks: every answer once, with its place, and nothing of what is not part of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from forms.answers.model import Answers, Kept, Part, Row, Value
from forms.page.blocks import Block, Fact, Facts, Grid, Heading, Items, Place, Prose, Signs, Words
from forms.page.laying import ADDED, Layout, lay_out, lay_out_part
from forms.template.form import Section
from forms.template.load import load_form
from forms.template.parts import Field
from tests.forms.answers.asked import FORM, REPEATING, with_field


def page(values: dict[str, Value] | None = None, **said: object) -> tuple[Block, ...]:
    """Return the page of answers to the form with every kind of field."""
    return lay_out(Layout(FORM, Answers("asked", values=values or {}), **said))  # type: ignore[arg-type]


def headings(blocks: tuple[Block, ...]) -> list[tuple[int, str]]:
    """Return the headings of a page with their levels."""
    return [(block.level, block.text) for block in blocks if isinstance(block, Heading)]


class TestBlocks:
    """Each kind of field as what it is."""

    def test_the_title_and_what_the_form_says_of_itself(self) -> None:
        """First of all."""
        assert page()[:2] == (Heading(1, "Asked"), Words("face", "Ours."))

    def test_short_answers_stand_together(self) -> None:
        """Dates in full, choices by their labels."""
        (facts,) = [
            block
            for block in page({"line": "x", "choice": "b", "date": date(2026, 11, 24)})
            if isinstance(block, Facts)
        ]
        assert [(fact.label, fact.text) for fact in facts.facts] == [
            ("Person", ""),
            ("Line", "x"),
            ("Date", "Tue 24 Nov 2026"),
            ("Past date", ""),
            ("Time", ""),
            ("Child", ""),
            ("Choice", "Second choice"),
        ]

    def test_ticks(self) -> None:
        """What is ticked, with the words beside it; all there is to tick on a blank page."""
        ticked = Items("Ticks", ("First: why", "Second thoughts"), place=Place("ticks"))
        assert ticked in page({"ticks": {"c": "", "a": "why"}})
        assert Items("Ticks", ("First", "Second choice", "Second thoughts"), place=Place("ticks")) in page(
            blank=True
        )

    def test_long_text(self) -> None:
        """Under its label, whole."""
        assert Prose("Long", "a\n\nb", Place("long")) in page({"long": "a\n\nb"})

    def test_a_table(self) -> None:
        """Printed rows in their order, then those that were added; columns that repeat others."""
        rows: Value = (
            Row(
                "r1", {"talk": "C", "actions": (Row("a", {"what": "Ring", "who": "PR", "how": "by phone"}),)}
            ),
            Row("2", {"talk": "B"}),
            Row("r2"),
        )
        (grid, _) = [block for block in page({"table": rows}) if isinstance(block, Grid)]
        assert grid.header == ("Item", "Talk", "When", "State", "Actions", "By whom")
        assert [[cell.text for cell in row] for row in grid.rows] == [
            ["1. First", "", "", "", "", ""],
            ["2. Second", "B", "", "", "", ""],
            ["3.", "C", "", "", "Ring; PR", "PR"],
        ]
        assert grid.rows[2][1].place == Place("table", "", "r1", "talk")
        assert [cell.printed for cell in grid.rows[2]] == [True, False, False, False, False, True]

    def test_signatures_and_their_dates(self) -> None:
        """In one place each."""
        (signs,) = [
            block
            for block in page({"signed": "PR", "signed_on": date(2026, 11, 24)})
            if isinstance(block, Signs)
        ]
        (sign,) = signs.signs
        assert (sign.label, sign.text, sign.date_label, sign.date_text) == (
            "Signed",
            "PR",
            "Date",
            "Tue 24 Nov 2026",
        )
        assert sign.date_place == Place("signed_on")

    def test_what_is_printed(self) -> None:
        """As it stands in the form."""
        assert page().count(Words("note", "Printed")) == 1

    def test_a_blank_page_holds_no_answer(self) -> None:
        """Even if there were some; and rows to write on."""
        blocks = page(
            {"line": "SECRET", "long": "SECRET", "table": (Row("r9", {"talk": "SECRET"}),)}, blank=True
        )
        assert "SECRET" not in str(blocks)
        grids = [block for block in blocks if isinstance(block, Grid)]
        assert [len(grid.rows) for grid in grids] == [2, 2]


class TestConditions:
    """What is not part of this record is not on its page."""

    def test_a_field(self) -> None:
        """Only where its condition holds or somebody wrote in it before; on a blank page always."""
        form = with_field(FORM, "long", when={"choice": ("a",)})
        for values, blank, there in (
            ({"choice": "a"}, False, True),
            ({"choice": "b"}, False, False),
            ({"choice": "b", "long": "x"}, False, True),
            ({}, True, True),
        ):
            answers = Answers("asked", values=values)
            blocks = lay_out(Layout(form, answers, blank=blank))
            assert any(isinstance(block, Prose) for block in blocks) is there

    def test_a_section_without_anything(self) -> None:
        """Neither is its heading."""
        hidden = Section("s", "S", "Hidden", when={"choice": ("a",)}, fields=(Field("x", "long", "X"),))
        form = replace(FORM, sections=(*FORM.sections, hidden))
        assert headings(lay_out(Layout(form, Answers("asked")))) == [(1, "Asked")]
        assert (2, "Hidden") in headings(lay_out(Layout(form, Answers("asked"), blank=True)))

    def test_for_a_case_system(self) -> None:
        """What stays with the supervision record is left out, and so is what is only kept."""
        form = replace(
            FORM,
            sections=(
                *FORM.sections,
                Section("own", "Own", "Own", stays=True, fields=(Field("x", "long", "X"),)),
            ),
        )
        answers = Answers("asked", values={"x": "about the worker"}, kept={"old": Kept("Old", "words")})
        assert "about the worker" in str(lay_out(Layout(form, answers)))
        blocks = lay_out(Layout(form, answers, for_system=True))
        assert "about the worker" not in str(blocks)
        assert "words" not in str(blocks)


class TestParts:
    """A part for each child."""

    ANSWERS = Answers(
        "asked",
        "f1",
        {"title": "T"},
        (Part("p1", {"child": "40217 TB", "said": "A"}), Part("p2", {"child": "39980 KM"}), Part("p3")),
    )

    def test_each_under_its_own_heading(self) -> None:
        """By number and initials; one without a child by the label alone."""
        assert headings(lay_out(Layout(REPEATING, self.ANSWERS))) == [
            (1, "Asked"),
            (2, "Child: 40217 TB"),
            (2, "Child: 39980 KM"),
            (2, "Child"),
        ]

    def test_places_name_the_part(self) -> None:
        """So that each answer is found again."""
        blocks = lay_out(Layout(REPEATING, self.ANSWERS))
        assert [block.place.part for block in blocks if isinstance(block, Prose)] == ["p1", "p2", "p3"]

    def test_one_alone(self) -> None:
        """And nothing of the others."""
        blocks = lay_out_part(Layout(REPEATING, self.ANSWERS), "p1")
        assert headings(blocks) == [(2, "Child: 40217 TB")]
        assert "39980" not in str(blocks)
        with pytest.raises(KeyError):
            lay_out_part(Layout(REPEATING, self.ANSWERS), "p9")

    def test_a_blank_page_has_one(self) -> None:
        """Without a child, and so does a record that has none yet."""
        for answers, blank in ((self.ANSWERS, True), (Answers("asked"), False)):
            blocks = lay_out(Layout(REPEATING, answers, blank=blank))
            assert headings(blocks) == [(1, "Asked"), (2, "Child")]


class TestWhatIsOurs:
    """Sections that no policy has."""

    def test_they_come_last_and_say_so(self) -> None:
        """Under their own name."""
        ours = Section("o", "Ours too", ours=True, fields=(Field("x", "long", "X"),))
        form = replace(FORM, sections=(ours, *FORM.sections))
        blocks = lay_out(Layout(form, Answers("asked", values={"x": "words"})))
        at = blocks.index(Heading(2, "Ours too"))
        assert blocks[at + 1] == Words("added", ADDED)
        assert at == len(blocks) - 3

    def test_answers_to_fields_that_are_gone(self) -> None:
        """At the very end, with their old labels; nothing that was written is lost."""
        answers = Answers(
            "asked",
            kept={
                "old": Kept("Old question", "Old words"),
                "rows": Kept("Table", [{"id": "r1", "cells": {"talk": "T"}}]),
            },
        )
        blocks = lay_out(Layout(FORM, answers))
        assert blocks[-2:] == (
            Prose("Old question", "Old words", Place("old")),
            Prose("Table", "T", Place("rows")),
        )
        assert lay_out(Layout(FORM, answers, blank=True))[-1] != blocks[-1]


class TestClauses:
    """Kent's agreement with its blanks."""

    def test_filled_from_its_own_fields(self) -> None:
        """And from the record where the form has no such field."""
        form = load_form("kent_c")
        answers = Answers("kent_c", values={"supervisee": "Priya Raman", "weeks": "4"})
        words = " ".join(
            block.text
            for block in lay_out(Layout(form, answers, record={"supervisor": "Sam Okoro"}))
            if isinstance(block, Words)
        )
        assert "Supervision will occur 4 weekly for up to ………… hours" in words
        assert "We agree that Priya Raman brings to the Supervisor" in words
        assert "If Sam Okoro is not at work" in words
        assert "[service manager name] is asked" in words

    def test_a_blank_page_prints_the_policys_own_figures(self) -> None:
        """Six weekly for up to one and a half hours."""
        blocks = lay_out(Layout(load_form("kent_c"), Answers("kent_c"), blank=True))
        assert Words("clause", "Supervision will occur 6 weekly for up to 1 ½ hours") in blocks

    def test_what_a_form_fills_in_itself(self) -> None:
        """Birmingham's support services: the relationship is printed, so it is on a blank page too."""
        facts = [
            fact
            for block in lay_out(Layout(load_form("birmingham_d"), Answers(""), blank=True))
            if isinstance(block, Facts)
            for fact in block.facts
        ]
        assert Fact("Relationship to Supervisee:", "Line Manager", Place("relationship")) in facts

    def test_placeholders(self) -> None:
        """What the printed control shows is said beside the label."""
        facts = [
            fact
            for block in lay_out(Layout(load_form("kent_b"), Answers(""), blank=True))
            if isinstance(block, Facts)
            for fact in block.facts
        ]
        assert Fact("Role:", "", Place("role"), "Choose an item.") in facts
