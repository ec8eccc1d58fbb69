"""A dialog of fields: labels, what is understood as it is typed, choices, and errors beside the field."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from forms.entry import EntryForm, Field, read_answers, say_back
from tui.screens.dialog import Dialog
from tui.widgets.hints import Hints
from tui.widgets.line import Line, Part
from tui.widgets.pick import Pick

LONG = 30


class FieldsDialog(Dialog[Any]):
    """Asks a form; gives back what was read from it by field name, or None."""

    BINDINGS = [
        Binding("ctrl+s", "save", "done", key_display="Ctrl+S", priority=True),
        Binding("enter", "none", "next field", key_display="Enter"),
        Binding("down,up", "none", "choose", key_display="↓ ↑"),
        Binding("escape", "leave", "leave", key_display="Esc"),
    ]
    AUTO_FOCUS = "Input"
    DEFAULT_CSS = """
    FieldsDialog #form { width: 98; height: auto; padding: 1 2; }
    FieldsDialog VerticalScroll { height: auto; max-height: 100%; }
    FieldsDialog .field { height: 1; }
    FieldsDialog .label { width: 24; }
    FieldsDialog Input { width: 1fr; padding: 0 1; background: $panel; }
    FieldsDialog Input:focus { background: $primary 30%; }
    FieldsDialog .beside { width: 1fr; margin: 0 0 0 1; }
    FieldsDialog #title { margin: 0 0 1 0; }
    FieldsDialog #choices { margin: 1 0 0 0; }
    """

    def __init__(self, form: EntryForm) -> None:
        super().__init__()
        self.form = form

    def compose(self) -> ComposeResult:
        """Title, fields, the choices of the field under the cursor, and what went wrong."""
        with Vertical(id="form"):
            yield Line(id="title")
            with VerticalScroll(can_focus=False):
                for one in self.form.fields:
                    with Horizontal(classes="field"):
                        yield Line(classes="label", id=f"label-{one.name}")
                        yield self._widget(one)
                        yield Line(classes="beside", id=f"beside-{one.name}")
            yield Line(id="choices")
            yield Line(id="said")
        yield Hints()

    def _widget(self, one: Field) -> Input:
        if one.kind == "choice":
            return Pick(one.choices, one.initial, id=f"field-{one.name}")
        return Input(one.initial, id=f"field-{one.name}", select_on_focus=False, compact=True)

    async def on_mount(self) -> None:
        """Show the labels and what stands beside the fields."""
        self.query_one(Hints).show_bindings(self.BINDINGS)
        note = f"   {self.form.note}" if self.form.note else ""
        self.query_one("#title", Line).show([(self.form.title, "strong"), (note, "quiet")])
        for one in self.form.fields:
            self.query_one(f"#label-{one.name}", Line).show([(one.label, "" if one.required else "quiet")])
            self.say_beside(one)

    # -- typing ----------------------------------------------------------------------------------

    def field(self, name: str) -> Input:
        """Return the input of a field."""
        return self.query_one(f"#field-{name}", Input)

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
            self.say_beside(one)
            self._show_choices(event.input)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the choices of the field under the cursor."""
        self._show_choices(event.widget)

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Complete a choice that is begun."""
        if isinstance(event.widget, Pick):
            event.widget.complete()

    def say(self, *parts: Part) -> None:
        """Say something on the dialog's last line."""
        self.query_one("#said", Line).show(parts)

    def say_beside(self, one: Field, wrong: str = "") -> None:
        """Say beside a field what is wrong with it, or how it is understood."""
        line = self.query_one(f"#beside-{one.name}", Line)
        value = self.field(one.name).value
        understood = say_back(one, value, self.desk.today) or ("" if value else one.hint)
        line.show([(wrong, "warn")] if wrong else [(understood, "quiet")])

    def _asked_in(self, widget: Widget) -> Field | None:
        name = (widget.id or "").removeprefix("field-")
        return next((one for one in self.form.fields if one.name == name), None)

    def _show_choices(self, widget: Widget) -> None:
        line = self.query_one("#choices", Line)
        if not isinstance(widget, Pick):
            line.show("")
            return
        labels = [label for _, label in widget.matching()]
        parts = [(f"{_brief(label)}   ", "strong" if label == widget.value else "quiet") for label in labels]
        line.show(parts or [("nothing in the list begins so", "warn")])

    # -- finishing -------------------------------------------------------------------------------

    def action_none(self) -> None:
        """The field itself does it; this is its hint."""

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go to the next field, or finish from the last."""
        fields = list(self.query(Input))
        if isinstance(event.input, Pick):
            event.input.complete()
        if event.input is fields[-1]:
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


def _brief(label: str) -> str:
    return label if len(label) <= LONG else f"{label[: LONG - 1]}…"


def beginning(one: Field) -> str:
    """Return what a field's input holds to begin with: a choice shows its label."""
    return dict(one.choices).get(one.initial, one.initial)
