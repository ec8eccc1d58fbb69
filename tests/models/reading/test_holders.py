"""The short names by which tiles tell people apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.reading.holders import _shorts, read_holders
from models.store.change import Change
from models.store.store import Store
from models.tables import Practitioner
from tests import made


@given(st.lists(st.text("ab B", min_size=1, max_size=6).filter(str.strip), max_size=8))
def test_never_two_alike(names: list[str]) -> None:
    """Whatever people are called, no two short names are the same."""
    people = [(f"N{n}", " ".join(name.split())) for n, name in enumerate(names)]
    found = [short.casefold() for short in _shorts(people)]
    assert all(found)
    assert len(set(found)) == len(found)


def shorts(store: Store, names: list[str]) -> list[str]:
    """Add people with these names to a team without any, and return their short names in order."""

    def fill(change: Change) -> list[int]:
        added = [
            change.insert(Practitioner(number=f"X{n}", name=name, role="x")).id
            for n, name in enumerate(names)
        ]
        change.note("fill", "practitioner")
        return added

    added = made.do(store, fill)
    holders = store.read(read_holders)
    return [holders[one].short for one in added]


class TestShortNames:
    """As short as they can be while they are unlike all others."""

    @pytest.mark.parametrize(
        ("names", "short"),
        [
            (["Ada Okafor", "Bo Lind"], ["Ada", "Bo"]),
            (["Ada Okafor", "Ada Reed"], ["Ada O", "Ada R"]),
            (["ada okafor", "Ada Reed"], ["ada o", "Ada R"]),
            (["Ada Okafor", "Ada Obi"], ["Ada Ok", "Ada Ob"]),
            (["Ada Reed", "Ada Reedman"], ["Ada Reed", "Ada Reedm"]),
            (["Ada Mary Reed", "Ada Jane Reed"], ["Ada Mary Reed", "Ada Jane Reed"]),
            (["Ada Reed", "Ada Reed"], ["Ada Reed X0", "Ada Reed X1"]),
            (["Ada", "Ada Reed"], ["Ada", "Ada R"]),
            (["Ada R", "Ada Reed", "Ada Rowe"], ["Ada R", "Ada Re", "Ada Ro"]),
            (["Ada", "Ada"], ["Ada X0", "Ada X1"]),
            (["Sam Reed"], ["Sam R"]),
            (["李小龙", "Łukasz Nowak"], ["李小龙", "Łukasz"]),
        ],
    )
    def test_unlike_each_other(self, store: Store, names: list[str], short: list[str]) -> None:
        """First name, then as much of the last as is needed, then all of it, then the number (Sam Obi is there)."""
        assert shorts(store, names) == short

    def test_those_who_left_count(self, store: Store) -> None:
        """Looking back meets them too."""
        store.driver().execute("UPDATE practitioner SET left_on = '2026-01-01' WHERE id = 3")
        assert shorts(store, ["Sam Reed"]) == ["Sam R"]

    def test_initials(self, store: Store) -> None:
        """For the projector, where even names of staff are left out."""
        holders = store.read(read_holders)
        assert [holder.initials for holder in holders.values()] == ["MB", "PS", "SO"]
