"""Recurrence in words, such as `every 2 weeks` or `every month on the 1st`: when it is next."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_PARTS = {"INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST", "COUNT", "UNTIL"}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EVERY = re.compile(
    r"every (?:(?P<other>other) |(?P<count>\d{1,3}) )?(?P<unit>day|week|month|quarter|year)s?"
    r"(?: on (?:the )?(?P<place>[\w ,]+))?"
)
_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th|\.)?")
_EXAMPLES = (
    "expected words such as every friday, every 2 weeks, every month on the 1st, or an RRULE"
)


def recurrence_rule(words: str) -> str:
    """The RRULE (RFC 5545) that words mean. Raises ValueError with a sentence for other words."""
    text = " ".join(words.split()).removeprefix("RRULE:")
    if text.upper().startswith("FREQ="):
        return _checked(text.upper())
    text = text.casefold()
    if text == "every weekday":
        return "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
    days = _weekdays(text.removeprefix("every "))
    if days and text.startswith("every "):
        return f"FREQ=WEEKLY;BYDAY={days}"
    match = _EVERY.fullmatch(text)
    if match is None:
        raise ValueError(f"“{words}” is no recurrence; {_EXAMPLES}")
    count = 2 if match["other"] else int(match["count"] or 1)
    if not count:
        raise ValueError(f"“{words}” never comes round; {_EXAMPLES}")
    unit, factor = ("month", 3) if match["unit"] == "quarter" else (match["unit"], 1)
    rule = f"FREQ={_UNITS[unit]};INTERVAL={count * factor}"
    return rule + (_place(words, unit, match["place"]) if match["place"] else "")


def _checked(rule: str) -> str:
    """An RRULE of days or longer; finer ones could search for ages for a day that never comes."""
    parts = dict(part.partition("=")[::2] for part in rule.split(";"))
    if len(rule) > 200 or parts.pop("FREQ") not in _UNITS.values() or parts.keys() - _PARTS:
        raise ValueError(f"“{rule[:60]}” is no RRULE that tuiwork knows; {_EXAMPLES}")
    return rule


def _place(words: str, unit: str, place: str) -> str:
    if unit == "week" and (days := _weekdays(place)):
        return f";BYDAY={days}"
    ordinal = _ORDINAL.fullmatch(place)
    if unit == "month" and place == "last day":
        return ";BYMONTHDAY=-1"
    if unit == "month" and ordinal and 1 <= int(ordinal[1]) <= 31:
        return f";BYMONTHDAY={int(ordinal[1])}"
    raise ValueError(f"“{words}” names no day that a {unit} has; {_EXAMPLES}")


def _weekdays(text: str) -> str | None:
    names = [name for name in re.split(r"\s*,\s*|\s+and\s+|\s+", text) if name]
    found = [
        day[:2].upper()
        for name in names
        for day in _DAYS
        if len(name) >= 3 and day.startswith(name.removesuffix("s"))
    ]
    return ",".join(found) if names and len(found) == len(names) else None


def next_occurrence(words: str, last: date) -> date:
    """The first day after `last` on which it comes round again, counted from `last`.

    Raises ValueError when the words make no sense or it never comes round.
    """
    from dateutil.rrule import rrulestr

    start = datetime.combine(last, time.min)
    try:
        rule = rrulestr(recurrence_rule(words), dtstart=start)
        found = rule.after(start)
    except (ValueError, OverflowError, TypeError) as error:
        raise ValueError(f"“{words}” is no recurrence: {error}") from None
    if found is None:
        raise ValueError(f"“{words}” does not come round again after {last}")
    day: date = found.date()
    return day
