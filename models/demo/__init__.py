"""The made-up teams of ``footprint demo``: one a policy, the same every time for the same day."""

from models.demo.making import make_team
from models.demo.teams import TEAMS

__all__ = ["TEAMS", "make_team"]
