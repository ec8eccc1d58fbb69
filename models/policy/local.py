"""Local variations: a small file over a policy's own that changes or adds, and never takes a rule away."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from models.dates import Span, parse_span

_KEYS = ("id", "code", "number")
_LONGEST = {"min": 0.0, "h": 0.05, "d": 1.0, "wd": 1.4, "w": 7.0, "m": 30.4, "y": 365.0}


@dataclass(frozen=True, slots=True)
class RuleRow:
    """A rule's table as it stands in the end; ``wrong`` says why a local change was not taken."""

    raw: object
    local: bool = False
    wrong: str = ""

    @property
    def where(self) -> str:
        """Return its ID, or what to call it without one."""
        found = self.raw.get("id") if isinstance(self.raw, dict) else None
        return str(found) if found else "a rule without an ID"


def layered(tables: list[dict[str, object]]) -> dict[str, Any]:
    """Lay tables over each other: later keys win, tables merge, lists of coded rows merge by their code."""
    found: dict[str, Any] = {}
    for table in tables:
        for key, value in table.items():
            found[key] = _over(found[key], value) if key in found else value
    return found


def _over(below: Any, above: Any) -> Any:
    if isinstance(below, dict) and isinstance(above, dict):
        return {**below, **above}
    if isinstance(below, list) and isinstance(above, list) and all(isinstance(row, dict) for row in above):
        return _rows_over(below, above)
    return above


def _rows_over(below: list[Any], above: list[Any]) -> list[Any]:
    rows = {_name(row): row for row in below}
    for row in above:
        rows[_name(row)] = {**rows.get(_name(row), {}), **row}
    return list(rows.values())


def _name(row: Any) -> object:
    found = [row.get(key) for key in _KEYS if key in row] if isinstance(row, dict) else []
    return found[0] if found else id(row)


def changed_rules(sources: list[list[object]]) -> list[RuleRow]:
    """Return the rules of a policy with every local change and addition laid over them."""
    rows = [RuleRow(raw) for raw in (sources[0] if sources else [])]
    for above in sources[1:]:
        at = {_name(row.raw): index for index, row in enumerate(rows)}
        for raw in above:
            index = at.get(_name(raw))
            if index is None:
                rows.append(RuleRow(raw, local=True))
            else:
                rows[index] = _change(rows[index], raw)
    return rows


def _change(row: RuleRow, raw: object) -> RuleRow:
    """Change one rule of the policy; without a reason, or to a longer interval, the policy's own stands."""
    if not (isinstance(row.raw, dict) and isinstance(raw, dict)):
        return row
    if not raw.get("why"):
        return RuleRow(
            row.raw, row.local, "a local change of a policy's rule needs why; the policy's rule stands"
        )
    if _longer(row.raw.get("every"), raw.get("every")):
        return RuleRow(
            row.raw,
            row.local,
            "the local interval is longer than the policy allows; the policy's rule stands",
        )
    return RuleRow({**row.raw, **raw}, local=True)


def _longer(policy: object, here: object) -> bool:
    """Say whether the second interval is longer; what can't be read is found wrong elsewhere."""
    try:
        return here is not None and _days(parse_span(str(here))) > _days(parse_span(str(policy)))
    except ValueError:
        return False


def _days(span: Span) -> float:
    return span.count * _LONGEST[span.unit]
