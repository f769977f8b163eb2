"""Where the Work view can look: everything, one's own work, a space or list, a saved view."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.query import parse_query
from tuiwork.text.query_run import compile_query
from tuiwork.tui.widgets.rows import Row

ALL, MINE, PROBLEMS = ":all", ":mine", ":problems"
_VIEW = ":view "


@dataclass(frozen=True, slots=True)
class Spot:
    """One row of the sidebar: what it is called, how deep it stands, how many open tasks it has."""

    title: str
    depth: int = 0
    count: int | None = None
    sign: str = ""


def sidebar_rows(
    workspace: Workspace, actor: Actor, folded: frozenset[str], problems: int
) -> list[Row]:
    """The rows of the sidebar, keyed by place."""
    open_in = {
        folder: sum(map(workspace.is_open, tasks)) for folder, tasks in workspace.tasks_in.items()
    }
    mine = sum(
        task.owner == actor.handle and workspace.is_open(task) for task in workspace.tasks.values()
    )
    rows = [
        Row(ALL, Spot("Everything", count=sum(open_in.values()))),
        Row(MINE, Spot("My work", count=mine)),
    ]
    if problems:
        rows.append(Row(PROBLEMS, Spot("Problems", count=problems, sign="problem")))
    rows.append(Row(":gap", Spot(""), header=True))
    for place in workspace.tree:
        if any(place.folder.startswith(f"{folder}/") for folder in folded):
            continue
        below = sum(
            count
            for folder, count in open_in.items()
            if folder == place.folder or folder.startswith(f"{place.folder}/")
        )
        sign = "" if place.list else "folded" if place.folder in folded else "unfolded"
        rows.append(Row(place.folder, Spot(place.title, place.depth, below, sign)))
    views = workspace.of_kind(Kind.VIEW)
    if views:
        rows += [Row(":gap views", Spot(""), header=True)]
        rows += [Row(":views", Spot("Saved views"), header=True)]
    rows += [
        Row(
            f"{_VIEW}{view.slug}", Spot(view.title, 0, _count(workspace, actor, view.text("query")))
        )
        for view in views
    ]
    return rows


def _count(workspace: Workspace, actor: Actor, query: str | None) -> int | None:
    """How many tasks a saved view shows; None for one whose query cannot be read."""
    try:
        return len(tasks_of(workspace, actor, ALL, query or ""))
    except Refused:
        return None


def place_title(workspace: Workspace, place: str) -> str:
    """What a place is called, spaces and folders before it."""
    if place == ALL:
        return "Everything"
    if place == MINE:
        return "My work"
    if place.startswith(_VIEW):
        view = workspace.documents.get(f"views/{place.removeprefix(_VIEW)}.toml")
        return view.title if view else place.removeprefix(_VIEW)
    titles = {one.folder: one.title for one in workspace.tree}
    parts = place.split("/")
    steps = ["/".join(parts[:end]) for end in range(2, len(parts) + 1)]
    return " › ".join(titles.get(step, step) for step in steps)


def default_folder(workspace: Workspace, place: str) -> str | None:
    """The list that a new task goes to when it names none: the one looked at, if it is one."""
    return place if place in workspace.lists else None


def query_of(workspace: Workspace, place: str) -> str:
    """The query that a saved view stands for, empty for other places."""
    if not place.startswith(_VIEW):
        return ""
    view = workspace.documents.get(f"views/{place.removeprefix(_VIEW)}.toml")
    return (view.text("query") if view else None) or ""


def tasks_of(
    workspace: Workspace, actor: Actor, place: str, query: str, *, closed: bool = False
) -> list[Task]:
    """The tasks of a place that match the query, open ones unless the query or `closed` says else.

    Raises QueryError, which points at the word that is wrong.
    """
    tree = parse_query(" ".join(part for part in (query_of(workspace, place), query) if part))
    fits = compile_query(tree, workspace, actor)
    is_open: Callable[[Task], bool] = workspace.is_open
    if closed or tree.mentions_state:
        is_open = _always
    found = [task for task in _in_place(workspace, actor, place) if is_open(task) and fits(task)]
    if tree.sort:
        from tuiwork.text.query_run import sort_tasks

        return sort_tasks(tree, workspace, actor, found)
    return found


def _always(_: Task) -> bool:
    return True


def _in_place(workspace: Workspace, actor: Actor, place: str) -> list[Task]:
    if place == MINE:
        return [
            task
            for folder in workspace.lists
            for task in workspace.tasks_in.get(folder, ())
            if task.owner == actor.handle
        ]
    if place.startswith(":"):
        return [task for folder in workspace.lists for task in workspace.tasks_in.get(folder, ())]
    return [
        task
        for folder in workspace.lists
        if folder == place or folder.startswith(f"{place}/")
        for task in workspace.tasks_in.get(folder, ())
    ]


def task_rows(
    workspace: Workspace, actor: Actor, place: str, query: str, *, closed: bool = False
) -> list[Row]:
    """The rows of the task list, keyed by id; a header a list where the place has several."""
    tasks = tasks_of(workspace, actor, place, query, closed=closed)
    several = place not in workspace.lists
    ordered = parse_query(f"{query_of(workspace, place)} {query}").sort
    rows: list[Row] = []
    folder = None
    for task in tasks:
        if several and not ordered and task.folder != folder:
            folder = task.folder
            if rows:
                rows.append(Row(f":gap {folder}", "", header=True))
            rows.append(Row(f":list {folder}", place_title(workspace, folder), header=True))
        rows.append(Row(task.id, task))
    return rows
