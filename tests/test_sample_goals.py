"""What the sample company's goals say on 15 June 2026."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.verbs.company import of_texts
from tuiwork.insight.aligning import alignments
from tuiwork.insight.goals.busy import busy
from tuiwork.insight.goals.loose import loose_ends
from tuiwork.insight.goals.standing import standing
from tuiwork.insight.goals.tree import goal_tree
from tuiwork.model.goal import State
from tuiwork.model.workspace import Workspace

ROOT = Path(__file__).parents[1] / "sample-workspace"
TODAY = date(2026, 6, 15)


@cache
def sample() -> Workspace:
    files = [one for one in ROOT.rglob("*") if one.suffix in (".md", ".toml")]
    return of_texts({one.relative_to(ROOT).as_posix(): one.read_text() for one in files})


@pytest.mark.parametrize(
    ("slug", "percent", "results", "stale"),
    [
        ("faster-service", 54, [63, 58, 40], False),
        ("grow-contracts", 36, [42, 36, 29], False),
        ("weekly-product", 43, [11, 68, 50], True),
    ],
)
def test_every_objective_is_off_track_against_84_percent(
    slug: str, percent: int, results: list[int], stale: bool
) -> None:
    found = standing(sample(), sample().goals[slug], TODAY)
    assert round(100 * (found.progress or 0)) == percent
    assert round(100 * (found.expected or 0)) == 84
    assert found.state is State.OFF_TRACK
    assert [round(100 * (one.progress or 0)) for one in found.key_results] == results
    assert found.stale is stale


def test_the_product_goal_was_last_checked_in_41_days_ago() -> None:
    asked = standing(sample(), sample().goals["weekly-product"], TODAY).asked
    assert asked.last is not None
    assert (TODAY - asked.last).days == 41
    assert asked.due == date(2026, 5, 19)


def test_19_of_90_tasks_are_unaligned_and_one_of_them_names_a_closed_goal() -> None:
    found = alignments(sample(), TODAY)
    assert (len(found.aligned), len(found.run), len(found.unaligned)) == (59, 12, 19)
    assert round(100 * (found.share(found.unaligned) or 0), 1) == 21.1
    assert found.is_signal
    [(id_, names)] = found.broken.items()
    assert names == ("leave-old-portal",)
    assert id_ in {one.id for one in found.unaligned}
    [link] = loose_ends(sample(), TODAY).links
    assert (link.reference, link.closed) == ("leave-old-portal", True)


def test_work_goes_on_and_no_key_result_moves() -> None:
    found = busy(sample(), TODAY)
    assert found.fires
    assert len(found.recent) + len(found.before) == 10
    assert (found.pace, found.pace_before) == (3, 2.5)
    assert found.rise == pytest.approx(0.1 / 3 / 9)
    served = {one.id for _, tasks in found.finished for one in tasks}
    assert len(served) == 12


def test_every_goal_and_key_result_has_tasks() -> None:
    found = loose_ends(sample(), TODAY)
    assert (found.goals, found.key_results) == ((), ())
    nodes = goal_tree(sample(), TODAY).nodes
    assert {one.goal.slug: (len(one.work.open), len(one.work.done)) for one in nodes} == {
        "faster-service": (20, 13),
        "grow-contracts": (8, 4),
        "weekly-product": (14, 8),
    }
