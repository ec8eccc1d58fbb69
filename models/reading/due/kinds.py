"""What kind of thing a due thing is, so that a list can be grouped and the right screen opened."""

from __future__ import annotations

from models.clock.outcome import Due
from models.clock.plan import SUPERVISED
from models.policy.pack import Pack
from models.policy.rule import Count, Retention, Window

DISCUSSION = "discussion"
SESSION = "session"
RECORD = "record"
OBSERVATION = "observation"
DEVELOPMENT = "development"
AGREEMENT = "agreement"
TEAM = "team"
FILE = "file"
POLICY = "policy"
LABELS = {
    DISCUSSION: "Children to discuss",
    SESSION: "Supervision sessions",
    RECORD: "Records",
    OBSERVATION: "Observations of practice",
    DEVELOPMENT: "Appraisal, probation and development",
    AGREEMENT: "Supervision agreements",
    TEAM: "Team and service",
    FILE: "Supervision files",
    POLICY: "The policy itself",
}
_BY_SUBJECT = {
    "record": RECORD,
    "session": SESSION,
    "observation": OBSERVATION,
    "agreement": AGREEMENT,
    "supervisory_relationship": SESSION,
    "team": TEAM,
    "service": TEAM,
    "file": FILE,
    "policy_document": POLICY,
}
TRANSFER = "transfer"
LABELS[TRANSFER] = "Transfers"


def kind_of(due: Due, pack: Pack) -> str:
    """Return the kind of a due thing, one of `LABELS`."""
    subject = due.facts.subject
    if subject in SUPERVISED:
        is_window = due.rule is not None and isinstance(due.rule.terms, Window)
        return TRANSFER if is_window else DISCUSSION
    if subject != "practitioner":
        return kind_of_subject(subject)
    if due.rule is not None and isinstance(due.rule.terms, Count):
        return _of_types(due.rule.terms.types, pack)
    if due.rule is not None and isinstance(due.rule.terms, Retention):
        return FILE
    if due.clock == OBSERVATION:
        return OBSERVATION
    return SESSION if due.clock in (*pack.sessions, "group") else DEVELOPMENT


def kind_of_subject(subject: str) -> str:
    """Return the kind of what is due of a subject where nothing more is known."""
    return DISCUSSION if subject in SUPERVISED else _BY_SUBJECT.get(subject, DEVELOPMENT)


def _of_types(types: tuple[str, ...], pack: Pack) -> str:
    if OBSERVATION in types:
        return OBSERVATION
    return SESSION if set(types) & {each.code for each in pack.session_kinds} else DEVELOPMENT
