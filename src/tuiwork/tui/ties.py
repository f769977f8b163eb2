"""What is asked about the ties between tasks: which tie, to which other task, which one to undo."""

from __future__ import annotations

from collections.abc import Sequence

from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.tui import prompts
from tuiwork.tui.field_prompts import WORDS, choices_of
from tuiwork.tui.widgets.pick import Choice, Pick
from tuiwork.verbs.linking import Relation

RELATIONS = {Relation(key): words for key, words in WORDS.items()}


def ask_relation(chosen: Sequence[Task]) -> Pick:
    """What the tasks are to another one."""
    choices = [Choice(relation.value, words) for relation, words in RELATIONS.items()]
    return Pick(f"{prompts.about(chosen)} …", choices)


def ask_task(
    workspace: Workspace, chosen: Sequence[Task], relation: Relation, problem: str = ""
) -> Pick:
    """Which other task; those of the same list come first."""
    field = field_of(Kind.TASK, relation.value)
    assert field is not None
    choices = choices_of(workspace, chosen, field)
    return Pick(f"{prompts.about(chosen)} {RELATIONS[relation]}", choices, problem=problem)


def tied(workspace: Workspace, chosen: Sequence[Task]) -> list[Choice]:
    """The ties that any of the tasks has to others."""
    choices = {}
    for task in chosen:
        for relation, words in RELATIONS.items():
            field = field_of(Kind.TASK, relation.value)
            many = field is not None and field.many
            names = task.names(relation.value) if many else [task.fields.get(relation.value)]
            for name in filter(None, names):
                other = workspace.tasks.get(str(name))
                title = str(name) if other is None else other.title
                key = f"{relation.value} {name}"
                choices[key] = Choice(key, f"{words} “{title}”", str(name))
    return list(choices.values())
