"""Packs of one's own in the due list: a local variation is shown as local; looking back uses that day's edition."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from exports.due_text import due_plain
from models.policy import load_pack
from models.reading.due import made_again
from tests.made import ago
from tests.models.reading.due.office import Office

LOCAL = """
name = "kent"
based_on = "kent"
local_note = "Riverside discusses every 60 days."

[[rule]]
id = "KCC-T24"
every = "60d"
why = "Agreed after the audit"
"""


class TestLocal:
    """A small file over the policy's own."""

    def test_it_is_shown_as_local(self, kent: Office, tmp_path: Path) -> None:
        """At the head of the list, and in the explanation of every date it moves."""
        (tmp_path / "kent.toml").write_text(LOCAL, encoding="utf-8")
        person = kent.person()
        kent.held("case", person, ago(10), [kent.child(holder=person)])
        assert kent.line("70001").day == ago(-80)
        kent.pack = load_pack("kent", [tmp_path])
        line = kent.line("70001")
        assert line.day == ago(-50)
        assert "A local rule: Agreed after the audit." in line.explain()
        assert "\nLocal: Riverside discusses every 60 days.\n" in due_plain(kent.due())
        assert "A local rule" not in kent.line("Person P1", clock="case").explain()


class TestEdition:
    """A later ``effective_from``."""

    def test_each_day_has_its_pack(self, kent: Office, tmp_path: Path) -> None:
        """From its first day on the new edition serves, on the day before the old one."""
        text = Path(load_pack("kent").sources[0].path).read_text(encoding="utf-8")
        (tmp_path / "kent.toml").write_text(text, encoding="utf-8")
        later = text.replace("effective_from = 2024-01-01", "effective_from = 2026-11-16")
        later = later.replace('every = "90d"', 'every = "42d"')
        (tmp_path / "kent.2026.toml").write_text(later, encoding="utf-8")
        kent.pack = load_pack("kent", [tmp_path])
        person = kent.person()
        kent.held("case", person, ago(20), [kent.child(holder=person)])
        first = date(2026, 11, 16)
        assert kent.line("70001", now=first).day == ago(-22)
        assert kent.line("70001", now=first - timedelta(days=1)).day == ago(-70)
        assert kent.due(first).pack.effective_from == first
        assert made_again(kent.due(), first - timedelta(days=1)).pack.effective_from == date(2024, 1, 1)
