"""A made-up Kent team's store, made once by the command line and copied for each scene."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.journeys.scene import DAY, Machine

if sys.platform == "win32":
    collect_ignore_glob = ["test_*.py"]


@pytest.fixture(scope="session")
def made_machine(tmp_path_factory: pytest.TempPathFactory) -> Machine:
    """A machine with a demo store on the tests' day."""
    machine = Machine(tmp_path_factory.mktemp("machine"), DAY)
    machine.run("demo", "--prepare", "--store", str(machine.store))
    return machine


@pytest.fixture
def machine(tmp_path: Path, made_machine: Machine) -> Machine:
    """A machine of the test's own with a demo store in it."""
    return made_machine.copy_to(tmp_path)


@pytest.fixture
def fresh(tmp_path: Path) -> Machine:
    """A machine on which nothing was made yet."""
    return Machine(tmp_path)
