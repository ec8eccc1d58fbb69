"""When backups that still hold something fall away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from models.store import backup
from tests import made


class TestBackups:
    """Backups that still hold it, and until when."""

    def _made(self, days: Iterator[int] | range, folder: Path) -> list[backup.Backup]:
        now = made.NOW
        return sorted(
            (backup.Backup(folder / f"{day}", now - timedelta(days=day)) for day in days),
            key=lambda one: one.made_at,
            reverse=True,
        )

    def test_daily_ones_fall_away_within_weeks_or_months(self, tmp_path: Path) -> None:
        """With one a day, each goes as `to_discard` says, the last of a month after a year."""
        backups = self._made(range(10), tmp_path)
        days = backup.falls_away(backups, made.NOW)
        assert set(days) == {one.path for one in backups}
        gone = [days[one.path] for one in backups]
        assert None not in gone
        assert max(day for day in gone if day) <= (made.NOW + timedelta(days=400)).date()
        assert min(day for day in gone if day) <= (made.NOW + timedelta(days=8)).date()

    def test_one_made_before_an_update_goes_within_five_weeks(self, tmp_path: Path) -> None:
        """Once ordinary ones of four later weeks show that the update has held."""
        one = backup.Backup(tmp_path / "x", made.NOW, "before-update")
        day = backup.falls_away([one], made.NOW)[one.path]
        assert day is not None
        assert (made.NOW + timedelta(days=21)).date() <= day <= (made.NOW + timedelta(days=35)).date()

    def test_of_another_kind(self, tmp_path: Path) -> None:
        """A file that a person called otherwise is left to them."""
        one = backup.Backup(tmp_path / "x", made.NOW, "by-hand")
        assert backup.falls_away([one], made.NOW) == {one.path: None}
