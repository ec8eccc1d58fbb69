"""Files of those who left: how long each is kept, held, proposed for destruction, destroyed with a certificate."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding

from models.changes.destroying import withdraw_destruction
from models.dates import show
from models.reading.leavers import (
    DESTROYED,
    HELD,
    IN_POST,
    KEPT,
    MAY_GO,
    PROPOSED,
    FileLine,
    read_files,
)
from models.words import said_name
from tui import leaving
from tui.screens.base import BACK, UNDO
from tui.screens.kept_room import KeptRoom
from tui.screens.list_page import ListPage
from tui.screens.verdict import VerdictDialog
from tui.widgets.rows import Row, Rows

_HEADINGS = {
    PROPOSED: "Destruction proposed: look at it, then destroy or withdraw",
    MAY_GO: "May be destroyed: the policy's period has passed",
    HELD: "Held",
    "no period": "No period: the policy sets none",
    "kept": "Kept",
    "in post": "Still in post",
    DESTROYED: "Destroyed",
}


class LeaversScreen(ListPage, KeptRoom):
    """A line a file; nothing goes by itself, and nothing goes in one step."""

    NAME = "Files of those who left"
    BINDINGS = [
        BACK,
        Binding(
            "enter", "none", "open", key_display="Enter", tooltip="The person's page, or the certificate"
        ),
        Binding("h", "hold", "hold or lift", tooltip="Hold the file, or lift the hold, with the reason"),
        Binding("p", "propose", "propose", tooltip="Propose that the file be destroyed"),
        Binding(
            "x", "destroy", "destroy", tooltip="Destroy the file that was proposed, with its number typed"
        ),
        Binding("c", "certificate", "certificate", tooltip="The certificate as a document, or as text"),
        Binding("e", "export", "file as one", tooltip="Everything about them in one file (subject access)"),
        Binding("w", "withdraw", "withdraw", tooltip="Withdraw the proposal: nothing is destroyed"),
        UNDO,
    ]

    def __init__(self) -> None:
        super().__init__(
            Rows(
                (24, 20, 0),
                id="files",
                empty="Nobody has left, and no file is held.",
            )
        )
        self._files: list[FileLine] = []

    async def read_page(self) -> None:
        """Read them again."""
        pack, today = self.desk.pack, self.desk.today
        self._files = await self.desk.read(lambda session: read_files(session, pack, today))

    def page_rows(self) -> Iterator[Row]:
        """The files, by how each stands."""
        for state, heading in _HEADINGS.items():
            own = [one for one in self._files if one.state == state]
            if own:
                yield Row((f"{heading} {len(own)}",), kind="heading")
                yield from map(self._row, own)

    def _row(self, one: FileLine) -> Row:
        private = self.program.private
        name = "" if one.state == DESTROYED and private else said_name(one.name, private=private)
        left = f"left {show(one.left_on)}" if one.left_on else ""
        kind = {PROPOSED: "warn", MAY_GO: "amber", DESTROYED: "quiet"}.get(one.state, "")
        return Row((f"{one.number} {name}".strip(), left, one.text(private=private)), one.id, kind)

    @property
    def _here(self) -> FileLine | None:
        return next((one for one in self._files if one.id == self._rows.ref), None)

    # -- keys ------------------------------------------------------------------------------------

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Open the person's page; of a destroyed file, its certificate."""
        one = self._here
        done = one.destruction if one is not None else None
        if done is not None and done.certificate is not None:
            self.program.push_screen(
                VerdictDialog(good=True, sentences=done.certificate.sentences(), title="Certificate")
            )
        elif one is not None:
            self.program.open_person(one.id)

    async def action_hold(self) -> None:
        """Hold the file, or lift the hold that is on it."""
        one = self._here
        if one is not None and one.state != DESTROYED:
            self.ask(leaving.lifting(one) if one.hold is not None else leaving.holding(one))

    async def action_propose(self) -> None:
        """Propose its destruction."""
        one = self._here
        if one is None or one.state == DESTROYED:
            return
        if one.state == PROPOSED:
            self.say("It is proposed already. x destroys it, w withdraws the proposal.")
            return
        if one.state in (HELD, KEPT, IN_POST):
            lifts = " h lifts the hold first." if one.state == HELD else ""
            self.say(f"{one.text()}{lifts}", wrong=True)
            return
        self.ask(await leaving.proposing(self.desk, self.desk.pack, one))

    async def action_withdraw(self) -> None:
        """Withdraw the proposal."""
        one = self._here
        if one is None or one.destruction is None or one.state != PROPOSED:
            self.say("Nothing is proposed here.")
            return
        number = one.destruction.id
        await self.make(lambda change: withdraw_destruction(change, number))

    async def action_destroy(self) -> None:
        """Destroy the file that was proposed."""
        one = self._here
        if one is not None and one.state == PROPOSED:
            await leaving.ask_destroying(self.program, one)
        else:
            self.say("In two steps: p proposes it first, and someone looks at it.")

    def action_certificate(self) -> None:
        """Write the certificate."""
        one = self._here
        if one is not None and one.state == DESTROYED:
            leaving.ask_certificate(self.program, one)
        else:
            self.say("There is a certificate once a file is destroyed.")

    def action_export(self) -> None:
        """Write everything about them into one file."""
        one = self._here
        if one is not None:
            leaving.ask_own_file(self.program, one.id, one.number)
