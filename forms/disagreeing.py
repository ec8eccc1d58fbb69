"""The small forms of a disagreement: raised, taken a step up the policy's line, settled."""

from __future__ import annotations

from forms.by_hand import Lists
from forms.entry import Choice, EntryForm, Field, offered
from models.policy.pack import Pack

GOES_TO = "disagreement_goes_to"
"""The field of a record in which stands who a disagreement goes to (the piece ``disagreement``)."""


def raising(lists: Lists, practitioner_id: int, name: str) -> EntryForm:
    """Ask for a disagreement that the two could not settle: both views, and the child if it is about one."""
    return EntryForm(
        f"disagreement:new:{practitioner_id}",
        f"A disagreement with {name}",
        (
            Field("raised_on", "Raised on", "date", required=True, initial=lists.day),
            Field("child", "About the child", hint="number; empty: about none"),
            Field("words", "Both views", required=True, hint="both stand on the record"),
        ),
        note=_line(lists.pack),
    )


def taking(lists: Lists, disagreement_id: int, next_step: str, named: str = "") -> EntryForm:
    """Ask for the step that was taken, with whom, and whether both know (HAV-P23).

    ``named`` is the manager whom the agreement names (NCT-P30): offered where the step goes to someone.
    """
    names = [label for _, label in lists.people]
    goes = any(one.code == next_step and one.with_whom for one in lists.pack.escalation)
    steps: tuple[Choice, ...] = tuple((one.code, one.label) for one in lists.pack.escalation)
    fields = [
        Field("step", "Step", "choice", required=True, choices=steps, initial=next_step),
        Field("taken_on", "On", "date", required=True, initial=lists.day),
        Field(
            "with_whom",
            "With whom",
            choices=() if lists.private else offered([one for one in dict.fromkeys((named, *names)) if one]),
            initial=named if goes else "",
            hint="named in the agreement" if goes and named else "where it went to someone: who",
        ),
        Field("both_know", "Both know", "yes_no", hint="that it goes there: yes or no"),
        Field("words", "What was said"),
    ]
    return EntryForm(
        f"disagreement:step:{disagreement_id}",
        "Take it a step further",
        tuple(fields),
        note=_line(lists.pack),
    )


def settling(lists: Lists, disagreement_id: int) -> EntryForm:
    """Ask when and how it was settled."""
    return EntryForm(
        f"disagreement:settle:{disagreement_id}",
        "It is settled",
        (
            Field("settled_on", "Settled on", "date", required=True, initial=lists.day),
            Field("outcome", "How", required=True, hint="the outcome is part of the record"),
        ),
    )


def _line(pack: Pack) -> str:
    """Return the policy's line for a disagreement, step by step."""
    steps = [one.label[:1].lower() + one.label[1:] for one in pack.escalation]
    return f"The policy's line ({pack.escalation[0].rule}): {'; then '.join(steps)}." if steps else ""
