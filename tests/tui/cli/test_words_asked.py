"""Words that a command takes: asked for in a terminal, so that no shell keeps them in its history."""

from __future__ import annotations

from io import StringIO

import pytest

from tests.tui.cli.told import DAY, Run


class Terminal(StringIO):
    """What a person types at a prompt."""

    def isatty(self) -> bool:
        """Say that it is a terminal."""
        return True


class TestAsked:
    """Why a file is held."""

    def test_left_out_it_is_asked_for(self, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
        """In a terminal; in a script it stays empty, which is refused."""
        call = ("file", "hold", "P2", "--today", DAY)
        monkeypatch.setattr("sys.stdin", StringIO("A claim\n"))
        code, out, _ = run(*call)
        assert (code, out) == (1, "")
        monkeypatch.setattr("sys.stdin", Terminal("A claim\n"))
        code, out, _ = run(*call)
        assert code == 0
        assert out.startswith("Why it is held: ")
        assert "The file P2 is held." in out
