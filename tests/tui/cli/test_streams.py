"""What is printed arrives: in a file, at another program, in whatever letters the console has."""

from __future__ import annotations

import os
import subprocess
import sys
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from tests.made import ROOT
from tui.cli.progress import Bar
from tui.cli.streams import take_every_letter

HARD = "Łukasz → 40217 · “asked”"


def redirected(encoding: str) -> TextIOWrapper:
    """Return a stream as Windows makes one for a program that is redirected into a file."""
    return TextIOWrapper(BytesIO(), encoding=encoding, newline="\n")


def written(stream: TextIOWrapper) -> bytes:
    """Write the hard words and return what arrived."""
    stream.write(HARD)
    stream.flush()
    assert isinstance(stream.buffer, BytesIO)
    return stream.buffer.getvalue()


class TestLetters:
    """Whatever a person wrote, a command does not end half-way."""

    @pytest.mark.parametrize("page", ["cp1252", "cp850", "ascii"])
    def test_redirected_it_is_utf_8(self, page: str) -> None:
        """The code page of the console is not asked."""
        stream = redirected(page)
        take_every_letter(None, [stream, None], {})
        assert written(stream).decode() == HARD

    def test_what_was_asked_for_is_kept(self) -> None:
        """With PYTHONIOENCODING what it has not is written as a number, which JSON reads back."""
        stream = redirected("cp1252")
        take_every_letter(None, [stream], {"PYTHONIOENCODING": "cp1252"})
        assert written(stream).decode("cp1252") == HARD.replace("Ł", "\\u0141").replace("→", "\\u2192")

    def test_what_comes_in_too(self) -> None:
        """With or without the mark that Windows puts before it."""
        for mark in (b"", b"\xef\xbb\xbf"):
            given = TextIOWrapper(BytesIO(mark + HARD.encode()), encoding="cp1252")
            take_every_letter(given, (), {})
            assert given.read() == HARD


class TestProgress:
    """The bar in a terminal."""

    def test_no_escape_sequences(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A longer line is written over with blanks, and none wraps."""

        class Terminal(TextIOWrapper):
            def isatty(self) -> bool:
                return True

        buffer = BytesIO()
        monkeypatch.setattr("sys.stderr", Terminal(buffer, encoding="cp1252", newline="\n"))
        bar = Bar()
        bar.show(1, 2, "a long name " * 20)
        bar.show(2, 2, "short")
        bar.done()
        sys.stderr.flush()
        lines = buffer.getvalue().decode("cp1252").split("\r")
        assert "\x1b" not in "".join(lines)
        assert max(map(len, lines)) == 79
        assert lines[2].startswith(f"[{'#' * 30}] short ")
        assert lines[-2:] == [" " * 38, ""]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is full, as Linux plays it")
class TestNotWritten:
    """What is printed goes where nothing can be written, or where nobody reads."""

    def test_said_or_silent(self) -> None:
        """A full disk is said in a line and ends with 1; a reader who has had enough is no mistake."""
        command = [sys.executable, "-m", "tui", "policy", "list"]
        with open("/dev/full", "wb") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, cwd=ROOT, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1)
        assert "could not be written (No space left on device)" in done.stderr
        reading, writing = os.pipe()
        os.close(reading)
        done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, cwd=ROOT, text=True)
        os.close(writing)
        assert (done.returncode, done.stderr) == (0, "")
