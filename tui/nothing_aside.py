"""Nothing that is on the screen or typed goes anywhere but into the store."""

from __future__ import annotations

import os
import sys
from collections.abc import MutableMapping

_LISTENERS = ("TEXTUAL", "TEXTUAL_DEBUG", "TEXTUAL_LOG", "TEXTUAL_DRIVER", "TEXTUAL_PRESS")
_SCREENSHOTS = ("TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME")


def let_nothing_aside(environment: MutableMapping[str, str] = os.environ) -> None:
    """Take the variables away by which Textual would write every key into a file, or send it to another program.

    They are for those who write programs, and may stand in the environment of one of them. What the system
    keeps of a program that broke down (a core dump) would hold the words in its memory: it is not to.
    """
    for name in (*_LISTENERS, *_SCREENSHOTS):
        environment.pop(name, None)
    if sys.platform == "win32":  # what is kept there, the system's own settings say
        return
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, most))
