"""A row of the matrix done with sessions: how many, with whom, disturbed, rearranged, their agendas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import pytest

from forms.template.form import Form
from models.changes.agenda import bring_item
from models.changes.attendance import note_disturbance
from models.changes.holding import hold_unplanned
from models.changes.intervals import shorten_for_practitioner
from models.changes.involvements import allocate
from models.changes.rearranging import cancel_supervision
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner
from models.errors import Refused
from models.policy import Pack
from models.reading.agenda.candidates import Proposal
from models.reading.agenda.items import read_waiting
from models.reading.agenda.proposing import propose
from models.reading.agenda.reading import read_told
from models.reading.agenda.sitting import read_sitting
from models.reading.child import read_child
from models.reading.due import read_due
from models.reading.standing.ramp import HELD, MISSED
from models.store.change import Change
from models.store.store import Store
from models.tables import Practitioner
from tests import made
from tests.made import KIT, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.matrix.doing import Doing, hold, planned, standing_of


def ramp(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A newcomer's strip: the week that was held, the week that was missed."""

    def job(change: Change) -> int:
        facts = PractitionerFacts("N1", "Kit Ray", "nqsw", started_on=ago(20), asye_started_on=ago(20))
        person = add_practitioner(change, facts).id
        hold_unplanned(change, pack.sessions[0], person, ago(19), minutes=90)
        return person

    person = made.do(store, job)
    found = standing_of(store, pack, person).ramps[0]
    assert [slot.state for slot in found.slots[:2]] == [HELD, MISSED]


def year(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Sessions of the rolling year against the policy's count."""
    made.do(store, lambda change: hold_unplanned(change, pack.sessions[0], PRIYA, ago(9), minutes=60).id)
    found = standing_of(store, pack)
    assert found.year.total == 1
    assert any(one.wanted == 10 for one in found.figures)


def each_month(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Whether each calendar month had its session stands beside the interval."""
    for days in (80, 10):
        made.do(store, lambda change, days=days: hold(change, pack, days))  # type: ignore[misc]
    (found,) = standing_of(store, pack).months
    assert (found.rule.id, found.text()) == (words[0], "1 of 2")


def shorter(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A shorter interval is kept with its reason; a longer one is refused with the rule that stands."""
    made.do(store, lambda change: hold(change, pack, 5))
    made.do(store, lambda change: shorten_for_practitioner(change, pack, PRIYA, 7, "New to this work").id)
    with pytest.raises(Refused, match=pack.prefix):
        made.do(store, lambda change: shorten_for_practitioner(change, pack, SAM, 200, "Experienced").id)


def group(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A group session is held with a child discussed, on a form of its own."""
    made.do(store, lambda change: hold(change, pack, 3, TOM, person=None))
    child = store.read(lambda session: read_child(session, TOM, TODAY))
    assert [talk.at for talk in child.discussions if talk.formal] == [ago(3)]
    assert any(form.about in ("team", "child") and form.sessions for form in forms)


def disturbances(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Lateness and interruptions count on the side they came from."""

    def job(change: Change) -> None:
        row = hold(change, pack, 3)
        note_disturbance(change, row, "late", "supervisor", 15)
        note_disturbance(change, row, "interrupted", "practitioner")

    made.do(store, job)
    found = standing_of(store, pack).year
    assert (found.late.supervisor, found.interrupted.practitioner) == (1, 1)


def two_way(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Both bring items to the next agenda."""
    for whose in ("supervisee", "supervisor"):
        made.do(store, partial(bring_item, practitioner_id=PRIYA, words="Leave", whose=whose))
    found = store.read(lambda session: read_waiting(session, PRIYA))
    assert {one.whose for one in found} == {"supervisee", "supervisor"}


def rearranged(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A session that falls out is due again by the policy's rule, or falls out only with another day."""
    row = planned(store, pack)
    cancel = partial(
        cancel_supervision, pack=pack, supervision_id=row, reason="In court", cause="practitioner"
    )
    if pack.prefix == "CFA":
        with pytest.raises(Refused, match=words[0]):
            made.do(store, cancel)
        made.do(store, partial(cancel, new_day=ago(-3)))
        return
    made.do(store, cancel)
    due = store.read(lambda session: read_due(session, pack, TODAY))
    lines = [line for line in due.lines if line.entity == ("supervision", row)]
    assert lines, "it waits for another day"
    dated = {one.id for one in pack.rules if "rearranged" in one.clock and one.kind == "deadline"}
    assert not dated or {line.rule for line in lines} & dated == {words[0]}


def performing(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A performance plan stands on the agenda of the practitioner's own supervision, apart from children."""

    def plan(change: Change) -> None:
        change.update(change.session.get_one(Practitioner, PRIYA), performance_plan_days=7)
        change.note("correct_practitioner", "practitioner", PRIYA)

    made.do(store, plan)
    row = planned(store, pack)
    sitting = store.read(lambda session: read_sitting(session, pack, row))
    assert sitting is not None
    told = store.read(lambda session: read_told(session, pack, sitting, TODAY))
    assert told.whom.performance_plan


def _proposed(store: Store, pack: Pack, kind: str) -> Proposal:
    """Return what could be on the agenda of a session with Priya."""
    row = planned(store, pack, kind)
    sitting = store.read(lambda session: read_sitting(session, pack, row))
    assert sitting is not None
    return propose(store.read(lambda session: read_told(session, pack, sitting, TODAY)))


def prioritised(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The children of the caseload are ranked, each with its reason: new work is before what was just talked about."""
    made.do(store, lambda change: hold(change, pack, 30, TOM, KIT))
    made.do(store, lambda change: allocate(change, 2, PRIYA, ago(3)).id)
    kids = [one for one in _proposed(store, pack, words[0]).candidates if one.child_id is not None]
    assert {one.child_id for one in kids} == {TOM, KIT, ROSA}
    assert all(one.why for one in kids)
    order = [one.child_id for one in kids]
    assert order.index(ROSA) < order.index(KIT), [(one.label, one.why) for one in kids]


def closing_ahead(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """What has reached the last stage since it was talked about is brought up: throughput to closure."""
    made.do(store, lambda change: hold(change, pack, 30, TOM, KIT))
    made.do(store, lambda change: move_to_stage(change, [4], 6, ago(2)))
    found = _proposed(store, pack, "practice").of(f"child:{KIT}")
    assert found is not None
    assert "closure" in found.why, found.why


def timed(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A group's agenda stands with its steps and their minutes."""
    row = planned(store, pack, words[0], None)
    sitting = store.read(lambda session: read_sitting(session, pack, row))
    assert sitting is not None
    found = propose(store.read(lambda session: read_told(session, pack, sitting, TODAY)))
    steps = [one.minutes for one in found.candidates if "/" in one.key and one.home]
    assert steps == [int(one) for one in words[1].split("/")]


SESSIONS: dict[str, Doing] = {
    one.__name__: one
    for one in (
        ramp,
        year,
        each_month,
        shorter,
        group,
        disturbances,
        two_way,
        rearranged,
        performing,
        prioritised,
        closing_ahead,
        timed,
    )
}
