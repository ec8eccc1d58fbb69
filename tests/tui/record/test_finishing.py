"""A record completed and reopened, entered, copied, compared, corrected, given up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.widgets import Input

from forms.answers.changing import with_value
from forms.entry import EntryForm
from models.reading.child import read_child
from models.reading.records import Wanted, read_record_lines
from models.store.place import Place
from models.tables import Supervision
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, pasted, picture, toasts, words
from tests.tui.recording import begun, opened, stored
from tui.screens.compare import CompareScreen
from tui.screens.complete import CompleteDialog
from tui.screens.fields import FieldsDialog
from tui.screens.kept_form import KeptForm
from tui.screens.record import RecordScreen


async def in_front(pilot: Pilot[Any], screen: RecordScreen) -> None:
    """Wait until a record's screen is in front again and everything was done."""
    await wait_for(pilot, lambda: pilot.app.screen is screen)
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


async def completed(pilot: Pilot[Any], screen: RecordScreen, reason: str = "Agreed with QA") -> None:
    """Complete the record in front, with a reason where one is asked for."""
    await pilot.press("f")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, CompleteDialog))
    if reason:
        await pilot.press(*reason, "tab")
    await pilot.press("ctrl+s")
    await in_front(pilot, screen)


class TestComplete:
    """Complete lists what is missing with its rule, and lets the person go on with a reason."""

    async def test_what_is_missing_is_listed(self, demo: Place, running: Running) -> None:
        """By child, with the rule; without a reason it does not go on, with one it is kept."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, CompleteDialog))
            shown = picture(pilot)
            assert "38897 LH: To you (KCC-P15)" in shown
            assert "39326 AP: To you (KCC-P15)" in shown
            assert "3 open actions carried on again without a word" in shown
            await pilot.press("ctrl+s")
            await pilot.pause()
            assert "this is needed" in picture(pilot)
            await pilot.press(*"Both read it ", "escape")
            await in_front(pilot, screen)
            assert "What you typed is kept" in toasts(pilot)
            await pilot.press("f")
            await wait_for(pilot, lambda: "Here again is what you typed" in picture(pilot))
            await pilot.press(*"aloud", "ctrl+s")
            await in_front(pilot, screen)
            view = await stored(pilot, record_id)
            assert view.line.state == "complete"
            assert view.passed == (("KCC-P15", "Both read it aloud"),)

    async def test_the_session_is_recorded_as_held(self, demo: Place, running: Running) -> None:
        """One that stood in no diary is held on the day, formally, with both children discussed."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            child = screen.state.around.known.children[0].id
            await completed(pilot, screen)
            view = await stored(pilot, record_id)
            assert view.line.session is not None
            assert (view.line.session.kind, view.line.session.held_on) == ("case", DAY)
            talks = await app_of(pilot).desk.read(lambda session: read_child(session, child, DAY))
            assert (talks.discussions[0].at, talks.discussions[0].formal) == (DAY, True)
            carried = [line.carried for line in screen.state.around.before]
            assert carried == [5, 5, 4, 1]

    async def test_earlier_actions_are_written_in(self, demo: Place, running: Running) -> None:
        """Offered where nothing was written of them: each with what came of it, in its child's part; no is taken."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            before = screen.state.around.before
            await pilot.press("d", *"They offer a place", "enter")
            await wait_for(pilot, lambda: not screen.state.around.before[0].is_open)
            for answer, wanted in (("no", 0), ("yes", len(before))):
                await pilot.press("f")
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, CompleteDialog))
                assert f"What came of {len(before)} actions from before is written in" in picture(pilot)
                await pilot.press(*"Read aloud", "tab", "home", "shift+end", *answer, "ctrl+s")
                await in_front(pilot, screen)
                await wait_for(pilot, lambda: screen.state.view.line.state == "complete")
                parts = [str(part.values.get("earlier_actions", "")) for part in screen.state.answers.parts]
                assert sum(len(said.splitlines()) for said in parts) == wanted
                await pilot.press("f")
                await wait_for(pilot, lambda: screen.state.view.line.state == "draft")
            assert f"{before[0].what}: done. They offer a place" in "\n".join(parts)
            assert "still open" in "\n".join(parts)
            assert "earlier_actions" in (await stored(pilot, record_id)).answers

    async def test_and_a_draft_again(self, demo: Place, running: Running) -> None:
        """F once more; complete again, no action is carried twice."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await completed(pilot, screen)
            await pilot.press("f")
            await in_front(pilot, screen)
            assert (await stored(pilot, record_id)).line.state == "draft"
            await completed(pilot, screen)
            assert [line.carried for line in screen.state.around.before] == [5, 5, 4, 1]


class TestForTheCaseSystem:
    """Each child's text by itself, and the tick that it was entered."""

    async def test_copied_without_names(self, demo: Place, running: Running) -> None:
        """One key sends the part under the cursor to the terminal, full names as initials."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            part = screen.state.answers.parts[1].id
            screen.state.answers = with_value(
                screen.state.answers, "experience", "Sam Whitlock went to see AP.", part
            )
            await pilot.press("y")
            assert "Stand in a child's part first" in words(pilot, "#status")
            await pilot.press(*["right"] * 8, "y")
            assert "sent to the terminal" in words(pilot, "#status")
            assert "SW went to see AP." in pilot.app.clipboard
            assert "Whitlock" not in pilot.app.clipboard

    async def test_written_into_a_file(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """Proposed by number and day, for nobody else to read; one that is there is never written over."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            part = screen.state.answers.parts[0].id
            screen.state.answers = with_value(screen.state.answers, "experience", "Words", part)
            path = tmp_path / "lh.txt"
            await pilot.press("right", "right")
            for said in ("Written:", "is there already"):
                await pilot.press("Y")
                await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
                assert "2026-11-21 38897 LH" in pilot.app.screen.query_one(Input).value
                await pasted(pilot, path, "ctrl+s")
                await wait_for(pilot, lambda said=said: said in toasts(pilot))  # type: ignore[misc]
            assert "Words" in path.read_text(encoding="utf-8")
            assert path.stat().st_mode & 0o077 == 0

    async def test_entered_child_by_child(self, demo: Place, running: Running) -> None:
        """The session is written up once the last of them is entered; the system is filled in."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            await completed(pilot, screen)

            async def recorded_on() -> object:
                session_id = (await stored(pilot, record_id)).line.session.id  # type: ignore[union-attr]
                return await app_of(pilot).desk.read(
                    lambda session: session.get_one(Supervision, session_id).recorded_on
                )

            assert await recorded_on() is None
            await pilot.press("right", "right")
            assert "Not entered on Liberi yet" in words(pilot, "#beside")
            await pilot.press("e", "ctrl+s")
            await in_front(pilot, screen)
            assert "Entered on Liberi on Sat 21 Nov 2026" in words(pilot, "#beside")
            assert await recorded_on() is None
            await pilot.press(*["right"] * 5, "e", "ctrl+s")
            await in_front(pilot, screen)
            assert await recorded_on() == DAY
            view = await stored(pilot, record_id)
            assert [(one.system, one.entered_on) for one in view.entered] == [("Liberi", DAY)] * 2
            assert view.line.said_state == "complete, entered"


class TestTheRecordItself:
    """Put right, compared, given up."""

    async def test_what_it_is_about_is_put_right(self, demo: Place, running: Running) -> None:
        """Another day; what was typed stays."""
        async with running(demo) as pilot:
            record_id = await begun(pilot, "kent_e", ())
            screen = await opened(pilot, record_id)
            await pilot.press("i", "tab", "tab", *"-3d", "ctrl+s")
            await in_front(pilot, screen)
            assert "Put right." in words(pilot, "#status")
            assert (await stored(pilot, record_id)).line.practitioner == "Sam Whitlock"

    async def test_given_up_and_brought_back(self, demo: Place, running: Running) -> None:
        """With a reason; u on the list brings it back."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            await pilot.press("f4")
            await wait_for(pilot, lambda: "38897" in picture(pilot))
            await opened(pilot, record_id)
            await pilot.press("delete", *"begun twice", "enter")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, RecordScreen))
            lines = await app_of(pilot).desk.read(lambda session: read_record_lines(session, Wanted()))
            assert lines == []
            await pilot.press("u")
            await pilot.app.workers.wait_for_complete()
            assert (await stored(pilot, record_id)).line.state == "draft"

    async def test_last_time_beside_it(self, demo: Place, running: Running) -> None:
        """What was written last time stands beside the same field; b opens both side by side."""
        async with running(demo) as pilot:
            first = await begun(pilot)
            screen = await opened(pilot, first)
            await pilot.press(*["right"] * 3, "enter", *"Long ago", "escape", "escape")
            await wait_for(pilot, lambda: pilot.app.screen is not screen)
            screen = await opened(pilot, await begun(pilot))
            await pilot.press(*["right"] * 3)
            assert "Last time, Sat 21 Nov 2026" in words(pilot, "#beside")
            assert "Long ago" in words(pilot, "#beside")
            await pilot.press("b")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, CompareScreen))
            await wait_for(pilot, lambda: "Long ago" in words(pilot, "#left-text"))
            await pilot.press("tab", "escape")
            await in_front(pilot, screen)

    async def test_in_projector_mode_no_word_is_shown_or_typed(self, demo: Place, running: Running) -> None:
        """Numbers and initials stand there, words do not."""
        async with running(demo) as pilot:
            screen = await opened(pilot, await begun(pilot))
            await pilot.press(*["right"] * 3, "enter", *"Secret", "escape", "f10")
            await pilot.pause()
            shown = picture(pilot)
            assert "Secret" not in shown
            assert "Whitlock" not in shown
            assert "38897 LH" in shown
            await pilot.press("enter")
            assert screen.editing.stop is None
            assert "In projector mode nothing is written" in words(pilot, "#status")


class TestTakenBack:
    """``u`` takes back what was decided last, and no words that were typed before it."""

    async def test_a_decision_after_typing(self, demo: Place, running: Running) -> None:
        """Typed, then an action from before dropped: u opens the action again, and the words stay."""
        async with running(demo) as pilot:
            record_id = await begun(pilot)
            screen = await opened(pilot, record_id)
            for _ in range(9):
                if screen.state.here.section.key != "cycle":
                    await pilot.press("right")
            await pilot.press("enter", *"Seen on Tuesday", "escape")
            await pilot.press(*["left"] * 9, "x", *"No longer needed", "enter")
            await wait_for(pilot, lambda: "Dropped: No longer needed" in picture(pilot))
            await pilot.press("u")
            await wait_for(pilot, lambda: "Dropped" not in picture(pilot))
            assert "Seen on Tuesday" in screen.state.as_json()
            assert "Seen on Tuesday" in (await stored(pilot, record_id)).answers


class TestConfirming:
    """A dialog that only confirms."""

    def test_hints_at_what_does_something(self) -> None:
        """There is no field to go through, to choose in or to begin afresh."""
        assert [one.action for one in KeptForm(EntryForm("key", "Sure?", ())).hinted()] == ["save", "leave"]
