"""What a session is called: its kind and with whom, seen from where the manager sits."""

from __future__ import annotations

from models.reading.due.lines import in_a_sentence
from models.words import said_name


def titled(label: str, name: str, above: str | None, *, private: bool) -> str:
    """Return ``Case supervision with Sam Whitlock``; ``Your own personal supervision with …`` of the manager's own.

    ``above`` is who supervises the manager, where the session is the manager's own.
    """
    if above is not None:
        label, name = f"Your own {in_a_sentence(label)}", above
    return f"{label} with {said_name(name, private=private)}" if name else label
