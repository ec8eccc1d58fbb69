"""Handing over: proposed from the store, acknowledged item by item, closed when all are."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from models.changes import handovers
from models.changes.actions import set_action
from models.changes.disagreements import raise_disagreement
from models.changes.handovers import NewItem, acknowledge_item, close_handover, start_handover
from models.changes.holding import hold_unplanned
from models.changes.observing_ahead import Arranged, plan_observation
from models.changes.planning import Plan, plan_supervision
from models.changes.record_parts import About, AgreedAction
from models.changes.records import begin_record
from models.changes.team import sign_agreement
from models.errors import Refused
from models.policy.load import load_pack
from models.reading.due import read_due
from models.reading.handover.proposing import propose_items
from models.reading.handover.reading import HandoverPage, read_handover, read_handovers
from models.reading.people import read_person
from models.store.change import Change
from models.store.store import Store
from models.tables import Practitioner
from tests import made
from tests.made import MORAG, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.recording import begun, written

HAVERING, KENT = load_pack("havering"), load_pack("kent")


def filled(change: Change) -> None:
    """Give Priya an agreement, a planned session, actions, a disagreement."""
    sign_agreement(change, PRIYA, ago(300), 4)
    hold_unplanned(change, "case", PRIYA, ago(20), [TOM])
    plan_supervision(change, Plan("case", PRIYA, ago(-5)), [TOM])
    set_action(change, AgreedAction("", "Ring the school", owner="Priya", child_id=TOM), ago(20))
    set_action(change, AgreedAction("", "Book training", owner="Priya"), ago(20), practitioner_id=PRIYA)
    raise_disagreement(change, PRIYA, ago(10), "One says step down, the other not yet.")


@pytest.fixture
def working(store: Store) -> Store:
    """A store with Priya's supervision under way, and a personal and three case records."""
    made.do(store, filled)
    for day in (40, 30, 20):
        begun(store, about=About(ago(day), None, PRIYA, ((TOM, ""),)))
    begun(store, about=About(ago(15), None, PRIYA))
    return store


def proposed(store: Store, kind: str = "supervisor") -> list[NewItem]:
    """Propose what could be in a handover of Priya's."""
    return store.read(lambda session: propose_items(session, read_due(session, KENT, TODAY), kind, PRIYA))


def begin(store: Store, kind: str = "supervisor", **to: Any) -> int:
    """Begin it; return its number."""
    items = proposed(store, kind)
    chosen = to or {"to_id": SAM}
    return made.do(store, lambda change: start_handover(change, kind, PRIYA, items, **chosen)).id


def acknowledged(store: Store, number: int) -> None:
    """Acknowledge every item, and close it."""
    for one in page(store, number).items:
        made.do(store, partial(acknowledge_item, item_id=one.id))
    made.do(store, lambda change: close_handover(change, number))


def page(store: Store, number: int, pack: Any = KENT) -> HandoverPage:
    """Read it back."""
    return store.read(lambda s: read_handover(s, pack, number, read_due(s, KENT, TODAY)))


class TestProposed:
    """What is in it comes from the store."""

    def test_a_supervision(self, working: Store) -> None:
        """Agreement, sessions, clocks, a line a child, open actions, the last three records, disagreements."""
        shown = page(working, begin(working))
        kinds = [one.kind for one in shown.items]
        assert list(dict.fromkeys(kinds)) == [
            "agreement", "session", "clock", "child", "action", "record", "disagreement",
        ]  # fmt: skip
        told = {one.kind: one for one in reversed(shown.items)}
        assert (told["agreement"].label, told["agreement"].text) == (
            "Sun 25 Jan 2026",
            "signed, every 4 weeks · review by Mon 25 Jan 2027 (KCC-T07)",
        )
        assert told["child"].label in ("39980 KM", "40217 TB")
        tom = next(one for one in shown.items if one.label == "40217 TB" and one.kind == "child")
        assert "discussed 1 Nov · discuss by" in tom.text
        assert [one.label for one in shown.items if one.kind == "action"] == ["40217 TB", "About them"]
        assert kinds.count("record") == 3
        assert "Next: " in told["disagreement"].text
        assert all("(KCC-T" in one.text for one in shown.items if one.kind == "clock")
        seen = Arranged(ago(-9))
        made.do(working, lambda change: plan_observation(change, KENT, PRIYA, seen).id)
        again = page(working, shown.line.id).items
        assert [one.text for one in again if "planned for Mon 30 Nov 2026 (KCC-T37)" in one.text]

    def test_what_was_agreed(self, working: Store) -> None:
        """How the two meet, that it was not recorded how often, and the record on its form beside the last three."""
        made.do(working, lambda change: sign_agreement(change, PRIYA, ago(2), None, one_sitting=True).id)
        drawn_up = written(about=About(ago(300), None, PRIYA))
        form = made.do(working, lambda change: begin_record(change, "kent_c", "kent", drawn_up).id)

        items = working.read(
            lambda s: propose_items(s, read_due(s, KENT, TODAY), "supervisor", PRIYA, agreement_form="kent_c")
        )
        assert form in [one.ref for one in items if one.kind == "record"]
        assert len([one for one in items if one.kind == "record"]) == 4
        number = made.do(
            working, lambda change: start_handover(change, "supervisor", PRIYA, items, to_id=SAM)
        ).id
        told = next(one for one in page(working, number).items if one.kind == "agreement")
        assert told.text.startswith(
            "signed, how often is not recorded · personal and case in one sitting · review by"
        )

    def test_the_work_alone(self, working: Store) -> None:
        """Nothing about the practitioner goes along: no agreement, no personal record, no action of theirs."""
        shown = page(working, begin(working, "practitioner"))
        assert {one.kind for one in shown.items} == {"child", "action", "record"}
        records = [one.record for one in shown.items if one.record is not None]
        assert all(one.children for one in records)
        assert [one.label for one in shown.items if one.kind == "action"] == ["40217 TB"]

    def test_what_the_policy_says_of_the_records(self, working: Store) -> None:
        """Havering's follow the worker (HAV-P18); Kent is silent."""
        number = begin(working)
        assert [rule for rule, _ in page(working, number, HAVERING).says] == ["HAV-P18"]
        assert page(working, number).says == ()


class TestAcknowledged:
    """Item by item; closed when all are."""

    def test_to_the_end(self, working: Store) -> None:
        """Open items are counted; once all are acknowledged Sam is Priya's supervisor; undo takes it back."""
        number = begin(working)
        with pytest.raises(Refused, match="not acknowledged yet"):
            made.do(working, lambda change: close_handover(change, number))
        asked = "Who rings the school meanwhile?"
        for place, one in enumerate(page(working, number).items):
            words = asked if place == 0 else ""
            made.do(working, partial(acknowledge_item, item_id=one.id, words=words))
        shown = page(working, number)
        assert shown.items[0].said_words == f"They say: {asked}"
        assert (shown.line.items, shown.line.acknowledged) == (len(shown.items),) * 2
        made.do(working, lambda change: close_handover(change, number))
        supervisor = working.read(lambda s: s.get_one(Practitioner, PRIYA).supervisor_id)
        assert supervisor == SAM
        assert [one.closed_on for one in working.read(read_handovers)] == [TODAY]
        assert made.undo(working) == "close_handover"
        assert working.read(lambda s: s.get_one(Practitioner, PRIYA).supervisor_id) is None

    def test_what_is_not_agreed_stays_open(self, working: Store) -> None:
        """Disputed, an item is counted and keeps the handover open, with what is wrong; agreed later, it counts."""
        number = begin(working)
        first, *others = page(working, number).items
        for one in others:
            made.do(working, partial(acknowledge_item, item_id=one.id))
        with pytest.raises(Refused, match="what is not so"):
            made.do(working, lambda change: handovers.dispute_item(change, first.id, " "))
        made.do(working, lambda change: handovers.dispute_item(change, first.id, "It was signed in May."))
        shown = page(working, number)
        assert (shown.items[0].words, shown.items[0].disputed_on) == ("It was signed in May.", TODAY)
        assert (shown.items[0].acknowledged_on, shown.line.disputed) == (None, 1)
        with pytest.raises(Refused, match="1 item is not acknowledged yet, and disputed"):
            made.do(working, lambda change: close_handover(change, number))
        made.do(working, lambda change: acknowledge_item(change, first.id, "Put right."))
        shown = page(working, number)
        assert (shown.items[0].words, shown.line.disputed) == ("It was signed in May.\nPut right.", 0)
        with pytest.raises(Refused, match="was acknowledged on"):
            made.do(working, lambda change: handovers.dispute_item(change, first.id, "Again."))
        made.do(working, lambda change: close_handover(change, number))

    def test_late_it_says_so(self, working: Store) -> None:
        """A discussion and an action past their day say how late; an action has its date."""
        late = AgreedAction("", "See the flat", "", "", "Priya", ago(5), "", TOM)
        made.do(working, lambda change: set_action(change, late, ago(20)))
        number = begin(working, "practitioner")
        text = {one.text for one in page(working, number).items if one.kind == "action"}
        assert "See the flat · Priya · set 1 Nov, 1 date missed · due 16 Nov, 5 days late" in text
        far = working.read(
            lambda s: read_handover(s, KENT, number, read_due(s, KENT, TODAY + timedelta(days=200)))
        )
        children = [one.text for one in far.items if one.kind == "child"]
        assert any(re.search(r"discuss by .*, \d+ days late", one) for one in children)

    def test_to_someone_outside(self, working: Store) -> None:
        """A name is enough; closed, nobody here is supervisor any more, and the page says who is."""
        sams = begin(working)
        acknowledged(working, sams)
        number = begin(working, to_name="Ruth Adeyemi, Riverside 3")
        line = page(working, number).line
        assert (line.to, line.to_is_staff) == ("Ruth Adeyemi, Riverside 3", False)
        before = working.read(lambda s: read_person(s, PRIYA, TODAY))
        assert before.supervisor != ""
        assert before.supervisor_outside is None
        acknowledged(working, number)
        after = working.read(lambda s: read_person(s, PRIYA, TODAY))
        assert after.supervisor == ""
        assert after.supervisor_outside is not None
        assert after.supervisor_outside.to == "Ruth Adeyemi, Riverside 3"

    def test_closed_it_stays_as_it_stood(self, working: Store) -> None:
        """What is talked about, and falls due, after it was closed is not what was acknowledged."""
        number = begin(working)
        acknowledged(working, number)
        stood = [one.text for one in page(working, number).items if one.kind == "child"]
        made.do(
            working,
            lambda change: hold_unplanned(change, "case", PRIYA, ago(-3), [TOM]).id,
            today=ago(-5),
        )
        later = working.read(lambda s: read_handover(s, KENT, number, read_due(s, KENT, ago(-5))))
        assert [one.text for one in later.items if one.kind == "child"] == stood

    def test_work_is_not_re_allocated_by_it(self, working: Store) -> None:
        """It says how many children are still with who hands over, until they are passed on."""
        number = begin(working, "practitioner")
        assert page(working, number).said_still_held == "2 children here are still allocated to Priya Shah."
        assert page(working, begin(working)).said_still_held == ""

    def test_a_note_and_dropping_it(self, working: Store) -> None:
        """What stands nowhere else is a note; a handover begun by mistake goes as a whole, and comes back."""
        number = begin(working)
        made.do(working, lambda change: handovers.add_note(change, number, "The mother works nights."))
        last = page(working, number).items[-1]
        assert (last.kind, last.words) == ("note", "The mother works nights.")
        before = made.dump(working)
        made.do(working, lambda change: handovers.drop_handover(change, number))
        assert working.read(read_handovers) == []
        made.undo(working)
        assert made.dump(working) == before


class TestRefused:
    """Said in words."""

    @pytest.mark.parametrize(
        ("attempt", "words"),
        [
            (lambda change: start_handover(change, "supervisor", PRIYA, []), "who takes over"),
            (
                lambda change: start_handover(change, "supervisor", PRIYA, [], to_id=SAM),
                "nothing to hand over",
            ),
            (lambda change: start_handover(change, "both", PRIYA, [], to_id=SAM), "someone's work"),
            (
                lambda change: start_handover(change, "supervisor", SAM, [NewItem("child", ROSA)], to_id=SAM),
                "to themself",
            ),
            (
                lambda change: [
                    start_handover(change, "practitioner", SAM, [NewItem("child", ROSA)], to_id=MORAG)
                    for _ in range(2)
                ],
                "is open since",
            ),
        ],
    )
    def test_it(self, store: Store, attempt: Callable[[Change], Any], words: str) -> None:
        """Nobody, nothing, to themself, twice."""
        with pytest.raises(Refused, match=words):
            made.do(store, attempt)
