"""How the program ends when it did not mean to: a fault that tells nothing, a terminal that is gone."""

from __future__ import annotations

import errno
import sys
from pathlib import PureWindowsPath


def fault_words(error: BaseException | None) -> str:
    """Return what may be said of a fault: its kind and where it went through, never what it held."""
    lines = ["Footprint met a fault and has ended. What was saved is in the store; open it again to go on."]
    trace = error.__traceback__ if error else None
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {PureWindowsPath(code.co_filename).name}:{trace.tb_lineno} in {code.co_name}")
        trace = trace.tb_next
    return "\n".join([*lines, f"  {type(error).__name__}"])


def terminal_is_gone() -> bool:
    """Say whether the terminal was closed in front of the program."""
    if sys.platform == "win32" or sys.__stdout__ is None:
        return False
    import termios

    try:
        termios.tcgetattr(sys.__stdout__.fileno())
    except termios.error as error:
        return bool(error.args) and error.args[0] == errno.EIO
    except (OSError, ValueError):
        return False
    return False
