"""Whatever can be answered on the form of `asked.py`, for Hypothesis to draw from."""

from __future__ import annotations

from datetime import date, time

from hypothesis import strategies as st

from forms.answers.model import Answers, Cell, Row, Value
from forms.answers.typed import tidy
from tests.forms.answers.asked import OPTIONS

TEXT = st.text(max_size=40).map(tidy)
LINE = TEXT.map(lambda text: text.replace("\n", " "))
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TIMES = st.times().map(lambda at: time(at.hour, at.minute))
CODES = st.sampled_from([option.code for option in OPTIONS])
CELLS: dict[str, st.SearchStrategy[Cell]] = {"what": TEXT, "who": LINE, "by_when": DAYS}


def rows(letter: str, cells: dict[str, st.SearchStrategy[Cell]]) -> st.SearchStrategy[tuple[Row, ...]]:
    """Return tables of such cells, each row with an id of its own."""
    some: st.SearchStrategy[dict[str, Cell]] = st.fixed_dictionaries({}, optional=cells)
    return st.lists(some, max_size=3).map(
        lambda found: tuple(Row(f"{letter}{number}", row) for number, row in enumerate(found))
    )


ACTIONS = rows("a", CELLS)
ROWS = rows("r", {"talk": TEXT, "when": DAYS, "state": CODES, "actions": ACTIONS})
VALUES: dict[str, st.SearchStrategy[Value]] = {
    "person": LINE,
    "line": LINE,
    "date": DAYS,
    "past": DAYS,
    "time": TIMES,
    "child": LINE,
    "choice": CODES,
    "ticks": st.dictionaries(CODES, TEXT),
    "long": TEXT,
    "table": ROWS,
    "actions": ACTIONS,
    "signed": LINE,
    "signed_on": DAYS,
}
ANSWERS = st.builds(
    lambda values, made: Answers("asked", "f1", values, made=made),
    st.fixed_dictionaries({}, optional=VALUES),
    st.integers(0, 99),
)
