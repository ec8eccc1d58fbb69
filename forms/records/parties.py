"""Who signs a record: the parties its form has a signature for, else supervisor and supervisee."""

from __future__ import annotations

from dataclasses import dataclass

from forms.template.form import Form

USUAL = ("supervisor", "supervisee")
"""Who signs where the form itself has no room for a signature (Havering's Form B has none)."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who has to have their say: who they are on the form, and what the form calls their signature."""

    code: str
    label: str


def parties_of(form: Form, *, alone: bool = False) -> tuple[Party, ...]:
    """Return who signs a record on this form, in the form's order, each once.

    Where a form calls two signatures the same ("Signed:"), each is told apart by the section it stands in.

    ``alone``: the record is about no practitioner, so that only the supervisor is there to sign. A sheet of the
    survey is signed by nobody: no name belongs on it.
    """
    if form.records == "survey":
        return ()
    found: dict[str, str] = {}
    under: dict[str, str] = {}
    for one in form.answered():
        if one.kind == "signature":
            for party in form.who_fills(one.key):
                found.setdefault(party, one.caption.rstrip(" :") or said(party))
                under.setdefault(party, form.placed[one.key][0].name)
    twice = {label for label in found.values() if list(found.values()).count(label) > 1}
    found = {code: f"{under[code]}: {label}" if label in twice else label for code, label in found.items()}
    usual = {party: said(party).capitalize() for party in (USUAL[:1] if alone else USUAL)}
    return tuple(Party(code, label) for code, label in (found or usual).items())


def said(party: str) -> str:
    """Return a party as a sentence says it: ``line manager``."""
    return party.replace("_", " ")


def recipients_of(form: Form) -> tuple[str, ...]:
    """Return to whom a working copy may be sent: every party that fills something, the supervised first."""
    found = dict.fromkeys(party for one in form.answered() for party in form.who_fills(one.key))
    theirs = [party for party in found if party not in ("supervisor", "observer", "line_manager")]
    return (*theirs, *(party for party in found if party not in theirs))
