"""Who was at a session, who was late, what interrupted it; patterns of agendas; families drawn at random."""

from __future__ import annotations

from typing import Any

import pytest

from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import Ending, end_session, finish_item
from models.changes.agenda_templates import drop_template, keep_template
from models.changes.attendance import (
    drop_disturbance,
    expect_people,
    invite_guest,
    mark_attendance,
    note_disturbance,
    strike_off,
)
from models.changes.front_door import put_families
from models.changes.involvements import close_involvement
from models.changes.planning import Plan, plan_supervision
from models.store.store import Store
from tests import made
from tests.made import KIT, MORAG, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.agendas import WELLBEING, agenda_of
from tests.models.changes.diary import listed, plan
from tests.models.changes.refusing import refused


def rows(store: Store, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table without their numbers."""
    return [row[1:] for row in made.dump(store)[table]]


@pytest.fixture
def meeting(store: Store) -> int:
    """A group session today."""
    return plan(store, TODAY, person=None, kind="case_progression")


class TestAttendance:
    """Members, a facilitator, a presenter, and guests from other services."""

    def test_who_was_there(self, store: Store, meeting: int) -> None:
        """Apologies are said; there is one facilitator."""
        made.do(store, lambda change: expect_people(change, meeting, [MORAG, PRIYA, SAM]))
        made.do(store, lambda change: invite_guest(change, meeting, "Dr Lin", "Health"))
        for row, state, part in (
            (1, "present", "facilitator"),
            (2, "present", "facilitator"),
            (3, "apologies", ""),
        ):
            made.do(store, lambda change, r=row, s=state, p=part: mark_attendance(change, r, s, p))  # type: ignore[misc]
        assert [row[1:] for row in rows(store, "attendance")] == [
            (MORAG, "", "", "member", "present"),
            (PRIYA, "", "", "facilitator", "present"),
            (SAM, "", "", "member", "apologies"),
            (None, "Dr Lin", "Health", "member", "present"),
        ]
        made.do(store, lambda change: strike_off(change, 4))
        assert len(rows(store, "attendance")) == 3

    def test_refused(self, store: Store, meeting: int) -> None:
        """Twice the same, an unnamed guest, words that are none of the list."""
        made.do(store, lambda change: expect_people(change, meeting, [PRIYA]))
        refused(store, lambda change: expect_people(change, meeting, [PRIYA]), "on the list already")
        refused(store, lambda change: invite_guest(change, meeting, " "), "who the guest is")
        refused(store, lambda change: mark_attendance(change, 1, "ill"), "One of")
        refused(store, lambda change: mark_attendance(change, 1, part="boss"), "One of")


class TestDisturbances:
    """Lateness and interruptions, on either side (KCC-P18)."""

    def test_noted_and_taken_away(self, store: Store, meeting: int) -> None:
        """With whose it was, the minutes and a word."""
        made.do(store, lambda change: note_disturbance(change, meeting, "late", "supervisor", 10))
        made.do(
            store, lambda change: note_disturbance(change, meeting, "interrupted", "other", words="Fire bell")
        )
        found = rows(store, "disturbance")
        assert [(row[1], row[2], row[4], row[5]) for row in found] == [
            ("late", "supervisor", 10, ""),
            ("interrupted", "other", None, "Fire bell"),
        ]
        made.do(store, lambda change: drop_disturbance(change, 1))
        assert len(rows(store, "disturbance")) == 1
        refused(store, lambda change: note_disturbance(change, meeting, "loud", "other"), "by whom")


class TestTemplates:
    """A pattern is kept for a person or the team, under a name."""

    def test_kept_again_it_gives_way(self, store: Store) -> None:
        """One of the same name of the same person; the team's of that name stays."""
        for person, lines in ((PRIYA, [WELLBEING]), (None, [WELLBEING]), (PRIYA, [WELLBEING, WELLBEING])):
            made.do(
                store,
                lambda change, p=person, these=lines: keep_template(  # type: ignore[misc]
                    change, "Monthly", ["case"], these, practitioner_id=p, minutes=90
                ),
            )
        assert [row[1] for row in rows(store, "agenda_template")] == [None, PRIYA]
        assert len(rows(store, "agenda_template_line")) == 3
        made.do(store, lambda change: drop_template(change, made.dump(store)["agenda_template"][1][0]))
        assert len(rows(store, "agenda_template_line")) == 1

    def test_refused(self, store: Store) -> None:
        """Without a name or a line."""
        refused(store, lambda change: keep_template(change, " ", [], [WELLBEING]), "a name")
        refused(store, lambda change: keep_template(change, "Monthly", [], []), "1 to 200 lines")


class TestFrontDoor:
    """Families on the list of a sampled session, by number, with what they were picked by (KCC-P44)."""

    def test_closed_work_may_be_sampled_and_the_criterion_stays(self, store: Store) -> None:
        """What was drawn, with the seed; once held, each discussion says its criterion."""
        made.do(store, lambda change: close_involvement(change, 1, ago(1), "Advice given"))
        session = made.do(
            store,
            lambda change: plan_supervision(change, Plan("case", SAM, TODAY, occasion="front door")).id,
        )
        drawn = {TOM: "advice", ROSA: "csws_assessment"}
        made.do(store, lambda change: put_families(change, session, drawn, seed=7))
        assert [line.words for line in agenda_of(store, session)] == ["Drawn with seed 7"] * 2
        made.do(store, lambda change: finish_item(change, 1))
        made.do(store, lambda change: end_session(change, Ending((session,), TODAY)))
        assert listed(store, session) == {TOM: TODAY, ROSA: None}
        assert [row[-1] for row in rows(store, "discussion")] == ["advice", "csws_assessment"]
        refused(store, lambda change: put_families(change, session, {}), "It was held")

    def test_other_sessions_are_about_open_work_only(self, store: Store) -> None:
        """As before."""
        made.do(store, lambda change: close_involvement(change, 1, ago(1), "Advice given"))
        plan_one = Plan("case", PRIYA, TODAY)
        refused(
            store, lambda change: plan_supervision(change, plan_one, [TOM]), "closed work is not discussed"
        )
        refused(store, lambda change: plan_supervision(change, plan_one, [TOM, KIT]), "closed work")
        assert NewItem("own", "own").minutes == 0
