"""A practitioner who left long ago, with a file of every sort of row, for tests of what becomes of it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2
from sqlmodel import select

from models.certificates import Certificate, Copy
from models.changes import (
    actions,
    agenda,
    attendance,
    disagreements,
    events,
    exports,
    handovers,
    holding,
    holds,
    intervals,
    observations,
    papers,
    records,
    signing,
    team,
)
from models.changes.destroying import (
    destroy_file,
    propose_destruction,
)
from models.changes.record_parts import About, AgreedAction, Written
from models.changes.signing import Word
from models.changes.team import PractitionerFacts
from models.drafts import save_draft
from models.policy.load import load_pack
from models.store.change import Change
from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from models.tables import (
    Action,
    AgendaItem,
    Attendance,
    Correction,
    Destruction,
    Discussion,
    GatePass,
    PlannedObservation,
    Practitioner,
    Record,
    RecordDraft,
    Supervision,
)
from models.trail import Words
from tests import made
from tests.made import TOM, ago

LEAVER, NUMBER = 4, "P4"
WORDS = "Quillfeather"
"""Stands in every text about the one who left, and in nothing else."""
LEFT = ago(800)
LONG_AFTER = LEFT + timedelta(days=3 * 366)
"""A day on which the policy's three years are over."""
HAVERING, KENT = load_pack("havering"), load_pack("kent")


def file_of_a_leaver(change: Change) -> None:
    """Fill the small team with someone who left more than two years ago, and everything of theirs."""
    team.add_practitioner(
        change,
        PractitionerFacts(NUMBER, f"Una {WORDS}", "social_worker", f"Lead {WORDS}", started_on=ago(1500)),
    )
    _session_alone(change)
    _session_with_a_child(change)
    _papers(change)
    _passed_on_and_held(change)
    person = change.session.get_one(Practitioner, LEAVER)
    facts = PractitionerFacts(
        NUMBER, person.name, person.role, person.job_title, started_on=ago(1500), left_on=LEFT
    )
    team.correct_practitioner(change, LEAVER, facts)


def made_leaver(store: Store) -> None:
    """Make that file in a store, with drafts beside it."""
    made.do(store, file_of_a_leaver)
    store.quietly(save_draft(f"absence:new:{LEAVER}", {"kind": WORDS}, made.NOW))
    store.quietly(save_draft("child:new", {"number": "41"}, made.NOW))


def pages(place: Place, unlocked: Unlocked, plain: Path) -> bytes:
    """Return everything a closed store's database holds, decrypted, the index's own tables too; no page is free."""
    connection = dbapi2.connect(str(place.database))
    try:
        connection.execute(f'PRAGMA key="{unlocked.secret.pragma}"')
        assert connection.execute("PRAGMA freelist_count").fetchone()[0] == 0
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(plain),))
        connection.execute("SELECT sqlcipher_export('plain')")
        return plain.read_bytes()
    finally:
        connection.close()


def give_up_the_childs(change: Change) -> None:
    """Take the person's words out of the child's record, so that a search of the pages is a search for the file."""
    row = change.session.exec(select(Record).where(Record.form == "havering_a")).one()
    change.update(row, answers="{}")
    for action in change.session.exec(select(Action).where(Action.record_id == row.id)).all():
        change.delete(action)
    change.note("tidy", "record", row.id)


def _written(day: date, session: int | None, *children: int) -> Written:
    body = {"form": "havering_b", "answers": {"how": f"{WORDS} is tired"}, "labels": {}}
    about = About(day, session, LEAVER, tuple((child, "") for child in children))
    agreed = AgreedAction("r1", f"{WORDS} rests", WORDS, WORDS, WORDS, ago(900), WORDS)
    return Written(json.dumps(body), "abc", about, (agreed,))


def _record(change: Change, day: date, session: int | None, *children: int) -> int:
    row = records.begin_record(change, "havering_b", "havering", _written(day, session, *children))
    records.complete_record(change, row.id)
    return row.id


def _session_alone(change: Change) -> None:
    """A personal session: agenda, lateness, a signed record with later words, exported, copied."""
    row = holding.hold_unplanned(change, "personal", LEAVER, ago(950), minutes=60)
    change.update(row, reason=f"{WORDS} asked")
    change.insert(AgendaItem(supervision_id=row.id, source="own", key="own", words=WORDS, whose="supervisee"))
    attendance.note_disturbance(change, row.id, "late", "practitioner", 5, WORDS)
    record = _record(change, ago(950), row.id)
    change.insert(
        GatePass(rule="HAV-T37", entity="record", entity_id=record, reason=WORDS, passed_on=ago(949))
    )
    papers.write_up(change, row.id, ago(949))
    signing.sign(change, record, Word("supervisee", WORDS, WORDS, comment=WORDS), ("supervisee",))
    signing.addend(change, record, WORDS, WORDS)
    exports.note_export(change, record, "final")
    copy = records.begin_record(
        change, "havering_b", "havering", _written(ago(940), None), copied_from=record
    )
    typed = json.dumps({"answers": {"how": WORDS}})
    change.insert(
        RecordDraft(record_id=copy.id, base=1, answers=typed, begun_at=change.now, saved_at=change.now)
    )


def _session_with_a_child(change: Change) -> None:
    """A case session in which a child was discussed: it is the child's, the words about the person are not."""
    held = change.insert(
        Supervision(kind="case", practitioner_id=LEAVER, held_on=ago(960), reason=f"{WORDS} was ill")
    )
    change.insert(Discussion(supervision_id=held.id, child_id=TOM, at=ago(960)))
    _beside_the_childs(change, held.id)
    records.begin_record(change, "havering_a", "havering", _written(ago(960), held.id, TOM))


def _beside_the_childs(change: Change, session: int) -> None:
    """Words about the person that hang on a session which stays for the child's sake."""
    for row in (
        GatePass(rule="CFA-T02", entity="supervision", entity_id=session, reason=WORDS, passed_on=ago(961)),
        Correction(
            entity="supervision",
            entity_id=session,
            field="held_on",
            was="2024-04-01",
            became="2024-04-02",
            reason=WORDS,
            corrected_on=ago(959),
        ),
        Attendance(supervision_id=session, guest=WORDS, service=WORDS),
        AgendaItem(
            supervision_id=session, source="own", key="own", words=WORDS, note=WORDS, whose="supervisee"
        ),
    ):
        change.insert(row)
    attendance.note_disturbance(change, session, "interrupted", "other", 5, WORDS)


def _passed_on_and_held(change: Change) -> None:
    """A handover with a note, a hold that was lifted."""
    item = handovers.NewItem("note", words=WORDS)
    handovers.start_handover(change, "supervisor", LEAVER, [item], to_name=WORDS)
    held = holds.place_hold(change, LEAVER, WORDS)
    holds.lift_hold(change, held.id, WORDS)


def proposed_before(change: Change) -> None:
    """A proposal to destroy the file that was withdrawn: its reason is a word about the person too."""
    row = change.insert(
        Destruction(practitioner_id=LEAVER, reason=WORDS, proposed_on=change.today, proposed_by="M1")
    )
    change.note("propose_destruction", "destruction", row.id, practitioner=LEAVER, reason=Words(WORDS))
    change.update(row, withdrawn_on=change.today)


def _papers(change: Change) -> None:
    team.sign_agreement(change, LEAVER, ago(1400), 4)
    team.record_absence(change, LEAVER, ago(1000), ago(990), WORDS)
    observations.record_observation(change, LEAVER, ago(970))
    change.insert(
        PlannedObservation(
            practitioner_id=LEAVER,
            kind="observation",
            planned_for=ago(960),
            observer=WORDS,
            what=WORDS,
            reason=WORDS,
            cancelled_on=ago(961),
        )
    )
    events.record_event(change, HAVERING, "pdr", ago(980), practitioner_id=LEAVER)
    intervals.shorten_for_practitioner(change, HAVERING, LEAVER, 14, WORDS, ago(1100))
    set_ = AgreedAction("", WORDS, WORDS, WORDS, WORDS, ago(900), WORDS)
    actions.set_action(change, set_, ago(950), practitioner_id=LEAVER)
    agenda.bring_item(change, LEAVER, WORDS, "supervisee")
    raised = disagreements.raise_disagreement(change, LEAVER, ago(945), WORDS)
    disagreements.take_disagreement(
        change, HAVERING, raised.id, "line_manager", ago(940), with_whom=WORDS, both_know=True, words=WORDS
    )
    disagreements.settle_disagreement(change, raised.id, ago(930), WORDS)


def do(store: Store, function: Any, **more: Any) -> Any:
    """Run a change on the day when the period is over."""
    return made.do(store, function, today=more.pop("today", LONG_AFTER))


def proposed(store: Store) -> int:
    """Propose the destruction; return its number."""
    return int(do(store, lambda change: propose_destruction(change, HAVERING, LEAVER).id))


def destroyed(store: Store, copies: tuple[Copy, ...] = ()) -> Certificate:
    """Propose it and destroy it."""
    number = proposed(store)
    found = do(store, lambda change: destroy_file(change, HAVERING, number, NUMBER, copies))
    assert isinstance(found, Certificate)
    return found
