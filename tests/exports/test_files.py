"""A file that leaves, and what a program that was killed left of one."""

from __future__ import annotations

import os
from pathlib import Path

from exports.files import write_new


class TestHalfWritten:
    """People's words in the clear, under a name that no one sees."""

    def test_goes_with_the_next_file(self, tmp_path: Path) -> None:
        """What was left a day ago; what is being written now, and what is another program's, stays."""
        old, now, other = (tmp_path / name for name in (".a.docx.fpart", ".b.docx.fpart", ".c.docx.part"))
        for path in (old, now, other):
            path.touch()
        for path in (old, other):
            os.utime(path, (1, 1))
        write_new(tmp_path / "record.docx", b"whole")
        assert {path.name for path in tmp_path.iterdir()} == {now.name, other.name, "record.docx"}
