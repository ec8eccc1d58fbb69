"""Reading files of any of the three shapes into one set of records. Nothing is written, no store is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from models.intake.files.sheets import open_files
from models.intake.incoming import Incoming
from models.intake.shapes.annex_a import read_annex_a
from models.intake.shapes.own import read_own
from models.intake.shapes.recognise import recognise
from models.intake.shapes.ssd import read_ssd
from models.intake.table.cells import Cells
from models.intake.table.codes import PackWords
from models.intake.table.findings import Findings
from models.intake.table.rows import Progress
from models.words import clean_line


def read_files(
    paths: Sequence[Path], pack: PackWords, today: date, *, team: str = "", progress: Progress | None = None
) -> Incoming:
    """Read one or more files of one shape: workbooks, .csv files, folders of those.

    ``team`` takes one team out of Annex A or the Standard Safeguarding Dataset. Rows that cannot be taken
    are listed in the findings. Raises Refused, with a sentence, where a file cannot or must not be opened,
    is of no known shape, or has no such team.
    """
    findings = Findings()
    sheets = open_files(paths, findings)
    shape, found = recognise(sheets, findings)
    incoming = Incoming(
        shape, tuple(dict.fromkeys(sheet.file for sheet in sheets)), findings, team=clean_line(team)
    )
    cells = Cells(pack, today)
    if shape == "workbook":
        if team:
            findings.note(
                "The Footprint workbook holds one team, so the team that was named made no difference."
            )
        read_own(found, incoming, cells, progress)
    elif shape == "annex_a":
        read_annex_a(found, incoming, cells, pack, today, progress)
    else:
        read_ssd(found, incoming, cells, pack, today, progress)
    return incoming
