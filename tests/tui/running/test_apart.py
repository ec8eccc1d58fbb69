"""A session that runs: what stands apart from a child's record, what u takes back, and where its questions lead."""

from __future__ import annotations

from collections import defaultdict

from sqlmodel import col, select

from models.changes.agenda import put_on_agenda
from models.changes.agenda_parts import NewItem
from models.changes.planning import Plan, plan_supervision
from models.reading.open_work import Open, read_open
from models.reading.records import read_record
from models.store.change import Change
from models.store.place import Place
from models.tables import Practitioner
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, picture, under_cursor, words
from tests.tui.recording import SAMS
from tests.tui.sittings import planned, run


class TestApart:
    """Nothing that is not about a child is written on a child's record, whatever is talked about just now."""

    async def test_from_a_childs_item(self, demo: Place, running: Running) -> None:
        """An item added at a child goes to the two people's own record; u takes a note back and no words with it."""
        async with running(demo) as pilot:
            screen = await run(pilot, await planned(pilot))
            await pilot.press("2")
            await wait_for(pilot, lambda: SAMS[0] in words(pilot, "#item"))
            assert screen.state.form.code == "kent_case"
            await pilot.press("enter", *"Seen on Tuesday", "escape")
            await pilot.press("l")
            await wait_for(pilot, lambda: "was late" in words(pilot, "#status"))
            await pilot.press("u")
            await app_of(pilot).workers.wait_for_complete()
            assert "Seen on Tuesday" in picture(pilot)
            assert "was late" not in words(pilot, "#status")
            assert "other draft" not in words(pilot, "#banner")
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            assert under_cursor(pilot).number == SAMS[0]
            await pilot.press("f12")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "session")
            await pilot.press("plus", *"My own news", "enter")
            await wait_for(pilot, lambda: "My own news" in words(pilot, "#item"))
            assert screen.state.form.code == "kent_b"
            assert screen.state.here.section.key == "other"


class TestAround:
    """What stands above and beside the record of an item."""

    async def test_last_time_and_whole_names(self, demo: Place, running: Running) -> None:
        """What the store fills in was not said last time; on a wide screen no name of a section is cut."""
        async with running(demo, size=(180, 50)) as pilot:
            screen = await run(pilot, await planned(pilot))
            assert words(pilot, "#last").strip() == "Last time: no record on this form yet"
            assert "2 Personal development" in words(pilot, "#sections")
            for _ in range(9):
                if screen.state.here.section.key != "header":
                    await pilot.press("left")
            assert screen.state.here.section.key == "header"
            assert words(pilot, "#last").strip() == ""


class TestFamilies:
    """On a form about one family each family has a record of its own, whoever else is on the agenda (HAV-FA01)."""

    async def test_siblings_together_others_apart(self, demo_of: Demos, running: Running) -> None:
        """Numbers stand on the face; what is typed of one family is on no other's record."""
        async with running(demo_of("havering")) as pilot:
            held, siblings, other = await app_of(pilot).desk.change(two_families)
            screen = await run(pilot, [held])
            assert len(screen.records) == 2
            await pilot.press("1")
            await wait_for(pilot, lambda: siblings[0] in words(pilot, "#item"))
            first = screen.record_id
            assert screen.state.here.section.key != "header"
            for _ in range(9):
                if screen.state.here.section.key != "purpose":
                    await pilot.press("right")
            await pilot.press("enter", *"Why we are there", "escape", "2")
            await wait_for(pilot, lambda: siblings[1] in words(pilot, "#item"))
            assert screen.record_id == first
            await pilot.press("3")
            await wait_for(pilot, lambda: other in words(pilot, "#item"))
            assert screen.record_id != first
            assert "Why we are there" not in screen.state.as_json()
            names = {record: state.as_json() for record, state in screen.records.items()}
            assert all(number in names[first] for number in siblings)
            assert other in names[screen.record_id]
            assert siblings[0] not in names[screen.record_id]
            closing = await screen.closing()
            assert len(closing.reached) == 2
            assert [state.view.line.id for state in closing.records_held()] == [first]


def two_families(change: Change) -> tuple[int, tuple[str, str], str]:
    """Plan a case supervision about two siblings and a child of another family; return it and their numbers."""
    families: defaultdict[int, list[Open]] = defaultdict(list)
    for one in read_open(change.session, DAY):
        if one.family_id is not None and one.child_id not in {
            kid.child_id for kid in families[one.family_id]
        }:
            families[one.family_id].append(one)
    pair = next(kids for kids in families.values() if len(kids) >= 2)[:2]
    other = next(
        one
        for one in read_open(change.session, DAY)
        if one.family_id is None or one.family_id != pair[0].family_id
    )
    person = change.session.exec(
        select(Practitioner.id).where(col(Practitioner.id) == pair[0].practitioner_id)
    ).one()
    held = plan_supervision(change, Plan("case", person, DAY, "07:15", minutes=60)).id
    kids = [*pair, other]
    put_on_agenda(
        change, held, [NewItem("due", f"child:{one.child_id}", child_id=one.child_id) for one in kids]
    )
    return held, (pair[0].number, pair[1].number), other.number


class TestTakenBack:
    """What u takes back leaves the item above and the record below about the same."""

    async def test_a_split_and_an_older_text(self, demo: Place, running: Running) -> None:
        """F9 waits for the answer to a question; a part that is gone is stood at no more; no words are lost by u."""
        async with running(demo) as pilot:
            own, case = await planned(pilot)
            screen = await run(pilot, [own, case])
            await pilot.press("1", "enter", *"A hard month", "escape", "2")
            await wait_for(pilot, lambda: SAMS[0] in words(pilot, "#item"))
            await pilot.press("t", *"School", "f9")
            assert "First the question below" in words(pilot, "#status")
            assert SAMS[0] in words(pilot, "#item")
            await pilot.press("enter")
            await wait_for(pilot, lambda: "School" in words(pilot, "#item"))
            await pilot.press("u")
            await wait_for(pilot, lambda: "School" not in words(pilot, "#item"))
            number = words(pilot, "#item").split("of", 1)[1].split()[1]
            assert number in words(pilot, "#strip")
            await pilot.press("u")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("1")
            await wait_for(pilot, lambda: "1 of" in words(pilot, "#item"))
            stored = await app_of(pilot).desk.read(lambda session: read_record(session, screen.record_id))
            assert "A hard month" not in stored.answers
            assert ["A hard month" in each.answers for each in stored.drafts] == [True]
            if "A hard month" not in picture(pilot):
                assert "1 other draft of this record kept (V shows)" in words(pilot, "#banner")


class TestWanted:
    """The key for what a rule wants goes on through the whole session, to whoever was talked about."""

    async def test_from_record_to_record(self, demo: Place, running: Running) -> None:
        """Wellbeing, then the letter to the child who was written about; the other child is left alone."""
        async with running(demo) as pilot:
            screen = await run(pilot, await planned(pilot))
            await pilot.press("2", "enter", *"Seen on Tuesday", "escape", "1", "m")
            await wait_for(pilot, lambda: screen.editing.stop is not None)
            assert screen.state.form.code == "kent_b"
            for _ in range(6):
                if screen.state.form.code == "kent_b":
                    await pilot.press(*"12:00", "escape", "m")
                    await app_of(pilot).workers.wait_for_complete()
            assert (screen.state.form.code, screen.state.here.section.key) == ("kent_case", "to_child")
            assert SAMS[0] in words(pilot, "#item")
            await pilot.press(*"Dear LH", "escape", "m")
            await wait_for(
                pilot, lambda: "No rule wants anything more of this session" in words(pilot, "#status")
            )
            assert SAMS[0] in words(pilot, "#item")


class TestOfNoChild:
    """Where a sitting is for children alone, and each has a record of its own, what is about none has one too."""

    async def test_added_and_taken_back(self, demo_of: Demos, running: Running) -> None:
        """It begins with the item and goes with it; whoever was talked about is stood at again."""
        async with running(demo_of("havering")) as pilot:
            held, siblings, _ = await app_of(pilot).desk.change(two_families)
            screen = await run(pilot, [held])
            await pilot.press("1", "plus", *"The rota", "enter")
            await wait_for(pilot, lambda: "The rota" in words(pilot, "#item"))
            assert screen.state.form.code == "havering_b"
            assert len(screen.records) == 3
            await pilot.press("u")
            await wait_for(pilot, lambda: "The rota" not in words(pilot, "#item"))
            await pilot.press("1")
            await wait_for(pilot, lambda: siblings[0] in words(pilot, "#item"))
            assert screen.state.form.code == "havering_a"
            await pilot.press("enter", *"Why", "escape", "f")
            await wait_for(pilot, lambda: "discussed" in words(pilot, "#closing"))
