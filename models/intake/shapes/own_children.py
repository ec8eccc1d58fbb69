"""The workbook's sheets about children: the children, their periods, moves, holders and situations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.intake.incoming import AllocationIn, ChildIn, GateIn, Incoming, MoveIn, PeriodIn, SituationIn
from models.intake.table.codes import RISK_LEVELS, RISKS, plain
from models.intake.table.findings import Findings, Where, shown
from models.intake.table.row_checks import all_in_order, found_twice, in_order
from models.intake.table.rows import Entry
from models.levels import flag_code

_LEVELS = {flag_code(risk, level.code): (risk, level.code) for risk in RISKS for level in RISK_LEVELS}


def read_children(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the children and the services open to them now. A row without a service is a child alone."""
    first: dict[tuple[str, str], int] = {}
    for where, values, good in entries:
        number, service = values.get("child", ""), values.get("service", "")
        good = good and _whole_row(where, values, incoming.findings)
        if service or not good:
            incoming.seen.add((number, service))
        if not good:
            continue
        if found_twice(
            first, (number, service), where, "child_id", f"{number} in one service", incoming.findings
        ):
            continue
        child = _child(where, values)
        if not _agrees(incoming.children.get(number), child, incoming.findings):
            continue
        incoming.children.setdefault(number, child)
        if service:
            incoming.periods.append(_present(where, values))
        _read_risks(incoming, where, values)


def read_involvements(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the earlier periods."""
    first = {period.key: period.where.row for period in incoming.periods}
    for where, values, good in entries:
        number = values.get("child", "")
        if not good or not in_order(
            incoming.findings, where, ("opened_on", values["opened_on"]), ("closed_on", values["closed_on"])
        ):
            continue
        period = _period(where, values)
        if not found_twice(
            first, period.key, where, "opened_on", f"that day for {number}", incoming.findings
        ):
            incoming.periods.append(period)


def read_allocations(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read who held what."""
    for where, values, good in entries:
        if not good or not in_order(
            incoming.findings, where, ("from", values["since"]), ("until", values.get("until"))
        ):
            continue
        incoming.allocations.append(
            AllocationIn(
                where,
                values["child"],
                values["service"],
                values["person"],
                values["since"],
                values["at"][1] if "at" in values else None,
                values.get("until"),
                values.get("opened_on"),
                values.get("nth", 1),
            )
        )


def read_moves(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the moves on the board, in the order of the sheet."""
    for where, values, good in entries:
        if good:
            incoming.moves.append(
                MoveIn(
                    where,
                    values["child"],
                    values["moved_on"],
                    values["to_stage"],
                    values.get("from_stage"),
                    values.get("why", ""),
                    values.get("moved_by", ""),
                    values.get("session", ""),
                    values.get("service", ""),
                    values.get("opened_on"),
                    values.get("nth", 1),
                )
            )


def read_situations(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the situations. A row that says the same as another is taken once, without a word about a fault."""
    known: set[tuple[object, ...]] = set()
    for where, values, good in entries:
        if not good or not in_order(
            incoming.findings, where, ("since", values["since"]), ("until", values.get("until"))
        ):
            continue
        level = _level(values["code"], values.get("value", ""))
        if level is None:
            wanted = "low, medium, high or very high"
            incoming.findings.problem(where, "value", shown(values.get("value", "")), wanted)
            continue
        said = (values["child"], *level, values["since"], values.get("until"))
        if said in known:
            incoming.findings.tally(
                "1 situation stood twice and was taken once.",
                "{n} situations stood twice and were taken once.",
            )
            continue
        known.add(said)
        incoming.situations.append(
            SituationIn(where, values["child"], level[0], values["since"], values.get("until"), level[1])
        )


def _level(code: str, value: str) -> tuple[str, str] | None:
    """Return a situation as the store keeps it: a level apart from what it is a level of. None for no level."""
    if code in _LEVELS:
        return _LEVELS[code]
    if code not in RISKS:
        return code, value
    level = plain(value).replace(" ", "_")
    return (code, level) if (code, level) in _LEVELS.values() else None


def read_gates(incoming: Incoming, entries: Iterable[Entry]) -> None:
    """Read the gates that were passed."""
    incoming.gates += [
        GateIn(
            entry.where,
            entry.values["child"],
            entry.values["service"],
            entry.values["rule"],
            entry.values["passed_on"],
            entry.values["reason"],
            entry.values.get("opened_on"),
            entry.values.get("nth", 1),
        )
        for entry in entries
        if entry.good
    ]


def _child(where: Where, values: dict[str, Any]) -> ChildIn:
    initials = values.get("forename", "") + values.get("surname", "") or values.get("childs_name", "")
    return ChildIn(
        where,
        values["child"],
        (values.get("initials") or initials)[:4],
        values.get("kind", ""),
        values.get("family", ""),
        values.get("joined_into", ""),
    )


def _agrees(known: ChildIn | None, child: ChildIn, findings: Findings) -> bool:
    """Say whether a further row of a child says the same about it; list it if it tells of another child."""
    if known is None or not (known.initials and child.initials) or known.initials == child.initials:
        return True
    findings.problem(
        child.where,
        "initials",
        "other initials",
        f"those of row {known.where.row}, which has the same number",
    )
    return False


def _whole_row(where: Where, values: dict[str, Any], findings: Findings) -> bool:
    """Say whether a row names a whole period, or none; list it if it names half of one."""
    if "service" in values and "opened_on" not in values:
        findings.problem(where, "opened_on", "nothing", "the day the service was opened")
        return False
    if "service" not in values and ({"opened_on", "person", "closed_on", "stage"} & values.keys()):
        findings.problem(where, "service", "nothing", "the service that is open to the child")
        return False
    if values.get("joined_into") == values["child"]:
        findings.problem(where, "joined_into", "the child's own number", "another child's number")
        return False
    return _dates_follow(where, values, findings)


def _dates_follow(where: Where, values: dict[str, Any], findings: Findings) -> bool:
    opened, closed = ("opened_on", values.get("opened_on")), ("closed_on", values.get("closed_on"))
    held = ("allocated_at", values["allocated_at"][0] if "allocated_at" in values else None)
    stood = ("stage_since", values.get("stage_since"))
    return all_in_order(
        findings, where, (opened, closed), (opened, held), (opened, stood), (held, closed), (stood, closed)
    )


def _present(where: Where, values: dict[str, Any]) -> PeriodIn:
    period = _period(where, values)
    if "allocated_at" in values:
        period.held_since, period.held_at = values["allocated_at"]
    period.stage, period.stage_since = values.get("stage"), values.get("stage_since")
    return period


def _period(where: Where, values: dict[str, Any]) -> PeriodIn:
    return PeriodIn(
        where,
        values["child"],
        values["service"],
        values["opened_on"],
        values.get("nth", 1),
        closed_on=values.get("closed_on"),
        closing_reason=values.get("closing_reason", ""),
        transfer_on=values.get("transfer_on"),
        holder=values.get("person", ""),
    )


def _read_risks(incoming: Incoming, where: Where, values: dict[str, Any]) -> None:
    for code in RISKS:
        if code in values and "opened_on" in values:
            incoming.situations.append(
                SituationIn(
                    where, values["child"], code, values["opened_on"], value=values[code], assumed=True
                )
            )
