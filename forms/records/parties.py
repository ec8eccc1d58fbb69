"""Who signs a record: the parties its form has a signature for, else supervisor and supervisee."""

from __future__ import annotations

from dataclasses import dataclass

from forms.template.form import Form
from forms.template.parts import Field

USUAL = ("supervisor", "supervisee")
"""Who signs where the form itself has no room for a signature (Havering's Form B has none)."""


@dataclass(frozen=True, slots=True)
class Party:
    """One who has to have their say: who they are on the form, and what the form calls their signature."""

    code: str
    label: str


def parties_of(form: Form, *, alone: bool = False) -> tuple[Party, ...]:
    """Return who signs a record on this form, in the form's order, each once.

    A form without fields for signatures may say who signs, such as all three of a 3-way (BCT-P20, HAV-N01); else
    it is the usual two. Where a form calls two signatures the same ("Signed:"), each is told apart by the section
    it stands in.

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
    usual = {party: _called(form, party) for party in form.signed_by or (USUAL[:1] if alone else USUAL)}
    return tuple(Party(code, label) for code, label in (found or usual).items())


def said(party: str) -> str:
    """Return a party as a sentence says it: ``line manager``."""
    return party.replace("_", " ")


def names_signer(form: Form, party: str) -> Field | None:
    """Return the field in which a record names one of those its form says sign it; None where it has no such."""
    one = form.field(party) if party in form.signed_by else None
    return one if one is not None and one.kind == "person" else None


def _called(form: Form, party: str) -> str:
    one = names_signer(form, party)
    return one.name if one is not None else said(party).capitalize()


def recipients_of(form: Form) -> tuple[str, ...]:
    """Return to whom a working copy may be sent: every party that fills something, the supervised first."""
    found = dict.fromkeys(party for one in form.answered() for party in form.who_fills(one.key))
    theirs = [party for party in found if party not in ("supervisor", "observer", "line_manager")]
    return (*theirs, *(party for party in found if party not in theirs))
