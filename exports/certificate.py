"""The certificate of a destroyed file as a report: numbers, dates and names of files, and no word of what it held."""

from __future__ import annotations

from datetime import date, datetime

from exports.report import Block, Bullets, Heading, Report, Words, facts_table
from models.dates import show
from models.moments import show_moment
from models.reading.leavers import FileLine

FACE = "Ours, not a form of the council's. It holds no content of the file: how many of what, when, by which rule."
TRAIL = (
    "The trail of the store is whole: it never held anyone's words, and the salts of the hashes of these are gone. "
    "“footprint check” shows it."
)


def certificate_report(line: FileLine, day: date, team: str, authority: str) -> Report:
    """Return the certificate of a file that was destroyed."""
    done = line.destruction
    assert done is not None
    assert done.destroyed_at is not None
    assert done.certificate is not None
    facts = [
        ("Whose file", f"Number {line.number}"),
        ("Left", show(line.left_on) if line.left_on else ""),
        ("Rule", done.rule or "The policy sets no period"),
        ("Kept until", show(done.keep_until) if done.keep_until else ""),
        ("Proposed", f"{show(done.proposed_on)}, by {done.proposed_by}"),
        ("Destroyed", f"{show_moment(done.destroyed_at)}, by {done.destroyed_by}"),
        ("Pages and log", _cleaned(done.cleaned_at)),
    ]
    blocks: list[Block] = [
        facts_table([pair for pair in facts if pair[1]], "The destruction"),
        Heading("What became of it"),
        Bullets(tuple(done.certificate.sentences())),
        Words(TRAIL),
    ]
    return Report(
        "Certificate of destruction", f"File {line.number}", day, tuple(blocks), team, authority, FACE
    )


def _cleaned(moment: datetime | None) -> str:
    """Return when the pages behind it were cleaned, or that they are still to be."""
    if moment is None:
        return "still to be cleaned: whenever the store is opened"
    return f"cleaned {show_moment(moment)}"
