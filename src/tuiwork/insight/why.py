"""Why a task is done: the chain from it up to the objective it serves, with live progress."""

from __future__ import annotations

from collections import Counter
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.goals.standing import ResultStanding, standing
from tuiwork.insight.once import once
from tuiwork.model.alignment import Source, goal_path
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal, State
from tuiwork.model.initiative import Initiative
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.numbers import number_words

MANY = 3
"""How many candidates are offered for a task without a goal."""


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: what it is, its name and title, and how it stands where that is known.

    `progress` and `expected` go from 0 to 1. `detail` is a sentence such as “5 → 2 d, now 3.1”.
    """

    kind: str
    id: str
    title: str
    progress: float | None = None
    expected: float | None = None
    state: State | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Why:
    """The answer: one chain for each goal served, from the task's level upwards.

    Without a goal there is none; then `candidates` are the open goals nearest to the task's words.
    `run` says that the task counts as work that needs no goal.
    """

    task: Task
    source: Source | None
    chains: tuple[tuple[Link, ...], ...]
    broken: tuple[str, ...] = ()
    candidates: tuple[Link, ...] = ()
    run: bool = False


def why(workspace: Workspace, task: Task, today: date) -> Why:
    """Why a task is done, by its goal path; an honest nothing where no goal is linked."""
    path = goal_path(workspace, task)
    if path.source is None:
        near = candidates(workspace, task, today)
        return Why(task, None, (), path.broken, near, path.run)
    through = _through(workspace, task, path.source, path.through)
    chains = tuple(
        (*through, *goal_links(workspace, reference, today)) for reference in path.references
    )
    return Why(task, path.source, chains, path.broken, run=path.run)


def _through(
    workspace: Workspace, task: Task, source: Source, document: Document | None
) -> tuple[Link, ...]:
    """The steps between the task and the goal: the subtask's parents, then what names the goal."""
    links = []
    above = workspace.tasks.get(task.parent or "")
    seen = {task.id}
    while source == "parent" and above is not None and above.id not in seen:
        links.append(Link("parent", above.id, above.title))
        seen.add(above.id)
        if above is document:
            break
        above = workspace.tasks.get(above.parent or "")
    if document is not None and source not in ("task", "parent"):
        links.append(Link(source, document.slug, document.title, detail=_detail(document)))
    return tuple(links)


def _detail(document: Document) -> str:
    """Of an initiative its stage and, once somebody checked in, how many do it."""
    if not isinstance(document, Initiative):
        return ""
    told = [one for one in document.check_ins if one.using is not None and one.expected]
    words = [document.stage]
    words += [f"adoption {told[-1].using:g} of {told[-1].expected:g}"] if told else []
    return ", ".join(words)


def goal_links(workspace: Workspace, reference: str, today: date) -> tuple[Link, ...]:
    """The steps from a key result, or an objective, upwards; none where the name leads nowhere."""
    found = workspace.key_result(reference)
    if found is None:
        return ()
    goal, key_result = found
    links = []
    if key_result is not None:
        for one in standing(workspace, goal, today).key_results:
            if one.key_result.id == key_result.id:
                detail = way_words(one)
                links.append(
                    Link("key result", reference, key_result.title, one.progress, detail=detail)
                )
    seen: set[str] = set()
    above: Goal | None = goal
    while above is not None and above.slug not in seen:
        links.append(goal_link(workspace, above, today))
        seen.add(above.slug)
        above = workspace.goals.get(above.parent or "")
    return tuple(links)


def way_words(one: ResultStanding) -> str:
    """Where a key result goes from and to, and where it is: “5 → 2 d, now 3.1”."""
    result = one.key_result
    way = f"{number_words(result.start)} → {number_words(result.target)} {result.unit}".rstrip()
    now = value_words(one)
    return f"{way}, now {now}" if now else way


def value_words(one: ResultStanding) -> str:
    """The value of a key result now; `- (n=3)` for a computed one of too few; else nothing."""
    if one.key_result.current is not None:
        return number_words(one.key_result.current)
    return one.measured.show() if one.measured is not None and not one.trouble else ""


def goal_link(workspace: Workspace, goal: Goal, today: date) -> Link:
    """An objective as a step of a chain; its purpose is the first paragraph of its notes."""
    found = standing(workspace, goal, today)
    return Link(
        "objective",
        goal.slug,
        goal.title,
        found.progress,
        found.expected,
        found.state,
        purpose(goal),
    )


def purpose(goal: Goal) -> str:
    """The first paragraph of a goal's notes, on one line."""
    paragraphs = (goal.notes or "").strip().replace("\r\n", "\n").split("\n\n")
    return " ".join(paragraphs[0].split())


def candidates(workspace: Workspace, task: Task, today: date) -> tuple[Link, ...]:
    """The open goals nearest to the task by shared words, then by what its list serves."""
    words = _words(" ".join([task.title, *task.tags]))
    nearby = _served_in(workspace, task.folder)
    scored = []
    for slug, known in _goal_words(workspace).items():
        shared, neighbours = len(words & known), nearby.get(slug, 0)
        if shared or neighbours:
            scored.append((-shared, -neighbours, slug))
    best = [workspace.goals[slug] for *_, slug in sorted(scored)[:MANY]]
    return tuple(goal_link(workspace, goal, today) for goal in best)


@once
def _goal_words(workspace: Workspace) -> dict[str, set[str]]:
    """The words of each open goal."""
    found = {}
    for slug, goal in workspace.goals.items():
        if not goal.is_closed:
            titles = (one.title for one in goal.key_results)
            found[slug] = _words(" ".join([goal.title, purpose(goal), *titles]))
    return found


def _served_in(workspace: Workspace, folder: str) -> Counter[str]:
    """How many tasks of a folder name each goal."""
    known = _served(workspace)
    if folder not in known:
        tasks = workspace.tasks_in.get(folder, ())
        named = ({name.partition("/")[0] for name in one.goals} for one in tasks)
        known[folder] = Counter(slug for slugs in named for slug in slugs)
    return known[folder]


@once
def _served(workspace: Workspace) -> dict[str, Counter[str]]:
    del workspace
    return {}


def _words(text: str) -> set[str]:
    return {word for word in text.casefold().replace(",", " ").split() if len(word) > 3}
