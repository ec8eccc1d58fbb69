"""Moving and cancelling: with reason and cause, by the policy's terms, and no list is ever lost."""

from __future__ import annotations

from datetime import date

import pytest
from sqlmodel import select

from models.changes.agenda_parts import NewItem
from models.changes.holding import hold_supervision
from models.changes.rearranging import cancel_supervision, move_supervision, reinstate_supervision
from models.policy import load_pack
from models.policy.pack import Pack
from models.reading.due.changing import Term, read_terms
from models.store.store import Store
from models.tables import GatePass
from tests import made
from tests.made import KIT, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.agendas import WELLBEING, about, keys_of, put, usual
from tests.models.changes.diary import AGREEMENT, KENT, listed, plan, session_of
from tests.models.changes.refusing import refused


class TestMoved:
    """To another day or time."""

    def test_the_first_day_and_the_list_are_kept(self, store: Store) -> None:
        """However often it is moved."""
        row = plan(store, ago(-2), (TOM, KIT))
        for day in (ago(-5), ago(-9)):
            made.do(
                store,
                lambda change, day=day: move_supervision(change, KENT, row, day, "Court", "practitioner"),  # type: ignore[misc]
            )
        found = session_of(store, row)
        assert (found.planned_for, found.first_planned_for) == (ago(-9), ago(-2))
        assert (found.reason, found.cause) == ("Court", "practitioner")
        assert set(listed(store, row)) == {TOM, KIT}

    def test_the_time_alone(self, store: Store) -> None:
        """It is no other day."""
        row = plan(store, ago(-2))
        made.do(
            store,
            lambda change: move_supervision(change, KENT, row, ago(-2), "Room", "other", starts_at="15:00"),
        )
        assert session_of(store, row).first_planned_for is None

    @pytest.mark.parametrize(
        ("day", "reason", "cause", "says"),
        [
            (ago(-9), " ", "other", "Say in a line why the session is moved"),
            (ago(-9), "x" * 201, "other", "longer than 200"),
            (ago(-9), "Court", "weather", "Say who or what caused it"),
            (ago(1), "Court", "other", "has passed"),
            (ago(-2), "Court", "other", "already"),
        ],
    )
    def test_refused(self, store: Store, day: date, reason: str, cause: str, says: str) -> None:
        """Each with its reason."""
        row = plan(store, ago(-2))
        refused(store, lambda change: move_supervision(change, KENT, row, day, reason, cause), says)

    def test_not_once_it_was_held(self, store: Store) -> None:
        """Then its day is corrected instead."""
        row = plan(store, TODAY)
        made.do(store, lambda change: hold_supervision(change, row, TODAY))
        refused(
            store, lambda change: move_supervision(change, KENT, row, ago(-3), "x", "other"), "It was held on"
        )


class TestCancelled:
    """Without a new date where the policy lets it be; with one, another makes up for it."""

    def test_its_list_goes_to_the_next_that_stands(self, store: Store) -> None:
        """Else it waits on the cancelled one for the next to be planned."""
        row, following = plan(store, ago(-2), (TOM,)), plan(store, ago(-30))
        made.do(store, lambda change: cancel_supervision(change, KENT, row, "Flu", "sickness"))
        assert (listed(store, row), listed(store, following)) == ({}, {TOM: None})
        assert session_of(store, row).cancelled_on == TODAY

    def test_with_a_new_day(self, store: Store) -> None:
        """The new one replaces it, and takes its list."""
        row = plan(store, ago(-2), (TOM,))
        made.do(
            store,
            lambda change: cancel_supervision(change, KENT, row, "Flu", "sickness", new_day=ago(-9)),
        )
        other = session_of(store, row + 1)
        assert (other.planned_for, other.replaces_id, other.first_planned_for) == (ago(-9), row, ago(-2))
        assert listed(store, row + 1) == {TOM: None}

    def test_a_new_day_that_can_t_be_leaves_everything(self, store: Store) -> None:
        """One transaction: nothing is half cancelled."""
        row = plan(store, ago(-2), (TOM,))
        refused(
            store,
            lambda change: cancel_supervision(change, KENT, row, "Flu", "sickness", new_day=ago(1)),
            "has passed",
        )

    def test_the_agreement_wants_an_alternative(self, store: Store) -> None:
        """CFA-T02: it can't be cancelled without, unless the manager says why; that is kept."""
        row = plan(store, ago(-2), kind="supervision")
        refused(
            store,
            lambda change: cancel_supervision(change, AGREEMENT, row, "Flu", "sickness"),
            r"\(CFA-T02\) Give the new day",
        )
        made.do(
            store,
            lambda change: cancel_supervision(
                change, AGREEMENT, row, "Flu", "sickness", passed="They don't know when they are back"
            ),
        )
        kept = store.read(lambda session: session.exec(select(GatePass)).one())
        assert (kept.rule, kept.entity, kept.entity_id) == ("CFA-T02", "supervision", row)
        assert kept.reason == "They don't know when they are back"

    def test_the_agreement_with_an_alternative(self, store: Store) -> None:
        """Then nothing stands in the way."""
        row = plan(store, ago(-2), kind="supervision")
        made.do(
            store,
            lambda change: cancel_supervision(change, AGREEMENT, row, "Flu", "sickness", new_day=ago(-5)),
        )
        assert store.read(lambda session: session.exec(select(GatePass)).all()) == []


class TestReinstated:
    """The cancellation was a mistake."""

    def test_it_stands_in_the_diary_again(self, store: Store) -> None:
        """With what was left on its list."""
        row = plan(store, ago(-2), (TOM,))
        made.do(store, lambda change: cancel_supervision(change, KENT, row, "Flu", "sickness"))
        made.do(store, lambda change: reinstate_supervision(change, row))
        found = session_of(store, row)
        assert (found.cancelled_on, found.reason, found.cause) == (None, "", "")
        assert listed(store, row) == {TOM: None}

    def test_refused(self, store: Store) -> None:
        """When it was not cancelled, another makes up for it, or its day has passed."""
        row = plan(store, ago(-2))
        refused(store, lambda change: reinstate_supervision(change, row), "It was not cancelled")
        made.do(
            store,
            lambda change: cancel_supervision(change, KENT, row, "Flu", "sickness", new_day=ago(-9)),
        )
        refused(store, lambda change: reinstate_supervision(change, row), "Another session makes up for it")
        other = plan(store, ago(-3))
        made.do(store, lambda change: cancel_supervision(change, KENT, other, "Flu", "sickness"))
        refused(store, lambda change: reinstate_supervision(change, other), "Its day has passed", ago(-4))


def terms(store: Store, pack: Pack, row: int, day: date | None, **more: date) -> dict[str, Term]:
    """Return what a policy says of putting a session off, by rule."""
    found = store.read(lambda session: read_terms(session, pack, row, TODAY, day, **more))  # type: ignore[arg-type]
    return {term.rule.id: term for term in found}


class TestTheTermsBeforehand:
    """What the policy makes of a new day is told before it is done."""

    def test_seven_working_days(self, store: Store) -> None:
        """Of the day it was first planned for (NCT-T04, NCT-X03)."""
        pack, row = load_pack("northamptonshire"), plan(store, date(2026, 12, 18))
        kept = terms(store, pack, row, date(2026, 12, 31))["NCT-T04"]
        assert (kept.by, kept.is_kept) == (date(2026, 12, 31), True)
        broken = terms(store, pack, row, date(2027, 1, 4))["NCT-T04"]
        assert broken.is_kept is False
        assert "held by Thu 31 Dec 2026. The new day does not keep to that." in broken.text()

    def test_from_the_first_day_however_often_it_was_moved(self, store: Store) -> None:
        """The window does not begin again."""
        pack, row = load_pack("northamptonshire"), plan(store, date(2026, 12, 18))
        made.do(
            store,
            lambda change: move_supervision(change, pack, row, date(2026, 12, 29), "Court", "practitioner"),
        )
        assert terms(store, pack, row, None)["NCT-T04"].by == date(2026, 12, 31)

    def test_five_working_days_from_the_return(self, store: Store) -> None:
        """Not known while they are away (HAV-T16)."""
        pack, row = load_pack("havering"), plan(store, ago(-2))
        assert terms(store, pack, row, ago(-5))["HAV-T16"].is_kept is None
        back = terms(store, pack, row, ago(-9), returned_on=date(2026, 11, 23))["HAV-T16"]
        assert (back.by, back.is_kept) == (date(2026, 11, 30), True)

    def test_no_number(self, store: Store) -> None:
        """Kent's and Birmingham's earliest time is shown, never dated (KCC-T05, BCT-T61)."""
        row = plan(store, ago(-2))
        for name, rule in (("kent", "KCC-T05"), ("birmingham", "BCT-T61")):
            found = terms(store, load_pack(name), row, ago(-60))[rule]
            assert (found.by, found.is_kept) == (None, None)

    def test_the_gate(self, store: Store) -> None:
        """No new day, no change (CFA-T02)."""
        row = plan(store, ago(-2), kind="supervision")
        assert terms(store, AGREEMENT, row, None)["CFA-T02"].is_kept is False
        assert terms(store, AGREEMENT, row, ago(-9))["CFA-T02"].is_kept is True


class TestAgenda:
    """What was to be talked about goes along with a cancelled session, and is never lost."""

    def test_to_the_one_that_makes_up_for_it(self, store: Store) -> None:
        """Now, or later when it is planned."""
        row, other = plan(store, ago(-2)), plan(store, ago(-3), person=SAM)
        usual(store, row)
        put(store, other, WELLBEING, about(ROSA))
        cancel = cancel_supervision
        made.do(store, lambda change: cancel(change, KENT, row, "Court", "other", new_day=ago(-6)))
        made.do(store, lambda change: cancel(change, KENT, other, "Court", "other"))
        later = plan(store, ago(-9), person=SAM, replaces=other)
        assert keys_of(store, row) == keys_of(store, other) == []
        assert keys_of(store, later) == ["KCC-A13/1", f"child:{ROSA}"]

    def test_without_another_session(self, store: Store) -> None:
        """What one of the two brought waits for the next; what the policy brought is proposed anew."""
        row = plan(store, ago(-2))
        put(store, row, WELLBEING, NewItem("own", "own", "The new phone", "supervisee"))
        made.do(store, lambda change: cancel_supervision(change, KENT, row, "Court", "other"))
        assert keys_of(store, None) == ["own"]

    def test_to_the_next_that_stands_in_the_diary(self, store: Store) -> None:
        """What stands there already does not come a second time."""
        row, following = plan(store, ago(-2)), plan(store, ago(-9))
        usual(store, row)
        put(store, following, WELLBEING)
        made.do(store, lambda change: cancel_supervision(change, KENT, row, "Court", "other"))
        assert keys_of(store, following) == ["KCC-A13/1", f"child:{TOM}", f"child:{KIT}"]
