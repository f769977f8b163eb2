"""Dates in words to days and moments, and back. A time of day is only where one was typed.

What people type most is read by hand; only what is left over loads dateparser.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timezone, tzinfo
from typing import TYPE_CHECKING

from tuiwork.text.calendar import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from tuiwork.text.hand_dates import Vocabulary

_LONGEST = 60


class AmbiguousDate(ValueError):
    """The same digits name several days; `candidates` says which."""

    def __init__(self, words: str, candidates: tuple[date | datetime, ...]) -> None:
        days = " or ".join(f"{_named(one)} ({one.isoformat()[:10]})" for one in candidates)
        super().__init__(f"“{words}” may be {days}; write the one that is meant")
        self.candidates = candidates


def parse_date(
    words: str,
    today: date,
    *,
    languages: Sequence[str] = ("en",),
    zone: str | None = None,
) -> date | datetime:
    """Return the day in `words`, or a datetime when a time of day was typed.

    The datetime is local and naive, or aware when an offset was typed. A weekday is the coming one,
    today included; `next fri` is the Friday of next week; `next week` and `next month` are their
    first day, `eow` is the Sunday. A day without a year is the coming one, a time without a day is
    today's. English is understood after `languages`. With `zone`, a time that its clocks skip is
    refused.

    Raises AmbiguousDate for digits with two readings, ValueError with a sentence for what is not a
    date, does not exist or leaves the day open.
    """
    text = " ".join(words[: _LONGEST * 2].casefold().split())
    if not text or len(text) > _LONGEST:
        raise _not_understood(text)
    # Dates are shown far more often than read.
    from tuiwork.text.hand_dates import readings, vocabulary

    known = vocabulary((*languages, "en"))
    found = readings(text, today, known)
    if len(found) > 1:
        raise AmbiguousDate(text, found)
    value = found[0] if found else _by_dateparser(text, today, languages, known)
    if zone and isinstance(value, datetime) and value.tzinfo is None:
        _refuse_skipped(value, zone)
    return value


def on_clock(moment: datetime, zone: tzinfo | None) -> datetime:
    """Return an aware moment as the clocks of `zone` (None: this machine) show it.

    At either end of the calendar, where they cannot, it stays on its own clock.
    """
    try:
        return moment.astimezone(zone)
    except (OverflowError, ValueError, OSError):
        return moment


def describe_date(value: date | datetime, today: date) -> str:
    """Return `value` in full: `friday 26 june 2026 15:00`, and `, today` on the nearest days."""
    day = value.date() if isinstance(value, datetime) else value
    near = {-1: ", yesterday", 0: ", today", 1: ", tomorrow"}.get((day - today).days, "")
    return f"{WEEKDAYS[day.weekday()]} {_named(value)}{near}"


def short_date(value: date | datetime, today: date) -> str:
    """Return `value` in at most 10 cells: `today`, `fri 19`, `sat 13 jun`, `jun 2027`.

    A time of day shows for the coming six days (`15:00`, `fri 15:00`). A day of another year that
    is over half a year away shows its month and year alone.
    """
    clock = f"{value:%H:%M}" if isinstance(value, datetime) else ""
    day = value.date() if isinstance(value, datetime) else value
    away = (day - today).days
    if away == 0:
        return clock or "today"
    weekday, month = WEEKDAYS[day.weekday()][:3], MONTHS[day.month - 1][:3]
    if abs(away) <= 6:
        return f"{weekday} {clock}" if clock and away > 0 else f"{weekday} {day.day}"
    if day.year == today.year or abs(away) <= 183:
        return f"{weekday} {day.day} {month}"
    return f"{month} {day.year}"


def _named(value: date | datetime) -> str:
    text = f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if not isinstance(value, datetime):
        return text
    return f"{text} {value:%H:%M}" + (f" {value.tzname()}" if value.tzinfo else "")


def _not_understood(text: str) -> ValueError:
    shown = text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return ValueError(
        f"“{shown}” is not understood as a date; write one such as 2026-06-26, fri, +3d or 14 june"
    )


def _by_dateparser(
    text: str, today: date, languages: Sequence[str], known: Vocabulary
) -> date | datetime:
    """Return what dateparser makes of `text`, where two different assumptions give the same answer.

    It fills in whatever is missing; a difference shows that it filled in something that matters.
    """
    kinds = {known[word][0] for word in text.split() if word in known}
    if kinds & {"next", "this"} or not any(len(w) > 1 and w.isalpha() for w in text.split()):
        raise _not_understood(text)

    from dateparser.date import DateDataParser

    found = []
    midnight = datetime(today.year, today.month, today.day)
    for base, order, end in (
        (midnight, "DMY", "first"),
        (midnight.replace(minute=1), "MDY", "last"),
    ):
        settings = {
            "RELATIVE_BASE": base,
            "DATE_ORDER": order,
            "PREFER_DAY_OF_MONTH": end,
            "PREFER_MONTH_OF_YEAR": end,
            "PREFER_DATES_FROM": "future",
            "PARSERS": ["relative-time", "absolute-time"],
            "RETURN_TIME_AS_PERIOD": True,
        }
        codes = ["nb" if one == "no" else one for one in dict.fromkeys((*languages, "en"))]
        try:
            answer = DateDataParser(languages=codes, settings=settings).get_date_data(text)
        except (ValueError, OverflowError) as problem:
            raise ValueError(f"“{text}” is not understood as a date: {problem}") from None
        if answer.date_obj is None:
            raise _not_understood(text)
        found.append(answer.date_obj if answer.period == "time" else answer.date_obj.date())
    value: date | datetime = found[0]
    if found[0] != found[1]:
        raise ValueError(
            f"“{text}” leaves the day or the time open; write it as 2026-06-26 or 2026-06-26 15:00"
        )
    if isinstance(value, datetime) and (offset := value.utcoffset()) is not None:
        return value.replace(tzinfo=timezone(offset))
    return value


def _refuse_skipped(moment: datetime, zone: str) -> None:
    """Raise ValueError when the clocks of `zone` jump over `moment` in spring."""
    from zoneinfo import ZoneInfo

    try:
        local = moment.replace(tzinfo=ZoneInfo(zone))
    except (KeyError, ValueError, OSError):
        return
    before, after = local.utcoffset(), local.replace(fold=1).utcoffset()
    if before is not None and after is not None and before < after:
        raise ValueError(
            f"{_named(moment)} does not exist in {zone}: the clocks go forward over it that night"
        )
