"""The gates: before an involvement closes, and before another service is opened to a child (KCC-P39, P13, P08)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import Session
from textual.pilot import Pilot

from forms.by_hand import Lists
from models.changes.children import add_child
from models.changes.holding import hold_unplanned
from models.changes.involvements import close_involvement, open_involvement
from models.changes.planning import Plan, plan_supervision
from models.changes.transfers import plan_transfer
from models.errors import Refused
from models.policy.load import load_pack
from models.reading.child import read_child
from models.reading.diary import read_diary
from models.reading.due import read_due
from models.reading.gates import by_service, read_closing, read_passes
from models.reading.record_context import read_known_children, read_people
from models.reading.written import read_written
from models.store.change import Change
from models.store.place import Place
from models.store.store import Store
from tests import made
from tests.made import NOW, PRIYA, SAM, SERVICE, TODAY, ago
from tests.tui.conftest import Running, wait_for
from tests.tui.looking import app_of, picture, stand_on_words, toasts, words
from tui.by_hand import closing
from tui.gating import Gate, before_closing
from tui.overdue_lines import booked_for
from tui.oversight import Noting, keep_note, oversight_form
from tui.oversight_more import keep_more
from tui.screens.child import ChildScreen
from tui.screens.entry import EntryScreen

KENT = load_pack("kent")
FRONT_DOOR, EARLY_HELP = "front_door", "early_help"


def team(tmp_path: Any) -> tuple[Place, Store]:
    """Return a store with the small team."""
    place = made.place_in(tmp_path)
    unlocked, _ = made.make(place, made.small_team, kind="demo")
    return place, made.open_(place, unlocked)


@asynccontextmanager
async def asked(running: Running, tmp_path: Path, key: str) -> AsyncIterator[Pilot[Any]]:
    """Open the page of the team's first child, and press a key that asks for something."""
    place, store = team(tmp_path)
    store.close()
    async with running(place) as pilot:
        app = app_of(pilot)
        app.open_child([1])
        await wait_for(pilot, lambda: isinstance(app.screen, ChildScreen))
        await pilot.press(key)
        await wait_for(pilot, lambda: isinstance(app.screen, EntryScreen))
        yield pilot


def child_with(change: Change, number: str, *parts: tuple[str, int, int | None]) -> list[int]:
    """Add a child with involvements: service, opened and closed so many days ago; return their numbers."""
    child = add_child(change, number, "QA", "")
    found = []
    for service, opened, closed in parts:
        row = open_involvement(change, child.id, service, ago(opened), PRIYA)
        found.append(row.id)
        if closed is not None:
            close_involvement(change, row.id, ago(closed), "Work done")
    return found


def gate(store: Store, involvement: int, *, noted: bool = False) -> Gate:
    """Return what stands before closing one."""
    views = store.read(lambda session: read_closing(session, KENT, [involvement], TODAY))
    return before_closing(views, KENT, TODAY, noted=noted)


def note(store: Store, number: str, point: str, more: dict[str, str] | None = None, **said: Any) -> list[str]:
    """Note oversight at a point about a child, and what is asked next; return what a rule still wants."""

    def read(session: Session) -> Noting:
        kids = read_known_children(session, None, TODAY)
        return Noting(KENT, oversight_form(KENT), read_people(session, TODAY), kids)

    noting = store.read(read)
    values = {"children": number, "point": point, "person": "", "what": "", "who": "", "by_when": None} | said
    kept = made.do(store, lambda change: keep_note(change, noting, values, NOW))
    told = more or {}
    for _ in range(2 if more else 0):
        if not kept.asks:
            break
        asked = {key: told.get(key, "") for key in kept.asks}
        kept = made.do(store, partial(keep_more, noting.pack, noting.form, kept, values=asked))
    return [str(one) for one in kept.wanted]


class TestKentsTwoExamples:
    """The closing service holds a formal supervision first, however short each part was."""

    def test_front_door_early_help_social_work_early_help(self, tmp_path: Any) -> None:
        """Each part under 90 days, so that no clock ever ran out: the last Early Help can't close without one."""
        _, store = team(tmp_path)
        parts = ((FRONT_DOOR, 200, 195), (EARLY_HELP, 195, 130), (SERVICE, 130, 60), (EARLY_HELP, 60, None))
        ids = made.do(store, lambda change: child_with(change, "77001", *parts))
        found = gate(store, ids[-1])
        assert found.unmet == ("KCC-T29",)
        said = "\n".join(found.said)
        assert "77001 QA: none held in this involvement yet." in said
        assert "77001 QA, so far:" in said
        for days in ("5 days", "65 days", "70 days", "60 days"):
            assert f"{days}, no formal supervision" in said
        child = store.read(lambda session: read_closing(session, KENT, ids, TODAY))[0]
        assert [one.service for one in child.history] == [FRONT_DOOR, EARLY_HELP, SERVICE, EARLY_HELP]
        made.do(store, lambda change: hold_unplanned(change, "case", PRIYA, ago(10), [5]))
        assert gate(store, ids[-1]) == Gate(
            (), (), "Formal supervision held in this involvement: Wed 11 Nov 2026 (KCC-T29)"
        )

    def test_repeated_referrals_to_social_work(self, tmp_path: Any) -> None:
        """Each closed within 90 days: a supervision in an earlier one does not serve for this one."""
        _, store = team(tmp_path)

        def job(change: Change) -> list[int]:
            ids = child_with(change, "77002", (SERVICE, 300, 230))
            hold_unplanned(change, "case", PRIYA, ago(250), [5])
            for opened, closed in ((200, 130), (80, None)):
                row = open_involvement(change, 5, SERVICE, ago(opened), PRIYA)
                ids.append(row.id)
                if closed:
                    close_involvement(change, row.id, ago(closed))
            return ids

        ids = made.do(store, job)
        assert gate(store, ids[-1]).unmet == ("KCC-T29",)
        assert "70 days, 1 formal supervision" in "\n".join(gate(store, ids[-1]).said)

    def test_not_on_a_day_before_it_was_held(self, tmp_path: Any) -> None:
        """On or before closure (KCC-X05): a supervision of the 11th is none for a closing of the 1st."""
        _, store = team(tmp_path)
        ids = made.do(store, lambda change: child_with(change, "77004", (SERVICE, 100, None)))
        made.do(store, lambda change: hold_unplanned(change, "case", PRIYA, ago(10), [5]))
        view = store.read(lambda session: read_child(session, 5, TODAY))
        lists = Lists(KENT, (), TODAY, False)
        one = next(each for each in view.involvements if each.id == ids[0])
        _, change_it = closing(lists, one, gate(store, ids[0]), view)
        told = {"reason": "Done", "passed": "", "closed_on": ago(20)}
        with pytest.raises(Refused, match=r"KCC-T29.*held on Wed 11 Nov 2026"):
            made.do(store, lambda change: change_it(change, told))
        made.do(store, lambda change: change_it(change, told | {"closed_on": ago(10)}))

    def test_of_another_service_or_informal_or_long_ago(self, tmp_path: Any) -> None:
        """What the other service held beside it, or in passing, is none of theirs; an old one is said to be old."""
        _, store = team(tmp_path)

        def job(change: Change) -> list[int]:
            ids = child_with(change, "77003", (SERVICE, 100, None))
            ids.append(open_involvement(change, 5, EARLY_HELP, ago(90), SAM).id)
            hold_unplanned(change, "case", PRIYA, ago(50), [5])
            hold_unplanned(change, "case", SAM, ago(5), [5], occasion="ad hoc")
            return ids

        social_work, early_help = made.do(store, job)
        assert gate(store, early_help).unmet == ("KCC-T29",)
        assert "50 days ago" in gate(store, social_work).met
        view = store.read(lambda session: by_service(session, KENT, read_child(session, 5, TODAY), TODAY))
        assert [one.formal_supervisions for one in view.involvements] == [(ago(50),), ()]


SAID = {"discussed": "We spoke", "decision": "He stays", "why": "It is safe"}
ACTION = {"what": "Visit him", "who": "Priya Shah", "by_when": TODAY}
POINTS: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "allocation": ("KCC-P01", {}, {}),
    "assessments": ("KCC-P02", {}, {"approved_by": "Morag Bell", "quality_assured": "yes"}),
    "reviews": ("KCC-P03", {}, {"approved_by": "Morag Bell"}),
    "supervision": ("KCC-P04", {}, {}),
    "joint": ("KCC-P05", {}, {}),
    "informal": ("KCC-P06", ACTION, {}),
    "case_progression": ("KCC-P07", {}, {}),
    "step": ("KCC-P08", {}, {"other_manager": "Ruth Ambler"}),
    "strategy": ("KCC-P09", {}, {"strategy": "outcome", "service_manager": "Ines Vale"}),
    "transfers": ("KCC-P10", {}, {}),
    "appreciative_inquiry": ("KCC-P11", {}, {"uploaded": "yes"}),
    "audits": ("KCC-P12", {}, {"uploaded": "yes", "significant_risk": "no"}),
    "closures": ("KCC-P13", {}, {"family_said": "Glad of it"}),
    "observation": ("KCC-P14", {}, {"uploaded": "yes"}),
}
"""Kent's fourteen points: the row, what is typed beside the three texts, and what the point asks for next."""


class TestFourteenPoints:
    """Each is noted in passing, holds what the policy wants of it, and stands on the child's trail."""

    def test_each_point(self, tmp_path: Any) -> None:
        """Empty it stays a draft that names the row; with what the point asks for it is complete."""
        _, store = team(tmp_path)
        field = oversight_form(KENT).field("point")
        assert field is not None
        assert [option.code for option in field.options] == list(POINTS)
        for point, (rule, beside, asked) in POINTS.items():
            assert rule in "".join(note(store, "39980", point)), point
            assert note(store, "40217", point, asked, **SAID, **beside) == [], point
        found = store.read(lambda session: read_written(session, 1))
        assert {one.point for one in found if one.state == "complete"} == set(POINTS)

    def test_who_approves_which_minutes(self, tmp_path: Any) -> None:
        """A Strategy Discussion's: the Team Manager. An Outcome Strategy Discussion's: the Service Manager."""
        _, store = team(tmp_path)
        for which, who in (("strategy", "Team Manager"), ("outcome", "Service Manager")):
            wanted = note(store, "40217", "strategy", {"strategy": which}, **SAID)
            assert wanted == [f"Approved by the {who} (KCC-P09)"]


class TestClosingAndSteps:
    """On the child's page: x and n ask for the reason where something is missing, and it is listed."""

    async def test_a_close_and_a_step_with_and_without(self, tmp_path: Any, running: Running) -> None:
        """Passed with a reason, told on the page, listed for quality assurance; with the notes nothing is asked."""
        async with asked(running, tmp_path, "n") as pilot:
            app = app_of(pilot)
            assert "KCC-P08: both team managers discuss a step" in picture(pilot).replace("\n", " ")
            await pilot.press("escape")
            await wait_for(pilot, lambda: isinstance(app.screen, ChildScreen))
            await pilot.press("x")
            await wait_for(pilot, lambda: isinstance(app.screen, EntryScreen))
            shown = picture(pilot)
            assert "Why go on without" in shown
            assert "KCC-T29: the service" in shown
            assert "KCC-P13: a note" in shown
            assert "page or the board notes it" in shown
            await pilot.press("tab", *"Moved", "tab", *"Left the county", "ctrl+s")
            await wait_for(pilot, lambda: isinstance(app.screen, ChildScreen))
            assert "KCC-P13 passed" in words(pilot, "#trail")
            listed = await app.desk.read(lambda session: read_passes(session, ago(30), TODAY))
            assert {(one.rule, one.child, one.reason) for one in listed} == {
                (rule, "40217 TB", "Left the county") for rule in ("KCC-T29", "KCC-P13")
            }
            for one in app._notifications:
                one.raised_at -= 3  # said a while before going to another screen
            app.open_team()
            await wait_for(
                pilot, lambda: bool(app.screen.query("#team")) and "Passed" in words(pilot, "#team")
            )
            assert "KCC-P13: 40217 TB  Left the county" in words(pilot, "#team")
            assert not toasts(pilot)

    async def test_a_transfer_is_planned(self, tmp_path: Any, running: Running) -> None:
        """M asks for the day with the policy's rule beside; its window is due then, and p plans a session in it."""
        async with asked(running, tmp_path, "m") as pilot:
            app = app_of(pilot)
            assert "ideally 2-4 weeks before" in " ".join(picture(pilot).replace("│", " ").split())
            await pilot.press(*"+6w", "ctrl+s")
            await wait_for(pilot, lambda: "To be transferred" in words(pilot, "#trail"))
            due = await app.desk.read(lambda session: read_due(session, KENT, TODAY))
            assert [one.day for one in due.lines if one.rule == "KCC-T12"] == [date(2026, 12, 19)]
            await wait_for(pilot, lambda: "ransition supervision" in words(pilot, "#trail"))
            stand_on_words(pilot, "#trail", "KCC-T12")
            await pilot.press("p")
            await wait_for(pilot, lambda: isinstance(app.screen, EntryScreen))
            asks = " ".join(picture(pilot).replace("│", " ").split())
            assert "Transition supervision: by Sat 19 Dec 2026 (KCC-T12)." in asks
            assert "Day 18/12/2026" in asks
            assert "Occasion transition" in asks

    @pytest.mark.parametrize(("days", "settles"), [(5, False), (20, True)])
    def test_a_session_before_the_window_settles_no_transition(
        self, tmp_path: Any, days: int, settles: bool
    ) -> None:
        """A child on its list is discussed too early for it: the line does not say that it is on a list (KCC-T12)."""
        _, store = team(tmp_path)

        def job(change: Change) -> None:
            plan_transfer(change, 1, TODAY + timedelta(days=42))
            plan_supervision(change, Plan("case", PRIYA, TODAY + timedelta(days=days)), [1])

        made.do(store, job)
        lines = store.read(lambda session: read_due(session, KENT, TODAY)).lines
        line = next(one for one in lines if one.rule == "KCC-T12")
        found = booked_for(line, KENT, store.read(lambda session: read_diary(session, TODAY)))
        assert (found is not None) == settles

    async def test_a_note_is_asked_for_what_its_point_wants(self, tmp_path: Any, running: Running) -> None:
        """O at Step downs/across/up asks next who the other manager was; the note stands on the child's trail."""
        async with asked(running, tmp_path, "o") as pilot:
            app = app_of(pilot)
            await pilot.press(
                "tab", "home", "shift+end", *"step", "tab", "tab", "tab", *"To Early Help", "tab"
            )
            await pilot.press(*"Safe now", "ctrl+s")
            await wait_for(pilot, lambda: "At this point the policy wants more" in picture(pilot))
            await pilot.press(*"Ruth Ambler", "ctrl+s")
            await wait_for(pilot, lambda: "Noted, and complete" in toasts(pilot))
            shown = words(pilot, "#trail")
            assert "Sat 21 Nov 2026  Step downs/across/up (Management Oversight case note)  complete" in shown
            await pilot.press("n")
            await wait_for(pilot, lambda: isinstance(app.screen, EntryScreen))
            assert "Why go on without" not in picture(pilot)

    def test_what_the_notes_must_contain(self, tmp_path: Any) -> None:
        """A closing note without the family's words stays a draft and opens nothing; whole, it does."""
        _, store = team(tmp_path)
        made.do(store, lambda change: hold_unplanned(change, "case", PRIYA, ago(5), [1]))
        assert note(store, "40217", "closures", decision="Close", why="The plan was met") == [
            "What the family think and feel about it (KCC-P13)"
        ]
        assert gate(store, 1, noted=True).unmet == ("KCC-P13",)
        told = {"family_said": "Glad of it"}
        assert note(store, "40217", "closures", told, decision="Close", why="Met") == []
        assert gate(store, 1, noted=True).unmet == ()
