"""What is done in a store to show a row of the matrix working: one function a capability, under any policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from forms.checks.anonymity import Known, text_remarks
from forms.records.parties import parties_of
from forms.template.form import Form
from models.changes.actions import carry_action, set_action
from models.changes.agenda import bring_item
from models.changes.attendance import note_disturbance
from models.changes.disagreements import raise_disagreement, settle_disagreement, take_disagreement
from models.changes.events import record_event
from models.changes.handovers import SUPERVISOR, start_handover
from models.changes.holding import hold_unplanned
from models.changes.intervals import shorten_for_practitioner
from models.changes.observations import date_observation_part, record_observation
from models.changes.record_parts import About, AgreedAction
from models.changes.records import complete_record
from models.changes.signing import Word, sign
from models.changes.stages import move_to_stage
from models.changes.team import PractitionerFacts, add_practitioner, record_absence, sign_agreement
from models.errors import Refused
from models.policy import Pack
from models.reading.actions import read_open_actions
from models.reading.agenda.items import read_waiting
from models.reading.board import read_board
from models.reading.child import read_child
from models.reading.disagreements import read_disagreements
from models.reading.due import read_due
from models.reading.gates import read_closing, read_step
from models.reading.handing_over import propose_items
from models.reading.handovers import read_handover
from models.reading.record_context import read_known_children, read_people
from models.reading.standing.ramp import HELD, MISSED
from models.reading.standing.reading import PersonStanding, read_standing
from models.reading.team_page import read_everyone_away
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import MORAG, NOW, PRIYA, SAM, TODAY, TOM, USUAL, ago
from tests.models.recording import begun
from tui.gating import before_closing
from tui.oversight import Noting, keep_note, oversight_form
from tui.oversight_more import keep_more

Doing = Callable[[Store, Pack, Sequence[Form], Sequence[str]], None]


def _kind(pack: Pack, *, group: bool = False) -> str:
    """Return a kind of session of the policy."""
    return next(one.code for one in pack.session_kinds if one.group == group)


def _hold(change: Change, pack: Pack, days: int, *children: int, person: int | None = PRIYA) -> int:
    kind = _kind(pack, group=person is None)
    return hold_unplanned(change, kind, person, ago(days), children, minutes=60).id


def _standing(store: Store, pack: Pack, person: int = PRIYA) -> PersonStanding:
    return store.read(lambda session: read_standing(session, pack, TODAY, person))


def _note(store: Store, pack: Pack, point: str, more: dict[str, str] | None = None, **said: Any) -> list[str]:
    """Note oversight about Tom; return what the policy still wants in it."""
    kids = store.read(lambda session: read_known_children(session, None, TODAY))
    people = store.read(lambda session: read_people(session, TODAY))
    noting = Noting(pack, oversight_form(pack), people, kids)
    asked: dict[str, Any] = {"children": "40217", "point": point, "person": "", "what": "", "who": ""}
    asked |= {"by_when": None, "discussed": "He rang", "decision": "Stay", "why": "It is safe"} | said
    kept = made.do(store, lambda change: keep_note(change, noting, asked, NOW))
    for _ in range(2):
        if kept.asks and more:
            kept = made.do(store, partial(keep_more, noting.form, kept, values=more))
    return [one.rule for one in kept.wanted]


def ramp(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A newcomer's strip: the week that was held, the week that was missed."""

    def job(change: Change) -> int:
        facts = PractitionerFacts("N1", "Kit Ray", "nqsw", started_on=ago(20), asye_started_on=ago(20))
        person = add_practitioner(change, facts).id
        hold_unplanned(change, pack.sessions[0], person, ago(19), minutes=90)
        return person

    person = made.do(store, job)
    found = _standing(store, pack, person).ramps[0]
    assert [slot.state for slot in found.slots[:2]] == [HELD, MISSED]


def year(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Sessions of the rolling year against the policy's count."""
    made.do(store, lambda change: hold_unplanned(change, pack.sessions[0], PRIYA, ago(9), minutes=60).id)
    found = _standing(store, pack)
    assert found.year.total == 1
    assert any(one.wanted == 10 for one in found.figures)


def shorter(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A shorter interval is kept with its reason; a longer one is refused with the rule that stands."""
    made.do(store, lambda change: _hold(change, pack, 5))
    made.do(store, lambda change: shorten_for_practitioner(change, pack, PRIYA, 7, "New to this work").id)
    with pytest.raises(Refused, match=pack.prefix):
        made.do(store, lambda change: shorten_for_practitioner(change, pack, SAM, 200, "Experienced").id)


def group(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A group session is held with a child discussed, on a form of its own."""
    made.do(store, lambda change: _hold(change, pack, 3, TOM, person=None))
    child = store.read(lambda session: read_child(session, TOM, TODAY))
    assert [talk.at for talk in child.discussions if talk.formal] == [ago(3)]
    assert any(form.about in ("team", "child") and form.sessions for form in forms)


def board(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Six stages; a tile skips ahead and moves back."""
    assert len(pack.stages) == 6
    for stage in (6, 2):
        made.do(store, partial(move_to_stage, involvement_ids=[4], stage=stage, moved_on=TODAY))
    found = store.read(lambda session: read_board(session, TODAY, USUAL))
    assert next(tile.stage for tile in found.tiles if 4 in tile.involvements) == 2


def closing(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Nothing closes without a formal supervision in it and a note at closing, or a reason."""
    views = store.read(lambda session: read_closing(session, pack, [1], TODAY))
    assert before_closing(views, pack, TODAY).unmet == ("KCC-T29", "KCC-P13")
    made.do(store, lambda change: hold_unplanned(change, "case", PRIYA, ago(3), [TOM]).id)
    assert _note(store, pack, "closures", {"family_said": "Glad"}) == []
    views = store.read(lambda session: read_closing(session, pack, [1], TODAY))
    assert before_closing(views, pack, TODAY).unmet == ()


def step(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A step to another service wants the other manager named."""
    assert _note(store, pack, "step") == ["KCC-P08"]
    assert store.read(lambda session: read_step(session, pack, TOM, TODAY)) == (True, None)
    assert _note(store, pack, "step", {"other_manager": "Ruth Ambler"}) == []
    assert store.read(lambda session: read_step(session, pack, TOM, TODAY)) == (True, TODAY)


def strategy(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Who approves depends on which minutes they are."""
    for which, who in (("strategy", "team_manager"), ("outcome", "service_manager")):
        assert _note(store, pack, "strategy", {"strategy": which}) == ["KCC-P09"]
        assert _note(store, pack, "strategy", {"strategy": which, who: "Ines Vale"}) == []


def authorised(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Assessments are quality assured and authorised, CIN plans signed off."""
    assert set(_note(store, pack, "assessments")) == {"KCC-P02"}
    assert _note(store, pack, "reviews") == ["KCC-P03"]
    told = {"approved_by": "Morag Bell", "quality_assured": "yes"}
    assert _note(store, pack, "assessments", told) == []


def ad_hoc(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A talk in passing is on the child's record at once, and settles no clock that wants a formal one."""
    point = Noting(pack, oversight_form(pack), (), ()).usual_point
    _note(store, pack, point, person=str(PRIYA), what="Visit him", who="Priya Shah", by_when=TODAY)
    child = store.read(lambda session: read_child(session, TOM, TODAY))
    assert [(talk.at, talk.formal) for talk in child.discussions] == [(TODAY, False)]


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
    found = _standing(store, pack).frequency
    assert found is not None
    assert found.rule.id.startswith(pack.prefix)


def disturbances(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Lateness and interruptions count on the side they came from."""

    def job(change: Change) -> None:
        row = _hold(change, pack, 3)
        note_disturbance(change, row, "late", "supervisor", 15)
        note_disturbance(change, row, "interrupted", "practitioner")

    made.do(store, job)
    found = _standing(store, pack).year
    assert (found.late.supervisor, found.interrupted.practitioner) == (1, 1)


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


def two_way(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Both bring items to the next agenda."""
    for whose in ("supervisee", "supervisor"):
        made.do(store, partial(bring_item, practitioner_id=PRIYA, words="Leave", whose=whose))
    found = store.read(lambda session: read_waiting(session, PRIYA))
    assert {one.whose for one in found} == {"supervisee", "supervisor"}


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


def disagreement(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Up the policy's own line to its end, with both knowing where it wants that; then settled."""
    assert len(pack.escalation) == int(words[0])
    row = made.do(store, lambda change: raise_disagreement(change, PRIYA, ago(3), "Two views").id)
    for one in pack.escalation:
        take = partial(
            take_disagreement,
            pack=pack,
            disagreement_id=row,
            step=one.code,
            taken_on=TODAY,
            with_whom="Ines Vale",
        )
        if one.both_know:
            with pytest.raises(Refused, match=one.rule):
                made.do(store, partial(take, both_know=False))
        made.do(store, partial(take, both_know=True))
    made.do(store, lambda change: settle_disagreement(change, row, TODAY, "Agreed").id)
    found = store.read(lambda session: read_disagreements(session, pack, practitioner_id=PRIYA))[0]
    assert (len(found.steps), found.is_open) == (len(pack.escalation), False)


def handover(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Records move with the person, as the policy says, which stands on the pack that is handed over."""

    def job(change: Change) -> int:
        due = read_due(change.session, pack, TODAY)
        items = propose_items(change.session, due, SUPERVISOR, PRIYA)
        return start_handover(change, SUPERVISOR, PRIYA, items, to_id=SAM).id

    row = made.do(store, job)
    page = store.read(lambda session: read_handover(session, pack, row, read_due(session, pack, TODAY)))
    assert page.items
    assert {number for number, _ in page.says} == {one.id for one in pack.provisions_at("handover")} != set()


def file(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The supervision file holds what the policy lists; what is there has its day, what runs out says when."""
    later = f"{TODAY + timedelta(days=30):%d/%m/%Y}"

    def job(change: Change) -> None:
        sign_agreement(change, PRIYA, ago(2))
        record_observation(change, PRIYA, ago(2))
        complete_record(change, begun_of(change, _hold(change, pack, 3)))
        for kind in (
            one for one in pack.event_kinds if any(one.code == item.event for item in pack.file_items)
        ):
            record_event(
                change, pack, kind.code, ago(2), practitioner_id=PRIYA, value=later if kind.value else ""
            )

    made.do(store, job)
    found = {line.item.code: line for line in _standing(store, pack).file}
    assert set(words) <= set(found)
    assert all(line.there_on for line in found.values()), [
        code for code, line in found.items() if not line.there_on
    ]
    dated = [kind.code for kind in pack.event_kinds if kind.value == "expires_on"]
    assert all(line.runs_out_on for line in found.values() if line.item.event in dated)


def begun_of(change: Change, session_id: int) -> int:
    """Begin a record of a session with Priya alone, inside a change."""
    from models.changes.records import begin_record
    from tests.models.recording import written

    about = About(ago(3), session_id, PRIYA, ())
    return begin_record(change, "f", "kent", written(about=about)).id


def cover(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """While the manager is away it is said who decides."""
    made.do(store, lambda change: record_absence(change, MORAG, TODAY, None, "leave", "Ines Vale").id)
    away = store.read(lambda session: read_everyone_away(session, TODAY))
    assert [(one.practitioner_id, one.decides) for one in away] == [(MORAG, "Ines Vale")]
    assert pack.provisions_at("cover")


DOING: dict[str, Doing] = {
    one.__name__: one
    for one in (
        ramp,
        year,
        shorter,
        group,
        board,
        closing,
        step,
        strategy,
        authorised,
        ad_hoc,
        signed,
        agreed,
        anonymous,
        agreement,
        disturbances,
        next_date,
        carried,
        two_way,
        observed,
        disagreement,
        handover,
        file,
        cover,
    )
}
