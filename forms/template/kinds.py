"""The words a form file may use: kinds of fields and columns, who fills what, how people are named."""

from __future__ import annotations

PRINTED_KINDS = ("head", "note", "list", "clauses")
"""Fields that are printed and not answered."""
ANSWERED_KINDS = (
    "person",
    "line",
    "date",
    "time",
    "child",
    "choice",
    "ticks",
    "long",
    "rows",
    "actions",
    "signature",
)
"""Fields that take an answer."""
FIELD_KINDS = (*PRINTED_KINDS, *ANSWERED_KINDS)
COLUMN_KINDS = ("printed", "person", "line", "date", "time", "child", "choice", "long", "actions", "shown")
"""What a column of a table may hold; ``printed`` is the row's own label, ``shown`` repeats actions."""
LINE_KINDS = ("person", "line", "child", "signature")
"""Kinds whose answer is one line of text."""
SHORT_KINDS = ("person", "line", "child", "date", "time", "choice")
"""Kinds whose answer is short enough to stand in a clause or beside its label."""

PARTIES = ("supervisor", "supervisee", "observer", "practitioner", "line_manager", "team")
"""Who fills a field; a policy's own word for them stands in the label."""
BOTH = "both"
"""Written in a form file for supervisor and supervisee together."""

NAMINGS = ("number", "initials", "number_and_initials", "child", "anonymous")
"""How a child may appear: by unique number only; by initials only; by number and initials; addressed
directly, by initials (``child``); not at all (``anonymous``)."""

TEXTS = ("printed", "derived", "ours")
"""Where a form comes from: its policy prints it, it is derived from the policy's text, or it is ours."""

ABOUT = ("practitioner", "child", "team", "session", "relationship", "service")
"""What a record on the form is about."""

RECORDS = (
    "session",
    "oversight",
    "observation",
    "agreement",
    "plan",
    "file",
    "worksheet",
    "survey",
    "preparation",
    "reference",
)
"""What a record on the form is: of a session, a note of oversight, of an observation, an agreement, a plan,
what a file holds, a worksheet of quality assurance, a survey; or no record at all: a sheet
that goes out before a session and comes back, a page to look things up in."""
PREPARATION = "preparation"
NO_RECORD = (PREPARATION, "reference")

SUBJECTS = ("child", "family", "carer", "case")
"""What a repeated group of sections is about."""

APART = ("child", "family")
"""For whom a form that does not repeat has a record each: every child, or every child with its siblings."""

OCCASIONS = ("formal", "ad_hoc", "transition", "front_door")

TAKES = ("any", "supervisor", "supervisee", "actions")
"""What a field or a printed row takes, where nothing else on the form does: anything that is brought, what one of them
brings, what came of the actions from before."""

FILLS = (
    "supervisor",
    "supervisee",
    "supervisor_job",
    "supervisee_job",
    "line_manager",
    "service_manager",
    "session_date",
    "session_time",
    "next_date",
    "next_time",
    "today",
    "now",
    "child",
    "child_kind",
    "team",
    "service",
    "risk_level",
    "review_date",
    "moved_reason",
    "stage",
    "criterion",
    "chosen",
    "ramp",
    "moves",
    "conduct",
    "took_part",
    "apologies",
    "presenter",
)
"""What the program can fill in by itself from the record, the store or the diary; the last five once it closes."""

RECORD_NAMES = ("supervisee", "supervisor", "supervisee_job", "supervisor_job", "team", "authority")
"""Names every clause may use beside the keys of its own form."""

SHARES = ("whole", "child", "summary")
"""What of a record goes to a case system: all of it, each child's part, or a summary."""
