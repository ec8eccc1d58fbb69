"""Disagreements: the small forms joined to the changes they make."""

from __future__ import annotations

from typing import Any

from forms import disagreeing as forms
from forms.by_hand import Lists
from models.changes import checks
from models.changes.disagreements import raise_disagreement, settle_disagreement, take_disagreement
from models.errors import Refused
from models.reading.disagreements import DisagreementView
from models.store.change import Change
from tui.booking import With
from tui.by_hand import Entry


def raising(lists: Lists, who: With, *, supervision_id: int | None = None) -> Entry:
    """Record a disagreement with a practitioner, of a session or of none."""
    assert who.practitioner_id is not None
    person = who.practitioner_id

    def change_it(change: Change, values: dict[str, Any]) -> Any:
        child = None
        if values["child"]:
            found = checks.child_numbered(change.session, values["child"])
            if found is None:
                raise Refused(f"There is no child numbered {values['child']}.")
            child = found.id
        return raise_disagreement(
            change,
            person,
            values["raised_on"],
            values["words"],
            child_id=child,
            supervision_id=supervision_id,
        )

    return forms.raising(lists, person, who.said(private=lists.private)), change_it


def taking(lists: Lists, one: DisagreementView, named: str = "") -> Entry:
    """Take a disagreement a step up the policy's line; ``named`` is the manager whom the agreement names."""
    code = one.next_step.code if one.next_step is not None else ""
    form = forms.taking(lists, one.id, code, "" if lists.private else named)
    return form, lambda change, values: take_disagreement(
        change,
        lists.pack,
        one.id,
        values["step"],
        values["taken_on"],
        with_whom=values["with_whom"],
        both_know=bool(values["both_know"]),
        words=values["words"],
    )


def settling(lists: Lists, one: DisagreementView) -> Entry:
    """Record that a disagreement is settled."""
    return forms.settling(lists, one.id), lambda change, values: settle_disagreement(
        change, one.id, values["settled_on"], values["outcome"]
    )
