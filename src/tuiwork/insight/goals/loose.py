"""Loose ends between goals and work: goals nobody works for, work for no goal, broken links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.goals.serving import serving
from tuiwork.insight.goals.tree import goal_tree
from tuiwork.model.alignment import leads_to_goal
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """A goal reference of a document that leads nowhere or, with `closed`, to a closed goal."""

    document: Document
    reference: str
    closed: bool


@dataclass(frozen=True, slots=True)
class LooseEnds:
    """Open goals and key results (by reference) that no task serves, open tasks that serve no goal,
    and the links that lead to none."""

    goals: tuple[Goal, ...]
    key_results: tuple[str, ...]
    tasks: tuple[Task, ...]
    links: tuple[BrokenLink, ...]

    @property
    def count(self) -> int:
        return len(self.goals) + len(self.key_results) + len(self.tasks) + len(self.links)


def loose_ends(workspace: Workspace, today: date) -> LooseEnds:
    """What is not tied together. Tasks done count as work for a goal; a goal is served also by what
    serves a goal below it; the key results of a goal without any work are not told apart."""
    nodes = goal_tree(workspace, today).nodes
    paths = serving(workspace).paths
    return LooseEnds(
        tuple(one.goal for one in nodes if not one.work.total),
        tuple(
            each.standing.reference
            for one in nodes
            if one.work.total
            for each in one.key_results
            if not each.work.total
        ),
        tuple(
            task
            for _, tasks in sorted(workspace.open_in.items())
            for task in tasks
            if paths[task.path].alignment == "unaligned"
        ),
        tuple(_broken(workspace)),
    )


def _broken(workspace: Workspace) -> Iterator[BrokenLink]:
    """The broken links of open tasks, and of the places and initiatives that give tasks goals."""
    known: dict[str, bool] = {}
    for document in _giving(workspace):
        for reference in document.names("goals"):
            if reference not in known:
                known[reference] = leads_to_goal(workspace, reference)
            if not known[reference]:
                there = workspace.key_result(reference) is not None
                yield BrokenLink(document, reference, closed=there)


def _giving(workspace: Workspace) -> Iterator[Document]:
    for _, tasks in sorted(workspace.open_in.items()):
        yield from (task for task in tasks if "goals" in task.fields)
    yield from workspace.of_kind(Kind.LIST)
    yield from workspace.of_kind(Kind.SPACE)
    for one in workspace.of_kind(Kind.INITIATIVE):
        if one.moment("closed") is None and one.text("stage") != "closed":
            yield one
