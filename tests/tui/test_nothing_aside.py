"""Nothing that is typed or in memory goes anywhere but into the store."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.made import ROOT
from tui.nothing_aside import let_nothing_aside

FAULT = """
from tui import main
def falls(*_):
    raise ValueError("what someone wrote")
main._run = falls
main.run()
"""


class TestListeners:
    """Variables by which Textual would write down every key."""

    def test_taken_away_and_no_others(self) -> None:
        """What shows the program otherwise (motion, colours) stays."""
        stays = {"TEXTUAL_ANIMATIONS": "none", "PATH": "/bin"}
        environment = {"TEXTUAL_LOG": "keys.log", "TEXTUAL": "devtools", "TEXTUAL_SCREENSHOT": "1", **stays}
        let_nothing_aside(environment)
        assert environment == stays


class TestFault:
    """A command that falls over, or is killed."""

    def test_a_command_says_where_and_not_what(self) -> None:
        """The kind of fault and the places it went through; what was in hand is people's."""
        done = subprocess.run(
            [sys.executable, "-c", FAULT], capture_output=True, text=True, cwd=ROOT, check=False
        )
        assert done.returncode == 1
        assert "ValueError" in done.stderr
        assert "in falls" in done.stderr
        assert "someone wrote" not in done.stderr
        assert "Traceback" not in done.stderr

    @pytest.mark.skipif(sys.platform == "win32", reason="what is kept there, the system's own settings say")
    def test_no_memory_is_kept(self) -> None:
        """The system keeps no core of it, whatever the shell allows."""
        ask = "import os, resource; from tui.nothing_aside import let_nothing_aside; let_nothing_aside(); "
        told = f"{ask}print(resource.getrlimit(resource.RLIMIT_CORE)[0])"
        done = subprocess.run(
            [sys.executable, "-c", told], capture_output=True, text=True, cwd=ROOT, check=True
        )
        assert done.stdout.strip() == "0"
