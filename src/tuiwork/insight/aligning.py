"""How much of the work serves a goal, keeps things running, or does neither."""

from __future__ import annotations

from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.flow import finished
from tuiwork.model.alignment import Alignment, alignment
from tuiwork.model.goal import period_days, period_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Alignments:
    """The tasks that count, by class, each in the order of their paths."""

    aligned: tuple[Task, ...]
    run: tuple[Task, ...]
    unaligned: tuple[Task, ...]
    period: str

    @property
    def total(self) -> int:
        return len(self.aligned) + len(self.run) + len(self.unaligned)

    def share(self, tasks: tuple[Task, ...]) -> float | None:
        """Tasks of one class ÷ all that count; None without any."""
        return len(tasks) / self.total if self.total else None


def alignments(workspace: Workspace, today: date) -> Alignments:
    """The tasks that are open, or were finished in the period of today, by class.

    Unaligned share = those without a goal path ÷ all that count. Dropped tasks do not count; tasks
    that keep things running are a class of their own.
    """
    period = period_of(today, workspace.settings.period)
    days = period_days(period)
    found: dict[Alignment, list[Task]] = {"aligned": [], "run": [], "unaligned": []}
    for task in sorted(workspace.tasks.values(), key=lambda one: one.path):
        if workspace.is_open(task) or _finished_within(workspace, task, days):
            found[alignment(workspace, task)].append(task)
    return Alignments(
        tuple(found["aligned"]), tuple(found["run"]), tuple(found["unaligned"]), period
    )


def _finished_within(workspace: Workspace, task: Task, days: tuple[date, date] | None) -> bool:
    end = finished(workspace, task)
    return end is not None and days is not None and days[0] <= end <= days[1]
