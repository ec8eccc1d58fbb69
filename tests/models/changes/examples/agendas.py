"""Examples of every change of an agenda, of its running, and of the patterns it begins with."""

from __future__ import annotations

from models.changes import (
    agenda,
    agenda_length,
    agenda_running,
    agenda_templates,
    planning,
    preparing,
)
from models.changes.agenda import Placed
from models.changes.agenda_parts import NewItem
from models.changes.agenda_running import Ending
from models.changes.planning import Plan
from models.store.change import Change
from models.tables import (
    AgendaItem,
    AgendaTemplate,
)
from tests.made import KIT, PRIYA, ROSA, SAM, TODAY, TOM, ago
from tests.models.changes.examples.canary import CANARY, Example

NEW = (
    NewItem("standing", "KCC-A03/1", f"{CANARY} and wellbeing", minutes=10),
    NewItem("due", f"child:{KIT}", f"{CANARY} at school", child_id=KIT, minutes=15, note=CANARY),
)


def on_agenda(change: Change) -> list[int]:
    """Put items on the agenda of a session that is planned for today; return their ids."""
    row = planning.plan_supervision(change, Plan("case", PRIYA, TODAY, "10:00", minutes=90), [TOM])
    brought = agenda.bring_item(change, PRIYA, f"{CANARY} asks", "supervisee", minutes=5)
    own = NewItem("own", "own", whose="supervisee", minutes=5, item_id=brought.id)
    return [one.id for one in agenda.put_on_agenda(change, row.id, [*NEW, own])]


def running(change: Change) -> tuple[int, list[int]]:
    """Begin that session; return its run and its items."""
    items = on_agenda(change)
    session = change.session.get_one(AgendaItem, items[0]).supervision_id
    assert session is not None
    return agenda_running.begin_session(change, [session]).id, items


def _session_of(change: Change, item: int) -> int:
    found = change.session.get_one(AgendaItem, item).supervision_id
    assert found is not None
    return found


def _stopped(change: Change) -> None:
    agenda_running.stop_session(change, running(change)[0])


def _finished(change: Change) -> None:
    agenda_running.finish_item(change, running(change)[1][1])


def _parked(change: Change) -> None:
    agenda_running.park_item(change, running(change)[1][1], f"{CANARY} had to go")


def _reopened_item(change: Change) -> None:
    item = running(change)[1][1]
    agenda_running.finish_item(change, item)
    agenda_running.reopen_item(change, item)


def _ended(change: Change) -> None:
    items = running(change)[1]
    session = _session_of(change, items[0])
    agenda_running.finish_item(change, items[1])
    ending = Ending((session,), TODAY, 85, (Plan("case", PRIYA, ago(-27), "10:00"),))
    agenda_running.end_session(change, ending)


def _agenda_set(change: Change) -> None:
    items = on_agenda(change)
    session = _session_of(change, items[0])
    lines = [Placed(session, items[1], 20, by_reference=True), Placed(session, NEW[0], 5)]
    agenda.set_agenda(change, [session], lines)


def _prep_taken(change: Change) -> None:
    session = _session_of(change, on_agenda(change)[0])
    child = preparing.PreparedChild(KIT, (("worried", "Worried", f"{CANARY} is"),))
    preparing.take_prep(change, [session], session, [preparing.PreparedItem(f"{CANARY} asks")], [child])


def _agreed_agenda(change: Change) -> None:
    agenda.agree_agenda(change, [_session_of(change, on_agenda(change)[0])], TODAY)


def _dropped_item(change: Change) -> None:
    agenda.drop_item(change, agenda.bring_item(change, SAM, f"{CANARY} asks", "supervisor").id)
    agenda.bring_item(change, SAM, f"{CANARY} asks again", "supervisee", child_id=ROSA)


def _template(change: Change) -> AgendaTemplate:
    lines = [NEW[0], NewItem("children", "children", minutes=60)]
    return agenda_templates.keep_template(change, f"{CANARY}'s", ["case"], lines, practitioner_id=PRIYA)


def _template_dropped(change: Change) -> None:
    agenda_templates.drop_template(change, _template(change).id)
    agenda_templates.keep_template(change, f"{CANARY}", ["case"], [NEW[0]], minutes=60)


EXAMPLES: dict[str, Example] = {
    "put_on_agenda": on_agenda,
    "take_off_agenda": lambda change: agenda.take_off_agenda(change, on_agenda(change)[1]),
    "order_agenda": lambda change: agenda.order_agenda(change, on_agenda(change)[::-1]),
    "time_items": lambda change: agenda.time_items(change, dict.fromkeys(on_agenda(change), 20)),
    "set_length": lambda change: agenda_length.set_length(
        change, [_session_of(change, on_agenda(change)[0])], 45
    ),
    "take_prep": _prep_taken,
    "word_item": lambda change: agenda.word_item(change, on_agenda(change)[0], f"{CANARY} is well"),
    "note_on_item": lambda change: agenda.note_on_item(change, on_agenda(change)[0], f"{CANARY} is well"),
    "refer_item": lambda change: agenda.refer_item(
        change, on_agenda(change)[1], by_reference=True, minutes=2
    ),
    "split_item": lambda change: agenda.split_item(change, on_agenda(change)[1], f"{CANARY} at home"),
    "bring_item": lambda change: agenda.bring_item(change, SAM, f"{CANARY} asks", "supervisor"),
    "drop_item": _dropped_item,
    "set_agenda": _agenda_set,
    "agree_agenda": _agreed_agenda,
    "begin_session": running,
    "stop_session": _stopped,
    "finish_item": _finished,
    "park_item": _parked,
    "reopen_item": _reopened_item,
    "end_session": _ended,
    "keep_template": _template,
    "drop_template": _template_dropped,
}
