"""Checks over the cells of one row, and between rows of one sheet."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date
from typing import TypeVar

from models.dates import show
from models.intake.table.findings import Findings, Where

K = TypeVar("K", bound=Hashable)
Dated = tuple[str, date | None]


def in_order(findings: Findings, where: Where, first: Dated, second: Dated) -> bool:
    """Say whether two named days come in order; list the row if they do not."""
    if first[1] is None or second[1] is None or second[1] >= first[1]:
        return True
    findings.problem(where, second[0], show(second[1]), f"a day not before {first[0]}, {show(first[1])}")
    return False


def all_in_order(findings: Findings, where: Where, *pairs: tuple[Dated, Dated]) -> bool:
    """Say whether every pair of days comes in order; list the row at the first that does not."""
    return all(in_order(findings, where, first, second) for first, second in pairs)


def found_twice(
    first: dict[K, int], key: K, where: Where, column: str, shown: str, findings: Findings
) -> bool:
    """Say whether a row of this key came before; list the second one."""
    if key in first:
        findings.problem(
            where, column, f"{shown} a second time", f"one row; the one in row {first[key]} was taken"
        )
        return True
    first[key] = where.row
    return False
