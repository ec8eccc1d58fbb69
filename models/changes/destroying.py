"""Destroying the file of someone who left: proposed by a person, looked at, and done by a person; never by itself.

What goes is gone from every row, draft and index; the trail stays whole, for it holds no words, and the
salts of those it hashed go too. What a child's file holds stays. The certificate names what it can't reach.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from models.certificates import Certificate, Copy
from models.changes import checks
from models.changes.file_parts import FileOf, counts_of, find_file, kept_of
from models.changes.holds import running_hold
from models.changes.typed_drafts import drop_typed
from models.dates import show
from models.errors import Refused
from models.lots import in_lots
from models.policy.pack import Pack
from models.reading.keeping import Keeping, keeping_of
from models.store.change import Change
from models.tables import (
    Action,
    ActionStep,
    DestroyedRecord,
    Destruction,
    Practitioner,
    Record,
    Row,
    Supervision,
    Team,
    TrailLine,
    TrailSalt,
)
from models.trail import Words

NAMELESS = "File destroyed"
"""What someone is called once their file is destroyed; their number stays, for the trail speaks of it."""


def propose_destruction(change: Change, pack: Pack, practitioner_id: int, reason: str = "") -> Destruction:
    """Propose that the file of someone who left be destroyed; the records that would go are named one by one.

    Raises Refused while they are in post, while the policy's period runs, while the file is held; and
    without a ``reason`` where the policy sets no period.
    """
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    keeping = _may_go(change, pack, person)
    words = checks.line_of(reason, "reason")
    if keeping.rule is None and not words:
        raise Refused(f"{keeping.note} Say why the file may be destroyed now.")
    if _waiting(change, person.id) is not None:
        raise Refused("It is proposed already. Look at it, then destroy it or withdraw the proposal.")
    row = change.insert(
        Destruction(
            practitioner_id=person.id,
            rule=keeping.rule.id if keeping.rule is not None else "",
            keep_until=keeping.until,
            reason=words,
            proposed_on=change.today,
            proposed_by=change.actor,
        )
    )
    found = find_file(change.session, person.id)
    for one in found.records:
        change.insert(DestroyedRecord(destruction_id=row.id, record_id=one.id))
    change.note(
        "propose_destruction",
        "destruction",
        row.id,
        practitioner=person.id,
        rule=row.rule or None,
        keep_until=row.keep_until,
        records=[one.id for one in found.records],
        reason=Words(words) if words else None,
    )
    return row


def withdraw_destruction(change: Change, destruction_id: int) -> Destruction:
    """Withdraw a proposal: nothing was destroyed."""
    row = _proposal(change, destruction_id)
    change.update(row, withdrawn_on=change.today)
    change.note("withdraw_destruction", "destruction", row.id, practitioner=row.practitioner_id)
    return row


def destroy_file(
    change: Change, pack: Pack, destruction_id: int, number: str, copies: Sequence[Copy] = ()
) -> Certificate:
    """Destroy the file that was proposed. ``number`` is the person's, typed by whoever does it.

    ``copies`` are the backups there are, to stand in the certificate. Raises Refused where something was
    added to the file since, or it may not go any more. None of it can be taken back.
    """
    row = _proposal(change, destruction_id)
    person = checks.found(change.session, Practitioner, row.practitioner_id, "practitioner")
    if number.strip() != person.number:
        raise Refused("That is not the number of the one whose file this is. Nothing was destroyed.")
    _may_go(change, pack, person)
    found = find_file(change.session, person.id)
    _refuse_if_grown(change, row, found)
    certificate = Certificate(counts_of(found), kept_of(found), found.exported, tuple(copies))
    change.update(
        row, destroyed_at=change.now, destroyed_by=change.actor, reason="", certificate=certificate.to_text()
    )
    words_of = [*found.rows, *found.kept_sessions]
    proposals = _proposals(change, person.id)
    salts = [("practitioner", person.id), *((_entity(one), one.id) for one in (*words_of, *proposals))]
    _unhang(change, found)
    for one in found.rows:
        change.delete(one)
    drop_typed(change, person, found)
    for one in proposals:
        if one.destroyed_at is None:
            change.update(one, reason="")
    _forget(change, person, found)
    _drop_salts(change, person.id, salts)
    change.note(
        "destroy_file",
        "destruction",
        row.id,
        practitioner=person.id,
        gone=[f"{sort}:{count}" for sort, count in certificate.gone.items()],
        copies=[one.name for one in copies],
    )
    change.is_final()
    return certificate


def _may_go(change: Change, pack: Pack, person: Practitioner) -> Keeping:
    """Return by which rule a file may go; raise Refused while it may not."""
    if person.left_on is None or person.left_on >= change.today:
        raise Refused("They are in post. Only the file of someone who has left is ever destroyed.")
    hold = running_hold(change, person.id)
    if hold is not None:
        raise Refused(f"The file is held since {show(hold.placed_on)}. Lift the hold first, with the reason.")
    if change.session.exec(select(Team.id).where(Team.manager_id == person.id)).first() is not None:
        raise Refused("They stand as the team's manager. Appoint the one who is, then come back.")
    done = select(Destruction.id).where(
        Destruction.practitioner_id == person.id, col(Destruction.destroyed_at).is_not(None)
    )
    if change.session.exec(done).first() is not None:
        raise Refused("The file is destroyed already.")
    keeping = keeping_of(pack, person.number, person.left_on, change.today, family_facing=person.frontline)
    if keeping.rule is not None and keeping.until is not None and not keeping.is_over:
        raise Refused(f"{keeping.rule.says} It is kept until {show(keeping.until)} ({keeping.rule.id}).")
    return keeping


def _proposal(change: Change, destruction_id: int) -> Destruction:
    row = checks.found(change.session, Destruction, destruction_id, "proposal")
    if row.destroyed_at is not None:
        raise Refused("It is done: the file is destroyed.")
    if row.withdrawn_on is not None:
        raise Refused(f"It was withdrawn on {show(row.withdrawn_on)}. Propose it anew.")
    return row


def _waiting(change: Change, practitioner_id: int) -> Destruction | None:
    return change.session.exec(
        select(Destruction).where(
            Destruction.practitioner_id == practitioner_id,
            col(Destruction.destroyed_at).is_(None),
            col(Destruction.withdrawn_on).is_(None),
        )
    ).first()


def _proposals(change: Change, practitioner_id: int) -> Sequence[Destruction]:
    """Return every proposal there was of someone's file: the one that is done, and those that were withdrawn."""
    return change.session.exec(
        select(Destruction)
        .where(Destruction.practitioner_id == practitioner_id)
        .order_by(col(Destruction.id))
    ).all()


def _refuse_if_grown(change: Change, row: Destruction, found: FileOf) -> None:
    """Refuse to destroy more, or less, than was looked at when it was proposed."""
    named = set(
        change.session.exec(
            select(DestroyedRecord.record_id).where(DestroyedRecord.destruction_id == row.id)
        ).all()
    )
    if named != {one.id for one in found.records}:
        raise Refused(
            "The file is not what it was when its destruction was proposed: a record was added, or is gone. "
            "Withdraw the proposal and make it anew."
        )


def _unhang(change: Change, found: FileOf) -> None:
    """Let go of what is about to be removed, wherever something that stays refers to it."""
    ids = {one.id for one in found.records}
    going = {one.id for one in found.gone["sessions"]}
    sessions: list[Any] = [*found.gone["sessions"], *found.kept_sessions]
    for one in sessions:
        if one.replaces_id in going:
            change.update(one, replaces_id=None)
    for other in change.session.exec(
        select(Supervision).where(col(Supervision.replaces_id).in_(going))
    ).all():
        change.update(other, replaces_id=None)
    for copy in change.session.exec(select(Record).where(col(Record.copied_from_id).in_(ids))).all():
        change.update(copy, copied_from_id=None)
    for action in change.session.exec(select(Action).where(col(Action.record_id).in_(ids))).all():
        change.update(action, record_id=None, row="")
    for step in change.session.exec(select(ActionStep).where(col(ActionStep.record_id).in_(ids))).all():
        change.update(step, record_id=None)


def _forget(change: Change, person: Practitioner, found: FileOf) -> None:
    """Take the person's own words and dates away; what stays of a child's is without words of theirs."""
    _name_by_number(change, person)
    change.update(
        person,
        name=NAMELESS,
        job_title="",
        also_role="",
        fte=1.0,
        started_on=None,
        asye_started_on=None,
        six_month_review_on=None,
        probation_ends_on=None,
        performance_plan_days=None,
        performance_plan_from=None,
    )
    for session in found.kept_sessions:
        change.update(session, reason="")
    for note in found.kept_notes:
        change.update(note, reason="")


def _name_by_number(change: Change, person: Practitioner) -> None:
    """Let children's actions say the number of who does them: the ledger has their name as a text of its own."""
    name = person.name.strip().casefold()
    for action in change.session.exec(select(Action).where(Action.owner != "")).all():
        if action.owner.strip().casefold() == name:
            change.update(action, owner=person.number)


def _drop_salts(change: Change, practitioner_id: int, of: Iterable[tuple[str, int]]) -> None:
    """Destroy the salts of every line of the trail about these rows: its hashes say nothing any more.

    What was given up or taken away before has no row any more; its lines name whose it was.
    """
    wanted = set(of)
    kept = set(change.session.exec(select(Record.id)).all())
    named = re.compile(rf'"(?:practitioner|person)":{practitioner_id}[,}}]')
    statement = select(TrailLine.seq, TrailLine.entity, TrailLine.entity_id, TrailLine.detail)
    lines = change.session.exec(statement).all()
    wanted |= {
        (entity, entity_id)
        for _, entity, entity_id, detail in lines
        if entity in _OF_PEOPLE
        and entity_id is not None
        and not (entity == "record" and entity_id in kept)
        and named.search(detail)
    }
    seqs = [seq for seq, entity, entity_id, _ in lines if (entity, entity_id) in wanted]
    table = _table(TrailSalt)
    for lot in in_lots(seqs):
        change.session.connection().execute(delete(table).where(table.c.seq.in_(lot)))


_OF_PEOPLE = frozenset(
    {
        "record",
        "disagreement",
        "absence",
        "agreement",
        "observation",
        "planned_observation",
        "event",
        "interval",
        "agenda_item",
    }
)
"""What the trail calls rows that are someone's own, where its line says whose."""
_ENTITIES = {"dated_event": "event", "shorter_interval": "interval"}
"""What the trail calls rows of some tables; the others it calls by the table's name."""


def _entity(row: Row) -> str:
    name = str(_table(type(row)).name)
    return _ENTITIES.get(name, name)


def _table(table: type[Any]) -> Any:
    return table.__table__
