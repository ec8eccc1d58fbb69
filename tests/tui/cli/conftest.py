"""Commands over a store, and records for those that write them."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from models.store.opening import Unlocked
from models.store.place import Place
from tests import made
from tests.exports.word.stored import held, put, sign
from tests.made import ago
from tests.tui.cli.told import Done, Run, Script, told


@pytest.fixture
def script(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Script:
    """Return what runs a command as from a script: no terminal, the passphrase (if any) from outside."""

    def command(*arguments: str | Path, passphrase: str | None = None, **more: str) -> Done:
        given = {"FOOTPRINT_PASSPHRASE": passphrase, "FOOTPRINT_STORE": None, **more}
        for name in ("FOOTPRINT_RECOVERY_KEY", "FOOTPRINT_NEW_PASSPHRASE", *given):
            value = given.get(name)
            monkeypatch.delenv(name, raising=False) if value is None else monkeypatch.setenv(name, value)
        try:
            return Done(*told(capsys, *arguments))
        except SystemExit as ended:
            said = capsys.readouterr()
            return Done(int(ended.code or 0), said.out, said.err)

    return command


@pytest.fixture
def run(
    place: Place, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Run:
    """Run a command over the small team's store on the tests' day, with settings of its own."""
    monkeypatch.setenv("FOOTPRINT_CONFIG", str(tmp_path / "config"))
    monkeypatch.setenv("FOOTPRINT_STORE", str(place.folder))

    return partial(told, capsys)


@pytest.fixture
def records_there(place: Place, unlocked: Unlocked) -> dict[str, int]:
    """A signed personal record of a session, a signed case record, a draft."""
    store = made.open_(place, unlocked)
    session = held(store)
    found = {
        "personal": put(store, session=session, wellbeing_plan="Stress is at four of ten."),
        "case": put(store, "kent_case", parts=[{"child": "40217 TB"}]),
        "draft": put(store, wellbeing_plan="Not finished.", day=ago(400)),
        "session": session,
    }
    sign(store, found["personal"])
    sign(store, found["case"])
    store.close()
    return found


@pytest.fixture
def kept(tmp_path: Path) -> Place:
    """A scratch store with the small team, closed."""
    place = made.place_in(tmp_path)
    made.make(place, made.small_team)
    return place
