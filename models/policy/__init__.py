"""Policies as data: finding, reading and checking packs, and running case files against them.

The format of packs and cases is written down in ``models/policies/README.md``. A pack is checked with
`models.policy.check.check_pack`, case files are run with `models.policy.runner.run_cases`; neither is
imported here, for the board needs neither and the runner needs the clock.
"""

from models.policy.load import PACK_NAMES, load_pack, pack_names
from models.policy.pack import Pack
from models.policy.parts import Problem

__all__ = ["PACK_NAMES", "Pack", "Problem", "load_pack", "pack_names"]
