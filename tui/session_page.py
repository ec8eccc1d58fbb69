"""What a session's page says, row by row: pure, so that it can be read without a screen."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from models.changes.sessions import CAUSES, SAMPLED
from models.dates import counted, show, show_short
from models.moments import show_moment
from models.policy import Pack
from models.reading.agenda.running import Run
from models.reading.due import DueLine
from models.reading.due.lines import in_a_sentence
from models.reading.facts.groups import own_clocks
from models.reading.sessions import OnList, SessionPage
from models.words import said_name
from tui.session_titles import titled
from tui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class ChildRef:
    """A row about a child; ``listed`` where the child stands on the session's list."""

    child_id: int
    listed: bool


@dataclass(frozen=True, slots=True)
class MadeUp:
    """The row of a cancelled session that names the one which makes up for it."""

    session_id: int


@dataclass(frozen=True, slots=True)
class AttendanceRef:
    """The row that says who was at a group."""

    day: date


@dataclass(frozen=True, slots=True)
class PageManner:
    """What a page is written with: the pack, what is due, what is ticked, and whether others look on.

    ``run`` says how far a session has come that was begun and is not closed.
    """

    pack: Pack
    today: date
    of_children: Mapping[int, DueLine]
    of_session: Sequence[DueLine]
    ticked: Collection[int] = ()
    criteria: Mapping[int, str] = ()  # type: ignore[assignment]
    private: bool = False
    run: Run | None = None


def title_of(page: SessionPage, pack: Pack, *, private: bool) -> str:
    """Return ``Case supervision with Sam Whitlock``."""
    return titled(pack.session_kind(page.kind).label, page.practitioner, page.above, private=private)


def session_rows(page: SessionPage, manner: PageManner) -> list[Row]:
    """Return the page: the session's days, what is due of it, and the children."""
    rows = [Row(("The session",), kind="heading"), *_days(page, manner)]
    for line in manner.of_session:
        kind = "warn" if line.is_late else ""
        what = line.when() if line.day else line.reason
        rows.append(Row(("Due", in_a_sentence(line.what), what), ("due", line.what), kind))
    if page.state == "held":
        return [*rows, *_discussed(page, manner)]
    if page.state == "cancelled":
        return [*rows, *_listed(page, "On its list, not reached")]
    return [*rows, *_to_discuss(page, manner)]


def _days(page: SessionPage, manner: PageManner) -> list[Row]:
    time = f", {page.starts_at}" if page.starts_at else ""
    rows = []
    if page.planned_for:
        first = page.first_planned_for
        moved = f"first planned for {show(first)}" if first and first != page.planned_for else ""
        if page.makes_up_for and not moved:
            moved = f"makes up for the one of {show(page.makes_up_for)}"
        long = f", {counted(page.minutes, 'minute')}" if page.minutes and not page.held_on else ""
        rows.append(Row(("Planned for", f"{show(page.planned_for)}{time}{long}", moved)))
    if page.state == "planned" and manner.run is not None:
        rows.append(_begun(manner.run))
    if page.occasion != "formal":
        counts = "settles no clock" if page.occasion == "ad hoc" else ""
        rows.append(Row(("Occasion", page.occasion, counts)))
    if page.cause or page.reason:
        words = "" if manner.private else page.reason
        rows.append(Row(("Caused by", CAUSES.get(page.cause, page.cause), words)))
    if page.cancelled_on:
        rows += _cancelled(page, page.cancelled_on, manner)
    if page.held_on:
        minutes = counted(page.minutes, "minute") if page.minutes else "minutes not recorded"
        rows.append(Row(("Held", show(page.held_on), minutes), ("held", page.id)))
        rows += [*_corrected(page, manner, "held_on"), *_attendance(page, manner)]
        for label, day, key in (
            ("Written up", page.recorded_on, "w"),
            ("Agreed", page.agreed_on, "g"),
            ("Signed", page.signed_on, "s"),
        ):
            rows.append(
                Row((label, show(day) if day else "not yet", "" if day else f"{key} records the day"))
            )
    return rows


def _attendance(page: SessionPage, manner: PageManner) -> list[Row]:
    """Say who was at a group, and of how many that was not said: those are taken to have been there (BCT-T31)."""
    said, held = page.attendance, page.held_on
    if said is None or held is None:
        return []
    counts = bool(own_clocks(manner.pack).intersection(manner.pack.session_kind(page.kind).settles))
    told = ", ".join(f"{count} {state}" for state, count in said.states)
    more = ""
    if said.unsaid and told:
        more = f"not said of {said.unsaid}{', who count as present' if counts else ''}"
    elif said.unsaid and counts:
        more = "whoever was in post and not away counts as present"
    if page.signed_on is None:
        more = f"{more}: Enter says it" if more else "Enter says it" if said.unsaid else "Enter puts it right"
    ref = AttendanceRef(held) if page.signed_on is None else None
    return [Row(("Attendance", told or "not said", more), ref, "amber" if said.unsaid and counts else "")]


def _cancelled(page: SessionPage, day: date, manner: PageManner) -> list[Row]:
    """Return when it was cancelled, what makes up for it, and why it was against the policy (CFA-T02)."""
    if page.made_up_on:
        again = f"made up for on {show(page.made_up_on)}: Enter opens it"
        rows = [Row(("Cancelled", show(day), again), MadeUp(page.made_up_by or 0))]
    else:
        rows = [Row(("Cancelled", show(day), "no new day yet: p plans one"), kind="warn")]
    for rule, reason in page.passed:
        said = "with a reason" if manner.private else f"because: {reason}"
        rows.append(Row(("", f"against {rule}", said), kind="amber"))
    return rows


def _begun(run: Run) -> Row:
    """Return when a session was begun, how long it has taken, and that it runs or was stopped."""
    took = f", {counted(run.spent // 60, 'minute')} so far" if run.spent >= 60 else ""
    stands = "it runs: r goes back to it" if run.running else "stopped where it stands: r goes on with it"
    return Row(("Begun", f"{show_moment(run.began_at)}{took}", stands), kind="amber")


def _corrected(page: SessionPage, manner: PageManner, field: str) -> list[Row]:
    """Return what was put right of a day or of who was discussed, below what stands there now."""
    rows = []
    for one in page.corrections:
        if one.field == field:
            said = f"{_stood(one.was)} → {_stood(one.became)}"
            why = f": {one.reason}" if one.reason and not manner.private else ""
            rows.append(Row(("  corrected", said, f"on {show(one.corrected_on)}{why}"), kind="amber"))
    return rows


def _stood(said: str) -> str:
    try:
        return show(date.fromisoformat(said)) if said else "nothing"
    except ValueError:
        return said


def _to_discuss(page: SessionPage, manner: PageManner) -> list[Row]:
    rows = [Row(("On the list. Space ticks who was discussed; h then records the session.",), kind="heading")]
    rows += [_child(one, manner, listed=True) for one in page.children]
    if not page.children:
        draws = (
            " z draws families at random, k says what one was picked by." if page.occasion == SAMPLED else ""
        )
        rows.append(Row((f"Nobody yet. a adds a child.{draws}",), kind="note"))
    if page.others:
        name = said_name(page.practitioner, private=manner.private)
        rows.append(Row((f"Others whom {name} holds",), kind="heading"))
        rows += [_child(one, manner, listed=False) for one in by_need(page.others, manner.of_children)]
    return rows


def by_need(children: Sequence[OnList], of_children: Mapping[int, DueLine]) -> list[OnList]:
    """Return children, those first who are to be discussed soonest."""
    return sorted(
        children,
        key=lambda one: (
            (found.day or date.max) if (found := of_children.get(one.child_id)) else date.max,
            one.number,
        ),
    )


def _child(one: OnList, manner: PageManner, *, listed: bool) -> Row:
    mark = "[x]" if one.child_id in manner.ticked else "[ ]"
    line = manner.of_children.get(one.child_id)
    criterion = manner.criteria.get(one.child_id, "") if manner.criteria else ""
    why = f"picked by: {criterion}" if criterion and not manner.private else ""
    what = "nothing due"
    if line is not None:
        by = f"by {show_short(line.day, manner.today)}, {line.lateness()}" if line.day else line.reason
        what = f"{in_a_sentence(line.what)}, {by}"
    kind = "warn" if line is not None and line.is_late else ""
    return Row((f"{mark} {one.label}", what, why), ChildRef(one.child_id, listed), kind)


def _discussed(page: SessionPage, manner: PageManner) -> list[Row]:
    reached = [one for one in page.children if one.at is not None]
    rows = [Row(("Discussed",), kind="heading")]
    for one in reached:
        counts = "" if one.formal else "informal: does not reset the clock"
        why = f"picked by: {one.criterion}" if one.criterion and not manner.private else counts
        rows.append(
            Row((one.label, show(one.at) if one.at else "", why), ChildRef(one.child_id, listed=True))
        )
    rows += _corrected(page, manner, "child")
    if not reached:
        rows.append(Row(("No child is recorded as discussed. a adds one that was forgotten.",), kind="note"))
    waiting = [one for one in page.children if one.at is None]
    return [*rows, *(_listed(page, "On its list, waiting for the next one") if waiting else [])]


def _listed(page: SessionPage, heading: str) -> list[Row]:
    waiting = [one for one in page.children if one.at is None]
    rows = [Row((one.label, "", ""), ChildRef(one.child_id, listed=True)) for one in waiting]
    return [Row((heading,), kind="heading"), *rows] if rows else []
