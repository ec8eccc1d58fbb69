"""Start Footprint: ``python3 tui demo`` on a fresh machine, ``python -m tui`` in its own environment.

This file has to be readable by any Python, so that a wrong one is refused in a sentence.
"""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit("Footprint needs Python 3.11 to 3.14, and this is Python %d.%d." % sys.version_info[:2])

sys.path.insert(0, os.path.dirname(HERE))
if HERE in sys.path:
    sys.path.remove(HERE)

if __name__ == "__main__":
    from tui.bootstrap import run_in_own_environment

    run_in_own_environment(["-m", "tui"], sys.argv[1:])

    from tui.main import run

    run()
