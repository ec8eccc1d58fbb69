"""Closing a session: what was decided and agreed as a page both can read, the next date, then signing."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.binding import Binding

from forms.answers.times import read_time
from forms.entry import Field, read_field
from models.dates import counted
from models.drafts import DraftView, drop_draft, read_draft, save_draft
from models.errors import Refused
from tui.closing_page import closing_rows
from tui.running.chosen import chosen, key_of, why_of, with_chosen
from tui.running.closing import Closing
from tui.screens.list_room import ListRoom
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from tui.screens.running import RunningScreen

_DAY = Field("day", "Day", "date", past=False)
_HELD = Field("held", "Held", "date")


class ClosingScreen(ListRoom):
    """A sitting about to close."""

    NAME = "Close the session"
    BINDINGS = [
        Binding("f9", "close", "close it", key_display="F9", tooltip="Close it as it stands here, then sign"),
        Binding("n", "next_day", "next date", tooltip="Another day and time for the next session"),
        Binding(
            "w", "without", "complete without", tooltip="Say why it is complete without what a rule wants"
        ),
        Binding("m", "minutes", "minutes", tooltip="How long it took"),
        Binding("v", "attendance", "who", tooltip="Who was here, facilitated, presented; guests"),
        Binding("d", "held_on", "day held", tooltip="The day it was held, where it was another"),
        Binding("escape", "back", "back to the session", key_display="Esc"),
    ]

    def __init__(self, session: RunningScreen, closing: Closing) -> None:
        super().__init__(Rows((16, 62, 0), id="closing"))
        self._session = session
        self.closing = closing
        self._begun = replace(closing.asked)
        self._busy = self._asked_why = self._shown = False

    def body(self) -> ComposeResult:
        """The page."""
        yield from super().body()
        yield Line(id="status")
        yield Prompt()

    async def begin(self) -> None:
        """Let the page have the keys, with what was chosen on it before."""
        await super().begin()
        kept = await self.desk.read(read_draft(key_of(self._home)))
        if kept is not None and kept.answers:
            await self._bring_back(kept)
        self.show_again()
        if kept is not None and kept.answers:
            at = f"{kept.saved_at.astimezone():%H:%M on %d %b}"
            self._tell(f"Here again is what you chose at {at}.", "quiet")

    @property
    def _home(self) -> int:
        """The first session of the sitting."""
        return self.closing.sitting.told.sitting.ids[0]

    async def _bring_back(self, kept: DraftView) -> None:
        """Take in what was chosen here before, where the day of the next session is still one."""
        asked = with_chosen(self._begun, kept.answers)
        if asked.held_on != self._begun.held_on and asked.held_on <= self.desk.today:
            self.closing.restore()
            self.closing = await self._session.closing(asked.held_on)
            asked = with_chosen(self.closing.asked, kept.answers)
        if asked.next_day is not None and self.closing.wrong_day(asked.next_day):
            asked.next_day = self.closing.asked.next_day
        self.closing.asked = asked
        self.closing.prepare()

    async def _keep(self, *, without_minutes: bool = False) -> None:
        """Keep what was chosen here."""
        desk, found = self.desk, chosen(self.closing.asked, self._begun)
        if without_minutes:  # the session goes on: they will be others
            found.pop("minutes", None)
        if desk.is_open and not desk.read_only:
            with suppress(Refused):  # closing meets the same, and says so
                key = key_of(self._home)
                await desk.quietly(save_draft(key, found, desk.clock.now()) if found else drop_draft(key))

    async def reload(self) -> None:
        """Take in what was changed meanwhile, such as a move on the board; what was typed here stays."""
        if not self._shown:
            self._shown = True
            return
        asked = self.closing.asked
        self.closing.restore()
        await self._session.reread()
        self.closing = await self._session.closing(asked.held_on)
        self.closing.asked = asked
        self._again()

    def heading(self) -> str:
        """What is closed."""
        return f"Close: {self._session.heading()}"

    def show_again(self) -> None:
        """Show the page as it stands."""
        self.show_frame()
        hidden = [Row(("Words are not shown in projector mode. F10 ends it.",), kind="note")]
        self._rows.show(hidden if self.program.private else closing_rows(self.closing))
        wanted = len(self.closing.missing())
        said = (
            f"{counted(wanted, 'thing')} wanted by a rule: w completes without, else it stays a draft."
            if wanted
            else ""
        )
        self.query_one("#status", Line).show([(f" {said}", "warn" if wanted else "")])

    def _tell(self, words: str, kind: str = "warn") -> None:
        self.query_one("#status", Line).show([(f" {words}", kind)])

    # -- what can be changed ---------------------------------------------------------------------

    def action_next_day(self) -> None:
        """Ask for the day and time of the next session; nothing leaves it unplanned."""
        asked = self.closing.asked
        if self.closing.is_booked:
            self._ask_time()
            return

        def answered(words: str) -> None:
            day, _, time = words.strip().rpartition(" ") if ":" in words else (words.strip(), "", "")
            try:
                found = read_field(_DAY, day, self.desk.today) if day else None
            except ValueError as wrong:
                self._tell(f"{words.strip()[:40]}: {wrong}")
                return
            wrong_day = self.closing.wrong_day(found) if found is not None else ""
            if wrong_day:
                self._tell(f"{wrong_day}: choose another.")
                return
            asked.next_day, asked.next_time = found, time or (asked.next_time if found else "")
            self._again()

        begin = f"{asked.next_day.day}/{asked.next_day.month}/{asked.next_day.year}" if asked.next_day else ""
        self.query_one(Prompt).ask(
            "Next session: day and time", answered, begin=f"{begin} {asked.next_time}".strip(), over=True
        )

    def _ask_time(self) -> None:
        """Ask for the time of a session that stands in the diary; its day is moved on its own page."""

        def answered(words: str) -> None:
            try:
                read_time(words.strip())
            except ValueError as wrong:
                self._tell(f"{words.strip()[:40]}: {wrong}")
                return
            self.closing.asked.next_time = words.strip()
            self._again()

        self.query_one(Prompt).ask(
            "It stands in the diary. At what time?", answered, begin=self.closing.asked.next_time, over=True
        )

    def action_without(self) -> None:
        """Ask why it is complete without what a rule wants."""

        async def answered(words: str) -> None:
            self.closing.asked.reason = words.strip()
            await self._keep()
            self.show_again()
            self._tell("The reason is recorded with it." if words.strip() else "It stays a draft then.")

        begin = self.closing.asked.reason
        self.query_one(Prompt).ask("Complete without: why?", answered, begin=begin, keep=why_of(self._home))

    def action_minutes(self) -> None:
        """Ask how long it took."""

        def answered(words: str) -> None:
            if words.strip().isdecimal() and 0 < int(words) <= 24 * 60:
                self.closing.asked.minutes = int(words)
                self._again()
            else:
                self._tell("Minutes: a number from 1 to 1440.")

        self.query_one(Prompt).ask(
            "How many minutes?", answered, begin=str(self.closing.asked.minutes), over=True
        )

    def action_attendance(self) -> None:
        """Show who was here; what is changed there goes into the records as this page comes back."""
        self._session.action_attendance()

    def action_held_on(self) -> None:
        """Ask on which day it was held."""

        async def answered(words: str) -> None:
            try:
                day = read_field(_HELD, words, self.desk.today)
            except ValueError as wrong:
                self._tell(f"{words.strip()[:40]}: {wrong}")
                return
            if day is None or day > self.desk.today:
                self._tell("It can't have been held on a day to come.")
                return
            await self._held(day)

        self.query_one(Prompt).ask("Held on", answered)

    async def _held(self, day: date) -> None:
        """Take it as held on a day, from which the next date is counted, unless another was chosen here."""
        asked, proposed = self.closing.asked, self.closing.proposed
        self.closing.restore()
        self.closing = await self._session.closing(day)
        asked.held_on = day
        if proposed is not None and asked.next_day == proposed.day:
            asked.next_day = self.closing.asked.next_day
        self.closing.asked = asked
        self._again()

    def _again(self) -> None:
        self.closing.prepare()
        self.show_again()
        self.run_worker(self._keep())

    # -- closing ---------------------------------------------------------------------------------

    async def action_close(self) -> None:
        """Close it as it stands here, then let both sign."""
        if self._busy or self.program.private:
            return
        if self.closing.missing() and not self.closing.asked.reason and not self._asked_why:
            self._asked_why = True
            self.query_one(Prompt).ask(
                "A rule wants more. Complete without: why? (empty: it stays a draft)",
                self._with_reason,
                keep=why_of(self._home),
            )
            return
        self._busy = True
        try:
            ended = await self._session.close_with(self.closing)
        except Refused as refused:
            self._busy = False
            self._tell(str(refused))
            return
        if ended.not_open:
            self.program.notify(
                f"{counted(len(ended.not_open), 'child', 'children')} not recorded as discussed: "
                "the work was closed before that day.",
                severity="warning",
            )

    async def _with_reason(self, words: str) -> None:
        self.closing.asked.reason = words.strip()
        await self._keep()
        await self.action_close()

    def action_back(self) -> None:
        """Go back to the session: nothing is closed, and what was chosen here is there again the next time."""
        self.program.run_worker(self._go_back())

    async def _go_back(self) -> None:
        with self.program.keys.held():
            await self._keep(without_minutes=True)
            self.closing.restore()
            self.dismiss(None)
