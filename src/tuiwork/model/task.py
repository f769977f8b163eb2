"""A task: the smallest unit of work, with one owner, in one list."""

from __future__ import annotations

from datetime import date, datetime

from tuiwork.model.document import Document, Moment
from tuiwork.model.ids import is_id

MILESTONE = "milestone"
"""The type of a task that stands for a day that matters: it takes no time."""
PRIORITIES = ("urgent", "high", "normal", "low")


class Task(Document):
    """A document in a list's folder, read as a task."""

    __slots__ = ()

    @property
    def id(self) -> str:
        """Its identity: `id` in the front matter, else the id in the file's name, else the slug."""
        written = self.text("id")
        if written is not None:
            return written
        stem = self.slug.partition("-")[0]
        return stem if is_id(stem) else self.slug

    @property
    def status(self) -> str | None:
        return self.text("status")

    @property
    def owner(self) -> str | None:
        return self.text("owner")

    @property
    def priority(self) -> str:
        """`urgent`, `high`, `normal` or `low`; what is not one of them counts as normal."""
        value = self.text("priority")
        return value if value in PRIORITIES else "normal"

    @property
    def due(self) -> Moment | None:
        return self.moment("due")

    @property
    def parent(self) -> str | None:
        return self.text("parent")

    @property
    def goals(self) -> tuple[str, ...]:
        return self.names("goals")

    @property
    def tags(self) -> tuple[str, ...]:
        return self.names("tags")

    @property
    def rank(self) -> str:
        """Its place within a list; tasks that were never ranked come last."""
        return self.text("rank") or "~"

    @property
    def created(self) -> datetime | None:
        value = self.moment("created")
        return value if isinstance(value, datetime) else None


def due_day(task: Task) -> date | None:
    """The day a task is due on, whatever the time."""
    due = task.due
    return due.date() if isinstance(due, datetime) else due


def is_milestone(task: Task) -> bool:
    """Whether a task stands for a day that matters, not for work."""
    return task.text("type") == MILESTONE


def is_overdue(task: Task, now: datetime) -> bool:
    """Whether the due day is over or, where a time is due, the time has passed.

    So nothing is overdue on its due day but what has a time. `now` is the local time of the
    workspace's timezone, with or without its offset.
    """
    due = task.due
    if due is None:
        return False
    if not isinstance(due, datetime):
        return due < now.date()
    if due.tzinfo is not None and now.tzinfo is not None:
        return due < now
    if due.tzinfo is not None:
        due = due.replace(tzinfo=None)
    return due < now.replace(tzinfo=None)
