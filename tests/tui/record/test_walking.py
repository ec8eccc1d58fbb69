"""The form screen: sections and places with keys only, one editor at a time; two drafts of one record."""

from __future__ import annotations

import json
from typing import Any

import pytest

from models.changes.record_parts import About, Written
from models.changes.records import write_record
from models.record_drafts import Typed, save_record_draft
from models.store.place import Place
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, words
from tests.tui.recording import EXPERIENCE, begun, kept, opened, stored
from tui.screens.record import RecordScreen


class TestWalking:
    """Sections and places with keys only, one editor at a time."""

    async def test_tab_types_on_in_the_next_place(self, demo: Place, running: Running) -> None:
        """From field to field without leaving the keyboard; the arrows walk out of a text at its ends."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            await pilot.press(*EXPERIENCE, "enter", *"one", "tab", *"two", "down", *"three")
            await pilot.press("up", "up", *"!", "escape")
            said = screen.state.answers.parts[0].values
            assert (said["experience"], said["reflection"], said["analysis"]) == ("one!", "two", "three")

    async def test_typing_on_where_nothing_is_typed(self, demo: Place, running: Running) -> None:
        """After Tab letters are no commands: at an action's place they begin one, else they do nothing until Esc."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot, "kent_b", ()))
            place = {step.name: number for number, step in enumerate(screen.state.steps)}
            screen.state.go_to_section(place["1 Wellbeing"])
            screen.lay()
            await pilot.press("enter", *"tired")
            while screen.state.stop is not None and screen.state.stop.kind != "add":
                await pilot.press("tab")
            assert "Tab next" in picture(pilot).splitlines()[-1]
            await pilot.press(*"Xylophone", "escape")
            assert "Xylophone" in str(screen.state.answers.values)
            screen.state.go_to_section(place["Signatures"] - 1)
            screen.lay()
            await pilot.press("enter", "tab", "tab", *"funds")
            await pilot.pause()
            assert isinstance(pilot.app.screen, RecordScreen)
            assert "Nothing is typed here." in words(pilot, "#status")
            await pilot.press("escape")
            await pilot.pause()
            assert "f finish" in picture(pilot).splitlines()[-1]
            assert isinstance(pilot.app.screen, RecordScreen)

    async def test_a_date_as_people_type_it(self, demo: Place, running: Running) -> None:
        """It is shown in full; one that does not exist is said, and stays to be corrected."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            held = next(n for n, step in enumerate(screen.state.steps) if step.section.key == "next")
            screen.state.go_to_section(held)
            screen.lay()
            await pilot.press("down", "enter", *"31/2", "tab")
            assert screen.editing.stop is not None
            assert "31/2" in screen.editing.text
            assert "no" in words(pilot, "#status")
            await pilot.press(*["backspace"] * 20, *"next tue", "tab", "escape", "left")
            assert "Tue 24 Nov 2026" in picture(pilot)

    async def test_a_choice_from_its_list(self, demo: Place, running: Running) -> None:
        """Typed, picked with the arrows, or turned with Space; Esc puts back what stood there for what is no choice."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            await pilot.press(*["right"] * 4, "down", "down", "space")
            assert screen.state.answers.parts[0].values["seen_alone"] == "yes"
            await pilot.press("enter", *["backspace"] * 5, *"No", "escape")
            assert screen.state.answers.parts[0].values["seen_alone"] == "no"
            assert "Why not" in picture(pilot)
            await pilot.press("enter", *["backspace"] * 5, *"xyz", "tab")
            assert screen.editing.stop is not None
            await pilot.press("escape")
            assert screen.editing.stop is None
            assert screen.state.answers.parts[0].values["seen_alone"] == "no"
            assert "“xyz” is not in the list: what stood here before is back." in words(pilot, "#status")

    async def test_ticks_of_the_lens(self, demo: Place, running: Running) -> None:
        """Space ticks; what is not touched is said gently once it was begun."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            lens = next(n for n, step in enumerate(screen.state.steps) if step.section.key == "lens")
            screen.state.go_to_section(lens)
            screen.lay()
            await pilot.press("space", "down", "space")
            assert list(screen.state.answers.values["functions"]) == ["development", "support"]  # type: ignore[arg-type]
            beside = words(pilot, "#beside")
            assert "Not touched so far" in beside
            assert "Mediation" in beside

    async def test_one_prompt_at_a_time(self, demo: Place, running: Running) -> None:
        """F7 shows the next one; after the last all of them."""
        async with running(demo) as pilot:
            await opened(pilot, await begun(pilot))
            await pilot.press(*EXPERIENCE)
            assert words(pilot, "#beside").count("- ") >= 4
            await pilot.press("f7")
            assert "Prompt 1 of 4" in words(pilot, "#beside")
            await pilot.press("f7", "f7", "f7", "f7")
            assert "Prompt" not in words(pilot, "#beside")

    async def test_rows_are_added_moved_and_removed(self, demo: Place, running: Running) -> None:
        """Actions: a adds, < > move, x removes, asking where something stands there."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            await pilot.press(*["right"] * 6)
            for what in ("First", "Second"):
                await pilot.press("a", *what, "escape")

            def whats() -> list[object]:
                rows = screen.state.answers.parts[0].values.get("actions", ())
                return [row.cells.get("what") for row in rows]  # type: ignore[union-attr]

            assert whats() == ["First", "Second"]
            await pilot.press("less_than_sign")
            assert whats() == ["Second", "First"]
            await pilot.press("x", *"yes", "enter")
            assert whats() == ["First"]

    async def test_a_further_child(self, demo: Place, running: Running) -> None:
        """C asks which, by number; the new part stands in the list with its own sections, before those of the whole."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press("c", *"39584", "ctrl+s")
            await wait_for(pilot, lambda: pilot.app.screen is screen)
            listed = words(pilot, "#sections")
            assert listed.index("39326 AP") < listed.index("39584 ZA") < listed.index("Whole record")
            assert listed.index("Whole record") < listed.index("Disagreement")
            await pilot.press("escape")
            await wait_for(pilot, lambda: pilot.app.screen is not screen)
            children = (await stored(pilot, record_id)).line.children
            assert [kid.number for kid in children] == ["38897", "39326", "39584"]

    @pytest.mark.parametrize("size", [(80, 24), (100, 30), (180, 50)])
    async def test_at_every_size(self, demo: Place, running: Running, size: tuple[int, int]) -> None:
        """Section, answer and prompts are seen at once, narrow or wide."""
        async with running(demo, size=size) as pilot:
            await opened(pilot, await begun(pilot))
            await pilot.press(*EXPERIENCE, "enter", *"Words")
            shown = picture(pilot)
            for seen in ("Reflective cycle", "Experience", "Words", "What has happened since"):
                assert seen in shown


class TestTwoDrafts:
    """Two texts of one record are both kept and shown."""

    async def test_written_by_something_else(self, demo: Place, running: Running) -> None:
        """While something is typed: the banner says so, v shows what differs, either can be taken."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press(*EXPERIENCE, "enter", *"Mine")
            await kept(pilot, screen)
            view = await stored(pilot, record_id)
            body = json.loads(view.answers)
            body["parts"][0]["answers"]["experience"] = "Theirs"
            about = About(
                DAY, None, view.line.practitioner_id, tuple((k.id, k.part) for k in view.line.children)
            )
            other = Written(json.dumps(body), view.fingerprint, about)

            def write(change: Any) -> int:
                return write_record(change, record_id, other, 1).version

            await app_of(pilot).desk.change(write)
            await pilot.press("escape", "escape")
            await wait_for(pilot, lambda: "NOT SAVED" in words(pilot, "#status"))
            await screen.reread_around()
            assert "v" in words(pilot, "#banner")
            await pilot.press("v")
            await wait_for(pilot, lambda: "Theirs" in picture(pilot) and "Mine" in picture(pilot))
            await pilot.press("enter")
            await wait_for(pilot, lambda: pilot.app.screen is screen)
            await pilot.pause()
            assert screen.state.answers.parts[0].values["experience"] == "Theirs"
            view = await stored(pilot, record_id)
            assert ["Mine" in draft.answers for draft in view.drafts].count(True) == 1

    async def test_a_draft_upon_an_older_text(self, demo: Place, running: Running) -> None:
        """Found at opening: the record opens as it is, the draft waits beside."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            view = await stored(pilot, record_id)
            body = json.loads(view.answers)
            body["parts"][0]["answers"]["experience"] = "Long ago"
            old = Typed(record_id, 0, json.dumps(body), view.fingerprint)
            desk = app_of(pilot).desk
            await desk.quietly(save_record_draft(old, desk.clock.now()))
            screen = await opened(pilot, record_id)
            assert "experience" not in screen.state.answers.parts[0].values
            assert "1 other draft" in words(pilot, "#banner")
            await pilot.press("v", "x")
            await wait_for(pilot, lambda: pilot.app.screen is screen)
            await pilot.app.workers.wait_for_complete()
            assert (await stored(pilot, record_id)).drafts == ()
