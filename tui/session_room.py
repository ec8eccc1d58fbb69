"""A session's page as it stands there, and its list of children: ticked as discussed, put on it and taken off.

What happens to the session itself is in `screens.session`.
"""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult

from models.changes import checks, holding, planning
from models.drafts import read_draft, save_draft
from models.errors import Refused
from models.reading.agenda.running import Run, read_begun
from models.reading.due import DueLine
from models.reading.sessions import SessionPage, read_session
from models.store.change import Change
from tui import booking
from tui.due_page import dues_of_session
from tui.screens.entry import EntryScreen
from tui.screens.list_room import ListRoom
from tui.session_page import AttendanceRef, ChildRef, MadeUp, PageManner, session_rows, title_of
from tui.widgets.hints import Hints
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows


class SessionRoom(ListRoom):
    """A session with its children, shown. What is ticked is kept until the session is recorded as held."""

    NAME = "Session"

    def __init__(self, session_id: int) -> None:
        super().__init__(Rows((22, 64, 0), id="session"))
        self._session_id = session_id
        self._page: SessionPage | None = None
        self._run: Run | None = None
        self._ticked: set[int] = set()
        self._criteria: dict[int, str] = {}

    def body(self) -> ComposeResult:
        """The page, and the line in which a number or a few words are asked for."""
        yield from super().body()
        yield Prompt()

    async def begin(self) -> None:
        """Let the rows have the keys; bring back what was ticked before."""
        await super().begin()
        draft = await self.desk.read(read_draft(self._key))
        if draft is not None:
            self._ticked = {int(each) for each in draft.answers.get("ticked", "").split()}
            self._criteria = {
                int(name): words for name, words in draft.answers.items() if name.isdigit() and words
            }

    @property
    def _key(self) -> str:
        return f"ticks:{self._session_id}"

    # -- showing -----------------------------------------------------------------------------------

    def heading(self) -> str:
        """What kind of session it is, and with whom."""
        if self._page is None:
            return self.NAME
        return title_of(self._page, self.desk.pack, private=self.program.private)

    async def reload(self) -> None:
        """Read the session again."""
        today, session_id, pack = self.desk.today, self._session_id, self.desk.pack
        found = await self.read_or_leave(
            lambda session: (read_session(session, session_id, today), read_begun(session, pack, session_id))
        )
        if found is None:
            return
        self._page, self._run = found
        await self.program.dues.fresh()
        self.show_again()

    def show_dues(self) -> None:
        """Show the dates as they are known now."""
        self.show_again()

    def show_again(self) -> None:
        """Show the page as it is known."""
        self.show_frame()
        if self._page is not None:
            self._rows.show(session_rows(self._page, self._manner(self._page)))
            self.query_one(Hints).show_bindings(self.hinted())

    def _manner(self, page: SessionPage) -> PageManner:
        return PageManner(
            self.desk.pack,
            self.desk.today,
            self.program.dues.of_children,
            self._own_dues(),
            self._ticked,
            self._criteria,
            self.program.private,
            self._run,
        )

    def _own_dues(self) -> list[DueLine]:
        """Return what is due of this session itself: its record, its new date, the agreement."""
        due = self.program.dues.known
        return dues_of_session(due.lines, self._session_id, self._page) if due is not None else []

    async def due_here(self) -> list[DueLine]:
        """Return what is due of the child under the cursor, or else of the session."""
        due, ref = await self.program.dues.fresh(), self._rows.ref
        if isinstance(ref, ChildRef):
            return [line for line in due.lines if line.entity == ("child", ref.child_id)]
        return self._own_dues()

    # -- the children ------------------------------------------------------------------------------

    async def action_tick(self) -> None:
        """Tick or untick the child under the cursor."""
        ref = self._rows.ref
        if isinstance(ref, ChildRef) and self._is("planned"):
            self._ticked ^= {ref.child_id}
            await self._keep_ticks()

    async def action_tick_all(self) -> None:
        """Tick everyone on the list; if all of them are, untick them."""
        if self._page is not None and self._is("planned"):
            listed = {one.child_id for one in self._page.children}
            self._ticked = self._ticked - listed if listed <= self._ticked else self._ticked | listed
            await self._keep_ticks()

    async def _keep_ticks(self) -> None:
        """Keep what is ticked, so that a lock or a lost window loses none of it."""
        self.show_again()
        answers = {"ticked": " ".join(map(str, sorted(self._ticked)))}
        answers |= {str(child): words for child, words in self._criteria.items()}
        if not self.desk.read_only:
            await self.desk.quietly(save_draft(self._key, answers, self.desk.clock.now()))

    async def action_criterion(self) -> None:
        """Ask what the child under the cursor was picked by."""
        ref = self._rows.ref
        if not isinstance(ref, ChildRef) or not self._is("planned"):
            return
        child = ref.child_id

        async def answered(words: str) -> None:
            self._criteria[child] = words.strip()
            await self._keep_ticks()

        self.query_one(Prompt).ask("Picked by", answered, begin=self._criteria.get(child, ""))

    def action_draw(self) -> None:
        """Draw families at random, where the session is one in which work is sampled."""
        from tui.families import drawing, sampled_form

        page = self._page
        form = sampled_form(self.desk.pack, page) if page is not None and self._is("planned") else None
        if page is None or form is None:
            self.say("Families are drawn for a planned session whose occasion is front door.")
        else:
            self.program.push_screen(EntryScreen(*drawing(form, page, self.desk.today)), self._done)

    async def action_add(self) -> None:
        """Put the child under the cursor on the list, or ask for a number."""
        ref = self._rows.ref
        if self._is("planned") and isinstance(ref, ChildRef) and not ref.listed:
            await self.make(booking.put_on(self._session_id, [ref.child_id]))
        elif self._is("planned") or self._is("held"):
            self.query_one(Prompt).ask("Number of the child", self._add_number)

    async def _add_number(self, number: str) -> None:
        held, session_id = self._is("held"), self._session_id

        def job(change: Change) -> Any:
            child = checks.child_numbered(change.session, number.strip())
            if child is None:
                raise Refused(f"There is no child numbered {number.strip()}.")
            if held:
                return holding.add_discussed(change, session_id, [child.id])
            return planning.put_on_list(change, session_id, [child.id])

        if number.strip():
            await self.make(job)

    async def action_take_off(self) -> None:
        """Take the child under the cursor off the list."""
        ref = self._rows.ref
        if isinstance(ref, ChildRef) and ref.listed and self._is("planned"):
            self._ticked.discard(ref.child_id)
            child, session_id = ref.child_id, self._session_id
            await self.make(lambda change: planning.take_off_list(change, session_id, [child]))

    # -- within ------------------------------------------------------------------------------------

    def _is(self, state: str) -> bool:
        """Say whether the session is in a state."""
        return self._page is not None and self._page.state == state

    async def _done(self, made: object) -> None:
        if made is not None:
            await self._begin_afresh()

    async def _begin_afresh(self) -> None:
        """Read again; where it is not planned any more, nothing is left to tick."""
        await self.reload()
        if not self._is("planned"):
            self._ticked, self._criteria = set(), {}
            self.show_again()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the child under the cursor, the session that makes up for this one, or who was at a group."""
        if isinstance(event.ref, ChildRef):
            self.program.open_child([event.ref.child_id])
        elif isinstance(event.ref, MadeUp):
            self.program.open_session(event.ref.session_id)
        elif isinstance(event.ref, AttendanceRef):
            from tui.screens.attendance import AttendanceScreen

            self.program.push_screen(AttendanceScreen(self._session_id, group=True, day=event.ref.day))
