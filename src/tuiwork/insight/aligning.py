"""How much of the work serves a goal, keeps things running, or does neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.flow import finished
from tuiwork.insight.goals.serving import serving
from tuiwork.model.alignment import Alignment
from tuiwork.model.goal import period_days, period_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.values import minutes_of

THRESHOLD = 0.20
"""The unaligned share above which it is a signal, unless `[thresholds] unaligned` says another."""


@dataclass(frozen=True, slots=True)
class Alignments:
    """The tasks that count, by class, each in the order of their paths.

    `minutes` are the estimates of those that have one, by id; `broken` the references of each task
    that lead nowhere or to a closed goal, as far as one has such, by id.
    """

    aligned: tuple[Task, ...]
    run: tuple[Task, ...]
    unaligned: tuple[Task, ...]
    period: str
    threshold: float
    minutes: Mapping[str, int]
    broken: Mapping[str, tuple[str, ...]]

    @property
    def total(self) -> int:
        return len(self.aligned) + len(self.run) + len(self.unaligned)

    @property
    def is_signal(self) -> bool:
        """Whether so much of the work is unaligned that somebody should look at it."""
        return (self.share(self.unaligned) or 0.0) > self.threshold

    def share(self, tasks: tuple[Task, ...]) -> float | None:
        """Tasks of one class ÷ all that count; None without any."""
        return len(tasks) / self.total if self.total else None

    def share_by_estimate(self, tasks: tuple[Task, ...]) -> float | None:
        """Estimates of the tasks of one class ÷ of all that count; those without one are left out.
        None where nothing has one."""
        whole = sum(self.minutes.values())
        return self.estimated(tasks) / whole if whole else None

    def estimated(self, tasks: Iterable[Task]) -> int:
        """The minutes that tasks are estimated at together."""
        return sum(self.minutes.get(task.id, 0) for task in tasks)


def alignments(workspace: Workspace, today: date) -> Alignments:
    """The tasks that are open, or were finished in the period of today, by class.

    Unaligned share = those without a goal path ÷ all that count. Dropped tasks do not count; tasks
    that keep things running are a class of their own.
    """
    period = period_of(today, workspace.settings.period)
    days = period_days(period)
    found: dict[Alignment, list[Task]] = {"aligned": [], "run": [], "unaligned": []}
    minutes: dict[str, int] = {}
    broken: dict[str, tuple[str, ...]] = {}
    paths = serving(workspace).paths
    counted = [
        task
        for task in workspace.tasks.values()
        if task.path in paths and _counts(workspace, task, days)
    ]
    for task in sorted(counted, key=lambda one: one.path):
        path = paths[task.path]
        found[path.alignment].append(task)
        estimate = task.text("estimate")
        if estimate is not None:
            minutes[task.id] = minutes_of(workspace.settings, estimate) or 0
        if path.broken:
            broken[task.id] = path.broken
    return Alignments(
        tuple(found["aligned"]),
        tuple(found["run"]),
        tuple(found["unaligned"]),
        period,
        workspace.settings.thresholds.get("unaligned", THRESHOLD),
        {id_: one for id_, one in minutes.items() if one},
        broken,
    )


def _counts(workspace: Workspace, task: Task, days: tuple[date, date] | None) -> bool:
    """Whether a task that was not dropped is open, or was finished on these days."""
    if workspace.is_open(task):
        return True
    end = finished(workspace, task)
    return end is not None and days is not None and days[0] <= end <= days[1]
