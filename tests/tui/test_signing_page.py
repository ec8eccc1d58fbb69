"""What the signing screen says above a text: that it was put right, and what was added later."""

from __future__ import annotations

from typing import Any

from forms.records.rectifying import correct_day
from forms.template.load import load_form
from models.changes.holding import hold_unplanned
from models.dates import show
from models.policy.load import load_pack
from models.store.store import Store
from tests import made
from tests.exports.word import stored
from tests.made import PRIYA, TODAY, ago
from tui.signing_page import SigningPage, read_signing_page


def page_of(store: Store, record: int) -> SigningPage:
    """Return a record as it is signed."""
    return store.read(lambda session: read_signing_page(session, record, load_pack("kent")))


class TestPutRight:
    """Above the text, for a long one would hide it below."""

    def test_before_and_after_it_is_signed(self, store: Store) -> None:
        """Not signed: its date was put right, and it says so; signed: the addendum is told of."""
        held = made.do(store, lambda change: hold_unplanned(change, "personal", PRIYA, ago(3), []).id)
        record = stored.put(store, "kent_b", day=ago(3), session=held)
        made.do(store, lambda change: correct_day(change, (held,), ago(5), "The diary says so", load_form))
        first = page_of(store, record).text_rows()[0].cells[0]
        days = f"on {show(ago(5))}, not on {show(ago(3))}"
        assert first == f"Put right {show(TODAY)}: the session was held {days}. The diary says so"
        stored.sign(store, record)
        made.do(store, lambda change: correct_day(change, (held,), ago(6), "Both diaries", load_form))
        above = [row.cells[0] for row in page_of(store, record).text_rows() if row.kind == "amber"]
        assert len(above) == 1
        assert "Correction: the session was held on" in above[0]


class TestThreeWay:
    """Whoever the record names signs it; one that was signed before its form asked three stays as it is."""

    def test_names(self, store: Store) -> None:
        """The manager of the home organisation is who the record says, and nobody where it says nothing."""
        told: dict[str, Any] = {"supervisee": "Priya Shah", "supervisor": "Morag Bell"}
        record = stored.put(store, "birmingham_three_way", line_manager="Ada Stone", **told)
        page = page_of(store, record)
        names = {one.code: page.person(one.code) for one in page.parties}
        assert {code: one.name for code, one in names.items() if one} == {**told, "line_manager": "Ada Stone"}
        nobody = page_of(store, stored.put(store, "birmingham_three_way", **told))
        assert nobody.person("line_manager") is None

    def test_signed_by_two_before(self, store: Store) -> None:
        """Nobody is still to sign it."""
        record = stored.put(store, "birmingham_three_way")
        stored.sign(store, record, parties=("supervisor", "supervisee"))
        page = page_of(store, record)
        assert page.is_signed
        assert [one.code for one in page.parties] == ["supervisee", "supervisor"]
        assert page.missing == ()
