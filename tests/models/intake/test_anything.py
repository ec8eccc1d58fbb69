"""Whatever stands in the cells: it is taken or listed, the store stays sound, and undo brings it back."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.intake.shapes.own_layout import SHEETS
from models.intake.shapes.ssd_layout import TABLES
from models.store.store import Store
from tests import made
from tests.models.intake import books
from tests.models.intake.team_book import PEOPLE, whole

_DAYS = [made.ago(n).isoformat() for n in (400, 200, 100, 60, 20, 1, 0, -9)]
_ANYTHING = [
    "", "40217", "P2", "S1", "cin", "0.5", "yes", "=1+1", "x" * 300,
    "\x00[/b]", "31/02/2026", "\U0001f469\u200d\U0001f467",
    "NULL", "Brandreth", *_DAYS,
]  # fmt: skip
_CHILDREN, _PEOPLE = ["40217", "40555", "40556", "39980", "50001"], ["P1", "P2", "P3"]
_BY_KIND = {
    "child": _CHILDREN,
    "children": ["40217; 40555", "39980", ""],
    "person": [*_PEOPLE, ""],
    "service": ["childrens_social_work", "early_help"],
    "role": ["social_worker", "nqsw"],
    "situation": ["cin", "cp", "cic", "risk_rosh", "rosh_high"],
    "risk": ["low", "high", ""],
    "stage": ["1", "2", "3", "6", ""],
    "session": ["personal", "case"],
    "occasion": ["formal", "ad hoc", ""],
    "discussion": ["formal", "informal"],
    "child_kind": ["child", "carer", ""],
    "reference": ["S1", "S2", "A1"],
    "day": [*_DAYS, ""],
    "past_day": [*_DAYS[:-1], ""],
    "past_moment": [*_DAYS[:-1], "", f"{_DAYS[3]} 10:30"],
    "line": ["low", "A line", ""],
    "label": ["survey", "ALLOCATED CASE WORKER", "R1", "T1", ""],
    "text": ["Call the school", "Read\nit"],
    "count": ["0", "3"],
    "minutes": ["60", ""],
    "weeks": ["4", ""],
    "days": ["30"],
    "ordinal": ["", "1", "2"],
    "share": ["0.5", "1"],
    "initials": ["TB", "RO", "Zed Zulu", ""],
    "family": ["F7", "Brandreth", ""],
    "clock": ["14:30", ""],
}


@st.composite
def cell(draw: st.DrawFn, kind: str) -> str:
    """Return a cell that mostly fits its column."""
    fits = draw(st.integers(0, 19)) > 0
    return draw(st.sampled_from(_BY_KIND.get(kind, _ANYTHING) if fits else _ANYTHING))


@st.composite
def tables(draw: st.DrawFn, layouts: tuple[object, ...]) -> dict[str, books.Rows]:
    """Return some tables of a shape with rows of anything."""
    found: dict[str, books.Rows] = {}
    for layout in draw(st.lists(st.sampled_from(layouts), min_size=1, max_size=6, unique_by=id)):
        heads = [column.name for column in layout.columns]  # type: ignore[attr-defined]
        row = st.tuples(*(cell(column.kind) for column in layout.columns))  # type: ignore[attr-defined]
        rows = draw(st.lists(row, max_size=8))
        found[layout.name] = [heads, *rows]  # type: ignore[attr-defined]
    return found


def held(store: Store, sheets: dict[str, books.Rows]) -> None:
    """Import tables and assert what has to hold of any import."""
    folder = Path(tempfile.mkdtemp())
    try:
        books.csv_folder(folder, sheets)
        before, steps = made.dump(store), len(store.steps)
        first = books.take(store, folder)
        assert whole(store)
        again = books.plan(store, folder)
        assert again.is_empty, (first.counts, again.counts, again.changes)
        if len(store.steps) > steps:
            made.undo(store)
        assert made.dump(store) == before
    finally:
        shutil.rmtree(folder)


class TestAnything:
    """Tables filled at random."""

    @settings(max_examples=40)
    @given(sheets=tables(SHEETS))
    def test_own_workbook(self, store: Store, sheets: dict[str, books.Rows]) -> None:
        """Any workbook, into a store with a team."""
        held(store, sheets | {"Practitioners": PEOPLE_TEXT})

    @settings(max_examples=25)
    @given(sheets=tables(TABLES))
    def test_ssd(self, store: Store, sheets: dict[str, books.Rows]) -> None:
        """Any tables of the dataset."""
        held(store, sheets | {"ssd_department": [("dept_team_id", "dept_team_name"), ("T1", "Riverside")]})


@pytest.mark.sweep
class TestAnythingAtLength:
    """The same, many times."""

    @settings(max_examples=1_500)
    @given(sheets=tables(SHEETS))
    def test_own_workbook(self, store: Store, sheets: dict[str, books.Rows]) -> None:
        """Any workbook, into a store with a team."""
        held(store, sheets | {"Practitioners": PEOPLE_TEXT})


PEOPLE_TEXT: books.Rows = [
    [cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in row] for row in PEOPLE
]
