"""A form by hand that changes the store.

What is typed is kept as a draft in the store while it is typed, so that a killed program or a locked
screen loses nothing; the draft goes in the same transaction as the change that finishes the form.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from forms.entry import EntryForm
from models.drafts import drop_draft
from models.errors import Refused
from models.store.change import Change
from models.tables import Row
from tui.screens.kept_form import KeptForm

Finish = Callable[[Change, dict[str, Any]], Any]


class EntryScreen(KeptForm):
    """Asks a form and makes its change; gives back the id of what the change made, True, or None."""

    def __init__(self, form: EntryForm, change: Finish) -> None:
        """``change`` is the named change that the answers go to."""
        super().__init__(form)
        self._change = change
        self._busy = False

    # -- finishing -------------------------------------------------------------------------------

    def finish(self, values: dict[str, Any]) -> None:
        """Make the change."""
        if not self._busy:
            self._busy = True
            self.run_worker(self._make(values))

    async def _make(self, values: dict[str, Any]) -> None:
        drop = drop_draft(self.form.key)

        def job(change: Change) -> Any:
            made = self._change(change, values)
            drop(change.session)
            return made.id if isinstance(made, Row) else made

        waited = self.hold_off()
        try:
            with self.program.keys.held():
                made = await self.desk.change(job)
                self.desk.came_of(self.form.key, self.words())
                self.dismiss(True if made is None else made)
        except Refused as refused:
            if waited:  # refused, so the last words stand only here
                await self.keep_now()
            self.say((str(refused), "warn"))
        finally:
            self._busy = False
