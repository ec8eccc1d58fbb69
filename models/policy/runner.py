"""Running case files against packs: every key a case expects is worked out and set beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from models.clock.answers import answer_case
from models.clock.engine import Clock
from models.moments import in_london
from models.policy.cases import Case, read_cases
from models.policy.given import read_when, unknown_keys
from models.policy.load import PACK_NAMES, load_pack
from models.policy.pack import Pack

ALWAYS_SHOWN = ("due", "state", "governing_rule")


@dataclass(frozen=True, slots=True)
class CaseResult:
    """What came of one case: ``got`` holds every key the case expects, as computed, in the file's own form.

    ``differs`` lists the keys that are not as expected; ``problem`` says why a case could not be run.
    """

    id: str
    title: str
    passed: bool
    got: Mapping[str, Any] = field(default_factory=dict)
    expected: Mapping[str, Any] = field(default_factory=dict)
    differs: tuple[str, ...] = ()
    problem: str = ""


def run_cases(path: Path, packs: Sequence[Pack] = ()) -> list[CaseResult]:
    """Run every case of a file; a case that can't be run is a result that says why.

    A case finds its pack by the prefix of its IDs or by name; without ``packs`` the bundled ones serve.
    Raises Refused if the file holds no cases.
    """
    known = list(packs) or [load_pack(name) for name in PACK_NAMES]
    return [run_case(case, known) for case in read_cases(path)]


def run_case(case: Case, packs: Sequence[Pack]) -> CaseResult:
    """Run one case."""
    pack = next((each for each in packs if case.policy in (each.prefix, each.name)), None)
    if case.wrong or pack is None:
        return _not_run(case, case.wrong or f"there is no pack for the policy {case.policy!r}")
    missing = [name for name in case.rules if name not in pack.rules_by_id]
    if missing:
        return _not_run(case, f"the pack {pack.name} has no rule {', '.join(missing)}")
    try:
        now = read_when(case.given["as_of"])
        found = answer_case(Clock(pack, now or date.min), case)
    except (ValueError, TypeError, AttributeError, KeyError, OverflowError) as wrong:
        return _not_run(case, f"given can't be read: {wrong}")
    return _compared(case, found, unknown_keys(case.given, pack))


def _not_run(case: Case, why: str) -> CaseResult:
    return CaseResult(case.id, case.title, passed=False, expected=case.expect, problem=why)


def _compared(case: Case, found: Mapping[str, Any], strange: Sequence[str]) -> CaseResult:
    keys = dict.fromkeys((*ALWAYS_SHOWN, *case.expect))
    got = {key: as_text(found.get(key)) for key in keys}
    differs = tuple(key for key, value in case.expect.items() if _told(got[key]) != _told(as_text(value)))
    problem = f"the format knows no {', '.join(strange)}" if strange else ""
    return CaseResult(case.id, case.title, not differs, got, case.expect, differs, problem)


def _told(value: Any) -> Any:
    """Return an empty text for what is not there: a case may write either."""
    return "" if value is None else value


def as_text(value: Any) -> Any:
    """Return a value as a case file writes it: days and moments as text, lists as lists."""
    if isinstance(value, datetime):
        return in_london(value).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [as_text(each) for each in value]
    return value
