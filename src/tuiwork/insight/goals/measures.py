"""Key results that are worked out from tasks: `cycle_p50 list:incidents` and the like."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from operator import itemgetter

from tuiwork.dataclass import dataclass
from tuiwork.errors import Refused
from tuiwork.insight.flow import cycle_time, finishes, lead_time
from tuiwork.insight.measured import Measured, percentile, ratio
from tuiwork.insight.once import once
from tuiwork.insight.pace import WINDOW, throughput
from tuiwork.model.change import Actor
from tuiwork.model.goal import Goal, goal_days
from tuiwork.model.key_result import KeyResult
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.measures import Measure, parse_measure
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query
from tuiwork.text.zones import zone_named

NOTHING = Measured(None, 0)


@dataclass(frozen=True, slots=True)
class _Span:
    """The days a measure looks at, both counted."""

    first: date
    last: date


def measure_of(
    workspace: Workspace, goal: Goal, key_result: KeyResult, today: date
) -> tuple[Measured, str]:
    """What the measure of a key result gives on a day, with the tasks it counts; and in a sentence
    why it gives nothing, where it is not understood or not all tasks are at hand."""
    if not _can_be_measured(workspace):
        return NOTHING, "not all tasks were read"
    try:
        measure = parse_measure(key_result.measure, key_result.window)
        span = _span(measure, goal, today)
        known = _worked_out(workspace)
        if (measure, span) not in known:
            chosen = _chosen(workspace, measure.query, today)
            known[measure, span] = _value(workspace, measure, chosen, span)
    except (ValueError, Refused) as error:
        return NOTHING, str(error).split("\n", 1)[0]
    return known[measure, span], ""


@once
def _worked_out(workspace: Workspace) -> dict[tuple[Measure, _Span], Measured]:
    del workspace
    return {}


def _can_be_measured(workspace: Workspace) -> bool:
    """Whether every task is there with its log."""
    first = next(iter(workspace.tasks.values()), None)
    return workspace.is_whole and (first is None or first.log is not None)


def _chosen(workspace: Workspace, query: str, today: date) -> dict[str, Task]:
    """The tasks, by their paths, that a query asks for on a day; asked once for each."""
    known = _asked(workspace)
    if (query, today) not in known:
        zone = zone_named(workspace.settings.timezone)
        actor = Actor("", datetime.combine(today, time(12), zone).astimezone(zone), today, str)
        test = compile_query(parse_query(query), workspace, actor)
        known[query, today] = {task.path: task for task in workspace.tasks.values() if test(task)}
    return known[query, today]


@once
def _asked(workspace: Workspace) -> dict[tuple[str, date], dict[str, Task]]:
    del workspace
    return {}


def _span(measure: Measure, goal: Goal, today: date) -> _Span:
    """The last 90 days or so, or the goal's period as far as it has come."""
    days = goal_days(goal)
    if measure.days is None and days is not None:
        return _Span(days[0], min(days[1], today))
    return _Span(today - timedelta((measure.days or WINDOW) - 1), today)


def _value(
    workspace: Workspace, measure: Measure, chosen: dict[str, Task], span: _Span
) -> Measured:
    """One measure over tasks.

    Times are percentiles, in days, over the tasks finished in the span; `throughput` is the mean
    number finished a week; `done_share` is finished ÷ finished or still open, in percent.
    """
    if measure.name == "open_count":
        return _count(task for task in chosen.values() if workspace.is_open(task))
    if measure.name == "throughput":
        weeks = throughput(workspace, span.last, chosen.values(), span.first)
        return Measured(weeks.mean, len(weeks.ids), weeks.ids)
    done = _finished(workspace, chosen, span)
    if measure.name == "done_count":
        return _count(done)
    if measure.name == "done_share":
        still = [task for task in chosen.values() if workspace.is_open(task)]
        share = ratio(len(done), tuple(task.id for task in (*done, *still)))
        percent = None if share.value is None else 100 * share.value
        return Measured(percent, share.n, share.ids)
    kind, _, rank = measure.name.partition("_p")
    took = cycle_time if kind == "cycle" else lead_time
    times = {task.id: days for task in done if (days := took(workspace, task)) is not None}
    return percentile(times, int(rank) / 100)


def _finished(workspace: Workspace, chosen: dict[str, Task], span: _Span) -> list[Task]:
    """Those of some tasks, by their paths, that were finished in the span."""
    ends = finishes(workspace)
    first = bisect_left(ends, span.first, key=itemgetter(0))
    last = bisect_right(ends, span.last, key=itemgetter(0))
    return [task for _, task in ends[first:last] if task.path in chosen]


def _count(tasks: Iterable[Task]) -> Measured:
    ids = tuple(task.id for task in tasks)
    return Measured(len(ids), len(ids), ids)
