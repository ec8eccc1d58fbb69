"""What if: the same child or practitioner with a fact changed, and how the dates move. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from textual.binding import Binding

from forms.booking import typed
from forms.due import trying_choice, trying_day, trying_situation
from forms.entry import EntryForm, choices_of
from models.clock.engine import Clock
from models.clock.outcome import Due
from models.dates import counted, show
from models.facts import Facts
from models.reading.due import DueList
from models.reading.due.lines import in_a_sentence
from models.reading.due.what_if import Moved, discussed_on, what_if, with_situation, without_situation
from models.reading.facts import About
from tui.screens.base import BACK
from tui.screens.fields import FieldsDialog
from tui.screens.list_page import ListPage
from tui.widgets.rows import Row, Rows

Try = Callable[[Clock, Facts], Facts]
HEADS = ("What", "As it is", "As it would be", "")


class WhatIfScreen(ListPage):
    """Dates side by side, as they are and as they would be."""

    NAME = "What if"
    BINDINGS = [
        BACK,
        Binding("d", "day", "discussed on", tooltip="As if it were discussed, or the session held, on a day"),
        Binding("s", "situation", "with", tooltip="As if a situation were true from a day on"),
        Binding("x", "without", "without", tooltip="As if a situation were not true"),
        Binding("r", "role", "role", tooltip="As if the practitioner had another role"),
        Binding("v", "service", "service", tooltip="As if another service were open"),
        Binding("b", "start", "begun on", tooltip="As if it had begun on another day"),
        Binding("backspace", "less", "one less", key_display="⌫", tooltip="Take the last try back"),
    ]

    def __init__(self, about: About, due: DueList) -> None:
        super().__init__(Rows((44, 34, 34, 0), id="moved"))
        self._about = about
        self._due = due
        self._tries: list[tuple[str, Try]] = []
        self._latest = due.today

    def heading(self) -> str:
        """Whom it is about."""
        label = self._about.label
        person = self._due.facts.people.get(self._about.practitioner_id or 0)
        private = self.program.private and person is not None and person.name == label
        return f"What if: {person.initials if private and person is not None else label}"

    def page_rows(self) -> Iterator[Row]:
        """What is tried, then both sides."""
        yield from (Row((words,), kind="note") for words in self._words())
        yield Row(HEADS, kind="columns")
        yield from (_row(one, self._due.today) for one in self._moved())

    def _words(self) -> list[str]:
        if not self._tries:
            return ["Nothing is changed yet, and nothing you try here is written. Press a key below."]
        return [f"Tried: {words}." for words, _ in self._tries]

    def _moved(self) -> list[Moved]:
        clock = Clock(self._due.pack, max(self._due.today, self._latest), self._due.working)
        facts = self._about.facts
        for _, change in self._tries:
            facts = change(clock, facts)
        found = what_if(clock, self._about.facts, **_all(facts))
        shown = [one for one in found if _says(one.before) or _says(one.after)]
        return sorted(shown, key=lambda one: (one.days is not None and one.days == 0, one.what))

    # -- trying ----------------------------------------------------------------------------------

    def action_day(self) -> None:
        """Try a day of discussion, or of a session."""

        def tried(values: dict[str, Any]) -> tuple[str, Try]:
            day: date = values["day"]
            self._latest = max(self._latest, day)
            word = "held" if self._about.facts.subject == "practitioner" else "discussed"
            return f"{word} on {show(day)}", lambda clock, facts: discussed_on(clock, facts, day)

        self._ask(trying_day("As if it took place on …", typed(self._due.today)), tried)

    def action_start(self) -> None:
        """Try another first day."""

        def tried(values: dict[str, Any]) -> tuple[str, Try]:
            day: date = values["day"]
            return f"begun on {show(day)}", lambda _clock, facts: facts.changed(start=day)

        begun = self._about.facts.start
        self._ask(trying_day("As if it had begun on …", typed(begun or self._due.today)), tried)

    def action_situation(self) -> None:
        """Try a situation."""
        pack = self._due.pack

        def tried(values: dict[str, Any]) -> tuple[str, Try]:
            code, since = values["code"], values["since"]
            words = f"{pack.situation(code).label} from {show(since)}"
            return words, lambda _clock, facts: with_situation(facts, code, since)

        choices = choices_of((*pack.situations, *pack.flags))
        self._ask(trying_situation("As if this were so", choices, typed(self._due.today)), tried)

    def action_without(self) -> None:
        """Try to leave a situation out."""
        pack = self._due.pack
        here = dict.fromkeys(each.code for each in self._about.facts.situations)
        if not here:
            self.say("No situation is recorded that could be left out.")
            return

        def tried(values: dict[str, Any]) -> tuple[str, Try]:
            code = values["code"]
            words = f"without {pack.situation(code).label}"
            return words, lambda _clock, facts: without_situation(facts, code)

        choices = tuple((code, pack.situation(code).label) for code in here)
        self._ask(trying_choice("As if this were not so", "Situation", choices), tried)

    def action_role(self) -> None:
        """Try another role."""
        roles = choices_of(self._due.pack.roles)

        def tried(values: dict[str, Any]) -> tuple[str, Try]:
            code = values["code"]
            rest = self._about.facts.roles[1:]
            return f"role {dict(roles)[code]}", lambda _clock, facts: facts.changed(roles=(code, *rest))

        self._ask(trying_choice("As if the role were …", "Role", roles), tried)

    def action_service(self) -> None:
        """Try another service."""
        services = choices_of(self._due.pack.services)

        def tried(values: dict[str, Any]) -> tuple[str, Try]:
            code = values["code"]
            return f"service {dict(services)[code]}", lambda _clock, facts: facts.changed(service=code)

        self._ask(trying_choice("As if the service were …", "Service", services), tried)

    def action_less(self) -> None:
        """Take the last try back."""
        if self._tries:
            self._tries.pop()
            self.show_again()

    def _ask(self, form: EntryForm, tried: Callable[[dict[str, Any]], tuple[str, Try]]) -> None:
        def answered(values: dict[str, Any] | None) -> None:
            if values is not None:
                self._tries.append(tried(values))
                self.show_again()

        self.program.push_screen(FieldsDialog(form), answered)


def _all(facts: Facts) -> dict[str, Any]:
    """Return every fact as a change to it."""
    from models.facts import SLOTS

    return {name: getattr(facts, name) for name in SLOTS}


def _says(due: Due | None) -> bool:
    return due is not None and (due.due is not None or due.gap is not None)


def _row(one: Moved, today: date) -> Row:
    kind = "" if one.days == 0 else "warn" if one.days is not None and one.days < 0 else "amber"
    return Row(
        (in_a_sentence(one.what), _side(one.before, today), _side(one.after, today), _move(one)),
        one.clock,
        kind,
    )


def _side(due: Due | None, today: date) -> str:
    if due is None:
        return "nothing due"
    if due.due_day is None:
        return due.reason or due.state.replace("_", " ")
    late = (today - due.due_day).days
    said = f", {counted(late, 'day')} late" if late > 0 and due.is_late else ""
    return f"{show(due.due_day)} ({due.governing_rule}){said}"


def _move(one: Moved) -> str:
    if one.days is None:
        return "" if _says(one.before) and _says(one.after) else "ends" if _says(one.before) else "begins"
    if one.days == 0:
        return "stays"
    return f"{counted(abs(one.days), 'day')} {'later' if one.days > 0 else 'sooner'}"
