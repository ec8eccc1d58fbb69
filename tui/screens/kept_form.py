"""A form that keeps what is typed while it is typed, so that a killed program or a locked screen loses nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import Input

from forms.entry import EntryForm
from models.drafts import drop_draft, read_draft, save_draft
from models.errors import Refused
from models.store.change import Change
from tui.screens.fields import FieldsDialog, beginning
from tui.widgets.words import Words

DRAFT_AFTER, DRAFT_AT_MOST = 0.4, 0.8
TYPING = "typing …"
"""What stands there from the first letter that is not kept yet."""


def finishing(key: str, job: Callable[[Change], object]) -> Callable[[Change], None]:
    """Return a change with which what was kept under a key goes: what was typed stands in the store now."""

    def whole(change: Change) -> None:
        job(change)
        drop_draft(key)(change.session)

    return whole


class KeptForm(FieldsDialog):
    """Keeps what stands in its fields as a draft, under the key of its form; whoever finishes it drops the draft."""

    BINDINGS = [
        Binding("ctrl+s", "save", "save", key_display="Ctrl+S", priority=True),
        Binding("enter", "none", "next", key_display="Enter"),
        Binding("down,up", "none", "choose", key_display="↓ ↑"),
        Binding("escape", "leave", "leave", key_display="Esc"),
        Binding("f9", "afresh", "afresh", key_display="F9", tooltip="Throw away what was typed, begin again"),
    ]

    def __init__(self, form: EntryForm) -> None:
        super().__init__(form)
        self._touched = False
        self._stood: dict[str, str] = {}
        self._stamp = ""
        self._timer: Timer | None = None
        self._unsaved_since = 0.0

    def compose(self) -> ComposeResult:
        """The dialog; what was typed before is read while its widgets are made."""
        self._reading = asyncio.create_task(self.desk.read(read_draft(self.form.key)))
        yield from super().compose()

    async def begin(self) -> None:
        """Bring back what was typed before."""
        await super().begin()
        for field in self.query(Input):
            self.watch(field, "value", self._newer_letter, init=False)
        draft = await self._reading
        known = self.typed().keys()
        if draft is None or not known & draft.answers.keys():
            return
        for name in known & draft.answers.keys():
            self.put(name, draft.answers[name])
        for one in self.form.fields:
            self.say_beside(one)
        self._stood = self.typed()
        kept = f"{draft.saved_at.astimezone():%H:%M on %d %b}"
        self.say((f"Here again is what you typed at {kept}. F9 starts afresh.", "quiet"))

    def put(self, name: str, text: str) -> None:
        """Let a field hold a text that nobody typed just now; a choice or a date is typed over, words are not."""
        field = self.field(name)
        with field.prevent(Input.Changed):
            field.value = text
        if field.has_focus and field.select_on_focus:
            field.select_all()

    def begins_with(self) -> dict[str, str]:
        """Return what each field holds before anything is typed."""
        return {one.name: beginning(one) for one in self.form.fields}

    def untouched(self) -> bool:
        """Say whether every field holds what it began with."""
        return self.typed() == self.begins_with()

    # -- keeping ---------------------------------------------------------------------------------

    def changed(self) -> None:
        """Keep what was typed soon: a little after the last key, and never long after the first."""
        if not self._touched and (self.untouched() or self.typed() == self._stood):
            return  # the fields were only filled with what they begin with, or with what came back
        self._touched = True
        now = time.monotonic()
        if self._timer is None:
            self._unsaved_since = now
        else:
            self._timer.stop()
        wait = max(0.01, min(DRAFT_AFTER, self._unsaved_since + DRAFT_AT_MOST - now))
        self._timer = self.set_timer(wait, self.keep_draft)
        if not self._stamp and not self.query_one("#said", Words).text:
            self._say_kept(TYPING)

    def _newer_letter(self) -> None:
        """Say no longer that all is kept, in the picture of the first letter that is not."""
        if self._stamp != TYPING and self._stamp and self.query_one("#said", Words).text == self._stamp:
            self._say_kept(TYPING)

    def _say_kept(self, words: str) -> None:
        self._stamp = words
        self.say((words, "quiet"))

    async def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep what was typed: the person looks elsewhere."""
        await self.keep_draft()

    async def keep_draft(self) -> None:
        """Keep what was typed and not yet kept; say when, or that it could not be."""
        if self.hold_off():
            await self.keep_now()

    async def keep_now(self) -> None:
        """Keep what stands in the fields, whether or not it waits to be."""
        if not self.desk.is_open or self.desk.read_only:
            return
        now = self.desk.clock.now()
        try:
            await self.desk.quietly(save_draft(self.form.key, self.words(), now))
        except Refused as refused:
            self.say((f"NOT KEPT: {refused}", "warn"))
        else:
            newer = self._timer is not None  # typed while this was written
            self._say_kept(TYPING if newer else f"kept {now.astimezone():%H:%M:%S}")

    def words(self) -> dict[str, str]:
        """Return what was typed: what a field only began with may be another by the time the draft comes back."""
        begun = self.begins_with()
        return {name: text for name, text in self.typed().items() if text != begun[name]}

    def hold_off(self) -> bool:
        """Stop waiting to keep what was typed; say whether anything waited."""
        waited = self._timer
        self._timer = None
        if waited is not None:
            waited.stop()
        return waited is not None

    # -- leaving ---------------------------------------------------------------------------------

    async def action_leave(self) -> None:
        """Leave; what was typed is kept for the next time."""
        await self.keep_draft()
        if self.untouched():
            await self._let_go()
        else:
            self.program.notify("What you typed is kept: open the form again to go on.", markup=False)
        self.dismiss(None)

    async def action_afresh(self) -> None:
        """Throw away what was typed and begin again."""
        for name, text in self.begins_with().items():
            self.put(name, text)
        for one in self.form.fields:
            self.say_beside(one)
        first = self.query(Input).first()
        first.focus()
        if first.select_on_focus:  # it may have had the focus: typing takes the place of what it begins with
            first.select_all()
        self._show_choices(first)
        await self._let_go()
        self.say(("Started afresh.", "quiet"))

    async def _let_go(self) -> None:
        if self.desk.is_open and not self.desk.read_only:
            await self.desk.quietly(drop_draft(self.form.key))
