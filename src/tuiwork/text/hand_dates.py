"""Reading by hand the dates that people type most, fast and with every reading kept.

Gives all the days that some words may mean; choosing and refusing is left to `dates`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from tuiwork.text.calendar import MONTHS, WEEKDAYS
from tuiwork.text.date_words import DATE_WORDS

Vocabulary = Mapping[str, tuple[str, int]]

_UNITS = "dwmqy"
_MONTHS_IN = {"m": 1, "q": 3, "y": 12}
_PASSED_OVER = ("filler", "this")
_UNKNOWN = ("unknown", 0)

_ISO_MOMENT = re.compile(r"(\d{4})-(\d\d)-(\d\d)[t ](\d\d:.*)", re.ASCII)
_HALF_DAY = re.compile(r"(\d) ([ap]m)\b", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))?([ap]m)?", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,4})([-/.])(\d{1,2})(?:[-/.](\d{1,4})|(\.))?", re.ASCII)
_COUNT = re.compile(r"([+-]?\d{1,4})(?:st|nd|rd|th|\.|:[ae])?", re.ASCII)
_SHIFT = re.compile(r"([+-]?\d{1,4})([dwmy])", re.ASCII)


@lru_cache(maxsize=8)
def vocabulary(languages: tuple[str, ...]) -> Vocabulary:
    """Return the kind and number of each word; the first language that knows a word decides."""
    meanings: dict[str, tuple[str, int]] = {}

    def learn(kind: str, number: int, forms: str) -> None:
        for form in forms.split():
            meanings.setdefault(form, (kind, number))

    for words in (DATE_WORDS[one] for one in dict.fromkeys(languages) if one in DATE_WORDS):
        for phrase, days in words.near.items():
            meanings.setdefault(phrase, ("near", days))
        for number, forms in enumerate(words.weekdays):
            learn("weekday", number, forms)
        for number, forms in enumerate(words.months, start=1):
            learn("month", number, forms)
        for number, unit in enumerate(_UNITS):
            learn("unit", number, words.units[unit])
            learn("end", number, words.ends.get(unit, ""))
        learn("next", 0, words.next)
        learn("this", 0, words.this)
        learn("ahead", 0, words.ahead)
        learn("at", 0, words.at)
        learn("clock", 12, words.noon)
        learn("filler", 0, words.passed_over)
    return meanings


def readings(text: str, today: date, known: Vocabulary) -> tuple[date | datetime, ...]:
    """Return every day or moment that `text`, in lower case, may mean; none when it is not known.

    Raises ValueError with a sentence for a day or time that does not exist.
    """
    moment = _ISO_MOMENT.fullmatch(text)
    if moment:
        return (_iso_moment(moment),)
    tokens, clock = _take_clock(_HALF_DAY.sub(r"\1\2", text).replace(",", " ").split(), known)
    if clock is None:
        return _days(tokens, today, known)
    days = _days(tokens, today, known) if tokens else (today,)
    return tuple(datetime.combine(day, clock) for day in days)


def _iso_moment(match: re.Match[str]) -> datetime:
    day = _real(int(match[1]), int(match[2]), int(match[3]))
    try:
        return datetime.fromisoformat(f"{day}T{match[4].upper().replace(' ', '')}")
    except ValueError:
        raise ValueError(
            f"“{match[4]}” is not a time; write one such as 15:00 or 15:00+02:00"
        ) from None


def _take_clock(tokens: list[str], known: Vocabulary) -> tuple[list[str], time | None]:
    """Return the tokens that say the day, and the time of day."""
    rest: list[str] = []
    clock = None
    announced = False
    for token in tokens:
        kind, hour = known.get(token, _UNKNOWN)
        if kind == "at":
            announced = True
            continue
        match = _CLOCK.fullmatch(token) if clock is None else None
        if kind == "clock":
            clock = time(hour)
        elif match and (announced or match[3] or ":" in token):
            clock = _time(match)
        elif kind not in _PASSED_OVER:
            rest.append(token)
        announced = False
    return rest, clock


def _time(match: re.Match[str]) -> time:
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        hour = hour % 12 + 12 * (match[3] == "pm") if 1 <= hour <= 12 else 24
    if hour > 23 or minute > 59:
        raise ValueError(f"there is no time {match[0]}; a day runs from 00:00 to 23:59")
    return time(hour, minute)


def _days(tokens: list[str], today: date, known: Vocabulary) -> tuple[date, ...]:
    kind, number = known.get(" ".join(tokens), _UNKNOWN)
    if kind == "near":
        return (_later(today, number, "d"),)
    if len(tokens) == 1 and (numeric := _NUMERIC.fullmatch(tokens[0])):
        return _numeric(numeric, today)
    day = _worded(_meanings(tokens, known), today)
    if day:
        return (day,)
    kind, number = known.get(tokens[0], _UNKNOWN) if tokens else _UNKNOWN
    if kind != "weekday":
        return ()
    days = _days(tokens[1:], today, known)
    agreed = tuple(day for day in days if day.weekday() == number)
    if days and not agreed:
        day = days[0]
        name = WEEKDAYS[day.weekday()]
        raise ValueError(f"{_named(day)} is a {name}, not a {WEEKDAYS[number]}")
    return agreed


def _meanings(tokens: list[str], known: Vocabulary) -> list[tuple[str, int]]:
    """Return the kind and number of each token; nothing when one of them is not known."""
    meanings: list[tuple[str, int]] = []
    for token in tokens:
        meaning = known.get(token, _UNKNOWN)
        if meaning != _UNKNOWN:
            meanings.append(meaning)
        elif count := _COUNT.fullmatch(token):
            meanings.append(("number", int(count[1])))
        elif shift := _SHIFT.fullmatch(token):
            meanings += [("number", int(shift[1])), ("unit", _UNITS.index(shift[2]))]
        else:
            return []
    return meanings


def _worded(meanings: list[tuple[str, int]], today: date) -> date | None:
    match meanings:
        case [("weekday", weekday)]:
            return _later(today, (weekday - today.weekday()) % 7, "d")
        case [("next", _), ("weekday", weekday)] | [("weekday", weekday), ("next", _), ("unit", 1)]:
            return _later(_end(today, "w"), weekday + 1, "d")
        case [("next", _), ("unit", unit)]:
            return _later(_end(today, _UNITS[unit]), 1, "d")
        case [("end", unit)]:
            return _end(today, _UNITS[unit])
        case [("number", count), ("unit", unit)]:
            return _later(today, count, _UNITS[unit])
        case [("ahead", _), ("number", count), ("unit", unit)]:
            return _later(today, count, _UNITS[unit])
        case [("number", day), ("month", month)] | [("month", month), ("number", day)] if (
            day < 1000
        ):
            return _coming(day, month, today)
        case [("number", day), ("month", month), ("number", year)]:
            return _real(year, month, day)
        case [("month", month), ("number", day), ("number", year)]:
            return _real(year, month, day)
    return None


def _numeric(match: re.Match[str], today: date) -> tuple[date, ...]:
    """The days that three or two numbers may mean. With points the day always comes first."""
    first, point, second, third, last_point = match.groups()
    if len(first) == 4 and third:
        return (_real(int(first), int(second), int(third)),)
    if len(first) > 2 or not (third or last_point or point != "."):
        return ()
    if third and len(third) != 4:
        raise ValueError(f"“{match[0]}” has a short year; write the year with four digits")
    one, other = int(first), int(second)
    orders = [(one, other)] if point == "." else [(one, other), (other, one)]
    days = [
        _real(int(third), month, day) if third else _coming(day, month, today)
        for day, month in dict.fromkeys(orders)
        if 1 <= month <= 12
    ]
    if not days:
        raise ValueError(f"“{match[0]}” is no date: a year has 12 months")
    return tuple(days)


def _coming(day: int, month: int, today: date) -> date:
    return _real(today.year + ((month, day) < (today.month, today.day)), month, day)


def _real(year: int, month: int, day: int) -> date:
    """Return that date. Raises ValueError with a sentence when the calendar has no such day."""
    if not 1 <= month <= 12:
        raise ValueError(f"there is no month {month}; a year has 12")
    if not 1000 <= year <= 9999:
        raise ValueError(f"there is no year {year}; write it with four digits")
    length = _month_length(year, month)
    if not 1 <= day <= length:
        name = MONTHS[month - 1]
        raise ValueError(f"there is no {day} {name} {year}; {name} has {length} days")
    return date(year, month, day)


def _month_length(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _later(today: date, count: int, unit: str) -> date:
    try:
        if unit in "dw":
            return today + timedelta(days=count * (7 if unit == "w" else 1))
        months = today.year * 12 + today.month - 1 + count * _MONTHS_IN[unit]
        year, month = months // 12, months % 12 + 1
        return date(year, month, min(today.day, _month_length(year, month)))
    except (ValueError, OverflowError):
        raise ValueError("that day lies outside the calendar, which ends with 9999") from None


def _end(today: date, unit: str) -> date:
    """The last day of the day, week, month, quarter or year that `today` lies in."""
    if unit == "d":
        return today
    if unit == "w":
        return _later(today, 6 - today.weekday(), "d")
    size = _MONTHS_IN[unit]
    month = (today.month - 1) // size * size + size
    return date(today.year, month, _month_length(today.year, month))


def _named(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
