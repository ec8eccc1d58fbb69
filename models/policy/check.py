"""Checking a pack file: every problem with its line, and nothing that stops at the first."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from models.errors import Refused
from models.policy import agendas, parts
from models.policy import readers as read
from models.policy.agenda_codes import unknown_in_agendas
from models.policy.contradictions import contradictions, unknown_clocks, unknown_events
from models.policy.lines import Lines
from models.policy.load import load_pack
from models.policy.pack import Pack
from models.policy.parts import Problem
from models.policy.relations import read_escalation, read_file_item, read_provision
from models.policy.rules import read_rule
from models.policy.source import Source, line_of
from models.policy.table import Fault, Table

_SECTIONS: dict[str, Callable[[Table], object]] = {
    "stage": parts.read_stage,
    "situation": parts.read_coded,
    "flag": parts.read_coded,
    "role": parts.read_coded,
    "service": parts.read_coded,
    "session": parts.read_session,
    "event": parts.read_event,
    "reading": parts.read_reading,
    "agenda": agendas.read_agenda,
    "form": parts.read_form,
    "escalation": read_escalation,
    "file_item": read_file_item,
    "provision": read_provision,
}
LABELS = (
    "child",
    "agreement",
    "personal",
    "personal_frontline",
    "case",
    "group",
    "joint",
    "supervisee",
    "supervisor",
    "appraisal",
    "informal",
)
"""What a pack may relabel on the screen."""


def check_pack(path: Path, folders: Sequence[Path] = ()) -> list[Problem]:
    """Return everything that is wrong with a pack file, in the order of its lines; an empty list if nothing.

    ``folders`` are where a pack it is based on may lie. Never raises for a bad pack: what can't even be
    read is a problem too.
    """
    try:
        source = Source(path)
        tables = source.whole
    except Refused as refused:
        return [Problem(0, path.name, str(refused))]
    except tomllib.TOMLDecodeError as wrong:
        return [Problem(line_of(wrong), path.name, f"this is no TOML: {wrong}")]
    checker = _Checker(tables, Lines(source.text))
    checker.parts()
    checker.rules()
    checker.duplicates()
    try:
        checker.meaning(load_pack(path, folders))
    except Refused as refused:
        checker.note("", 0, "based_on", str(refused))
    return sorted(dict.fromkeys(checker.found))


class _Checker:
    """One file being checked; ``found`` fills up."""

    def __init__(self, tables: dict[str, object], lines: Lines) -> None:
        self.found: list[Problem] = []
        self._tables = tables
        self._lines = lines
        self._local = "based_on" in tables

    def note(self, section: str, index: int, key: str, text: str, where: str = "") -> None:
        """Note a problem of one key, or of one table where the key is empty."""
        self.found.append(Problem(self._lines.of(section, index, key), where or section or "the pack", text))

    def parts(self) -> None:
        """Check the head, the board and every list of coded rows."""
        head = Table({key: value for key, value in self._tables.items() if key not in (*_SECTIONS, "rule")})
        _read_head(head, local=self._local)
        for fault in head.faults:
            self.note("", 0, fault.key, fault.text)
        self._section("labels", [self._tables.get("labels")], _read_labels)
        self._section("board", [self._tables.get("board")], parts.read_board)
        for name, reader in _SECTIONS.items():
            self._section(name, self._rows(name), reader)

    def rules(self) -> None:
        """Check every rule by itself. A local change of a policy's rule may leave out what it keeps."""
        for index, raw in enumerate(self._rows("rule")):
            if self._local and isinstance(raw, dict) and "kind" not in raw:
                continue
            _, faults = read_rule(raw)
            self._note_all("rule", index, faults, _name(raw))

    def duplicates(self) -> None:
        """Check that no ID and no code stands twice."""
        for section in ("rule", *_SECTIONS):
            names = [_name(raw) for raw in self._rows(section)]
            seen: Counter[str] = Counter()
            for index, name in enumerate(names):
                seen[name] += 1
                if seen[name] > 1 and name:
                    key = next(
                        (key for key in ("id", "code", "number") if self._lines.has(section, index, key)), ""
                    )
                    self.note(section, index, key, f"{name} stands here a second time", name)

    def meaning(self, pack: Pack) -> None:
        """Check what only the whole pack shows: unknown codes, missing readings, rules against each other."""
        at = {_name(raw): index for index, raw in enumerate(self._rows("rule"))}
        for name in at if not self._local else ():
            if not name.startswith(f"{pack.prefix}-"):
                self.note("rule", at[name], "id", f"id: the IDs of this pack begin with {pack.prefix}-", name)
        for rule, key, text in contradictions(pack):
            if rule in at:
                self.note("rule", at[rule], key, text, rule)
            elif not rule:
                self.note("board", 0, key, text)
        for section, name, key, text in (
            *unknown_clocks(pack),
            *unknown_in_agendas(pack),
            *unknown_events(pack),
        ):
            places = [_name(raw) for raw in self._rows(section)]
            if name in places:
                self.note(section, places.index(name), key, text, name)
        for problem in pack.problems:
            if problem.where in at and (self._local or not self._is_noted(problem)):
                self.note("rule", at[problem.where], "", problem.text, problem.where)

    def _is_noted(self, problem: Problem) -> bool:
        return any(each.where == problem.where and each.text == problem.text for each in self.found)

    def _rows(self, section: str) -> list[object]:
        found = self._tables.get(section, [])
        return found if isinstance(found, list) else [found]

    def _section(self, name: str, rows: Sequence[object], reader: Callable[[Table], object]) -> None:
        for index, raw in enumerate(rows):
            if raw is None or (self._local and isinstance(raw, dict)):
                continue
            table = Table(raw)
            reader(table)
            table.close()
            self._note_all(name, index, table.faults, _name(raw))

    def _note_all(self, section: str, index: int, faults: Sequence[Fault], where: str) -> None:
        for fault in faults:
            self.note(section, index, fault.key, fault.text, where or section)


def _name(raw: object) -> str:
    if not isinstance(raw, dict):
        return ""
    return str(next((raw[key] for key in ("id", "code", "number") if key in raw), ""))


def _read_labels(table: Table) -> None:
    for label in LABELS:
        table.get(label, read.text, "")


def _read_head(table: Table, *, local: bool) -> None:
    """Check the keys of the head; a local variation takes from its base what it does not say."""
    need = table.get if local else table.need
    table.need("name", read.text, "")
    for key in ("prefix", "title", "authority", "source"):
        need(key, read.text, "")
    for key in ("stages_note", "retention_note", "local_note", "based_on"):
        table.get(key, _any_text, "")
    need("effective_from", read.day, None)
    table.get("review", parts.read_review, None)
    nothing: dict[str, object] = {}
    for key in ("labels", "board"):
        need(key, _table, nothing)
    clocks = Table(need("clocks", _table, nothing))
    clocks.get("one_to_one", read.text, "")
    clocks.get("sessions", read.texts, None)
    clocks.get("child_from", read.one_of("opening", "allocation"), "opening")
    clocks.get("mean_caseload_of", read.texts, None)
    clocks.get("closure_days", _closures, None)
    table.take("clocks", clocks)
    table.close()


def _closures(value: object) -> tuple[date, ...]:
    if not isinstance(value, list):
        raise ValueError("a list of days such as 2026-12-29 is expected here")
    return tuple(read.day(each) for each in value)


def _any_text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a text is expected here")
    return value


def _table(value: object) -> dict[str, object]:
    if not isinstance(value, dict):
        raise ValueError("a table is expected here")
    return value
