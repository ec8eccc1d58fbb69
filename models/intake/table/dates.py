"""Days and moments as spreadsheets and text files hold them: Excel dates, serial numbers, text."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from datetime import time as clock_time

from models.dates import show
from models.intake.table.codes import Unread
from models.intake.table.findings import shown
from models.moments import LONDON, in_london
from models.typed_dates import EARLIEST, LATEST, read_date

EXPECTED = "a date such as 2026-11-21 or 21/11/2026"
_EPOCH, _EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
# A serial number below this is a day before 1955: a year or a count that strayed into the column.
_LEAST_SERIAL = 20_090
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]+(.+))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})()")
_BRITISH = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?:[T ]+(.+))?")
_TIME = re.compile(
    r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?\s*([ap]m)?(Z|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)
_WITH_YEAR = re.compile(r"\d{4}|\d[\s/.\-](?:\d{1,2}|[a-z]{3,9})[\s/.\-]\d{2}$", re.IGNORECASE)

Moment = tuple[date, datetime | None]
"""A day, and the aware moment where a time of day was given with it."""


class DateReader:
    """Reads days for one import; a text that was read once is remembered."""

    def __init__(self, today: date) -> None:
        """``today`` is the day up to which a fact can lie."""
        self._today = today
        self._known: dict[tuple[str, bool], Moment] = {}

    def day(self, raw: object, *, from_1904: bool = False) -> date:
        """Return the day in a cell. Raises `Unread` if it holds none, or one before 1900 or after 2100."""
        return self.moment(raw, from_1904=from_1904)[0]

    def past_day(self, raw: object, *, from_1904: bool = False) -> date:
        """Return the day in a cell that tells of something that has happened. Raises `Unread` for a later one."""
        return self._not_later(self.day(raw, from_1904=from_1904))

    def past_moment(self, raw: object, *, from_1904: bool = False) -> Moment:
        """Return the day, and the moment where the cell holds one; in London time."""
        found = self.moment(raw, from_1904=from_1904)
        self._not_later(found[0])
        return found

    def moment(self, raw: object, *, from_1904: bool = False) -> Moment:
        """Return the day in a cell, and its moment where it has a time of day."""
        if isinstance(raw, datetime):
            whole = (raw + timedelta(milliseconds=500)).replace(microsecond=0)
            return _within(_at(whole.date(), whole.time()))
        if isinstance(raw, date):
            return _within((raw, None))
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return _within(_from_serial(float(raw), _EPOCH_1904 if from_1904 else _EPOCH))
        text = str(raw).strip()
        found = self._known.get((text, from_1904))
        if found is None:
            found = self._known[text, from_1904] = _within(self._from_text(text, from_1904=from_1904))
        return found

    def _from_text(self, text: str, *, from_1904: bool) -> Moment:
        if re.fullmatch(r"\d{5}(?:\.\d+)?", text):
            return _from_serial(float(text), _EPOCH_1904 if from_1904 else _EPOCH)
        iso = _ISO.fullmatch(text) or _COMPACT.fullmatch(text)
        if iso:
            return _composed(int(iso[1]), int(iso[2]), int(iso[3]), iso[4] or None, text)
        british = _BRITISH.fullmatch(text)
        if british:
            return _composed(int(british[3]), int(british[2]), int(british[1]), british[4], text)
        if text[:1] in "+-" or not _WITH_YEAR.search(text):
            raise Unread(EXPECTED)
        try:
            return read_date(text, self._today), None
        except ValueError as error:
            raise Unread(EXPECTED, f"{shown(text)} ({_short(error)})") from None

    def _not_later(self, day: date) -> date:
        if day > self._today:
            raise Unread(f"a day up to today, {show(self._today)}", show(day))
        return day


def _from_serial(serial: float, epoch: date) -> Moment:
    """Return the day of a spreadsheet's day number; its part of a day is a time."""
    if not _LEAST_SERIAL <= serial < 80_000:
        raise Unread(EXPECTED, f"the number {serial:g}")
    day = epoch + timedelta(days=int(serial))
    seconds = round((serial - int(serial)) * 86_400)
    if not 0 < seconds < 86_400:
        return day, None
    hours, rest = divmod(seconds, 3_600)
    return _at(day, clock_time(hours, rest // 60, rest % 60))


def _composed(year: int, month: int, day: int, time_text: str | None, text: str) -> Moment:
    try:
        found = date(year, month, day)
    except ValueError:
        raise Unread(EXPECTED, f"{shown(text)}, which is not in the calendar") from None
    if time_text is None:
        return found, None
    time_of_day = _TIME.fullmatch(time_text.strip())
    if not time_of_day:
        raise Unread("a date, or a date and time such as 21/11/2026 14:30")
    return _timed(found, time_of_day, text)


def _timed(day: date, found: re.Match[str], text: str) -> Moment:
    hour = int(found[1]) % 12 + (12 if found[4].lower() == "pm" else 0) if found[4] else int(found[1])
    try:
        time_of_day = clock_time(hour, int(found[2]), int(found[3] or 0))
    except ValueError:
        raise Unread("a time of day between 00:00 and 23:59", shown(text)) from None
    if not found[5]:
        return _at(day, time_of_day)
    zone = found[5].upper().replace("Z", "+00:00")
    stamp = datetime.fromisoformat(f"{day.isoformat()}T{time_of_day.isoformat()}{zone}")
    local = in_london(stamp)
    return _at(local.date(), local.time())


def _at(day: date, time_of_day: clock_time) -> Moment:
    """Return a day with its moment; midnight is how files write a day without a time."""
    return day, None if time_of_day == clock_time(0, 0) else datetime.combine(day, time_of_day, tzinfo=LONDON)


def _within(found: Moment) -> Moment:
    if not EARLIEST <= found[0] <= LATEST:
        raise Unread("a day between 1900 and 2100", str(found[0]))
    return found


def _short(error: ValueError) -> str:
    return str(error).split(":")[0]
