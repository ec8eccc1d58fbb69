"""The people of the team: what each holds, when each was last seen, who is away."""

from __future__ import annotations

from textual.binding import Binding

from models.dates import show_short
from models.reading.people import PersonView, read_people
from models.words import said_name
from tui import by_hand
from tui.people_commands import my_own
from tui.people_words import remarks, role_label
from tui.screens.list_room import ListRoom
from tui.widgets.rows import Row, Rows

HEADS = ("Name", "Role", "Open", "Last session", "Next session", "")


class PeopleScreen(ListRoom):
    """A line a practitioner; Enter opens the person's page."""

    NAME = "People"
    LEADS_TO = ("tui.screens.person", "tui.settling", "tui.screens.team", "tui.screens.session")
    BINDINGS = [
        Binding("enter", "none", "open", key_display="Enter"),
        Binding("a", "add", "add a practitioner"),
        Binding("t", "team", "the team", tooltip="Group sessions, and what the team is to do"),
        Binding("m", "manager", "my own", tooltip="The manager's own supervision, as supervisee"),
        Binding("u", "undo", "undo"),
        Binding("f2", "app.go('board')", "board", key_display="F2"),
    ]

    def __init__(self) -> None:
        super().__init__(
            Rows((24, 32, 5, 13, 13, 0), id="people", empty="Nobody yet. Press a to add a practitioner.")
        )
        self._people: list[PersonView] = []

    async def make_ahead(self) -> None:
        """Make the page of the person under the cursor."""
        if isinstance(self._rows.ref, int):
            await self.program.make_person(self._rows.ref)

    async def reload(self) -> None:
        """Read the people again."""
        today = self.desk.today
        self._people = await self.desk.read(lambda session: read_people(session, today))
        self.show_again()

    def show_again(self) -> None:
        """Show them as they are known."""
        self.show_frame()
        today = self.desk.today
        here = [one for one in self._people if one.left_on is None or one.left_on >= today]
        gone = [one for one in self._people if one not in here]
        rows = [Row(HEADS, kind="columns"), Row(("In post",), kind="heading")]
        rows += [self._row(one) for one in here]
        if gone:
            rows += [Row(("Left",), kind="heading"), *(self._row(one) for one in gone)]
        self._rows.show(rows if self._people else [])

    def _row(self, one: PersonView) -> Row:
        today, private = self.desk.today, self.program.private
        last = show_short(one.last_session, today) if one.last_session else "none yet"
        coming = show_short(one.next_session, today) if one.next_session else "none planned"
        gone = one.left_on is not None and one.left_on < today
        kind = "quiet" if gone else "warn" if one.away else ""
        name = said_name(one.name, private=private)
        said = "" if private else remarks(one, today)
        cells = (
            name,
            role_label(self.desk.pack, one.role),
            str(one.caseload),
            last,
            "" if gone else coming,
            said,
        )
        return Row(cells, one.id, kind)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the person's page."""
        self.program.open_person(event.ref)

    async def action_add(self) -> None:
        """Add a practitioner, then stand on them."""
        from tui.screens.entry import EntryScreen

        async def added(made: object) -> None:
            await self.read_afresh(made)
            self._rows.stand_on(made)

        self.program.push_screen(EntryScreen(*by_hand.new_practitioner(await self.lists())), added)

    def action_manager(self) -> None:
        """Open the manager's own page: they are supervised too."""
        my_own(self.program)

    def action_team(self) -> None:
        """Open the team's own page."""
        self.program.open_team()
