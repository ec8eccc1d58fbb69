"""The README tells the way: what it names is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACES = re.compile(r"`((?:models|forms|exports|tui|tests|\.ci)/[\w./-]*\w/?)`")


def test_every_place_it_names_is_there() -> None:
    """A file or folder that was moved is moved there too; NAME stands for any."""
    named = PLACES.findall((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(named) > 10
    assert [place for place in named if "NAME" not in place and not (ROOT / place).exists()] == []
