"""The states a due thing can be in, in the words of the case format."""

from __future__ import annotations

OK = "ok"
OVERDUE = "overdue"
TARGET_PASSED = "target_passed"
BREACH = "breach"
ADVISORY_MISSED = "advisory_missed"
MET = "met"
NOT_MET = "not_met"
NOT_TESTED_YET = "not_tested_yet"
INFO = "info"
WITHIN = "within"
BELOW_MINIMUM = "below_minimum"
ABOVE_MAXIMUM = "above_maximum"
ALLOWED = "allowed"
BLOCKED = "blocked"
KEEP = "keep"
DELETE_DUE = "delete_due"
DESTROY_DUE = "destroy_due"
NOTHING_DUE = "nothing_due"
NO_FIXED_INTERVAL = "no_fixed_interval"
NOT_COMPUTED = "not_computed"
"""Ours: there is a clock, but a fact is missing or impossible; the reason is given."""

LATE = frozenset({OVERDUE, TARGET_PASSED, BREACH, ADVISORY_MISSED, DELETE_DUE, DESTROY_DUE})
"""The states in which a date has passed."""
