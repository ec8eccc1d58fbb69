"""From a line of the list to what settles it: Enter, the agenda, discussing, shorter intervals; files and digest."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select
from textual.pilot import Pilot

from models.reading.due import DueList
from models.store.place import Place
from models.tables import Agreement, Practitioner
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, pasted, picture, stand_on_words, toasts, words
from tests.tui.people import number_of, page_of
from tui.screens.child import ChildScreen
from tui.screens.entry import EntryScreen
from tui.screens.overdue import OverdueScreen
from tui.screens.person import PersonScreen
from tui.screens.session import SessionScreen
from tui.screens.team import TeamScreen


async def listed(pilot: Pilot[Any], find: str = "") -> DueList:
    """Open the list, narrowed to what is typed, and return all of it."""
    await pilot.press("f5")
    due = await app_of(pilot).dues.fresh()
    await pilot.pause()
    if find:
        await pilot.press("slash", *find, "enter")
        await pilot.pause()
    return due


async def settled(pilot: Pilot[Any]) -> None:
    """Wait until everything that was under way is done."""
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def status(pilot: Pilot[Any]) -> str:
    """Return the line at the foot."""
    return words(pilot, "#status")


class TestEnter:
    """Enter opens what would settle the line."""

    @pytest.mark.parametrize(
        ("find", "screen"),
        [
            ("38374", ChildScreen),
            ("grace oyelaran (away): case supervision", PersonScreen),
            ("sam whitlock: case supervision", SessionScreen),
            ("new date for a cancelled", SessionScreen),
            ("review the supervision agreement", EntryScreen),
            ("pdp conversations", EntryScreen),
            ("formal observations", EntryScreen),
            ("wellbeing plan", TeamScreen),
        ],
    )
    async def test_it_opens_the_right_page(
        self, demo: Place, running: Running, find: str, screen: type[Any]
    ) -> None:
        """A child, a person, the booked session, the cancelled one, the agreement, an event, the team."""
        async with running(demo) as pilot:
            await listed(pilot, find)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, screen))

    async def test_an_agreement_that_is_reviewed_is_no_longer_late(
        self, demo: Place, running: Running
    ) -> None:
        """Callum's was due on 29 October; signed today it is due when the two say; the rest of it is kept."""
        async with running(demo) as pilot:
            await listed(pilot, "callum brightwell: review the supervision")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press("tab", "4", "tab", *"no", "tab", *"1/6/2027", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            assert "1 Jun 2027" in status(pilot)
            person = await number_of(pilot, "Callum Brightwell")
            kept = await app_of(pilot).desk.read(
                lambda session: session.exec(
                    select(Agreement).where(Agreement.practitioner_id == person, Agreement.signed_on == DAY)
                ).one()
            )
            assert (kept.weeks, kept.one_sitting) == (4, False)
            await page_of(pilot, "Callum Brightwell")
            assert "signed  every 4 weeks, to be reviewed Tue 1 Jun 2027" in words(pilot, "#person")

    async def test_an_observation_counts_at_once(self, demo: Place, running: Running) -> None:
        """Callum's observations were too few; one more today, and the next is in time."""
        async with running(demo) as pilot:
            before = await listed(pilot, "callum brightwell: formal observations")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            after = await app_of(pilot).dues.fresh()
            assert after.overdue == before.overdue - 1


class TestNoted:
    """New work waits to be talked about: the note of oversight at that point is what settles it (KCC-P01, KCC-T01)."""

    async def test_enter_opens_the_note_at_its_point(self, demo: Place, running: Running) -> None:
        """From what is due to the child, and there to the note, its point chosen."""
        async with running(demo) as pilot:
            await listed(pilot, "oversight at allocation")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            await wait_for(pilot, lambda: "oversight at allocation" in picture(pilot))
            await pilot.press("home", "enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            assert "Point of allocation" in picture(pilot)


class TestAgenda:
    """g puts it on that practitioner's next agenda, and the line says so."""

    async def test_a_child_goes_on_the_list_and_undo_takes_it_off(
        self, demo: Place, running: Running
    ) -> None:
        """40566 stands on no list; after g it stands on Sam's of the 23rd, after u on none."""
        async with running(demo) as pilot:
            await listed(pilot, "40566")
            assert "on list" not in words(pilot, "#due")
            await pilot.press("g")
            await settled(pilot)
            assert "40566 ML is on Sam Whitlock's agenda of Mon 23 Nov 2026" in status(pilot)
            assert "on list 23 Nov" in words(pilot, "#due")
            await pilot.press("g")
            assert "on the list of Mon 23 Nov 2026 already" in status(pilot)
            await pilot.press("u")
            await settled(pilot)
            assert "Taken back: what was put on the agenda" in status(pilot)
            assert "on list" not in words(pilot, "#due")

    async def test_what_is_their_own_goes_on_it_too(self, demo: Place, running: Running) -> None:
        """The review of Callum's agreement is an item of his agenda, once; a session is none of its own."""
        async with running(demo) as pilot:
            await listed(pilot, "review the supervision agreement")
            await pilot.press("g")
            await settled(pilot)
            assert (
                "Review the supervision agreement is on Callum Brightwell's agenda of Wed 25 Nov"
                in status(pilot)
            )
            await pilot.press("g")
            await settled(pilot)
            assert "on that agenda already" in status(pilot)
            await pilot.press("escape")
            await listed(pilot, "sam whitlock: case supervision")
            await pilot.press("g")
            assert "It is the session itself" in status(pilot)

    async def test_without_a_planned_session_one_is_offered(self, demo: Place, running: Running) -> None:
        """Grace has none in the diary: g asks for one on a working day, and the child is on its list."""
        async with running(demo) as pilot:
            await listed(pilot, "38193")
            await pilot.press("g")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            shown = picture(pilot)
            assert "Plan a session with Grace Oyelaran" in shown
            assert "23/11/2026" in shown
            assert "They are away" in shown
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            assert "on list 23 Nov" in words(pilot, "#due")

    async def test_what_is_nobodys_is_said(self, demo: Place, running: Running) -> None:
        """Work that nobody holds stands on no agenda."""
        async with running(demo) as pilot:
            await listed(pilot, "40563")
            await pilot.press("g")
            assert "Allocate it first" in status(pilot)


class TestDiscussed:
    """d records a session that stood in no diary; only a formal one settles the clock."""

    async def test_a_formal_discussion_moves_the_date(self, demo: Place, running: Running) -> None:
        """38374 was 48 days late; discussed today it is due in ninety days."""
        async with running(demo) as pilot:
            await listed(pilot, "38374")
            await pilot.press("d")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            assert "Fri 19 Feb 2027" in status(pilot)

    async def test_an_ad_hoc_talk_moves_nothing(self, demo: Place, running: Running) -> None:
        """GEN-X07: it is recorded, and the date stands."""
        async with running(demo) as pilot:
            before = await listed(pilot, "38374")
            await pilot.press("d")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press("tab", *["backspace"] * 6, *"ad hoc", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            due = await app_of(pilot).dues.fresh()
            assert due is not before
            child = next(line for line in due.lines if line.label == "38374 PE")
            assert child.day == date(2026, 10, 4)


class TestShorterInterval:
    """i sets a shorter interval with a reason; a longer one can't be had (GEN-X09)."""

    async def test_a_longer_one_is_refused_with_the_rule_that_stands(
        self, demo: Place, running: Running
    ) -> None:
        """120 days against Kent's ninety: refused in words, and the form stays."""
        async with running(demo) as pilot:
            await listed(pilot, "38374")
            await pilot.press("i")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            assert "Now: Families open to a Children's Social Work Team" in picture(pilot)
            await pilot.press(*"120", "tab", *"quieter now", "ctrl+s")
            await settled(pilot)
            shown = " ".join(picture(pilot).replace("│", " ").split())
            assert "120 days would be no shorter than the policy allows" in shown
            assert "(KCC-T24)" in shown
            assert "the policy's date stands" in shown

    async def test_a_shorter_one_moves_the_date_and_is_ended_on_the_page(
        self, demo: Place, running: Running
    ) -> None:
        """30 days: due by that from now on; x on the child's page ends it."""
        async with running(demo) as pilot:
            await listed(pilot, "39217")
            await pilot.press("i")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press(*"30", "tab", *"new partner in the house", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, OverdueScreen))
            await app_of(pilot).dues.fresh()
            await pilot.pause()
            assert "KCC-T28" in status(pilot) or "GEN-X09" in status(pilot)
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            assert "every 30 days" in words(pilot, "#trail")
            assert "new partner in the house" in words(pilot, "#trail")
            await pilot.press("f10")
            await pilot.pause()
            assert "new partner" not in words(pilot, "#trail")
            await pilot.press("f10", "down", "x")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, EntryScreen))
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            assert "until Sat 21 Nov 2026" in words(pilot, "#trail")


class TestPages:
    """? and what is due on the board and on the pages of children and people."""

    async def test_the_board_explains_a_tile(self, demo: Place, running: Running) -> None:
        """? on a tile explains what is due of its children."""
        async with running(demo) as pilot:
            due = await app_of(pilot).dues.fresh()
            await pilot.pause()
            await pilot.press("slash", *"38374", "enter", "question_mark")
            await settled(pilot)
            assert due.lines[0].sentence() in words(pilot, "#why")

    async def test_a_childs_page_shows_and_explains_its_dates(self, demo: Place, running: Running) -> None:
        """The due section stands first; ? on its line gives the rule."""
        async with running(demo) as pilot:
            await listed(pilot, "38244")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, ChildScreen))
            shown = words(pilot, "#trail")
            assert "follow up audit actions" in shown
            assert "in 3 days, on list 23 Nov (KCC-T24)" in shown
            await pilot.press("end", "question_mark")
            await settled(pilot)
            assert "1 of 2" in picture(pilot)
            await pilot.press("tab")
            assert "KCC-T24" in words(pilot, "#why")

    async def test_a_persons_page_shows_and_explains_theirs(self, demo: Place, running: Running) -> None:
        """Sessions, agreement, development and observations with their days, and how the children stand."""
        async with running(demo) as pilot:
            await listed(pilot, "grace oyelaran (away): case supervision")
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            shown = words(pilot, "#person")
            assert "36 days late (KCC-T21)" in shown
            assert "Of their children" in shown
            await pilot.press("home", "question_mark")
            await settled(pilot)
            assert "Absent now: the clock runs on (GEN-X11)" in words(pilot, "#why")

    async def test_where_nothing_is_due_it_is_said(self, demo: Place, running: Running) -> None:
        """An empty stage of the board has nothing to explain."""
        async with running(demo) as pilot:
            await app_of(pilot).dues.fresh()
            await pilot.press("slash", *"99999999", "enter", "question_mark")
            await settled(pilot)
            assert "Nothing stands here that a rule gives a date for" in toasts(pilot)


class TestFiles:
    """What is shown goes into a file; the digest holds no name."""

    async def test_the_list_is_written_as_it_is_narrowed(
        self, demo: Place, running: Running, tmp_path: Path
    ) -> None:
        """.csv for a spreadsheet, anything else as plain text."""
        async with running(demo) as pilot:
            await listed(pilot, "sam whitlock")
            for name in ("list.csv", "list.txt"):
                await pilot.press("e")
                await pasted(pilot, tmp_path / name, "ctrl+s")
                await settled(pilot)
                await wait_for(pilot, (tmp_path / name).exists)
            table = (tmp_path / "list.csv").read_text("utf-8-sig")
            assert "Discuss in supervision" in table
            assert "Priya Nair" not in table
            assert "38374 PE (Sam Whitlock): discuss in supervision" in (tmp_path / "list.txt").read_text()
            assert "not encrypted" in toasts(pilot)

    async def test_the_digest_has_initials_only(self, demo: Place, running: Running, tmp_path: Path) -> None:
        """From the palette, to the clipboard."""
        async with running(demo) as pilot:
            due = await listed(pilot)
            await pilot.press("ctrl+p")
            await pilot.pause()
            await pilot.press(*"digest to the clip")
            await pilot.pause(0.3)
            await pilot.press("enter")
            await wait_for(pilot, lambda: bool(pilot.app.clipboard))
            text = pilot.app.clipboard
            assert "24 things overdue" in text
            assert "38374 PE (SW): discuss in supervision" in text
            assert not [person.name for person in due.facts.people.values() if person.name in text]


@pytest.mark.parametrize(
    "policy", ["kent", "northamptonshire", "havering", "birmingham", "children_and_families"]
)
class TestEveryPolicy:
    """The screens work for each authority's made-up team."""

    async def test_the_list_and_every_explanation(
        self, demo_of: Demos, running: Running, policy: str
    ) -> None:
        """F5 shows what the clock says, each line can be explained, and each kind can be opened."""
        async with running(demo_of(policy)) as pilot:
            due = await listed(pilot)
            assert f"{due.overdue} overdue" in words(pilot, "#top")
            assert due.today == DAY
            for line in due.lines:
                assert line.explain().startswith(line.sentence())
            screen = pilot.app.screen
            assert isinstance(screen, OverdueScreen)
            opened = set()
            for line in due.lines:
                if (line.kind, line.about.entity) in opened:
                    continue
                opened.add((line.kind, line.about.entity))
                screen._rows.stand_on(next(key for key, each in screen._by_key.items() if each is line))
                if screen.line is not line:
                    continue
                await pilot.press("enter")
                await wait_for(pilot, lambda: pilot.app.screen is not screen)
                await pilot.press("escape")
                await wait_for(pilot, lambda: pilot.app.screen is screen)


class TestAFigure:
    """What is not worked out for want of a figure is opened where the figure is recorded."""

    async def test_the_days_of_the_role_profile_document(self, demo_of: Demos, running: Running) -> None:
        """Seconded staff of Birmingham meet as their document says (BCT-T54): Enter asks for its days."""
        async with running(demo_of("birmingham")) as pilot:
            app = app_of(pilot)
            person = await number_of(pilot, "Michael Tolland")

            def seconded(change: Any) -> None:
                change.update(change.session.get(Practitioner, person), role="yos_seconded", service="yos")
                change.note("correct_practitioner", "practitioner", person)

            await app.desk.change(seconded)
            await page_of(pilot, "Michael Tolland")
            await app.dues.fresh()
            await wait_for(pilot, lambda: "Role Profile Document is not recorded" in words(pilot, "#person"))
            stand_on_words(pilot, "#person", "Role Profile Document is not recorded")
            await pilot.press("enter")
            await wait_for(pilot, lambda: "YOS Role Profile Document, with the days" in picture(pilot))
            await pilot.press("tab", "tab", *"21", "ctrl+s")
            await wait_for(pilot, lambda: "BCT-T54" in words(pilot, "#person"))
            assert "is not recorded" not in words(pilot, "#person")
