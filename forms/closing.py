"""What closing an involvement asks: when, why, which situations end with it, and why a gate is passed."""

from __future__ import annotations

from collections.abc import Sequence

from forms.by_hand import Lists, passed_field
from forms.entry import Choice, EntryForm, Field

ENDS = "ends_"
"""What the fields are called, before a situation's number, that ask whether it ends with an involvement."""
_EITHER: tuple[Choice, ...] = (("ends", "ends that day too"), ("goes_on", "goes on"))


def closing(
    lists: Lists,
    involvement_id: int,
    gate: str = "",
    note: str = "",
    *,
    running: Sequence[tuple[int, str]] = (),
    last: bool = True,
) -> EntryForm:
    """Ask when an involvement closed and why; ``gate`` names what is not met, and asks for a reason.

    ``running`` are the child's situations that last, as (number, label): of each it is asked whether it ends
    too. That is proposed where this is the ``last`` work open to the child, and not where other work goes on.
    """
    fields = [
        Field("closed_on", "Closed on", "date", required=True, initial=lists.day),
        Field("reason", "Why it closes"),
    ]
    if gate:
        fields.append(passed_field())
    proposed = "ends" if last else "goes_on"
    fields += [
        Field(f"{ENDS}{number}", label, "choice", required=True, choices=_EITHER, initial=proposed)
        for number, label in running
    ]
    return EntryForm(f"close:{involvement_id}", "Close this involvement", tuple(fields), note=note)
