"""The two halves of an agenda as rows: what is said of an item, and what is kept from others' eyes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from models.changes.agenda import put_on_agenda, split_item
from models.changes.agenda_parts import NewItem
from models.changes.involvements import allocate, close_involvement
from models.reading.agenda.page import AgendaPage, read_page
from tests.made import TODAY, ago
from tests.models.reading.due.office import open_office
from tui.agenda.rows import agenda_rows, bar, candidate_rows, sum_in_a_word, sum_in_short
from tui.widgets.rows import Row


def said(rows: Sequence[Row]) -> str:
    """Return rows as text."""
    return "\n".join("  ".join(filter(None, row.cells)) for row in rows)


class TestRows:
    """One agenda with everything that can be particular about an item."""

    def test_closed_reallocated_and_private(self, tmp_path: Path) -> None:
        """Who is gone is said with since when and with whom; in projector mode nothing that was typed is left."""
        kent = open_office(tmp_path, "kent")
        person, other = kent.person("P1"), kent.person("P2")
        kids = [kent.child(f"7000{n}", ago(200), person) for n in range(1, 5)]
        session = kent.booked("case", person, ago(-2))
        items = [NewItem("due", f"child:{kid}", child_id=kid, minutes=20) for kid in kids[:3]]
        own = NewItem("own", "own", "leave in [July]", "supervisee", minutes=5)
        point = NewItem("standing", "KCC-A13/1", "Wellbeing", minutes=40)

        def fill(change: object) -> None:
            made = put_on_agenda(change, session, [point, own, *items])  # type: ignore[arg-type]
            split_item(change, made[0].id, "the [move]")  # type: ignore[arg-type]
            close_involvement(change, 1, ago(1), "The plan was met")  # type: ignore[arg-type]
            allocate(change, 2, other, TODAY)  # type: ignore[arg-type]

        kent.do(fill)
        page = kent.store.read(lambda opened: read_page(opened, kent.pack, session, TODAY))
        assert isinstance(page, AgendaPage)
        shown = said(agenda_rows(page, (), TODAY, private=False))
        assert "70001 AB  20  closed on 20 Nov" in shown
        assert "70002 AB  20  with someone else since 21 Nov (Person P2)" in shown
        assert "leave in [July]  5  supervisee's" in shown
        assert "the [move]  20" in shown
        assert "Not on it though late before the next supervision   1" in shown
        assert "70004 AB" in shown
        hidden = said([*agenda_rows(page, (), TODAY, private=True), *candidate_rows(page, (), private=True)])
        assert not [word for word in ("[July]", "[move]", "Person P2") if word in hidden]
        assert "Wellbeing" in hidden
        drawn, ink = bar(page, 40)
        assert (drawn.endswith("105 of 90 min, 15 over"), ink) == (True, "warn")


class TestSum:
    """The arithmetic where there is little room."""

    def test_in_short(self) -> None:
        """What other items take is not left out of it."""
        said = "7 children in 90 minutes is 12.9 minutes each; 8.7 beside 29 minutes of other items."
        assert sum_in_short(said) == "7 children in 90 minutes: 8.7 each beside 29 minutes of other items."
        for whole in (
            "No child is on the agenda; 25 of 60 minutes.",
            "1 child in 60 minutes is 60.0 minutes each.",
        ):
            assert sum_in_short(whole) == whole
        assert sum_in_a_word(said) == "7 children: 8.7 min each"
        assert sum_in_a_word("6 children in 90 minutes is 15.0 minutes each.") == "6 children: 15.0 min each"
        assert sum_in_a_word("Nobody is on it.") == "Nobody is on it."
