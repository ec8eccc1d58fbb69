"""Running a sitting: begun or gone on with, its screen in a place of its own beside the peer screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlmodel import Session

from forms.records.sitting import Beginning, begin_sitting
from forms.template.load import forms_of
from models.changes.agenda_running import finish_item
from models.dates import show
from models.errors import Refused
from models.moments import in_london
from models.reading.agenda.running import read_run
from models.reading.agenda.sitting import Sitting, home_of_children, read_sitting
from models.store.change import Change
from models.tables import Practitioner
from models.words import said_name
from tui.refusals import only_looks
from tui.settings import own_forms
from tui.sitting_rows import short_label

if TYPE_CHECKING:
    from tui.app import Footprint
    from tui.screens.running import RunningScreen

MODE = "session"


@dataclass(frozen=True, slots=True)
class Now:
    """The sitting that runs: its sessions, the one a move on the board belongs to, and what to call it."""

    ids: tuple[int, ...]
    home: int
    label: str
    name: str = ""

    def called(self, *, private: bool) -> str:
        """Return ``Case supervision with Sam Whitlock``."""
        name = said_name(self.name, private=private) if self.name else ""
        return f"{self.label} with {name}" if name else self.label


async def run_sitting(program: Footprint, supervision_ids: Sequence[int]) -> None:
    """Begin the sessions of a sitting, or go on with them, and show them; another that runs is stopped."""
    desk = program.desk
    if only_looks(program):
        return
    shown = running_screen(program)
    if shown is not None and set(supervision_ids) & set(shown.sitting.told.sitting.ids):
        await program.switch_mode(MODE)
        return
    day = await _day_ahead(program, supervision_ids[0])
    if day is None:
        await _run(program, supervision_ids)
        return

    async def answered(go_on: bool | None) -> None:
        if go_on:
            await _run(program, supervision_ids)

    from tui.screens.sure import SureDialog

    said = (
        f"It is planned for {show(day)}. Today is {show(desk.today)}.",
        "Run now, it is held today, and what the policy counts from it begins today. "
        "A day that has changed is put right on its page instead.",
    )
    program.push_screen(SureDialog("Run it before its day?", said), answered)


async def _day_ahead(program: Footprint, supervision_id: int) -> date | None:
    """Return the day a sitting is planned for where that is still to come and it was never begun."""
    desk = program.desk

    def job(session: Session) -> date | None:
        sitting = read_sitting(session, desk.pack, supervision_id)
        if sitting is None or sitting.day <= desk.today or read_run(session, sitting.ids) is not None:
            return None
        return sitting.day

    return await desk.read(job)


async def _run(program: Footprint, supervision_ids: Sequence[int]) -> None:
    """Begin the sessions or go on with them; another sitting that runs is stopped first."""
    shown = running_screen(program)
    if shown is not None and not await shown.stand_aside():
        return
    try:
        now = await _begin(program, supervision_ids[0])
    except Refused as refused:
        program.notify(str(refused), severity="error")
        return
    await _show(program, now)
    if shown is not None:
        program.notify("The other session is stopped where it stands: r on its page goes on with it.")


async def _begin(program: Footprint, supervision_id: int) -> Now:
    """Begin a sitting, or go on with it, with its records; return what runs now."""
    desk = program.desk
    pack, today = desk.pack, desk.today

    def job(change: Change) -> Now:
        sitting = _found(change.session)
        run = read_run(change.session, sitting.ids)
        day = in_london(run.began_at).date() if run is not None else today
        begin_sitting(change, sitting, beginning(program, min(day, today)))
        return _now(change.session, sitting)

    def _found(session: Session) -> Sitting:
        sitting = read_sitting(session, pack, supervision_id)
        if sitting is None:
            raise Refused("That session is no longer in the store.")
        return sitting

    def _now(session: Session, sitting: Sitting) -> Now:
        person = session.get(Practitioner, sitting.practitioner_id) if sitting.practitioner_id else None
        home = home_of_children(pack, sitting) or sitting.ids[-1]
        return Now(sitting.ids, home, short_label(sitting, pack), person.name if person else "")

    return await desk.change(job)


def beginning(program: Footprint, day: date) -> Beginning:
    """Return what records of a sitting held on a day are begun with."""
    desk = program.desk
    forms, _ = forms_of(desk.pack.names, own_forms())
    return Beginning(desk.pack, desk.team.policy, forms, day, desk.clock.now())


async def discuss(program: Footprint, children: Sequence[int]) -> str:
    """Note that children are talked about in the session that runs, and stand there to write; say so.

    Raises Refused where one of them can't be.
    """
    screen = running_screen(program)
    if screen is None or not screen.is_open or program.running is None:
        return "No session runs."
    said = []
    for child_id in children:
        item = screen.sitting.of_child(child_id) or await screen.put_child(child_id)
        if item is None:
            continue
        if item.state == "open":
            await program.desk.change(lambda change, one=item: finish_item(change, one.id).id)  # type: ignore[misc]
            screen.sitting.mark(item.id, "done")
        await screen.go_to(item)
        said.append(item.child)
    called = program.running.called(private=program.private)
    return f"{', '.join(said)} discussed in this: {called}. F12 writes about it, u takes it back."


async def _show(program: Footprint, now: Now) -> None:
    """Put the screen of a sitting into its place, and go there."""
    from tui.screens.running import RunningScreen

    await _clear(program)
    program.running = now
    program.session_from = program.current_mode if program.current_mode != "locked" else "board"
    screen = RunningScreen(now.ids[0])
    program.add_mode(MODE, lambda: screen)
    await program.switch_mode(MODE)


async def leave_session(program: Footprint) -> None:
    """Leave the sitting's place for where it was begun; nothing runs any more."""
    program.running = None
    await _clear(program)
    program.show_all_again()


async def sign_after(program: Footprint, record_ids: Sequence[int]) -> None:
    """Leave a sitting that was closed; its records are read and signed, one after the other."""
    from tui.screens.sign import SignScreen

    await leave_session(program)
    program.notify("The session is closed. Read its records and sign them now; Esc leaves them for later.")
    for record_id in reversed(record_ids):
        await program.push_screen(SignScreen(record_id))


def stand_on_talked_of(program: Footprint) -> None:
    """From the session to the board: its cursor goes to the child who is talked about, before any key of it does."""
    from tui.screens.board import BoardScreen

    screen, boards = running_screen(program), program._screen_stacks.get("board")
    item = screen.sitting.item if screen is not None and screen.is_open else None
    if program.current_mode == MODE and boards and item is not None and item.child_id is not None:
        board = boards[0]
        assert isinstance(board, BoardScreen)
        board.stand_on_talked_of(item.child_id)


async def _clear(program: Footprint) -> None:
    if MODE not in program._modes:
        return
    if program.current_mode == MODE:
        await program.switch_mode(program.session_from)
    await program.remove_mode(MODE)


def running_screen(program: Footprint) -> RunningScreen | None:
    """Return the screen of the sitting that runs; None where none does."""
    stack = program._screen_stacks.get(MODE)
    return stack[0] if stack else None  # type: ignore[return-value]
