"""Examples of every change of the team, its people, the children and their work."""

from __future__ import annotations

from datetime import UTC, datetime

from models.changes import (
    children,
    corrections,
    disagreements,
    first,
    former_lists,
    involvements,
    planning,
    situations,
    stages,
    team,
    transfers,
)
from models.changes.planning import Plan
from models.changes.team import PractitionerFacts
from models.store.change import Change
from tests.made import MORAG, OTHER_SERVICE, PRIYA, ROSA, SAM, SERVICE, TODAY, TOM, ago
from tests.models.changes.examples.canary import CANARY, Example, kent


def _facts(number: str = "P9") -> PractitionerFacts:
    return PractitionerFacts(
        number, f"{CANARY} Jones", "social_worker", job_title=f"Lead {CANARY}", supervisor_id=MORAG
    )


def _joined(change: Change) -> None:
    children.add_child(change, "99001", "TB", CANARY)
    involvements.open_involvement(change, 5, OTHER_SERVICE, ago(30), SAM)
    situations.add_situation(change, 5, "in_care", ago(20))
    children.join_children(change, 5, TOM)


def _corrected_absence(change: Change) -> None:
    team.record_absence(change, SAM, ago(9), None, "leave")
    team.correct_absence(change, 1, ago(8), ago(2), f"{CANARY} sickness")


def _left_a_list(change: Change) -> None:
    planning.plan_supervision(change, Plan("case", PRIYA, ago(-5)), [TOM])
    involvements.allocate(change, 1, SAM, TODAY)
    former_lists.leave_former_lists(change, [1])


def _begun(change: Change) -> None:
    """Take the team there is away first: a store has one."""
    present = team.the_team(change)
    change.delete(present)
    first.begin_store(change, f"{CANARY} East", "kent", SERVICE, _facts())


def _began_team(change: Change) -> None:
    change.delete(team.the_team(change))
    team.begin_team(change, f"{CANARY} West", "birmingham", SERVICE)


def _disagreed(change: Change) -> int:
    return disagreements.raise_disagreement(
        change, PRIYA, ago(5), f"{CANARY} sees it otherwise", child_id=TOM
    ).id


EXAMPLES: dict[str, Example] = {
    "raise_disagreement": _disagreed,
    "take_disagreement": lambda change: disagreements.take_disagreement(
        change,
        kent(),
        _disagreed(change),
        "third_party",
        ago(3),
        with_whom=CANARY,
        words=f"{CANARY} heard both",
    ),
    "settle_disagreement": lambda change: disagreements.settle_disagreement(
        change, _disagreed(change), ago(2), f"{CANARY} agreed"
    ),
    "add_child": lambda change: children.add_child(change, "41000", CANARY, f"{CANARY} family"),
    "correct_child": lambda change: children.correct_child(
        change, TOM, "40218", CANARY, f"{CANARY}s", "carer"
    ),
    "join_children": _joined,
    "correct_service": lambda change: corrections.correct_service(
        change, 1, OTHER_SERVICE, f"{CANARY} typed it"
    ),
    "correct_date": lambda change: corrections.correct_date(
        change, "involvement", 1, "opened_on", ago(99), f"{CANARY} said so"
    ),
    "begin_store": _begun,
    "open_involvement": lambda change: involvements.open_involvement(
        change,
        TOM,
        OTHER_SERVICE,
        ago(5),
        SAM,
        allocated_at=datetime(2026, 11, 16, 9, 30, tzinfo=UTC),
        stage=2,
    ),
    "allocate": lambda change: involvements.allocate(change, 1, SAM, ago(2)),
    "leave_former_lists": _left_a_list,
    "close_involvement": lambda change: involvements.close_involvement(
        change, 1, TODAY, f"{CANARY} moved", passed=("KCC-P39", f"{CANARY} agreed")
    ),
    "reopen_involvement": lambda change: involvements.reopen_involvement(change, 5),
    "pass_gate": lambda change: involvements.pass_gate(change, "KCC-P39", 1, f"{CANARY} agreed"),
    "add_situation": lambda change: situations.add_situation(change, TOM, "risk", ago(2), value=CANARY),
    "end_situation": lambda change: situations.end_situation(change, 1, TODAY),
    "remove_situation": lambda change: situations.remove_situation(change, 2),
    "move_to_stage": lambda change: stages.move_to_stage(
        change, [1, 2, 3, 4], 6, TODAY, why=f"{CANARY} is home", passed=("KCC-P39", f"{CANARY} agreed")
    ),
    "say_why": lambda change: stages.say_why(change, [1, 6], f"{CANARY} asked"),
    "begin_team": _began_team,
    "correct_team": lambda change: team.correct_team(change, f"{CANARY} North", "havering", OTHER_SERVICE),
    "appoint_manager": lambda change: team.appoint_manager(change, PRIYA),
    "add_practitioner": lambda change: team.add_practitioner(change, _facts()),
    "correct_practitioner": lambda change: team.correct_practitioner(change, SAM, _facts("P3")),
    "record_absence": lambda change: team.record_absence(change, SAM, ago(9), None, f"{CANARY} leave"),
    "correct_absence": _corrected_absence,
    "sign_agreement": lambda change: team.sign_agreement(change, ROSA, ago(30), weeks=4),
    "plan_transfer": lambda change: transfers.plan_transfer(change, 1, ago(-24)),
}
