"""A decision noted in passing: o anywhere, five fields, kept at once; it counts as the policy says."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from textual.pilot import Pilot

from forms.template.load import load_form
from models.changes.holding import hold_unplanned
from models.demo import make_team
from models.policy import PACK_NAMES, load_pack
from models.reading.actions import ActionLine, read_actions
from models.reading.child import read_child
from models.reading.due import read_due
from models.reading.record_context import AskedFor, read_known_children, read_people
from models.reading.records import RecordLine, Wanted, read_record_lines
from models.store.change import Change
from models.store.place import Place
from models.tables import Action
from tests import made
from tests.tui.conftest import DAY, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, toasts, words
from tests.tui.recording import SAM, begun, opened
from tui.oversight import Noting, keep_note, note_form, oversight_form
from tui.record.beginning import begin_on
from tui.record.completing import Completing
from tui.record.reading import read_state
from tui.screens.entry import EntryScreen


async def records(pilot: Pilot[Any], **wanted: Any) -> list[RecordLine]:
    """Return the records there are."""
    return await app_of(pilot).desk.read(lambda session: read_record_lines(session, Wanted(**wanted)))


class TestInPassing:
    """From the board, a child's page, the overdue list, with the child under the cursor."""

    async def test_from_the_board(self, demo: Place, running: Running) -> None:
        """The child is filled in; the note, the talk and the action are kept in one go."""
        async with running(demo) as pilot:
            tile = await stand_on(pilot, "38897")
            await pilot.press("o")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            shown = picture(pilot)
            assert "38897" in shown
            assert "Informal/unplanned" in shown
            assert "Sam Whitlock" in shown
            await pilot.press("tab", "tab", "tab", *"He rang", "tab", *"Visit today", "tab", *"To see him")
            await pilot.press("tab", *"See LH alone", "tab", *"Sam", "tab", *"+2d", "ctrl+s")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, EntryScreen))
            line = (await records(pilot))[0]
            assert (line.form, line.state) == ("kent_oversight", "complete")
            assert line.session is not None
            assert (line.session.occasion, line.session.held_on) == ("ad hoc", DAY)
            assert "Noted, and complete" in toasts(pilot)
            child = tile.children[0]
            view = await app_of(pilot).desk.read(lambda session: read_child(session, child, DAY))
            assert [talk.formal for talk in view.discussions if talk.at == DAY] == [False]
            assert "See LH alone" in [action.what for action in view.actions]

    async def test_offered_in_the_next_record(self, demo: Place, running: Running) -> None:
        """The next session's record has it first, and r refers to it in the child's own text."""
        async with running(demo) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press("o", "tab", "tab", "tab", "tab", *"Visit today", "ctrl+s")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, EntryScreen))
            screen = await opened(pilot, await begun(pilot))
            assert "Noted in passing since last time" in screen.sheet.text
            await pilot.press(*["down"] * 4, "r")
            wanted = "See the Management Oversight case note of Sat 21 Nov 2026: Visit today"
            assert screen.state.answers.parts[0].values["experience"] == wanted
            assert "See the Management Oversight case note" in picture(pilot)

    async def test_what_a_rule_wants_keeps_it_a_draft(self, demo: Place, running: Running) -> None:
        """Only a decision: it is kept as it is, and says what KCC-P06 wants beside."""
        async with running(demo) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press("enter")
            await pilot.press("o", "tab", "tab", "tab", "tab", *"Visit today", "ctrl+s")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, EntryScreen))
            assert (await records(pilot))[0].state == "draft"
            assert "KCC-P06" in toasts(pilot)

    async def test_at_another_point_no_talk_is_invented(self, demo: Place, running: Running) -> None:
        """A step down is no informal supervision (KCC-P06, KCC-P08); what was typed stands in the note."""
        async with running(demo) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press("o", "tab", *["down"] * 2)
            assert "Step downs" in picture(pilot)
            await pilot.press("tab", "tab", *"He rang", "tab", *"Step down", "tab", *"Safe now", "ctrl+s")
            await wait_for(pilot, lambda: "At this point the policy wants more" in picture(pilot))
            await pilot.press(*"Ms Khan", "ctrl+s")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, EntryScreen))
            line = (await records(pilot))[0]
            assert (line.state, line.session) == ("complete", None)
            screen = await opened(pilot, line.id)
            before = screen.state.around.before
            assert {one.child_id for one in before} == {line.children[0].id}, (
                "his own actions are not the child's"
            )
            await pilot.press("right")
            assert "He rang" in screen.sheet.text

    async def test_a_point_says_what_it_wants(self, demo: Place, running: Running) -> None:
        """Who approves, what comes first and where it goes, where it is written and where more is asked (KCC-P09)."""
        async with running(demo) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press("o", "tab", *"Strategy discussions", "tab", "tab", "tab")
            await wait_for(pilot, lambda: "are approved by a Team Manager" in picture(pilot))
            await pilot.press(*"Yes", "ctrl+s")
            await wait_for(pilot, lambda: "At this point the policy wants more" in picture(pilot))
            assert "are approved by a Team Manager" in picture(pilot)

    async def test_actions_of_an_audit_wait_for_the_next_supervision(
        self, demo: Place, running: Running
    ) -> None:
        """A note at that point sets them, so they are due to be followed up; sooner at a significant risk (KCC-T03)."""
        async with running(demo) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press(
                "o", "tab", *"Audits", "tab", "tab", "tab", *"Moderated", "tab", "tab", *"Ring school"
            )
            await pilot.press("tab", *"Sam", "tab", *"+2w", "ctrl+s")
            await wait_for(pilot, lambda: "At this point the policy wants more" in picture(pilot))
            await pilot.press(*"Yes", "tab", *"Yes", "ctrl+s")
            await wait_for(pilot, lambda: not isinstance(pilot.app.screen, EntryScreen))
            line = (await records(pilot))[0]
            assert line.state == "complete"
            desk = app_of(pilot).desk
            due = await desk.read(lambda session: read_due(session, desk.pack, DAY))
            kid = ("child", line.children[0].id)
            assert [one.day for one in due.lines if one.rule == "KCC-T03" and one.entity == kid] == [DAY]
            app_of(pilot).open_child([line.children[0].id])
            await wait_for(pilot, lambda: bool(pilot.app.screen.query("#trail")))
            await wait_for(pilot, lambda: "a child at significant risk: yes" in words(pilot, "#trail"))

    async def test_the_note_of_a_talk_that_stood_there(self, demo: Place, running: Running) -> None:
        """A talk that was recorded first: completing its note writes it up, and nothing is late the next day."""
        async with running(demo) as pilot:
            desk = app_of(pilot).desk

            def job(change: Change) -> tuple[int, date | None]:
                sam = next(one.id for one in read_people(change.session, DAY) if one.name == SAM)
                kids = read_known_children(change.session, None, DAY)
                kid = next(one.id for one in kids if one.practitioner_id == sam)
                held = hold_unplanned(change, "case", sam, DAY, [kid], occasion="ad hoc")
                asked = AskedFor(DAY, held.id, sam, (kid,))
                record = begin_on(change, load_form("kent_oversight"), asked, "kent", made.NOW)
                state = read_state(change.session, record, ("kent",), DAY)
                Completing(state, desk.pack, DAY).complete(change, {"reason": "made for a test"})
                return held.id, held.recorded_on

            talk, recorded = await desk.change(job)
            assert recorded == DAY
            next_day = await desk.read(lambda session: read_due(session, desk.pack, DAY + timedelta(days=1)))
            late = [one for one in next_day.lines if one.rule == "KCC-T02" and one.about.entity_id == talk]
            assert late == []

    async def test_room_for_words(self, demo: Place, running: Running) -> None:
        """A field has the whole width where nothing is said beside it; a longer text is read below, all of it."""
        async with running(demo, size=(80, 24)) as pilot:
            await stand_on(pilot, "38897")
            await pilot.press("o", "tab", "tab", "tab")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            field = pilot.app.screen.query_one("#field-discussed")
            assert field.size.width >= 45
            assert "Point                  Informal/unplanned supervision" in picture(pilot)
            text = "He rang at noon and said that nobody had come to the house for two weeks now"
            await pilot.press(*text)
            await pilot.pause()
            shown = " ".join(picture(pilot).replace("│", " ").split())
            assert text in shown

    async def test_no_such_child(self, demo: Place, running: Running) -> None:
        """A number that is no child's is said, and nothing is kept but what was typed."""
        async with running(demo) as pilot:
            await pilot.press("f6", "o", *"99", "ctrl+s")
            await pilot.pause()
            assert "99 is the number of no child" in picture(pilot)
            assert await records(pilot) == []

    async def test_not_while_typing(self, demo: Place, running: Running) -> None:
        """In a search an o is a letter."""
        async with running(demo) as pilot:
            await pilot.press("slash", "o")
            await pilot.pause()
            assert not isinstance(pilot.app.screen, EntryScreen)


@pytest.mark.parametrize("policy", PACK_NAMES)
class TestEveryPolicy:
    """Each policy has its form for it, and informal talk never resets a clock that wants a formal one."""

    def test_for_two_siblings_at_once(self, tmp_path: Any, policy: str) -> None:
        """A note and an action for each, one talk with both."""
        place = made.place_in(tmp_path)
        unlocked, _ = made.make(place, lambda change: make_team(change, policy, DAY), kind="demo", today=DAY)
        store = made.open_(place, unlocked)
        pack = load_pack(policy)
        kids = store.read(lambda session: read_known_children(session, None, DAY))
        people = store.read(lambda session: read_people(session, DAY))
        noting = Noting(pack, oversight_form(pack), people, kids)
        form = note_form(noting, [kids[0].id, kids[1].id])
        asked = {field.name: field.initial for field in form.fields}
        assert asked["children"] == f"{kids[0].number}, {kids[1].number}"
        values: dict[str, Any] = asked | {
            "discussed": "We spoke",
            "decision": "Visit",
            "why": "To see",
            "what": "Visit both",
        }
        values |= {"who": people[0].name, "by_when": DAY, "person": str(people[0].id)}

        def job(change: Change) -> bool:
            return bool(keep_note(change, noting, values, made.NOW).wanted)

        wanted = store.change(job, now=made.NOW, today=DAY, actor="M")
        lines = store.read(lambda session: read_record_lines(session, Wanted(form=noting.form.code)))
        assert len(lines) == 2
        assert len({line.session.id for line in lines if line.session}) == 1
        assert {line.state for line in lines} == ({"draft"} if wanted else {"complete"})
        found: list[ActionLine] = store.read(
            lambda session: read_actions(session, Action.what == "Visit both")  # type: ignore[arg-type]
        )
        assert {line.child_id for line in found} == {kids[0].id, kids[1].id}
        talks = store.driver().execute(
            "SELECT DISTINCT d.kind FROM discussion d WHERE d.supervision_id = ?",
            (lines[0].session.id,),  # type: ignore[union-attr]
        )
        assert talks.fetchall() == [("informal",)]
        row = store.driver().execute(
            "SELECT recorded_on FROM supervision WHERE id = ?",
            (lines[0].session.id,),  # type: ignore[union-attr]
        )
        written = None if wanted else DAY.isoformat()
        assert row.fetchone() == (written,), "a complete note is the record of its talk (KCC-T02)"
        store.close()
