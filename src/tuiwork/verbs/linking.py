"""The verbs that tie a task to what it serves and to other tasks, and untie it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import change_of, diary, field_edit
from tuiwork.verbs.goal_rules import check_open


class Relation(StrEnum):
    """What one task can be to another, or to a goal. Only this side is stored."""

    GOAL = "goal"
    PARENT = "parent"
    BLOCKED_BY = "blocked_by"
    RELATES = "relates"
    DUPLICATES = "duplicates"


_KEYS = {Relation.GOAL: "goals"}
_WORDS = {
    Relation.GOAL: "to the goal",
    Relation.PARENT: "below",
    Relation.BLOCKED_BY: "as blocked by",
    Relation.RELATES: "with",
    Relation.DUPLICATES: "as a duplicate of",
}


def link(
    workspace: Workspace, actor: Actor, ids: Sequence[str], relation: Relation, target: str
) -> Change:
    """Tasks tied to a goal that is open, or to another task."""
    tasks = workspace.find_tasks(ids)
    reference, words = _target(workspace, relation, target)
    if relation is Relation.GOAL:
        check_open(workspace, workspace.goals[reference.partition("/")[0]])
    key = _KEYS.get(relation, relation.value)
    edits = []
    for task in tasks:
        if reference == task.id:
            raise Refused(f"“{task.title}” cannot be tied to itself")
        have = task.names(key)
        if reference in have or task.fields.get(key) == reference:
            raise Refused(f"“{task.title}” is linked {_WORDS[relation]} “{words}” already")
        value: object = reference if relation is Relation.PARENT else [*have, reference]
        edits.append(field_edit(workspace, actor, task, {key: value}))
    return change_of(workspace, diary("Linked", tasks, f"{_WORDS[relation]} “{words}”"), edits)


def tie_each(workspace: Workspace, actor: Actor, wanted: Mapping[str, str]) -> Change:
    """Tasks, by id, each tied to an open goal of its own, as one Change. Those that name it already
    are left alone; refuses where all do."""
    tied: list[Task] = []
    titles: dict[str, None] = {}
    edits = []
    for id_, target in wanted.items():
        task: Task = workspace.task(id_)
        reference, title = _target(workspace, Relation.GOAL, target)
        check_open(workspace, workspace.goals[reference.partition("/")[0]])
        have = task.names("goals")
        if reference not in have:
            edits.append(field_edit(workspace, actor, task, {"goals": [*have, reference]}))
            tied.append(task)
            titles[title] = None
    if not tied:
        raise Refused("they are linked to these goals already")
    words = f"to the goal “{next(iter(titles))}”" if len(titles) == 1 else f"to {len(titles)} goals"
    return change_of(workspace, diary("Linked", tied, words), edits)


def unlink(
    workspace: Workspace, actor: Actor, ids: Sequence[str], relation: Relation, target: str | None
) -> Change:
    """Tasks no longer tied to a goal or another task; without a target, to none of that kind."""
    tasks = workspace.find_tasks(ids)
    key = _KEYS.get(relation, relation.value)
    edits = []
    for task in tasks:
        have = _tied(relation, task, key)
        gone = have if target is None else [_stored(workspace, relation, task, key, target)]
        left = [one for one in have if one not in gone]
        if left == have:
            raise Refused(f"“{task.title}” is not linked {_WORDS[relation]} {target or 'anything'}")
        edits.append(field_edit(workspace, actor, task, {key: left or None}))
    return change_of(workspace, diary("Unlinked", tasks), edits)


def _stored(workspace: Workspace, relation: Relation, task: Task, key: str, target: str) -> str:
    """The reference as the task holds it, so that a broken one can be removed too."""
    if target in _tied(relation, task, key):
        return target
    return _target(workspace, relation, target)[0]


def _tied(relation: Relation, task: Task, key: str) -> list[str]:
    """The references that a task holds."""
    if relation is Relation.PARENT:
        return [task.parent] if task.parent else []
    return list(task.names(key))


def _target(workspace: Workspace, relation: Relation, target: str) -> tuple[str, str]:
    """The full reference that a word names, and its title."""
    if relation is not Relation.GOAL:
        task: Task = workspace.task(target)
        return task.id, task.title
    reference = workspace.find_goal(target)
    found = workspace.key_result(reference)
    if found is None:
        return reference, reference
    goal, key_result = found
    return reference, key_result.title if key_result else goal.title
