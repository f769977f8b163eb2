"""What is wrong in a workspace beyond single files: references, statuses, circles, double ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import cast
from unicodedata import normalize

from tuiwork.dataclass import replace
from tuiwork.errors import Problem
from tuiwork.insight.attached import attachment_problems
from tuiwork.insight.circles import find_circles
from tuiwork.insight.goals.problems import goal_problems
from tuiwork.insight.initiatives.checking import initiative_problems, settings_problems
from tuiwork.insight.plan_problems import planning_problems
from tuiwork.insight.references import Dangling, Reference, nearest, spelt_otherwise
from tuiwork.insight.values import value_problems
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal
from tuiwork.model.initiative import Initiative
from tuiwork.model.kinds import Kind
from tuiwork.model.settings import read_settings
from tuiwork.model.task import Task
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import line_of
from tuiwork.text.source import Malformed


def find_problems(workspace: Workspace) -> list[Problem]:
    """Every problem of a whole workspace: those of its files, then those between them, by path."""
    found = [
        *workspace.problems,
        *_settings_problems(workspace),
        *_double_ids(workspace),
        *_circles(workspace),
        *_workflow_problems(workspace),
        *_twins(workspace),
        *attachment_problems(workspace),
    ]
    references = Dangling(workspace)
    offers: dict[tuple[str, str], str] = {}
    for document in workspace.documents.values():
        found += _dangling(workspace, document.path, references.of(document), offers)
        if isinstance(document, Task):
            found += _status_problems(workspace, document)
        found += _conflict_problems(document)
        found += value_problems(workspace, document)
        found += planning_problems(workspace, document)
        if isinstance(document, Goal):
            found += goal_problems(document)
        elif isinstance(document, Initiative):
            found += initiative_problems(workspace, document)
    return sorted(set(found), key=_order)


def _settings_problems(workspace: Workspace) -> list[Problem]:
    settings = workspace.of_kind(Kind.SETTINGS)
    if not settings:
        return []
    return [*read_settings(settings[0].fields)[1], *settings_problems(settings[0])]


def _double_ids(workspace: Workspace) -> Iterator[Problem]:
    for document in workspace.of_kind(Kind.TASK):
        task = cast(Task, document)
        first = workspace.tasks[task.id]
        if first.path != task.path:
            yield Problem(
                task.path,
                f"has the id {task.id}, which {first.path} has too; give one of them another",
                key="id",
                fixable=True,
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


def _dangling(
    workspace: Workspace,
    path: str,
    lost: Iterable[Reference],
    offers: dict[tuple[str, str], str],
) -> Iterator[Problem]:
    """The references that lead nowhere; `offers` keeps what each may be meant to name."""
    for one in lost:
        known = (one.what, one.name)
        if known not in offers:
            offers[known] = nearest(workspace, one)
        fixable = spelt_otherwise(workspace, one) is not None
        words = f"{one.field.key} names the {one.what} “{one.name}”, which does not exist"
        yield Problem(path, words + offers[known], key=one.field.key, fixable=fixable)


def _twins(workspace: Workspace) -> Iterator[Problem]:
    """Files and folders that are one where a disk ignores case or how accents are spelt."""
    files = workspace.documents.keys() | workspace.problems_by_path.keys()
    folders = {path.rpartition("/")[0] for path in files}
    for folder in list(folders):
        while folder := folder.rpartition("/")[0]:
            folders.add(folder)
    spelt: dict[str, str] = {}
    for place in sorted(files | folders):
        first = spelt.setdefault(_folded(place), place)
        # Where their folders differ, these are twins and told.
        if first != place and first.rpartition("/")[0] == place.rpartition("/")[0]:
            message = f"has the name of {first} where a disk ignores case or accents; rename one"
            yield Problem(place, message)


def _folded(path: str) -> str:
    return path if path.isascii() and path.islower() else normalize("NFC", path).casefold()


def locate(workspace: Workspace, problems: Iterable[Problem]) -> list[Problem]:
    """The problems with the lines of the keys they are about, as far as these can be found."""
    texts: dict[str, str] = {}
    located = []
    for one in problems:
        if one.line is None and one.key is not None:
            if one.path not in texts:
                texts[one.path] = _text(workspace, one.path)
            *_, last = one.key.split(".")
            one = replace(one, line=line_of(one.path, texts[one.path], last))
        located.append(one)
    return sorted(located, key=_order)


def _text(workspace: Workspace, path: str) -> str:
    try:
        return workspace.read(path)
    except (OSError, Malformed):
        return ""


def _order(problem: Problem) -> tuple[str, int, str]:
    return problem.path, problem.line or 0, problem.message
