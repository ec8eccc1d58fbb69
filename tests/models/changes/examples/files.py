"""Examples of every change of samples, handovers and whole files."""

from __future__ import annotations

from sqlmodel import select

from models.changes import (
    cleaning,
    destroying,
    exports,
    handovers,
    holds,
    records,
    sampling,
    team,
)
from models.changes.record_parts import About, Written
from models.changes.team import PractitionerFacts
from models.sampling import Candidate
from models.store.change import Change
from models.tables import (
    HandoverItem,
    SampledRecord,
)
from tests.made import MORAG, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.examples.canary import CANARY, Example, kent
from tests.models.changes.examples.records import begun, written


def _sampled(change: Change) -> int:
    """Draw a sample of one record; return the sampled record's number."""
    drawn = [Candidate(begun(change).id, MORAG)]
    sample = sampling.draw_sample(change, 4711, 1, ago(90), TODAY, drawn, rule="HAV-T13")
    return change.session.exec(select(SampledRecord.id).where(SampledRecord.sample_id == sample.id)).one()


def _handover(change: Change, to: str = "") -> int:
    """Begin to hand Priya's supervision over, to Sam or to someone named; return its number."""
    items = [handovers.NewItem("child", TOM), handovers.NewItem("note", words=CANARY)]
    to_id = None if to else SAM
    return handovers.start_handover(change, "supervisor", PRIYA, items, to_id=to_id, to_name=to).id


def _handed(change: Change) -> int:
    number = _handover(change)
    return change.session.exec(select(HandoverItem.id).where(HandoverItem.handover_id == number)).first() or 0


def _handover_closed(change: Change) -> None:
    number = _handover(change)
    for item in change.session.exec(select(HandoverItem.id)).all():
        handovers.acknowledge_item(change, item)
    handovers.close_handover(change, number)


def _handover_dropped(change: Change) -> None:
    other = handovers.start_handover(
        change, "practitioner", SAM, [handovers.NewItem("child", ROSA)], to_id=MORAG
    )
    assert other.id != _handover(change)
    handovers.drop_handover(change, other.id)


def _gone(change: Change) -> int:
    """Someone who left, with a record of their own; return their number in the store."""
    person = team.add_practitioner(
        change, PractitionerFacts("P8", CANARY, "social_worker", started_on=ago(900), left_on=ago(400))
    ).id
    about = About(ago(500), None, person)
    paper = written()
    records.begin_record(change, "kent_b", "kent", Written(paper.answers, "abc", about, paper.actions[:0]))
    return person


def _proposed(change: Change) -> int:
    return destroying.propose_destruction(change, kent(), _gone(change), f"{CANARY} asked").id


def _cleaned(change: Change) -> None:
    destroying.destroy_file(change, kent(), _proposed(change), "P8")
    cleaning.note_cleaned(change)


def _held_file(change: Change) -> int:
    return holds.place_hold(change, _gone(change), f"{CANARY} claims").id


EXAMPLES: dict[str, Example] = {
    "place_hold": _held_file,
    "lift_hold": lambda change: holds.lift_hold(change, _held_file(change), f"{CANARY} settled"),
    "propose_destruction": _proposed,
    "withdraw_destruction": lambda change: destroying.withdraw_destruction(change, _proposed(change)),
    "draw_sample": _sampled,
    "set_worksheet": lambda change: sampling.set_worksheet(change, _sampled(change), begun(change).id),
    "start_handover": lambda change: _handover(change, CANARY),
    "acknowledge_item": lambda change: handovers.acknowledge_item(change, _handed(change), CANARY),
    "dispute_item": lambda change: handovers.dispute_item(change, _handed(change), CANARY),
    "add_note": lambda change: handovers.add_note(change, _handover(change), CANARY),
    "close_handover": _handover_closed,
    "drop_handover": _handover_dropped,
}


FINAL: dict[str, Example] = {
    "note_file_export": lambda change: exports.note_file_export(change, PRIYA, [begun(change).id]),
    "destroy_file": lambda change: destroying.destroy_file(change, kent(), _proposed(change), "P8"),
    "note_cleaned": _cleaned,
}
"""Changes that are never undone."""
