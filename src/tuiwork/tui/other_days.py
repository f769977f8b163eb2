"""The rows of Home that come from other workspaces, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from tuiwork.insight.why import Link, why
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.session.visiting import OtherDay
from tuiwork.tui.task_lines import TaskLines
from tuiwork.tui.widgets.rows import Row


class OtherTask(NamedTuple):
    """A task of another workspace, where that is, and what it is for."""

    task: Task
    name: str
    root: Path
    why: Link | None


class Unavailable(NamedTuple):
    """A workspace that could not be read."""

    day: OtherDay


def aim(workspace: Workspace, task: Task, today: date) -> Link | None:
    """The objective that a task serves first."""
    chains = why(workspace, task, today).chains
    return chains[0][-1] if chains and chains[0] else None


def rows_by_part(days: Iterable[OtherDay]) -> dict[str, list[Row]]:
    """The tasks of other workspaces by the part of the day that they belong to."""
    found: dict[str, list[Row]] = {}
    for day in days:
        if day.workspace is None or day.root is None or day.now is None:
            continue
        today = day.now.date()
        for part, tasks in day.parts.items():
            found.setdefault(part, []).extend(
                Row(
                    f"{day.name}:{task.id}",
                    OtherTask(task, day.name, day.root, aim(day.workspace, task, today)),
                )
                for task in tasks
            )
    return {part: rows for part, rows in found.items() if rows}


def rows_of_missing(days: Iterable[OtherDay]) -> list[Row]:
    """A row for each workspace that could not be read."""
    return [Row(f"missing:{day.name}", Unavailable(day)) for day in days if day.why_not]


def lines_of(days: Sequence[OtherDay], signs: Mapping[str, str]) -> dict[str, TaskLines]:
    """What draws the tasks of each workspace, by its name."""
    return {
        day.name: TaskLines(day.workspace, day.now, signs)
        for day in days
        if day.workspace is not None and day.now is not None
    }
