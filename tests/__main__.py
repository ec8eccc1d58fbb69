"""Pass the tests: ``python3 tests`` on a fresh machine. Arguments go to pytest."""

import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))

if not (3, 11) <= sys.version_info[:2] <= (3, 14):
    sys.exit("Footprint needs Python 3.11 to 3.14, and this is Python %d.%d." % sys.version_info[:2])

sys.path.insert(0, os.path.dirname(HERE))
if HERE in sys.path:
    sys.path.remove(HERE)

if __name__ == "__main__":
    from tui.bootstrap import ROOT, run_in_own_environment

    run_in_own_environment(["-m", "tests"], sys.argv[1:], extra="dev")

    import pytest

    os.chdir(ROOT)
    # One more than there are processors: the tests of a real terminal wait for it now and then.
    workers = (os.cpu_count() or 1) + 1
    sys.exit(pytest.main(sys.argv[1:] or ["-n", str(workers), "--dist", "worksteal"]))
