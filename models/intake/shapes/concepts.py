"""What the sector's files mean, in the words of whichever pack is in use."""

from __future__ import annotations

from models.intake.table.cells import Cells
from models.intake.table.codes import PackWords
from models.intake.table.findings import Findings

_SITUATIONS = {
    "need": ("cin",),
    "protection": ("cp",),
    "care": ("cic",),
    "care_leaver": ("care_leaver", "leaving_care_18_plus", "leaving_care"),
    "early_help": ("early_help_plan", "early_help_prevention", "early_help"),
    "short_breaks": ("short_breaks",),
}
_SERVICES = {
    "social_work": ("childrens_social_work", "social_work", "childrens_social_care", "safeguarding"),
    "early_help": ("early_help", "early_help_and_prevention", "early_help_prevention"),
}
_IN_WORDS = {
    "need": "child in need",
    "protection": "child protection",
    "care": "in care",
    "care_leaver": "care leaver",
    "early_help": "early help",
    "social_work": "children’s social work",
}


class Concepts:
    """Finds a pack's code for something every authority has. What a pack does not name is told, once."""

    def __init__(self, cells: Cells, pack: PackWords, findings: Findings) -> None:
        self._cells = cells
        self._pack = pack
        self._findings = findings

    def known(self, concept: str) -> str:
        """Return the situation's code in this pack, or an empty text."""
        return self._cells.situations.first_of(*_SITUATIONS[concept])

    def situation(self, concept: str) -> str:
        """Return the situation's code in this pack; an empty text, and a note, where it has none."""
        code = self.known(concept)
        if not code:
            self._findings.note(
                f"This policy names no situation “{_IN_WORDS[concept]}”, so it was not recorded."
            )
        return code

    def service(self, concept: str) -> str:
        """Return the service's code in this pack; its first service, with a note, where it has none."""
        code = self._cells.services.first_of(*_SERVICES[concept])
        if code:
            return code
        instead = self._pack.services[0] if self._pack.services else None
        if instead is None:
            return _SERVICES[concept][0]
        self._findings.note(
            f"This policy names no service for {_IN_WORDS[concept]}: those children come in under {instead.label}."
        )
        return instead.code
