"""Values as tiny bars."""

from __future__ import annotations

from tuiwork.text.numbers import number_words
from tuiwork.text.sparkline import sparkline


def test_values_are_bars_from_nothing_to_the_top() -> None:
    assert sparkline([0, 0.5, 1]) == "▁▅█"
    assert sparkline([0, 5, 10, 99, -3], top=10) == "▁▅██▁"
    assert sparkline([0, 0.5, 1], ascii_only=True) == "_~#"
    assert sparkline([]) == ""
    assert sparkline([3, 4], top=0) == "▁▁"


def test_only_the_last_values_have_room() -> None:
    assert sparkline([0] * 20 + [1], cells=3) == "▁▁█"


def test_numbers_have_no_needless_digits() -> None:
    values = (3.0, 3.14159, 1234567, 0.0034, 0, -2.5, None)
    assert list(map(number_words, values)) == ["3", "3.14", "1234567", "0.003", "0", "-2.5", "?"]
