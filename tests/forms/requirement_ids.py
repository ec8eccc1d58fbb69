"""Every ID of the requirement catalogue, carried over: fields and forms of section C, and all that a form may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

FIELDS: Mapping[str, int] = {
    "KCC-FA": 10, "KCC-FB": 32, "KCC-FC": 26, "KCC-FD": 15, "KCC-FE": 12,
    "CFA-FA": 20,
    "NCT-FA": 11, "NCT-FB": 1, "NCT-FC": 15, "NCT-FE": 1, "NCT-FF": 1, "NCT-FG": 1, "NCT-FS": 5,
    "HAV-FA": 10, "HAV-FB": 11, "HAV-FC": 11, "HAV-FD": 9,
    "BCT-FA": 22, "BCT-FB": 12, "BCT-FC": 25, "BCT-FD": 13,
}  # fmt: skip
"""How many fields each form has; they are numbered from 01."""
PRACTICE_FIELDS = ("NCT-FD101", "NCT-FD201", *(f"NCT-FD30{number}" for number in range(1, 8)))
NAMED: Mapping[str, int] = {"KCC-N": 10, "CFA-N": 1, "HAV-N": 1, "BCT-N": 1}
"""How many forms each policy only names."""
OTHERS: Mapping[str, int] = {
    "KCC-T": 45, "CFA-T": 9, "NCT-T": 48, "HAV-T": 39, "BCT-T": 65,
    "GEN-X": 15, "KCC-X": 30, "CFA-X": 8, "NCT-X": 21, "HAV-X": 21, "BCT-X": 23,
    "KCC-P": 58, "CFA-P": 11, "NCT-P": 39, "HAV-P": 35, "BCT-P": 33,
    "KCC-A": 13, "CFA-A": 1, "NCT-A": 4, "HAV-A": 6, "BCT-A": 7,
}  # fmt: skip
"""How many timescales, readings, processes and agenda sources there are."""
OVERSIGHT_POINTS = tuple(f"KCC-P{number:02}" for number in range(1, 15))


def field_ids() -> tuple[str, ...]:
    """Return the ID of every field of section C: 272 of them."""
    return (*_numbered(FIELDS), *PRACTICE_FIELDS)


def named_ids() -> tuple[str, ...]:
    """Return the ID of every form that is only named: 13 of them."""
    return tuple(_numbered(NAMED))


def every_id() -> frozenset[str]:
    """Return every ID a form may name."""
    return frozenset((*field_ids(), *named_ids(), *_numbered(OTHERS)))


def _numbered(counts: Mapping[str, int]) -> Iterator[str]:
    for begin, count in counts.items():
        yield from (f"{begin}{number:02}" for number in range(1, count + 1))
