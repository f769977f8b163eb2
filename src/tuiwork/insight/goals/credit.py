"""Which goal a finished task counts for: the one that ran when it was finished."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from tuiwork.insight.flow import finished
from tuiwork.model.goal import goal_days
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace

_DAY = timedelta(1)


class Credit:
    """Finds the goals that finished tasks count for; when a goal began is looked up once."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._began: dict[str, date | None] = {}

    def of(self, task: Task, references: Iterable[str]) -> Iterator[str]:
        """What a finished task counts for of what it names, each once: the goals that had begun by
        then, or those that they were carried over from."""
        told = set()
        for reference in references:
            found = self._ran(task, reference)
            if found is not None and found not in told:
                told.add(found)
                yield found

    def _ran(self, task: Task, reference: str) -> str | None:
        slug, _, part = reference.partition("/")
        seen: set[str] = set()
        while slug not in seen:
            began = self._began_on(slug)
            if began is None or not self._is_earlier(task, began):
                return self._named(slug, part) if seen else reference
            seen.add(slug)
            goal = self._workspace.goals.get(slug)
            slug = (goal.text("carried_from") or slug) if goal else slug
        return None

    def _named(self, slug: str, part: str) -> str:
        goal = self._workspace.goals.get(slug)
        there = goal is not None and goal.key_result(part) is not None
        return f"{slug}/{part}" if there else slug

    def _began_on(self, slug: str) -> date | None:
        if slug not in self._began:
            goal = self._workspace.goals.get(slug)
            days = goal_days(goal) if goal else None
            self._began[slug] = days[0] if days else None
        return self._began[slug]

    def _is_earlier(self, task: Task, day: date) -> bool:
        """Whether a task was finished before a day. Its log is read only where its creation and the
        stamp of its last entry leave that open."""
        created = task.created
        if created is not None and created.date() > day:
            return False
        last = (task.log or "").rpartition("\n- ")[2][:10]
        if len(last) == 10 and day > date.min and last < (day - _DAY).isoformat():
            return True
        end = finished(self._workspace, task)
        return end is not None and end < day
