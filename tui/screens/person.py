"""One practitioner: what is known, absences, agreements, sessions, and the keys to add or put right."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.binding import Binding

from models.dates import counted, show
from models.errors import Refused
from models.reading.people import AbsenceView, PersonPage, SessionView, read_person
from tui import by_hand
from tui.screens.base import Room
from tui.screens.entry import EntryScreen
from tui.screens.people import remarks
from tui.widgets.prompt import Prompt
from tui.widgets.rows import Row, Rows

_FACTS = (
    ("started_on", "Started"),
    ("asye_started_on", "ASYE started"),
    ("six_month_review_on", "Six-month review held"),
    ("probation_ends_on", "Probation ends"),
    ("performance_plan_days", "Performance plan, days"),
    ("left_on", "Left"),
)


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
        self._rows = Rows((18, 30, 0), id="person")
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
        name = self._page.person.name
        return "".join(part[0] for part in name.split()) if self.program.private else name

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
        role = next((each.label for each in pack.roles if each.code == person.role), person.role)
        held = counted(person.caseload, "open involvement")
        rows = [Row((f"{role}   {person.job_title}   {person.number}   {held}",), kind="heading")]
        said = remarks(person, today)
        if said:
            rows.append(Row((said,), kind="warn" if person.away else "note"))
        if page.facts["supervisor"]:
            rows.append(Row(("Supervised by", page.facts["supervisor"], "")))
        rows += [Row((label, page.facts[name], "")) for name, label in _FACTS if page.facts[name]]
        agreement = pack.labels.get("agreement", "agreement")
        rows.append(Row((f"Supervision {agreement}",), kind="heading"))
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

    def _absence(self, one: AbsenceView) -> Row:
        until = f"until {show(one.until)}" if one.until else "still away"
        return Row((show(one.since), one.kind or "absence", until), one)

    def _session(self, one: SessionView, today: date) -> Row:
        day = one.held_on or one.planned_for
        what = f"{one.kind.replace('_', ' ')}, {one.occasion}"
        if one.cancelled_on:
            words = "" if self.program.private else one.reason
            return Row(
                (show(day) if day else "", what, f"cancelled {show(one.cancelled_on)}  {words}"), kind="quiet"
            )
        if one.held_on:
            minutes = f", {one.minutes} minutes" if one.minutes else ""
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
        await self._ask(by_hand.absence(await by_hand.lists(self.desk), event.ref))

    async def action_edit(self) -> None:
        """Put what is known right."""
        if self._page is not None:
            await self._ask(by_hand.practitioner_facts(await by_hand.lists(self.desk), self._page))

    async def action_absence(self) -> None:
        """Record an absence."""
        if self._page is not None:
            await self._ask(by_hand.new_absence(await by_hand.lists(self.desk), self._page))

    async def action_agreement(self) -> None:
        """Record a signed agreement."""
        if self._page is not None:
            await self._ask(by_hand.agreement(await by_hand.lists(self.desk), self._page))

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
