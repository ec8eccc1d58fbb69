"""Situations: dated facts about a child that change the clock."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import col, select

from models.changes.situations import add_situation, end_situation, remove_situation
from models.store.store import Store
from models.tables import Situation
from tests import made
from tests.made import KIT, TODAY, TOM, ago
from tests.models.changes.refusing import refused

Span = tuple[str, date, date | None]


def risks(store: Store, child_id: int = TOM) -> list[Span]:
    """Return a child's levels of risk in order: level, since, until."""
    found = store.read(
        lambda session: session.exec(
            select(Situation)
            .where(Situation.child_id == child_id, Situation.code == "risk")
            .order_by(col(Situation.since))
        ).all()
    )
    return [(row.value, row.since, row.until) for row in found]


class TestAdding:
    """From a day on, until a day or for now."""

    def test_a_new_level_ends_the_one_before(self, store: Store) -> None:
        """On the day before, so that no day has two."""
        made.do(store, lambda change: add_situation(change, TOM, "risk", ago(10), value="high"))
        assert risks(store) == [("low", ago(90), ago(11)), ("high", ago(10), None)]

    def test_one_that_is_over(self, store: Store) -> None:
        """A past one may be recorded before those there are."""
        made.do(
            store, lambda change: add_situation(change, TOM, "risk", ago(120), until=ago(91), value="high")
        )
        assert risks(store) == [("high", ago(120), ago(91)), ("low", ago(90), None)]

    def test_one_that_lies_ahead(self, store: Store) -> None:
        """A plan that begins next week may be recorded now."""
        made.do(store, lambda change: add_situation(change, KIT, "cp", TODAY + timedelta(days=7)))

    @pytest.mark.parametrize(
        ("since", "until", "value", "says"),
        [
            (ago(5), None, "low", "That is recorded already, since Sun 23 Aug 2026"),
            (ago(90), None, "high", "That is recorded already"),
            (ago(100), None, "high", "That is recorded already"),
            (ago(100), ago(90), "high", "That is recorded already"),
            (ago(5), ago(6), "high", "It would end before it began"),
        ],
    )
    def test_refused(self, store: Store, since: date, until: date | None, value: str, says: str) -> None:
        """What is there already, and what would end before it began."""
        refused(
            store, lambda change: add_situation(change, TOM, "risk", since, until=until, value=value), says
        )

    def test_refused_for_a_child_that_is_gone(self, store: Store) -> None:
        """With the sentence every change has for that."""
        refused(store, lambda change: add_situation(change, 999, "cin", TODAY), "That child is no longer")


class TestEnding:
    """The last day on which it was true."""

    def test_ended_and_put_right(self, store: Store) -> None:
        """An end may be typed again."""
        for day in (ago(3), ago(2), TODAY):
            made.do(store, lambda change, day=day: end_situation(change, 2, day))  # type: ignore[misc]
            assert risks(store) == [("low", ago(90), day)]

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [((2, ago(91)), "It would end before it began"), ((999, TODAY), "That situation is no longer")],
    )
    def test_refused(self, store: Store, arguments: Any, says: str) -> None:
        """Each with its reason."""
        refused(store, lambda change: end_situation(change, *arguments), says)

    def test_refused_into_the_next_level(self, store: Store) -> None:
        """An end that would reach into the level after it is refused."""
        made.do(store, lambda change: add_situation(change, TOM, "risk", ago(10), value="high"))
        refused(store, lambda change: end_situation(change, 2, ago(5)), "It would run at the same time")


class TestRemoving:
    """One that was recorded by mistake."""

    def test_removed(self, store: Store) -> None:
        """It is gone; the trail keeps that it was there, without words."""
        made.do(store, lambda change: remove_situation(change, 2))
        assert risks(store) == []
        assert made.trail_rows(store)[-1][3] == "remove_situation"
        refused(store, lambda change: remove_situation(change, 2), "That situation is no longer")
