"""The page that closes a sitting: what was talked about, decided and agreed, what waits, the next session."""

from __future__ import annotations

from collections.abc import Iterator

from forms.records.closing import decided_in
from models.dates import counted, show
from models.reading.agenda.told import ItemView
from tui.closing_rows import by, dates_apart, minutes, part_label, under
from tui.running.closing import Closing
from tui.widgets.rows import Row


def closing_rows(closing: Closing) -> list[Row]:
    """Return the page: what was talked about, decided and agreed, what waits, the next session."""
    return [
        *_head(closing),
        *_here(closing),
        *_talked(closing),
        *under("Noted", [Row(("", one, "")) for one in closing.noted]),
        *under("Decided", _decided(closing)),
        *under("Actions", _actions(closing), "None was agreed."),
        *under("For next time", _waiting(closing)),
        *under("Not carried over", _unmarked(closing)),
        *under("The next session", [*_next(closing), *dates_apart(closing.records_held(), closing.next_day)]),
        *under("A rule still wants", _wanted(closing)),
    ]


def _wanted(closing: Closing) -> Iterator[Row]:
    """Yield what rules still want, and with which reason it is complete without."""
    for one in closing.missing():
        yield Row((f"- {one}",), kind="warn")
    if closing.asked.reason and closing.missing():
        yield Row(("Without", closing.asked.reason, "w puts it right"))


def _head(closing: Closing) -> Iterator[Row]:
    day = closing.sitting.told.sitting.day
    planned = f"planned for {show(day)}" if day != closing.asked.held_on else ""
    asked = closing.asked
    yield Row(("Held", f"{show(asked.held_on)}, {counted(asked.minutes, 'minute')}", planned))
    held = closing.held()
    against = closing.lengths.against(asked.minutes)
    if against and len(held) == len(closing.sitting.told.sitting.sessions):
        yield Row(("", f"{against} m puts it right.", ""), kind="warn")
    for one in closing.sitting.told.sitting.sessions:
        if one.id not in held:
            label = closing.pack.session_kind(one.kind).label
            words = "nothing of it was done: it stays in the diary, to be moved or cancelled"
            yield Row(("Not held", label, words), kind="warn")


def _here(closing: Closing) -> Iterator[Row]:
    """Yield who was there: of a group everyone, of other sessions the guests; a group with nobody is said so."""
    if closing.here and (closing.sitting.told.sitting.is_group or len(closing.here) > 1):
        yield Row(("Took part", ", ".join(one.name for one in closing.here), "v says who"))
    elif closing.sitting.told.sitting.is_group:
        yield Row(
            ("Took part", "nobody is marked as here, so the record names nobody: v says who"), kind="warn"
        )


def _talked(closing: Closing) -> Iterator[Row]:
    written = {one.id for one in closing.written_only()}
    done = [one for one in closing.sitting.items if one.state == "done" or one.id in written]
    yield Row(("Talked about",), kind="heading")
    for one in done:
        spent = closing.sitting.spent.get(one.id, 0) // 60
        note = "written about, so it counts as done" if one.id in written else ""
        if note and closing.takes_children(one):
            note = f"{counted(len(closing.reached), 'child', 'children')} talked about"
        yield Row((one.child or "", one.words or "discussed", note or minutes(spent)))
    if not done:
        yield Row(("Nothing is marked as done yet: Esc goes back, F9 marks an item.",), kind="warn")


def _decided(closing: Closing) -> Iterator[Row]:
    filled = {str(own.get("moves")) for own in closing.known().of_child.values()}
    for move in closing.sitting.told.moves:
        item = closing.sitting.of_child(move.child_id)
        yield Row((item.child if item else move.child, closing.move_words(move), ""))
    for state in closing.records_held():
        names = {each.id: each for each in state.answers.parts}
        for part, words in decided_in(state.form, state.answers):
            if words in filled:  # it stands above, as the move itself
                continue
            yield Row((part_label(state, part) if part in names else "", words, ""))
        for line in state.around.decided:
            step = next((one for one in reversed(line.steps) if one.record_id == state.view.line.id), None)
            if step is not None and step.kind != "agreed":
                yield Row((line.child, f"{line.what}: {step.kind}. {step.words}".strip(), by(step.due_on)))


def _actions(closing: Closing) -> Iterator[Row]:
    for state in closing.records_held():
        labels = {kid.id: f"{kid.number} {kid.initials}".strip() for kid in state.around.children}
        for one in state.written().actions:
            who = f"{one.owner}, " if one.owner else ""
            yield Row((labels.get(one.child_id or 0, ""), one.what, f"{who}{by(one.due_on)}".strip(", ")))


def _left(closing: Closing) -> list[ItemView]:
    """Return the items that are neither done nor written about."""
    written = {one.id for one in closing.written_only()}
    return [one for one in closing.sitting.items if one.state != "done" and one.id not in written]


def _waiting(closing: Closing) -> Iterator[Row]:
    """Yield what waits for the next session: what was parked or not reached."""
    for one in _left(closing):
        if not _is_unmarked(closing, one):
            why = one.note.strip().rpartition("\n")[2] if one.state == "parked" else ""
            yield Row((one.child or "", one.words, "parked" if one.state == "parked" else "not reached"))
            if why:
                yield Row(("", why, ""), kind="quiet")


def _unmarked(closing: Closing) -> Iterator[Row]:
    """Yield a group's own points, and steps of a case taken up, that are only not marked: nothing carries them over."""
    for one in _left(closing):
        if _is_unmarked(closing, one):
            yield Row((one.child or "", one.words, "not marked as talked about"))


def _is_unmarked(closing: Closing, item: ItemView) -> bool:
    reached, group = closing.reached, closing.sitting.told.sitting.is_group
    point = bool(reached) and item.child_id is None and item.whose == "policy"
    return item.state != "parked" and group and (point or item.child_id in reached)


def _next(closing: Closing) -> Iterator[Row]:
    proposed = closing.proposed
    if closing.is_booked and proposed is not None:
        at = f", {closing.asked.next_time}" if closing.asked.next_time else ", no time yet: n gives it"
        yield Row(("Booked", f"{show(proposed.day)}{at}", ""))
        return
    if closing.asked.next_day is None:
        yield Row(("Not planned", "nobody should leave without the next date: n plans it", ""), kind="warn")
        return
    time = f", {closing.asked.next_time}" if closing.asked.next_time else ""
    why = proposed.why if proposed is not None and proposed.day == closing.asked.next_day else ""
    yield Row(("Planned", f"{show(closing.asked.next_day)}{time}", why))
    if proposed is not None and proposed.due is not None:
        hold = f"hold by {show(proposed.hold_by)}" if proposed.hold_by else ""
        late = closing.asked.next_day > proposed.due
        words = f"later than {proposed.rule} allows" if late else hold
        yield Row(("Due", show(proposed.due), words), kind="warn" if late else "")
