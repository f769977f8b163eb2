"""Goals as the JSON contract has them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tuiwork.cli.task_json import plain
from tuiwork.insight.goals.asking import Asked
from tuiwork.insight.goals.busy import Busy
from tuiwork.insight.goals.serving import Work
from tuiwork.insight.goals.standing import ResultStanding, Standing
from tuiwork.insight.goals.tree import GoalNode
from tuiwork.insight.why import purpose


def standing_object(found: Standing) -> dict[str, Any]:
    """A goal with how it stands."""
    goal, said = found.goal, found.override
    return {
        **plain(goal),
        "id": goal.slug,
        "title": goal.title,
        "path": goal.path,
        "purpose": purpose(goal),
        "key_results": [_result_object(one) for one in found.key_results],
        "computed": {
            "progress": found.progress,
            "expected": found.expected,
            "state": str(found.state),
            "said": said
            and {"state": str(said.state), "note": said.note, "until": said.until.isoformat()},
            "trail": _trail(found.trail),
            "below": [one.goal.slug for one in found.below],
            "circular": found.circular,
            **_asked(found.asked),
        },
    }


def node_object(node: GoalNode) -> dict[str, Any]:
    """The same with the work that serves it, and its depth in the tree."""
    found = standing_object(node.standing)
    for row, one in zip(found["key_results"], node.key_results, strict=True):
        row["work"] = work_object(one.work)
    found["computed"] |= {
        "depth": node.depth,
        "tasks": [task.id for task in node.work.open],
        "work": work_object(node.work),
    }
    return found


def _result_object(one: ResultStanding) -> dict[str, Any]:
    result, mark = one.key_result, one.key_result.benchmark
    found: dict[str, Any] = {
        "id": result.id,
        "title": result.title,
        "start": result.start,
        "target": result.target,
        "current": result.current,
        "unit": result.unit,
        "weight": result.weight,
        "progress": one.progress,
        "state": str(one.state),
        "trend": one.trend,
        "trail": _trail(one.trail),
        **_asked(one.asked),
    }
    if one.measured is not None:
        found |= {"measure": result.measure, "trouble": one.trouble}
        found |= {"n": one.measured.n, "ids": list(one.measured.ids)}
    if mark is not None:
        found["benchmark"] = {"start": mark.start, "current": mark.current, "source": mark.source}
        found["ahead_of_benchmark"] = result.ahead_of_benchmark
    return found


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "stale": asked.stale,
        "last_checkin": asked.last and asked.last.isoformat(),
        "next_checkin": asked.due and asked.due.isoformat(),
    }


def _trail(trail: Sequence[tuple[date, float]]) -> list[list[Any]]:
    return [[day.isoformat(), share] for day, share in trail]


def work_object(work: Work) -> dict[str, list[str]]:
    """The ids of some work."""
    return {
        "open": [task.id for task in work.open],
        "blocked": [task.id for task in work.blocked],
        "done": [task.id for task in work.done],
    }


def busy_object(found: Busy) -> dict[str, Any]:
    """Whether work goes on while key results stand still, with its numbers and ids."""
    return {
        "fires": found.fires,
        "reason": found.reason,
        "pace": found.pace,
        "pace_before": found.pace_before,
        "rise": found.rise,
        "weeks": [
            {"week": one.monday.isoformat(), "ids": list(one.ids)}
            for one in (*found.before, *found.recent)
        ],
        "moves": dict(found.moves),
        "finished": {name: [task.id for task in tasks] for name, tasks in found.finished},
    }
