"""Key results: how far they have come, and how they compare with others."""

from __future__ import annotations

import pytest

from tuiwork.model.key_result import KeyResult, read_key_result, weighted_mean


def read(**row: object) -> KeyResult:
    found = read_key_result({"id": "a", "start": 10, "target": 20} | row)
    assert found is not None
    return found


def test_a_computed_key_result_has_no_progress_before_it_is_worked_out() -> None:
    assert read().progress == 0.0
    assert read(measure="done_count").progress is None
    assert read(measure="done_count", current=15).progress == 0.5


@pytest.mark.parametrize(
    ("target", "current", "others", "ahead"),
    [
        (20, 16, (10, 12), 4.0),  # up by 6, others by 2
        (20, 11, (50, 53), -2.0),
        (2, 7, (10, 9), 2.0),  # down by 3, others by 1: 2 better
        (2, 9, (10, 6), -3.0),
        (20, 13, (0, 3), 0.0),
    ],
)
def test_own_change_is_compared_with_the_benchmarks_and_more_is_better(
    target: float, current: float, others: tuple[float, float], ahead: float
) -> None:
    start, now = others
    one = read(target=target, current=current, benchmark={"start": start, "current": now})
    assert one.ahead_of_benchmark == ahead


@pytest.mark.parametrize("written", [None, {}, {"start": 1}, {"start": "1", "current": 2}, 5])
def test_half_a_benchmark_is_none(written: object) -> None:
    one = read(current=12, benchmark=written)
    assert (one.benchmark, one.ahead_of_benchmark) == (None, None)


def test_a_mean_leaves_out_what_is_not_known() -> None:
    assert weighted_mean([(1.0, 1), (None, 9), (0.0, 3)]) == 0.25
    assert weighted_mean([(None, 1)]) is None
    assert weighted_mean([]) is None
