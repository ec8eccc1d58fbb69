"""Moving or cancelling a session: the form, with what the policy makes of it above, before it is done."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult

from forms.entry import read_field
from models.errors import Refused
from models.reading.due.changing import Term, back_after, read_terms
from tui.by_hand import Entry
from tui.screens.entry import EntryScreen
from tui.widgets.words import Words

SICKNESS = "sickness"


class RearrangingScreen(EntryScreen):
    """Asks for the new day, the cause and the reason; the policy's window follows the day that is typed."""

    DEFAULT_CSS = """
    RearrangingScreen #terms { margin: 0 0 1 0; }
    """

    def __init__(self, entry: Entry, session_id: int) -> None:
        super().__init__(*entry)
        self._session_id = session_id

    def body(self) -> ComposeResult:
        """What the policy says, then the form."""
        yield Words(("", ""), id="terms")
        yield from super().body()

    async def begin(self) -> None:
        """Show the form and what the policy says of the day in it."""
        await super().begin()
        await self._show_terms()

    def changed(self) -> None:
        """Show what the policy makes of what is typed now."""
        super().changed()
        self.run_worker(self._show_terms(), group="terms", exclusive=True)

    async def _show_terms(self) -> None:
        try:
            terms = await self._terms()
        except Refused as refused:
            self.query_one("#terms", Words).say((str(refused), "warn"))
            return
        said = [(term.text(), "warn" if term.is_kept is False else "") for term in terms]
        self.query_one("#terms", Words).say(
            *(said or [("This policy says nothing of changing a session.", "quiet")])
        )

    async def _terms(self) -> list[Term]:
        values = {one.name: self._value(one.name) for one in self.form.fields if one.name in ("day", "cause")}
        pack, today, session_id = self.desk.pack, self.desk.today, self._session_id
        new_day = values.get("day")
        return await self.desk.read(
            lambda session: read_terms(
                session,
                pack,
                session_id,
                today,
                new_day if isinstance(new_day, date) else None,
                returned_on=back_after(session, pack, session_id)
                if values.get("cause") == SICKNESS
                else None,
            )
        )

    def _value(self, name: str) -> object:
        """Return what a field holds as far as it can be read."""
        one = next(each for each in self.form.fields if each.name == name)
        try:
            return read_field(one, self.field(name).value, self.desk.today)
        except ValueError:
            return None
