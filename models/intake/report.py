"""What an import would do, or did: as plain text for a person, and as data for a script."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.dates import counted
from models.intake.planning import Plan
from models.intake.shapes.recognise import called
from models.intake.shapes.teams import teams_in_words

_ADDED = {
    "begin_team": ("team", "teams"),
    "add_practitioner": ("practitioner", "practitioners"),
    "add_child": ("child", "children"),
    "add_family": ("family", "families"),
    "open_involvement": ("involvement", "involvements"),
    "allocate": ("allocation", "allocations"),
    "move_to_stage": ("move", "moves"),
    "add_situation": ("situation", "situations"),
    "record_supervision": ("supervision", "supervisions"),
    "discuss": ("discussion", "discussions"),
    "set_action": ("action", "actions"),
    "record_absence": ("absence", "absences"),
    "record_observation": ("observation", "observations"),
    "plan_observation": ("planned observation", "planned observations"),
    "sign_agreement": ("agreement", "agreements"),
    "pass_gate": ("passed gate", "passed gates"),
    "set_interval": ("shorter interval", "shorter intervals"),
    "record_event": ("event", "events"),
}
_CHANGED = {
    "appoint_manager": ("manager named", "managers named"),
    "correct_practitioner": ("practitioner changed", "practitioners changed"),
    "correct_child": ("child changed", "children changed"),
    "join_children": ("number joined to another", "numbers joined to others"),
    "correct_date": ("date put right", "dates put right"),
    "close_involvement": ("involvement closed", "involvements closed"),
    "correct_involvement": ("involvement changed", "involvements changed"),
    "end_allocation": ("allocation ended", "allocations ended"),
    "correct_allocation": ("time of allocation put right", "times of allocation put right"),
    "say_why": ("reason for a move added", "reasons for moves added"),
    "end_situation": ("situation ended", "situations ended"),
    "correct_supervision": ("supervision changed", "supervisions changed"),
    "correct_discussion": ("discussion changed", "discussions changed"),
    "correct_action": ("action changed", "actions changed"),
    "correct_absence": ("absence changed", "absences changed"),
    "correct_observation": ("observation changed", "observations changed"),
    "correct_planned_observation": ("planned observation changed", "planned observations changed"),
    "correct_agreement": ("agreement changed", "agreements changed"),
    "correct_interval": ("shorter interval changed", "shorter intervals changed"),
}
_FIELDS = {"name": "name", "policy": "policy", "service": "service", "manager_id": "manager"}


def as_text(plan: Plan, *, done: bool = False, most: int = 40, questions: bool = True) -> str:
    """Return the report as plain lines; ``done`` once it is written. Long lists show their first ``most``.

    Without ``questions`` what a person is to answer is left out: a screen asks it itself.
    """
    incoming = plan.incoming
    files = ", ".join(incoming.files[:6]) + (" …" if len(incoming.files) > 6 else "")
    lines = [f"{files}: {called(incoming.shape)}."]
    if incoming.team:
        lines.append(f"Team: {incoming.team}.")
    elif incoming.teams:
        lines.append(f"Teams in it: {teams_in_words(incoming.teams)}.")
        if incoming.needs_team:
            lines.append("All of them are meant. To take one, name it with --team.")
    lines += _what_is_done(plan, done=done)
    lines += _listed("Changed" if done else "Would change", plan.changes, most)
    lines += _listed("Left as they are", plan.differences, most)
    if questions:
        lines += _listed("The team", team_questions(plan), most)
        lines += _listed("Not in the file", [each.question for each in plan.missing], most)
    lines += _listed("Not taken", [f"{each}." for each in plan.problems], most)
    lines += _listed("To know", plan.notes, most)
    return "\n".join(lines) + "\n"


def as_data(plan: Plan) -> dict[str, Any]:
    """Return the report as plain data that JSON can hold; dates as ``YYYY-MM-DD``."""
    incoming = plan.incoming
    return {
        "shape": incoming.shape,
        "files": list(incoming.files),
        "team": incoming.team,
        "teams": dict(incoming.teams),
        "needs_team": incoming.needs_team,
        "nothing_to_do": plan.is_empty,
        "counts": dict(plan.counts),
        "changes": list(plan.changes),
        "differences": list(plan.differences),
        "team_differs": {name: list(pair) for name, pair in plan.team.items()},
        "missing": [
            {
                "kind": each.kind,
                "id": each.id,
                "label": each.label,
                "since": each.since.isoformat() if each.since else None,
                "question": each.question,
            }
            for each in plan.missing
        ],
        "problems": [
            {**each.where._asdict(), "column": each.column, "found": each.found, "expected": each.expected}
            for each in plan.problems
        ],
        "notes": list(plan.notes),
    }


def _what_is_done(plan: Plan, *, done: bool) -> list[str]:
    if plan.is_empty:
        return ["Nothing to do: the store holds all of it already."]
    added = [
        counted(plan.counts[action], *words) for action, words in _ADDED.items() if action in plan.counts
    ]
    changed = [
        counted(plan.counts[action], *words) for action, words in _CHANGED.items() if action in plan.counts
    ]
    return [
        f"{'Added' if done else 'Would add'}: {', '.join(added) or 'nothing'}.",
        f"{'Changed' if done else 'Would change'}: {', '.join(changed) or 'nothing'}.",
    ]


def _said(value: object) -> str:
    """Return a fact of the team as people say it: a code without its underlines, nothing as not set."""
    return f"“{str(value).replace('_', ' ')}”" if value else "not set"


def team_questions(plan: Plan) -> list[str]:
    """Return what the file says of the team otherwise than the store, as questions."""
    return [
        f"The file calls the team’s {_FIELDS[name]} {_said(file)}; here it is {_said(store)}. Which is right?"
        for name, (store, file) in plan.team.items()
        if name != "manager_id"
    ] + (
        ["The file names another manager than the store. Which is right?"]
        if "manager_id" in plan.team
        else []
    )


def _listed(title: str, sentences: Sequence[str], most: int) -> list[str]:
    if not sentences:
        return []
    left = len(sentences) - most
    shown = [f"  {sentence}" for sentence in sentences[:most]]
    return [f"{title} ({len(sentences)}):", *shown, *([f"  … and {left} more."] if left > 0 else [])]
