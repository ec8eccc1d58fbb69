"""Drafts found when a record is opened: the one to go on with, and others that are kept and shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from forms.answers.differences import Change as Difference
from forms.answers.differences import differences
from forms.answers.keeping import from_json
from models.changes.records import drop_record_draft
from models.dates import counted
from models.errors import Refused
from models.reading.records import RecordView
from models.record_drafts import RecordDraftView
from tui.record.cursor import stand
from tui.screens.drafts import DraftsScreen

if TYPE_CHECKING:
    from tui.record.room import RecordRoom


class Drafts:
    """What the form screen does with drafts."""

    def __init__(self, screen: RecordRoom) -> None:
        self._screen = screen
        self._written_since = False

    @property
    def others(self) -> list[RecordDraftView]:
        """The drafts of this record beside the one that is written on."""
        return [one for one in self._screen.state.view.drafts if one.id != self._screen.keeper.draft_id]

    def go_on(self) -> tuple[tuple[int, int] | None, str]:
        """Go on with the latest draft typed upon the present text; return where its cursor stood in the text."""
        state, keeper = self._screen.state, self._screen.keeper
        mine = next((one for one in state.view.drafts if one.base == state.view.version), None)
        if mine is None:
            if state.view.drafts:
                self._screen.say(
                    f"What was typed before stands in another draft: {self._screen.DRAFTS_KEY} shows both.",
                    wrong=True,
                )
            return None, ""
        try:
            state.open_draft(mine.answers)
        except Refused as refused:
            self._screen.say(str(refused), wrong=True)
            return None, ""
        keeper.go_on_with(mine.id, mine.answers, mine.base)
        when = f"{mine.saved_at.astimezone():%H:%M:%S on %d %b}"
        self._screen.say(f"Here again is what you typed, as it was saved at {when}.")
        return stand(state, mine.cursor)

    def changed(self, view: RecordView) -> None:
        """Take note of the record as it is in the store now: it may have been written by something else."""
        screen = self._screen
        if view.version == screen.keeper.base:
            self._written_since = False
            return
        nothing_typed = screen.keeper.draft_id is None and not screen.keeper.waits
        if nothing_typed and screen.editing.stop is None:
            screen.state.view = view
            screen.state.open_draft(view.answers)
            screen.keeper.begin_again()
        else:
            self._written_since = True

    def banner(self) -> list[str]:
        """Return what must not be overlooked about drafts."""
        said, key = [], self._screen.DRAFTS_KEY
        if self._written_since:
            since = "The record was written by something else since: what you type is kept beside it"
            said.append(f"{since} ({key})")
        if self.others:
            said.append(f"{counted(len(self.others), 'other draft')} of this record kept ({key} shows)")
        return said

    def show(self) -> None:
        """Show the other drafts with what differs, to take or to let go."""
        if not self.others and not self._written_since:
            self._screen.say_here("There is no other draft of this record.")
            return
        self._screen.program.push_screen(DraftsScreen(self._found()), self._chosen)

    def _found(self) -> list[tuple[int, str, list[Difference]]]:
        """Return each text there is beside the present one: the record's own, and each other draft."""
        state = self._screen.state
        found = []
        if self._written_since:
            stored = from_json(state.view.answers, state.form)
            found.append(
                (0, "The record as it was written since", differences(state.form, state.answers, stored))
            )
        for one in self.others:
            when = f"{one.saved_at.astimezone():%H:%M on %a %d %b %Y}"
            upon = "" if one.base == state.view.version else ", upon an older text"
            theirs = from_json(one.answers, state.form)
            found.append(
                (one.id, f"Typed until {when}{upon}", differences(state.form, state.answers, theirs))
            )
        return found

    async def _chosen(self, choice: tuple[str, int] | None) -> None:
        """Take another text in place of the present one, which is kept as a draft, or let one go."""
        if choice is None:
            return
        what, draft_id = choice
        screen = self._screen
        try:
            if what == "drop":
                await screen.desk.change(lambda change: drop_record_draft(change, draft_id))
            else:
                await screen.keeper.set_aside()
                self._take(draft_id)
        except Refused as refused:
            screen.say(str(refused), wrong=True)
        self._written_since = False
        await screen.reread_around()

    def _take(self, draft_id: int) -> None:
        screen = self._screen
        view = screen.state.view
        text = next((one.answers for one in view.drafts if one.id == draft_id), view.answers)
        screen.state.open_draft(text)
        screen.keeper.begin_again(draft_id or None)
        screen.keeper.touch()
