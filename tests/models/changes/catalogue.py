"""Every named change with an example of it, found by the name of the change.

The canary stands wherever a person can type words; it must never reach the trail.
"""

from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module

import models.changes
from models.changes import corrections
from tests.made import ago
from tests.models.changes.examples import agendas, files, people, records, sessions
from tests.models.changes.examples.canary import Example

# Functions that take a change but are parts of others, and write nothing of their own.
PARTS = {"stands", "running_hold", "family_coded", "the_team", "refuse_overlap"}
PART_MODULES = {
    "agenda_parts",
    "agenda_filling",
    "file_parts",
    "sessions",
    "record_parts",
    "record_actions",
    "action_parts",
    "typed_drafts",
}

EXAMPLES: dict[str, Example] = {
    **agendas.EXAMPLES,
    **files.EXAMPLES,
    **people.EXAMPLES,
    **records.EXAMPLES,
    **sessions.EXAMPLES,
}

FINAL: dict[str, Example] = {**files.FINAL, **records.FINAL}
"""Changes that are never undone: signing and sealing, and that something left."""

CORRECTIONS: dict[str, Example] = {
    f"{entity}.{field}": lambda change, entity=entity, row=row, field=field, day=day: (
        corrections.correct_date(  # type: ignore[misc]
            change, entity, row, field, day, "typed wrong"
        )
    )
    for entity, row, field, day in (
        ("involvement", 1, "opened_on", ago(120)),
        ("involvement", 2, "opened_on", ago(20)),
        ("allocation", 1, "since", ago(95)),
        ("stage_move", 7, "moved_on", ago(50)),
        ("situation", 1, "since", ago(130)),
        ("situation", 2, "since", ago(80)),
    )
}


def public_changes() -> set[str]:
    """Return the name of every public function of `models.changes` whose first parameter is a change."""
    found = set()
    for module in pkgutil.iter_modules(models.changes.__path__):
        if module.name in PART_MODULES:
            continue
        for name, function in inspect.getmembers(
            import_module(f"models.changes.{module.name}"), inspect.isfunction
        ):
            if (
                not name.startswith("_")
                and function.__module__ == f"models.changes.{module.name}"
                and next(iter(inspect.signature(function).parameters), "") == "change"
            ):
                found.add(name)
    return found - PARTS
