"""One practitioner: what is known, absences, agreements, sessions, and the keys to add or put right."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding

from models.dates import counted, show
from models.errors import Refused
from models.reading.people import AbsenceView, PersonPage, SessionView, read_person
from models.words import said_name
from tui import by_hand
from tui.screens.base import Room
from tui.screens.entry import EntryScreen
from tui.screens.people import remarks, role_label
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows


class PersonScreen(Room):
    """A practitioner's page."""

    NAME = "Practitioner"
    BINDINGS = [
        Binding("escape", "back", "back", key_display="Esc"),
        Binding("e", "edit", "correct"),
        Binding("b", "absence", "away", tooltip="Record an absence"),
        Binding("enter", "none", "correct an absence", key_display="Enter"),
        Binding("g", "agreement", "agreement", tooltip="A supervision agreement was signed"),
        Binding("o", "caseload", "their caseload", tooltip="The board with their children only"),
        Binding("u", "undo", "undo"),
    ]

    def __init__(self, practitioner_id: int) -> None:
        super().__init__()
        self._practitioner_id = practitioner_id
        self._page: PersonPage | None = None
        self._rows = Rows((18, 44, 0), id="person")
        self._rows.add_class("first")

    def body(self) -> ComposeResult:
        """The page."""
        yield self._rows
        yield Prompt()

    async def begin(self) -> None:
        """Let the rows have the keys."""
        self._rows.focus()

    def heading(self) -> str:
        """The person's name, or initials in projector mode."""
        if self._page is None:
            return "Practitioner"
        return said_name(self._page.person.name, private=self.program.private)

    async def reload(self) -> None:
        """Read the person again."""
        today = self.desk.today
        try:
            self._page = await self.desk.read(
                lambda session: read_person(session, self._practitioner_id, today)
            )
        except Refused as refused:
            self.say(str(refused), wrong=True)
            self.dismiss(None)
            return
        self.show_again()

    def show_again(self) -> None:
        """Show the page as it is known."""
        self.show_frame()
        if self._page is not None:
            self._rows.show(self._page_rows(self._page))

    def _page_rows(self, page: PersonPage) -> list[Row]:
        pack, person, today = self.desk.pack, page.person, self.desk.today
        said = [role_label(pack, person.role), person.number, counted(person.caseload, "open involvement")]
        if person.job_title.casefold() != said[0].casefold() and not self.program.private:
            said.insert(1, person.job_title)
        rows = [Row((" · ".join(part for part in said if part),), kind="heading")]
        if not self.program.private:
            rows += self._particular(page)
        agreement = pack.labels.get("agreement", "supervision agreement")
        rows.append(Row((agreement[:1].upper() + agreement[1:],), kind="heading"))
        rows += [
            Row((show(one.signed_on), "signed", f"every {counted(one.weeks, 'week')}" if one.weeks else ""))
            for one in page.agreements
        ] or [Row((f"No {agreement} yet. g records one.",), kind="note")]
        rows.append(Row(("Away",), kind="heading"))
        rows += [self._absence(one) for one in page.absences] or [
            Row(("No absence recorded. b records one.",), kind="note")
        ]
        rows.append(Row(("Sessions",), kind="heading"))
        rows += [self._session(one, today) for one in page.sessions] or [Row(("None yet.",), kind="note")]
        return rows

    def _particular(self, page: PersonPage) -> list[Row]:
        """Return what is known of this person in particular, which is not for a projector."""
        person, rows = page.person, []
        said = remarks(person, self.desk.today)
        if said:
            rows.append(Row((said,), kind="warn" if person.away else "note"))
        if page.supervisor:
            rows.append(Row(("Supervised by", page.supervisor, "")))
        for label, day in (
            ("Started", person.started_on),
            ("ASYE started", person.asye_started_on),
            ("Six-month review", page.six_month_review_on),
            ("Probation ends", person.probation_ends_on),
            ("Left", person.left_on),
        ):
            if day is not None:
                rows.append(Row((label, show(day), "")))
        plan = page.facts["performance_plan_days"]
        if plan:
            rows.append(Row(("Performance plan", f"a session every {counted(int(plan), 'day')}", "")))
        return rows

    def _absence(self, one: AbsenceView) -> Row:
        until = f"until {show(one.until)}" if one.until else "still away"
        kind = "" if self.program.private else one.kind
        return Row((show(one.since), kind or "absence", until), one)

    def _session(self, one: SessionView, today: date) -> Row:
        day = one.held_on or one.planned_for
        what = f"{self.desk.pack.session_kind(one.kind).label}, {one.occasion}"
        if one.cancelled_on:
            words = "" if self.program.private else one.reason
            state = " ".join(("cancelled", show(one.cancelled_on), words)).strip()
            return Row((show(day) if day else "", what, state), kind="quiet")
        if one.held_on:
            minutes = f", {counted(one.minutes, 'minute')}" if one.minutes else ""
            return Row((show(one.held_on), what, f"held{minutes}"))
        missed = one.planned_for is not None and one.planned_for < today
        return Row(
            (show(day) if day else "", what, "not held" if missed else "planned"),
            kind="warn" if missed else "",
        )

    # -- keys ------------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Go back to where this page was opened."""
        self.dismiss(None)

    def action_none(self) -> None:
        """The list itself takes Enter; this is its hint."""

    async def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Correct or end the absence under the cursor."""
        await self._ask(by_hand.absence(await self.lists(), event.ref))

    async def action_edit(self) -> None:
        """Put what is known right."""
        if self.program.private:
            self.say("This form holds names, and projector mode is on. F10 ends it.", wrong=True)
        elif self._page is not None:
            await self._ask(by_hand.practitioner_facts(await self.lists(), self._page))

    async def action_absence(self) -> None:
        """Record an absence."""
        if self._page is not None:
            await self._ask(by_hand.new_absence(await self.lists(), self._page))

    async def action_agreement(self) -> None:
        """Record a signed agreement."""
        if self._page is not None:
            await self._ask(by_hand.agreement(await self.lists(), self._page))

    async def action_caseload(self) -> None:
        """Show the board with this person's children only."""
        await self.program.show_caseload(self._practitioner_id)

    async def action_undo(self) -> None:
        """Take back the last change of this sitting."""
        words, undone = await self.take_back()
        self.say(words, wrong=not undone)
        if undone:
            await self.reload()

    async def _ask(self, entry: by_hand.Entry) -> None:
        async def done(made: object) -> None:
            if made is not None:
                await self.reload()

        self.program.push_screen(EntryScreen(*entry), done)
