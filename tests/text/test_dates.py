"""Dates are read as people type them, shown in full before they are saved, and never guessed."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.dates import AmbiguousDate, describe_date, on_clock, parse_date, short_date

THURSDAY = date(2026, 6, 18)
COPENHAGEN = "Europe/Copenhagen"

BY_HAND = {
    "2026-06-26": date(2026, 6, 26),
    "2026-6-4": date(2026, 6, 4),
    "2026/06/26": date(2026, 6, 26),
    "today": date(2026, 6, 18),
    "Tomorrow": date(2026, 6, 19),
    "yesterday": date(2026, 6, 17),
    "day after tomorrow": date(2026, 6, 20),
    "thu": date(2026, 6, 18),
    "fri": date(2026, 6, 19),
    "  FRIDAY ": date(2026, 6, 19),
    "wed": date(2026, 6, 24),
    "this fri": date(2026, 6, 19),
    "on friday": date(2026, 6, 19),
    "next thu": date(2026, 6, 25),
    "next fri": date(2026, 6, 26),
    "next mon": date(2026, 6, 22),
    "fri next week": date(2026, 6, 26),
    "next day": date(2026, 6, 19),
    "next week": date(2026, 6, 22),
    "next month": date(2026, 7, 1),
    "next quarter": date(2026, 7, 1),
    "next year": date(2027, 1, 1),
    "+3d": date(2026, 6, 21),
    "3d": date(2026, 6, 21),
    "+2w": date(2026, 7, 2),
    "+1m": date(2026, 7, 18),
    "+1y": date(2027, 6, 18),
    "-1d": date(2026, 6, 17),
    "-6m": date(2025, 12, 18),
    "+3 days": date(2026, 6, 21),
    "in 3 days": date(2026, 6, 21),
    "in 2 quarters": date(2026, 12, 18),
    "eow": date(2026, 6, 21),
    "eom": date(2026, 6, 30),
    "eoq": date(2026, 6, 30),
    "eoy": date(2026, 12, 31),
    "18 june": date(2026, 6, 18),
    "17 june": date(2027, 6, 17),
    "july 14": date(2026, 7, 14),
    "14 june 2027": date(2027, 6, 14),
    "29 feb 2000": date(2000, 2, 29),
    "June 14th, 2027": date(2027, 6, 14),
    "the 14th of june 2020": date(2020, 6, 14),
    "14/7": date(2026, 7, 14),
    "7/14": date(2026, 7, 14),
    "7/7": date(2026, 7, 7),
    "14/07/2026": date(2026, 7, 14),
    "3.7.": date(2026, 7, 3),
    "3.7.2026": date(2026, 7, 3),
    "fri 26 june": date(2026, 6, 26),
    "friday 26 june 2026": date(2026, 6, 26),
    "fri 3/7": date(2026, 7, 3),
}

MOMENTS = {
    "2026-06-26 15:00": datetime(2026, 6, 26, 15),
    "2026-06-26T15:00:30": datetime(2026, 6, 26, 15, 0, 30),
    "2026-06-26T15:00Z": datetime(2026, 6, 26, 15, tzinfo=UTC),
    "2026-06-26 15:00 +02:00": datetime(2026, 6, 26, 15, tzinfo=timezone(timedelta(hours=2))),
    "15:00": datetime(2026, 6, 18, 15),
    "9:05": datetime(2026, 6, 18, 9, 5),
    "3pm": datetime(2026, 6, 18, 15),
    "12am": datetime(2026, 6, 18, 0),
    "12:30 pm": datetime(2026, 6, 18, 12, 30),
    "fri 10:00": datetime(2026, 6, 19, 10),
    "10:00 fri": datetime(2026, 6, 19, 10),
    "next fri at 10": datetime(2026, 6, 26, 10),
    "tomorrow 15:00": datetime(2026, 6, 19, 15),
    "thu at noon": datetime(2026, 6, 18, 12),
    "14 july 2026 15:00": datetime(2026, 7, 14, 15),
    "friday 26 june 2026 15:00": datetime(2026, 6, 26, 15),
}

NORDIC = {
    ("da", "i dag"): date(2026, 6, 18),
    ("da", "i morgen"): date(2026, 6, 19),
    ("da", "næste fredag"): date(2026, 6, 26),
    ("da", "på lørdag"): date(2026, 6, 20),
    ("da", "den 14. juli"): date(2026, 7, 14),
    ("da", "om 2 uger"): date(2026, 7, 2),
    ("da", "næste måned"): date(2026, 7, 1),
    ("da", "fredag kl. 15.30"): datetime(2026, 6, 19, 15, 30),
    ("sv", "imorgon"): date(2026, 6, 19),
    ("sv", "i övermorgon"): date(2026, 6, 20),
    ("sv", "nästa fredag"): date(2026, 6, 26),
    ("sv", "lör"): date(2026, 6, 20),
    ("sv", "nästa vecka"): date(2026, 6, 22),
    ("no", "neste fredag"): date(2026, 6, 26),
    ("no", "om 3 dager"): date(2026, 6, 21),
    ("nb", "14. desember"): date(2026, 12, 14),
    ("de", "morgen"): date(2026, 6, 19),
    ("de", "nächsten Freitag"): date(2026, 6, 26),
    ("de", "am 14. Juli um 15 Uhr"): datetime(2026, 7, 14, 15),
    ("de", "ÜBERMORGEN"): date(2026, 6, 20),
}

BY_DATEPARSER = {
    ("en", "in two weeks"): date(2026, 7, 2),
    ("en", "3 days ago"): date(2026, 6, 15),
    ("en", "tomorrow 15:00 UTC"): datetime(2026, 6, 19, 15, tzinfo=UTC),
    ("fr", "demain"): date(2026, 6, 19),
    ("fr", "14 juillet"): date(2026, 7, 14),
    ("fr", "demain à 15h"): datetime(2026, 6, 19, 15),
    ("no", "for 3 dager siden"): date(2026, 6, 15),
}


@pytest.mark.parametrize(("words", "day"), BY_HAND.items())
def test_words_for_a_day(words: str, day: date) -> None:
    parsed = parse_date(words, THURSDAY)
    assert (type(parsed), parsed) == (date, day)


@pytest.mark.parametrize(("words", "moment"), MOMENTS.items())
def test_words_for_a_moment(words: str, moment: datetime) -> None:
    parsed = parse_date(words, THURSDAY, zone=COPENHAGEN)
    assert isinstance(parsed, datetime)
    assert (parsed, parsed.utcoffset()) == (moment, moment.utcoffset())


@pytest.mark.parametrize(("known", "value"), NORDIC.items())
def test_words_in_the_languages_of_the_workspace(
    known: tuple[str, str], value: date | datetime
) -> None:
    language, words = known
    assert parse_date(words, THURSDAY, languages=(language,)) == value


@pytest.mark.parametrize(("known", "value"), BY_DATEPARSER.items())
def test_everything_else_is_left_to_dateparser(
    known: tuple[str, str], value: date | datetime
) -> None:
    language, words = known
    assert parse_date(words, THURSDAY, languages=(language,)) == value


def test_english_is_understood_in_every_workspace() -> None:
    assert parse_date("next friday", THURSDAY, languages=("da",)) == date(2026, 6, 26)


def test_a_language_that_is_not_the_workspaces_is_not_understood() -> None:
    with pytest.raises(ValueError, match="not understood"):
        parse_date("morgen", THURSDAY, languages=("en",))


def test_reading_by_hand_never_loads_dateparser() -> None:
    words = [*BY_HAND, *MOMENTS, *(typed for _, typed in NORDIC)]
    script = (
        "import sys\n"
        "from datetime import date\n"
        "from tuiwork.text.dates import parse_date\n"
        f"for words in {words!r}:\n"
        "    parse_date(words, date(2026, 6, 18), languages=('da', 'sv', 'no', 'de'))\n"
        "print(sorted({'dateparser', 'zoneinfo', 'calendar', 'locale'} & sys.modules.keys()))\n"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"


@pytest.mark.parametrize(
    ("today", "words", "day"),
    [
        (date(2026, 1, 31), "+1m", date(2026, 2, 28)),
        (date(2024, 2, 29), "+1y", date(2025, 2, 28)),
        (date(2026, 11, 30), "+3m", date(2027, 2, 28)),
        (date(2026, 12, 31), "tomorrow", date(2027, 1, 1)),
        (date(2026, 12, 31), "next week", date(2027, 1, 4)),
        (date(2026, 12, 31), "eoq", date(2026, 12, 31)),
        (date(2026, 12, 31), "next quarter", date(2027, 1, 1)),
        (date(2028, 2, 10), "eom", date(2028, 2, 29)),
        (date(2027, 6, 1), "29 feb", date(2028, 2, 29)),
        (date(2026, 6, 21), "eow", date(2026, 6, 21)),
        (date(2026, 6, 21), "next sun", date(2026, 6, 28)),
        (date(2026, 6, 21), "next mon", date(2026, 6, 22)),
    ],
)
def test_the_edges_of_the_calendar(today: date, words: str, day: date) -> None:
    assert parse_date(words, today) == day


def test_digits_with_two_readings_ask() -> None:
    with pytest.raises(AmbiguousDate, match=r"3 april 2027 .* or 4 march 2027") as asked:
        parse_date("03/04", THURSDAY)
    assert asked.value.candidates == (date(2027, 4, 3), date(2027, 3, 4))
    with pytest.raises(AmbiguousDate) as asked:
        parse_date("3-4-2027 15:00", THURSDAY)
    assert asked.value.candidates == (datetime(2027, 4, 3, 15), datetime(2027, 3, 4, 15))


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("2026-02-31", "there is no 31 february 2026; february has 28 days"),
        ("2026-02-31 15:00", "there is no 31 february 2026; february has 28 days"),
        ("29 feb 2100", "there is no 29 february 2100; february has 28 days"),
        ("31 feb", "there is no 31 february 2027; february has 28 days"),
        ("31/2", "there is no 31 february 2027; february has 28 days"),
        ("2026-00-10", "there is no month 0; a year has 12"),
        ("0000-01-01", "there is no year 0; write it with four digits"),
        ("13/13", "“13/13” is no date: a year has 12 months"),
        ("14/06/26", "“14/06/26” has a short year; write the year with four digits"),
        ("25:00", "there is no time 25:00; a day runs from 00:00 to 23:59"),
        ("13pm", "there is no time 13pm; a day runs from 00:00 to 23:59"),
        ("2026-06-26 25:00", "“25:00” is not a time; write one such as 15:00 or 15:00+02:00"),
        ("fri 14 june", "14 june 2027 is a monday, not a friday"),
        ("+9999y", "that day lies outside the calendar, which ends with 9999"),
    ],
)
def test_what_does_not_exist_is_said(words: str, sentence: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011
        parse_date(words, THURSDAY)
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    "words",
    [
        *("", "  ", "roof", "hello", "a", "14", "1.5", "x", "on", "next", "this week", "44-210"),
        *("210-4", "15:00 16:00"),
        *("roof 2", "1234567890", "20260", "C#", "v1.2", "next roof", "x" * 5000),
        "31 february 2027 or so",
    ],
)
def test_a_word_is_not_a_date(words: str) -> None:
    with pytest.raises(ValueError, match="is not understood as a date; write one such as"):
        parse_date(words, THURSDAY)


@pytest.mark.parametrize("words", ["june", "may", "june 2027", "2027 june", "in 2 hours", "now"])
def test_what_leaves_the_day_or_the_time_open_is_refused(words: str) -> None:
    with pytest.raises(ValueError, match="leaves the day or the time open"):
        parse_date(words, THURSDAY)


def test_an_unknown_language_is_named() -> None:
    with pytest.raises(ValueError, match=r"Unknown language.*xx"):
        parse_date("blursday", THURSDAY, languages=("xx",))


def test_a_time_that_the_clocks_skip_is_refused() -> None:
    with pytest.raises(ValueError, match="29 march 2026 02:30 does not exist in Europe/Copenhagen"):
        parse_date("2026-03-29 02:30", THURSDAY, zone=COPENHAGEN)
    twice = parse_date("2026-10-25 02:30", THURSDAY, zone=COPENHAGEN)
    assert twice == datetime(2026, 10, 25, 2, 30)
    assert parse_date("2026-03-29 02:30", THURSDAY, zone="No/Where") == datetime(2026, 3, 29, 2, 30)
    offset = parse_date("2026-03-29 02:30Z", THURSDAY, zone=COPENHAGEN)
    assert offset == datetime(2026, 3, 29, 2, 30, tzinfo=UTC)


def test_an_offset_that_dateparser_found_is_a_plain_one() -> None:
    parsed = parse_date("tomorrow 15:00 EST", THURSDAY)
    assert isinstance(parsed, datetime)
    assert parsed.tzinfo == timezone(timedelta(hours=-5))


@given(st.text(st.sampled_from("0123456789-/.: +dwmy,apfrinextju"), max_size=12))
def test_anything_typed_is_a_date_or_a_sentence(words: str) -> None:
    with suppress(ValueError):
        assert isinstance(parse_date(words, THURSDAY), date)


@given(st.dates(date(1000, 1, 1)), st.dates(date(1000, 1, 1)))
def test_a_date_described_in_full_is_read_back(value: date, today: date) -> None:
    described = describe_date(value, today).partition(",")[0]
    assert parse_date(described, THURSDAY) == value
    assert parse_date(value.isoformat(), THURSDAY) == value


@pytest.mark.parametrize(
    ("value", "described"),
    [
        (date(2026, 6, 26), "friday 26 june 2026"),
        (date(2026, 6, 18), "thursday 18 june 2026, today"),
        (date(2026, 6, 19), "friday 19 june 2026, tomorrow"),
        (date(2026, 6, 17), "wednesday 17 june 2026, yesterday"),
        (datetime(2026, 6, 26, 9, 5), "friday 26 june 2026 09:05"),
        (datetime(2026, 6, 26, 9, 5, tzinfo=UTC), "friday 26 june 2026 09:05 UTC"),
        (datetime(2026, 6, 18, 23, 59), "thursday 18 june 2026 23:59, today"),
    ],
)
def test_a_date_in_full(value: date | datetime, described: str) -> None:
    assert describe_date(value, THURSDAY) == described


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (date(2026, 6, 18), "today"),
        (date(2026, 6, 19), "fri 19"),
        (date(2026, 6, 24), "wed 24"),
        (date(2026, 6, 25), "thu 25 jun"),
        (date(2026, 6, 13), "sat 13"),
        (date(2026, 6, 6), "sat 6 jun"),
        (date(2026, 1, 2), "fri 2 jan"),
        (date(2027, 6, 18), "jun 2027"),
        (date(2025, 12, 31), "wed 31 dec"),
        (date(2025, 11, 30), "nov 2025"),
        (datetime(2026, 6, 18, 15), "15:00"),
        (datetime(2026, 6, 19, 15), "fri 15:00"),
        (datetime(2026, 6, 17, 15), "wed 17"),
        (datetime(2026, 7, 17, 15), "fri 17 jul"),
    ],
)
def test_a_date_in_a_column(value: date | datetime, shown: str) -> None:
    assert short_date(value, THURSDAY) == shown


@given(st.one_of(st.dates(), st.datetimes()), st.dates())
def test_a_short_date_takes_at_most_ten_cells(value: date | datetime, today: date) -> None:
    assert 0 < len(short_date(value, today)) <= 10


@pytest.mark.parametrize("hours", [-12, 0, 12])
@pytest.mark.parametrize("end", [datetime.min, datetime.max], ids=["first", "last"])
def test_at_the_ends_of_the_calendar_a_moment_stays_on_its_own_clock(
    end: datetime, hours: int
) -> None:
    moment = end.replace(tzinfo=UTC)
    shown = on_clock(moment, timezone(timedelta(hours=hours)))
    assert shown == moment
