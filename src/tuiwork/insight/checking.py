"""What is wrong in a workspace beyond single files: references, statuses, circles, double ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import cast

from tuiwork.errors import Problem
from tuiwork.insight.circles import find_circles
from tuiwork.model.document import Document
from tuiwork.model.fields import Field, Type, fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.settings import read_settings
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace


def find_problems(workspace: Workspace) -> list[Problem]:
    """Every problem of a whole workspace: those of its files, then those between them, by path."""
    found = [
        *workspace.problems,
        *_settings_problems(workspace),
        *_double_ids(workspace),
        *_circles(workspace),
        *_workflow_problems(workspace),
    ]
    for document in workspace.documents.values():
        found += _dangling(workspace, document)
        if isinstance(document, Task):
            found += _status_problems(workspace, document)
        found += _conflict_problems(document)
    return sorted(set(found), key=lambda one: (one.path, one.line or 0, one.message))


def _settings_problems(workspace: Workspace) -> list[Problem]:
    settings = workspace.of_kind(Kind.SETTINGS)
    return read_settings(settings[0].fields)[1] if settings else []


def _double_ids(workspace: Workspace) -> Iterator[Problem]:
    for document in workspace.of_kind(Kind.TASK):
        task = cast(Task, document)
        first = workspace.tasks[task.id]
        if first.path != task.path:
            yield Problem(
                task.path,
                f"has the id {task.id}, which {first.path} has too; give one of them another",
            )


def _circles(workspace: Workspace) -> Iterator[Problem]:
    """What lies below itself or waits for itself; each circle is told once, at its smallest id."""
    tasks, goals = workspace.tasks, workspace.goals
    below = {id_: [task.parent] for id_, task in tasks.items() if task.parent}
    waits = {id_: task.names("blocked_by") for id_, task in tasks.items()}
    above = {slug: [goal.text("parent") or ""] for slug, goal in goals.items()}
    yield from _told(tasks, below, "parent", "lies below itself")
    yield from _told(tasks, waits, "blocked_by", "waits for itself")
    yield from _told(goals, above, "parent", "lies below itself")


def _told(
    documents: Mapping[str, Document],
    edges: Mapping[str, Sequence[str]],
    key: str,
    words: str,
) -> Iterator[Problem]:
    for circle in find_circles(edges):
        ring = " → ".join([*circle, circle[0]])
        yield Problem(documents[circle[0]].path, f"{words}: {ring}", key=key)


def _workflow_problems(workspace: Workspace) -> Iterator[Problem]:
    known = workspace.settings.workflows
    for document in workspace.of_kind(Kind.LIST):
        name = document.text("workflow")
        if name and name not in known:
            message = f"workflow is “{name}”; tuiwork.toml has {', '.join(known)}"
            yield Problem(document.path, message, key="workflow")


def _status_problems(workspace: Workspace, task: Task) -> Iterator[Problem]:
    if workspace.category(task) is Category.UNKNOWN:
        workflow = workspace.workflow_of(task)
        names = ", ".join(status.name for status in workflow.statuses)
        yield Problem(
            task.path,
            f"status is “{task.status}”; the workflow “{workflow.name}” has {names}",
            key="status",
        )


def _conflict_problems(document: Document) -> Iterator[Problem]:
    count = len(document.tables("conflicts"))
    if count:
        values = "a value" if count == 1 else f"{count} values"
        yield Problem(
            document.path, f"keeps {values} from a conflict; `resolve` chooses", key="conflicts"
        )


def _dangling(workspace: Workspace, document: Document) -> Iterator[Problem]:
    for field in fields_of(document.kind).values():
        if field.key not in document.fields or field.type not in _REFERENCES:
            continue
        references = document.names(field.key) if field.many else [document.text(field.key) or ""]
        for reference in references:
            if reference and not _leads_somewhere(workspace, field, reference):
                what = field.names.value if field.names else field.type.value
                message = f"{field.key} names the {what} “{reference}”, which does not exist"
                yield Problem(document.path, message, key=field.key)


_REFERENCES = (Type.NAME, Type.TASK, Type.GOAL)


def _leads_somewhere(workspace: Workspace, field: Field, reference: str) -> bool:
    if field.type is Type.TASK:
        return reference in workspace.tasks
    if field.type is Type.GOAL:
        return workspace.key_result(reference) is not None
    if field.names is None:
        return True
    return reference in workspace.slugs(field.names)
