"""The first run: team and manager, policy, service, passphrase, recovery key, and the offer to import."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from forms.entry import EntryForm
from forms.first_run import policy_form, service_form, team_form
from models.changes.first import begin_store
from models.changes.team import PractitionerFacts
from models.errors import Refused
from models.policy import Pack, load_pack, pack_names
from models.store.opening import NewStore, Unlocked, make_store
from tui.screens.fields import FieldsDialog
from tui.screens.secret import PassphraseDialog, RecoveryDialog
from tui.settings import own_packs

if TYPE_CHECKING:
    from tui.app import Footprint


class FirstRun:
    """A fresh machine is walked through. Esc goes a step back; what was answered stays."""

    def __init__(self, program: Footprint) -> None:
        self._program = program
        self._folders = own_packs()
        self._answers: dict[str, str] = {}

    def begin(self) -> None:
        """Ask for the team and its manager; Esc leaves the program."""
        self._ask(team_form(), back=self._program.exit, then=self._ask_policy)

    def _ask_policy(self) -> None:
        packs = [load_pack(name, self._folders) for name in pack_names(self._folders)]
        self._ask(policy_form(packs), back=self.begin, then=self._ask_service)

    def _ask_service(self) -> None:
        pack = self._pack()
        if self._answers.get("service") not in [service.code for service in pack.services]:
            self._answers.pop("service", None)
        if len(pack.services) < 2:
            self._answers["service"] = pack.services[0].code if pack.services else ""
            self._ask_passphrase()
        else:
            self._ask(service_form(pack), back=self._ask_policy, then=self._ask_passphrase)

    def _ask(self, form: EntryForm, *, back: Callable[[], Any], then: Callable[[], Any]) -> None:
        def answered(values: dict[str, Any] | None) -> None:
            if values is None:
                back()
            else:
                self._answers |= values
                then()

        self._program.push_screen(FieldsDialog(form.filled(self._answers)), answered)

    def _ask_passphrase(self) -> None:
        async def chosen(passphrase: str | None) -> None:
            if passphrase is None:
                self._ask_policy()
            else:
                with self._program.keys.held():
                    await self._make(passphrase)

        title = "Choose a passphrase. Without it nobody reads this store."
        self._program.push_screen(PassphraseDialog(title), chosen)

    def _pack(self) -> Pack:
        return load_pack(self._answers["policy"], self._folders)

    async def _make(self, passphrase: str) -> None:
        """Make the store; show the recovery key once it is there."""
        program, desk, answers = self._program, self._program.desk, self._answers
        now, today = desk.clock.now(), desk.today
        kind = "scratch" if desk.clock.rehearses else "real"
        role = manager_role([role.code for role in self._pack().roles])
        manager = PractitionerFacts(
            answers["number"], answers["manager"], role, job_title="Team Manager", frontline=False
        )
        recovery: list[str] = []

        def job() -> Unlocked:
            unlocked, key = make_store(
                desk.place,
                NewStore(kind, passphrase, now, today, answers["number"]),
                lambda change: begin_store(
                    change, answers["team"], answers["policy"], answers["service"], manager
                ),
            )
            recovery.append(key)
            return unlocked

        program.waiting("Making the store…")
        try:
            await desk.open_made(job)
        except Refused as refused:
            program.notify(str(refused), severity="error", markup=False, timeout=20)
            self.begin()
            return
        self._show_recovery_key(recovery[0])

    def _show_recovery_key(self, key: str) -> None:
        async def shown(_typed_back: bool | None) -> None:
            await self._program.opened()
            from tui.commands import offer_import

            offer_import(self._program)

        later = "If it is not written down, a lost passphrase loses everything."
        self._program.push_screen(RecoveryDialog(key, later), shown)


def manager_role(roles: list[str]) -> str:
    """Return the pack's own code for a team manager, or the general one."""
    return next((code for code in roles if "team_manager" in code), "team_manager")
