"""What goes on paper: one record, what it is called, and everything that prints with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from forms.answers.model import Answers, is_empty
from forms.page.blocks import Block
from forms.page.laying import Layout, lay_out
from forms.records.parties import said
from forms.template.form import Form, Section
from forms.template.kinds import PREPARATION
from models.dates import show
from models.signed import Addendum, Signature, Without

KINDS = ("blank", "working", "final")
"""A form to print; a copy to fill in Word; a record as it stands, which is a draft until it is signed."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One record on its way to paper.

    ``reference`` is what the store calls it (``Record 12``), ``number`` its number there. ``subject`` says
    whom it is about, with initials for a child. ``names`` fill the blanks of clauses. ``signed`` is true
    once every party has had their say and the record is locked. ``without`` is why it was completed
    without what a rule wants. ``copy_for`` is the party whose copy it is, where each keeps one (CFA-P07).
    """

    form: Form
    answers: Answers
    number: int = 0
    subject: str = ""
    day: date | None = None
    team: str = ""
    authority: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    addenda: tuple[Addendum, ...] = ()
    signed: bool = False
    without: Without | None = None
    copy_for: str = ""

    @property
    def reference(self) -> str:
        """What the record is called on the page."""
        return f"Record {self.number}" if self.number and self.is_record else ""

    @property
    def is_record(self) -> bool:
        """Say whether it is one: a sheet that goes out before a session is none, and its number the session's."""
        return self.form.records != PREPARATION

    def blocks(self, kind: str) -> tuple[Block, ...]:
        """Return the record laid out for one of `KINDS`.

        On a copy to read, what the policy's form does not have is left out while nothing stands in it. A prep sheet
        says whom each part is about once.
        """
        form = self.form if kind != "final" else self._without_unused()
        return lay_out(
            Layout(
                form,
                self.answers,
                self.names,
                blank=kind == "blank",
                lean=kind == "final" or not self.is_record,
            )
        )

    def _without_unused(self) -> Form:
        kept = tuple(
            section for section in self.form.sections if not section.ours or self._has_answers(section)
        )
        return replace(self.form, sections=kept)

    def _has_answers(self, section: Section) -> bool:
        parts = [part.id for part in self.answers.parts] if section.each else [""]
        return any(
            not is_empty(self.answers.value(one.key, part)) for one in section.fields for part in parts
        )

    def running_line(self) -> str:
        """Return what stands at the foot of every page: which form, which record, about whom, of which day."""
        bits = (self.form.title, self.reference, self.subject, show(self.day) if self.day else "")
        return " · ".join(bit for bit in bits if bit)

    def copy_line(self) -> str:
        """Return whose copy it is, and what the form says of copies; empty where it is nobody's in particular."""
        if not self.copy_for:
            return ""
        name = self.names.get(self.copy_for, "")
        whose = f"The {said(self.copy_for)}'s copy{f' ({name})' if name else ''}."
        return " ".join(part for part in (whose, self.form.copies) if part)

    def letterhead(self) -> str:
        """Return what stands at the head of every page of ours."""
        return " · ".join(bit for bit in (self.authority, self.team) if bit)


def blank_paper(form: Form, authority: str = "", team: str = "") -> Paper:
    """Return a form without answers, to be printed."""
    return Paper(form, Answers(form.code, form.fingerprint), authority=authority, team=team)
