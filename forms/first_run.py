"""What the first run asks before there is a store: the team and its manager, its policy, its service."""

from __future__ import annotations

from collections.abc import Sequence

from forms.entry import EntryForm, Field, choices_of
from models.policy import Pack


def team_form() -> EntryForm:
    """Ask for the team and its manager."""
    return EntryForm(
        "first-run",
        "Your team",
        (
            Field("team", "Team", required=True, hint="what your service calls it"),
            Field("manager", "Manager", required=True, hint="your name"),
            Field("number", "Staff number", required=True, hint="any id that is yours alone"),
        ),
        note="Nothing leaves this computer: no network, no AI.",
    )


def policy_form(packs: Sequence[Pack]) -> EntryForm:
    """Ask which of the policies the team goes by."""
    choices = tuple((pack.name, pack.authority) for pack in packs)
    initial = "kent" if any(name == "kent" for name, _ in choices) else choices[0][0]
    policy = Field("policy", "Supervision policy", "choice", required=True, choices=choices, initial=initial)
    return EntryForm(
        "first-run-policy",
        "Your policy",
        (policy,),
        note="It says how often children are discussed, what is recorded and which words are used.",
    )


def service_form(pack: Pack) -> EntryForm:
    """Ask which of the policy's services the team belongs to."""
    service = Field("service", "Service", "choice", choices=choices_of(pack.services))
    return EntryForm(
        "first-run-service",
        "Your service",
        (service,),
        note="What new work is opened under, unless you choose another. Leave it empty if there are several.",
    )
