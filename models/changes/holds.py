"""Legal holds: a file that is not to be destroyed for now, whatever the policy's period says."""

from __future__ import annotations

from sqlmodel import col, select

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.store.change import Change
from models.tables import Destruction, LegalHold, Practitioner
from models.trail import Words


def place_hold(change: Change, practitioner_id: int, reason: str) -> LegalHold:
    """Hold someone's file from today on: a claim, an inquiry, a request; a proposal to destroy it is withdrawn."""
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    words = checks.line_of(reason, "reason")
    if not words:
        raise Refused("Say why the file is held: a claim, an inquiry, a request.")
    running = running_hold(change, person.id)
    if running is not None:
        raise Refused(f"It is held already, since {show(running.placed_on)}.")
    row = change.insert(LegalHold(practitioner_id=person.id, placed_on=change.today, reason=words))
    change.note("place_hold", "legal_hold", row.id, practitioner=person.id, reason=Words(words))
    waiting = select(Destruction).where(
        Destruction.practitioner_id == person.id,
        col(Destruction.destroyed_at).is_(None),
        col(Destruction.withdrawn_on).is_(None),
    )
    for proposed in change.session.exec(waiting).all():
        change.update(proposed, withdrawn_on=change.today)
        change.note("withdraw_destruction", "destruction", proposed.id, hold=row.id)
    return row


def lift_hold(change: Change, hold_id: int, because: str) -> LegalHold:
    """Lift a hold: the policy's period counts again."""
    row = checks.found(change.session, LegalHold, hold_id, "hold")
    if row.lifted_on is not None:
        raise Refused(f"It was lifted on {show(row.lifted_on)}.")
    words = checks.line_of(because, "reason")
    if not words:
        raise Refused("Say in a line why the hold is lifted.")
    change.update(row, lifted_on=change.today, lifted_because=words)
    change.note("lift_hold", "legal_hold", row.id, practitioner=row.practitioner_id, because=Words(words))
    return row


def running_hold(change: Change, practitioner_id: int) -> LegalHold | None:
    """Return the hold that is on someone's file now."""
    return change.session.exec(
        select(LegalHold).where(
            LegalHold.practitioner_id == practitioner_id, col(LegalHold.lifted_on).is_(None)
        )
    ).first()
