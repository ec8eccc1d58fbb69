"""Closing a sitting: the page both can read, and the one change that closes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from forms.answers.model import Answers, Value
from forms.records.beginning import apart_of
from forms.records.closing import (
    Known,
    closed_answers,
    is_written,
    is_written_at,
    known_next,
    without_unreached,
)
from forms.records.outcomes import with_outcomes
from forms.records.places import Taken, place_of_item, takes_of
from models.changes.agenda_running import Ended, Ending, end_session, finish_item
from models.changes.planning import Plan, set_time
from models.changes.records import discard_record
from models.dates import WorkingDays, show
from models.policy.pack import Pack
from models.reading.agenda.lengths import Lengths
from models.reading.agenda.moves import Move
from models.reading.agenda.next_date import Away, NextDate, why_not
from models.reading.agenda.told import ItemView
from models.reading.took_part import Here
from models.store.change import Change
from tui.closing_rows import meet, part_label
from tui.record.completing import Completing
from tui.record.state import RecordState
from tui.running.places import record_of, written_of
from tui.running.state import RunningState


@dataclass(slots=True)
class Asked:
    """What can be changed on the page: the day, the minutes, the next session, and a reason for what is missing."""

    held_on: date
    minutes: int
    next_day: date | None = None
    next_time: str = ""
    reason: str = ""


@dataclass(slots=True)
class Closing:
    """A sitting about to close. ``proposed`` is the next session as the diary has it or the clock proposes it."""

    pack: Pack
    today: date
    sitting: RunningState
    records: Mapping[int, RecordState]
    asked: Asked
    proposed: NextDate | None = None
    unbooked: tuple[str, ...] = ()
    away: Sequence[Away] = ()
    timeless: tuple[int, ...] = ()
    fills: Mapping[str, Value] = field(default_factory=dict)
    noted: tuple[str, ...] = ()
    presents: Mapping[int, str] = field(default_factory=dict)
    here: Sequence[Here] = ()
    lengths: Lengths = field(default_factory=Lengths)
    before: dict[int, Answers] = field(default_factory=dict)

    @property
    def reached(self) -> set[int]:
        """The children whose items are done, and those about whom something is written."""
        done = {one.child_id for one in self.sitting.items if one.state == "done" and one.child_id}
        return done | {child for state in self.records.values() for child in written_of(state, self.sitting)}

    def written_only(self) -> list[ItemView]:
        """Return items that are not marked as done while something is written of them: they are done.

        Of a child that is anything in their part; of a step of theirs, what stands where it alone is written up. Of
        another item it is what was typed while it was the item, or what stands where it alone is written up. The
        point under which a group takes up children is done once one was.
        """
        found = {child for state in self.records.values() for child in written_of(state, self.sitting)}
        steps = {child: self._steps_written(child) for child in found}
        return [
            one
            for one in self.sitting.items
            if one.state == "open"
            and (one.id in steps.get(one.child_id, ()) if one.child_id else self._is_written(one))
        ]

    def _steps_written(self, child_id: int) -> set[int]:
        """Return which items of a child something is written about, where something is of the child.

        Items of which each has a place of its own (the steps of a case) are told apart by it. Where words stand at
        none of them, they are of the first: the child was talked about.
        """
        own = [one for one in self.sitting.items if one.child_id == child_id]
        places = {one.id: self._place(one) for one in own}
        found = {
            one.id
            for one in own
            for place in [places[one.id]]
            if place is None
            or sum(meet(other, place) for other in places.values()) > 1
            or self._is_written_of(child_id, *place)
        }
        none = not found and all(one.state != "done" for one in own)
        return {one.id for one in own if one.state == "open"} & (found or {own[0].id} if none else found)

    def takes_children(self, item: ItemView) -> bool:
        """Say whether an item is the point under which a group takes up children."""
        group = self.sitting.told.sitting.is_group
        return group and item.child_id is None and takes_of(self.pack, item) == "children"

    def _is_written(self, item: ItemView) -> bool:
        if self.takes_children(item) and self.reached:
            return True
        place = self._place(item)
        if place is None:
            return False
        number, taken = place
        state = self.records[number]
        if self.sitting.told.sitting.is_group:  # a point of all of them is talked about child by child too
            of_each = place_of_item(state.form, self.pack, item, in_parts=True)
            if of_each is not None and of_each != taken and is_written_at(state.form, state.answers, of_each):
                return True
        others = (one for one in self.sitting.items if one.child_id is None)
        alone = sum(meet(self._place(one), place) for one in others) == 1
        return (item.id in self.sitting.written or alone) and is_written_at(state.form, state.answers, taken)

    def _is_written_of(self, child_id: int, number: int, taken: Taken) -> bool:
        state = self.records[number]
        own = {part for part, child in state.links().items() if child == child_id}
        return is_written_at(state.form, state.answers, taken, own)

    def _place(self, item: ItemView) -> tuple[int, Taken] | None:
        """Return the record an item is written up in, and where; None where its form has no place."""
        if not self.sitting.told.records:
            return None
        number = record_of(self.pack, self.sitting.told, self.records, item)
        if not number:
            return None
        taken = place_of_item(self.records[number].form, self.pack, item)
        return (number, taken) if taken is not None else None

    def held(self) -> tuple[int, ...]:
        """Return the sessions of which something was done or written; the others stay in the diary."""
        done = {one.supervision_id for one in self.sitting.items if one.state == "done"}
        written = {
            one
            for one, ids in self.sitting.told.records.items()
            if any(is_written(self.records[each].form, self.records[each].answers) for each in ids)
        }
        return tuple(one for one in self.sitting.told.sitting.ids if one in done | written)

    def records_held(self) -> list[RecordState]:
        """Return the records of the sessions that were held, in their order."""
        found = [self.records[each] for one in self.held() for each in self.sitting.told.records.get(one, ())]
        unused = {state.view.line.id for state in self.unused()}
        return [
            state for state in found if state.view.line.state == "draft" and state.view.line.id not in unused
        ]

    def unused(self) -> list[RecordState]:
        """Return records nobody came to: of sessions that were not held, of children who were not reached."""
        reached, held, found = self.reached, self.held(), []
        for one, ids in self.sitting.told.records.items():
            for state in (self.records[each] for each in ids):
                children = {child.id for child in state.view.line.children}
                several = len(ids) > 1 or (bool(children) and bool(apart_of(state.form)))
                alone = several and children.isdisjoint(reached)
                if (one not in held or alone) and not is_written(state.form, state.answers):
                    found.append(state)
        return found

    def known(self) -> Known:
        """Return what is known now that was not when the records began."""
        told = self.sitting.told
        whole = {**self.fills, **known_next(self.next_day, self.asked.next_time)}
        of_child: dict[int, dict[str, Value]] = {
            kid: {"stage": str(child.open.stage)} if child.open is not None else {}
            for kid, child in told.children.items()
        }
        for kid, name in self.presents.items():
            of_child.setdefault(kid, {})["presenter"] = name
        for move in told.moves:
            words = self.move_words(move)
            own = of_child.setdefault(move.child_id, {})
            own["moves"] = f"{own['moves']}\n{words}" if "moves" in own else words
        return Known(whole, of_child, [one.cells for one in self.here])

    def prepare(self) -> None:
        """Put what is known by now into the records, and take out who was not reached."""
        self.restore()
        reached, known = self.reached, self.known()
        for state in self.records_held():
            self.before[state.view.line.id] = state.answers
            links, here = state.links(), state.view.line.id
            numbers = {child.number: child.id for child in state.view.line.children}
            answers = closed_answers(state.form, state.answers, links, reached, known)
            answers = without_unreached(state.form, answers, numbers, reached)
            state.answers = with_outcomes(state.form, answers, state.around.before, here, links)
            state.forget_stops()

    def restore(self) -> None:
        """Leave the records as they were before: the session goes on."""
        for record_id, answers in self.before.items():
            self.records[record_id].answers = answers
            self.records[record_id].forget_stops()
        self.before = {}

    # -- the next session ------------------------------------------------------------------------

    @property
    def is_booked(self) -> bool:
        """Whether the next session of every kind stands in the diary already."""
        return self.proposed is not None and self.proposed.booked and not self.unbooked

    @property
    def next_day(self) -> date | None:
        """The day of the next session: booked, or as it is planned here."""
        if self.is_booked and self.proposed is not None:
            return self.proposed.day
        return self.asked.next_day

    def wrong_day(self, day: date) -> str:
        """Return why a day is none for the next session: past, a weekend, a bank holiday, an absence; else nothing."""
        if day <= self.asked.held_on:
            return f"{show(day)} is not after this session"
        return why_not(day, self.away, WorkingDays(self.pack.closure_days))

    def plans(self) -> tuple[Plan, ...]:
        """Return the sessions to be planned: one of each kind that has none in the diary."""
        day, sitting = self.asked.next_day, self.sitting.told.sitting
        if day is None:
            return ()
        return tuple(
            Plan(one.kind, sitting.practitioner_id, day, self.asked.next_time, one.occasion, one.minutes)
            for one in sitting.sessions
            if one.kind in self.unbooked and one.id in self.held()
        )

    # -- what a rule wants -----------------------------------------------------------------------

    def missing(self) -> list[str]:
        """Return what rules still want of the records."""
        return [
            f"{state.form.called}: {f'{name}: ' if name else ''}{one}"
            for state in self.records_held()
            for one in state.missing()
            for name in [part_label(state, one.part)]
        ]

    def move_words(self, move: Move) -> str:
        """Return a move in words: ``moved from Making change to Sustaining the change: the plan holds``."""
        names = {stage.number: stage.name for stage in self.pack.stages}
        came = f"from {names.get(move.from_stage, '')} " if move.from_stage else ""
        why = f": {move.why}" if move.why else ""
        return f"Moved {came}to {names.get(move.to_stage, str(move.to_stage))}{why}"

    # -- the change ------------------------------------------------------------------------------

    def close(self, change: Change) -> Ended:
        """Close the sitting: who was talked about is discussed, the next planned, what is complete completed."""
        for item in self.written_only():
            finish_item(change, item.id)
        held = self.held()
        ended = end_session(change, Ending(held, self.asked.held_on, self.asked.minutes, self.plans()))
        for one in self.timeless if self.asked.next_time else ():
            set_time(change, one, self.asked.next_time)
        for state in self.records_held():
            completing = Completing(state, self.pack, self.today)
            if not completing.missing or self.asked.reason:
                completing.complete(change, {"reason": self.asked.reason if completing.missing else ""})
        for state in self.unused():
            if state.view.line.state == "draft":
                discard_record(change, state.view.line.id, "Nothing of it was reached")
        return ended
