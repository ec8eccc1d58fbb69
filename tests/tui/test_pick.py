"""A field that is filled from a list."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from forms.entry import EntryForm, Field, meant, read_answers
from models.store.place import Place
from tests.made import TODAY
from tests.tui.conftest import Running
from tui.screens.fields import FieldsDialog
from tui.widgets.field_rows import FieldRows
from tui.widgets.pick import Pick


class OneField(App[None]):
    """A program with nothing but a choice."""

    def compose(self) -> ComposeResult:
        """Yield the choice."""
        yield Pick((("a", "Alpha"), ("b", "Beta")), "a")


class TestPick:
    """A choice that is longer than its field shows how it begins."""

    async def test_left_while_the_program_ends(self) -> None:
        """The field loses the cursor after the last screen has gone: nothing is shown, and nothing fails."""
        app = OneField()
        async with app.run_test() as pilot:
            pick = app.query_one(Pick)
            await pilot.press("end")
            kept = list(app._screen_stack)
            app._screen_stack.clear()
            pick.on_blur()
            app._screen_stack.extend(kept)
            assert pick.cursor_position == 0

    async def test_what_is_proposed_is_typed_over(self) -> None:
        """In the first field too, and after the list was walked: what is typed takes the place of what stood there."""
        app = OneField()
        async with app.run_test() as pilot:
            pick = app.query_one(Pick)
            await pilot.pause()
            await pilot.press("b", "e")
            assert pick.value == "be"
            await pilot.press("down", "a")
            assert pick.value == "a"


PEOPLE = (("4", "Tom Samson"), ("7", "Sam Whitlock"), ("9", "Ellie Penfold"), ("12", "Elliot Marsh"))


class TestWhichIsMeant:
    """One that is named whole, else the only one that begins so, else the only one that has it in it; or none."""

    @pytest.mark.parametrize(
        ("typed", "which"),
        [
            ("sam", "Sam Whitlock"),  # Tom Samson has it in it too
            ("samson", "Tom Samson"),
            ("ELLIE", "Ellie Penfold"),
            ("elli", ""),  # two begin so
            ("m", ""),  # none begins so, several have it in it
            ("ellie penfold", "Ellie Penfold"),
            ("7", ""),  # a row's number in the store is nobody's name
            ("zorro", ""),
            ("", ""),
        ],
    )
    def test_of_a_list_of_people(self, typed: str, which: str) -> None:
        """And what is meant is what is taken, or it is refused."""
        found = meant(PEOPLE, typed)
        assert (found[1] if found else "") == which
        one = Field("who", "Who", "choice", choices=PEOPLE)
        answers = read_answers(EntryForm("f", "F", (one,)), {"who": typed}, TODAY)
        assert answers.values.get("who", "") == (found[0] if found else "")
        assert bool(answers.wrong) is bool(typed and not which)

    def test_a_code_that_a_tile_shows(self) -> None:
        """Its situation is meant, whatever else begins with these letters."""
        choices = (("cpp", "CP plan ended"), ("cp", "Child protection"))
        found = meant(choices, "CP")
        assert found == ("cp", "Child protection")

    async def test_said_before_it_is_taken(self, demo: Place, running: Running) -> None:
        """Beside the field, while it is typed; Enter takes it and goes on."""
        async with running(demo) as pilot:
            await pilot.press("f", *"el")
            dialog = pilot.app.screen
            assert isinstance(dialog, FieldsDialog)
            first = dialog.form.fields[0]
            rows = dialog.query_one(FieldRows)
            assert rows.said(0) == "Ellie Penfold"
            await pilot.press("enter")
            assert dialog.field(first.name).value == "Ellie Penfold"
            assert not dialog.field(first.name).has_focus
            assert rows.said(0) == ""
