"""What the clock is told, read from the store for a day: every subject in a few whole queries, or one of them.

``read_facts`` gives `TeamFacts`; the clock itself works on those without the store.
"""

from models.reading.facts.about import About, Mistake, Person, TeamFacts
from models.reading.facts.whole import Asked, read_facts

__all__ = ["About", "Asked", "Mistake", "Person", "TeamFacts", "read_facts"]
