"""Files as tests need them: workbooks, Annex A, the Standard Safeguarding Dataset, and hostile packages."""

from __future__ import annotations

import csv
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import StringIO
from pathlib import Path
from typing import Any

import xlsxwriter

from models.intake.bring_in import NO_ANSWERS, Answers, bring_in
from models.intake.incoming import Incoming
from models.intake.planning import Plan, make_plan
from models.intake.read import read_files
from models.policy import Pack, load_pack
from models.store.store import Store
from tests import made

Rows = Sequence[Sequence[object]]
KENT: Pack = load_pack("kent")


def xlsx(path: Path, sheets: Mapping[str, Rows]) -> Path:
    """Write a workbook: days as spreadsheet dates, everything else as it is."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_numbers": False})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for n, row in enumerate(rows):
            for m, cell in enumerate(row):
                if isinstance(cell, datetime):
                    sheet.write_datetime(n, m, cell, moment)
                elif isinstance(cell, date):
                    sheet.write_datetime(n, m, datetime.combine(cell, time()), day)
                elif cell not in ("", None):
                    sheet.write(n, m, cell)
    book.close()
    return path


def csv_text(rows: Rows, separator: str = ",") -> str:
    """Return rows as the text of a .csv file."""
    stream = StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    return stream.getvalue()


def csv_folder(folder: Path, tables: Mapping[str, Rows]) -> Path:
    """Write a folder of .csv files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        (folder / f"{name}.csv").write_text(csv_text(rows), encoding="utf-8")
    return folder


PEOPLE: Rows = (
    ("practitioner_id", "name", "job_title", "role", "supervisor_id", "fte"),
    ("P1", "Morag Bell", "Team manager", "team_manager", "", ""),
    ("P2", "Priya Shah", "Social worker", "Social worker", "P1", 1),
    ("P3", "Sam Obi", "Social worker", "social_worker", "P1", 0.6),
)
CHILDREN_HEAD = (
    "child_id",
    "initials",
    "family_id",
    "service",
    "practitioner_id",
    "allocated_at",
    "opened_on",
)
CHILDREN: Rows = (
    (*CHILDREN_HEAD, "stage", "stage_since", "closed_on"),
    ("40217", "TB", "", "childrens_social_work", "P2", "", made.ago(100), 3, made.ago(20), ""),
    ("40555", "RO", "F7", "childrens_social_work", "P3", "", made.ago(60), 2, made.ago(10), ""),
    ("40556", "RU", "F7", "childrens_social_work", "P3", "", made.ago(60), 2, made.ago(10), ""),
)


def own_sheets(**sheets: Rows) -> dict[str, Rows]:
    """Return a small team as the sheets of a Footprint workbook; those named are put in or take their place."""
    return {
        "Team": (("name", "policy"), ("Riverside 2", "kent")),
        "Practitioners": PEOPLE,
        "Children": CHILDREN,
    } | sheets


def own_book(path: Path, **sheets: Rows) -> Path:
    """Write a small team as a Footprint workbook."""
    return xlsx(path, own_sheets(**sheets))


def children_book(path: Path, *rows: Mapping[str, object], people: Rows = PEOPLE) -> Path:
    """Write a workbook whose sheet Children has these rows, each by column."""
    return own_book(path, Practitioners=people, Children=table(*rows))


def ago_text(days: int) -> str:
    """Return the day so many days before the tests' today, as people write it."""
    return f"{made.ago(days):%d/%m/%Y}"


def table(*rows: Mapping[str, object]) -> Rows:
    """Return rows given by column as a table with its header."""
    head = list(dict.fromkeys(name for row in rows for name in row))
    return [head, *([row.get(name, "") for name in head] for row in rows)]


def child(number: str = "40217", **values: object) -> dict[str, object]:
    """Return a row of the sheet Children."""
    plain: dict[str, object] = {
        "child_id": number,
        "initials": "TB",
        "service": "childrens_social_work",
        "practitioner_id": "P2",
        "opened_on": made.ago(100),
    }
    return plain | values


ANNEX_HEADS: Mapping[str, tuple[str, ...]] = {
    "List 1": ("Child Unique ID", "Date of Contact"),
    "List 2": (
        "Child Unique ID",
        "Assessment start date",
        "Assessment completion date",
        "Organisation completing assessment",
    ),
    "List 6": (
        "Child Unique ID",
        "Gender",
        "Age of Child (Years)",
        "CIN Start Date",
        "Date Child Was Last Seen",
        "CIN Closure Date",
        "Case Status",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 7": (
        "Child Unique ID",
        "Child Protection Plan Start Date",
        "Child Protection Plan End Date",
        "Date of latest review conference",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 8": (
        "Child Unique ID",
        "Date Started to be Looked After",
        "Child's Legal Status",
        "Date Ceased to be Looked After",
        "Allocated Team",
        "Allocated Worker",
    ),
    "List 9": ("Child Unique ID", "Allocated Team", "Allocated Worker", "Eligibility Category"),
}


def annex_a(path: Path, **lists: Iterable[Sequence[object]]) -> Path:
    """Write an Annex A workbook: ``list_6=[(…), …]`` fills List 6 below its usual header."""
    sheets = {}
    for name, rows in lists.items():
        title = name.replace("_", " ").capitalize()
        sheets[title] = [ANNEX_HEADS[title], *rows]
    return xlsx(path, sheets)


def in_need(
    number: object, start: object, end: object = "", status: str = "c) Child in need plan", **more: object
) -> tuple[object, ...]:
    """Return a row of List 6, with the untidiness of a real one."""
    team, worker = more.get("team", "Locality 4 Unit 1"), more.get("worker", "Priya Shah")
    return (number, "b) Female", 7.349315068493151, start, made.ago(12), end, status, team, worker)


SSD: Mapping[str, Rows] = {
    "ssd_person": (
        ("pers_person_id", "pers_forename", "pers_surname", "pers_dob"),
        ("40217", "Thomasina", "Brandreth", "2015-01-01"),
        ("40555", "Rosalind", "O'Farrell", "2012-01-01"),
    ),
    "ssd_professionals": (
        (
            "prof_professional_id",
            "prof_professional_name",
            "prof_professional_job_title",
            "prof_full_time_equivalency",
        ),
        ("W1", "Priya Shah", "Senior Social Worker", "1.0"),
        ("W2", "Sam Obi", "Newly Qualified Social Worker", "0.6"),
        ("W3", "Ann Nother", "Receptionist", ""),
    ),
    "ssd_cin_episodes": (
        ("cine_referral_id", "cine_person_id", "cine_referral_date", "cine_close_date"),
        ("R1", "40217", "2026-03-02 00:00:00", ""),
        ("R2", "40555", "2026-01-05", "NULL"),
    ),
    "ssd_involvements": (
        (
            "invo_involvements_id",
            "invo_professional_id",
            "invo_professional_role_id",
            "invo_professional_team",
            "invo_involvement_start_date",
            "invo_involvement_end_date",
            "invo_person_id",
            "invo_referral_id",
        ),
        ("I1", "W2", "ALLOCATED CASE WORKER", "T1", "2026-03-02", "2026-06-01", "40217", "R1"),
        ("I2", "W1", "ALLOCATED CASE WORKER", "T1", "2026-06-01", "", "40217", "R1"),
        ("I3", "W2", "ALLOCATED CASE WORKER", "T2", "2026-01-06", "", "40555", "R2"),
        ("I4", "W3", "REFERRAL TAKER", "T1", "2026-03-02", "", "40217", "R1"),
    ),
    "ssd_cp_plans": (
        ("cppl_person_id", "cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
        ("40217", "2026-04-01", ""),
    ),
    "ssd_family": (("fami_family_id", "fami_person_id"), ("F7", "40217"), ("F7", "40555")),
    "ssd_department": (("dept_team_id", "dept_team_name"), ("T1", "Riverside 2"), ("T2", "Hillside 1")),
}


def read(*paths: Path, team: str = "", today: date = made.TODAY) -> Incoming:
    """Read files as the command line does."""
    return read_files(paths, KENT, today, team=team)


def plan(store: Store, *paths: Path, team: str = "", today: date = made.TODAY) -> Plan:
    """Read files and compare them with a store."""
    incoming = read(*paths, team=team, today=today)
    return store.read(lambda session: make_plan(session, incoming, KENT, today))


def take(
    store: Store, *paths: Path, team: str = "", answers: Answers = NO_ANSWERS, today: date = made.TODAY
) -> Plan:
    """Import files into a store and return the plan that was carried out."""
    planned = plan(store, *paths, team=team, today=today)
    bring_in(store, planned, answers, now=made.NOW, today=today, actor="M1")
    return planned


def package(path: Path, parts: Mapping[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """Write a zip of parts."""
    with zipfile.ZipFile(path, "w", method) as stream:
        for name, content in parts.items():
            stream.writestr(name, content)
    return path


_OFFICE = "http://schemas.openxmlformats.org"


def bare_xlsx(path: Path, cells: str, *, before: str = "", shared: str = "", **more: str) -> Path:
    """Write a workbook of one sheet ``S`` whose XML is given: what no library would write."""
    parts = {
        "[Content_Types].xml": f'<?xml version="1.0"?><Types xmlns="{_OFFICE}/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<?xml version="1.0"?><Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument/2006/relationships/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": more.get("workbook")
        or f'<?xml version="1.0"?><workbook xmlns="{_OFFICE}/spreadsheetml/2006/main" '
        f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships">'
        f"{more.get('properties', '')}<sheets>"
        f'<sheet name="{more.get("name", "S")}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<?xml version="1.0"?>'
        f'<Relationships xmlns="{_OFFICE}/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument/2006/relationships/worksheet" '
        'Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<?xml version="1.0"?><worksheet xmlns="{_OFFICE}/spreadsheetml/2006/main">'
        f"{before}<sheetData>{cells}</sheetData></worksheet>",
    }
    return package(path, parts)


def found(planned: Plan | Incoming) -> list[tuple[str, int, str, str]]:
    """Return the problems as sheet, row, column and what was found."""
    problems: Iterable[Any] = planned.problems if isinstance(planned, Plan) else planned.findings.problems
    return [(each.where.sheet, each.where.row, each.column, each.found) for each in problems]
