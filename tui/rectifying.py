"""Putting right which child a signed record is about: the small form joined to its change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from forms.correcting import BESIDE
from forms.entry import EntryForm, Field
from forms.records.rectifying import correct_child
from models.changes import checks
from models.errors import Refused
from models.reading.records import ChildOf
from models.store.change import Change
from tui.by_hand import Entry

_CLOCKS = " With the discussion the clocks of both children follow."
_TALK = Field(
    "talk",
    "In its session too",
    "choice",
    choices=(("yes", "yes"), ("no", "no")),
    initial="yes",
    hint="the right child was discussed there, not the wrong one",
)


def rectifying(record_id: int, children: Sequence[ChildOf], discussed: Collection[int] = ()) -> Entry:
    """Ask which child is the wrong one, which the right, and why; of one who was ``discussed`` that follows too."""
    kids = {str(child.id): child.label for child in children}
    form = EntryForm(
        f"record:child:{record_id}",
        "This signed record is about another child",
        (
            Field(
                "wrong",
                "Wrong child",
                "choice",
                required=True,
                choices=tuple(kids.items()),
                initial=next(iter(kids)),
            ),
            Field("number", "Right child", required=True, hint="number"),
            Field("reason", "What was wrong", required=True, hint="kept beside what stood there"),
            *([_TALK] if discussed else []),
        ),
        note=f"The record is signed: {BESIDE}" + (_CLOCKS if discussed else ""),
    )

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        right = checks.child_numbered(change.session, values["number"])
        if right is None:
            raise Refused(f"There is no child numbered {values['number']}.")
        told = (int(values["wrong"]), right.id, values["reason"])
        return correct_child(change, record_id, *told, talk=values.get("talk") == "yes")

    return form, change_it
