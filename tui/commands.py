"""Commands without a key of their own, and the palette in which every command is found by name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.binding import Binding
from textual.command import DiscoveryHit, Hit, Hits, Provider

from forms.entry import EntryForm, Field
from models.errors import Refused
from models.moments import ago
from models.store import backup
from tui.people_commands import PEOPLE_COMMANDS
from tui.quality_commands import QUALITY_COMMANDS
from tui.screens.help import spoken
from tui.word_commands import WORD_COMMANDS

if TYPE_CHECKING:
    from tui.app import Footprint

OLD = timedelta(days=2)
"""The age of the newest backup from which it is said loudly: one a day is made by itself."""
IMPORT_NOTE = "Nothing is written before you have seen what it would do."
Command = tuple[str, str, Callable[["Footprint"], Any]]


class Commands(Provider):
    """Every command of the present screen and of the program, by name."""

    async def discover(self) -> Hits:
        """Yield every command, before anything is typed."""
        for name, words, run in self._all():
            yield DiscoveryHit(name, run, help=words)

    async def search(self, query: str) -> Hits:
        """Yield the commands whose name fits what is typed."""
        matcher = self.matcher(query)
        for name, words, run in self._all():
            score = max(matcher.match(name), matcher.match(words) * 0.8)
            if score > 0:
                yield Hit(score, matcher.highlight(name), run, help=words)

    def _all(self) -> list[tuple[str, str, Callable[[], Any]]]:
        program = cast("Footprint", self.app)
        found: list[tuple[str, str, Callable[[], Any]]] = []
        if program.desk.is_open:
            found += [(name, words, lambda run=run: run(program)) for name, words, run in COMMANDS]  # type: ignore[misc]
        for binding in (*self.screen.BINDINGS, *program.everywhere):
            if isinstance(binding, Binding) and binding.description and binding.action != "none":
                name = binding.tooltip or binding.description
                key = binding.key_display or spoken(binding.key)
                found.append((f"{name[:1].upper()}{name[1:]}", f"key: {key}", self._action(binding.action)))
        return found

    def _action(self, action: str) -> Callable[[], Any]:
        screen = self.screen
        return lambda: self.app.run_action(action, screen)


async def add_child(program: Footprint) -> None:
    """Add a child by hand, then stand on their tile."""
    from tui import by_hand
    from tui.screens.entry import EntryScreen

    found = await by_hand.lists(program.desk, private=program.private)

    async def done(made: object) -> None:
        show: Callable[[int], Any] | None = getattr(program.screen, "show_child", None)
        if isinstance(made, int) and show is not None:
            await show(made)

    program.push_screen(EntryScreen(*by_hand.new_child(found, program.desk.team.service)), done)


UNCLEAN = (
    "A file was destroyed, but the pages behind it could not be cleaned yet: another program reads the store, or "
    "the disk is full. Put that right, then lock and unlock, or run “footprint file scrub”."
)


async def daily_backup(program: Footprint) -> None:
    """Back the store up if the newest backup is older than a day, and show how old the newest is."""
    desk, now = program.desk, program.desk.clock.now()
    if desk.kind == "real" and not desk.read_only and backup.is_due(desk.place, now):
        await back_up(program, quiet=True)
    show_backup_age(program)
    await tell_unclean(program)


async def tell_unclean(program: Footprint) -> None:
    """Say that the pages behind a destroyed file could not be cleaned at this opening either."""
    from models.changes.cleaning import cleaning_is_due

    if not program.desk.read_only and await program.desk.read(cleaning_is_due):
        program.notify(UNCLEAN, severity="warning", markup=False, timeout=15)


async def back_up(program: Footprint, *, quiet: bool = False) -> None:
    """Back the store up now, verified, and to the second place if there is one."""
    desk, now = program.desk, program.desk.clock.now()
    second = program.settings.second_backup_folder
    try:
        secret = await desk.with_store(lambda store, _: store.secret)
        made = await asyncio.to_thread(backup.make, desk.place, secret, now=now)
        if not quiet:
            program.notify(f"Backed up and verified: {made.path}", markup=False)
        backup.discard_old(desk.place.backups)
        if second:
            await asyncio.to_thread(backup.copy_to, made.path, Path(second))
    except (Refused, OSError) as error:
        program.notify(f"Backup: {error}", severity="error", markup=False, timeout=15)
    show_backup_age(program)


def show_backup_age(program: Footprint) -> None:
    """Show how old the newest backup is on the top line of every screen."""
    found = backup.list_backups(program.desk.place.backups)
    if program.desk.kind != "real":
        program.backup_age = ""  # only a real store is backed up by itself
    elif found:
        now, newest = program.desk.clock.now(), found[0].made_at
        age = f"backup {ago(newest, now)}"
        program.backup_age = f"LAST {age}".upper() if now - newest > OLD else age
    else:
        program.backup_age = "NO BACKUP YET"
    for screen in program.rooms():
        frame: Callable[[], None] | None = getattr(screen, "show_frame", None)
        if frame is not None and program.desk.is_open:
            frame()


def second_place(program: Footprint) -> None:
    """Ask where else each day's backup is copied to."""
    form = EntryForm(
        "second-place",
        "A second place for backups",
        (
            Field(
                "folder",
                "Folder",
                initial=program.settings.second_backup_folder,
                hint="empty: no second place",
            ),
        ),
        note="Encrypted. Ask your organisation which drive it may be: some forbid shared ones.",
    )

    def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        folder = values["folder"]
        if folder and not Path(folder).expanduser().is_dir():
            program.notify(f"There is no folder {folder}. Make it first.", severity="error", markup=False)
            return
        program.remember("second_backup_folder", str(Path(folder).expanduser()) if folder else "")
        program.notify(
            "Kept. Backups go there from the next one on." if folder else "No second place.", markup=False
        )

    program.ask_fields(form, chosen)


def ask_passphrase(program: Footprint, title: str = "Change the passphrase") -> None:
    """Ask for a new passphrase, twice, and change it."""
    from models.store.opening import change_passphrase
    from tui.screens.secret import PassphraseDialog

    async def chosen(passphrase: str | None) -> None:
        if passphrase is None:
            return
        desk = program.desk
        now, today, actor = desk.clock.now(), desk.today, desk.actor
        try:
            await desk.with_store(
                lambda store, _: change_passphrase(store, passphrase, now=now, today=today, actor=actor)
            )
        except (Refused, OSError) as error:
            program.notify(f"The passphrase is as it was: {error}", severity="error", markup=False)
        else:
            program.notify(
                "The passphrase is changed. Older backups still open with the old one.", markup=False
            )

    program.push_screen(PassphraseDialog(title), chosen)


async def make_recovery_key(program: Footprint) -> None:
    """Show another recovery key; once it is typed back, it is in force and the old one opens nothing."""
    from models.store.opening import adopt_recovery_key, offer_recovery_key
    from tui.screens.secret import RecoveryDialog

    desk = program.desk
    offered, text = await desk.with_store(lambda store, _: offer_recovery_key(store))

    async def shown(typed_back: bool | None) -> None:
        if not typed_back:
            program.notify("The recovery key is as it was: the new one was not typed back.", markup=False)
            return
        now, today, actor = desk.clock.now(), desk.today, desk.actor
        try:
            await desk.with_store(
                lambda store, _: adopt_recovery_key(store, offered, now=now, today=today, actor=actor)
            )
        except (Refused, OSError) as error:
            program.notify(f"The recovery key is as it was: {error}", severity="error", markup=False)
        else:
            program.notify(
                "The new recovery key is in force. Older backups still open with theirs.", markup=False
            )

    later = "The old recovery key stays in force, and this one opens nothing."
    program.push_screen(RecoveryDialog(text, later), shown)


def offer_import(program: Footprint) -> None:
    """Offer to import, once, over the empty board of a new store."""
    ask_import(program, "Your caseload", f"Esc leaves it for later: Ctrl+P and “import”. {IMPORT_NOTE}")


def ask_import(program: Footprint, title: str = "Import", note: str = IMPORT_NOTE) -> None:
    """Ask which file to import, then show what it would bring."""
    form = EntryForm(
        "import",
        title,
        (
            Field("file", "File or folder", required=True, hint="the workbook, Annex A lists, SSD tables"),
            Field("team", "Team", hint="one team of Annex A or SSD; empty: all"),
        ),
        note=note,
    )

    def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        from tui.screens.importing import ImportScreen

        program.push_screen(ImportScreen([Path(values["file"]).expanduser()], values["team"]))

    program.ask_fields(form, chosen)


async def write_the_workbook(program: Footprint) -> None:
    """Ask where to write the workbook, filled with the present team."""
    form = EntryForm(
        "workbook",
        "Write the workbook",
        (Field("file", "File", required=True, hint="ends in .xlsx"),),
        note="Filled with the present team. The file is not encrypted.",
    )

    async def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        from exports.workbook import write_workbook
        from models.intake.outgoing import read_team_data

        try:
            data = await program.desk.read(read_team_data)
            path = Path(values["file"]).expanduser()
            written = await asyncio.to_thread(write_workbook, path, data, program.desk.pack)
        except Refused as refused:
            program.notify(str(refused), severity="error", markup=False)
        else:
            program.notify(f"Written: {written.path}. It is not encrypted.", markup=False)

    program.ask_fields(form, chosen)


async def digest_to_file(program: Footprint) -> None:
    """Write the weekly digest into a file: numbers and initials only."""
    from models.reading.due.digest import digest_text
    from tui.files_out import ask_file

    due = await program.dues.fresh()
    ask_file(
        program,
        "Write the weekly digest",
        f"digest-{due.today.isoformat()}.txt",
        digest_text(due).encode(),
        note="Numbers and initials only. The file is not encrypted.",
    )


async def copy_digest(program: Footprint) -> None:
    """Send the weekly digest to the terminal's clipboard."""
    from models.reading.due.digest import digest_text
    from tui.files_out import copy_out

    copy_out(program, digest_text(await program.dues.fresh()))


def open_today(program: Footprint) -> None:
    """Open the day."""
    program.open_today()


def open_team(program: Footprint) -> None:
    """Open the team's own page."""
    program.open_team()


def idle_minutes(program: Footprint) -> None:
    """Ask after how many minutes without a key the screen locks."""
    form = EntryForm(
        "idle-minutes",
        "Lock by itself",
        (
            Field(
                "minutes",
                "After minutes",
                "number",
                required=True,
                initial=str(program.settings.idle_minutes),
                hint="1 to 240, without a key pressed",
            ),
        ),
        note="Nothing typed is lost: the form is there again after the passphrase.",
    )

    def chosen(values: dict[str, Any] | None) -> None:
        if values is None:
            return
        try:
            program.remember("idle_minutes", values["minutes"])
        except ValueError as mistake:
            program.notify(f"Not changed: {mistake}.", severity="error")

    program.ask_fields(form, chosen)


def change_theme(program: Footprint) -> None:
    """Change between the dark and the light theme."""
    theme = "light" if program.settings.theme == "dark" else "dark"
    program.remember("theme", theme)
    program.theme = f"footprint-{theme}"


COMMANDS: tuple[Command, ...] = (
    ("Back up now", "A verified, encrypted copy of the whole store", back_up),
    ("Second place for backups", "Another folder each day's backup is copied to", second_place),
    ("Change the passphrase", "The recovery key stays the same", ask_passphrase),
    ("New recovery key", "The old one opens nothing any more", make_recovery_key),
    ("Import a file", "Workbook, Annex A lists or SSD tables", ask_import),
    ("Write the workbook", "Filled with the present team", write_the_workbook),
    ("Today", "Sessions, what is due today, records not finished", open_today),
    ("The team", "Group sessions, and what the team is to do", open_team),
    ("Digest to a file", "What is overdue and due this week, for e-mail", digest_to_file),
    ("Digest to the clipboard", "What is overdue and due this week, for e-mail", copy_digest),
    *WORD_COMMANDS,
    *PEOPLE_COMMANDS,
    *QUALITY_COMMANDS,
    ("Lock by itself", "After how many minutes without a key the screen locks", idle_minutes),
    ("Light or dark", "Change the theme", change_theme),
    ("Add a child", "By hand", add_child),
)
