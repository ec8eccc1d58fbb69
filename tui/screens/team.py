"""The team's own page: its group sessions, and what the policy wants of the team and its service."""

from __future__ import annotations

from sqlmodel import Session
from textual.binding import Binding

from forms.template.form import Form
from models.dates import counted, show
from models.reading.diary import Diary
from models.reading.disagreements import DisagreementView
from models.reading.due import DueLine
from models.reading.people import SessionView
from models.reading.record_context import AskedFor
from models.reading.sessions import read_group_sessions
from models.reading.standing.papers import EventView, PaperView
from models.reading.team_page import AwayView, TeamPage, ThemeView, read_team_page
from tui import keeping
from tui.booking import With
from tui.due_page import due_rows, line_of
from tui.overdue_lines import booked_for
from tui.person_opening import remove_paper
from tui.person_page import Looking
from tui.record.beginning import begin_with
from tui.refusals import only_looks
from tui.screens.base import BACK, UNDO
from tui.screens.due_room import EXPLAIN
from tui.screens.list_page import ListPage
from tui.settling import event_for, plan_with, record_held_with, recorded
from tui.team_page import held_rows, team_forms, team_rows
from tui.widgets.rows import Row, Rows


class TeamScreen(ListPage):
    """Group sessions and the team's own due things."""

    NAME = "The team"
    BINDINGS = [
        BACK,
        Binding("enter", "none", "open", key_display="Enter", tooltip="Open the session"),
        EXPLAIN,
        Binding("p", "plan", "plan", tooltip="Plan a group session, or a series"),
        Binding("d", "held", "held", tooltip="Record a group session that stood in no diary"),
        Binding(
            "v", "event", "took place", tooltip="Record what the team or its service did: a survey, a plan"
        ),
        Binding("e", "write_plan", "team's plan", tooltip="Write the team's plan on the policy's form"),
        Binding("delete", "remove", "Take away what was recorded by mistake", show=False),
        UNDO,
    ]

    def __init__(self) -> None:
        super().__init__(Rows((22, 46, 0), id="team"))
        self._sessions: tuple[SessionView, ...] = ()
        self._plans: list[Form] = []
        self._page = TeamPage()

    async def read_page(self) -> None:
        """Read the group sessions again."""
        today, pack = self.desk.today, self.desk.pack

        def query(session: Session) -> tuple[tuple[SessionView, ...], list[Form], TeamPage]:
            plans, themes = team_forms(pack)
            codes = [form.code for form in plans], [form.code for form in themes]
            return read_group_sessions(session, today), plans, read_team_page(session, pack, today, *codes)

        self._sessions, self._plans, self._page = await self.desk.read(query)
        await self.program.dues.fresh()

    def show_dues(self) -> None:
        """Show the dates as they are known now."""
        self.show_again()

    def page_rows(self) -> list[Row]:
        """What is due of the team, what it keeps, its group sessions."""
        rows = due_rows(
            self._dues(),
            self.desk.pack,
            self.program.dues.diary,
            self.desk.today,
            private=self.program.private,
        )
        how = Looking(self.desk.pack, self.desk.today, self.program.private)
        rows += [*team_rows(self._page, self._plans, how), Row(("Group sessions",), kind="heading")]
        rows += held_rows(self._page, how)
        rows += [self._row(one) for one in self._sessions] or [Row(("None yet. p plans one.",), kind="note")]
        return rows

    def _row(self, one: SessionView) -> Row:
        day = one.held_on or one.planned_for
        label = self.desk.pack.session_kind(one.kind).label
        minutes = f", {counted(one.minutes, 'minute')}" if one.minutes else ""
        state = f"held{minutes}" if one.held_on else "cancelled" if one.cancelled_on else "planned"
        missed = state == "planned" and one.planned_for is not None and one.planned_for < self.desk.today
        kind = "warn" if missed else "" if state == "planned" else "quiet"
        return Row((show(day) if day else "", label, "not held" if missed else state), one, kind)

    def _dues(self) -> list[DueLine]:
        due = self.program.dues.known
        return [line for line in due.lines if line.about.entity == "team"] if due is not None else []

    async def due_here(self) -> list[DueLine]:
        """Return the due thing under the cursor, or else all of the team's."""
        line = line_of(self._rows.ref, self._dues())
        return [line] if line is not None else self._dues()

    # -- keys ------------------------------------------------------------------------------------

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the session under the cursor, or the one that is booked; else plan it, or say why it is due."""
        line = line_of(event.ref, self._dues())
        booked = booked_for(line, self.desk.pack, self.program.dues.diary or Diary()) if line else None
        if isinstance(event.ref, SessionView):
            self.program.open_session(event.ref.id)
        elif isinstance(event.ref, PaperView | ThemeView):
            self.program.open_record(event.ref.record_id)
        elif isinstance(event.ref, AwayView | DisagreementView):
            self.program.open_person(event.ref.practitioner_id)
        elif isinstance(event.ref, EventView):
            await self._event(event.ref.code)
        elif booked is not None:
            self.program.open_session(booked.id)
        elif self._kinds(line):
            await self.action_plan()
        else:
            await self.action_event()

    async def action_plan(self) -> None:
        """Plan a group session or a series."""
        kinds = self._kinds(line_of(self._rows.ref, self._dues()))
        await plan_with(self, None, self.desk.team.name, self.say, kind=next(iter(kinds), ""))

    def _kinds(self, line: DueLine | None) -> list[str]:
        """Return the kinds of group session that would settle a due thing."""
        kinds = self.desk.pack.session_kinds
        return [one.code for one in kinds if line is not None and one.group and line.clock in one.settles]

    async def action_held(self) -> None:
        """Record a group session that stood in no diary."""
        who = With(None, self.desk.team.name)
        await record_held_with(self, who, [], "", recorded(self, self._rows))

    async def action_event(self) -> None:
        """Record something the team or its service did."""
        if not any(one.subject in ("team", "service") for one in self.desk.pack.event_kinds):
            self.say("This policy counts nothing of the team but its sessions.")
            return
        line = line_of(self._rows.ref, self._dues())
        await self._event(event_for(line, self.desk.pack) if line is not None else "")

    async def _event(self, initial: str) -> None:
        self.ask(keeping.event_of_team(await self.lists(), initial))

    async def action_remove(self) -> None:
        """Take away what was recorded by mistake."""
        await remove_paper(self, self._rows.ref)

    async def action_write_plan(self) -> None:
        """Write the team's plan on the policy's form for one."""
        if not self._plans:
            self.say("This policy names no plan of the team.")
        elif not only_looks(self.program):
            await begin_with(self.program, self._plans[0].code, AskedFor(self.desk.today, None, None))
