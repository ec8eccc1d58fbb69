"""What the clock is told about one subject; the clock can't tell whether a store or a case file told it.

Facts hold ready dates, words and tuples, nothing to parse, so that ten thousand can be built in one go
from rows of a store. Names are those of the case format; `NAMES` holds every one a pack may use.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

SUBJECTS = (
    "child",
    "practitioner",
    "carer",
    "caregiver",
    "victim",
    "agreement",
    "record",
    "session",
    "team",
    "service",
    "observation",
    "file",
    "supervisory_relationship",
    "policy_document",
)
KINDS_OF_CHILD = ("child", "carer", "caregiver", "victim")
"""Who a child's number may stand for: each is talked about in supervision, on a clock of its own."""
EARLIEST, LATEST = date(1901, 1, 1), date(2099, 12, 31)
"""The days that a clock reckons with; a date in 1900 or 2100 is a slip of a spreadsheet, and is named."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def _nothing() -> Mapping[str, Any]:
    """Return the one empty mapping that all facts without such a part share."""
    return _NOTHING


class Situation(NamedTuple):
    """A dated fact that changes the clock: a plan, a flag, a risk level, something true of a child.

    ``code`` is a situation or flag of the pack. It holds from ``since`` (None: as far back as matters)
    until the day before ``until`` (None: still).
    """

    code: str
    since: date | None = None
    until: date | None = None


class Event(NamedTuple):
    """Something held that is counted: an observation, a session, a PDP conversation."""

    on: date
    type: str


class Involvement(NamedTuple):
    """A further period in which another service is open to the same child."""

    service: str
    opened_on: date | None = None
    last: date | None = None
    allocated_at: date | datetime | None = None


class Shorter(NamedTuple):
    """The manager's own shorter interval in days, with the recorded reason (GEN-X09)."""

    days: int
    reason: str = ""
    since: date | None = None


@dataclass(slots=True)
class Facts:
    """Everything the clock is told about one subject. Never changed in place: see `changed`."""

    subject: str
    """One of `SUBJECTS`."""
    id: str = ""
    service: str = ""
    roles: tuple[str, ...] = ()
    """All roles a practitioner or carer has, in the pack's codes."""
    situations: tuple[Situation, ...] = ()
    start: date | None = None
    """What the first interval counts from: opening or allocation, first day of work, approval, signature."""
    last: date | None = None
    """The last held, formal discussion of a child, carer, caregiver or victim (clock ``case``)."""
    ended: date | None = None
    """Closure, leaving, the end of the placement: from this day on no clock runs (GEN-X10)."""
    allocated_at: date | datetime | None = None
    transferred_on: date | None = None
    next_session: date | None = None
    """The next booked one-to-one of the worker."""
    worker: Facts | None = None
    """The practitioner who holds the work, for what is due at their next one-to-one."""
    shorter: Shorter | None = None
    absent: bool = False
    """Away now: the line is marked, the clock runs on (GEN-X11)."""
    others: tuple[Involvement, ...] = ()
    """Other services open to the same child; all run, the earliest date wins (GEN-X14)."""
    lasts: Mapping[str, date] = field(default_factory=_nothing)
    """The last held event of each other clock by its name: ``personal``, ``appraisal``, ``team_meeting``."""
    events: tuple[Event, ...] = ()
    more: Mapping[str, Any] = field(default_factory=_nothing)
    """Any other fact by its name in `NAMES`."""

    def changed(self, **changes: Any) -> Facts:
        """Return these facts with some changed, for a "what if"; names of `NAMES` go to ``more``."""
        own = {name: value for name, value in changes.items() if name in SLOTS}
        rest = {name: value for name, value in changes.items() if name not in SLOTS}
        if rest:
            own["more"] = {**own.get("more", self.more), **rest}
        return replace(self, **own)

    def known(self, name: str) -> Any:
        """Return the fact called ``name``, or None if it was not told."""
        return getattr(self, name) if name in SLOTS else self.more.get(name)


SLOTS = frozenset(part.name for part in fields(Facts))


class Named(NamedTuple):
    """What a named fact holds (date, moment, number, yes/no, word, words, items) and how people say it."""

    shape: str
    words: str


NAMES: Mapping[str, Named] = {
    "action": Named("word", "the action"),
    "agenda": Named("words", "the agenda"),
    "agreed_on": Named("date", "the agreement of the record"),
    "agreement_interval_weeks": Named("number", "the interval in the agreement"),
    "all_recorded": Named("yes/no", "every informal discussion recorded at the time"),
    "allocated_at": Named("moment", "the allocation"),
    "alternative": Named("date", "the alternative date"),
    "appraisal_on": Named("date", "the appraisal"),
    "asye_start": Named("date", "the start of the ASYE"),
    "audit_result_on": Named("date", "the audit result"),
    "authorised": Named("yes/no", "the assessment authorised"),
    "cancelled_on": Named("date", "the cancellation"),
    "case_summary": Named("yes/no", "an up-to-date case summary"),
    "caseload": Named("number", "the caseload"),
    "cases": Named("number", "the cases discussed"),
    "clock": Named("word", "the clock"),
    "closure_on": Named("date", "the closure"),
    "comments_sent_on": Named("date", "the practitioner's comments"),
    "completed_on": Named("date", "the completed record"),
    "days_of_learning": Named("number", "the days of learning"),
    "discussed_at": Named("moment", "the discussion"),
    "document_interval_days": Named("number", "the interval in the Role Profile Document"),
    "expires_on": Named("date", "the day it runs out"),
    "families": Named("items", "the families discussed"),
    "family_facing": Named("yes/no", "social work or family-facing role"),
    "feedback_on": Named("date", "the feedback session"),
    "filled": Named("words", "the fields filled"),
    "first_session_on": Named("date", "the first supervision meeting"),
    "form": Named("word", "the form"),
    "formal_supervisions": Named("dates", "the formal supervisions in this involvement"),
    "format": Named("word", "the format"),
    "fortnightly_from": Named("date", "the point agreed for fortnightly sessions"),
    "frontline": Named("yes/no", "a role with children allocated"),
    "fte": Named("number", "the full-time equivalent"),
    "informal_in_preceding_month": Named("number", "informal discussions in the preceding month"),
    "interval_days": Named("number", "the interval proposed"),
    "joint_with": Named("word", "the other worker"),
    "judged_helpful": Named("yes/no", "joint supervision judged helpful and effective"),
    "kind": Named("word", "the kind"),
    "learning_reviewed": Named("words", "the learning sources reviewed"),
    "left_on": Named("date", "leaving"),
    "manager_interval_days": Named("number", "the manager's own interval"),
    "minutes": Named("number", "the minutes"),
    "month": Named("word", "the month"),
    "monthly_audit_action_on": Named("date", "the monthly audit"),
    "next_date": Named("date", "the date of the next session"),
    "next_session": Named("date", "the next booked session"),
    "next_time": Named("word", "the time of the next session"),
    "observation_report_on": Named("date", "the observation report"),
    "observed_on": Named("date", "the observation"),
    "observer_section_received_on": Named("date", "receipt of the observer's section"),
    "opened_on": Named("date", "the opening"),
    "period": Named("word", "the period"),
    "placement_start": Named("date", "the start of the placement"),
    "placements": Named("words", "the placements"),
    "plan_began": Named("date", "the beginning of the performance plan"),
    "plan_interval_days": Named("number", "the interval in the plan"),
    "quality_assured": Named("yes/no", "the assessment quality assured"),
    "ratified_by_panel": Named("yes/no", "the placement ratified by panel"),
    "recorded_at": Named("moment", "the record"),
    "recorded_in_agreement": Named("yes/no", "recorded in the agreement"),
    "returned_on": Named("date", "the return to work"),
    "review_on": Named("date", "the review date written on it"),
    "scheduled_on": Named("date", "the original session"),
    "session_date": Named("date", "the session"),
    "signed_on": Named("date", "the signature"),
    "significant_risk": Named("yes/no", "a child at significant risk"),
    "six_month_review_held": Named("date", "the six-month review"),
    "start": Named("date", "the start"),
    "starts": Named("moment", "the start of the session"),
    "team_mean_caseload": Named("number", "the team's mean caseload"),
    "transfer_on": Named("date", "the planned transfer"),
    "transferred_on": Named("date", "the transfer"),
    "visits_every_weeks": Named("number", "the weeks between visits"),
}
"""Every fact a pack's rules may name. A fact that is not here needs a new name, and someone to tell it."""
