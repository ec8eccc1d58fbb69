"""The standing points of a policy's agenda in its order, and what each takes up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from models.dates import counted, show_short
from models.policy.agendas import AgendaSource, Point
from models.policy.pack import Pack
from models.reading.agenda.beside import FREQUENT, MONTHS
from models.reading.agenda.candidates import Candidate, Group, Reason, Slot
from models.reading.agenda.children import ON_LIST, said_of_actions
from models.reading.agenda.observing import planned_candidates, planned_reasons, said_of_planned
from models.reading.agenda.sitting import SessionIn, home_of_children
from models.reading.agenda.told import Disturbed, Told, Upward, Whom
from models.reading.due.kinds import AGREEMENT, DEVELOPMENT, OBSERVATION, RECORD
from models.reading.due.lines import DueLine, in_a_sentence

LEAST, LEAST_OF = 2, {"wellbeing": 5, "actions": 5}
"""Minutes that a point keeps where time is short: ours."""
NEAR_DAYS = 28
"""How near the day of a paper is for it to come onto an agenda: ours."""
_NEAR = {AGREEMENT: "reviews", OBSERVATION: "development", DEVELOPMENT: "development"}
_PLAIN = frozenset({"", "wellbeing", "performance", "cases"})


def sources_for(pack: Pack, one: SessionIn, whom: Whom) -> list[AgendaSource]:
    """Return the sources of items that are for a session with someone, in the policy's order."""
    kind = pack.session_kind(one.kind).code
    return [
        source
        for source in pack.agenda
        if source.fits(kind, whom.service, whom.roles, frontline=whom.frontline)
    ]


def standing(pack: Pack, one: SessionIn, whom: Whom) -> AgendaSource | None:
    """Return the order of the agenda for a session: the one that says most closely whom it is for."""
    use = "group" if pack.session_kind(one.kind).group else "standing"
    fitting = [source for source in sources_for(pack, one, whom) if source.use == use]
    return max(fitting, key=lambda source: source.special) if fitting else None


def point_candidates(told: Told) -> tuple[list[Candidate], list[Slot]]:
    """Return the points of a sitting as candidates, and the whole order in which its agenda stands.

    What belongs on every agenda comes first where no point of its own takes it up. The steps of a group's case are
    left when it is filled: the case takes them.
    """
    found: list[Candidate] = []
    slots: list[Slot] = []
    done: set[str] = set()
    for one in told.sitting.sessions:
        source = standing(told.due.pack, one, told.whom)
        if source is None or source.id in done:
            continue
        done.add(source.id)
        for place, point in enumerate(source.points):
            slots.append(Slot(point.takes, f"{source.id}/{place + 1}", one.id))
            if point.takes != "children":
                steps = source.per_child and told.sitting.is_group
                found.append(replace(_candidate(told, source, point, place, one), picked=steps))
    always = list(_always(told, {slot.takes for slot in slots}))
    first = [Slot(one.takes, one.key, one.home) for one in always]
    return always + found, _with_the_rest(told, [*first, *slots])


def _always(told: Told, taken: set[str]) -> Iterator[Candidate]:
    one = told.sitting.sessions[0]
    if told.sitting.is_group:
        return
    for source in sources_for(told.due.pack, one, told.whom):
        if source.use != "always":
            continue
        for place, point in enumerate(source.points):
            if not point.takes or point.takes not in taken:
                yield _candidate(told, source, point, place, one)


def _with_the_rest(told: Told, slots: list[Slot]) -> list[Slot]:
    """Return the order with a place for everything: actions first, own items, children, whatever else."""
    there = {slot.takes for slot in slots}
    home = home_of_children(told.due.pack, told.sitting)
    at = next((n for n, slot in enumerate(slots) if slot.takes == "wellbeing"), -1) + 1
    slots = list(slots)
    if "actions" not in there:
        slots.insert(at, Slot("actions"))
    for takes in ("supervisor", "supervisee"):
        if takes not in there:
            slots.insert(at, Slot(takes))
    if "any" not in there:
        slots.append(Slot("any"))
    if "children" not in there:
        end = max(n for n, slot in enumerate(slots) if slot.takes == "any")
        picked = next((n + 1 for n, slot in enumerate(slots) if slot.takes == "cases"), end)
        slots.insert(picked, Slot("children", home=home))
    return slots


def _candidate(told: Told, source: AgendaSource, point: Point, place: int, one: SessionIn) -> Candidate:
    reasons = tuple(_reasons(told, source, point, one))
    return Candidate(
        f"{source.id}/{place + 1}",
        point.words,
        reasons,
        one.id,
        minutes=point.minutes,
        least=min(point.minutes, LEAST_OF.get(point.takes, LEAST)),
        takes=point.takes,
        rule=point.rule or source.id,
        place=place,
    )


def _reasons(told: Told, source: AgendaSource, point: Point, one: SessionIn) -> Iterator[Reason]:
    if point.takes == "actions" and told.own_actions:
        yield Reason(Group.CARRIED, said_of_actions(told.own_actions, told.today), source.id)
    if point.takes == "wellbeing":
        last = told.lasts.get(one.kind)
        said = f"last {counted((told.today - last).days, 'day')} ago" if last else "not held yet"
        yield Reason(Group.STANDING, said, source.id)
    for line in near_lines(told, point.takes):
        planned = said_of_planned(told, line)
        said = said_of_line(line)
        yield Reason(Group.NEAR, f"{said}, {planned}" if planned else said, line.rule)
    observing = _NEAR[OBSERVATION]
    if point.takes == observing or (
        point.takes == "any" and all(each.takes != observing for each in source.points)
    ):
        yield from planned_reasons(told, near_lines(told, point.takes))
    if point.takes == "performance" and told.whom.performance_plan:
        yield Reason(Group.NEAR, "a performance plan is running")
    yield Reason(Group.STANDING, "" if point.takes in _PLAIN else source.label, source.id)


def near_lines(told: Told, takes: str) -> list[DueLine]:
    """Return what is near of the practitioner's papers: agreement, observation, appraisal, probation, ASYE.

    ``takes`` is the point that takes them up; ``any`` takes all of them. No one's papers are a group's business.
    """
    if told.sitting.is_group:
        return []
    return [
        line
        for line in told.due.lines
        if line.kind in _NEAR
        and (takes == _NEAR[line.kind] or takes == "any")
        and line.days_late is not None
        and line.days_late >= -NEAR_DAYS
    ]


def said_of_line(line: DueLine) -> str:
    """Return a due thing in a few words: ``supervision agreement reviewed: in 9 days``."""
    return f"{in_a_sentence(line.what)}: {line.lateness() or line.day_and_time()}"


def other_candidates(told: Told, taken: Sequence[str]) -> Iterator[Candidate]:
    """Yield what comes beside points and children: actions, papers, records, disturbances, and what is offered.

    ``taken`` are the kinds of point that the agenda has: what one of them takes up is no candidate of its own.
    """
    home = told.sitting.sessions[0].id
    if told.own_actions and "actions" not in taken:
        words = said_of_actions(told.own_actions, told.today)
        yield _own("actions", "Actions from before", Reason(Group.CARRIED, words), home, 10, "actions")
    for line in near_lines(told, "any"):
        if _NEAR[line.kind] not in taken and "any" not in taken:
            planned = said_of_planned(told, line)
            said = ", ".join(part for part in (line.lateness() or line.day_and_time(), planned) if part)
            reason = Reason(Group.NEAR, said, line.rule)
            yield replace(_own(f"near:{line.rule}:{line.clock}", line.what, reason, home), by=line.day)
    if _NEAR[OBSERVATION] not in taken and "any" not in taken:
        yield from planned_candidates(told, near_lines(told, "any"), home)
    yield from _records(told, home)
    yield from _disturbances(told, home)
    yield from _upward(told, home)
    yield from _offered(told)


def _records(told: Told, home: int) -> Iterator[Candidate]:
    if told.sitting.is_group:
        return
    lines = [line for line in told.due.lines if line.kind == RECORD and line.about.entity == "supervision"]
    said = []
    if lines:
        late = sum(line.is_late for line in lines)
        first = f"{counted(len(lines), 'paper')} to be written, agreed or signed"
        said.append(f"{first}, {late} late" if late else first)
    if told.unfinished:
        said.append(f"{counted(len(told.unfinished), 'record')} not finished")
    if told.unentered:
        said.append(f"{counted(len(told.unentered), 'entry', 'entries')} not on the case system yet")
    if said:
        yield _own("records", "Records", Reason(Group.RECORDS, ", ".join(said)), home)


def _disturbances(told: Told, home: int) -> Iterator[Candidate]:
    """Yield lateness, cancellations and interruptions where they are frequent (KCC-P18, KCC-A12)."""
    wants = _point_for(told, "disturbances")
    if wants is not None and told.disturbed:
        said = "; ".join(said_of_side(one) for one in told.disturbed)
        reason = Reason(Group.PRIORITY, f"in {MONTHS} months: {said}", wants[0].id)
        yield _own("disturbances", wants[1].words, reason, home)


def _upward(told: Told, home: int) -> Iterator[Candidate]:
    """Yield those they supervise of whom lateness or sickness was noted (KCC-P50); frequent lateness ranks first.

    No number is set for sickness, so it is offered, and whether it is an issue is theirs to say.
    """
    wants = _point_for(told, "upward")
    if wants is None:
        return
    source, point = wants
    for one in told.upward:
        group = Group.PRIORITY if one.late >= FREQUENT else Group.OFFERED
        reason = Reason(group, said_of_upward(one), point.rule or source.id)
        yield _own(f"upward:{one.id}", f"{one.label}: {point.words}", reason, home)


def _point_for(told: Told, takes: str) -> tuple[AgendaSource, Point] | None:
    """Return the policy's point that takes something up, with its source."""
    points = ((source, point) for source in told.due.pack.agenda for point in source.points)
    return next(((source, point) for source, point in points if point.takes == takes), None)


def said_of_side(one: Disturbed) -> str:
    """Return how often one side was late, interrupted, cancelled or moved."""
    parts = {
        "late": one.late,
        "interrupted": one.interrupted,
        "cancelled": one.cancelled,
        "moved": one.moved,
    }
    said = ", ".join(f"{word} {counted(count, 'time')}" for word, count in parts.items() if count)
    return f"the {one.whose} {said}"


def said_of_upward(one: Upward) -> str:
    """Return what was noted of someone: how often late, how often and how long away sick."""
    said = [f"late for supervision {counted(one.late, 'time')}"] if one.late else []
    if one.sick:
        now = ", away now" if one.away else ""
        said.append(f"away sick {counted(one.sick, 'time')}, {counted(one.days, 'day')} in all{now}")
    return f"in {MONTHS} months {', '.join(said)}; yours to say whether it is an issue"


def _offered(told: Told) -> Iterator[Candidate]:
    """Yield lines that come up now and then, and what the policy says that either brings."""
    for one in told.sitting.sessions:
        for source in sources_for(told.due.pack, one, told.whom):
            if source.use not in ("recurring", "brought") or told.sitting.is_group:
                continue
            for place, point in enumerate(source.points):
                by = f"brought by the {source.by}" if source.by else source.label
                yield Candidate(
                    f"{source.id}/{place + 1}",
                    point.words,
                    (Reason(Group.OFFERED, by, source.id),),
                    one.id,
                    minutes=point.minutes,
                    least=LEAST,
                    whose=source.by or "policy",
                    place=place,
                )
        return


def own_candidates(told: Told) -> Iterator[Candidate]:
    """Yield what either brought, and what was left over from last time."""
    home = told.sitting.sessions[0].id
    for item in told.waiting:
        said = f"brought by the {item.whose}" if item.whose != "policy" else "noted in between"
        takes = item.whose if item.child_id is None else "children"
        yield replace(
            _own(f"item:{item.id}", item.label, Reason(Group.OWN, said), home, item.minutes or 5, takes),
            child_id=item.child_id,
            whose=item.whose,
            item_id=item.id,
        )
    for item in told.left:
        day = show_short(told.left_on, told.today) if told.left_on else "last time"
        said = f"{'parked' if item.state == 'parked' else 'not reached'} on {day}"
        takes = "children" if item.child_id is not None else item.whose
        yield replace(
            _own(f"left:{item.id}", item.label, Reason(Group.LEFT, said), home, item.minutes or 5, takes),
            child_id=item.child_id,
            whose=item.whose,
        )
    theirs = {child.id for child in told.children}
    for one in told.listed:
        if one.child_id not in theirs:
            words = f"{ON_LIST}, though not open with them now"
            candidate = _own(
                f"child:{one.child_id}", one.label, Reason(Group.OWN, words), home, 5, "children"
            )
            yield replace(
                candidate, child_id=one.child_id, home=home_of_children(told.due.pack, told.sitting)
            )


def _own(key: str, label: str, reason: Reason, home: int, minutes: int = 5, takes: str = "any") -> Candidate:
    return Candidate(key, label, (reason,), home, minutes=minutes, least=LEAST, takes=takes, rule=reason.rule)
