"""Disagreements: raised, taken up the line that the policy names with both knowing, settled."""

from __future__ import annotations

from datetime import date

from models.changes import checks
from models.dates import show
from models.errors import Refused
from models.policy.pack import Pack
from models.store.change import Change
from models.tables import Disagreement, DisagreementStep, Practitioner, Record, Supervision
from models.trail import Words
from models.words import clean_text

MAX_WORDS = 20_000


def raise_disagreement(
    change: Change,
    practitioner_id: int,
    raised_on: date,
    words: str,
    *,
    child_id: int | None = None,
    supervision_id: int | None = None,
    record_id: int | None = None,
) -> Disagreement:
    """Record a disagreement that was not settled between the two: both views, in words."""
    person = checks.found(change.session, Practitioner, practitioner_id, "practitioner")
    checks.not_future(raised_on, change.today, "The day a disagreement was raised")
    said = _words(words, "Say what the two views are: both stand in the record.")
    if supervision_id is not None:
        checks.found(change.session, Supervision, supervision_id, "session")
    if record_id is not None:
        checks.found(change.session, Record, record_id, "record")
    row = change.insert(
        Disagreement(
            practitioner_id=person.id,
            raised_on=raised_on,
            words=said,
            child_id=None if child_id is None else checks.child(change.session, child_id).id,
            supervision_id=supervision_id,
            record_id=record_id,
        )
    )
    change.note(
        "raise_disagreement",
        "disagreement",
        row.id,
        practitioner=person.id,
        child=row.child_id,
        raised_on=raised_on,
        words=Words(said),
    )
    return row


def take_disagreement(
    change: Change,
    pack: Pack,
    disagreement_id: int,
    step: str,
    taken_on: date,
    *,
    with_whom: str = "",
    both_know: bool = False,
    words: str = "",
) -> DisagreementStep:
    """Take a disagreement a step up the line that the policy names (KCC-P47, NCT-P30, HAV-P23).

    Where the policy wants both to know that it goes there, it is Refused until they do; where a step is
    with someone, that someone is named.
    """
    row = _open(change, disagreement_id)
    kind = next((one for one in pack.escalation if one.code == step), None)
    if kind is None:
        raise Refused("The policy knows no such step. Choose one from the list.")
    checks.not_future(taken_on, change.today, "The day of a step")
    checks.in_order(row.raised_on, taken_on, "It would be taken further before it was raised")
    whom, said = checks.line_of(with_whom, "name"), clean_text(words).strip()
    if kind.with_whom and not whom:
        raise Refused(f"“{kind.label}”: say who that is.")
    if kind.both_know and not both_know:
        raise Refused(
            f"{kind.rule}: the two of them both know that it goes there. Tell the other first, then say so here."
        )
    made = change.insert(
        DisagreementStep(
            disagreement_id=row.id,
            step=step,
            taken_on=taken_on,
            with_whom=whom,
            both_know=both_know,
            words=_fits(said),
        )
    )
    change.note(
        "take_disagreement",
        "disagreement",
        row.id,
        step=step,
        taken_on=taken_on,
        both_know=both_know,
        with_whom=Words(whom) if whom else None,
        words=Words(said) if said else None,
    )
    return made


def settle_disagreement(change: Change, disagreement_id: int, settled_on: date, outcome: str) -> Disagreement:
    """Record that a disagreement is settled: when, and how."""
    row = _open(change, disagreement_id)
    checks.not_future(settled_on, change.today, "The day it was settled")
    checks.in_order(row.raised_on, settled_on, "It would be settled before it was raised")
    said = _words(outcome, "Say how it was settled: the outcome is part of the record.")
    change.update(row, settled_on=settled_on, outcome=said)
    change.note("settle_disagreement", "disagreement", row.id, settled_on=settled_on, outcome=Words(said))
    return row


def _open(change: Change, disagreement_id: int) -> Disagreement:
    row = checks.found(change.session, Disagreement, disagreement_id, "disagreement")
    if row.settled_on is not None:
        raise Refused(f"It was settled on {show(row.settled_on)}. Raise a new one if it is open again.")
    return row


def _words(text: str, wanted: str) -> str:
    said = clean_text(text).strip()
    if not said:
        raise Refused(wanted)
    return _fits(said)


def _fits(said: str) -> str:
    if len(said) > MAX_WORDS:
        raise Refused(f"That is longer than {MAX_WORDS} characters: {len(said)}. Write it into the record.")
    return said
