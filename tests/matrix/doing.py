"""What those that do a row of the matrix share: a function a capability, in a store, under any policy."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from forms.template.form import Form
from models.changes.holding import hold_unplanned
from models.changes.planning import Plan, plan_supervision
from models.changes.record_parts import About
from models.changes.records import begin_record
from models.policy import Pack
from models.reading.due import read_due
from models.reading.standing.reading import PersonStanding, read_standing
from models.store.change import Change
from models.store.store import Store
from tests import made
from tests.made import PRIYA, TODAY, ago
from tests.models.recording import written

Doing = Callable[[Store, Pack, Sequence[Form], Sequence[str]], None]


def hold(change: Change, pack: Pack, days: int, *children: int, person: int | None = PRIYA) -> int:
    """Hold a session so many days ago; return its number."""
    kind = kind_of(pack, group=person is None)
    return hold_unplanned(change, kind, person, ago(days), children, minutes=60).id


def rules_due(store: Store, pack: Pack) -> set[str]:
    """Return the rules that have a line in what is due."""
    due = store.read(lambda session: read_due(session, pack, TODAY))
    return {line.rule for line in due.lines}


def planned(store: Store, pack: Pack, kind: str = "", person: int | None = PRIYA) -> int:
    """Plan a session for today; return its number."""
    wanted = kind or pack.sessions[0]
    return made.do(store, lambda change: plan_supervision(change, Plan(wanted, person, TODAY)).id)


def begun_in(change: Change, session_id: int, days: int) -> int:
    """Begin a record of a session with Priya, inside a change."""
    about = About(ago(days), session_id, PRIYA, ())
    return begin_record(change, "f", "kent", written(about=about)).id


def kind_of(pack: Pack, *, group: bool = False) -> str:
    """Return a kind of session of the policy."""
    return next(one.code for one in pack.session_kinds if one.group == group)


def standing_of(store: Store, pack: Pack, person: int = PRIYA) -> PersonStanding:
    """Return how a practitioner stands."""
    return store.read(lambda session: read_standing(session, pack, TODAY, person))
