"""Examples of every change of a record, of its actions and of how it is signed."""

from __future__ import annotations

import json
from datetime import date

from models.changes import (
    actions,
    exports,
    records,
    rectifying,
    signing,
)
from models.changes.record_parts import About, AgreedAction, Written
from models.changes.signing import Word
from models.store.change import Change
from models.tables import (
    Action,
    Record,
    RecordDraft,
)
from tests.made import KIT, PRIYA, ROSA, TODAY, TOM, ago
from tests.models.changes.examples.canary import CANARY, Example
from tests.models.changes.examples.sessions import held


def written(*children: tuple[int, str], day: date = TODAY, supervision_id: int | None = None) -> Written:
    """A record of words that must not reach the trail, with an action in it."""
    answers = json.dumps({"form": "kent_b", "answers": {"leave": f"{CANARY} is tired"}, "labels": {}})
    agreed = AgreedAction("r1", f"{CANARY}: ring the school", CANARY, CANARY, CANARY, ago(-9), CANARY, TOM)
    return Written(answers, "abc", About(day, supervision_id, PRIYA, children), (agreed,))


def begun(change: Change, supervision_id: int | None = None) -> Record:
    """Begin a record about two children."""
    return records.begin_record(
        change, "kent_b", "kent", written((TOM, "p1"), (KIT, "p2"), supervision_id=supervision_id)
    )


def _draft(change: Change, row: Record) -> RecordDraft:
    typed = json.dumps({"answers": {"leave": CANARY}})
    return change.insert(
        RecordDraft(record_id=row.id, base=1, answers=typed, begun_at=change.now, saved_at=change.now)
    )


def _record_written(change: Change) -> None:
    row = begun(change)
    records.write_record(change, row.id, written((TOM, "")), 1, draft_id=_draft(change, row).id)


def _completed(change: Change) -> Record:
    row = begun(change, held(change).id)
    carried = _action(change).id
    return records.complete_record(
        change, row.id, missing=["KCC-T41"], reason=f"{CANARY} agreed", carried=[carried]
    )


def _complete(change: Change) -> int:
    return records.complete_record(change, begun(change).id).id


def _withdrawn(change: Change) -> None:
    record_id = _complete(change)
    signing.sign(change, record_id, Word("supervisee", CANARY), ("supervisor", "supervisee"))
    signing.withdraw(change, record_id, "supervisee", f"{CANARY} asked")


def _addended(change: Change) -> None:
    record_id = _complete(change)
    signing.sign(change, record_id, Word("supervisor", CANARY), ("supervisor",))
    signing.addend(change, record_id, f"{CANARY} wrote", CANARY, CANARY, "paper")


def _signed(change: Change) -> int:
    """A signed record of a held session, about Tom."""
    record_id = records.complete_record(change, begun(change, held(change).id).id).id
    signing.sign(change, record_id, Word("supervisor", CANARY), ("supervisor",))
    return record_id


def _record_discarded(change: Change) -> None:
    records.discard_record(change, begun(change).id, f"{CANARY} asked for it")
    begun(change)


def _draft_dropped(change: Change) -> None:
    records.drop_record_draft(change, _draft(change, begun(change)).id)


def _entry_taken_back(change: Change) -> None:
    row = begun(change)
    records.take_back_entry(change, records.enter_part(change, row.id, TOM, "Liberi", TODAY).id)


def _action(change: Change) -> Action:
    agreed = AgreedAction("", f"{CANARY}: see TB alone", CANARY, CANARY, CANARY, ago(3), CANARY, TOM)
    return actions.set_action(change, agreed, ago(20), practitioner_id=PRIYA)


def _taken_up(change: Change) -> None:
    row = actions.drop_action(change, _action(change).id, f"{CANARY} moved", ago(2))
    actions.take_up_action(change, row.id, f"{CANARY} is back", ago(1))


EXAMPLES: dict[str, Example] = {
    "begin_record": begun,
    "write_record": _record_written,
    "complete_record": _completed,
    "reopen_record": lambda change: records.reopen_record(change, _completed(change).id),
    "correct_record": lambda change: records.correct_record(change, begun(change).id, written(day=ago(1)), 1),
    "discard_record": _record_discarded,
    "drop_record_draft": _draft_dropped,
    "enter_part": lambda change: records.enter_part(change, begun(change).id, TOM, "Liberi", TODAY),
    "take_back_entry": _entry_taken_back,
    "set_action": _action,
    "carry_action": lambda change: actions.carry_action(
        change, _action(change).id, ago(2), in_the_way=f"{CANARY} is away"
    ),
    "move_action": lambda change: actions.move_action(
        change, _action(change).id, ago(-20), f"{CANARY} is away", ago(2)
    ),
    "finish_action": lambda change: actions.finish_action(
        change, _action(change).id, f"{CANARY} is content", ago(2)
    ),
    "drop_action": lambda change: actions.drop_action(change, _action(change).id, f"{CANARY} moved", ago(2)),
    "take_up_action": _taken_up,
}


FINAL: dict[str, Example] = {
    "sign": lambda change: signing.sign(
        change,
        _complete(change),
        Word("supervisee", CANARY, CANARY, "email", CANARY),
        ("supervisor", "supervisee"),
    ),
    "decline": lambda change: signing.decline(
        change, _complete(change), Word("supervisee", CANARY), f"{CANARY} disagrees", ("supervisee",)
    ),
    "withdraw": _withdrawn,
    "addend": _addended,
    "correct_record_child": lambda change: rectifying.correct_record_child(
        change, _signed(change), TOM, ROSA, f"{CANARY} said so"
    ),
    "note_export": lambda change: exports.note_export(change, begun(change).id, "working", "supervisee"),
    "seal_records": lambda change: signing.seal_records(
        change, [change.session.get_one(Record, _signed(change))]
    ),
    "make_signing_key": lambda change: signing.make_signing_key(change),
}
"""Changes that are never undone."""
