"""How much of the work serves a goal, by tasks and by their estimates."""

from __future__ import annotations

import pytest

from tests.insight.goals.companies import done, goal, of
from tests.verbs.company import TODAY, task
from tuiwork.insight.aligning import alignments

A, B, C, D, E, F = (letter * 8 for letter in "abcdef")
GOALS = goal("a"), goal("over", closed="2026-03-31")


def test_open_work_and_what_was_finished_in_the_period_is_counted_by_class() -> None:
    found = alignments(
        of(
            *GOALS,
            task(A, goals='["a"]', estimate='"6h"'),
            task(B, run="true", estimate='"1h"'),
            task(C, goals='["over"]', estimate='"3h"'),
            task(D),
            done(E, "2026-04-01", "2026-04-01", goals='["a"]'),
            done(F, "2026-03-30", "2026-03-31"),
            task("gggggggg", status='"dropped"'),
        ),
        TODAY,
    )
    classes = found.aligned, found.run, found.unaligned
    assert [[one.id for one in some] for some in classes] == [[A, E], [B], [C, D]]
    assert [found.share(some) for some in classes] == [0.4, 0.2, 0.4]
    assert [found.share_by_estimate(some) for some in classes] == [0.6, 0.1, 0.3]
    assert found.estimated(found.unaligned) == 180
    assert (found.total, len(found.minutes), found.broken) == (5, 3, {C: ("over",)})


@pytest.mark.parametrize(
    ("aligned", "setting", "signal"),
    [(4, "", False), (3, "", True), (3, "[thresholds]\nunaligned = 0.25\n", False)],
)
def test_it_is_a_signal_above_the_threshold(aligned: int, setting: str, signal: bool) -> None:
    served = [task(f"s{n:07}", goals='["a"]') for n in range(aligned)]
    company = of(("tuiwork.toml", f"format = 1\n{setting}"), *GOALS, *served, task(D))
    assert alignments(company, TODAY).is_signal is signal


def test_nothing_to_do_has_no_share() -> None:
    found = alignments(of(), TODAY)
    assert (found.share(()), found.share_by_estimate(()), found.is_signal) == (None, None, False)
