"""What the screen of a running sitting says of the item it stands at: pure, so that it can be read without a screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.dates import counted, show, show_short
from models.policy.pack import Pack
from models.reading.actions import ActionLine, carry_words
from models.reading.agenda.running import point_of
from models.reading.agenda.told import ItemView
from models.reading.due import DueLine
from models.reading.due.lines import in_a_sentence
from models.words import said_name
from tui.drawing import fit
from tui.record.state import RecordState
from tui.running.state import RunningState
from tui.session_titles import titled
from tui.sitting_rows import short_label
from tui.widgets.line import Part
from tui.widgets.rows import Row

MARKS = {"done": "x", "parked": "p", "open": " "}
VOICE = "child_said"
"""The field of ours in which a record keeps what the child said."""
SECTION, INDENT = 22, 5
"""How wide the name of a section is in the list at the side, and how much less that is than the list."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What the words are said with: the pack, the day, what is due of the child, and whether others look on."""

    pack: Pack
    today: date
    due: DueLine | None = None
    private: bool = False


def title_of(state: RunningState, looked: Looked) -> str:
    """Return what the sitting is called: ``Personal and case supervision with Sam Whitlock``."""
    told = state.told
    said = titled(short_label(told.sitting, looked.pack), told.name, told.above, private=looked.private)
    day = told.sitting.day
    ahead = f"Planned for {day:%a} {show_short(day, looked.today)}: " if day > looked.today else ""
    return f"{ahead}{said}"


def label_of(item: ItemView, *, private: bool) -> str:
    """Return what an item is called; in projector mode a child is number and initials and nothing more."""
    if private:
        return item.child or ("" if item.whose != "policy" else item.words)
    return item.label


def item_line(state: RunningState, looked: Looked) -> list[tuple[list[Part], list[Part]]]:
    """Return the line above everything in ever fewer words: which item, and the two quiet timers at its end.

    The end of a long item gives way; its place, whether it is done, and the time do not.
    """
    item = state.item
    whole = f"{state.whole // 60} of {state.planned} min" if state.planned else f"{state.whole // 60} min"
    if item is None:
        return [([(" No agenda: → walks the record, + adds an item", "strong")], [(f"whole {whole} ", "")])]
    spent = state.spent.get(item.id, 0) // 60
    own = f"{spent} of {item.minutes} min" if item.minutes else f"{spent} min"
    said = {"done": "done: ", "parked": "parked: "}.get(item.state, "")
    left: list[Part] = [
        (f" {state.place + 1} of {len(state.items)}  ", "quiet"),
        (said, "quiet"),
        (label_of(item, private=looked.private), "strong"),
    ]
    return [
        (left, [(f"  this {own}   whole {whole} ", "quiet")]),
        (left, [(f"  {own}, whole {whole} ", "quiet")]),
    ]


def stands(state: RunningState, looked: Looked) -> str:
    """Return where the child of the item stands: stage and days, the date to be discussed by, actions, holder.

    Of an item without a child: what the policy says of the point.
    """
    item, child = state.item, state.child
    if item is None:
        return ""
    point = point_of(looked.pack, item)
    listens = ["THE PRESENTER LISTENS"] if point is not None and point.listens else []
    if child is None and point is not None and point.takes == "children" and state.told.sitting.is_group:
        return "F2 is the board: > moves, w says why, d notes who is talked about. F12 comes back."
    if child is None:
        notes = [item.note.strip().partition("\n")[0]] if not looked.private else []
        return " · ".join(part for part in (*listens, *notes) if part)
    if child.open is None:
        return "The work is closed. What is said is recorded, and counts as discussed only up to the last open day."
    stage = next((one for one in looked.pack.stages if one.number == child.open.stage), None)
    days = counted((looked.today - child.open.since).days, "day")
    handed_on = child.holder and child.holder != state.told.name
    now_with = [f"Now with {said_name(child.holder, private=looked.private)}"] if handed_on else []
    said = [*listens, *now_with, f"{stage.name if stage else f'Stage {child.open.stage}'}, {days}"]
    if looked.due is not None:
        line = looked.due
        when = f"by {show_short(line.day, looked.today)}, {line.lateness()}" if line.day else line.reason
        said.append(f"{in_a_sentence(line.what)} {when}")
    if child.actions:
        said.append(f"{counted(len(child.actions), 'action')} open")
    return " · ".join(said)


def last_time(record: RecordState) -> str:
    """Return last time's words at the place under the cursor; else that there are none.

    What the store fills in, such as the day, is never what was said last time.
    """
    stop = record.stop
    if stop is None or stop.field is None or stop.field.fill:
        return ""
    child = record.links().get(stop.place.part) if stop.place.part else None
    earlier = record.around.last_of.get(child) if child is not None else record.around.last
    if earlier is None:
        return "Last time: no record on this form yet"
    words = earlier.said(record.form, stop.place.key, each=bool(stop.place.part))
    said = _one_line(words) if words else "nothing was written here"
    return f"Last time, {show_short(earlier.day, record.view.line.day)}: {said}"


def where_left(state: RunningState, record: RecordState, looked: Looked) -> str:
    """Return where it was left: the item's own note, else the action that comes next."""
    item = state.item
    if item is None:
        return ""
    note = _one_line(item.note)
    if note and state.child is not None:
        return f"We left it: {note}"
    actions: Sequence[ActionLine] = (
        state.child.actions
        if state.child
        else [one for one in record.around.before if one.child_id is None and one.is_open]
    )
    if not actions:
        return "" if state.child is None else "We left it: no action is open"
    first = actions[0]
    by = f", by {show_short(first.due_on, looked.today)}" if first.due_on else ""
    way = f", in the way: {_one_line(first.in_the_way)}" if first.in_the_way else ""
    carried = f", {carry_words(first, looked.today)}" if first.carried else ""
    more = f" (and {len(actions) - 1} more)" if len(actions) > 1 else ""
    return f"We left it: {_one_line(first.what)}{by}{carried}{way}{more}"


def voice(state: RunningState, record: RecordState) -> str:
    """Return what the child said last, in this record or the one of last time."""
    item = state.item
    if item is None or item.child_id is None or record.form.field(VOICE) is None:
        return ""
    earlier = record.around.last_of.get(item.child_id)
    words = earlier.said(record.form, VOICE, each=bool(earlier.part)) if earlier is not None else ""
    if earlier is None or not words:
        return "The child: nothing is written of what they said"
    return f"The child, {show(earlier.day)}: {_one_line(words)}"


def agenda_rows(
    state: RunningState, record: RecordState, looked: Looked, width: int = SECTION + INDENT
) -> list[Row]:
    """Return the agenda for the list at the side, so wide, the sections of the present item below it."""
    if looked.private:
        item = state.item
        return [Row((label_of(item, private=True),), kind="heading")] if item is not None else []
    rows = [Row(("Agenda",), kind="heading")] if state.items else _sections(record, width)
    for number, one in enumerate(state.items, 1):
        minutes = f"{one.minutes}" if one.minutes else ""
        kind = "quiet" if one.state != "open" else ""
        rows.append(Row((f"[{MARKS[one.state]}] {number} {one.label}", minutes), ("item", one.id), kind))
        if one.id == state.at:
            rows += _sections(record, width)
    return rows


def _sections(record: RecordState, width: int) -> list[Row]:
    """Return the sections of the record, of the same child as the one the cursor is in."""
    return [
        Row((_section(step.name, width - INDENT, here=n == record.step),), ("section", n), "quiet")
        for n, step in enumerate(record.steps)
        if step.part == record.here.part
    ]


def _section(name: str, room: int, *, here: bool) -> str:
    """Return the name of a section on one line of the list at the side."""
    return fit(f"   {'>' if here else ' '} {name}", max(SECTION, room)).rstrip()


def _one_line(text: str) -> str:
    return " ".join(text.split())
