"""The first run: team and manager, policy, passphrase, recovery key, and the offer to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from forms.first_run import first_run_form
from models.changes.first import begin_store
from models.changes.team import PractitionerFacts
from models.errors import Refused
from models.policy import load_pack
from models.store.opening import NewStore, Unlocked, make_store
from tui.screens.fields import FieldsDialog
from tui.screens.secret import PassphraseDialog, RecoveryDialog
from tui.settings import settings_folder

if TYPE_CHECKING:
    from tui.app import Footprint


def begin(program: Footprint) -> None:
    """Ask for the team and its manager."""

    def answered(values: dict[str, Any] | None) -> None:
        if values is None:
            program.exit()
        else:
            _ask_passphrase(program, values)

    program.push_screen(FieldsDialog(first_run_form([settings_folder() / "policies"])), answered)


def _ask_passphrase(program: Footprint, values: dict[str, Any]) -> None:
    async def chosen(passphrase: str | None) -> None:
        if passphrase is None:
            begin(program)
        else:
            await _make(program, values, passphrase)

    program.push_screen(PassphraseDialog("Choose a passphrase. Without it nobody reads this store."), chosen)


async def _make(program: Footprint, values: dict[str, Any], passphrase: str) -> None:
    """Make the store; show the recovery key once it is there."""
    desk = program.desk
    now, today = desk.clock.now(), desk.today
    kind = "scratch" if desk.clock.rehearses else "real"
    policy = load_pack(values["policy"], [settings_folder() / "policies"])
    role = manager_role([role.code for role in policy.roles])
    manager = PractitionerFacts(
        values["number"], values["manager"], role, job_title="Team Manager", frontline=False
    )
    recovery: list[str] = []

    def job() -> Unlocked:
        new = NewStore(kind, passphrase, now, today, values["number"])
        unlocked, key = make_store(
            desk.place,
            new,
            lambda change: begin_store(change, values["team"], values["policy"], values["service"], manager),
        )
        recovery.append(key)
        return unlocked

    program.notify("Making the store…", markup=False)
    try:
        await desk.open_made(job)
    except Refused as refused:
        program.notify(str(refused), severity="error", markup=False, timeout=20)
        begin(program)
        return

    async def shown(_typed_back: bool | None) -> None:
        await program.opened()
        _offer_import(program)

    program.push_screen(RecoveryDialog(recovery[0]), shown)


def _offer_import(program: Footprint) -> None:
    from tui.commands import offer_import

    offer_import(program)


def manager_role(roles: list[str]) -> str:
    """Return the pack's own code for a team manager, or the general one."""
    return next((code for code in roles if "team_manager" in code), "team_manager")
