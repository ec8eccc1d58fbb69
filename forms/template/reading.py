"""Reading a form file: tables to plain data, with every fault noted at its line and the reading going on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from forms.template import kinds
from forms.template import readers as read
from forms.template.file import FormFile
from forms.template.form import Each, Form, GoesTo, Section
from forms.template.lens import Lens
from forms.template.lines import FormLines, Place
from forms.template.parts import Condition, Field, Prompt
from models.policy.parts import Problem
from models.policy.table import Table


class Shelf(Protocol):
    """Where a form finds the pieces and lenses it names. Both return None where there is no such thing."""

    def piece(self, code: str) -> tuple[Section, ...] | None:
        """Return the sections of a piece."""

    def lens(self, code: str) -> Lens | None:
        """Return a lens."""


class FormReader:
    """One file being read; ``problems`` fills up.

    ``places`` says for each section that was read where it stands, and whether it came from a piece.
    """

    def __init__(self, file: FormFile, shelf: Shelf) -> None:
        self.problems: list[Problem] = [file.problem] if file.problem else []
        self._file = file
        self._shelf = shelf
        self._lines = FormLines(file.text)
        self.places: list[tuple[Place, bool]] = []

    def note(self, place: Place, key: str, text: str, where: str = "") -> None:
        """Note a problem of one key of a table, or of the whole table where the key is empty."""
        self.problems.append(Problem(self._lines.of(place, key), where or "the form", text[:300]))

    def form(self) -> Form:
        """Read the file as a form. What can't be read is left out of it and noted."""
        table = Table(self._file.tables)
        table.expects("section")
        head = _head(table, self._file)
        self._close(table, (), "")
        policies = head.policies
        sections = tuple(self._sections(policies))
        return replace(head, sections=sections)

    def piece(self) -> tuple[Section, ...]:
        """Read the file as a piece: its head says only what it is, its sections go into other forms."""
        table = Table(self._file.tables)
        table.expects("section")
        table.need("piece", read.key, "")
        table.need("use", read.said, "")
        self._close(table, (), "")
        return tuple(self._sections(()))

    def _sections(self, policies: tuple[str, ...]) -> list[Section]:
        found: list[Section] = []
        raw = self._file.tables.get("section", [])
        for index, row in enumerate(raw if isinstance(raw, list) else [raw]):
            place: Place = ("section", index)
            table = Table(row)
            if table.has("piece"):
                put_in = self._put_in(table, place, policies)
                self.places += [(place, True)] * len(put_in)
                found += put_in
            else:
                self.places.append((place, False))
                found.append(self._section(table, place))
        return found

    def _put_in(self, table: Table, place: Place, policies: tuple[str, ...]) -> list[Section]:
        """Return the sections of a piece, as this form has them."""
        code = table.need("piece", read.key, "")
        nothing: Condition = {}
        when = table.get("when", read.condition, nothing)
        each = table.get("each", read.yes, default=False)
        self._close(table, place, code)
        piece = self._shelf.piece(code)
        if piece is None:
            self.note(place, "piece", f"piece: there is no piece called {code!r}", code)
        own = _prefixes(self._file.tables)
        return [
            replace(
                section,
                when=section.when or when,
                each=section.each or each,
                fields=tuple(_for_policies(one, policies, own) for one in section.fields),
            )
            for section in piece or ()
        ]

    def _section(self, table: Table, place: Place) -> Section:
        section = Section(
            table.need("key", read.key, ""),
            table.need("name", read.said, ""),
            table.get("heading", read.anything, ""),
            table.get("id", read.rule_ids, ()),
            table.get("sic", read.said, ""),
            table.get("says", read.many, ()),
            table.get("each", read.yes, default=False),
            table.get("ours", read.yes, default=False),
            table.get("whole", read.yes, default=False),
            table.get("stays", read.yes, default=False),
            table.get("naming", read.one_of(*kinds.NAMINGS), ""),
            table.get("who", read.parties, ()),
            table.get("when", read.condition, {}),
        )
        rows = table.rows("field")
        self._close(table, place, section.key)
        fields = [self._field(row, (*place, "field", index)) for index, row in enumerate(rows)]
        return replace(section, fields=tuple(fields))

    def _field(self, table: Table, place: Place) -> Field:
        one = _field(table)
        one = self._with_lens(one, table)
        prompts_from = table.get("prompts_from", read.said, "")
        if prompts_from:
            one = replace(one, prompts=self._prompts(prompts_from, table) + one.prompts)
        self._close(table, place, one.key)
        return one

    def _with_lens(self, one: Field, table: Table) -> Field:
        if not one.lens:
            return one
        lens = self._shelf.lens(one.lens)
        if lens is None:
            table.fault("lens", f"lens: there is no lens called {one.lens!r}")
            return one
        return replace(one, options=lens.options)

    def _prompts(self, name: str, table: Table) -> tuple[Prompt, ...]:
        """Return the prompts of one aspect of a lens, named as ``lens.aspect``."""
        code, _, aspect_code = name.partition(".")
        lens = self._shelf.lens(code)
        aspect = lens.aspect(aspect_code) if lens else None
        if aspect is None:
            table.fault("prompts_from", f"prompts_from: there is no lens and aspect called {name!r}")
            return ()
        return aspect.prompts

    def _close(self, table: Table, place: Place, where: str) -> None:
        table.close()
        for fault in table.faults:
            self.note(place, fault.key, fault.text, where)


def _for_policies(one: Field, policies: Sequence[str], own: frozenset[str]) -> Field:
    """Return a field without the prompts that other policies ask, and the IDs that are other policies'.

    ``own`` are the prefixes of the IDs in the form itself.
    """
    if not policies:
        return one
    ids = tuple(each for each in one.ids if not own or each.partition("-")[0] in own)
    return replace(one, ids=ids, prompts=tuple(prompt for prompt in one.prompts if prompt.is_asked(policies)))


def _prefixes(told: object) -> frozenset[str]:
    """Return the prefixes of every requirement that a form's file names: ``KCC``."""
    if isinstance(told, dict):
        named = [told[key] for key in ("id", "stands_for", "recording") if key in told]
        ids = [each for one in named for each in (one if isinstance(one, list) else [one])]
        own = frozenset(str(each).partition("-")[0] for each in ids if "-" in str(each))
        return own.union(*map(_prefixes, told.values()))
    return frozenset[str]().union(*map(_prefixes, told)) if isinstance(told, list) else frozenset()


def _head(table: Table, file: FormFile) -> Form:
    text = table.need("text", read.one_of(*kinds.TEXTS), "ours")
    return Form(
        code=table.need("code", read.key, ""),
        title=table.need("title", read.said, ""),
        text=text,
        use=table.need("use", read.said, ""),
        about=table.need("about", read.one_of(*kinds.ABOUT), "session"),
        source=table.need("source", read.said, ""),
        naming=table.need("naming", read.one_of(*kinds.NAMINGS), "anonymous"),
        records=table.get("records", read.one_of(*kinds.RECORDS), "session"),
        name=table.get("name", read.said, ""),
        face=table.get("face", read.said, ""),
        policies=table.get("policy", read.keys, ()),
        stands_for=table.get("stands_for", read.rule_ids, ()),
        services=table.get("services", read.keys, ()),
        roles=table.get("roles", read.keys, ()),
        sessions=table.get("sessions", read.keys, ()),
        occasions=table.get("occasions", read.some_of(*kinds.OCCASIONS), ()),
        frontline=table.get("frontline", read.one_of("yes", "no"), ""),
        who=table.get("who", read.parties, ()),
        signed_by=table.get("signed_by", read.parties, ()),
        recording=table.get("recording", read.rule_ids, ()),
        readings=table.get("readings", read.rule_ids, ()),
        copies=table.get("copies", read.said, ""),
        event=table.get("event", read.key, ""),
        each=_each(table),
        apart=table.get("apart", read.one_of(*kinds.APART), ""),
        otherwise=table.get("otherwise", read.key, ""),
        goes_to=read.elements(table, "goes_to", _goes_to),
        fingerprint=file.fingerprint,
        path=file.path,
    )


def _each(table: Table) -> Each | None:
    if not table.has("each"):
        return None
    row = next(iter(table.rows("each")), Table({}))
    found = Each(
        row.need("subject", read.one_of(*kinds.SUBJECTS), "child"),
        row.need("label", read.said, ""),
        row.need("named_by", read.key, ""),
        row.get("at_least", read.few, 1),
        row.get("rule", read.rule_id, ""),
        row.get("differ_in", read.key, ""),
        row.get("differ", read.few, 0),
    )
    table.take("each", row)
    return found


def _goes_to(table: Table) -> GoesTo:
    return GoesTo(
        table.need("system", read.said, ""),
        table.get("name", read.said, ""),
        table.get("share", read.one_of(*kinds.SHARES), "whole"),
        table.get("services", read.keys, ()),
        table.get("id", read.rule_ids, ()),
    )


def _field(table: Table) -> Field:
    """Read one field, all but what a lens adds."""
    return Field(
        key=table.need("key", read.key, ""),
        kind=table.need("kind", read.one_of(*kinds.FIELD_KINDS), "long"),
        label=table.get("label", read.anything, ""),
        ids=table.get("id", read.rule_ids, ()),
        ours=table.get("ours", read.yes, default=False),
        sic=table.get("sic", read.said, ""),
        part=table.get("part", read.said, ""),
        placeholder=table.get("placeholder", read.said, ""),
        blank=table.get("blank", read.said, ""),
        default=table.get("default", read.said, ""),
        who=table.get("who", read.parties, ()),
        naming=table.get("naming", read.one_of(*kinds.NAMINGS), ""),
        prompts=table.get("prompts", read.prompts, ()),
        text=table.get("text", read.many, ()),
        bullets=table.get("bullets", read.yes, default=False),
        options=read.elements(table, "options", read.option),
        lens=table.get("lens", read.key, ""),
        columns=read.elements(table, "columns", read.column),
        rows=read.elements(table, "rows", read.fixed_row),
        grows=table.get("grows", read.yes, default=False),
        spare=table.get("spare", read.few, 0),
        shows=table.get("shows", read.keys, ()),
        when=table.get("when", read.condition, {}),
        wanted=table.get("wanted", read.wants, ()),
        under=table.get("under", read.said, ""),
        joined=table.get("with", read.key, ""),
        beside=table.get("beside", read.yes, default=False),
        of=table.get("of", read.key, ""),
        carries=table.get("carries", read.yes, default=False),
        fill=table.get("fill", read.one_of(*kinds.FILLS), ""),
        past=table.get("past", read.yes, default=False),
        stays=table.get("stays", read.yes, default=False),
        was=table.get("was", read.keys, ()),
        takes=table.get("takes", read.some_of(*kinds.TAKES), ()),
    )
