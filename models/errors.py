"""The refusals a person can read: each says what, where and what to do."""

from __future__ import annotations


class Refused(Exception):
    """Footprint could not do what was asked, and nothing was changed.

    ``str(refused)`` is one or two plain sentences for the person at the keyboard: what was wrong,
    where, and what to do about it. It never holds a child's details.
    """


class WrongCall(Exception):
    """A command was called wrongly; the text says how it is called."""
