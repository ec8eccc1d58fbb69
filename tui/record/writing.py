"""Walking a record and typing into it: the cursor, the editor, and keeping what is typed."""

from __future__ import annotations

from textual import events
from textual.binding import Binding
from textual.widgets import Input, TextArea

from models.dates import counted
from tui.own_editor import edit_outside
from tui.record.beside import prompts_of
from tui.record.cursor import kept_cursor
from tui.record.room import RecordRoom
from tui.widgets.editors import Edge
from tui.widgets.hints import Hints
from tui.widgets.rows import Rows
from tui.widgets.sheet import Sheet

TYPING = [
    Binding("escape", "leave", "walk", key_display="Esc"),
    Binding("tab", "next(1)", "next", key_display="Tab"),
    Binding("f7", "prompt", "prompt", key_display="F7"),
    Binding("f8", "outside", "own editor", key_display="F8"),
    Binding("ctrl+s", "save", "save", key_display="Ctrl+S"),
]
"""What is hinted at while something is typed."""
RESTING = [Binding("enter", "begin", "open", key_display="Enter"), *TYPING[:2], TYPING[-1]]
"""What is hinted at where Tab led from typing to a place where nothing is typed yet."""
NOTHING_TYPED = "Nothing is typed here. Tab goes on; Esc, then letters are keys again."


class TypingRoom(RecordRoom):
    """A record that can be walked and typed into."""

    _resting = False
    """Whether Tab led from typing to a place without a field: letters are no commands there until Esc."""

    # -- walking ---------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        """Let nobody who types on set off commands: a letter begins the row that is added here, or does nothing."""
        if not self._resting:
            return
        if event.key == "escape":
            event.stop()
            self._rest(on=False)
        elif event.is_printable and event.character not in (None, " "):  # Space ticks what stands there
            event.stop()
            stop = self.state.stop
            if stop is not None and stop.kind == "add" and not self.fixed:
                self.action_begin()
                self.editing.insert(event.character or "")
            else:
                self.say_here(NOTHING_TYPED, wrong=True)

    def _rest(self, *, on: bool) -> None:
        """Keep letters from being commands, or let them be so again; the hints say which."""
        if on != self._resting:
            self._resting = on
            self._said = ()
            self._show_status()
            self.show_mode()

    def action_walk(self, by: int) -> None:
        """Go to the next or the last place; scroll what has none."""
        if self.state.stops():
            self._go(by)
        else:
            self.sheet.scroll(by)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        self.sheet.scroll(by * max(1, self.sheet.size.height - 2))

    def action_section(self, by: int) -> None:
        """Go to the section before or after."""
        self._rest(on=False)
        self._said = ()
        self.state.prompt = None
        self.state.go_to_section(self.state.step + by)
        self.lay()

    def action_next(self, by: int) -> None:
        """Go to the next place, typing on there if something is typed here."""
        resting, typing = self._resting, self.editing.stop is not None
        if typing and not self.end_typing():
            return
        self._go(by)
        if not (typing or resting) or self.state.stop is None:
            return
        if self.state.stop.typed:
            self.action_begin()
        else:
            self._rest(on=True)

    def on_edge(self, event: Edge) -> None:
        """The arrows walked out of the editor."""
        event.stop()
        self.action_next(event.by)

    def _go(self, by: int) -> None:
        self._rest(on=False)
        self._said = ()
        self.state.prompt = None
        self.state.go(by)
        self.lay()

    def on_rows_moved(self, event: Rows.Moved) -> None:
        """Go to the section that was clicked."""
        if event.rows.id == "sections" and self.end_typing():
            self.state.go_to_section(event.ref)
            self.lay()

    def on_sheet_pressed(self, event: Sheet.Pressed) -> None:
        """Stand where the mouse pressed; type there at a second click."""
        if not self.end_typing():
            return
        stops = self.state.stops()
        if event.number < len(stops):
            self.state.at = stops[event.number].place
            self.lay()
            if event.again:
                self.action_begin()

    def show_mode(self) -> None:
        """Hint at the keys that matter now."""
        if self.editing.stop is not None:
            self._resting = False
        walking = RESTING if self._resting else self.hinted()
        self.query_one(Hints).show_bindings(TYPING if self.editing.stop is not None else walking)

    # -- typing ----------------------------------------------------------------------------------

    def action_begin(self) -> None:
        """Begin to type where the cursor stands."""
        stop = self.state.stop
        if stop is None or self._refused():
            return
        if not self.is_ready:
            self.call_after_refresh(self.action_begin)
        elif stop.kind == "add":
            self.action_add()
        elif stop.kind == "before":
            self.say_here("d done · n new date · x dropped · w what stands in its way")
        elif stop.note is not None:
            self.program.open_record(stop.note.record_id)
        elif stop.kind == "signature":
            self.say_here("Signatures are not typed here: a complete record is signed by both.")
        else:
            self._said = ()
            self.editing.begin(stop)
            self.show_sides()
            self.show_mode()

    def go_on_typing(self, at: tuple[int, int], typed: str) -> None:
        """Type on where a draft was left."""
        stop = self.state.stop
        if stop is not None and stop.typed and not self.fixed:
            self.editing.begin(stop, at, typed)
            self.show_mode()

    def end_typing(self) -> bool:
        """End typing with everything taken in; False, saying why, where what is typed can't be read."""
        if self.editing.stop is None:
            return True
        self.editing.complete()
        wrong = self.editing.take_in()
        if wrong:
            self.say_here(wrong, wrong=True)
            return False
        self.editing.hide()
        self._words = ""
        self.sheet.focus()
        self.keeper.touch()
        self.state.forget_stops()
        self.lay()
        self.show_mode()
        return True

    def leave_typing(self) -> None:
        """End typing; in a pick from a list, what is none of it gives way to what stood there before."""
        typed = self.editing.text.strip()
        if not self.end_typing() and self.editing.put_back() and self.end_typing():
            self.say_here(f"“{typed}” is not in the list: what stood here before is back.", wrong=True)

    def gather(self) -> str:
        """Take in what stands in the editor; return where the cursor stands, for the draft."""
        self.editing.take_in()
        if self.editing.stop is not None and self.editing.editor is self.editing.long:
            self._words = counted(len(self.editing.long.text.split()), "word")
        at, typed = self.editing.cursor()
        return kept_cursor(self.state, at, typed)

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Keep a long text soon, and let it grow."""
        event.stop()
        self._typed()
        self.editing.grown()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Keep a line soon; say how a date is understood, show what can be picked."""
        if not self.editing.owns(event.input):
            return
        event.stop()
        self._typed()
        understood = self.editing.understood()
        if understood:
            self.say_here(understood)
        if self.editing.line.choices:
            self.show_sides()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next place."""
        if self.editing.owns(event.input):
            event.stop()
            self.action_next(1)

    def newer_letter(self) -> None:
        """Say “typing …” with the first letter after all was saved, in the picture that brings it."""
        if not self.keeper.waits:
            self._typed()

    def _typed(self) -> None:
        self._said = ()
        waited = self.keeper.waits
        self.keeper.touch()
        if not waited:
            self._show_status()

    async def on_app_blur(self, event: events.AppBlur) -> None:
        """Keep what was typed: the person looks elsewhere."""
        await self.keep_draft()

    async def on_screen_suspend(self) -> None:
        """Keep what was typed: another screen comes in front. It is part of the record once that is a whole one."""
        if not self.program.screen.is_modal:
            await self.finish_writing()
        else:
            await self.keep_draft()

    async def keep_draft(self) -> None:
        """Keep what was typed before its words go out of reach."""
        if self._opened and not self.fixed:
            await self.keeper.keep()

    async def finish_writing(self) -> bool:
        """Make what was typed part of the record; say whether the screen may go."""
        return not self._opened or self.fixed or await self.keeper.fold()

    async def action_save(self) -> None:
        """Make what was typed part of the record now."""
        if not self._refused() and await self.keeper.fold():
            self.say_here("Part of the record.")

    def action_prompt(self) -> None:
        """Show one prompt at a time, the next one at each press; after the last all of them again."""
        stop = self.state.stop
        count = len(prompts_of(self.state, stop)) if stop is not None else 0
        at = self.state.prompt
        self.state.prompt = None if not count or at == count - 1 else 0 if at is None else at + 1
        self.show_sides()

    async def action_outside(self) -> None:
        """Edit the long text under the cursor in the person's own editor; whoever typed there types on after it."""
        stop = self.state.stop
        if stop is None or stop.kind not in ("long", "option") or self._refused():
            self.say_here("F8 opens a long text in your own editor. Put the cursor on one.")
            return
        typing = self.editing.stop is not None
        if not self.end_typing():
            return
        before = self.state.typed(stop)
        text, wrong = await edit_outside(self.program, before)
        if wrong:
            self.say_here(wrong, wrong=True)
        if text != before:
            self.state.take(stop, text, self.desk.today)
            self.keeper.touch()
            self.lay()
        if typing and not wrong:
            self.action_begin()
