"""A row of the matrix done with a child: stages, gates, oversight, a transfer, the front door."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from forms.template.form import Form
from models.changes.front_door import put_families
from models.changes.holding import hold_supervision, hold_unplanned
from models.changes.planning import Plan, plan_supervision
from models.changes.stages import move_to_stage
from models.changes.transfers import plan_transfer
from models.policy import Pack
from models.reading.board import read_board
from models.reading.child import read_child
from models.reading.front_door import read_rotation
from models.reading.gates import read_closing, read_step
from models.reading.record_context import read_known_children, read_people
from models.store.store import Store
from tests import made
from tests.made import KIT, NOW, PRIYA, ROSA, SAM, TODAY, TOM, USUAL, ago
from tests.matrix.doing import Doing, rules_due
from tui.gating import before_closing
from tui.oversight import Noting, keep_note, oversight_form
from tui.oversight_more import keep_more


def _note(store: Store, pack: Pack, point: str, more: dict[str, str] | None = None, **said: Any) -> list[str]:
    """Note oversight about Tom; return what the policy still wants in it."""
    kids = store.read(lambda session: read_known_children(session, None, TODAY))
    people = store.read(lambda session: read_people(session, TODAY))
    noting = Noting(pack, oversight_form(pack), people, kids)
    asked: dict[str, Any] = {"children": "40217", "point": point, "person": "", "what": "", "who": ""}
    asked |= {"by_when": None, "discussed": "He rang", "decision": "Stay", "why": "It is safe"} | said
    kept = made.do(store, lambda change: keep_note(change, noting, asked, NOW))
    for _ in range(2):
        if kept.asks and more:
            kept = made.do(store, partial(keep_more, noting.pack, noting.form, kept, values=more))
    return [one.rule for one in kept.wanted]


def board(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Six stages; a tile skips ahead and moves back."""
    assert len(pack.stages) == 6
    for stage in (6, 2):
        made.do(store, partial(move_to_stage, involvement_ids=[4], stage=stage, moved_on=TODAY))
    found = store.read(lambda session: read_board(session, TODAY, USUAL))
    assert next(tile.stage for tile in found.tiles if 4 in tile.involvements) == 2


def closing(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Nothing closes without a formal supervision in it and a note at closing, or a reason."""
    views = store.read(lambda session: read_closing(session, pack, [1], TODAY))
    assert before_closing(views, pack, TODAY).unmet == ("KCC-T29", "KCC-P13")
    made.do(store, lambda change: hold_unplanned(change, "case", PRIYA, ago(3), [TOM]).id)
    assert _note(store, pack, "closures", {"family_said": "Glad"}) == []
    views = store.read(lambda session: read_closing(session, pack, [1], TODAY))
    assert before_closing(views, pack, TODAY).unmet == ()


def step(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A step to another service wants the other manager named."""
    assert _note(store, pack, "step") == ["KCC-P08"]
    assert store.read(lambda session: read_step(session, pack, TOM, TODAY)) == (True, None)
    assert _note(store, pack, "step", {"other_manager": "Ruth Ambler"}) == []
    assert store.read(lambda session: read_step(session, pack, TOM, TODAY)) == (True, TODAY)


def strategy(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Who approves depends on which minutes they are."""
    for which, who in (("strategy", "team_manager"), ("outcome", "service_manager")):
        assert _note(store, pack, "strategy", {"strategy": which}) == ["KCC-P09"]
        assert _note(store, pack, "strategy", {"strategy": which, who: "Ines Vale"}) == []


def authorised(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Assessments are quality assured and authorised, CIN plans signed off."""
    assert set(_note(store, pack, "assessments")) == {"KCC-P02"}
    assert _note(store, pack, "reviews") == ["KCC-P03"]
    told = {"approved_by": "Morag Bell", "quality_assured": "yes"}
    assert _note(store, pack, "assessments", told) == []


def ad_hoc(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A talk in passing is on the child's record at once, and settles no clock that wants a formal one."""
    point = Noting(pack, oversight_form(pack), (), ()).usual_point
    _note(store, pack, point, person=str(PRIYA), what="Visit him", who="Priya Shah", by_when=TODAY)
    child = store.read(lambda session: read_child(session, TOM, TODAY))
    assert [(talk.at, talk.formal) for talk in child.discussions] == [(TODAY, False)]


def transferred(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """A transfer that is planned wants its supervision in the policy's window before."""
    made.do(store, lambda change: plan_transfer(change, 1, ago(-24)).id)
    assert words[0] in rules_due(store, pack)


def front_door(store: Store, pack: Pack, forms: Sequence[Form], words: Sequence[str]) -> None:
    """Families by one of the four criteria, by number alone, on the session they were drawn for."""
    plan = Plan("case", SAM, TODAY, occasion="front door")
    row = made.do(store, lambda change: plan_supervision(change, plan).id)
    made.do(store, lambda change: put_families(change, row, {ROSA: "advice", KIT: "early_help"}, seed=4711))
    families = {ROSA: "advice", KIT: "early_help"}
    made.do(store, lambda change: hold_supervision(change, row, TODAY, families, criteria=families).id)
    found = store.read(lambda session: read_rotation(session, ("advice", "early_help", "strategy"), TODAY))
    assert found.missing == ("strategy",)


CHILDREN: dict[str, Doing] = {
    one.__name__: one
    for one in (
        board,
        closing,
        step,
        strategy,
        authorised,
        ad_hoc,
        transferred,
        front_door,
    )
}
