"""F4: records listed, narrowed, searched, two side by side, a new one begun."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from forms.demo.records import write_demo_records
from forms.records.beginning import too_many
from forms.template.load import load_form
from models.demo import make_team
from models.reading.record_context import KnownChild
from models.store.change import Change
from models.store.opening import NewStore, make_store
from models.store.place import Place
from tests import made
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, words
from tests.tui.recording import shown_record
from tui.screens.compare import CompareScreen
from tui.screens.records import RecordsScreen


@pytest.fixture(scope="session")
def made_written(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """The Kent demo with its records, made once."""
    place = made.place_in(tmp_path_factory.mktemp("written"))

    def fill(change: Change) -> None:
        make_team(change, "kent", DAY)
        write_demo_records(change, "kent", DAY)

    make_store(place, NewStore("demo", None, made.NOW, DAY, "demo"), fill)
    return place


@pytest.fixture
def written(tmp_path: Path, made_written: Place) -> Place:
    """A copy of it for this test alone."""
    return made.copy_of(made_written, tmp_path)


async def on_list(pilot: Pilot[Any]) -> RecordsScreen:
    """Go to the list."""
    await pilot.press("f4")
    await wait_for(pilot, lambda: "records" in words(pilot, "#status"))
    screen = pilot.app.screen
    assert isinstance(screen, RecordsScreen)
    return screen


class TestList:
    """Previous records by child, practitioner, form and state."""

    async def test_filtered(self, written: Place, running: Running) -> None:
        """Each field narrows; Esc shows all again."""
        async with running(written) as pilot:
            await on_list(pilot)
            assert "33 records" in words(pilot, "#status")
            await pilot.press("f", "tab", *"Sam", "tab", *"Case super", "ctrl+s")
            await wait_for(pilot, lambda: "33" not in words(pilot, "#status"))
            listed = words(pilot, "#records")
            assert "Sam Whitlock" in listed
            assert "Personal" not in listed
            assert "one practitioner" in words(pilot, "#top")
            await pilot.press("escape")
            await wait_for(pilot, lambda: "33 records" in words(pilot, "#status"))

    async def test_of_a_child_and_of_a_practitioner(self, written: Place, running: Running) -> None:
        """W on their pages; Esc goes back."""
        async with running(written) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press("enter", "w")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, RecordsScreen))
            await wait_for(pilot, lambda: "record" in words(pilot, "#status"))
            assert "38897 LH" in words(pilot, "#top")
            assert all("38897" in row or "+" in row for row in words(pilot, "#records").splitlines())
            await pilot.press("escape")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordsScreen))

    async def test_two_side_by_side(self, written: Place, running: Running) -> None:
        """Marked with Space, opened with b, the earlier one on the left; Enter opens one of them."""
        async with running(written) as pilot:
            await on_list(pilot)
            await pilot.press("b")
            await pilot.press("space", "down", "space", "b")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
            await wait_for(pilot, lambda: "Kwame Asare" in words(pilot, "#right-text"))
            await pilot.press("tab", "enter")
            await shown_record(pilot)

    async def test_in_projector_mode(self, written: Place, running: Running) -> None:
        """Initials only, and no hit shows its words."""
        async with running(written) as pilot:
            await on_list(pilot)
            await pilot.press("f10", "slash", *"grandmother")
            await wait_for(pilot, lambda: "found" in words(pilot, "#status"))
            shown = picture(pilot)
            assert "Asare" not in shown
            assert "Fridays" not in shown


class TestSearch:
    """Every word that was written, each hit in its line."""

    async def test_while_it_is_typed(self, written: Place, running: Running) -> None:
        """The hits follow the typing; Enter keeps them, Esc shows the list again; Enter opens the record."""
        async with running(written) as pilot:
            await on_list(pilot)
            await pilot.press("slash", *"grandmother fri")
            await wait_for(pilot, lambda: "grandmother comes on Fridays" in words(pilot, "#records"))
            assert "found, the latest first" in words(pilot, "#status")
            await pilot.press(*"zz")
            await wait_for(pilot, lambda: "Nothing holds all of these words" in words(pilot, "#status"))
            await pilot.press("backspace", "backspace", "enter")
            await wait_for(pilot, lambda: "Fridays" in words(pilot, "#records"))
            await pilot.press("enter")
            state = (await shown_record(pilot)).state
            assert state.stop is not None  # where the words stand, not the form's first section
            assert "grandmother comes on Fridays" in state.typed(state.stop)
            assert state.step > 0
            await pilot.press("escape", "escape")
            await wait_for(pilot, lambda: "33 records" in words(pilot, "#status"))

    async def test_an_action_leads_to_its_record(self, written: Place, running: Running) -> None:
        """A hit in the ledger opens the record it was agreed in."""
        async with running(written) as pilot:
            screen = await on_list(pilot)
            await pilot.press("slash", *"genogram", "enter")
            await wait_for(pilot, lambda: "Action" in words(pilot, "#records"))
            refs = [row.ref for row in screen._rows._rows if row.ref and row.ref[0] == "action"]
            linked = next(ref for ref in refs if screen._actions[ref[1]].record_id is not None)
            screen._rows.stand_on(linked)
            await pilot.press("enter")
            shown = await shown_record(pilot)
            assert shown.record_id == screen._actions[linked[1]].record_id


class TestBeginning:
    """A new record: form, with whom, about whom, for which session."""

    async def test_for_a_session_in_the_diary(self, written: Place, running: Running) -> None:
        """Its practitioner, day and children are taken over."""
        async with running(written) as pilot:
            await on_list(pilot)
            await pilot.press("a", *"Case supervision record", "tab", "tab", "tab", "down", "ctrl+s")
            screen = await shown_record(pilot)
            line = screen.state.view.line
            assert line.session is not None
            assert line.practitioner
            assert line.day in (line.session.held_on, line.session.planned_for)

    async def test_what_can_not_be(self, written: Place, running: Running) -> None:
        """A number that is no child's, several children on a form about one: said beside the field."""
        async with running(written) as pilot:
            await on_list(pilot)
            await pilot.press("a", *"Management Oversight", "tab", "tab", *"38897, 12", "ctrl+s")
            await wait_for(pilot, lambda: "12 is the number of no child" in picture(pilot))
            await pilot.press(*["backspace"] * 2, *"39326", "ctrl+s")
            await wait_for(pilot, lambda: "is about one child" in picture(pilot))
            assert app_of(pilot).desk.version == 0

    def test_siblings_only(self) -> None:
        """Havering's case record is about one family, so children of two are two records (HAV-FA01)."""
        form = load_form("havering_a")
        one, sibling, other = (
            KnownChild(n, str(n), "AB", family_id=f) for n, f in ((1, 7), (2, 7), (3, None))
        )
        assert too_many(form, [one, sibling]) == ""
        assert "is about one family" in too_many(form, [one, sibling, other])
