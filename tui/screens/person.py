"""One practitioner: what is known, absences, agreements, sessions, and the keys to add or put right."""

from __future__ import annotations

import asyncio
from datetime import date
from operator import is_not

from sqlmodel import Session
from textual.binding import Binding

from models.dates import counted
from models.errors import Refused
from models.reading.due import DueLine
from models.reading.due.kinds import SESSION
from models.reading.due.observed import kind_of_line
from models.reading.facts import About
from models.reading.handover.reading import HandoverLine
from models.reading.intervals import IntervalView, read_intervals
from models.reading.observing import PlannedSeen
from models.reading.people import AbsenceView, PersonPage, SessionView
from models.words import said_name
from tui import by_hand, keeping, observing
from tui.absences import ask_absence, put_absence_right
from tui.booking import With
from tui.due_page import due_rows, interval_rows, line_of
from tui.people_words import role_label
from tui.person_opening import ask_plan, disagree, draw_up, open_paper, remove_paper, settle_disagreement
from tui.person_page import Known, Looking, diary_rows, open_rows, paper_rows
from tui.person_particular import latest_open, particular_rows
from tui.person_reading import are_read, person_forms, read_known, with_papers
from tui.person_standing import standing_rows
from tui.screens.due_room import EXPLAIN, PLAN, SHORTER, WHAT_IF, DueRoom
from tui.screens.entry import EntryScreen
from tui.screens.kept_room import KeptPage
from tui.settling import is_to_plan, open_settling, plan_with, record_held_with, recorded, wants_plan
from tui.widgets.rows import Row, Rows


class PersonScreen(KeptPage[Known], DueRoom):
    """A practitioner's page; its screen is kept, for it is opened again and again."""

    NAME = "Practitioner"
    BINDINGS = [
        Binding("escape", "back", "back", key_display="Esc"),
        Binding(
            "enter", "none", "open", key_display="Enter", tooltip="Open the session, absence or due thing"
        ),
        EXPLAIN,
        PLAN,
        Binding("d", "held", "held", tooltip="Record a session that stood in no diary"),
        Binding("e", "edit", "correct"),
        Binding(
            "b", "absence", "away", tooltip="Record an absence, end the one that runs, put the last right"
        ),
        Binding("a", "draw_up", "draw up agreement", tooltip="Draw up or review the agreement on its form"),
        Binding("g", "agreement", "signed", tooltip="A supervision agreement was signed"),
        Binding("v", "event", "took place", tooltip="Record an observation, an appraisal, another event"),
        Binding("o", "observe", "observation", tooltip="Plan an observation for a day to come"),
        Binding("m", "move", "move", tooltip="Move the planned observation under the cursor"),
        SHORTER,
        WHAT_IF,
        Binding("n", "disagree", "disagreement", tooltip="A disagreement the two could not settle"),
        Binding(
            "x",
            "end",
            "end",
            tooltip="End the interval, settle the disagreement or call off the observation here",
        ),
        Binding("delete", "remove", "Take away what was recorded by mistake", show=False),
        Binding("c", "caseload", "their caseload", tooltip="The board with their children only"),
        Binding("w", "written", "records", tooltip="Everything written with them"),
        Binding("h", "hand_over", "hand over", tooltip="Hand their supervision, or their work, over"),
        Binding("f", "own_file", "file as one", tooltip="Everything about them in one file (subject access)"),
        Binding("l", "leaves", "leaves", tooltip="Someone leaves: their last day"),
        Binding("u", "undo", "undo"),
    ]

    def __init__(self, practitioner_id: int) -> None:
        super().__init__(practitioner_id, Rows((22, 44, 0), id="person"))
        self._intervals: tuple[IntervalView, ...] = ()
        self._made_of: tuple[object, ...] = ()
        self._made_so: tuple[bool, date] | None = None
        """What the rows that are shown were made of, and how: from the same, they are not made again."""

    def heading(self) -> str:
        """The person's name, or initials in projector mode."""
        if self._person is None:
            return "Practitioner"
        return said_name(self._person.person.name, private=self.program.private)

    async def reload(self) -> None:
        """Read the person again."""
        desk, person = self.desk, self._number
        today, pack = desk.today, desk.pack
        dues = self.program.dues
        team = dues.known.facts if dues.known is not None and dues.is_fresh else None
        with_forms = are_read(pack)  # they take a moment the first time: then what there is is shown at once

        def query(session: Session) -> tuple[Known, tuple[IntervalView, ...]]:
            known = read_known(session, pack, today, person, team)
            if with_forms:
                known = with_papers(session, today, known, person_forms(pack))
            return known, read_intervals(session, practitioner_id=person)

        found = await self.read_or_leave(query)
        if found is None or person != self._number:
            return
        begun, self._intervals = found
        if self._page is not None and not with_forms:
            await self._whole(begun)
        else:
            self._page = begun
            self.show_again()
            if not with_forms:
                self.run_worker(self._whole(begun), exclusive=True)
        self.program.dues.begin()

    async def _whole(self, begun: Known) -> None:
        """Read what hangs on the policy's forms too, and show the whole page."""
        pack, today = self.desk.pack, self.desk.today
        forms = await asyncio.to_thread(person_forms, pack)
        try:
            whole = await self.desk.read(lambda session: with_papers(session, today, begun, forms))
        except Refused:
            return  # locked meanwhile: unlocking reads the page again
        if begun.page.person.id == self._number:
            self._page = whole
            self.show_again()

    def show_dues(self) -> None:
        """Show the dates as they are known now."""
        self.show_again()

    @property
    def is_whole(self) -> bool:
        """Whether everything was read, what hangs on the policy's forms too."""
        return self._page is not None and bool(self._page.called)

    @property
    def _person(self) -> PersonPage | None:
        return self._page.page if self._page is not None else None

    def show_again(self) -> None:
        """Show the page as it is known."""
        self.show_frame()
        known, dues = self._page, self.program.dues
        if known is not None:
            made_of = known, self._intervals, dues.known, dues.diary
            how = self.program.private, self.desk.today
            if self._made_so != how or any(map(is_not, made_of, self._made_of)):
                self._made_of, self._made_so = made_of, how
                self._rows.show(self._page_rows(known))

    def _page_rows(self, known: Known) -> list[Row]:
        pack, person, private = self.desk.pack, known.page.person, self.program.private
        how = Looking(pack, self.desk.today, private)
        said = [role_label(pack, person.role), person.number, counted(person.caseload, "open involvement")]
        if person.job_title.casefold() != said[0].casefold() and not private:
            said.insert(1, person.job_title)
        rows = [Row((" · ".join(part for part in said if part),), kind="heading")]
        if not private:
            rows += particular_rows(known.page, pack, self.desk.today)
        rows += [*open_rows(known), *self._due_rows(), *standing_rows(known.standing, pack)]
        return [*rows, *paper_rows(known, how), *diary_rows(known, how)]

    def _due_rows(self) -> list[Row]:
        """Return what is due of this person themself, and in a line how their children stand."""
        private, known = self.program.private, self.program.dues.known
        diary, today = self.program.dues.diary, self.desk.today
        lines = self._dues() if known is not None else None
        rows = due_rows(lines, self.desk.pack, diary, today, private=private, named=True)
        rows += interval_rows(self._intervals, today, private=private)
        children = [
            line
            for line in (known.lines if known is not None else ())
            if line.about.entity == "child" and line.practitioner_id == self._number
        ]
        late = sum(line.is_late for line in children)
        week = sum(line.band.is_this_week for line in children)
        if late or week:
            rows.append(Row((f"Of their children {late} overdue and {week} due this week.",), kind="note"))
        return rows

    def _dues(self) -> list[DueLine]:
        due = self.program.dues.known
        return [
            line
            for line in (due.lines if due is not None else ())
            if line.practitioner_id == self._number and line.about.entity != "child"
        ]

    async def due_here(self) -> list[DueLine]:
        """Return the due thing under the cursor, or else everything due of this person."""
        await self.program.dues.fresh()
        line = line_of(self._rows.ref, self._dues())
        return [line] if line is not None else self._dues()

    async def about_here(self) -> About | None:
        """Return what the clock is told about this person."""
        return self.about_person(self._number)

    @property
    def _who(self) -> With:
        return With(self._number, self._person.person.name if self._person is not None else "")

    # -- keys ------------------------------------------------------------------------------------

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the session under the cursor, what settles the due thing, or the absence to be put right."""
        line = line_of(event.ref, self._dues())
        if isinstance(event.ref, SessionView):
            self.program.open_session(event.ref.id)
        elif isinstance(event.ref, HandoverLine):
            self.program.open_handover(event.ref.id)
        elif isinstance(event.ref, AbsenceView):
            await put_absence_right(self, self._number, event.ref)
        elif isinstance(event.ref, IntervalView):
            await self.action_end()
        elif await open_paper(self, self._who, event.ref):
            return
        elif line is not None and self._person is not None and wants_plan(line) and not self.program.private:
            ask_plan(self, self._person, await self.lists())
        elif line is not None and is_to_plan(line, self.desk.pack, self.program.dues.diary):
            await self.action_plan()
        elif line is not None:
            await open_settling(self, line, self.read_afresh)

    async def action_plan(self) -> None:
        """Plan what is due under the cursor with this person: a session of its kind, or an observation."""
        line = line_of(self._rows.ref, self._dues())
        if line is not None and (kind := kind_of_line(line, self.desk.pack)):
            await observing.plan(self, self._who, kind)
            return
        kinds = self.desk.pack.session_kinds
        fitting = [
            one.code for one in kinds if line is not None and line.clock in one.settles and not one.group
        ]
        who = self._who
        await plan_with(self, who.practitioner_id, who.name, self.say, kind=next(iter(fitting), ""))

    async def action_held(self) -> None:
        """Record a session that stood in no diary."""
        await record_held_with(self, self._who, [], "", recorded(self, self._rows))

    async def action_event(self) -> None:
        """Record an observation, an appraisal or another event."""
        self.ask(keeping.event_of_person(await self.lists(), self._who))

    async def action_observe(self) -> None:
        """Plan an observation for a day to come."""
        await observing.plan(self, self._who, line=line_of(self._rows.ref, self._dues()))

    def action_move(self) -> None:
        """Move the planned observation under the cursor."""
        seen = self._rows.ref
        if isinstance(seen, PlannedSeen) and seen.is_open:
            observing.move(self, seen)
        else:
            self.say("Put the cursor on an observation that is planned; a session moves on its own page.")

    async def action_shorter(self) -> None:
        """Set a shorter interval between sessions with this person."""
        line = next((each for each in self._dues() if each.kind == SESSION), None)
        await self.shorten_person(self._who, line)

    async def action_end(self) -> None:
        """End the manager's own interval, settle the disagreement or call off the observation under the cursor."""
        ref = self._rows.ref
        if isinstance(ref, IntervalView):
            self.ask(keeping.end_interval(await self.lists(), ref.id))
        elif isinstance(ref, PlannedSeen) and ref.is_open:
            observing.call_off(self, ref)
        elif not await settle_disagreement(self, ref):
            self.say("Put the cursor on the manager's own interval, a disagreement or a planned observation.")

    async def action_remove(self) -> None:
        """Take away the event or observation under the cursor, which was recorded by mistake."""
        await remove_paper(self, self._rows.ref)

    async def action_disagree(self) -> None:
        """Record a disagreement that the two could not settle."""
        await disagree(self, self._who, self._rows, lambda: latest_open(self._page))

    async def action_draw_up(self) -> None:
        """Draw up, or review, the agreement on the policy's own form."""
        await draw_up(self, self._who)

    async def action_edit(self) -> None:
        """Put what is known right."""
        if self.program.private:
            self.say("This form holds names, and projector mode is on. F10 ends it.", wrong=True)
        elif self._person is not None:
            self.ask(by_hand.practitioner_facts(await self.lists(), self._person))

    async def action_leaves(self) -> None:
        """Record their last day."""
        if self._person is not None:
            self.ask(by_hand.leaving(await self.lists(), self._person), lambda _: self._rows.to_top())

    async def action_absence(self) -> None:
        """Record an absence, end the one that runs, or put right the one just over."""
        if self._person is not None:
            await ask_absence(self, self._person)

    async def action_agreement(self) -> None:
        """Record a signed agreement; a longer interval than the policy allows is said with the rule."""
        if self._person is None:
            return

        async def done(made: object) -> None:
            if made is not None:
                await self.reload()
                self.warn_of_frequency()

        entry = by_hand.agreement(await self.lists(), self._number)
        self.program.push_screen(EntryScreen(*entry), done)

    def warn_of_frequency(self) -> None:
        """Say that the agreement names a longer interval than the policy allows, where it does."""
        known = self._page
        if known is not None and known.standing.frequency is not None:
            self.say(known.standing.frequency.text(), wrong=True)

    async def action_caseload(self) -> None:
        """Show the board with this person's children only."""
        await self.program.show_caseload(self._number)

    def action_written(self) -> None:
        """Open the list of records with them."""
        if self._person is not None:
            name = said_name(self._person.person.name, private=self.program.private)
            self.program.open_records(title=name, practitioner_id=self._number)

    def action_hand_over(self) -> None:
        """Begin to hand their supervision, or their work, over."""
        if self._person is not None:
            self.program.open_handovers(self._person.person.number)

    def action_own_file(self) -> None:
        """Write everything about them into one file."""
        from tui.leaving import ask_own_file

        if self._person is not None:
            ask_own_file(self.program, self._number, self._person.person.number)
