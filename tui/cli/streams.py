"""What is printed reaches whoever reads it, whatever letters are in it and whatever the console can show.

On Windows what goes into a file or to another program is written in the letters of its code page: Ł or → would
end a command half-way. Redirected, everything is UTF-8, what comes in too; in a terminal a letter that it has
not is written as its number.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterable, Mapping
from io import TextIOWrapper
from typing import TextIO


def take_every_letter(
    given: TextIO | None, printed: Iterable[TextIO | None], environment: Mapping[str, str]
) -> None:
    """Have the streams take every letter; an encoding that was asked for (PYTHONIOENCODING) is kept.

    A stream that is None, or a stand-in of a test or another program, is left as it is.
    """
    asked = "PYTHONIOENCODING" in environment
    if isinstance(given, TextIOWrapper) and not asked and not given.isatty():
        given.reconfigure(encoding="utf-8-sig")
    for stream in printed:
        if isinstance(stream, TextIOWrapper):
            kept = asked or stream.isatty()
            stream.reconfigure(encoding=None if kept else "utf-8", errors="backslashreplace")


def is_of_output(error: OSError) -> bool:
    """Say whether what could not be written is what was printed: no file has a name in it then."""
    return error.filename is None and sys.stdout is not None and not sys.stdout.isatty()


def unprinted(error: OSError) -> int:
    """Say why what was printed could not be written; return the code to end with.

    Where whoever read it has had enough, that is no mistake, and nothing is said.
    """
    # What is still to be printed goes nowhere, so that the interpreter does not complain about it at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno == errno.EPIPE:
        return 0
    print(f"footprint: what was to be printed could not be written ({error.strerror}).", file=sys.stderr)
    return 1
