"""``footprint record`` of a signed record that was put right: what is printed, and what goes on the case system."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.changes.holding import hold_unplanned
from models.changes.records import complete_record
from models.changes.rectifying import correct_held_day, correct_record_child
from models.changes.signing import Word, addend, sign
from models.store.change import Change
from models.store.opening import unlock_place
from models.store.place import Place
from models.tables import Record
from tests import made
from tests.made import KIT, PRIYA, ROSA, TOM, ago
from tests.tui.cli.record_files import CASE, file, said

WORD = Word("supervisor", "Morag Bell")


@pytest.fixture
def put_right(capsys: pytest.CaptureFixture[str], kept: Place, tmp_path: Path) -> Place:
    """Record 1 is signed: of 40217 it should have said 40555, and of its session another day."""
    said(capsys, kept, "add", "kent_case", "--answers", file(tmp_path, CASE), "--practitioner", "P2")
    store = made.open_(kept, unlock_place(kept, ""))

    def signed(change: Change) -> None:
        row = hold_unplanned(change, "case", PRIYA, ago(1), [TOM, KIT])
        change.update(change.session.get_one(Record, 1), supervision_id=row.id)
        complete_record(change, 1)
        sign(change, 1, WORD, ("supervisor",))
        correct_held_day(change, row.id, ago(2), "It was the day before")
        correct_record_child(change, 1, TOM, ROSA, "Two alike numbers")
        addend(change, 1, "Kit has moved school since.", "Morag Bell")

    made.do(store, signed)
    store.close()
    return kept


class TestPutRight:
    """The signed text stays; whoever reads it elsewhere reads what was put right."""

    def test_the_right_childs_text(self, capsys: pytest.CaptureFixture[str], put_right: Place) -> None:
        """It is about them, says that it was written of another without saying which, and has the right day."""
        code, out, _ = said(capsys, put_right, "text", "1", "--child", "40555")
        assert code == 0
        assert "Child: 40555 RO" in out
        assert "40217" not in out
        assert "written down as another child's" in out
        assert "held on Thu 19 Nov 2026, not on Fri 20 Nov 2026" in out
        assert out.index("Put right") < out.index("Tom drew his house"), "before anything is read"
        assert "moved school" not in out, "later words may be about the other child"

    def test_another_childs_text(self, capsys: pytest.CaptureFixture[str], put_right: Place) -> None:
        """The day is put right in it too; the children who were mixed up are none of theirs."""
        out = said(capsys, put_right, "text", "1", "--child", "39980")[1]
        assert "held on Thu 19 Nov 2026" in out
        assert "another child" not in out

    def test_the_whole_record(self, capsys: pytest.CaptureFixture[str], put_right: Place) -> None:
        """As it was signed, with who signed it and everything that was said later; the top says that there is more."""
        for more in ((), ("--markdown",)):
            out = said(capsys, put_right, "show", "1", *more)[1]
            assert "40217 TB" in out
            assert "Morag Bell" in out
            assert "this is about 40555, not about 40217" in out
            assert "moved school" in out
            assert "3 additions after signing" in out[: out.index("Tom drew")]
