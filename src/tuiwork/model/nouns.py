"""Which class reads which kind of document."""

from __future__ import annotations

from collections.abc import Mapping
from sys import intern
from typing import Any

from tuiwork.model.decision import Decision
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal
from tuiwork.model.initiative import Initiative
from tuiwork.model.kinds import Kind
from tuiwork.model.person import Person
from tuiwork.model.place import Space, TaskList
from tuiwork.model.plan import Plan
from tuiwork.model.task import Task

_CLASSES: dict[Kind, type[Document]] = {
    Kind.TASK: Task,
    Kind.GOAL: Goal,
    Kind.INITIATIVE: Initiative,
    Kind.PERSON: Person,
    Kind.LIST: TaskList,
    Kind.SPACE: Space,
    Kind.PLAN: Plan,
    Kind.DECISION: Decision,
}

_ALIKE = frozenset({"status", "owner", "priority", "estimate", "customer"})
"""Keys whose values are the same in many documents: memory holds each once, as it does keys."""


def make_document(
    path: str,
    kind: Kind,
    fields: Mapping[str, Any],
    notes: str | None = None,
    log: str | None = None,
) -> Document:
    """A document as the noun its kind names; kinds without rules of their own stay Document."""
    once = {
        intern(key): intern(value) if key in _ALIKE and type(value) is str else value
        for key, value in fields.items()
    }
    return _CLASSES.get(kind, Document)(path, kind, once, notes, log)
