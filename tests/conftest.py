"""What all tests share: when sweeps run, how Hypothesis searches, and a made store to begin from."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from models.store.opening import Unlocked
from models.store.place import Place
from models.store.store import Store
from tests import made

settings.register_profile(
    "plain",
    deadline=None,
    derandomize=True,
    max_examples=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("sweep", settings.get_profile("plain"), derandomize=False, max_examples=1000)


COLOURS = ("NO_COLOR", "FORCE_COLOR", "PYTHON_COLORS", "CLICOLOR", "CLICOLOR_FORCE")
IN_MEMORY = Path("/dev/shm")
ROOM = 4 * 1024**3


def pytest_configure(config: pytest.Config) -> None:
    """Leave the full sweeps out unless they were asked for with ``-m sweep``; keep made files in memory.

    A store waits for the disk at every change. Tests make thousands, and none of them outlives its test. What a
    person has set for the program, or for colours in the terminal, is not for the tests, nor are their own forms.
    """
    for name in [each for each in os.environ if each in COLOURS or each.startswith("FOOTPRINT_")]:
        if name != "FOOTPRINT_ENVIRONMENT":
            del os.environ[name]
    os.environ["FOOTPRINT_CONFIG"] = str(Path(tempfile.gettempdir(), f"footprint-no-settings-{os.getpid()}"))
    if os.access(IN_MEMORY, os.W_OK) and shutil.disk_usage(IN_MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(IN_MEMORY))
    if not config.option.markexpr:
        config.option.markexpr = "not sweep"
    settings.load_profile("sweep" if config.option.markexpr == "sweep" else "plain")


@pytest.fixture(scope="session")
def made_team(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Unlocked]:
    """The folder of a store with a small team in it, made once and copied by each test."""
    place = made.place_in(tmp_path_factory.mktemp("made"))
    unlocked, _ = made.make(place, made.small_team)
    return place.folder, unlocked


@pytest.fixture
def place(tmp_path: Path, made_team: tuple[Path, Unlocked]) -> Place:
    """A store folder of the test's own, holding the small team."""
    return made.copy_of(Place(made_team[0]), tmp_path)


@pytest.fixture(scope="session")
def made_owned(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a real store under the passphrase “first”, made once, and its recovery key."""
    place = made.place_in(tmp_path_factory.mktemp("owned"))
    _, recovery_key = made.make(place, made.small_team, passphrase="first", kind="real")
    return place.folder, recovery_key


@pytest.fixture
def owned(tmp_path: Path, made_owned: tuple[Path, str]) -> tuple[Place, str]:
    """A store of the test's own under the passphrase “first”, and its recovery key."""
    return made.copy_of(Place(made_owned[0]), tmp_path), made_owned[1]


@pytest.fixture
def unlocked(made_team: tuple[Path, Unlocked]) -> Unlocked:
    """The secret of the small team's store."""
    return made_team[1]


@pytest.fixture
def store(place: Place, unlocked: Unlocked) -> Iterator[Store]:
    """The small team's store, open for writing."""
    opened = made.open_(place, unlocked)
    yield opened
    opened.close()
