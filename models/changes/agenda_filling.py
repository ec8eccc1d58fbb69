"""From candidates to items: an agenda filled in one go, one put on it, and a session for children if there is none."""

from __future__ import annotations

from collections.abc import Sequence

from models.changes.agenda import Placed, put_on_agenda, set_agenda
from models.changes.agenda_parts import NewItem, open_session
from models.changes.planning import Plan, plan_supervision, stands
from models.errors import Refused
from models.reading.agenda.candidates import Candidate
from models.reading.agenda.filling import Filled
from models.reading.agenda.page import AgendaPage, kept_id
from models.store.change import Change
from models.tables import AgendaItem


def fill_agenda(change: Change, page: AgendaPage, filled: Filled, kind: str) -> list[AgendaItem]:
    """Make the agenda of a sitting what it was filled with; where none of its sessions takes children, plan one.

    ``kind`` is the kind of session in which children are discussed.
    """
    ids = list(page.sitting.ids)
    lines = []
    for line in filled.lines:
        one = line.candidate
        home = one.home
        if home not in ids:  # a group talks about the child itself
            apart = one.child_id is not None and not page.sitting.is_group
            home = home_for(change, ids, kind) if apart else ids[0]
            ids = list(dict.fromkeys((*ids, home)))
        lines.append(Placed(home, _item(page, one), line.minutes, line.by_reference))
    return set_agenda(change, ids, lines)


def put_candidate(
    change: Change, page: AgendaPage, one: Candidate, kind: str, *, minutes: int, before: int | None = None
) -> AgendaItem:
    """Put one candidate on the agenda of a sitting, at the end or ``before`` an item.

    A group talks about the child itself (HAV-A05): no other session is planned for it.
    """
    ids = list(page.sitting.ids)
    home = one.home if one.home in ids else ids[0]
    if one.child_id is not None and one.home not in ids and not page.sitting.is_group:
        home = home_for(change, ids, kind)
    new = new_item(one, minutes)
    (made,) = put_on_agenda(change, home, [new], before=before, together_with=ids)
    return made


def new_item(one: Candidate, minutes: int) -> NewItem:
    """Return the item that a candidate becomes."""
    words = one.label if one.child_id is None else ""
    return NewItem(one.group.code, one.key, words, one.whose, one.child_id, minutes, item_id=one.item_id)


def home_for(change: Change, supervision_ids: Sequence[int], kind: str) -> int:
    """Return the session of that kind on the day of a sitting; one is planned if there is none (KCC-P38)."""
    row = open_session(change, supervision_ids[0])
    day = row.planned_for
    if row.practitioner_id is None:
        raise Refused("A group chooses its own cases: Enter on one puts it on the agenda.")
    if row.held_on is not None or day is None:
        raise Refused("Children are discussed in another kind of session. Plan one for them.")
    plan = Plan(kind, row.practitioner_id, day, row.starts_at)
    there = stands(change, plan)
    return there.id if there is not None else plan_supervision(change, plan).id


def _item(page: AgendaPage, one: Candidate) -> NewItem | int:
    kept = kept_id(one)
    if kept is not None:
        return kept
    there = page.item_of(one)
    return there.id if there is not None else new_item(one, 0)
