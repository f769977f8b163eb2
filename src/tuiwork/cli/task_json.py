"""Tasks and problems as the JSON contract has them: values as in the files, computed ones apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time
from math import isfinite
from typing import Any

from tuiwork.errors import Problem
from tuiwork.model.alignment import alignment, goal_path
from tuiwork.model.document import Document
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workspace import Workspace


def task_object(workspace: Workspace, task: Task, now: datetime) -> dict[str, Any]:
    """One task: its front matter, where it lies, and what is computed from it."""
    category = workspace.category(task)
    path = goal_path(workspace, task)
    overdue = category.is_open and is_overdue(task, now)
    computed = {
        "overdue": overdue,
        "age": _age(task, now),
        "aligned": alignment(workspace, task),
        "goals": list(path.references),
        "short": workspace.short(task.id),
    }
    return {
        **plain(task),
        "id": task.id,
        "title": task.title,
        "category": str(category),
        "list": workspace.list_of(task).name,
        "path": task.path,
        "computed": {key: value for key, value in computed.items() if value is not None},
    }


def plain(document: Document) -> dict[str, Any]:
    """A document's front matter with dates as ISO text."""
    found = json_value(document.fields)
    assert isinstance(found, dict)
    return found


def json_value(value: object) -> object:
    """A TOML value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(key): json_value(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [json_value(inner) for inner in value]
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and not isfinite(value):
        return None
    return value


def iso(moment: datetime) -> str:
    """A moment as ISO text, UTC as Z."""
    return moment.isoformat().replace("+00:00", "Z")


def problem_objects(problems: Iterable[Problem]) -> list[dict[str, Any]]:
    """Problems as rows."""
    return [
        {
            "path": one.path,
            "line": one.line,
            "key": one.key,
            "message": one.message,
            "fixable": one.fixable,
        }
        for one in problems
    ]


def _age(task: Task, now: datetime) -> int | None:
    """The days since it was created."""
    from tuiwork.text.dates import on_clock

    created = task.moment("created")
    if isinstance(created, datetime):
        here = created if created.tzinfo else created.replace(tzinfo=now.tzinfo or UTC)
        return (now.date() - on_clock(here, now.tzinfo).date()).days
    return (now.date() - created).days if created else None
