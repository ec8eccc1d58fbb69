"""Typing into a record: which editor lies in the gap, how large it is, and what of it is taken in."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, TextArea

from forms.answers.model import Value
from forms.answers.showing import said_moment
from forms.answers.typed import read_typed
from forms.entry import Choice
from forms.records.naming import named
from tui.record.stops import Stop
from tui.widgets.editors import LineEditor, LongEditor

if TYPE_CHECKING:
    from tui.record.room import RecordRoom

_REPLACED = ("date", "time", "choice", "child")
"""Where typing takes the place of what stood there; words are never typed over."""
LEAST, SPARE = 3, 2
"""How many lines a long text has at the least, and how many lines below it are always seen."""


class Editing:
    """The one editor of a record's screen. ``stop`` is where something is typed, None while walking."""

    def __init__(self, screen: RecordRoom) -> None:
        self._screen = screen
        self.stop: Stop | None = None
        self._before: Value | None = None
        """What stood there when typing began."""
        self._long: LongEditor | None = None
        self._line: LineEditor | None = None

    @property
    def long(self) -> LongEditor:
        """The editor for a long text, made when it is first asked for."""
        if self._long is None:
            self._long = LongEditor()
            self._long.edited = self._screen.newer_letter
        return self._long

    @property
    def line(self) -> LineEditor:
        """The editor for a line and for a pick from a list."""
        if self._line is None:
            self._line = LineEditor()
            self._line.edited = self._screen.newer_letter
        return self._line

    @property
    def editors(self) -> tuple[LongEditor, LineEditor]:
        """Both editors."""
        return self.long, self.line

    @property
    def editor(self) -> TextArea | Input:
        """The editor for the place that is typed into."""
        kind = self.stop.kind if self.stop else "line"
        return self.long if kind in ("long", "option") else self.line

    @property
    def text(self) -> str:
        """What stands in the editor."""
        return self.long.text if self.editor is self.long else self.editor.value  # type: ignore[union-attr]

    # -- beginning and ending --------------------------------------------------------------------

    def begin(self, stop: Stop, at: tuple[int, int] | None = None, typed: str = "") -> None:
        """Let the person type at a stop; the cursor stands at the end of what is there, or at ``at``."""
        self.hide()
        self.stop, self._before = stop, self._screen.state.value(stop.place)
        text = typed or self._screen.state.typed(stop)
        editor = self.editor
        if isinstance(editor, LongEditor):
            with editor.prevent(TextArea.Changed):
                editor.load_text(text)
            editor.styles.display = "block"
            self.lay()
            editor.move_cursor(at if at is not None else editor.document.end)
        else:
            assert isinstance(editor, Input)
            self.line.choices = self.choices(stop)
            with editor.prevent(Input.Changed):
                editor.value = text
            editor.cursor_position = at[1] if at is not None else len(text)
            if at is None and stop.kind in _REPLACED:
                editor.select_all()
            editor.styles.display = "block"
            self.lay()
        editor.focus()

    def insert(self, text: str) -> None:
        """Type on with what was pressed before there was a field for it."""
        editor = self.editor
        if isinstance(editor, TextArea):
            editor.insert(text)
        else:
            editor.insert_text_at_cursor(text)

    def hide(self) -> None:
        """Put every editor away."""
        self.stop = None
        for editor in (self._long, self._line):
            if editor is not None:
                editor.styles.display = "none"

    def lay(self) -> None:
        """Lay the editor over its gap: as high as its text, as far as there is room."""
        sheet, editor = self._screen.sheet, self.editor
        height = self.height()
        sheet.leave_room(height)
        box = sheet.box
        if box is None:
            return
        wanted = (box.indent, box.line, max(8, sheet.size.width - box.indent - 1), height)
        styles = editor.styles
        styles.offset = (wanted[0], wanted[1])
        styles.width, styles.height = wanted[2], wanted[3]

    def height(self) -> int:
        """Return how many lines the editor takes."""
        if self.editor is not self.long:
            return 1
        sheet = self._screen.sheet
        room = max(LEAST, sheet.size.height - sheet.label_height - SPARE)
        return max(LEAST, min(room, self._lines() + 1))

    def _lines(self) -> int:
        """Return how many lines the long text takes; before it was ever laid out, as many as it has."""
        return max(self.long.lines_needed, 1)

    # -- while it is typed -----------------------------------------------------------------------

    def grown(self) -> None:
        """Follow a text that has grown or shrunk."""
        if self.editor is self.long and self.height() != self.long.styles.height.value:  # type: ignore[union-attr]
            self.lay()

    def take_in(self) -> str:
        """Take what stands in the editor into the answers; return a sentence where it can't be read."""
        if self.stop is None:
            return ""
        text = self.text
        if self.stop.kind == "option" and not text.strip():
            return ""
        try:
            self._screen.state.take(self.stop, text, self._screen.desk.today)
        except ValueError as wrong:
            return str(wrong)
        return ""

    def put_back(self) -> bool:
        """Put back what stood in a pick from a list before typing began; say whether it is one."""
        if self.stop is None or self.stop.kind not in ("choice", "child"):
            return False
        state = self._screen.state
        state.put_back(self.stop, self._before)
        with self.line.prevent(Input.Changed):
            self.line.value = state.typed(self.stop)
        return True

    def complete(self) -> None:
        """Fill in the choice that is meant by what was begun; a name may be nobody's of the list."""
        if self.stop is None or self.stop.kind not in ("choice", "person", "child"):
            return
        if self.stop.kind != "person" or len(self.line.matching()) == 1:
            self.line.complete()

    def understood(self) -> str:
        """Return how a date or a time is understood, or what is wrong with it; and which choice is meant."""
        stop = self.stop
        if stop is not None and stop.kind in ("choice", "child") and self.text.strip():
            return self._meant()
        if stop is None or stop.kind not in ("date", "time") or not self.text.strip() or stop.asks is None:
            return ""
        try:
            value = read_typed(stop.asks, self.text, self._screen.desk.today)
        except ValueError as wrong:
            return str(wrong)
        return said_moment(value) if isinstance(value, date | time) else ""

    def _meant(self) -> str:
        """Return the choice that is meant by what is typed, where it does not stand there in full."""
        found = self.line.meant if self.editor is self.line else None
        return found[1] if found is not None and found[1] != self.text else ""

    def cursor(self) -> tuple[tuple[int, int] | None, str]:
        """Return where the cursor stands in the text, and the text where it can't be read yet."""
        if self.stop is None:
            return None, ""
        if self.editor is self.long:
            return self.long.cursor_location, ""
        at = (0, self.editor.cursor_position)  # type: ignore[union-attr]
        unread = ""
        if self.stop.asks is not None:
            try:
                read_typed(self.stop.asks, self.text, self._screen.desk.today)
            except ValueError:
                unread = self.text
        return at, unread

    # -- choices ---------------------------------------------------------------------------------

    def choices(self, stop: Stop) -> tuple[Choice, ...]:
        """Return what a place offers to pick from."""
        state = self._screen.state
        if stop.kind == "person":
            return tuple((name, name) for name in state.people(stop.place.key))
        if stop.kind == "child" and stop.field is not None:
            naming = state.form.naming_of(stop.field.key)
            return tuple(
                (str(child.id), named(child, naming) or child.number) for child in state.around.children
            )
        options = stop.asks.options if stop.asks is not None and stop.kind == "choice" else ()
        return tuple((option.code, option.label) for option in options)

    def matching(self) -> list[str]:
        """Return the labels that fit what is typed."""
        if self.stop is None or not self.line.choices or self.editor is not self.line:
            return []
        return [label for _, label in self.line.matching()]

    def owns(self, widget: Widget | None) -> bool:
        """Say whether a widget is one of the editors."""
        return widget is not None and widget in (self._long, self._line)
