"""Working copies that went out, and what is read of them when they come back."""

from __future__ import annotations

from pathlib import Path

from exports.word.merge import (
    Proposal,
    propose,
)
from exports.word.paper import Paper
from exports.word.returned import Returned, read_returned
from forms.answers.model import Answers, Row
from forms.template.load import load_form
from tests.exports.word.papers import (
    DAY,
    PAIR,
    STORE,
    paper,
    working_file,
    write_in,
)


def observation() -> Paper:
    """An observation as the observer wrote it, before it goes to the practitioner (Kent, Appendix D)."""
    return paper(
        "kent_d",
        background="A visit at home, discussed before.",
        feedback="Warm, clear, a little hurried at the end.",
        observed_on="2026-11-20",
        observed_at="14:00",
    )


def answered(folder: Path, **texts: str) -> tuple[Paper, Path]:
    """Send the observation to the practitioner, who types into it; return what was sent, and the copy."""
    sent = observation()
    path = working_file(folder, sent, "practitioner")
    write_in(path, **texts)
    return sent, path


def agreed() -> Paper:
    """A personal supervision record with two actions and a date."""
    return paper(
        wellbeing_plan="As sent.",
        wellbeing_actions=[
            {"what": "Book leave", "who": "Priya", "by_when": "2026-12-01"},
            {"what": "Call Occupational health", "who": "Morag"},
        ],
        next_date="2026-12-22",
    )


def read(path: Path, sent: Paper) -> Returned:
    """Read a copy that came back to the store it was sent from."""
    return read_returned(path, load_form, {STORE: [PAIR.key.text]})


def brought(path: Path, sent: Paper, now: Answers | None = None) -> list[Proposal]:
    """Return what a copy brings."""
    return propose(read(path, sent), now or sent.answers, DAY)


def in_short(proposals: list[Proposal]) -> list[tuple[str, str, str, str]]:
    """Return field, words back, verdict and why of each."""
    return [(each.place.key, each.returned, each.verdict, each.why) for each in proposals]


def actions(row: Row) -> tuple[Row, ...]:
    """Return the actions within a row of Kent's Form A."""
    cell = row.cells["actions"]
    assert isinstance(cell, tuple)
    return cell
