"""Workflows: the ordered statuses a list's tasks go through, each in one of five categories."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from tuiwork.dataclass import dataclass


class Category(StrEnum):
    """What a status means across all workflows."""

    TODO = "todo"
    ACTIVE = "active"
    BLOCKED = "blocked"
    DONE = "done"
    DROPPED = "dropped"
    UNKNOWN = "unknown"

    @property
    def is_open(self) -> bool:
        """Whether work in this category is still to be finished."""
        return self not in (Category.DONE, Category.DROPPED)


@dataclass(frozen=True, slots=True)
class Status:
    """One step of a workflow. In a `wait` status nobody works; `limit` is the WIP limit."""

    name: str
    category: Category
    wait: bool = False
    limit: int | None = None


@dataclass(frozen=True, slots=True)
class Workflow:
    """Ordered statuses under a name."""

    name: str
    statuses: tuple[Status, ...]

    def status(self, name: str | None) -> Status | None:
        """The status called `name`, None when this workflow has none such."""
        return next((status for status in self.statuses if status.name == name), None)

    def category(self, name: str | None) -> Category:
        """The category of a status name; unknown names keep their own column."""
        status = self.status(name)
        return status.category if status else Category.UNKNOWN

    def first(self, category: Category) -> Status | None:
        """The first status of a category; where work is concerned, one in which somebody works."""
        of_category = [status for status in self.statuses if status.category is category]
        return next((status for status in of_category if not status.wait), None) or next(
            iter(of_category), None
        )


DEFAULT = Workflow(
    "default",
    (
        Status("todo", Category.TODO),
        Status("doing", Category.ACTIVE),
        Status("waiting", Category.BLOCKED),
        Status("done", Category.DONE),
        Status("dropped", Category.DROPPED),
    ),
)


def read_workflow(name: str, table: Mapping[str, Any]) -> tuple[Workflow, list[str]]:
    """The workflow a `[workflow.<name>]` table describes, and what is wrong with it in sentences.

    Every workflow can drop a task, so one without such a status gets `dropped` at its end.
    """
    statuses: list[Status] = []
    complaints: list[str] = []
    rows = table.get("statuses")
    for row in rows if isinstance(rows, list) else []:
        status = _read_status(row)
        if status is None:
            complaints.append(
                f"workflow “{name}” has a status without a name or with an unknown category; "
                "expected { name = …, category = todo, active, blocked, done or dropped }"
            )
        elif any(status.name == other.name for other in statuses):
            complaints.append(f"workflow “{name}” names the status “{status.name}” twice")
        else:
            statuses.append(status)
    if not any(status.category is Category.DONE for status in statuses):
        complaints.append(f"workflow “{name}” has no status of the category done")
        statuses.append(Status("done", Category.DONE))
    if not any(status.category is Category.DROPPED for status in statuses):
        statuses.append(Status("dropped", Category.DROPPED))
    return Workflow(name, tuple(statuses)), complaints


def _read_status(row: object) -> Status | None:
    if not isinstance(row, dict) or not isinstance(row.get("name"), str):
        return None
    written = row.get("category")
    if written not in list(Category) or written == Category.UNKNOWN:
        return None
    limit = row.get("limit")
    return Status(
        row["name"],
        Category(written),
        wait=row.get("wait") is True,
        limit=limit if isinstance(limit, int) and not isinstance(limit, bool) else None,
    )
