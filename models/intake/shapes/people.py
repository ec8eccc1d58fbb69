"""Practitioners from files that do not know our roles: a number from a name, a role from a job title."""

from __future__ import annotations

import re
from collections.abc import Iterable

from models.intake.incoming import Incoming, PersonIn
from models.intake.table.cells import Cells
from models.intake.table.codes import PackWords, plain
from models.intake.table.findings import Where
from models.words import clean_line

# Words of a job title that say more than the rest of it, and the roles they may stand for, best first.
_TELLING: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("student", ("social_work_student",)),
    ("newly qualified", ("nqsw",)),
    ("nqsw", ("nqsw",)),
    ("asye", ("nqsw",)),
    ("team manager", ("team_manager",)),
    ("early help", ("early_help_practitioner",)),
    ("youth justice", ("yj_practitioner", "yos_case_manager")),
    ("youth offending", ("yj_practitioner", "yos_case_manager")),
    ("family support", ("family_support_locality", "family_support_worker", "early_help_practitioner")),
    ("social worker", ("social_worker", "social_worker_non_asye", "social_work_practitioner")),
)
_USUAL = ("social_worker", "social_worker_non_asye", "social_work_practitioner")


class Roles:
    """Finds the role of a pack for a job title, and says where it had to be assumed."""

    def __init__(self, cells: Cells, pack: PackWords) -> None:
        self._cells = cells
        self._by_label = sorted(
            ((plain(role.label), role.code) for role in pack.roles), key=lambda pair: -len(pair[0])
        )
        first = pack.roles[0].code if pack.roles else _USUAL[0]
        self.usual = cells.roles.first_of(*_USUAL) or first
        """The role of someone whose job title says nothing."""

    def of(self, job_title: str) -> str:
        """Return the role a job title tells, or an empty text."""
        title = plain(job_title)
        whole = next((code for label, code in self._by_label if label == title), "")
        if whole:
            return whole
        for words, codes in _TELLING:
            found = self._cells.roles.first_of(*codes)
            if words in title and found:
                return found
        return next((code for label, code in self._by_label if label and f" {label} " in f" {title} "), "")

    def label(self, code: str) -> str:
        """Return what people read for a role."""
        return self._cells.roles.label(code)


def tidy_worker(name: str) -> str:
    """Return a worker's name as one line: ``OBI,  Sam`` is ``Sam OBI``."""
    line = clean_line(name)
    last, comma, first = line.partition(",")
    return clean_line(f"{first} {last}") if comma and first.strip() else line


def number_from_name(name: str) -> str:
    """Return a number made from a name, for a file that has none: ``Sam O’Brien`` is ``sam-obrien``."""
    return re.sub(r"[\W_]+", "-", plain(name)).strip("-")[:40] or "unnamed"


def add_workers(incoming: Incoming, names: Iterable[tuple[str, Where]], roles: Roles) -> dict[str, str]:
    """Add a practitioner for every name; return the number each name stands for."""
    numbers: dict[str, str] = {}
    for name, where in names:
        number = number_from_name(name)
        if number not in incoming.seen_people:
            incoming.seen_people.add(number)
            assumed = {"name": tidy_worker(name), "role": roles.usual}
            incoming.people.append(PersonIn(where, number, {}, assumed=assumed, by_name=True))
        numbers[name] = number
    if numbers:
        incoming.findings.note(
            "This file names workers and no more: their numbers were made from their names, and each comes in as "
            f"{roles.label(roles.usual)}. Put their roles right on the People screen, or in the workbook."
        )
    return numbers
