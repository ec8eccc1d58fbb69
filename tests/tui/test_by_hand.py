"""By hand, with keys: children, involvements, situations; errors beside the field; drafts kept."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import cast

import pytest
from textual import events

from models.drafts import read_draft
from models.reading.child import read_child
from models.reading.record_context import read_numbers
from models.store.place import Place
from tests.tui.conftest import DAY, PATIENCE, Running, wait_for
from tests.tui.looking import app_of, board_of, picture, stand_on, toasts, under_cursor, words
from tui.child_page import Ref
from tui.screens.entry import EntryScreen
from tui.widgets.rows import Rows


async def child_of(pilot, number: str):  # type: ignore[no-untyped-def]
    """Return everything about the child with a number."""
    desk = app_of(pilot).desk

    def query(session):  # type: ignore[no-untyped-def]
        child_id = read_numbers(session).get(number)
        assert child_id is not None
        return read_child(session, child_id, DAY)

    return await desk.read(query)


@contextmanager
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have what is typed in here kept later than any test lasts: a busy machine takes long over a key."""
    with monkeypatch.context() as patch:
        patch.setattr("tui.screens.kept_form.DRAFT_AFTER", 600.0)
        patch.setattr("tui.screens.kept_form.DRAFT_AT_MOST", 600.0)
        yield


class TestAddingAChild:
    """a adds a child with the present involvement."""

    async def test_a_child_stands_on_the_board_after(self, demo: Place, running: Running) -> None:
        """Number, initials, holder and situation are as typed; the name typed as initials is not kept."""
        async with running(demo) as pilot:
            await pilot.press("a", *"51234", "tab", *"Tom Brown", "tab", "tab", "tab", "tab")
            await pilot.press(
                "home", "shift+end", *"-3d", "tab", *"ellie", "tab", "tab", *"child pro", "ctrl+s"
            )
            await pilot.pause()
            view = await child_of(pilot, "51234")
            assert view.initials == "TB"
            assert view.involvements[0].held[0].holder.name == "Ellie Penfold"
            assert [one.code for one in view.situations] == ["cp"]
            assert (under_cursor(pilot).number, under_cursor(pilot).stage) == ("51234", 1)

    async def test_a_paste_of_several_lines_is_taken_whole(self, demo: Place, running: Running) -> None:
        """A field of one line has all of them behind one another, where Textual's own would keep the first."""
        async with running(demo) as pilot:
            await pilot.press("a", *"51234", "tab", *"T")
            app_of(pilot).post_message(events.Paste("\nom\n\tvan  der \r\nBrown \n"))
            await pilot.pause()
            form = app_of(pilot).screen
            assert isinstance(form, EntryScreen)
            assert form.typed()["initials"] == "Tom  van  der  Brown "

    async def test_what_is_wrong_stands_beside_the_field(self, demo: Place, running: Running) -> None:
        """A date that does not exist and a missing number are both said, and nothing is saved."""
        async with running(demo) as pilot:
            await pilot.press(
                "a", "tab", *"TB", "tab", "tab", "tab", "tab", "home", "shift+end", *"31/2", "ctrl+s"
            )
            await pilot.pause()
            shown = picture(pilot)
            assert "this is needed" in shown
            assert "31/2 does not exist in the calendar" in shown

    async def test_a_number_in_use_is_refused_in_words(self, demo: Place, running: Running) -> None:
        """The dialog stays with what was typed."""
        async with running(demo) as pilot:
            taken = under_cursor(pilot).number
            await pilot.press("a", *taken, "tab", *"TB", "ctrl+s")
            await pilot.pause()
            assert f"{taken} is the number of another child already" in picture(pilot)

    async def test_a_choice_that_is_only_begun_is_not_left_by_enter(
        self, demo: Place, running: Running
    ) -> None:
        """Two roles begin with “soc”: Enter stays and offers them; of someone added the line is under the cursor."""
        async with running(demo) as pilot:
            await pilot.press("f6")
            await pilot.pause()
            await pilot.press("a", *"20999", "enter", *"Amara Okafor", "enter", *"soc", "enter")
            await pilot.pause()
            assert "More than one fits, or none" in picture(pilot)
            await pilot.press("down", "ctrl+s")
            await pilot.pause()
            line = next(line for line in picture(pilot).splitlines() if line.startswith(">"))
            assert "Amara Okafor" in line
            await pilot.press("m")
            await pilot.pause()
            await pilot.press("p")
            await pilot.pause()
            assert "One is in the diary already" in picture(pilot)

    async def test_dates_are_understood_as_they_are_typed(self, demo: Place, running: Running) -> None:
        """Beside the field stands the day in full while it is typed."""
        async with running(demo) as pilot:
            await pilot.press("a", *["tab"] * 5, "home", "shift+end", *"last tue")
            await pilot.pause()
            assert "Tue 17 Nov 2026" in picture(pilot)

    async def test_what_was_typed_is_kept_and_comes_back(self, demo: Place, running: Running) -> None:
        """Leaving the form keeps a draft in the store; opening it again brings the words back."""
        async with running(demo) as pilot:
            await pilot.press("a", *"51299", "tab", *"ZZ", "escape")
            await pilot.pause()
            assert "kept" in toasts(pilot)
            draft = await app_of(pilot).desk.read(read_draft("child:new"))
            assert draft is not None
            assert draft.answers["number"] == "51299"
            await pilot.press("a")
            await pilot.pause()
            assert "51299" in picture(pilot)
            assert "Here again is what you typed at" in picture(pilot)
            await pilot.pause(0.6)  # longer than a draft waits: nothing was typed, so nothing is kept anew
            assert "Here again is what you typed at" in picture(pilot)
            await pilot.press("f9", "escape")
            await pilot.pause()
            assert await app_of(pilot).desk.read(read_draft("child:new")) is None

    async def test_afresh_shows_what_can_be_chosen_again(self, demo: Place, running: Running) -> None:
        """What was said of a word that names nothing goes with the word."""
        async with running(demo) as pilot:
            await pilot.press("f3")
            await pilot.pause()
            await pilot.press("n")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press(*"zz")
            await wait_for(pilot, lambda: "Nothing in the list has that in it" in picture(pilot))
            await pilot.press("f9")
            await wait_for(pilot, lambda: "Started afresh" in picture(pilot))
            assert "Nothing in the list has that in it" not in picture(pilot)
            assert "Joint supervision" in picture(pilot)

    async def test_kept_is_said_only_of_every_letter(
        self, demo: Place, running: Running, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """“kept” gives way in the picture that brings a newer letter, and one typed while it is kept holds it off."""
        async with running(demo) as pilot:
            with later(monkeypatch):
                await pilot.press("a", *"51")
                assert words(pilot, "#said").strip() == "typing …"
            await pilot.press("2")
            await wait_for(pilot, lambda: "kept " in words(pilot, "#said"))
            screen = cast("EntryScreen", pilot.app.screen)
            with later(monkeypatch):
                screen.field("number").value = "5129"
                assert (
                    words(pilot, "#said").strip() == "typing …"
                )  # before anything of the letter was handled
                busy = threading.Event()
                other = asyncio.create_task(screen.desk.read(lambda _: busy.wait(PATIENCE)))
                await asyncio.sleep(0)
                keeping = asyncio.create_task(screen.keep_draft())
                await asyncio.sleep(0)
                screen.field("number").value = "51299"
                screen.changed()
                busy.set()
                await asyncio.gather(other, keeping)
                assert words(pilot, "#said").strip() == "typing …"
            screen.changed()
            await wait_for(pilot, lambda: "kept " in words(pilot, "#said"))
            draft = await screen.desk.read(read_draft("child:new"))
            assert draft is not None
            assert draft.answers["number"] == "51299"

    async def test_what_was_refused_is_kept_too(self, demo: Place, running: Running) -> None:
        """Saved at once after the last key and refused, the last words are what comes back; only what was typed is."""
        async with running(demo) as pilot:
            taken = under_cursor(pilot).number
            await pilot.press("a", *"99", "tab", *"TB")
            await pilot.pause(0.6)
            await pilot.press("shift+tab", "home", "shift+end", *taken, "ctrl+s")
            await pilot.pause()
            assert "is the number of another child already" in picture(pilot)
            await pilot.press("escape")
            await pilot.pause()
            draft = await app_of(pilot).desk.read(read_draft("child:new"))
            assert draft is not None
            assert draft.answers == {"number": taken, "initials": "TB"}

    async def test_keys_typed_at_once_are_not_lost(self, demo: Place, running: Running) -> None:
        """Typing on without waiting for the form loses no key."""
        async with running(demo) as pilot:
            await pilot.press("a", *"5123456")
            await pilot.pause()
            assert "5123456" in picture(pilot)


class TestTheChildsPage:
    """Enter opens the child: the whole trail, and the keys to add to it or put it right."""

    async def test_it_shows_moves_with_the_time_in_each_stage(self, demo: Place, running: Running) -> None:
        """Each move with its days, who holds the work, and the situations."""
        async with running(demo) as pilot:
            tile = await stand_on(pilot, board_of(pilot).state.columns[3][2].number)
            await pilot.press("enter")
            await pilot.pause()
            view = await child_of(pilot, tile.number)
            shown = words(pilot, "#trail")
            assert "days there" in shown
            assert f"Allocated to {view.involvements[-1].held[-1].holder.name}" in shown
            assert "Discussed in supervision" in shown

    async def test_a_wrong_date_is_put_right_with_a_reason(self, demo: Place, running: Running) -> None:
        """C on a line asks for the right day and what was wrong, and both stay to be seen."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("end", "up", "up", "up", "up")
            rows = pilot.app.screen.query_one("#trail")
            while getattr(rows.ref, "field", "") != "opened_on":  # type: ignore[attr-defined]
                await pilot.press("up")
            opened = rows.ref.day  # type: ignore[attr-defined]
            right = opened - timedelta(days=3)
            await pilot.press("c", "home", "shift+end", *f"{right.day}/{right.month}/{right.year}")
            await pilot.press("tab", "tab", *"typed the wrong day", "ctrl+s")
            await pilot.pause()
            view = await child_of(pilot, number)
            assert right in [one.opened_on for one in view.involvements]
            assert "typed the wrong day" in words(pilot, "#trail")

    async def test_situation_allocation_closing_and_opening_again(
        self, demo: Place, running: Running
    ) -> None:
        """Each has a key, and undo takes the last of them back."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("s", *"child protection", "ctrl+s")
            await pilot.pause()
            await pilot.press("h", *"kwame", "ctrl+s")
            await pilot.pause()
            view = await child_of(pilot, number)
            assert "cp" in [one.code for one in view.situations]
            assert view.involvements[-1].held[-1].holder.name == "Kwame Asare"
            await pilot.press("u")
            await pilot.pause()
            assert "Taken back: the allocation" in toasts(pilot)
            assert (await child_of(pilot, number)).involvements[-1].held[-1].holder.name != "Kwame Asare"

    async def test_two_numbers_are_joined(self, demo: Place, running: Running) -> None:
        """J asks for the other number; the old one leads to it from then on."""
        async with running(demo) as pilot:
            await pilot.press("a", *"60001", "tab", *"TB", *["tab"] * 3, *"early", "ctrl+s")
            await pilot.pause()
            other = board_of(pilot).state.columns[4][0].number
            await stand_on(pilot, "60001")
            await pilot.press("enter")
            await pilot.pause()
            await pilot.press("j", *other, "ctrl+s")
            await pilot.pause()
            assert (await child_of(pilot, "60001")).number == other
            assert "also numbered 60001" in words(pilot, "#top")


class TestPuttingRight:
    """c puts right what stands under the cursor, with the reason; Delete takes away what was never true."""

    async def test_the_days_of_a_situation(self, demo: Place, running: Running) -> None:
        """Both days of an ended situation in one form; the page says what stood there before."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            await pilot.press("enter")
            await pilot.pause()
            view = await child_of(pilot, number)
            ended = next(one for one in view.situations if one.until is not None)
            pilot.app.screen.query_one(Rows).stand_on(
                Ref("situation", ended.id, "since", situation_ref(pilot, ended.id), ended.since)
            )
            since = ended.since + timedelta(days=1)
            await pilot.press("c", *f"{since:%d/%m/%Y}", "tab", "tab", *"read the plan", "ctrl+s")
            await pilot.pause()
            after = next(one for one in (await child_of(pilot, number)).situations if one.id == ended.id)
            assert (after.since, after.until) == (since, ended.until)
            assert "situation, since: " in words(pilot, "#trail")

    async def test_a_service_recorded_wrongly(self, demo: Place, running: Running) -> None:
        """On the line Opened, the service can be chosen again."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            one = (await child_of(pilot, number)).involvements[-1]
            await pilot.press("enter")
            await pilot.pause()
            rows = pilot.app.screen.query_one(Rows)
            rows.stand_on(Ref("involvement", one.id, "opened_on", "opened", one.opened_on, one.id))
            await pilot.press("c", "tab", *"front", "tab", *"wrong list", "ctrl+s")
            await pilot.pause()
            assert (await child_of(pilot, number)).involvements[-1].service == "front_door"
            assert "service: " in words(pilot, "#trail")

    async def test_a_situation_that_was_never_true(self, demo: Place, running: Running) -> None:
        """It is gone, and u brings it back."""
        async with running(demo) as pilot:
            number = under_cursor(pilot).number
            before = (await child_of(pilot, number)).situations
            await pilot.press("enter")
            await pilot.pause()
            first = next(one for one in before if one.until is None)
            rows = pilot.app.screen.query_one(Rows)
            rows.stand_on(Ref("situation", first.id, "since", situation_ref(pilot, first.id), first.since))
            await pilot.press("delete")
            await pilot.pause()
            assert first not in (await child_of(pilot, number)).situations
            await pilot.press("u")
            await pilot.pause()
            assert (await child_of(pilot, number)).situations == before


def situation_ref(pilot, situation_id: int) -> str:  # type: ignore[no-untyped-def]
    """Return what the page calls a situation where its date is put right."""
    rows = pilot.app.screen.query_one(Rows)
    return next(
        str(row.ref.what)
        for row in rows._rows
        if isinstance(row.ref, Ref) and (row.ref.entity, row.ref.id) == ("situation", situation_id)
    )
