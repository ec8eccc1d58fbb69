"""A row of the matrix done with papers: records, actions, agreements, observations, events, samples."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from sqlmodel import select

from forms.checks.anonymity import Known, text_remarks
from forms.records.parties import parties_of
from forms.template.form import Form
from models.changes.actions import carry_action, set_action
from models.changes.events import record_event
from models.changes.holding import hold_unplanned
from models.changes.observations import PARTS, date_observation_part, record_observation
from models.changes.observing_ahead import Arranged, hold_observation, plan_observation
from models.changes.record_parts import About, AgreedAction
from models.changes.records import complete_record
from models.changes.sampling import draw_sample
from models.changes.signing import Word, sign
from models.changes.team import sign_agreement
from models.policy import Pack
from models.reading.actions import read_open_actions
from models.reading.due import read_due
from models.reading.observing import read_planned
from models.reading.quality.sampling import read_candidates, read_samples
from models.reading.standing.papers import read_papers
from models.sampling import draw
from models.store.change import Change
from models.store.store import Store
from models.tables import DatedEvent, Observation
from tests import made
from tests.made import KIT, PRIYA, SAM, TODAY, TOM, ago
from tests.matrix.doing import Doing, begun_in, standing_of
from tests.models.recording import begun


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
    """An observation of practice: arranged, held, and the days of its parts, on the practitioner's page."""

    def job(change: Change) -> None:
        planned = plan_observation(change, pack, PRIYA, Arranged(TODAY, observer="Ruth Ambler"))
        hold_observation(change, pack, planned.id, ago(4))
        row = change.session.exec(select(Observation)).one()
        for part in PARTS:
            date_observation_part(change, row.id, part, ago(1))

    made.do(store, job)
    papers = store.read(lambda session: read_papers(session, pack, PRIYA, TODAY))
    (found,) = papers.observations
    assert (found.observed_on, found.observer, found.feedback_on) == (ago(4), "Ruth Ambler", ago(1))
    assert papers.planned == ()


def booked(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Arranged for a day, with whom; held on it, it stands among what took place."""
    kind = words[0]

    def job(change: Change) -> None:
        planned = plan_observation(change, pack, PRIYA, Arranged(TODAY, kind, observer="Ruth Ambler"))
        assert [one.kind for one in read_planned(change.session, PRIYA)] == [kind]
        hold_observation(change, pack, planned.id, TODAY)

    made.do(store, job)
    papers = store.read(lambda session: read_papers(session, pack, PRIYA, TODAY))
    assert [(one.code, one.happened_on) for one in papers.events] == [(kind, TODAY)]
    assert papers.planned == ()


def signed(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Two have their say on a record of a session with one practitioner; then it stands."""
    form = next(one for one in forms if one.about == "practitioner" and one.records == "session")
    codes = [party.code for party in parties_of(form)][:2]
    assert set(codes) == {"supervisor", "supervisee"}
    record = begun(store, about=About(ago(3), None, PRIYA, ()))

    def job(change: Change) -> None:
        complete_record(change, record)
        for code in codes:
            sign(change, record, Word(code, code.title()), codes)

    made.do(store, job)
    assert store.driver().execute("SELECT state FROM record").fetchone() == ("signed",)


def agreed(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Shared and agreed without a signature: that ends the waiting too."""
    record = begun(store, about=About(ago(3), None, PRIYA, ()))

    def job(change: Change) -> None:
        complete_record(change, record)
        for code in ("supervisor", "supervisee"):
            sign(change, record, Word(code, code.title(), how="agreed"), ("supervisor", "supervisee"))

    made.do(store, job)
    assert store.driver().execute("SELECT state FROM record").fetchone() == ("signed",)


def anonymous(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A name, or a number where none may stand, is pointed out."""
    namings = {form.naming for form in forms if form.records == "session"}
    assert namings & {"number", "anonymous"}
    known = Known(frozenset({"40217"}), frozenset({"TB"}), frozenset({"Morag Bell"}))
    for naming in namings & {"number", "anonymous"}:
        assert text_remarks("Then Tommy Brown rang", naming, known), naming


def agreement(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Signed, told on the page; a longer interval than the policy allows is named with its rule."""
    made.do(store, lambda change: sign_agreement(change, PRIYA, ago(2), 26).id)
    found = standing_of(store, pack).frequency
    assert found is not None
    assert found.rule.id.startswith(pack.prefix)


def reviewed(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Looked at again on the day that the two wrote into it, or on the policy's if that is sooner."""
    made.do(store, lambda change: sign_agreement(change, PRIYA, ago(60), review_on=ago(2)).id)
    due = store.read(lambda session: read_due(session, pack, TODAY))
    found = [line.day for line in due.lines if line.rule == words[0] and line.practitioner_id == PRIYA]
    assert found == [ago(2)]


def next_date(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The form of a session asks for the next date, filled from the diary."""
    assert any(one.fill == "next_date" for form in forms for one in form.fields())


def carried(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """An action is carried until it is done, with what stands in its way."""

    def job(change: Change) -> None:
        row = set_action(change, AgreedAction("r1", "Ring the school", child_id=TOM), ago(30))
        carry_action(change, row.id, ago(2), in_the_way="They were closed")

    made.do(store, job)
    open_ones = store.read(lambda session: read_open_actions(session, [TOM], None))
    assert [(one.what, one.carried) for one in open_ones] == [("Ring the school", 1)]


def observed(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The chain in working days: observer's part, comments, feedback, each due after the one before."""
    row = made.do(store, lambda change: record_observation(change, PRIYA, ago(4), "Ruth Ambler").id)
    waited = []
    for part in ("observer_part_on", "practitioner_part_on", "feedback_on"):
        due = store.read(lambda session: read_due(session, pack, TODAY))
        waited.append({line.rule for line in due.lines if line.about.entity == "observation"})
        made.do(store, partial(date_observation_part, observation_id=row, part=part, day=TODAY))
    assert [each & {f"HAV-T{n}" for n in (29, 30, 31)} for each in waited] == [
        {"HAV-T29", "HAV-T31"},
        {"HAV-T30", "HAV-T31"},
        {"HAV-T31"},
    ]
    made.do(store, lambda change: date_observation_part(change, row, "sent_on", TODAY).id)
    due = store.read(lambda session: read_due(session, pack, TODAY))
    left = {line.rule for line in due.lines if line.about.entity == "observation"}
    assert left == {"HAV-T39"}, "it is still to be talked about in the next one-to-one"


PAPERS: dict[str, Doing] = {
    one.__name__: one
    for one in (
        sampled,
        noted,
        watched,
        booked,
        signed,
        agreed,
        anonymous,
        agreement,
        reviewed,
        next_date,
        carried,
        observed,
    )
}
