"""The words for days, months and distances, by language, that dates are read with. Only data."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class DateWords(NamedTuple):
    """One language's words, all in lower case. Forms of one word are separated by spaces."""

    weekdays: tuple[str, str, str, str, str, str, str]
    months: tuple[str, str, str, str, str, str, str, str, str, str, str, str]
    near: Mapping[str, int]
    """Phrases a fixed number of days away from today."""
    units: Mapping[str, str]
    """The words for a day (d), week (w), month (m), quarter (q) and year (y)."""
    next: str
    this: str
    ahead: str
    """What stands before `3 days` when they are counted from today."""
    at: str
    """What stands before a time of day, which may then be a bare hour."""
    noon: str
    passed_over: str
    """Words that change nothing, such as `on` and `the`."""
    ends: Mapping[str, str] = MappingProxyType({})
    """Words for the last day of this week, month, quarter and year."""


ENGLISH = DateWords(
    weekdays=(
        "monday mon",
        "tuesday tue tues",
        "wednesday wed",
        "thursday thu thur thurs",
        "friday fri",
        "saturday sat",
        "sunday sun",
    ),
    months=(
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sep sept",
        "october oct",
        "november nov",
        "december dec",
    ),
    near={"today": 0, "tomorrow": 1, "tmrw": 1, "yesterday": -1, "day after tomorrow": 2},
    units={
        "d": "day days",
        "w": "week weeks",
        "m": "month months",
        "q": "quarter quarters",
        "y": "year years",
    },
    next="next",
    this="this coming",
    ahead="in",
    at="at",
    noon="noon",
    passed_over="on the of by",
    ends={"w": "eow", "m": "eom", "q": "eoq", "y": "eoy"},
)

DANISH = DateWords(
    weekdays=(
        "mandag man",
        "tirsdag tir tirs",
        "onsdag ons",
        "torsdag tor tors",
        "fredag fre",
        "lørdag lør",
        "søndag søn",
    ),
    months=(
        "januar jan",
        "februar feb",
        "marts mar",
        "april apr",
        "maj",
        "juni jun",
        "juli jul",
        "august aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    near={
        "i dag": 0,
        "idag": 0,
        "i morgen": 1,
        "imorgen": 1,
        "i overmorgen": 2,
        "i går": -1,
        "igår": -1,
    },
    units={
        "d": "dag dage",
        "w": "uge uger",
        "m": "måned måneder",
        "q": "kvartal kvartaler",
        "y": "år",
    },
    next="næste",
    this="denne dette",
    ahead="om",
    at="kl kl. klokken",
    noon="middag",
    passed_over="på den d.",
)

SWEDISH = DateWords(
    weekdays=(
        "måndag mån",
        "tisdag tis",
        "onsdag ons",
        "torsdag tor tors",
        "fredag fre",
        "lördag lör",
        "söndag sön",
    ),
    months=(
        "januari jan",
        "februari feb",
        "mars mar",
        "april apr",
        "maj",
        "juni jun",
        "juli jul",
        "augusti aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "december dec",
    ),
    near={
        "idag": 0,
        "i dag": 0,
        "imorgon": 1,
        "i morgon": 1,
        "i övermorgon": 2,
        "övermorgon": 2,
        "igår": -1,
        "i går": -1,
    },
    units={
        "d": "dag dagar",
        "w": "vecka veckor",
        "m": "månad månader",
        "q": "kvartal",
        "y": "år",
    },
    next="nästa",
    this="denna detta",
    ahead="om",
    at="kl kl. klockan",
    noon="middag",
    passed_over="på den",
)

NORWEGIAN = DateWords(
    weekdays=DANISH.weekdays,
    months=(
        "januar jan",
        "februar feb",
        "mars mar",
        "april apr",
        "mai",
        "juni jun",
        "juli jul",
        "august aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "desember des",
    ),
    near=DANISH.near,
    units={
        "d": "dag dager",
        "w": "uke uker",
        "m": "måned måneder",
        "q": "kvartal kvartaler",
        "y": "år",
    },
    next="neste",
    this="denne dette",
    ahead="om",
    at=DANISH.at,
    noon="middag",
    passed_over="på den",
)

GERMAN = DateWords(
    weekdays=(
        "montag mo",
        "dienstag di",
        "mittwoch mi",
        "donnerstag do",
        "freitag fr",
        "samstag sonnabend sa",
        "sonntag so",
    ),
    months=(
        "januar jänner jan",
        "februar feb",
        "märz mär",
        "april apr",
        "mai",
        "juni jun",
        "juli jul",
        "august aug",
        "september sep sept",
        "oktober okt",
        "november nov",
        "dezember dez",
    ),
    near={"heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1},
    units={
        "d": "tag tage tagen",
        "w": "woche wochen",
        "m": "monat monate monaten",
        "q": "quartal quartale quartalen",
        "y": "jahr jahre jahren",
    },
    next="nächste nächsten nächster nächstes",
    this="diese diesen dieser dieses",
    ahead="in",
    at="um",
    noon="mittag",
    passed_over="am den der uhr",
)

DATE_WORDS: Mapping[str, DateWords] = {
    "en": ENGLISH,
    "da": DANISH,
    "sv": SWEDISH,
    "no": NORWEGIAN,
    "nb": NORWEGIAN,
    "de": GERMAN,
}
