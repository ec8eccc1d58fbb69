"""A row of the matrix done about people: disagreements, handover, files, cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial

import pytest

from forms.template.form import Form
from models.changes.disagreements import raise_disagreement, settle_disagreement, take_disagreement
from models.changes.events import record_event
from models.changes.handovers import SUPERVISOR, start_handover
from models.changes.observations import record_observation
from models.changes.records import complete_record
from models.changes.signing import Word, sign
from models.changes.team import record_absence, sign_agreement
from models.errors import Refused
from models.policy import Pack
from models.reading.disagreements import read_disagreements
from models.reading.due import read_due
from models.reading.handover.proposing import propose_items
from models.reading.handover.reading import read_handover
from models.reading.leavers import read_files
from models.reading.team_page import read_everyone_away
from models.store.change import Change
from models.store.store import Store
from models.tables import Practitioner
from tests import made
from tests.made import MORAG, PRIYA, SAM, TODAY, ago
from tests.matrix.doing import Doing, begun_in, hold, standing_of


def disagreement(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Up the policy's own line to its end, with both knowing where it wants that; then settled."""
    assert len(pack.escalation) == int(words[0])
    row = made.do(store, lambda change: raise_disagreement(change, PRIYA, ago(3), "Two views").id)
    for one in pack.escalation:
        take = partial(
            take_disagreement,
            pack=pack,
            disagreement_id=row,
            step=one.code,
            taken_on=TODAY,
            with_whom="Ines Vale",
        )
        if one.both_know:
            with pytest.raises(Refused, match=one.rule):
                made.do(store, partial(take, both_know=False))
        made.do(store, partial(take, both_know=True))
    made.do(store, lambda change: settle_disagreement(change, row, TODAY, "Agreed").id)
    found = store.read(lambda session: read_disagreements(session, pack, practitioner_id=PRIYA))[0]
    assert (len(found.steps), found.is_open) == (len(pack.escalation), False)


def handover(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Records move with the person, as the policy says, which stands on the pack that is handed over."""

    def job(change: Change) -> int:
        due = read_due(change.session, pack, TODAY)
        items = propose_items(change.session, due, SUPERVISOR, PRIYA)
        return start_handover(change, SUPERVISOR, PRIYA, items, to_id=SAM).id

    row = made.do(store, job)
    page = store.read(lambda session: read_handover(session, pack, row, read_due(session, pack, TODAY)))
    assert page.items
    assert {number for number, _ in page.says} == {one.id for one in pack.provisions_at("handover")} != set()


def file(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The supervision file holds what the policy lists; what is there has its day, what runs out says when."""
    later = f"{TODAY + timedelta(days=30):%d/%m/%Y}"

    def job(change: Change) -> None:
        sign_agreement(change, PRIYA, ago(2))
        record_observation(change, PRIYA, ago(2))
        record = begun_in(change, hold(change, pack, 3), 3)
        complete_record(change, record)
        for code in ("supervisor", "supervisee"):
            sign(change, record, Word(code, code.title()), ("supervisor", "supervisee"))
        for kind in (
            one for one in pack.event_kinds if any(one.code == item.event for item in pack.file_items)
        ):
            record_event(
                change, pack, kind.code, ago(2), practitioner_id=PRIYA, value=later if kind.value else ""
            )

    made.do(store, job)
    found = {line.item.code: line for line in standing_of(store, pack).file}
    assert set(words) <= set(found)
    assert all(line.there_on for line in found.values()), [
        code for code, line in found.items() if not line.there_on
    ]
    dated = [kind.code for kind in pack.event_kinds if kind.value == "expires_on"]
    assert all(line.runs_out_on for line in found.values() if line.item.event in dated)


def cover(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """While the manager is away it is said who decides."""
    made.do(store, lambda change: record_absence(change, MORAG, TODAY, None, "leave", "Ines Vale").id)
    away = store.read(lambda session: read_everyone_away(session, TODAY))
    assert [(one.practitioner_id, one.decides) for one in away] == [(MORAG, "Ines Vale")]
    assert pack.provisions_at("cover")


def kept(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """The file of someone who left is kept by the policy's rule, and to which day."""

    def leave(change: Change) -> None:
        change.update(change.session.get_one(Practitioner, SAM), left_on=ago(10))
        change.note("correct_practitioner", "practitioner", SAM)

    made.do(store, leave)
    (line,) = store.read(lambda session: read_files(session, pack, TODAY))
    assert line.keeping.rule is not None
    assert line.keeping.rule.id in words
    assert line.keeping.until is not None


PEOPLE: dict[str, Doing] = {
    one.__name__: one
    for one in (
        disagreement,
        handover,
        file,
        cover,
        kept,
    )
}
