"""Planning the moves on the board: those a file lists, then the stage in which work stands now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from models.dates import show
from models.intake.incoming import MoveIn, PeriodIn
from models.intake.plan.desk import Desk
from models.intake.plan.known import Image
from models.intake.plan.periods import find_period
from models.intake.table.findings import shown_number
from models.tables import Involvement, StageMove
from models.trail import Words

FIRST_STAGE = 1


def plan_moves(desk: Desk) -> None:
    """Plan the moves that a file lists, in the order of the sheet, which counts on one day."""
    by_involvement: dict[int, list[MoveIn]] = defaultdict(list)
    rows: dict[int, Image] = {}
    for said in desk.incoming.moves:
        row = _involvement(desk, said)
        if row is not None and row["id"] not in desk.stale:
            rows[row["id"]] = row
            by_involvement[row["id"]].append(said)
    for involvement_id, moves in by_involvement.items():
        moves.sort(key=lambda each: each.moved_on)
        _plan_moves_of(desk, rows[involvement_id], moves)


def _involvement(desk: Desk, said: MoveIn) -> Image | None:
    child = desk.known.child(said.child)
    if child is None:
        desk.problem(said.where, "child_id", shown_number(said.child), "a child of this file or the store")
        return None
    row = find_period(desk, child, said.child, said.service, said.opened_on, said.nth, said.moved_on)
    if row is None or not row["opened_on"] <= said.moved_on <= (row["closed_on"] or date.max):
        desk.problem(
            said.where,
            "moved_on",
            show(said.moved_on),
            "a day on which one service was open to the child (name the service where there are two)",
        )
        return None
    return row


def _plan_moves_of(desk: Desk, row: Image, moves: list[MoveIn]) -> None:
    known = desk.known.moves[row["id"]]
    matched: set[int] = set()
    if not known and moves[0].from_stage is not None and moves[0].moved_on > row["opened_on"]:
        _add(desk, row, row["opened_on"], None, moves[0].from_stage)
    for said in moves:
        same = next(
            (
                each
                for each in known
                if each["id"] not in matched
                and each["to_stage"] == said.to_stage
                and desk.known.is_or_began(row, "stage_move", each, "moved_on", said.moved_on)
            ),
            None,
        )
        if same is None:
            same = _add_said(desk, row, said)
        elif said.why and same["why"] != said.why:
            desk.change(StageMove, same, why=said.why)
            desk.note("say_why", "stage_move", same["id"], why=Words(said.why))
        matched.add(same["id"])
        desk.last_stage[row["id"]] = said.to_stage


def _add_said(desk: Desk, row: Image, said: MoveIn) -> Image:
    before = [each for each in desk.known.moves[row["id"]] if each["moved_on"] <= said.moved_on]
    from_stage = said.from_stage if said.from_stage or not before else before[-1]["to_stage"]
    session = desk.known.sessions.get(said.session) if said.session else None
    if said.session and session is None:
        desk.problem(
            said.where,
            "supervision_id",
            f"“{said.session}”",
            "a supervision of this file or the store; the move was taken without it",
        )
    return _add(
        desk,
        row,
        said.moved_on,
        from_stage,
        said.to_stage,
        said.why,
        said.moved_by,
        session["id"] if session else None,
    )


def plan_stages(desk: Desk) -> None:
    """Plan the stage in which every period of the file stands; a new one without a stage begins in the first."""
    for said in desk.said_periods:
        row = desk.involvement(said)
        if row is None or row["id"] in desk.stale:
            continue
        moves = desk.known.moves[row["id"]]
        if not moves:
            day = said.stage_since or row["opened_on"]
            if said.stage is not None or desk.is_new(Involvement, row):
                _add(desk, row, day, None, said.stage or FIRST_STAGE)
            if said.stage is None and said.closed_on is None and desk.incoming.shape == "workbook":
                desk.findings.tally(
                    "1 involvement has no stage in the file: it begins in stage 1 on the day it was opened.",
                    "{n} involvements have no stage in the file: each begins in stage 1 on the day it was opened.",
                )
        elif said.stage is not None and moves[-1]["to_stage"] == said.stage:
            _put_day_right(desk, said, row, moves)
        elif said.stage is not None:
            _move(desk, said, row, moves)


def _move(desk: Desk, said: PeriodIn, row: Image, moves: list[Image]) -> None:
    last = moves[-1]
    since = said.stage_since or row["closed_on"] or desk.today
    assert said.stage is not None
    listed = desk.last_stage.get(row["id"])
    if listed is not None and listed != said.stage:
        desk.problem(
            said.where,
            "stage",
            str(said.stage),
            f"{listed}, where the sheet Moves leaves it; that one was taken",
        )
    elif since < last["moved_on"] or any(_was_there(desk, each, said) for each in moves):
        desk.differ_of(
            row,
            f"in stage {said.stage} since {show(since)} in the file; on the board it moved to stage "
            f"{last['to_stage']} after that, on {show(last['moved_on'])}. It was left there.",
        )
    else:
        _add(desk, row, since, last["to_stage"], said.stage)


def _was_there(desk: Desk, move: Image, said: PeriodIn) -> bool:
    """Say whether a move on the board is the one that the file knows as the last."""
    return (
        bool(move["to_stage"] == said.stage)
        and said.stage_since == move["moved_on"]
        and not desk.is_new(StageMove, move)
    )


def _put_day_right(desk: Desk, said: PeriodIn, row: Image, moves: list[Image]) -> None:
    last, since = moves[-1], said.stage_since
    earliest = moves[-2]["moved_on"] if len(moves) > 1 else row["opened_on"]
    known = since is None or desk.known.is_or_began(row, "stage_move", last, "moved_on", since)
    if since is None or known or since < earliest or desk.is_new(StageMove, last):
        return
    was = last["moved_on"]
    desk.change(StageMove, last, moved_on=since)
    desk.note("correct_date", "stage_move", last["id"], field="moved_on", was=was, became=since)
    desk.tell_of(row, f"in stage {last['to_stage']} since {show(since)}, not {show(was)}.")


def _add(
    desk: Desk,
    row: Image,
    moved_on: date,
    from_stage: int | None,
    to_stage: int,
    why: str = "",
    moved_by: str = "",
    session: int | None = None,
) -> Image:
    if not desk.is_new(Involvement, row):
        desk.tell_of(row, f"to stage {to_stage}, {show(moved_on)}.")
    added = desk.add(
        StageMove,
        involvement_id=row["id"],
        moved_on=moved_on,
        from_stage=from_stage,
        to_stage=to_stage,
        why=why,
        moved_by=moved_by,
        supervision_id=session,
    )
    moves = desk.known.moves[row["id"]]
    moves.append(added)
    if len(moves) > 1 and moves[-2]["moved_on"] > moved_on:
        moves.sort(key=lambda each: each["moved_on"])
    desk.note(
        "move_to_stage",
        "involvement",
        row["id"],
        move=added["id"],
        was=from_stage,
        became=to_stage,
        moved_on=moved_on,
        why=Words(why) if why else None,
    )
    return added
