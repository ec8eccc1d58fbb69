"""A service manager's summary of a team's supervision: counts n of N with their gaps, month by month, as a report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from exports.report import Bar, Block, Bullets, Heading, Report, Table, Words
from forms.records.judged import Judged
from forms.records.worksheets import FEWEST, Question
from models.dates import counted, show
from models.reading.quality.counts import Count, Month
from models.reading.quality.reading import Quality

FACE = (
    "Ours, not a form of the council's. Counts of what was done, of how many, and each thing that is missing, so "
    "that it can be put right. Nobody gets a score, and nobody is to be held against another by it."
)
BAR = 24
MOST_GAPS = 12
"""How many gaps of one count stand on paper; all of them stand in the program."""


def bar(met: int, of: int, width: int = BAR) -> Bar:
    """Return a bar of signs that any terminal and any printer has; empty where there is nothing to count."""
    if of <= 0:
        return Bar("")
    filled = round(width * met / of)
    filled = min(width - 1, filled) if met < of else filled  # never full while something is missing
    return Bar("#" * filled + "." * (width - filled))


def quality_report(
    quality: Quality,
    day: date,
    team: str,
    authority: str,
    judged: Judged | None = None,
) -> Report:
    """Return the summary. ``judged`` is how worksheets and survey were answered.

    A survey that fewer than five answered is not counted: someone could be made out.
    """
    blocks: list[Block] = [
        Words(f"From {show(quality.since)} to {show(quality.until)}."),
        Heading("How it stands today"),
        _table(quality.now, "How it stands today"),
        *_gaps(quality.now),
        Heading("In this time"),
        _table(quality.span, "In this time"),
        *_gaps(quality.span),
        Heading("Month by month: sessions held, of those held or planned"),
        _months(quality.months),
    ]
    if judged is not None and judged.worksheets:
        blocks += [
            Heading("What the worksheets of samples say"),
            Words(f"{counted(judged.worksheets, 'worksheet')} finished, counted by question.", "guidance"),
            _questions(judged.questions, "Worksheets"),
        ]
    blocks += _survey(judged) if judged is not None and judged.answered else []
    subject = f"{team}, {show(quality.since)} to {show(quality.until)}"
    return Report(
        "Supervision: summary for the service manager", subject, day, tuple(blocks), team, authority, FACE
    )


def _table(counts: Sequence[Count], caption: str) -> Table:
    rows = tuple((one.what, one.text(), bar(one.met, one.of)) for one in counts)
    return Table(("What", "How many", "As a bar"), (46, 20, 34), rows, caption)


def _gaps(counts: Sequence[Count]) -> list[Block]:
    found: list[Block] = []
    for one in counts:
        if one.gaps:
            shown = list(one.gaps[:MOST_GAPS])
            if len(one.gaps) > MOST_GAPS:
                shown.append(f"and {len(one.gaps) - MOST_GAPS} more: the program lists them all")
            found += [Heading(f"Not so: {one.what[:1].lower()}{one.what[1:]}", 3), Bullets(tuple(shown))]
            found += [Words(one.says, "guidance")] if one.says else []
    return found


def _months(months: Sequence[Month]) -> Table:
    rows = tuple((one.label, f"{one.held} of {one.planned}", bar(one.held, one.planned)) for one in months)
    return Table(("Month", "Held", "As a bar"), (30, 20, 50), rows, "Months")


def _questions(questions: Sequence[Question], caption: str) -> Table:
    rows = tuple((one.label, one.text(), bar(one.yes, one.answered)) for one in questions)
    return Table(("Question", "Answers", "Yes, as a bar"), (42, 31, 27), rows, caption)


def _survey(judged: Judged) -> list[Block]:
    said: list[Block] = [Heading("The yearly survey")]
    said.append(Words(f"{judged.answered} of {judged.asked} answered in this time."))
    if judged.answered < FEWEST:
        said.append(
            Words(f"With fewer than {FEWEST} somebody could be made out, so nothing of it is counted.")
        )
    else:
        said.append(_questions(judged.survey, "Survey"))
    return said
