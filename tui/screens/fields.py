"""A dialog of fields: labels, what is understood as it is typed, choices, and errors beside the field."""

from __future__ import annotations

from typing import Any, cast

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.geometry import Size
from textual.widget import Widget
from textual.widgets import Input

from forms.entry import EntryForm, Field, hint_of, read_answers, say_back
from tui.screens.dialog import Dialog
from tui.widgets.choices import Choices
from tui.widgets.field_rows import FieldRows
from tui.widgets.line import Part
from tui.widgets.pick import Pick
from tui.widgets.typed import Typed
from tui.widgets.words import Words

SMALL = (60, 16)
"""Columns and rows below which only fields, choices and keys are shown."""
WIDE, LABEL, SMALL_LABEL = 100, 23, 16
"""How wide the dialog is where there is room, and its labels at least, there and where there is little."""
_DATE = len("Wed 30 Sep 2026")


class FieldsDialog(Dialog[Any]):
    """Asks a form; gives back what was read from it by field name, or None."""

    BINDINGS = [
        Binding("ctrl+s", "save", "done", key_display="Ctrl+S", priority=True),
        Binding("enter", "none", "next", key_display="Enter"),
        Binding("down,up", "none", "choose", key_display="↓ ↑"),
        Binding("escape", "leave", "leave", key_display="Esc"),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    FieldsDialog > #box { width: 100; }
    FieldsDialog #note { margin: 0 0 1 0; }
    FieldsDialog VerticalScroll { height: auto; scrollbar-size-vertical: 1; }
    FieldsDialog FieldRows { background: $surface; }
    FieldsDialog Input { width: 1fr; height: 1; }
    FieldsDialog #choices { margin: 1 0 0 0; background: $surface; }
    FieldsDialog.small > #box > #title, FieldsDialog.small #choices, FieldsDialog.small > #box > #hints { margin: 0; }
    FieldsDialog.small #choices { height: 1; }
    FieldsDialog.small #note { display: none; }
    """

    def __init__(self, form: EntryForm) -> None:
        super().__init__(form.title)
        self.form = form
        self._inputs = {one.name: self._widget(one) for one in form.fields}
        labels = [(one.label, "" if one.required else "quiet") for one in form.fields]
        self._rows = FieldRows(labels, list(self._inputs.values()))

    def body(self) -> ComposeResult:
        """The fields, the choices of the field under the cursor, and what went wrong."""
        if self.form.note:
            yield Words((self.form.note, "quiet"), id="note")
        with VerticalScroll(can_focus=False):
            yield self._rows
        yield from self.below()
        yield Choices(id="choices")
        yield Words(("", ""), id="said")

    def hinted(self) -> list[Binding]:
        """Return the bindings that do something here: one that only confirms has no field to go through."""
        every = super().hinted()
        return every if self.form.fields else [one for one in every if one.action in ("save", "leave")]

    def below(self) -> ComposeResult:
        """Yield what a dialog has below its fields."""
        yield from ()

    def _widget(self, one: Field) -> Input:
        if one.kind == "choice" or one.choices:
            return Pick(one.choices, one.initial, id=f"field-{one.name}", free=one.kind != "choice")
        proposed = one.kind != "line"  # typing over a proposed date replaces it; words are never typed over
        return Typed(one.initial, id=f"field-{one.name}", select_on_focus=proposed)

    async def begin(self) -> None:
        """Show what stands beside the fields."""
        for one in self.form.fields:
            self.say_beside(one)
        self._fit_into(self.app.size)  # else it would be painted before it is laid out for that
        for first in list(self._inputs.values())[:1]:  # one that only confirms has no field
            self._show_choices(first)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the fields out for the new size."""
        self._fit_into(event.size)

    def _fit_into(self, size: Size) -> None:
        """Give the labels the width they need, up to two fifths of the dialog; fields scroll where room is short."""
        small = size.width < SMALL[0] or size.height < SMALL[1]
        self.set_class(small, "small")
        wide = min(WIDE, size.width)
        least = SMALL_LABEL if small else LABEL
        wanted = max((cell_len(one.label) + 1 for one in self.form.fields), default=0)
        self._rows.make_room(max(least, min(wanted, wide * 2 // 5)), 0 if small else wide * 2 // 5)
        beside = 6 if small else 11
        self.query_one(VerticalScroll).styles.max_height = max(1, size.height - beside)

    # -- typing ----------------------------------------------------------------------------------

    def field(self, name: str) -> Input:
        """Return the input of a field."""
        return self._inputs[name]

    def typed(self) -> dict[str, str]:
        """Return what stands in every field."""
        return {one.name: self.field(one.name).value for one in self.form.fields}

    def untouched(self) -> bool:
        """Say whether every field holds what it began with."""
        return all(self.field(one.name).value == beginning(one) for one in self.form.fields)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say beside the field how it is understood."""
        one = self._asked_in(event.input)
        if one is not None:
            for each in (one, *(other for other in self.form.fields if other.hints_by == one.name)):
                self.say_beside(each)
            if event.input.has_focus:
                self._show_choices(event.input)
            self.changed()

    def changed(self) -> None:
        """Something was typed; a form that keeps it says so here."""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the choices of the field under the cursor."""
        self._show_choices(event.widget)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Complete a choice that is begun."""
        if isinstance(event.widget, Pick):
            event.widget.complete()

    def say(self, *parts: Part) -> None:
        """Say something on the dialog's last line."""
        self.query_one("#said", Words).say(*parts)

    def say_beside(self, one: Field, wrong: str = "") -> None:
        """Say beside a field what is wrong with it, or how it is understood."""
        value = self.field(one.name).value
        understood = say_back(one, value, self.desk.today) or ("" if value else self._hint(one))
        part = (wrong, "warn") if wrong else (understood, "quiet")
        self._rows.say(self._row_of(one.name), part, _DATE if one.kind == "date" else 0)

    def beside(self, name: str) -> str:
        """Return what is said beside a field."""
        return self._rows.said(self._row_of(name))

    def _hint(self, one: Field) -> str:
        return hint_of(self.form, one, self.typed() if one.hints_by else {}, self.desk.today)

    def _row_of(self, name: str) -> int:
        return list(self._inputs).index(name)

    def _asked_in(self, widget: Widget) -> Field | None:
        name = (widget.id or "").removeprefix("field-")
        return next((one for one in self.form.fields if one.name == name), None)

    def _show_choices(self, widget: Widget) -> None:
        """Show what a field can be filled with: its choices, or its hint in full."""
        choices, one = self.query_one(Choices), self._asked_in(widget)
        labels = [label for _, label in widget.matching()] if isinstance(widget, Pick) else []
        if labels:
            pick = cast("Pick", widget)
            meant = None if pick.free else pick.meant
            choices.offer(labels, meant[1] if meant is not None else pick.value)
        elif isinstance(widget, Pick) and not widget.free:
            choices.put(
                "Nothing in the list has that in it. ↓ in an empty field walks the whole list.", "warn"
            )
        elif one is not None and cell_len(typed := self.field(one.name).value) >= widget.size.width > 0:
            choices.put_whole(typed)
        else:
            choices.put(self._hint_in_full(one), "quiet")

    def _hint_in_full(self, one: Field | None) -> str:
        """Return a field's label if it is cut before the field, and its hint if it is cut beside it."""
        if one is None:
            return ""
        hint, beside = self._hint(one), self._rows.beside_width(self._row_of(one.name))
        hint = "" if cell_len(hint) <= beside else hint
        cut = cell_len(one.label) > self._rows.label_width()
        return ". ".join(part for part in (one.label if cut else "", hint) if part)

    # -- finishing -------------------------------------------------------------------------------

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or finish from the last."""
        fields = list(self._inputs.values())
        if isinstance(event.input, Pick):
            event.input.complete()
        if isinstance(event.input, Pick) and not event.input.is_settled:
            self.say(("More than one fits, or none: ↓ walks those that do, Tab goes on without.", "warn"))
        elif event.input is fields[-1]:
            self.action_save()
        else:
            fields[fields.index(event.input) + 1].focus()

    def action_save(self) -> None:
        """Read the fields; finish, or show what is wrong beside each."""
        answers = read_answers(self.form, self.typed(), self.desk.today)
        for one in self.form.fields:
            self.say_beside(one, answers.wrong.get(one.name, ""))
        if answers.wrong:
            first = next(one for one in self.form.fields if one.name in answers.wrong)
            self.field(first.name).focus()
            self.say((f"{first.label}: {answers.wrong[first.name]}", "warn"))
        else:
            self.finish(answers.values)

    def finish(self, values: dict[str, Any]) -> None:
        """Do what the form is for with what was read."""
        self.dismiss(values)

    async def action_leave(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def beginning(one: Field) -> str:
    """Return what a field's input holds to begin with: a choice shows its label."""
    return dict(one.choices).get(one.initial, one.initial)
