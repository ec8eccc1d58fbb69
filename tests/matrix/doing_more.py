"""More of what is done in a store to show a row of the matrix working: diary, agenda, transfers, samples, leavers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from sqlmodel import select

from forms.template.form import Form
from models.changes.events import record_event
from models.changes.front_door import put_families
from models.changes.holding import hold_supervision, hold_unplanned
from models.changes.observations import PARTS, date_observation_part, record_observation
from models.changes.planning import Plan, plan_supervision
from models.changes.rearranging import cancel_supervision
from models.changes.record_parts import About
from models.changes.records import complete_record
from models.changes.sampling import draw_sample
from models.changes.transfers import plan_transfer
from models.errors import Refused
from models.policy import Pack
from models.reading.agenda.proposing import propose
from models.reading.agenda.reading import read_told
from models.reading.agenda.sitting import read_sitting
from models.reading.due import read_due
from models.reading.front_door import read_rotation
from models.reading.leavers import read_files
from models.reading.sampling import read_candidates, read_samples
from models.reading.standing.papers import read_papers
from models.sampling import draw
from models.store.change import Change
from models.store.store import Store
from models.tables import DatedEvent, Practitioner
from tests import made
from tests.made import KIT, PRIYA, ROSA, SAM, TODAY, ago

Doing = Callable[[Store, Pack, Sequence[Form], Sequence[str]], None]


def _rules(store: Store, pack: Pack) -> set[str]:
    due = store.read(lambda session: read_due(session, pack, TODAY))
    return {line.rule for line in due.lines}


def _planned(store: Store, pack: Pack, kind: str = "", person: int | None = PRIYA) -> int:
    wanted = kind or pack.sessions[0]
    return made.do(store, lambda change: plan_supervision(change, Plan(wanted, person, TODAY)).id)


def rearranged(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A session that falls out is due again by the policy's rule, or falls out only with another day."""
    row = _planned(store, pack)
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

    def planned(change: Change) -> None:
        change.update(change.session.get_one(Practitioner, PRIYA), performance_plan_days=7)
        change.note("correct_practitioner", "practitioner", PRIYA)

    made.do(store, planned)
    row = _planned(store, pack)
    sitting = store.read(lambda session: read_sitting(session, pack, row))
    assert sitting is not None
    told = store.read(lambda session: read_told(session, pack, sitting, TODAY))
    assert told.whom.performance_plan


def timed(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A group's agenda stands with its steps and their minutes."""
    row = _planned(store, pack, words[0], None)
    sitting = store.read(lambda session: read_sitting(session, pack, row))
    assert sitting is not None
    found = propose(store.read(lambda session: read_told(session, pack, sitting, TODAY)))
    steps = [one.minutes for one in found.candidates if "/" in one.key and one.home]
    assert steps == [int(one) for one in words[1].split("/")]


def transferred(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A transfer that is planned wants its supervision in the policy's window before."""
    made.do(store, lambda change: plan_transfer(change, 1, ago(-24)).id)
    assert words[0] in _rules(store, pack)


def sampled(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Finished records are drawn at random, by a seed that draws the same again."""

    def job(change: Change) -> None:
        for days in (30, 20, 10):
            held = hold_unplanned(change, pack.sessions[0], PRIYA, ago(days), minutes=60)
            record = begun_in(change, held.id, days)
            complete_record(change, record)
        found = read_candidates(change.session, ago(91), TODAY)
        drawn = draw(found, 4711, 2)
        assert drawn == draw(found, 4711, 2)
        draw_sample(change, 4711, 2, ago(91), TODAY, drawn)

    made.do(store, job)
    (sample,) = store.read(lambda session: read_samples(session))
    assert (sample.seed, sample.records) == (4711, 2)


def begun_in(change: Change, session_id: int, days: int) -> int:
    """Begin a record of a session with Priya, inside a change."""
    from models.changes.records import begin_record
    from tests.models.recording import written

    about = About(ago(days), session_id, PRIYA, ())
    return begin_record(change, "f", "kent", written(about=about)).id


def noted(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Something of the policy's own that took place is noted with its day, of whom it is about."""
    kind = next(one for one in pack.event_kinds if one.code == words[0])
    child = KIT if kind.subject == "child" else None
    person = SAM if kind.subject in ("practitioner", "supervisory_relationship") else None
    value = "yes" if kind.value else ""
    made.do(
        store,
        lambda change: (
            record_event(
                change, pack, kind.code, ago(2), practitioner_id=person, child_id=child, value=value
            ).id
        ),
    )
    (row,) = store.read(lambda session: session.exec(select(DatedEvent)).all())
    assert (row.type, row.happened_on, row.child_id, row.practitioner_id) == (
        kind.code,
        ago(2),
        child,
        person,
    )


def watched(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """An observation of practice, by whom and with the days of its parts, on the practitioner's page."""

    def job(change: Change) -> None:
        row = record_observation(change, PRIYA, ago(4), "Ruth Ambler")
        for part in PARTS:
            date_observation_part(change, row.id, part, ago(1))

    made.do(store, job)
    (found,) = store.read(lambda session: read_papers(session, pack, PRIYA, (), TODAY)).observations
    assert (found.observed_on, found.feedback_on) == (ago(4), ago(1))


def front_door(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Families by one of the four criteria, by number alone, on the session they were drawn for."""
    plan = Plan("case", SAM, TODAY, occasion="front door")
    row = made.do(store, lambda change: plan_supervision(change, plan).id)
    made.do(store, lambda change: put_families(change, row, {ROSA: "advice", KIT: "early_help"}, seed=4711))
    families = {ROSA: "advice", KIT: "early_help"}
    made.do(store, lambda change: hold_supervision(change, row, TODAY, families, criteria=families).id)
    found = store.read(lambda session: read_rotation(session, ("advice", "early_help", "strategy"), TODAY))
    assert found.missing == ("strategy",)


def kept(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The file of someone who left is kept by the policy's rule, and to which day."""

    def leave(change: Change) -> None:
        change.update(change.session.get_one(Practitioner, SAM), left_on=ago(10))
        change.note("correct_practitioner", "practitioner", SAM)

    made.do(store, leave)
    (line,) = store.read(lambda session: read_files(session, pack, TODAY))
    assert line.keeping.rule is not None
    assert line.keeping.rule.id in words
    assert line.keeping.until is not None


DOING_MORE: dict[str, Doing] = {
    one.__name__: one
    for one in (
        rearranged,
        performing,
        timed,
        transferred,
        sampled,
        noted,
        watched,
        front_door,
        kept,
    )
}
