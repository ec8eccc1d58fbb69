"""The policy clock: a pure function from facts, a pack and a moment to what is due.

``due`` answers for one subject, ``due_all`` for many, ``Clock`` for whoever asks again and again.
"""

from models.clock.engine import Clock, due, due_all
from models.clock.outcome import Candidate, Due, Gap

__all__ = ["Candidate", "Clock", "Due", "Gap", "due", "due_all"]
