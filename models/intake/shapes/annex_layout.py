"""Ofsted's Annex A: the lists a caseload needs and the columns read from each. Headings are often misspelt."""

from __future__ import annotations

from models.intake.table.layout import Column, SheetLayout, may

_ID = Column("Child Unique ID", "child", key="child", needed=True, filled=True)
_TEAM = may("Allocated Team", "label", key="team")
_WORKER = may("Allocated Worker", "label", key="worker")
_NAMES = (
    may(
        "Child Name",
        "childs_name",
        key="childs_name",
        also=("Child's Name", "Name", "Full Name", "Name of Child"),
    ),
    may("Forename", "childs_name", key="forename", also=("First Name", "Child Forename", "Given Name")),
    may("Surname", "childs_name", key="surname", also=("Last Name", "Child Surname", "Family Name")),
)


def _list(number: int, about: str, *columns: Column) -> SheetLayout:
    return SheetLayout(f"List {number}", about, (_ID, *columns, *_NAMES), optional=True, untidy=True)


def _start(name: str) -> Column:
    return Column(name, "past_day", key="start", needed=True, filled=True)


EARLY_HELP = _list(
    2,
    "early help",
    _start("Assessment start date"),
    may("Organisation completing assessment", "label", key="team"),
)
CHILDREN_IN_NEED = _list(
    6,
    "children in need",
    _start("CIN Start Date"),
    may("CIN Closure Date", "past_day", key="end"),
    may("Case Status", "label", key="status"),
    _TEAM,
    _WORKER,
)
PROTECTION_PLANS = _list(
    7,
    "child protection plans",
    _start("Child Protection Plan Start Date"),
    may("Child Protection Plan End Date", "past_day", key="end"),
    _TEAM,
    _WORKER,
)
CHILDREN_IN_CARE = _list(
    8,
    "children in care",
    _start("Date Started to be Looked After"),
    may("Date Ceased to be Looked After", "past_day", key="end"),
    may("Child's Legal Status", "label", key="legal_status"),
    _TEAM,
    _WORKER,
)
CARE_LEAVERS = _list(9, "care leavers", may("Eligibility Category", "label", key="status"), _TEAM, _WORKER)

LISTS = (EARLY_HELP, CHILDREN_IN_NEED, PROTECTION_PLANS, CHILDREN_IN_CARE, CARE_LEAVERS)
"""The lists that are read. The others tell of contacts, referrals, assessments and adoption."""
