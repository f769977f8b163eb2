"""Measures in words."""

from __future__ import annotations

import pytest

from tuiwork.text.measures import Measure, parse_measure


@pytest.mark.parametrize(
    ("words", "window", "measure"),
    [
        ("cycle_p50 list:incidents", "", Measure("cycle_p50", "list:incidents", 90)),
        ("throughput", "", Measure("throughput", "", 90)),
        ("done_count tag:quote", "", Measure("done_count", "tag:quote", None)),
        ("lead_p85", "period", Measure("lead_p85", "", None)),
        ("done_share", "4w", Measure("done_share", "", 28)),
    ],
)
def test_a_measure_is_a_name_a_query_and_a_time(words: str, window: str, measure: Measure) -> None:
    assert parse_measure(words, window) == measure


@pytest.mark.parametrize(
    ("words", "window", "sentence"),
    [
        ("cycle_p05 list:x", "", "there is no measure “cycle_p05”; did you mean cycle_p85 or"),
        ("", "", "there is no measure “”"),
        ("done_count", "2h", "the window is 2h; expected `period` or days"),
        ("done_count", "soon", "“soon” is not a duration"),
    ],
)
def test_other_words_are_refused_with_what_there_is(words: str, window: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse_measure(words, window)
