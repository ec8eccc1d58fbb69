"""One child: everything that happened, and the keys to add to it or put it right."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session
from textual.binding import Binding

from models.changes.involvements import reopen_involvement
from models.changes.situations import remove_situation
from models.reading.child import ChildView, Discussed, InvolvementView, SituationView, read_child
from models.reading.due import DueLine
from models.reading.due.kinds import DISCUSSION
from models.reading.facts import About
from models.reading.gates import by_service, read_closing, read_step
from models.reading.intervals import IntervalView, read_intervals
from models.reading.standing.papers import EventView, read_child_events
from models.reading.written import WrittenView, read_written
from tui import by_hand, keeping
from tui.child_page import Ref, child_rows, situation_label
from tui.child_written import Beside, beside_rows
from tui.due_page import due_rows, interval_rows, line_of
from tui.gating import Gate, before_closing
from tui.passing_on import said_off
from tui.person_opening import remove_paper
from tui.person_page import Looking
from tui.screens.base import BACK, UNDO
from tui.screens.due_room import DISCUSSED, EXPLAIN, PLAN, SHORTER, WHAT_IF, DueRoom
from tui.screens.entry import EntryScreen
from tui.screens.list_room import ListRoom
from tui.widgets.rows import Rows


class ChildScreen(ListRoom, DueRoom):
    """A child's page. Tab goes to the next sibling that stands on the same tile or in the family."""

    NAME = "Child"
    BINDINGS = [
        BACK,
        Binding("enter", "none", "open", key_display="Enter", tooltip="Open the session or the record"),
        EXPLAIN,
        Binding("g", "agenda", "on the agenda", tooltip="Put the child on the practitioner's next agenda"),
        DISCUSSED,
        Binding("c", "correct", "correct", tooltip="Correct the date, situation or service under the cursor"),
        Binding("e", "edit", "number, initials", tooltip="Correct number, initials, family"),
        Binding("s", "situation", "situation", tooltip="Add a situation"),
        Binding(
            "x",
            "end",
            "end or close",
            tooltip="End the situation or interval, or close the involvement, under the cursor",
        ),
        Binding("delete", "remove", "Take away a situation that was never true", show=False),
        Binding("r", "reopen", "reopen", tooltip="Take back a closing that was a mistake"),
        Binding("h", "allocate", "allocate", tooltip="Allocate or re-allocate the involvement"),
        Binding("m", "transfer", "transfer", tooltip="A transfer to another service or team is planned"),
        Binding("n", "involvement", "new service", tooltip="Open a further service to this child"),
        Binding("j", "join", "join", tooltip="Two numbers that are one child"),
        PLAN,
        SHORTER,
        WHAT_IF,
        Binding(
            "v", "event", "took place", tooltip="Record an audit or another event the policy counts from"
        ),
        Binding("o", "app.oversight", "oversight", tooltip="Note a decision in passing"),
        Binding("w", "written", "records", tooltip="Everything written about this child"),
        UNDO,
        Binding("tab", "sibling(1)", "sibling", key_display="Tab"),
        Binding("shift+tab", "sibling(-1)", "The sibling before", show=False),
    ]

    def __init__(self, children: Sequence[int]) -> None:
        super().__init__(Rows((16, 50, 0), id="trail", empty="Nothing is known of this child yet."))
        self._children = list(children)
        self._at = 0
        self._view: ChildView | None = None
        self._intervals: tuple[IntervalView, ...] = ()
        self._beside = Beside()

    def heading(self) -> str:
        """Number and initials, and who else is in the family."""
        view = self._view
        if view is None:
            return "Child"
        once = f" (also numbered {', '.join(view.once)})" if view.once else ""
        return f"{view.label}{once}" + (
            f"   family {view.family}" if view.family and not self.program.private else ""
        )

    async def reload(self) -> None:
        """Read the child again."""
        child_id, today = self.child_id, self.desk.today

        pack = self.desk.pack

        def query(session: Session) -> tuple[ChildView, tuple[IntervalView, ...], Beside]:
            beside = Beside(read_written(session, child_id), read_child_events(session, pack, child_id))
            view = by_service(session, pack, read_child(session, child_id, today), today)
            return view, read_intervals(session, child_id=child_id), beside

        found = await self.read_or_leave(query)
        if found is None:
            return
        view, self._intervals, self._beside = found
        self._view = view
        self._children += [sibling for sibling, _, _ in view.siblings if sibling not in self._children]
        self.show_again()
        self.program.dues.begin()

    def show_again(self) -> None:
        """Show the page as it is known."""
        self.show_frame()
        if self._view is not None:
            pack, private = self.desk.pack, self.program.private
            dues = self.program.dues
            lines = self._dues() if dues.known is not None else None
            due = due_rows(lines, pack, dues.diary, self.desk.today, private=private)
            own = interval_rows(self._intervals, self.desk.today, private=private)
            rows = child_rows(self._view, pack, self.desk.today, private=private)
            how = Looking(pack, self.desk.today, private)
            self._rows.show([*due, *own, *rows, *beside_rows(self._beside, how)])

    def show_dues(self) -> None:
        """Show the dates as they are known now."""
        self.show_again()

    @property
    def child_id(self) -> int:
        """The child whose page is shown."""
        return self._children[self._at]

    def _dues(self) -> list[DueLine]:
        due, mine = self.program.dues.known, ("child", self.child_id)
        return [line for line in due.lines if line.entity == mine] if due is not None else []

    async def due_here(self) -> list[DueLine]:
        """Return the due thing under the cursor, or else everything due of the child."""
        await self.program.dues.fresh()
        line = line_of(self._rows.ref, self._dues())
        return [line] if line is not None else self._dues()

    async def about_here(self) -> About | None:
        """Return what the clock is told about the child."""
        return self.about_child(self.child_id)

    # -- going about -----------------------------------------------------------------------------

    def children_here(self) -> tuple[int, ...]:
        """The child whose page this is."""
        return (self._children[self._at],)

    def action_written(self) -> None:
        """Open the list of records about this child."""
        if self._view is not None:
            self.program.open_records(title=self._view.label, child_id=self._view.id)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the record or session under the cursor, or the session on whose list the child stands already."""
        if isinstance(event.ref, WrittenView):
            self.program.open_record(event.ref.record_id)
        elif isinstance(event.ref, Discussed):
            self.program.open_session(event.ref.session_id)
        elif (line := line_of(event.ref, self._dues())) is not None and self._is_noted(line):
            from tui.oversight import note

            self.run_worker(note(self.program, self.desk.pack.board.allocation_point))
        elif line is not None:
            planned = [one for one in self._view.discussions if one.at is None] if self._view else []
            if planned:
                self.program.open_session(planned[0].session_id)
            else:
                self.say(
                    "No session is planned for it: g puts it on the next agenda, d says it was discussed."
                )

    def _is_noted(self, line: DueLine) -> bool:
        """Say whether a note of oversight settles a due thing: the talk that new work waits for (KCC-P01)."""
        rule = line.due.rule if line.due is not None else None
        settled = getattr(rule.terms, "settled_by", ()) if rule is not None else ()
        return bool(self.desk.pack.board.allocation_point) and "discussed_at" in settled

    async def action_sibling(self, by: int) -> None:
        """Show the next sibling."""
        if len(self._children) > 1:
            self._at = (self._at + by) % len(self._children)
            await self.reload()

    # -- by hand ---------------------------------------------------------------------------------

    async def action_correct(self) -> None:
        """Put what is under the cursor right: the days of a situation, an opening, another date."""
        ref, situation = self._rows.ref, self._situation()
        if situation is not None:
            label = self.desk.pack.situation(situation.code).label
            self.ask(by_hand.correcting_situation(situation, label))
        elif not isinstance(ref, Ref) or ref.day is None:
            self.say("Put the cursor on a line with a date of its own: opened, closed, moved, a situation.")
        elif ref.field == "opened_on" and (one := self._with_id(ref.id)) is not None:
            self.ask(by_hand.correcting_opening(await self.lists(), one))
        else:
            self.ask(by_hand.correcting(ref.entity, ref.id, ref.field, ref.what, ref.day))

    async def action_remove(self) -> None:
        """Take away the situation, or what took place, under the cursor, which was never true."""
        if isinstance(self._rows.ref, EventView):
            await remove_paper(self, self._rows.ref)
            return
        situation = self._situation()
        if situation is None:
            self.say("Put the cursor on a situation: only one that was never true is taken away.")
            return
        if await self.make(lambda change: remove_situation(change, situation.id)):
            self.say("Taken away. u brings it back.")

    def _with_id(self, involvement_id: int) -> InvolvementView | None:
        involvements = self._view.involvements if self._view is not None else ()
        return next((one for one in involvements if one.id == involvement_id), None)

    async def action_edit(self) -> None:
        """Put number, initials, family or kind right."""
        if self._view is not None:
            self.ask(by_hand.child_facts(self._view))

    async def action_situation(self) -> None:
        """Add a situation."""
        if self._view is not None:
            self.ask(by_hand.new_situation(await self.lists(), self._view))

    async def action_involvement(self) -> None:
        """Open a further service."""
        view, pack, today = self._view, self.desk.pack, self.desk.today
        if view is None:
            return
        step, noted = await self.desk.read(lambda session: read_step(session, pack, view.id, today))
        gate = pack.board.step_gate if step and noted is None else ""
        self.ask(by_hand.new_involvement(await self.lists(), view, gate))

    async def action_transfer(self) -> None:
        """Plan the transfer of the involvement under the cursor, or the open one."""
        one = self._involvement(closed=False)
        if one is None:
            self.say("No service is open to this child.")
        else:
            self.ask(by_hand.transfer(await self.lists(), one))

    async def action_allocate(self) -> None:
        """Allocate the involvement under the cursor, or the open one."""
        one = self._involvement(closed=False)
        if one is None:
            self.say("No service is open to this child. Open one with n.")
        else:
            today, private = self.desk.today, self.program.private
            self.ask(
                by_hand.allocation(await self.lists(), [one.id]),
                lambda off: self.say(
                    f"Allocated. {said_off(off, today, private=private)} u takes it back.".replace("  ", " ")
                ),
            )

    async def action_end(self) -> None:
        """End the situation or interval under the cursor, or close the involvement."""
        found = await self.lists()
        if isinstance(self._rows.ref, IntervalView):
            self.ask(keeping.end_interval(found, self._rows.ref.id))
            return
        situation = self._situation()
        if situation is not None:
            label = self.desk.pack.situation(situation.code).label
            self.ask(by_hand.ending(found, situation.id, label))
            return
        one = self._involvement(closed=False)
        if one is None:
            self.say("Nothing open stands under the cursor.")
            return
        pack, today, involvement = self.desk.pack, self.desk.today, one.id
        gate = Gate((), ())
        if pack.board.closing_gate:
            views = await self.desk.read(lambda session: read_closing(session, pack, [involvement], today))
            gate = before_closing(views, pack, today)
        if self._view is not None:
            private = self.program.private
            self.ask(
                by_hand.closing(found, one, gate, self._view),
                lambda off: self.say(f"Closed. {said_off(off, today, private=private)}".strip()),
            )

    async def action_reopen(self) -> None:
        """Take back the closing under the cursor."""
        one = self._involvement(closed=True)
        if one is None:
            self.say("No closed involvement stands under the cursor.")
            return
        involvement_id, closed_on = one.id, one.closed_on
        ended = [
            situation_label(each, self.desk.pack)
            for each in (self._view.situations if self._view is not None else ())
            if each.until is not None and each.until == closed_on
        ]
        if await self.make(lambda change: reopen_involvement(change, involvement_id)) and ended:
            self.say(f"Still ended on that day: {', '.join(ended)}. s adds what goes on.")

    async def action_join(self) -> None:
        """Join this number into another of the same child."""
        if self._view is None:
            return

        async def joined(child_id: object) -> None:
            if isinstance(child_id, int):
                self._children, self._at = [child_id], 0
                await self.reload()

        self.program.push_screen(EntryScreen(*by_hand.joining(self._view)), joined)

    async def action_shorter(self) -> None:
        """Set a shorter interval between discussions of this child."""
        if self._view is not None:
            line = next((each for each in self._dues() if each.kind == DISCUSSION), None)
            await self.shorten_child(self.child_id, self._view.label, line)

    async def action_event(self) -> None:
        """Record an event of this child that the policy counts from."""
        if self._view is None:
            return
        if any(one.subject == "child" for one in self.desk.pack.event_kinds):
            self.ask(keeping.event_of_child(await self.lists(), self.child_id, self._view.label))
        else:
            self.say("This policy counts from no event of a child.")

    def _situation(self) -> SituationView | None:
        ref = self._rows.ref
        if self._view is None or not isinstance(ref, Ref) or ref.entity != "situation":
            return None
        return next((one for one in self._view.situations if one.id == ref.id), None)

    def _involvement(self, *, closed: bool) -> InvolvementView | None:
        """Return the involvement under the cursor, or the last one that is closed (or open) as asked."""
        if self._view is None:
            return None
        fitting = [one for one in self._view.involvements if (one.closed_on is not None) == closed]
        ref = self._rows.ref
        under = [one for one in fitting if isinstance(ref, Ref) and ref.involvement_id == one.id]
        return under[0] if under else (fitting[-1] if fitting else None)
