"""Situations that have a level: stored as one code with a value, known to packs as one flag a level.

The store keeps ``risk_rosh`` with ``high``, so that a new level ends the one before; the packs speak
of ``rosh_high``.
"""

from __future__ import annotations


def flag_code(code: str, value: str) -> str:
    """Return the pack's code for a situation with its value: ``risk_rosh``, ``high`` is ``rosh_high``."""
    return f"{code.removeprefix('risk_')}_{value}" if value else code


def said_code(said: str) -> str:
    """Return the pack's code for ``code`` or ``code:value``, as board tiles carry them."""
    code, _, value = said.partition(":")
    return flag_code(code, value)
