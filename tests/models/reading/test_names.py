"""Who may turn up in a text: read from the store, for the gentle checks."""

from __future__ import annotations

from forms.checks.anonymity import Known, text_remarks
from models.changes.involvements import close_involvement
from models.reading.names import read_names
from models.store.store import Store
from tests import made


def test_everyone_of_the_team(store: Store) -> None:
    """All numbers, the initials of open work, the names of staff."""
    names = store.read(read_names)
    assert names.numbers == {"40217", "40555", "40556", "39980"}
    assert names.initials == {"TB", "RO", "RU", "KM"}
    assert names.staff == {"Morag Bell", "Priya Shah", "Sam Obi"}


def test_closed_work(store: Store) -> None:
    """The number stays known, the initials may be anybody's."""
    made.do(store, lambda change: close_involvement(change, 1, made.TODAY, "The plan was met"))
    names = store.read(read_names)
    assert "40217" in names.numbers
    assert "TB" not in names.initials


def test_they_feed_the_checks(store: Store) -> None:
    """As they are read."""
    known = Known(*store.read(read_names))
    assert text_remarks("TB and Priya Shah", "anonymous", known) == [
        "TB are a child's initials: no child is named here."
    ]
