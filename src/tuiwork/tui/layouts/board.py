"""The board: a column for each status, or for each category where the lists work differently."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tuiwork.dataclass import dataclass, replace
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category, Status, Workflow
from tuiwork.model.workspace import Workspace
from tuiwork.tui.widgets.rows import Row


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column: what it is called, the tasks in it as rows, and how many it should hold at most.

    Of what was finished only the last is shown, unless all is asked for: `lately` says so, and
    `more` how many there are beside the rows. `status` is the status a card gets that is moved
    here; None where each workflow has its own of the `category`.
    """

    title: str
    category: Category
    status: str | None
    limit: int | None
    rows: tuple[Row, ...]
    lately: bool = False
    more: int = 0

    @property
    def key(self) -> str:
        """What stays the same of it over reloads."""
        return str(self.category) if self.status is None else self.status

    @property
    def is_full(self) -> bool:
        """Whether there is more in it than its limit allows."""
        return self.limit is not None and len(self.rows) > self.limit


LATELY = 20
"""Finished tasks that a column shows, unless all are asked for."""
BY_CATEGORY = (Category.TODO, Category.ACTIVE, Category.BLOCKED, Category.DONE)
"""The columns of a board over several workflows, beside those that only show if needed."""


def board_columns(
    workspace: Workspace,
    tasks: Sequence[Task],
    folders: Iterable[str],
    *,
    closed: bool,
    lately: Sequence[Task] = (),
) -> tuple[BoardColumn, ...]:
    """The columns for tasks, which come from these lists; with `closed` also for dropped ones.

    `lately` are the tasks finished lately, the last first, where `tasks` are the open ones alone.
    A task keeps the order it came in. Statuses that no workflow knows come first, by name.
    """
    workflow = _shared_workflow(workspace, folders)
    tasks = [*tasks, *lately]
    if workflow is None:
        columns = _by_category(workspace, tasks, closed=closed)
    else:
        columns = _by_status(workflow, tasks, closed=closed)
    return tuple(map(_shortened, columns)) if lately else columns


def _shortened(column: BoardColumn) -> BoardColumn:
    if column.category is not Category.DONE:
        return column
    more = max(len(column.rows) - LATELY, 0)
    return replace(column, rows=column.rows[:LATELY], lately=True, more=more)


def _by_status(
    workflow: Workflow, tasks: Iterable[Task], *, closed: bool
) -> tuple[BoardColumn, ...]:
    held: dict[str | None, list[Row]] = {}
    for task in tasks:
        held.setdefault(task.status, []).append(Row(task.id, task))
    first = workflow.first(Category.TODO) or workflow.statuses[0]
    held.setdefault(first.name, []).extend(held.pop(None, ()))
    known = {status.name for status in workflow.statuses}
    strange = sorted(name for name in held if name is not None and name not in known)
    columns = [
        BoardColumn(name, Category.UNKNOWN, name, None, tuple(held[name])) for name in strange
    ]
    columns += [
        BoardColumn(one.name, one.category, one.name, one.limit, tuple(held.get(one.name, ())))
        for one in workflow.statuses
        if _is_shown(one, held, closed=closed)
    ]
    return tuple(columns)


def _is_shown(status: Status, held: dict[str | None, list[Row]], *, closed: bool) -> bool:
    return status.category is not Category.DROPPED or closed or bool(held.get(status.name))


def _shared_workflow(workspace: Workspace, folders: Iterable[str]) -> Workflow | None:
    names = {workspace.lists[folder].workflow for folder in folders if folder in workspace.lists}
    workflows = {workspace.settings.workflow(name).name for name in names}
    if len(workflows) != 1:
        return None
    return workspace.settings.workflow(names.pop())


def _by_category(
    workspace: Workspace, tasks: Iterable[Task], *, closed: bool
) -> tuple[BoardColumn, ...]:
    held: dict[Category, list[Row]] = {}
    for task in tasks:
        held.setdefault(workspace.category(task), []).append(Row(task.id, task))
    shown = [Category.UNKNOWN] if Category.UNKNOWN in held else []
    shown += BY_CATEGORY
    shown += [Category.DROPPED] if closed or Category.DROPPED in held else []
    return tuple(BoardColumn(str(one), one, None, None, tuple(held.get(one, ()))) for one in shown)


def status_in(workspace: Workspace, task: Task, column: BoardColumn) -> str | None:
    """The status a task gets when it is moved to a column; None where its workflow has none."""
    if column.status is not None:
        workflow = workspace.workflow_of(task)
        return column.status if workflow.status(column.status) is not None else None
    status = workspace.workflow_of(task).first(column.category)
    return None if status is None else status.name
