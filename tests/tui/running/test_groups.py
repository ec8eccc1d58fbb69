"""Group sessions that run: from the board, in steps, with minutes; who was there; joint and sampled ones."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlmodel import col, select
from textual.pilot import Pilot

from models.changes.involvements import close_involvement, open_involvement
from models.changes.planning import Plan, plan_supervision
from models.reading.record_context import read_known_children, read_people
from models.store.place import Place
from models.tables import Attendance, Child, Discussion, Record, StageMove, Supervision
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, picture, stand_on, words
from tests.tui.recording import SAM, SAMS
from tests.tui.sittings import run, shown, stored
from tui.screens.attendance import AttendanceScreen
from tui.screens.closing import ClosingScreen
from tui.screens.entry import EntryScreen
from tui.screens.sign import SignScreen


async def group(
    pilot: Pilot[Any], kind: str, numbers: tuple[str, ...] = (), *, person: str = "", occasion: str = "formal"
) -> int:
    """Plan a session for today, with children of these numbers on its list; return its id."""

    def job(change: Any) -> int:
        known = {kid.number: kid.id for kid in read_known_children(change.session, None, DAY)}
        who = next((one.id for one in read_people(change.session, DAY) if one.name == person), None)
        for row in change.session.exec(select(Supervision).where(Supervision.planned_for == DAY)).all():
            if row.kind == kind and row.practitioner_id == who and row.held_on is None:
                change.delete(row)
        what = Plan(kind, who, DAY, "14:00", occasion, 60)
        return plan_supervision(change, what, [known[number] for number in numbers]).id

    return await app_of(pilot).desk.change(job)


async def closing(pilot: Pilot[Any]) -> str:
    """Finish the session and return what the closing page says."""
    await pilot.press("f")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
    return words(pilot, "#closing")


async def closed(pilot: Pilot[Any]) -> None:
    """Close it as it stands, with a reason for what a rule wants."""
    await pilot.press("f9")
    await pilot.pause()
    if isinstance(pilot.app.screen, ClosingScreen):
        await pilot.press(*"Later", "enter")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, SignScreen))


class TestCaseProgression:
    """Fortnightly, run from the board (KCC-P34)."""

    async def test_from_the_board(self, demo: Place, running: Running) -> None:
        """Who was discussed, the move with its reason, an action: a case note for each child."""
        async with running(demo) as pilot:
            held = await group(pilot, "case_progression")
            await run(pilot, [held])
            await pilot.press("f2")
            await wait_for(pilot, lambda: app_of(pilot).current_mode == "board")
            await stand_on(pilot, SAMS[0])
            await pilot.press("greater_than_sign")
            await app_of(pilot).workers.wait_for_complete()
            await pilot.press("w", *"The plan holds", "enter", "d")
            await wait_for(pilot, lambda: "discussed in this" in words(pilot, "#status"))
            await stand_on(pilot, SAMS[1])
            await pilot.press("d")
            await wait_for(pilot, lambda: SAMS[1] in words(pilot, "#status"))
            await pilot.press("f12")
            screen = await shown(pilot)
            assert "39326 AP" in words(pilot, "#item")
            assert screen.state.here.section.key == "progress"
            await pilot.press("enter", *"Waits for school", "escape")
            said = await closing(pilot)
            assert "The board, stage by stage  2 children talked about" in said
            assert "Drift and delay  written about, so it counts as done" in said
            assert "Mapping  not marked as talked about" in said
            assert "not reached" not in said
            assert "38897 LH  Moved from Making change to Sustaining the change: The plan holds" in said
            await closed(pilot)
            found = await stored(pilot, lambda session: notes(session, held))
            assert found["talks"] == [SAMS[0], SAMS[1]]
            assert found["moves"] == ["The plan holds"]
            assert '"stage":"5"' in found["answers"]
            assert "Moved from Making change" in found["answers"]
            assert "Waits for school" in found["answers"]


def notes(session: Any, held: int) -> dict[str, Any]:
    """Return who was discussed in a session, the moves made in it, and the answers of its records."""
    talks = select(Child.number).join(Discussion, col(Discussion.child_id) == col(Child.id))
    talks = talks.where(Discussion.supervision_id == held, col(Discussion.at).is_not(None))
    moves = select(StageMove.why).where(StageMove.supervision_id == held)
    records = session.exec(select(Record).where(Record.supervision_id == held)).all()
    return {
        "talks": list(session.exec(talks.order_by(Child.number)).all()),
        "moves": list(session.exec(moves).all()),
        "answers": "\n".join(one.answers.replace(" ", " ") for one in records).replace('": "', '":"'),
        "states": [one.state for one in records],
    }


class TestSteps:
    """Havering's five steps with their minutes, the presenter listening in the third (HAV-A05, HAV-T10)."""

    async def test_case_by_case(self, demo_of: Demos, running: Running) -> None:
        """Each case is gone through in 10, 5, 15, 5 and 10 minutes; the steps that were written count, and no other."""
        async with running(demo_of("havering")) as pilot:
            known = await stored(pilot, lambda session: read_known_children(session, None, DAY))
            numbers = tuple(kid.number for kid in known[:2])
            screen = await run(pilot, [await group(pilot, "group_case", numbers)])
            minutes = [item.minutes for item in screen.sitting.items]
            assert minutes == [10, 5, 15, 5, 10] * 2
            assert {item.child_id for item in screen.sitting.items} == {kid.id for kid in known[:2]}
            assert "Case presentation" in words(pilot, "#item")
            await pilot.press("3")
            await wait_for(pilot, lambda: "3 of 10" in words(pilot, "#item"))
            assert "THE PRESENTER LISTENS" in words(pilot, "#stands")
            assert screen.state.stop is not None
            assert (screen.state.here.section.key, screen.state.stop.place.row) == ("steps", "3")
            await pilot.press("enter", *"A hunch", "escape")
            said = (await closing(pilot)).partition("For next time")
            kid = f"{known[0].number} {known[0].initials}"
            assert said[0].count("so it counts as done") == 1
            assert f"{kid}  Team (reflecting) conversation  written about, so it counts as done" in said[0]
            assert f"{kid}  Case presentation  not marked as talked about" in said[2]
            assert said[2].count("not marked as talked about") == 4
            waiting, _, left = said[2].partition("Not carried over")
            assert "not marked" not in waiting, "nothing carries them over"
            assert "not reached" not in left
            assert f"{known[1].number} {known[1].initials}  Case presentation  not reached" in said[2]

    async def test_who_presented_stands_on_the_record(self, demo_of: Demos, running: Running) -> None:
        """Whoever is marked as presenter, on the record of the case (HAV-P07)."""
        async with running(demo_of("havering")) as pilot:
            known = await stored(pilot, lambda session: read_known_children(session, None, DAY))
            held = await group(pilot, "group_case", (known[0].number,))
            await run(pilot, [held])
            await pilot.press("enter", *"Why now", "f9")
            await pilot.pause()
            said = await closing(pilot)
            assert "nobody is marked as here, so the record names nobody" in said
            assert "1 minute, and at least 60 are wanted (HAV-T08" in said
            await pilot.press("v")  # the page that closes it says so, and lets it be said
            await wait_for(pilot, lambda: "expected" in words(pilot, "#people"))
            await pilot.press("p")
            await wait_for(pilot, lambda: "presenter" in words(pilot, "#people"))
            name = words(pilot, "#people").splitlines()[0].split("  ")[0].strip()
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            await wait_for(pilot, lambda: f"Took part  {name}" in words(pilot, "#closing"))
            await closed(pilot)
            found = await stored(pilot, lambda session: notes(session, held))
            assert f'"presenter":"{name}"' in found["answers"]
            assert f'"took_part":"{name} (presenter)"' in found["answers"]


class TestFormulation:
    """Case formulation: a record is about one young person (KCC-P36)."""

    async def test_a_record_each(self, demo: Place, running: Running) -> None:
        """Two on the list, one added: a record each beside that of the points; each item opens its own."""
        async with running(demo) as pilot:
            held = await group(pilot, "case_formulation", SAMS)
            screen = await run(pilot, [held])
            assert len(screen.records) == 3
            assert not screen.state.view.line.children
            known = await stored(pilot, lambda session: read_known_children(session, None, DAY))
            other = next(kid for kid in known if kid.number not in SAMS)
            await pilot.press("plus", *other.number, "enter")
            await wait_for(pilot, lambda: other.number in words(pilot, "#item"))
            assert len(screen.records) == 4
            assert [child.number for child in screen.state.view.line.children] == [other.number]
            await pilot.press("enter", *"Seen twice a week", "f9")
            await pilot.pause()
            said = await closing(pilot)
            assert other.number in said
            await closed(pilot)
            found = await stored(pilot, lambda session: notes(session, held))
            assert found["talks"] == [other.number]
            assert sorted(found["states"]) == ["complete"]


class TestMeeting:
    """A team meeting with minutes (KCC-A07)."""

    async def test_minutes_and_who_was_there(self, demo: Place, running: Running) -> None:
        """Every point goes into its own field; who was there and who sent apologies stands in the minutes."""
        async with running(demo) as pilot:
            held = await group(pilot, "team_meeting")
            screen = await run(pilot, [held])
            assert sum(item.minutes for item in screen.sitting.items) <= 60  # what it is planned for
            assert [item.words for item in screen.sitting.items][:3] == [
                "Actions from the last meeting",
                "Leadership messages",
                "Policy and guidance",
            ]
            await pilot.press("v")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, AttendanceScreen))
            await wait_for(pilot, lambda: "expected" in words(pilot, "#people"))
            await pilot.press("t")
            await wait_for(pilot, lambda: "present" in words(pilot, "#people"))
            await pilot.press("t")
            await wait_for(pilot, lambda: "Nobody is still expected" in words(pilot, "#status"))
            await pilot.press("space", "down", "f", "a", *"Ana Silva, Health", "enter")
            await wait_for(pilot, lambda: "Ana Silva, Health" in words(pilot, "#people"))
            await pilot.press("escape")
            screen = await shown(pilot)
            await pilot.press("2")
            await wait_for(pilot, lambda: "Leadership" in words(pilot, "#item"))
            assert screen.state.stop is not None
            assert screen.state.stop.place.key == "leadership"
            await pilot.press("enter", *"New rota", "f9")
            await pilot.pause()
            await closing(pilot)
            await closed(pilot)
            found = await stored(pilot, lambda session: notes(session, held))
            people = await stored(pilot, lambda session: session.exec(select(Attendance.state)).all())
            assert "New rota" in found["answers"]
            assert "Ana Silva (Health)" in found["answers"]
            assert "(facilitator)" in found["answers"]
            assert people.count("apologies") == 1
            assert '"apologies":"' in found["answers"]

    async def test_every_other_kind_runs_too(self, demo: Place, running: Running) -> None:
        """Appreciative Inquiry and plain group supervision."""
        async with running(demo) as pilot:
            for kind in ("appreciative_inquiry", "group"):
                screen = await run(pilot, [await group(pilot, kind)])
                assert kind in screen.state.form.sessions


class TestJoint:
    """One record, and every service's clock (KCC-P37)."""

    async def test_the_child_counts_as_discussed(self, demo: Place, running: Running) -> None:
        """The date to be discussed by moves on; there is one record, and on it who took part, from which service."""
        async with running(demo) as pilot:
            before = await due_of(pilot)
            held = await group(pilot, "joint", SAMS[:1], person=SAM)
            screen = await run(pilot, [held])
            assert screen.state.form.code == "kent_joint"
            await pilot.press("v", "a", *"Ola Brandt, Youth Justice", "enter")
            await wait_for(pilot, lambda: "Ola Brandt, Youth Justice" in words(pilot, "#people"))
            await pilot.press("escape")
            await shown(pilot)
            await pilot.press("enter", *"Both services", "f9")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ClosingScreen))
            assert f"Took part  {SAM}, Ola Brandt" in words(pilot, "#closing")
            await closed(pilot)
            found = await stored(pilot, lambda session: notes(session, held))
            assert found["talks"] == [SAMS[0]]
            assert len(found["states"]) == 1
            assert f'"manager":"Helen Ashdown","name":"{SAM}","service":"Riverside 2"' in found["answers"]
            assert '"name":"Ola Brandt","service":"Youth Justice"' in found["answers"]
            assert await due_of(pilot) > before


async def due_of(pilot: Pilot[Any]) -> Any:
    """Return the date by which a child of Sam's is to be discussed."""
    due = await app_of(pilot).dues.fresh()
    return next(line.day for line in due.lines if line.label.startswith(SAMS[0]) and line.day)


class TestFrontDoor:
    """Families drawn at random over the four criteria, repeatable, by number only (KCC-P44, KCC-T36)."""

    async def test_drawn_and_run(self, demo: Place, running: Running) -> None:
        """At least two; the same seed draws the same; in the record their criteria stand already."""
        async with running(demo) as pilot:
            await app_of(pilot).desk.change(front_door_work)
            first = await drawn(pilot, await group(pilot, "case", person=SAM, occasion="front door"), "7")
            held = await group(pilot, "case", person="Priya Nair", occasion="front door")
            assert await drawn(pilot, held, "7") == first
            assert len(first) == 2
            assert len(set(first.values())) == 2
            screen = await run(pilot, [held])
            assert screen.state.form.code == "kent_front_door"
            chosen = [part.values["criterion"] for part in screen.state.answers.parts]
            assert chosen == list(first.values())
            assert [part.values["chosen"] for part in screen.state.answers.parts] == ["random"] * 2
            initials = await stored(pilot, lambda session: list(session.exec(select(Child.initials))))
            said = picture(pilot).split()
            assert [one for one in said if one in initials and len(one) == 2 and one.isupper()] == []


def front_door_work(change: Any) -> None:
    """Have six children been at the Front Door, and closed there last month."""
    for child in change.session.exec(select(Child).limit(6)).all():
        began = DAY - timedelta(days=40)
        made = open_involvement(change, child.id, "front_door", began, 2)
        close_involvement(change, made.id, began + timedelta(days=10), "Advice given")


async def drawn(pilot: Pilot[Any], held: int, seed: str) -> dict[int, str]:
    """Draw for a session with a seed; return the criterion of each child on its list."""
    app_of(pilot).open_session(held)
    await pilot.pause()
    await pilot.press("z")
    await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
    await pilot.press("enter", *["backspace"] * 8, *seed, "ctrl+s")
    await wait_for(pilot, lambda: not isinstance(pilot.app.screen, EntryScreen))
    await pilot.press("escape")
    await pilot.pause()
    listed = select(Discussion).where(Discussion.supervision_id == held)
    found = await stored(pilot, lambda session: session.exec(listed).all())
    return {one.child_id: one.criterion for one in found}
