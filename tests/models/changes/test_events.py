"""Dated events that a policy counts from or counts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from models.changes.events import record_event, remove_event
from models.policy import load_pack
from models.store.change import Change
from models.store.store import Store
from models.tables import DatedEvent
from tests import made
from tests.made import PRIYA, TODAY, TOM, ago
from tests.models.changes.diary import KENT
from tests.models.changes.refusing import refused

HAVERING, BIRMINGHAM = load_pack("havering"), load_pack("birmingham")


class TestEvents:
    """Of a practitioner, a child, or the team."""

    @pytest.mark.parametrize(
        ("code", "whose", "value", "kept"),
        [
            ("appraisal", {"practitioner_id": PRIYA}, "", ""),
            ("audit_result", {"child_id": TOM}, "YES", "yes"),
            ("team_wellbeing_plan", {}, "24/12/2026", "2026-12-24"),
            ("audit_learning_report", {}, "", ""),
        ],
    )
    def test_recorded(self, store: Store, code: str, whose: dict[str, Any], value: str, kept: str) -> None:
        """With its value in the form in which it is kept."""
        made.do(store, lambda change: record_event(change, KENT, code, ago(3), value=value, **whose))
        row = store.read(lambda session: session.exec(select(DatedEvent)).one())
        assert (row.type, row.happened_on, row.value) == (code, ago(3), kept)

    @pytest.mark.parametrize(
        ("code", "more", "says"),
        [
            ("birthday", {}, "knows no such event"),
            ("appraisal", {}, "belongs to a practitioner"),
            ("appraisal", {"practitioner_id": 99}, "That practitioner is no longer"),
            ("appraisal", {"practitioner_id": PRIYA, "child_id": TOM}, "belongs to a practitioner"),
            ("appraisal", {"practitioner_id": PRIYA, "value": "x"}, "a day and nothing else"),
            ("audit_result", {"practitioner_id": PRIYA, "value": "no"}, "belongs to a child"),
            ("audit_result", {"child_id": TOM}, "needs a child at significant risk"),
            ("audit_result", {"child_id": TOM, "value": "maybe"}, "Say yes or no"),
            ("audit_learning_report", {"practitioner_id": PRIYA}, "belongs to the team, not to one person"),
            ("team_wellbeing_plan", {"value": "some day"}, "The review date written on it is"),
        ],
    )
    def test_refused(self, store: Store, code: str, more: dict[str, Any], says: str) -> None:
        """What the policy does not know, of somebody else, or with a value that is none."""
        refused(store, lambda change: record_event(change, KENT, code, ago(3), **more), says)

    def test_a_number(self, store: Store) -> None:
        """Days of learning, or the interval of a document."""
        whose: dict[str, Any] = {"practitioner_id": PRIYA}
        made.do(
            store,
            lambda change: record_event(change, HAVERING, "days_of_learning", ago(3), value="2.5", **whose),
        )
        refused(
            store,
            lambda change: record_event(
                change, BIRMINGHAM, "role_profile_document", ago(3), value="often", **whose
            ),
            "A number is wanted",
        )

    def test_not_in_the_future_and_not_twice(self, store: Store) -> None:
        """On one day, of one practitioner."""
        tomorrow = TODAY + timedelta(days=1)

        def appraised(day: date) -> Callable[[Change], object]:
            return lambda change: record_event(change, KENT, "appraisal", day, practitioner_id=PRIYA)

        refused(store, appraised(tomorrow), "future")
        made.do(store, appraised(ago(3)))
        refused(store, appraised(ago(3)), "already")
        made.do(store, appraised(ago(2)))

    def test_taken_away(self, store: Store) -> None:
        """It was a mistake."""
        row = made.do(
            store, lambda change: record_event(change, KENT, "appraisal", ago(3), practitioner_id=PRIYA).id
        )
        made.do(store, lambda change: remove_event(change, row))
        refused(store, lambda change: remove_event(change, row), "That event is no longer")
