"""What a practitioner's page says, row by row: pure, so that it can be read without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from forms.people import absence_label
from forms.records.always import AlwaysShared
from models.changes.sessions import CAUSES
from models.dates import counted, show
from models.facts import NAMES
from models.policy import Pack
from models.reading.disagreements import DisagreementView
from models.reading.observing import OF_PRACTICE, PlannedSeen, is_meeting
from models.reading.people import AbsenceView, AgreementView, PersonPage, SessionView
from models.reading.standing.file_list import FileLine
from models.reading.standing.papers import EventView, ObservationView, Papers
from models.reading.standing.reading import PersonStanding
from tui.observing_lines import came_from, row_of
from tui.widgets.rows import Row

_NONE = Papers()


@dataclass(frozen=True, slots=True)
class Known:
    """Everything the page is made of beside what is due; ``called`` is what each form is called and for, by code."""

    page: PersonPage
    standing: PersonStanding
    papers: Papers = _NONE
    always: tuple[AlwaysShared, ...] = ()
    called: tuple[tuple[str, str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Looking:
    """How the page is looked at: under which policy, on which day, in projector mode or not."""

    pack: Pack
    today: date
    private: bool = False


def paper_rows(known: Known, how: Looking) -> list[Row]:
    """Return the agreement, observations, development, plans and the file of a practitioner."""
    return [
        *_agreement(known, how),
        *_observations(known.papers, how, known.page.person.left_on),
        *_events(known.papers, how, known.page.person.left_on),
        *_records(known, "plan", "Plans"),
        *_file(known.standing.file, how),
        *_records(known, "file", ""),
        *_always(known.always),
        *disagreement_rows(known.standing.disagreements, how),
    ]


def open_rows(known: Known) -> list[Row]:
    """Return that a disagreement is open, at the head of the page: its own lines are far below."""
    return [
        Row(
            (
                f"A disagreement raised on {show(one.raised_on)} is open: its line is below, Enter on it goes on.",
            ),
            kind="warn",
        )
        for one in known.standing.disagreements
        if one.is_open
    ]


def diary_rows(known: Known, how: Looking) -> list[Row]:
    """Return absences and sessions."""
    rows = [Row(("Away",), kind="heading")]
    rows += [_absence(one, how) for one in known.page.absences] or [
        Row(("No absence recorded. b records one.",), kind="note")
    ]
    rows.append(Row(("Sessions",), kind="heading"))
    return rows + ([_session(one, how) for one in known.page.sessions] or [Row(("None yet.",), kind="note")])


def _agreement(known: Known, how: Looking) -> list[Row]:
    label = how.pack.labels.get("agreement", "supervision agreement")
    rows = [Row((label[:1].upper() + label[1:],), kind="heading")]
    rows += [Row((show(one.signed_on), "signed", _agreed(one))) for one in known.page.agreements] or [
        Row((f"No {label} yet. a draws one up; g records one that was signed.",), kind="note")
    ]
    if known.standing.frequency is not None:
        rows.append(Row((known.standing.frequency.text(),), kind="warn"))
    rows += _records(known, "agreement", "")
    return rows + [
        Row((f"{one.says} ({one.id})",), kind="note") for one in how.pack.provisions_at("agreement")
    ]


def _agreed(one: AgreementView) -> str:
    """Return what an agreement names: how often the two meet, and when they look at it again."""
    often = f"every {counted(one.weeks, 'week')}" if one.weeks else ""
    review = f"to be reviewed {show(one.review_on)}" if one.review_on else ""
    return ", ".join(part for part in (often, review) if part)


def _observations(papers: Papers, how: Looking, left_on: date | None) -> list[Row]:
    """Return those to come first, then those that took place, then those that were called off."""
    rows = [Row(("Observations of practice",), kind="heading")]
    rows += [
        row_of(one, how.pack, how.today, private=how.private, left_on=left_on)
        for one in papers.planned
        if one.is_open and not is_meeting(how.pack, one.kind)
    ]
    rows += [
        _observation(one, papers.moved_to(OF_PRACTICE, one.observed_on), how) for one in papers.observations
    ]
    if len(rows) == 1:
        rows.append(Row(("None recorded. v records one, o plans one.",), kind="note"))
    return rows + [
        row_of(one, how.pack, how.today, private=how.private)
        for one in papers.planned
        if not one.is_open and not is_meeting(how.pack, one.kind)
    ]


def _observation(one: ObservationView, moved: PlannedSeen | None, how: Looking) -> Row:
    """Return an observation with the days of its chain: written, commented, talked over, sent (HAV-P25).

    ``moved`` is the planned one, where it took place on another day than at first.
    """
    who = f"observed by {one.observer}" if one.observer and not how.private else "observed"
    told = (
        ("observer's part", one.observer_part_on),
        ("comments", one.practitioner_part_on),
        ("feedback", one.feedback_on),
    )
    without = "none" if one.feedback_on else "not yet"
    said = [f"{label} {show(day) if day else without}" for label, day in told]
    if one.sent_on:
        said.append(f"sent to quality assurance {show(one.sent_on)}")
    if moved is not None:
        said.append(came_from(moved, private=how.private))
    return Row((show(one.observed_on), who, "; ".join(said)), one)


def _events(papers: Papers, how: Looking, left_on: date | None) -> list[Row]:
    """Return the meetings that are planned or were called off, such as an appraisal, and what took place."""
    meetings = [one for one in papers.planned if is_meeting(how.pack, one.kind)]
    title = "What is planned and took place" if meetings else "What took place"
    found, rows = papers.events, [Row((title,), kind="heading")]
    rows += [row_of(one, how.pack, how.today, private=how.private, left_on=left_on) for one in meetings]
    for one in found[:24]:
        moved = came_from(papers.moved_to(one.code, one.happened_on), private=how.private)
        said = "; ".join(part for part in (value_of(one, how), moved) if part)
        rows.append(Row((show(one.happened_on), one.label, said), one))
    if len(found) > 24:
        rows.append(Row((f"And {len(found) - 24} before.",), kind="note"))
    return (
        rows
        if found or meetings
        else [*rows, Row(("Nothing recorded. v records an appraisal, a check.",), kind="note")]
    )


def value_of(one: EventView, how: Looking) -> str:
    """Return what an event says beside its day: until when it holds, or words, which no projector shows."""
    kind = next((each for each in how.pack.event_kinds if each.code == one.code), None)
    if not one.value or kind is None:
        return ""
    if kind.value.endswith("_on"):
        try:
            day = date.fromisoformat(one.value)
        except ValueError:
            return ""
        word = "runs out" if kind.value == "expires_on" else "until"
        return f"{word} {show(day)}"
    if NAMES[kind.value].shape == "yes/no":
        return f"{NAMES[kind.value].words}: {one.value}"
    return "" if how.private else one.value


def _records(known: Known, what: str, title: str) -> list[Row]:
    """Return the records of one sort, each with its state; a title only where the policy has such a form."""
    called = {code: name for code, sort, name, _ in known.called if sort == what}
    if not called:
        return []
    rows = [Row((title,), kind="heading")] if title else []
    found = [one for one in known.papers.records if one.form in called]
    rows += [Row((show(one.day), called[one.form], one.state), one) for one in found]
    if title and not found:
        use = "; ".join(use for _, sort, _, use in known.called if sort == what)
        rows.append(Row((f"No {' or '.join(called.values())} yet. F4, a writes one: {use}.",), kind="note"))
    return rows


def _file(found: Sequence[FileLine], how: Looking) -> list[Row]:
    """Return the checklist of the supervision file; Enter on a line enters or renews it."""
    if not found:
        return []
    rows = [Row(("The supervision file",), kind="heading"), *(_file_line(one, how) for one in found)]
    return rows + [Row((f"{one.says} ({one.id})",), kind="note") for one in how.pack.provisions_at("access")]


def _file_line(one: FileLine, how: Looking) -> Row:
    if one.there_on is None:
        return Row(("missing", one.item.label, f"({one.item.rule})"), one, "amber")
    state = f"({one.item.rule})"
    if one.runs_out_on is not None:
        over = one.has_run_out(how.today)
        state = f"{'RAN OUT' if over else 'runs out'} {show(one.runs_out_on)} {state}"
        return Row((show(one.there_on), one.item.label, state), one, "warn" if over else "")
    return Row((show(one.there_on), one.item.label, state), one)


def _always(found: Sequence[AlwaysShared]) -> list[Row]:
    """Return the matters that are always shared and recorded, and when each last was (NCT-P27)."""
    if not found:
        return []
    rows = [Row(("Always shared and recorded: when each was last",), kind="heading")]
    return rows + [
        Row((show(one.last) if one.last else "not yet", one.label), kind="" if one.last else "quiet")
        for one in found
    ]


def disagreement_rows(
    found: Sequence[DisagreementView], how: Looking, *, title: str = "Disagreements"
) -> list[Row]:
    """Return disagreements with the steps taken and what comes next; nothing where there is none."""
    if not found:
        return []
    rows = [Row((title,), kind="heading")]
    for one in found:
        child = f"about {one.child}: " if one.child else ""
        words = "" if how.private else one.words
        state = f"settled {show(one.settled_on)}" if one.settled_on else "open"
        rows.append(
            Row(
                (show(one.raised_on), f"{child}{words}".strip(": "), state),
                one,
                "" if one.settled_on else "amber",
            )
        )
        for step in one.steps:
            whom = f" with {step.with_whom}" if step.with_whom and not how.private else ""
            both = "; both know" if step.both_know else ""
            rows.append(
                Row(
                    (
                        f"  {show(step.taken_on)}",
                        f"{step.label}{whom}{both}",
                        "" if how.private else step.words,
                    )
                )
            )
        if one.settled_on and one.outcome and not how.private:
            rows.append(Row((f"  {show(one.settled_on)}", one.outcome, "")))
        if one.next_step is not None:
            rows.append(
                Row(
                    (f"  Next: {one.next_step.label} ({one.next_step.rule}). Enter takes it there.",),
                    kind="note",
                )
            )
    return rows


def _absence(one: AbsenceView, how: Looking) -> Row:
    until = f"until {show(one.until)}" if one.until else "still away"
    if one.cover and not how.private:
        until += f"; {one.cover} decides meanwhile"
    kind = "" if how.private else absence_label(one.kind)
    return Row((show(one.since), kind or "absence", until), one)


def _session(one: SessionView, how: Looking) -> Row:
    day = one.held_on or one.planned_for
    what = f"{how.pack.session_kind(one.kind).label}, {one.occasion}"
    if one.cancelled_on:
        words = "" if how.private else one.reason
        state = " ".join(("cancelled", show(one.cancelled_on), words)).strip()
        return Row((show(day) if day else "", what, state), one, "quiet")
    moved = _moved(one, how)
    if one.held_on:
        minutes = f", {counted(one.minutes, 'minute')}" if one.minutes else ""
        return Row((show(one.held_on), what, f"held{minutes}{moved}"), one)
    missed = one.planned_for is not None and one.planned_for < how.today
    state = "not held" if missed else "planned"
    return Row((show(day) if day else "", what, f"{state}{moved}"), one, "warn" if missed else "")


def _moved(one: SessionView, how: Looking) -> str:
    """Say of a session that was moved from which day, by whom and why (KCC-P18)."""
    if one.first_planned_for is None or one.first_planned_for == one.planned_for:
        return ""
    by = f", caused by {CAUSES[one.cause]}" if one.cause in CAUSES else ""
    why = f": {one.reason}" if one.reason and not how.private else ""
    return f"; moved from {show(one.first_planned_for)}{by}{why}"
