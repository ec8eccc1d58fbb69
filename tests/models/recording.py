"""Making records and actions for tests: short answers on no real form, about the small team."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from models.changes.record_parts import About, AgreedAction, Written
from models.changes.records import begin_record
from models.reading.actions import ActionLine, read_actions
from models.reading.records import RecordView, read_record
from models.store.change import Change
from models.store.store import Store
from models.tables import Action, Record
from tests import made
from tests.made import PRIYA, TODAY, TOM, ago


def answers(**said: Any) -> str:
    """Return answers as JSON, as `forms.answers.keeping` writes them."""
    labels = {key: key.capitalize() for key in said}
    body = {
        "form": "f",
        "fingerprint": "1",
        "made": 0,
        "answers": said,
        "labels": labels,
        "kept": {},
        "parts": [],
    }
    return json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def written(*actions: AgreedAction, about: About | None = None, said: str = "The plan is working") -> Written:
    """Return what a person wrote: one field, and actions; about Tom, with Priya, today."""
    return Written(answers(plan=said), "1", about or About(TODAY, None, PRIYA, ((TOM, ""),)), actions)


def agreed(row: str = "r1", what: str = "Ring the school", due_on: date | None = None) -> AgreedAction:
    """Return an action as a row says it, about Tom."""
    return AgreedAction(row, what, owner="Priya", due_on=due_on or ago(-7), child_id=TOM)


def begun(store: Store, *actions: AgreedAction, about: About | None = None, said: str = "Plan") -> int:
    """Begin a record and return its number."""

    def job(change: Change) -> Record:
        return begin_record(change, "f", "kent", written(*actions, about=about, said=said))

    return made.do(store, job).id


def view(store: Store, record_id: int) -> RecordView:
    """Return a record as it is read."""
    return store.read(lambda session: read_record(session, record_id))


def ledger(store: Store) -> list[ActionLine]:
    """Return every action of the store."""
    return store.read(lambda session: read_actions(session, Action.id > 0))  # type: ignore[arg-type]
