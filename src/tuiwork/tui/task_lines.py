"""How a task looks as one line of a list, and a place as one line of the sidebar."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from tuiwork.model.task import Task, due_day, is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import short_date
from tuiwork.tui.places import Spot
from tuiwork.tui.widgets.columns import Column, Line, Part, fit, lay_out, length, place_of
from tuiwork.tui.widgets.rows import Row, State

_BEGIN = (
    Column("sign", 1),
    Column("priority", 2, gap=1),
    Column("title"),
    Column("steps", 0, right=True, gap=0),
)
_NARROW = (*_BEGIN, Column("flag", 1), Column("due", 6, right=True, gap=1))
_WIDE = (
    *_BEGIN,
    Column("flag", 1),
    Column("owner", 8, gap=2),
    Column("due", 8, right=True, gap=1),
    Column("estimate", 4, right=True, gap=2),
)
WIDE = 68
"""Cells of a line from which on it has room for the owner and the estimate."""

_SPOT = (Column("title"), Column("count", 2, right=True))

CATEGORY_TONES = {
    Category.ACTIVE: "accent",
    Category.BLOCKED: "blocked",
    Category.DONE: "done",
    Category.DROPPED: "dim",
}


class TaskLines:
    """Draws tasks of one workspace at one moment. A new workspace needs a new one.

    `depths` tells how deep subtasks stand below others, `folded` which tasks hide theirs.
    """

    def __init__(
        self,
        workspace: Workspace,
        now: datetime,
        signs: Mapping[str, str],
        depths: Mapping[str, int] | None = None,
        folded: Collection[str] = (),
    ) -> None:
        self.workspace = workspace
        self.signs = signs
        self.day = now.date()
        self._now = now
        self._depths = depths or {}
        self._folded = folded

    def draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        """The one line of a row of the task list."""
        if not isinstance(row.value, Task):
            return [[(str(row.value), "")]]
        slots = fit(_WIDE if width >= WIDE else _NARROW, width)
        return [lay_out(slots, self.cells(row.value), cut_sign=self.signs["cut"])]

    def title_place(self, task: Task, width: int) -> tuple[int, int]:
        """Where the title begins in the line of a task, and the cells it has."""
        slots = fit(_WIDE if width >= WIDE else _NARROW, width)
        start, room = place_of(slots, self.cells(task), "title")
        branch = length(self._branch(task))
        return start + branch, room - branch

    def cells(self, task: Task) -> dict[str, Line]:
        """What is told of a task, by column."""
        category = self.workspace.category(task)
        closed = "dim" if not category.is_open else ""
        sign, tone = status_sign(self.workspace, task, self.signs)
        return {
            "sign": [(sign, tone)],
            "priority": [self._priority(task) if category.is_open else ("", "")],
            "title": [*self._branch(task), (task.title, closed)],
            "steps": self._steps(task),
            "flag": [self._flag(task)],
            "owner": [(task.owner or self.signs["none"], "dim")],
            "due": [self._due(task, closed=not category.is_open)],
            "estimate": [(task.text("estimate") or "", "dim")],
        }

    def _branch(self, task: Task) -> Line:
        depth = self._depths.get(task.id, 0)
        branch = f"{'  ' * (depth - 1)}{self.signs['under']} " if depth else ""
        fold = f"{self.signs['folded']} " if task.id in self._folded else ""
        return [(branch + fold, "dim")] if branch or fold else ()

    def _priority(self, task: Task) -> Part:
        tone = "overdue strong" if task.priority == "urgent" else "today"
        sign = self.signs.get(task.priority, "")
        return (sign, "dim" if task.priority == "low" else tone)

    def _steps(self, task: Task) -> Line:
        children = self.workspace.children.get(task.id, ())
        if not children:
            return ()
        left = sum(not self.workspace.is_open(child) for child in children)
        return [(f"  {left}/{len(children)}", "dim")]

    def _flag(self, task: Task) -> Part:
        if task.tables("conflicts"):
            return (self.signs["conflict"], "today")
        if task.path in self.workspace.problems_by_path:
            return (self.signs["problem"], "today")
        return ("", "")

    def _due(self, task: Task, *, closed: bool) -> Part:
        if task.due is None:
            return ("", "") if "due" not in task.fields else (self.signs["problem"], "today")
        words = brief_date(task.due, self._now.date())
        if closed:
            return (words, "dim")
        if is_overdue(task, self._now):
            return (f"! {words}", "overdue")
        return (words, "today" if due_day(task) == self._now.date() else "")


def brief_date(value: date, today: date) -> str:
    """A date in as few cells as say it: `fri 19` in the days around today, else `30 jun`."""
    words = short_date(value, today)
    weekday, _, rest = words.partition(" ")
    return rest if rest.count(" ") == 1 else f"{weekday} {rest}".strip()


def status_sign(workspace: Workspace, task: Task, signs: Mapping[str, str]) -> Part:
    """The sign and tone of a task's status."""
    category = workspace.category(task)
    status = workspace.workflow_of(task).status(task.status)
    if category is Category.ACTIVE and status is not None and status.wait:
        return (signs["waiting"], "today")
    return (signs.get(category.value, "?"), CATEGORY_TONES.get(category, ""))


def spot_line(row: Row, width: int, signs: Mapping[str, str]) -> Line:
    """The line of a place in the sidebar."""
    spot = row.value
    assert isinstance(spot, Spot)
    sign = f"{signs[spot.sign]} " if spot.sign else "  " if spot.depth else ""
    tone = "today" if spot.sign == "problem" else "strong" if spot.sign else ""
    count = [(str(spot.count) if spot.count else "", "dim")]
    if spot.broken:
        count = [(signs["problem"], "today")]
    title: Line = [("  " * spot.depth + sign, "dim"), (spot.title, tone)]
    return lay_out(fit(_SPOT, width), {"title": title, "count": count}, cut_sign=signs["cut"])
