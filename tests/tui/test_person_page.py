"""A practitioner's page: the ramp, the year, the file with what runs out, observations, agreement, disagreements."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from textual.pilot import Pilot

from models.changes.attendance import note_disturbance
from models.changes.events import record_event
from models.changes.observations import record_observation
from models.changes.record_parts import About, Written
from models.changes.records import begin_record, complete_record
from models.policy import load_pack
from models.reading.disagreements import DisagreementView
from models.reading.due import read_due
from models.reading.standing.file_list import FileLine
from models.reading.standing.papers import EventView, ObservationView, PaperView
from models.store.change import Change
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.made import PRIYA, TODAY, ago
from tests.models.recording import answers
from tests.tui.conftest import DAY, Demos, Running, wait_for
from tests.tui.looking import app_of, beside, picture, stand_on_row, words
from tests.tui.people import page_of, typed
from tui.due_page import due_rows
from tui.person_page import Looking, paper_rows
from tui.person_reading import read_known
from tui.screens.complete import CompleteDialog
from tui.screens.fields import FieldsDialog
from tui.screens.person import PersonScreen
from tui.screens.record import RecordScreen
from tui.screens.sign import SignScreen
from tui.screens.signature import SignDialog
from tui.widgets.rows import Rows


async def in_the_diary(pilot: Pilot[Any]) -> str:
    """Return what the list of sessions (F3) says."""
    await pilot.press("f3")
    await wait_for(pilot, lambda: pilot.app.current_mode == "agenda")
    await wait_for(pilot, lambda: "Next with each" in words(pilot, "#sittings"))
    await pilot.pause()
    return words(pilot, "#sittings")


def stand(pilot: Pilot[Any], wanted: Any) -> None:
    """Put the cursor on the first row that a question is true of."""
    rows = pilot.app.screen.query_one("#person", Rows)
    rows.stand_on(next(row.ref for row in rows._rows if row.ref is not None and wanted(row.ref)))


class TestItsFirstPicture:
    """What the page begins with, before the policy's forms were read."""

    def test_it_says_nothing_is_there_only_where_it_looked(self, store: Store) -> None:
        """An observation and a check stand there at once; of what is due that it is being worked out."""
        pack = load_pack("northamptonshire")

        def job(change: Change) -> None:
            record_observation(change, PRIYA, ago(9), "Ruth Ambler")
            record_event(change, pack, "dbs_check", ago(5), practitioner_id=PRIYA)

        made.do(store, job)
        known = store.read(lambda session: read_known(session, pack, TODAY, PRIYA))
        said = [" ".join(row.cells) for row in paper_rows(known, Looking(pack, TODAY))]
        assert not any("None recorded" in one or "Nothing recorded" in one for one in said)
        assert any("observed by Ruth Ambler" in one for one in said)
        due = [row.cells[0] for row in due_rows(None, pack, None, TODAY, private=False)]
        assert due == ["Due", "Being worked out …"]


class TestNorthamptonshire:
    """The file of 5.10, the six matters, the ramp, a disagreement up the policy's line."""

    async def test_from_the_top_to_the_end(self, demo_of: Demos, running: Running) -> None:
        """A newcomer's page says what is held, what is missing, and every key changes what it says."""
        async with running(demo_of("northamptonshire"), size=(80, 24)) as pilot:
            desk = app_of(pilot).desk
            person = await page_of(pilot, "Megan Thorley")
            shown = words(pilot, "#person")
            assert "Ramp: Personal supervision (NCT-T05, NCT-T06, NCT-T07)" in shown
            assert "Weekly  ■ ■ ■ ■ ■ ·" in shown
            assert "5 held, 0 missed." in shown
            assert "Newly qualified social workers: supervision at least weekly" in shown
            assert "Always shared and recorded: when each was last" in shown
            assert "not yet  Legal issues affecting the service or the supervisee" in shown
            stand(pilot, lambda ref: isinstance(ref, FileLine) and ref.item.code == "dbs")
            await pilot.press("enter")
            shown = await typed(pilot, "tab", "home", "shift+end", *"-5d", "tab", *"3/12/2026")
            assert (
                "Mon 16 Nov 2026  Disclosure and Barring Service (DBS) check  runs out Thu 3 Dec 2026"
                in shown
            )
            due = await desk.read(lambda session: read_due(session, desk.pack, DAY))
            mine = [
                one for one in due.lines if one.practitioner_id == person and one.day == date(2026, 12, 3)
            ]
            assert [one.what for one in mine], "what runs out is on the clock"
            await stand_on_row(pilot, "#person", EventView)
            await pilot.press("delete")
            await wait_for(pilot, lambda: "runs out" not in words(pilot, "#person"))
            await pilot.press("n")
            shown = await typed(pilot, "tab", "tab", *"She wants weekly, I see no need")
            assert "She wants weekly, I see no need  open" in shown
            assert "Next: Taken up with the supervisor first (NCT-P30). Enter takes it there." in shown
            stand(pilot, lambda ref: isinstance(ref, DisagreementView))
            await pilot.press("enter")
            shown = await typed(pilot)
            assert "Next: Taken to the supervisor's manager who is named in the agreement" in shown
            said = answers(supervisors_manager="Ruth Ambler")
            agreement = Written(said, "1", About(DAY, None, person, ()), ())
            await desk.change(
                lambda change: begin_record(change, "northamptonshire_a", "northamptonshire", agreement).id
            )
            await pilot.press("enter")
            await wait_for(pilot, lambda: "named in the agreement" in picture(pilot))
            shown = await typed(pilot)
            assert "with Ruth Ambler" in shown
            await pilot.press("x", "tab", *"Fortnightly until March")
            shown = await typed(pilot)
            assert "Fortnightly until March" in shown
            assert f"settled {DAY:%a} {DAY.day}" in shown


class TestFromThePalette:
    """What stands on someone's page is found by name from anywhere."""

    async def test_a_disagreement(self, demo: Place, running: Running) -> None:
        """With whom is asked, then both views; their page says it is open. After F9 the first field is typed over."""
        async with running(demo) as pilot:
            await pilot.press("ctrl+p", *"disagree")
            await wait_for(pilot, lambda: "What two could not settle" in picture(pilot))
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            await pilot.press(*"priya", "ctrl+s")
            await wait_for(pilot, lambda: "A disagreement with Priya Nair" in picture(pilot))
            await pilot.resize_terminal(80, 24)
            views = "I hold that the visits be weekly. NR holds that fortnightly is enough while the aunt is"
            await pilot.press("right", "f9", *"-1d", "tab", "tab", *views)
            await pilot.pause()
            assert "is enough while " in picture(pilot), "nothing is cut from the whole of what is typed"
            assert "while…" not in picture(pilot)
            await pilot.press("ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            await wait_for(
                pilot, lambda: "A disagreement raised on Fri 20 Nov 2026 is open" in words(pilot, "#person")
            )

    async def test_somebody_leaves(self, demo: Place, running: Running) -> None:
        """Who is asked, then their last day; their page says it."""
        async with running(demo) as pilot:
            await pilot.press("ctrl+p", *"leaves")
            await wait_for(pilot, lambda: "Somebody leaves" in picture(pilot))
            await pilot.press("enter")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, FieldsDialog))
            await pilot.press(*"priya", "ctrl+s")
            await wait_for(pilot, lambda: "Priya Nair leaves" in picture(pilot))
            await pilot.press(*"18/12", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(pilot.app.screen, PersonScreen))
            await wait_for(pilot, lambda: "18 Dec 2026" in words(pilot, "#person"))


class TestLeaving:
    """Someone falls ill, is back, disagrees, hands over and leaves: the head of their page tells what is open."""

    async def test_what_is_open_stands_at_the_head(self, demo: Place, running: Running) -> None:
        """B begins an absence and ends it; l is their last day, with what is still to be seen to before it."""
        async with running(demo, size=(80, 24)) as pilot:
            await page_of(pilot, "Priya Nair")
            await pilot.press("b", "tab", "tab", *"sick")
            await typed(pilot)
            assert "away, no agenda yet" in await in_the_diary(pilot)
            await pilot.press("f2", "b")
            await wait_for(pilot, lambda: "Correct or end an absence" in picture(pilot))
            await pilot.press("tab", *"today")
            assert "sickness  until Sat 21 Nov 2026" in await typed(pilot)
            await pilot.press("n", "tab", "tab", *"She sees risk, I do not yet")
            assert "A disagreement raised on Sat 21 Nov 2026 is open" in await typed(pilot)
            assert isinstance(pilot.app.screen.query_one("#person", Rows).ref, DisagreementView)
            await pilot.press("l")
            await wait_for(pilot, lambda: "allocated to them now" in picture(pilot))
            await pilot.press(*"today")
            shown = await typed(pilot)
            assert "Last day  Sat 21 Nov 2026" in shown
            assert "Priya Nair" in picture(pilot).splitlines()[0]
            assert "Last day" in picture(pilot), "the head of the page is seen"
            assert "still allocated to them: c shows them, M marks all, h re-allocates." in shown
            assert "after that day and will not take place." in shown
            await pilot.press("c")
            await wait_for(pilot, lambda: "Priya Nair: " in picture(pilot))
            await pilot.press("M", "h")
            await wait_for(pilot, lambda: "Allocate 20 together" in picture(pilot))
            await pilot.press("escape", "escape")
            await page_of(pilot, "Priya Nair")
            assert "Priya Nair" not in (await in_the_diary(pilot)).partition("Nothing planned with")[0]
            await pilot.press("f2", "end", "home")
            assert "Priya Nair" in picture(pilot)
            assert "open involvements" in picture(pilot), "Home shows the head of the page too"

    async def test_of_a_leaver_nothing_is_wanted(self, demo: Place, running: Running) -> None:
        """Who left months ago is not told to have missed appraisals since."""
        async with running(demo, size=(80, 24)) as pilot:
            await page_of(pilot, "Beth Lomax")
            assert "not met" not in words(pilot, "#person")


class TestKent:
    """Observation and its parts, the agreement on its own form, what came between, projector mode."""

    async def test_observation_agreement_and_what_came_between(self, demo: Place, running: Running) -> None:
        """What goes with an event is said of the kind chosen; lateness counts on its side; a draws up Form C."""
        async with running(demo, size=(120, 40)) as pilot:
            desk = app_of(pilot).desk
            person = await page_of(pilot, "Nadia Rahmani")
            page = app_of(pilot).screen._page.page  # type: ignore[attr-defined]
            held = next(one for one in page.sessions if one.held_on)
            await desk.change(lambda change: note_disturbance(change, held.id, "late", "supervisor", 20).id)
            await pilot.press("v")
            await wait_for(pilot, lambda: beside(pilot, "value").startswith("some ask for more"))
            await pilot.press("down")
            await wait_for(pilot, lambda: beside(pilot, "value") == "who observed")
            await pilot.press("down")
            await wait_for(pilot, lambda: beside(pilot, "value") == "nothing more is asked")
            await pilot.press("home", "shift+end", *"observation")
            await pilot.press("tab", "home", "shift+end", *"-3d", "tab", *"Ruth Ambler")
            shown = await typed(pilot)
            assert "Late  1 time  1 by the supervisor" in shown
            assert "observed by Ruth Ambler  observer's part not yet" in shown
            assert "No Wellbeing Plan yet. F4, a writes one" in shown
            assert "Practice observations" in shown
            stand(
                pilot,
                lambda ref: isinstance(ref, ObservationView) and ref.observed_on == DAY - timedelta(days=3),
            )
            await pilot.press("enter")
            shown = await typed(pilot)
            assert f"observer's part {DAY:%a} {DAY.day} {DAY:%b} {DAY.year}; comments not yet" in shown
            await pilot.press("a")
            await wait_for(pilot, lambda: isinstance(app_of(pilot).screen, RecordScreen))
            assert "Form C" in picture(pilot) or "Supervision Agreement" in picture(pilot)
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(app_of(pilot).screen, PersonScreen))
            stand(pilot, lambda ref: isinstance(ref, PaperView))
            assert person == page.person.id
            await pilot.press("f10")
            await wait_for(pilot, lambda: "Ruth Ambler" not in words(pilot, "#person"))

    async def test_a_longer_interval_than_the_policy_allows(self, demo: Place, running: Running) -> None:
        """Said with the rule before the form is complete; signed by both, the agreement holds and the page says it."""
        async with running(demo, size=(120, 40)) as pilot:
            app = app_of(pilot)
            person = await page_of(pilot, "Priya Nair")
            written = Written(answers(weeks="9"), "1", About(DAY, None, person, ()), ())
            record = await app.desk.change(lambda change: begin_record(change, "kent_c", "kent", written).id)
            app.open_record(record)
            await wait_for(pilot, lambda: isinstance(app.screen, RecordScreen))
            await pilot.press("f")
            await wait_for(pilot, lambda: isinstance(app.screen, CompleteDialog))
            said = " ".join(picture(pilot).replace("│", " ").split())
            assert "Every 9 weeks is longer than the policy allows" in said
            assert "(KCC-T" in said
            await pilot.press("escape")
            await app.desk.change(lambda change: complete_record(change, record).id)
            app.push_screen(SignScreen(record))
            await wait_for(pilot, lambda: isinstance(app.screen, SignScreen))
            for _ in range(2):
                await pilot.press("s")
                await wait_for(pilot, lambda: isinstance(app.screen, SignDialog))
                await pilot.press("ctrl+s")
                await wait_for(pilot, lambda: isinstance(app.screen, SignScreen))
            await pilot.press("escape")
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(app.screen, PersonScreen))
            await wait_for(pilot, lambda: "every 9 weeks" in words(pilot, "#person"))
            assert "Every 9 weeks is longer than the policy allows" in words(pilot, "#person")
