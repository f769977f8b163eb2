"""Check-ins are read from a log as they are written into it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuiwork.text.checkins import CheckIn, checkin_words, checkins_of

AT = datetime(2026, 6, 12, 8, 30, tzinfo=UTC)


def line(words: str, stamp: str = "2026-06-12T08:30:00Z") -> str:
    return f"- {stamp} ali checkin {words}\n"


def read(words: str) -> CheckIn:
    [found] = checkins_of(line(words)).values()
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("words", "value", "confidence", "note"),
    [
        ("time 3.1 confidence 0.7 Two long cases.", 3.1, 0.7, "Two long cases."),
        ("time -3", -3.0, None, ""),
        ("time 3 confidence 1", 3.0, 1.0, ""),
        ("time 3 confidence is low", 3.0, None, "confidence is low"),
        ("time 3 confidence 70 percent", 3.0, None, "confidence 70 percent"),
        ("time 3 Nothing new\n  and nothing old", 3.0, None, "Nothing new\nand nothing old"),
    ],
)
def test_a_check_in_has_a_value_a_confidence_and_a_note(
    words: str, value: float, confidence: float | None, note: str
) -> None:
    assert read(words) == CheckIn(AT, "ali", "time", value, confidence, note)


@pytest.mark.parametrize("words", ["", "time", "time soon", "time nan", "time inf 3"])
def test_what_has_no_number_is_no_check_in(words: str) -> None:
    assert checkins_of(line(words)) == {}


def test_each_key_result_has_its_own_by_time() -> None:
    log = line("b 2", "2026-06-12T08:30:00Z") + line("a 5") + line("b 1", "2026-06-01T08:30:00Z")
    found = checkins_of(log)
    assert {name: [one.value for one in some] for name, some in found.items()} == {
        "a": [5.0],
        "b": [1.0, 2.0],
    }


def test_other_events_are_no_check_ins() -> None:
    assert checkins_of("- 2026-06-12T08:30:00Z ali comment a checkin a 5\n") == {}


@given(
    st.floats(-1e9, 1e9).map(lambda value: round(value, 3)),
    st.one_of(st.none(), st.integers(0, 20).map(lambda n: n / 20)),
    st.sampled_from(["", "Two new.", "confidence is low"]),
)
def test_what_is_written_is_read_again(value: float, confidence: float | None, note: str) -> None:
    one = read(checkin_words("kr", value, confidence, note))
    assert (one.value, one.confidence, one.note) == (value, confidence, note)
