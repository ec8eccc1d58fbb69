"""One supervision: planned, held with the children discussed ticked, written up, moved, cancelled, put right."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding

from models.changes import checks, holding, planning, rearranging
from models.dates import counted, show
from models.drafts import read_draft, save_draft
from models.errors import Refused
from models.reading.due import DueLine
from models.reading.sessions import SessionPage, read_session
from models.store.change import Change
from tui import booking, keeping
from tui.by_hand import Entry
from tui.due_page import dues_of_session
from tui.screens.base import Room
from tui.screens.entry import EntryScreen
from tui.screens.rearranging import RearrangingScreen
from tui.session_page import ChildRef, PageManner, session_rows, title_of
from tui.widgets.hints import Hints
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Rows


class SessionScreen(Room):
    """A session's page. What is ticked on it is kept until the session is recorded as held."""

    NAME = "Session"
    BINDINGS = [
        Binding("escape", "back", "back", key_display="Esc"),
        Binding("space", "tick", "tick", key_display="Space", tooltip="Tick a child as discussed"),
        Binding("r", "run", "run", tooltip="Run the session: its agenda item by item, the record beside"),
        Binding(
            "b", "build", "its agenda", tooltip="Build its agenda: what could be on it, against the time"
        ),
        Binding("h", "hold", "held", tooltip="Record it as held, with those ticked as discussed"),
        Binding("f", "record", "its record", tooltip="Write its record, or open the one there is"),
        Binding("w", "write_up", "written up", tooltip="The day its record was written"),
        Binding("g", "agree", "agreed", tooltip="The day the supervisee agreed the record"),
        Binding("s", "sign", "signed", tooltip="The day the record was signed"),
        Binding("a", "add", "add a child", tooltip="Put a child on the list, or add one who was discussed"),
        Binding("x", "take_off", "take off", tooltip="Take a child off the list"),
        Binding("t", "tick_all", "tick all", tooltip="Tick everyone on the list"),
        Binding("m", "move", "move", tooltip="Move it to another day"),
        Binding("c", "cancel", "cancel", tooltip="Cancel it, with or without a new day"),
        Binding("p", "again", "another", tooltip="Plan another in its place"),
        Binding("k", "criterion", "picked by", tooltip="What a child was picked by, where work is sampled"),
        Binding("z", "draw", "draw", tooltip="Draw families at random, where work is sampled"),
        Binding("e", "correct", "correct", tooltip="Correct the day, or the child under the cursor"),
        Binding("r", "take_back", "take back", tooltip="It was not held, or not cancelled, after all"),
        Binding("enter", "none", "open the child", key_display="Enter"),
        Binding("question_mark", "explain", "why", key_display="?", tooltip="Why this date"),
        Binding("u", "undo", "undo", tooltip="Take back the last change"),
    ]
    STATES = {
        "planned": {
            "run",
            "build",
            "tick",
            "hold",
            "add",
            "take_off",
            "tick_all",
            "move",
            "cancel",
            "criterion",
            "draw",
        },
        "held": {"write_up", "agree", "sign", "add", "correct", "take_back"},
        "cancelled": {"again", "take_back"},
    }

    def __init__(self, session_id: int) -> None:
        super().__init__()
        self._session_id = session_id
        self._page: SessionPage | None = None
        self._ticked: set[int] = set()
        self._criteria: dict[int, str] = {}
        self._rows = Rows((22, 64, 0), id="session")
        self._rows.add_class("first")

    def body(self) -> ComposeResult:
        """The page."""
        yield self._rows
        yield Prompt()

    async def begin(self) -> None:
        """Let the rows have the keys; bring back what was ticked before."""
        self._rows.focus()
        draft = await self.desk.read(read_draft(self._key))
        if draft is not None:
            self._ticked = {int(each) for each in draft.answers.get("ticked", "").split()}
            self._criteria = {
                int(name): words for name, words in draft.answers.items() if name.isdigit() and words
            }

    @property
    def _key(self) -> str:
        return f"ticks:{self._session_id}"

    def action_build(self) -> None:
        """Open its agenda."""
        if self._is("planned"):
            self.program.open_agenda(self._session_id)

    async def action_record(self) -> None:
        """Open the record of this session, or begin it."""
        from tui.record_beginning import record_of_session

        await record_of_session(self.program, self._session_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let ``r`` run a session that is planned, and take back that one was held or cancelled."""
        if action in ("run", "take_back"):
            return (action == "run") is self._is("planned")
        return True

    async def action_run(self) -> None:
        """Run the session, or go on with it."""
        await self.program.run_session([self._session_id])

    # -- showing ---------------------------------------------------------------------------------

    def heading(self) -> str:
        """What kind of session it is, and with whom."""
        if self._page is None:
            return self.NAME
        return title_of(self._page, self.desk.pack, private=self.program.private)

    async def reload(self) -> None:
        """Read the session again."""
        today, session_id = self.desk.today, self._session_id
        try:
            self._page = await self.desk.read(lambda session: read_session(session, session_id, today))
        except Refused as refused:
            self.say(str(refused), wrong=True)
            self.dismiss(None)
            return
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

    def hinted(self) -> list[Binding]:
        """Return the keys that do something in the state the session is in."""
        page = self._page
        elsewhere = {name for names in self.STATES.values() for name in names}
        here = self.STATES[page.state] if page is not None else set()
        return [one for one in super().hinted() if one.action not in elsewhere - here]

    def _manner(self, page: SessionPage) -> PageManner:
        return PageManner(
            self.desk.pack,
            self.desk.today,
            self.program.dues.of_children,
            self._own_dues(),
            self._ticked,
            self._criteria,
            self.program.private,
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

    # -- the children ----------------------------------------------------------------------------

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
            await self._change(booking.put_on(self._session_id, [ref.child_id]))
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
            await self._change(job)

    async def action_take_off(self) -> None:
        """Take the child under the cursor off the list."""
        ref = self._rows.ref
        if isinstance(ref, ChildRef) and ref.listed and self._is("planned"):
            self._ticked.discard(ref.child_id)
            child, session_id = ref.child_id, self._session_id
            await self._change(lambda change: planning.take_off_list(change, session_id, [child]))

    # -- the session -----------------------------------------------------------------------------

    async def action_hold(self) -> None:
        """Record it as held, with those ticked as discussed."""
        if self._page is None or not self._is("planned"):
            return
        count = counted(len(self._ticked), "child", "children")
        note = (
            f"{count} ticked as discussed." if self._ticked else "Nobody is ticked: no child was discussed."
        )
        entry = keeping.hold(
            self._page,
            self.desk.today,
            sorted(self._ticked),
            {child: words for child, words in self._criteria.items() if child in self._ticked},
            self._key,
            note,
        )
        await self._ask(entry)

    async def action_write_up(self) -> None:
        """Record when it was written up."""
        if self._page is not None and self._is("held"):
            await self._ask(keeping.written_up(self._page, self.desk.today))

    async def action_agree(self) -> None:
        """Record when the record was agreed."""
        if self._page is not None and self._is("held"):
            await self._ask(keeping.agreed(self._page, self.desk.today))

    async def action_sign(self) -> None:
        """Record when the record was signed."""
        if self._page is not None and self._is("held"):
            await self._ask(keeping.signed(self._page, self.desk.today))

    async def action_correct(self) -> None:
        """Put right which child was discussed, with the cursor on one; else the day it was held."""
        ref = self._rows.ref
        if self._page is not None and self._is("held"):
            child = ref.child_id if isinstance(ref, ChildRef) else None
            await self._ask(keeping.correct_held(self._page, child))

    async def action_take_back(self) -> None:
        """Take back that it was held, or that it was cancelled."""
        session_id = self._session_id
        if self._page is not None and self._is("held"):
            await self._ask(keeping.take_back(self._page))
        elif self._is("cancelled"):
            await self._change(lambda change: rearranging.reinstate_supervision(change, session_id))

    async def action_move(self) -> None:
        """Move it to another day."""
        if self._page is not None and self._is("planned"):
            to = await booking.slot(self.desk, self._page)
            self._rearrange(booking.move(self._page, self.desk.pack, self._titled("Move", self._page), to))

    async def action_cancel(self) -> None:
        """Cancel it."""
        if self._page is not None and self._is("planned"):
            to = await booking.slot(self.desk, self._page)
            self._rearrange(
                booking.cancel(self._page, self.desk.pack, self._titled("Cancel", self._page), to)
            )

    async def action_again(self) -> None:
        """Plan another in the place of a cancelled one."""
        if self._page is not None and self._is("cancelled"):
            entry = await booking.replace(self.desk, self._page, self._titled("In place of", self._page))
            self._rearrange(entry)

    def _titled(self, word: str, page: SessionPage) -> str:
        what = title_of(page, self.desk.pack, private=self.program.private)
        return f"{word}: {what}, {show(page.day)}"

    def _is(self, state: str) -> bool:
        """Say whether the session is in a state."""
        return self._page is not None and self._page.state == state

    def _rearrange(self, entry: Entry) -> None:
        self.program.push_screen(RearrangingScreen(entry, self._session_id), self._done)

    async def _ask(self, entry: Entry) -> None:
        self.program.push_screen(EntryScreen(*entry), self._done)

    async def _done(self, made: object) -> None:
        if made is not None:
            await self._begin_afresh()

    async def _begin_afresh(self) -> None:
        """Read again; where it is not planned any more, nothing is left to tick."""
        await self.reload()
        if not self._is("planned"):
            self._ticked, self._criteria = set(), {}
            self.show_again()

    async def _change(self, job: Callable[[Change], Any]) -> None:
        def make(change: Change) -> None:
            job(change)

        try:
            await self.desk.change(make)
        except Refused as refused:
            self.say(str(refused), wrong=True)
        else:
            await self.reload()

    # -- going about -----------------------------------------------------------------------------

    def action_back(self) -> None:
        """Go back to where this page was opened."""
        self.dismiss(None)

    def action_none(self) -> None:
        """The list itself takes Enter; this is its hint."""

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the child under the cursor."""
        if isinstance(event.ref, ChildRef):
            self.program.open_child([event.ref.child_id])

    async def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        words, undone = await self.take_back()
        self.say(words, wrong=not undone)
        if undone:
            await self.reload()
