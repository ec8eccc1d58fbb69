"""Signing: the screen the supervisee sees. The text as it will stand, then both sign, in any order."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from textual.app import ComposeResult
from textual.binding import Binding

from forms.answers.keeping import from_json
from forms.records.dating import date_agreement
from forms.records.observing import FEEDBACK, date_part, is_observation, said_parts
from models.changes.signing import Word, addend, decline, sign, withdraw
from models.dates import show
from models.reading.sessions import discussed_in
from models.signed import IN_SHORT, SIGNED, WHAT_IT_IS
from models.store.change import Change
from tui.rectifying import rectifying
from tui.screens.base import BACK, Room
from tui.screens.kept_form import finishing
from tui.screens.signature import AddendumDialog, DeclineDialog, SignDialog
from tui.signing_page import SigningPage, read_signing_page
from tui.widgets.line import Line
from tui.widgets.prompt import Prompt
from tui.widgets.reading import Reading
from tui.widgets.rows import Row, Rows
from tui.widgets.words import Words

BESIDE = (
    "Another draft of it is kept: Esc, then v there shows it, to be taken or let go. Then it can be signed."
)
_ROOMY = 32
"""Rows of a screen from which there is room for every word on what a signature is."""


class SignScreen(Room):
    """One record, to be read and signed."""

    NAME = "Sign"
    BINDINGS = [
        Binding("s", "sign", "sign", tooltip="Enter a signature, or that someone agreed without one"),
        Binding("d", "decline", "decline", tooltip="Enter that someone declines to sign, with the reason"),
        Binding("w", "withdraw", "withdraw", tooltip="Take a signature back while not everyone has signed"),
        Binding("a", "addend", "addendum", tooltip="Later words to a signed record, dated and signed"),
        Binding(
            "c", "correct", "wrong child", tooltip="A signed record is about the wrong child: put it right"
        ),
        Binding("p", "paper", "to Word", tooltip="Write it as a Word document"),
        Binding("tab", "other", "text or names", key_display="Tab"),
        Binding("pagedown", "turn(1)", "more text", key_display="PgDn", priority=True),
        Binding("pageup", "turn(-1)", "text before", key_display="PgUp", priority=True, show=False),
        BACK,
    ]
    DEFAULT_CSS = """
    SignScreen #text { height: 1fr; }
    SignScreen #parties { background: $surface; }
    SignScreen #what { background: $surface; margin: 0 1; }
    """

    def __init__(self, record_id: int) -> None:
        super().__init__()
        self._record_id = record_id
        self._page: SigningPage | None = None
        self._text = Reading((0,), id="text")
        self._text.add_class("first")
        self._parties = Rows((24, 34, 0), id="parties")

    def body(self) -> ComposeResult:
        """The text, who signs, and what a signature here is."""
        yield self._text
        yield self._parties
        yield Words((WHAT_IT_IS, "quiet"), id="what")
        yield Line(id="status")
        yield Prompt()

    async def begin(self) -> None:
        """Let the text have the keys: it is read first; keys wait until it can be seen."""
        self._text.focus()
        self.program.keys.wait()
        self.call_after_refresh(self.program.keys.go_on)

    async def reload(self) -> None:
        """Read the record and how it is signed."""
        record_id, pack = self._record_id, self.desk.pack
        self._page = await self.read_or_leave(lambda session: read_signing_page(session, record_id, pack))
        if self._page is not None:
            self.show_again()

    def heading(self) -> str:
        """The form, whom it is about, and its day."""
        if self._page is None:
            return self.NAME
        line = self._page.view.line
        about = "" if self.program.private else line.about
        return "Sign   " + " · ".join(bit for bit in (self._page.form.called, about, show(line.day)) if bit)

    def show_again(self) -> None:
        """Show everything as it is known."""
        self.show_frame()
        page = self._page
        if page is None:
            return
        hidden = [Row(("Words are not shown in projector mode. F10 ends it.",), kind="note")]
        self._text.show(hidden if self.program.private else page.text_rows())
        rows = [] if self.program.private else list(page.party_rows())
        self._parties.show(rows)
        self.call_after_refresh(self._make_room)
        self._tell()

    def _make_room(self) -> None:
        """Give the names the lines they need, and leave most of the screen to the text."""
        short = self.size.height < _ROOMY
        self.query_one("#what", Words).say((IN_SHORT if short else WHAT_IT_IS, "quiet"))
        most = max(3, self.size.height // 3)
        self._parties.styles.height = max(1, min(most, self._parties.lines_needed))

    def on_resize(self) -> None:
        """Lay the names out for the new width."""
        self.call_after_refresh(self._make_room)

    def _tell(self, words: str = "") -> None:
        """Say what was done, and how far the signing has come."""
        if self._page is not None:
            said = " ".join(part for part in (words, self._where(self._page)) if part)
            self.query_one("#status", Line).show([(f" {said}", "strong")])

    def _where(self, page: SigningPage) -> str:
        """Say how far the signing has come, and what the session's day is: another than the day of signing."""
        day = f"Session: {show(page.view.line.day)}; the day of signing is its own."
        if page.is_signed:
            seal = page.signing.seal
            mark = f" ({seal.hash[:16]})" if seal else ""
            return f"Signed by everyone, locked and sealed{mark}. p writes it to Word."
        if page.has_typing:
            return BESIDE
        if not page.is_ready:
            return "Not complete yet: Esc, then f completes it. Then it can be signed."
        return f"{len(page.missing)} of {len(page.parties)} still to sign. {day}"

    # -- signing ---------------------------------------------------------------------------------

    def action_sign(self) -> None:
        """Ask who signs and how, with a box for their comment."""
        page = self._ready()
        if page is not None:
            dialog = SignDialog(page, self._at(page))
            self.program.push_screen(dialog, partial(self._signed, dialog.form.key))

    async def _signed(self, key: str, values: dict[str, Any] | None) -> None:
        if values is None or self._page is None:
            return
        page, word = self._page, _word(values)
        signed = finishing(key, lambda change: sign(change, self._record_id, word, page.codes))
        await self._enter(page, signed, signs=True)

    def action_decline(self) -> None:
        """Ask who declines, and why."""
        page = self._ready()
        if page is not None:
            dialog = DeclineDialog(page, self._at(page))
            self.program.push_screen(dialog, partial(self._declined, dialog.form.key))

    async def _declined(self, key: str, values: dict[str, Any] | None) -> None:
        if values is None or self._page is None:
            return
        page, word, reason = self._page, replace(_word(values), comment=""), values["words"]
        await self._enter(
            page,
            finishing(key, lambda change: decline(change, self._record_id, word, reason, page.codes)),
        )

    async def _enter(
        self, page: SigningPage, job: Callable[[Change], object], *, signs: bool = False
    ) -> None:
        """Enter someone's word; with the last of them an observation has had its feedback, an agreement holds."""
        last = len(page.missing) == 1
        line = page.view.line

        def whole(change: Change) -> None:
            job(change)
            answers = from_json(page.view.answers, page.form)
            if last and is_observation(page.form):
                said = said_parts(page.form, answers)
                date_part(change, line.practitioner_id, line.day, FEEDBACK, change.today, said)
            if last and signs and all(one.how in SIGNED for one in page.signing.signatures):
                date_agreement(change, page.form, answers, line.practitioner_id)

        if await self.make(whole):
            self._tell("" if last else "Entered.")

    def action_withdraw(self) -> None:
        """Ask why a signature is taken back."""
        page, party = self._page, self._parties.ref
        given = {each.party: each.name for each in page.signing.signatures} if page else {}
        if page is None or page.is_signed or not given:
            self.say("There is no signature that can be taken back.")
            return
        chosen = party if party in given else next(iter(given))

        async def answered(words: str) -> None:
            if words.strip():
                await self.make(lambda change: withdraw(change, self._record_id, chosen, words))

        question = f"Take back the signature of {given[chosen]}: why?"
        self.query_one(Prompt).ask(question, answered, keep=f"record:{self._record_id}:back:{chosen}")

    def action_addend(self) -> None:
        """Ask for later words to a signed record."""
        page = self._page
        if page is None or not page.is_signed:
            self.say("It is not signed yet: what has to be said belongs into the record itself.")
            return
        dialog = AddendumDialog(page)
        self.program.push_screen(dialog, partial(self._added, dialog.form.key))

    async def _added(self, key: str, values: dict[str, Any] | None) -> None:
        if values is None:
            return
        told = (values["words"], values["name"], values["role"], values["how"])
        if await self.make(finishing(key, lambda change: addend(change, self._record_id, *told))):
            self._tell("Added, and sealed anew. It prints with the record.")

    async def action_correct(self) -> None:
        """Ask which child a signed record is about instead; the text stays, the correction stands beside it."""
        page = self._page
        kids = page.view.line.children if page is not None else ()
        if page is None or not page.is_signed or not kids:
            self.say(
                "Only a signed record about a child is put right here. A wrong day: on the session's page."
            )
            return
        held = page.view.line.session
        talks = await self.desk.read(lambda session: discussed_in(session, held.id)) if held else frozenset()
        self.ask(rectifying(self._record_id, kids, {child.id for child in kids} & talks))

    # -- within ----------------------------------------------------------------------------------

    def _ready(self) -> SigningPage | None:
        """Return the page where something can be signed on it; say why not otherwise."""
        page = self._page
        if self.program.private:
            self.say("Nothing is signed in projector mode: the text can't be read.")
        elif self.desk.read_only:
            self.say("The store is only read today, so nothing can be signed.")
        elif page is None or page.is_signed:
            self.say("Everyone has signed. a adds later words.")
        elif page.has_typing:
            self.say(BESIDE)
        elif not page.is_ready:
            self.say("It is not complete yet. Go back and complete it with f, then sign.")
        else:
            return page
        return None

    def _at(self, page: SigningPage) -> str:
        """Return whose turn it is: the one under the cursor if they have not signed, else the next."""
        missing = [party.code for party in page.missing]
        return self._parties.ref if self._parties.ref in missing else missing[0]

    def action_paper(self) -> None:
        """Write the record as a Word document."""
        from tui.word_leaving import ask_leaving

        ask_leaving(self.program, self._record_id)

    def action_turn(self, by: int) -> None:
        """Turn a page of the text, also while the names have the keys."""
        self._text.turn(by)

    def action_other(self) -> None:
        """Let the names, or the text, have the keys."""
        (self._parties if self._text.has_focus else self._text).focus()


def _word(values: dict[str, Any]) -> Word:
    return Word(
        values["party"], values["name"], values["role"], values.get("how", "in_room"), values["words"]
    )
