"""Who owns what, from a task up to the goal it serves, and where that chain breaks."""

from __future__ import annotations

from collections.abc import Iterator

from tuiwork.dataclass import dataclass
from tuiwork.model.alignment import goal_path
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal
from tuiwork.model.kinds import SETTINGS_PATH
from tuiwork.model.subject import Subject, document_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a chain: a task, parent, initiative, list, folder, space, key result or goal.

    `owner` is None where nobody owns it. A key result and the goal it is part of have one owner.
    """

    kind: str
    name: str
    title: str
    owner: str | None


@dataclass(frozen=True, slots=True)
class Chain:
    """The levels from the nearest up. `breaks` says in sentences where nobody answers, or where
    the chain ends before a goal."""

    levels: tuple[Level, ...]
    breaks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who answers for what a task is for. `through` is the level that names them, None where
    nobody does."""

    handle: str | None
    through: Level | None


def ownership(workspace: Workspace, subject: Subject) -> Chain:
    """Who owns a subject and everything it is done for, by its goal path."""
    document = document_of(workspace, subject)
    if document is None:
        return Chain((), (f"{subject.reference} does not exist",))
    if isinstance(document, Task):
        levels = _of_task(workspace, document)
    elif subject.kind == "goal":
        levels = _of_goal(workspace, subject.name)
    else:
        goals = [one for one in document.names("goals") if workspace.key_result(one)]
        levels = [_level("initiative", document)]
        for goal in goals:
            levels += [one for one in _of_goal(workspace, goal) if one not in levels]
    return Chain(tuple(levels), tuple(_breaks(workspace, levels)))


def _of_task(workspace: Workspace, task: Task) -> list[Level]:
    levels = [_level("task", task)]
    seen = {task.id}
    above = workspace.tasks.get(task.parent or "")
    while above is not None and above.id not in seen:
        levels.append(_level("parent", above))
        seen.add(above.id)
        above = workspace.tasks.get(above.parent or "")
    path = goal_path(workspace, task)
    if path.source in ("initiative", "list", "folder", "space") and path.through is not None:
        levels.append(_level(path.source, path.through))
    elif (initiative := workspace.initiatives.get(task.text("initiative") or "")) is not None:
        levels.append(_level("initiative", initiative))
    for reference in path.references:
        levels += [one for one in _of_goal(workspace, reference) if one not in levels]
    return levels


def _of_goal(workspace: Workspace, reference: str) -> list[Level]:
    """A key result, its goal, and the goals above that."""
    found = workspace.key_result(reference)
    if found is None:
        return []
    goal, key_result = found
    levels = []
    if key_result is not None:
        levels.append(Level("key result", reference, key_result.title, goal.owner))
    seen: set[str] = set()
    here: Goal | None = goal
    while here is not None and here.slug not in seen:
        levels.append(_level("goal", here))
        seen.add(here.slug)
        here = workspace.goals.get(here.text("parent") or "")
    return levels


def _level(kind: str, document: Document) -> Level:
    name = document.id if isinstance(document, Task) else document.slug
    return Level(kind, name, document.title, document.text("owner"))


def _breaks(workspace: Workspace, levels: list[Level]) -> list[str]:
    """What is wrong with a chain, each in a sentence."""
    found = []
    for one in levels:
        if one.kind in ("list", "folder", "space", "key result"):
            continue
        if one.owner is None:
            found.append(f"nobody owns the {one.kind} “{one.title}”")
        elif one.owner not in workspace.people:
            found.append(
                f"the {one.kind} “{one.title}” is owned by {one.owner}, who is nobody here"
            )
    if not any(one.kind == "goal" for one in levels):
        found.append(f"no goal is linked: the chain ends at the {levels[-1].kind}")
    return found


def addressee(workspace: Workspace, task: Task) -> Addressee:
    """Who is asked what a task is for: the owner of the goal it serves; without a goal, the owner
    of its list, folders or space, the nearest first, else the workspace's lead."""
    for reference in goal_path(workspace, task).references:
        for level in _of_goal(workspace, reference):
            if level.owner is not None:
                return Addressee(level.owner, level)
    for kind, place in _places(workspace, task):
        if place.text("owner"):
            return Addressee(place.text("owner"), _level(kind, place))
    settings = workspace.documents.get(SETTINGS_PATH)
    if settings is not None and settings.text("lead"):
        return Addressee(settings.text("lead"), _level("workspace", settings))
    return Addressee(None, None)


def _places(workspace: Workspace, task: Task) -> Iterator[tuple[str, Document]]:
    """The list of a task, the folders above it, its space."""
    folder, kind = task.folder, "list"
    while folder.count("/") > 1:
        if folder in workspace.lists:
            yield kind, workspace.lists[folder]
        folder, kind = folder.rpartition("/")[0], "folder"
    space = workspace.documents.get(f"{folder}/space.toml")
    if space is not None:
        yield "space", space
