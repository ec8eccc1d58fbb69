"""Actions that will be hard to look back on: without an owner, without a date, or that change nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from forms.answers.model import Row, is_empty
from models.dates import show

_SAME_AGAIN = re.compile(
    r"""\W*(
        (?:to\s+)?(?:continue|carry\s+on|keep\s+on|keep|go\s+on)\s+
            (?:to\s+|with\s+|on\s+)?(?:monitor\w*|observ\w+|support\w*|work\w*|as\s+is|as\s+before|under\s+review)
        | (?:to\s+)?monitor(?:ing)?\b
        | (?:to\s+)?keep\s+an\s+eye\b
        | (?:to\s+)?keep\s+(?:\w+\s+){0,3}under\s+review\b
        | no\s+change\b | ongoing\b | on-going\b
        | as\s+and\s+when\b | as\s+(?:required|needed|appropriate)\b
        | (?:to\s+)?(?:discuss|consider|explore)\s+(?:further|again|at\s+some\s+point)
        | (?:tbc|tba|tbd)\b | to\s+be\s+(?:confirmed|agreed|discussed|arranged)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_SEVERAL = re.compile(r"\s*(?:,|;|/|&|\band\b|\+)\s*", re.IGNORECASE)
_NOBODY = frozenset(
    {"all", "everyone", "everybody", "team", "the team", "both", "tbc", "tba", "n/a", "us", "we"}
)


def action_remarks(action: Row, day: date) -> list[str]:
    """Return what is worth a second look in an action, a sentence each; none for an empty one.

    ``day`` is the day of the record: a date before it has passed already.
    """
    if is_empty((action,)):
        return []
    return [*_what(action), *_owner(action), *_date(action, day)]


def _what(action: Row) -> Iterator[str]:
    what = action.cells.get("what")
    if is_empty(what):
        yield "It does not say yet what will be done."
        return
    same = _SAME_AGAIN.match(str(what))
    if same:
        words = " ".join(same[1].split())
        yield f"“{words}” leaves things as they are: what will be done, and what should it show?"


def _owner(action: Row) -> Iterator[str]:
    who = action.cells.get("who")
    if is_empty(who):
        yield "No one owns it yet: who will do it?"
        return
    words = " ".join(str(who).lower().split())
    if words in _NOBODY or len([part for part in _SEVERAL.split(words) if part]) > 1:
        yield "One owner makes it likelier to happen: who of them answers for it?"


def _date(action: Row, day: date) -> Iterator[str]:
    by_when = action.cells.get("by_when")
    if not isinstance(by_when, date):
        yield "It has no date yet: by when?"
    elif by_when < day:
        yield f"Its date, {show(by_when)}, is before the day of this record."
