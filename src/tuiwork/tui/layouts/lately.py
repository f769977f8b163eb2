"""What was finished lately, for a board that otherwise shows open tasks alone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.course import course

DAYS = 7
"""Days for which a finished task counts as finished lately."""


def finished_lately(workspace: Workspace, tasks: Iterable[Task], now: datetime) -> list[Task]:
    """The finished ones that got their status in the last days, as their logs tell, the last
    finished first."""
    since = now.astimezone(UTC) - timedelta(DAYS)
    first_day = since.date().isoformat()
    found = []
    for task in tasks:
        log = task.log or ""
        # Logs are long and many: one whose last entry is older than that is not read.
        if _last_day(log) < first_day or workspace.category(task) is not Category.DONE:
            continue
        steps = course(log).statuses
        if steps and steps[-1].at >= since and steps[-1].after == task.status:
            found.append((steps[-1].at, task))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return [task for _, task in found]


def _last_day(log: str) -> str:
    """What stands where the day of the last entry is; nothing in an empty log."""
    at = log.rfind("\n- ")
    return log[at + 3 : at + 13]
