"""The dialogs of signing: who, in which role and how, with a box for words of any length."""

from __future__ import annotations

from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Input, TextArea

from forms.entry import EntryForm, Field
from models.signed import HOWS, SIGNED
from tui.screens.kept_form import KeptForm
from tui.signing_page import SigningPage
from tui.widgets.editors import Edge, LongEditor
from tui.widgets.line import Line

WORDS = "words"
"""The name under which the box gives back its words, and keeps them."""
_NEVER = "The moment is the clock's: nothing is back-dated."


class WordsDialog(KeptForm):
    """Fields with a box for words below, kept as they are typed; gives back the fields and ``words``."""

    BINDINGS = [
        Binding("ctrl+s", "save", "done", key_display="Ctrl+S", priority=True),
        Binding("tab", "app.focus_next", "next", key_display="Tab"),
        Binding("down,up", "none", "choose", key_display="↓ ↑"),
        Binding("escape", "leave", "leave", key_display="Esc"),
        Binding("f9", "afresh", "afresh", key_display="F9", tooltip="Throw away what was typed, begin again"),
    ]
    DEFAULT_CSS = """
    WordsDialog #words-label { margin: 1 0 0 0; }
    WordsDialog LongEditor { layer: default; display: block; height: 5; background: $panel; }
    WordsDialog LongEditor:focus { background: $primary 30%; }
    WordsDialog.small LongEditor { height: 3; }
    """
    LABEL = "Comment"
    NEEDED = False
    WORDS_FIRST = False
    """Whether the words come first: everything above them is filled in already."""

    def below(self) -> ComposeResult:
        """The box."""
        yield Line(id="words-label")
        yield LongEditor()

    async def begin(self) -> None:
        """Say what the box is for."""
        await super().begin()
        self.query_one("#words-label", Line).show([(self.LABEL, "" if self.NEEDED else "quiet")])
        if self.WORDS_FIRST:
            self.query_one(TextArea).focus()

    def typed(self) -> dict[str, str]:
        """Return what stands in every field, and in the box."""
        return {**super().typed(), WORDS: self.query_one(TextArea).text}

    def begins_with(self) -> dict[str, str]:
        """Return what each field holds before anything is typed; the box is empty."""
        return {**super().begins_with(), WORDS: ""}

    def put(self, name: str, text: str) -> None:
        """Let a field, or the box, hold a text that nobody typed just now; the cursor is behind it."""
        if name != WORDS:
            super().put(name, text)
            return
        box = self.query_one(TextArea)
        with box.prevent(TextArea.Changed):
            box.text = text
        box.move_cursor(box.document.end)

    def on_text_area_changed(self) -> None:
        """Keep the words soon."""
        self.changed()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """From the last field, go on to the box."""
        if event.input is list(self.query(Input))[-1]:
            event.stop()
            self.query_one(TextArea).focus()
        else:
            super().on_input_submitted(event)

    def on_edge(self, event: Edge) -> None:
        """The arrows walked out of the box: up to the fields."""
        event.stop()
        if event.by < 0:
            list(self.query(Input))[-1].focus()

    def finish(self, values: dict[str, Any]) -> None:
        """Give back what was answered, unless words are needed and there are none."""
        words = self.query_one(TextArea).text.strip()
        if self.NEEDED and not words:
            self.say((f"{self.LABEL}: this is needed.", "warn"))
            self.query_one(TextArea).focus()
            return
        self.run_worker(self._give_back({**values, WORDS: words}))

    async def _give_back(self, values: dict[str, Any]) -> None:
        """Keep the last words first: whoever asked for them may be refused, and then they stand only here."""
        with self.program.keys.held():
            await self.keep_draft()
            self.dismiss(values)


class _PartyDialog(WordsDialog):
    """What one of those who sign says: with the choice their name and role come into the fields."""

    _page: SigningPage

    def on_input_changed(self, event: Input.Changed) -> None:
        """Follow a change of who it is with the name and role that belong to them."""
        super().on_input_changed(event)
        if event.input.id != "field-party":
            return
        labels = {each.label: each.code for each in self._page.missing}
        party = labels.get(event.input.value)
        known = {one.name for each in self._page.missing if (one := self._page.person(each.code)) is not None}
        if party is not None and self.field("name").value in ("", *known):
            person = self._page.person(party)  # of one who is not known nobody else's name may stand there
            self.field("name").value = person.name if person is not None else ""
            self.field("role").value = person.job if person is not None else ""


class SignDialog(_PartyDialog):
    """Who signs, and how; the comment is theirs."""

    LABEL = "Their comment, if they have one (it stands with the record)"

    def __init__(self, page: SigningPage, party: str) -> None:
        self._page = page
        hows = tuple((code, HOWS[code]) for code in (*SIGNED, "agreed"))
        form = EntryForm(
            sign_key(page, party),
            "Sign",
            (*_who(page, party), Field("how", "How", "choice", True, choices=hows, initial="in_room")),
            _NEVER,
        )
        super().__init__(form)


class DeclineDialog(_PartyDialog):
    """Who declines to sign, and why."""

    LABEL = "Why it is not signed (it stands with the record)"
    NEEDED = True

    def __init__(self, page: SigningPage, party: str) -> None:
        self._page = page
        super().__init__(EntryForm(decline_key(page, party), "Decline to sign", _who(page, party), _NEVER))


class AddendumDialog(WordsDialog):
    """Later words, and who signs them."""

    LABEL = "What has to be added (the record itself stays as it is)"
    NEEDED = True
    WORDS_FIRST = True

    def __init__(self, page: SigningPage) -> None:
        person = page.known.supervisor
        hows = tuple((code, HOWS[code]) for code in SIGNED)
        fields = (
            Field("name", "Name", required=True, initial=person.name if person else ""),
            Field("role", "Role", initial=person.job if person else ""),
            Field("how", "How", "choice", True, choices=hows, initial="in_room"),
        )
        super().__init__(EntryForm(addendum_key(page), "Addendum", fields, _NEVER))


def sign_key(page: SigningPage, party: str) -> str:
    """Return under which key the words of whoever signs are kept: each party's apart."""
    return f"record:sign:{page.view.line.id}:{party}"


def decline_key(page: SigningPage, party: str) -> str:
    """Return under which key the words of whoever declines are kept."""
    return f"record:decline:{page.view.line.id}:{party}"


def addendum_key(page: SigningPage) -> str:
    """Return under which key later words are kept."""
    return f"record:addendum:{page.view.line.id}"


def _who(page: SigningPage, party: str) -> tuple[Field, ...]:
    person = page.person(party)
    choices = tuple((each.code, each.label) for each in page.missing)
    return (
        Field("party", "Who", "choice", True, choices=choices, initial=party),
        Field("name", "Name", required=True, initial=person.name if person else ""),
        Field("role", "Role", initial=person.job if person else ""),
    )
