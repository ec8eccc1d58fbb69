"""What the first run asks before there is a store: the team, its manager, its policy."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from forms.entry import EntryForm, Field
from models.policy import load_pack, pack_names


def first_run_form(folders: Sequence[Path]) -> EntryForm:
    """Return the form; ``folders`` hold packs of the person's own."""
    packs = [load_pack(name, folders) for name in pack_names(folders)]
    services = {service.code: service.label for pack in packs for service in pack.services}
    return EntryForm(
        "first-run",
        "Your team",
        (
            Field("team", "Team", required=True, hint="what your service calls it"),
            Field("manager", "Manager", required=True, hint="your name"),
            Field("number", "Staff number", required=True, hint="yours; any id that is yours alone"),
            Field(
                "policy",
                "Supervision policy",
                "choice",
                required=True,
                choices=tuple((pack.name, pack.authority) for pack in packs),
                initial="kent",
            ),
            Field("service", "Service", "choice", choices=tuple(services.items())),
        ),
        note="Nothing leaves this computer. No network, no AI.",
    )
