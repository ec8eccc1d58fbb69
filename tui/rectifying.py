"""Putting right which child a signed record is about: the small form joined to its change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from forms.booking import BESIDE
from forms.entry import EntryForm, Field
from models.changes import checks
from models.changes.rectifying import correct_record_child
from models.errors import Refused
from models.reading.records import ChildOf
from models.store.change import Change
from tui.by_hand import Entry


def rectifying(record_id: int, children: Sequence[ChildOf]) -> Entry:
    """Ask which child is the wrong one, which the right, and why."""
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
        ),
        note=BESIDE,
    )

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        right = checks.child_numbered(change.session, values["number"])
        if right is None:
            raise Refused(f"There is no child numbered {values['number']}.")
        return correct_record_child(change, record_id, int(values["wrong"]), right.id, values["reason"])

    return form, change_it
