"""What is asked where a field takes names: one picker or another over what it can name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.text.keys import PLACE, find_field, known_keys
from tuiwork.text.meaning import place_titles
from tuiwork.text.offering import offers_for
from tuiwork.text.values import Assignment, show_value
from tuiwork.tui import prompts
from tuiwork.tui.prompts import NOBODY, about
from tuiwork.tui.widgets.pick import Choice, Pick, PickMany

WORDS = {
    "parent": "is part of",
    "blocked_by": "waits for",
    "relates": "has to do with",
    "duplicates": "says the same as",
}
"""What a task is to another one, by the field that says so."""
_MAY_BE_CLOSED = ("relates", "duplicates")


def can_pick(field: Field) -> bool:
    """Whether the values of a field are names to pick from, rather than words to be typed."""
    if field.many:
        return field.type in (Type.NAME, Type.GOAL, Type.TASK) or field.key == "tags"
    return field.type in (Type.NAME, Type.STATUS, Type.CHOICE, Type.FLAG, Type.TASK)


def ask_one(
    workspace: Workspace,
    tasks: Sequence[Task],
    field: Field,
    signs: Mapping[str, str],
    problem: str = "",
) -> Pick:
    """Which one value of a field that can hold one; NOBODY stands for none."""
    if field is PLACE:
        return prompts.ask_list(workspace, tasks, problem)
    if field.type is Type.STATUS:
        return prompts.ask_status(workspace, tasks, signs, problem)
    if field.key == "priority":
        return prompts.ask_priority(tasks, signs, problem)
    at = show_value(field, tasks[0].value(field.key)) or NOBODY
    choices = [*choices_of(workspace, tasks, field), Choice(NOBODY, _none(field))]
    return Pick(title_of(tasks, field), choices, at=at, problem=problem)


def ask_many(
    workspace: Workspace, tasks: Sequence[Task], field: Field, problem: str = ""
) -> PickMany:
    """Which values of a field that can hold several; ticked are those that all the tasks have."""
    if field.type is Type.GOAL:
        return prompts.ask_goals(workspace, tasks, problem)
    ticked = shared(workspace, tasks, field)
    choices = choices_of(workspace, tasks, field)
    if field.type is Type.TASK:
        choices.sort(key=lambda one: one.key not in ticked)
    new = _new_tag if field.key == "tags" else None
    return PickMany(title_of(tasks, field), choices, ticked=ticked, problem=problem, new=new)


def ask_field(workspace: Workspace, chosen: Sequence[Task]) -> Pick:
    """Which field; with the value it has, where it is one task's."""
    choices = []
    for key in known_keys(workspace.settings):
        field = find_field(workspace.settings, key)
        if field is not None:
            value = chosen[0].value(field.key) if len(chosen) == 1 else None
            hint = key if value is None else f"{key} = {show_value(field, value)}"
            choices.append(Choice(key, field.label, hint))
    return Pick(f"Set which field of {about(chosen)}?", choices)


def title_of(tasks: Sequence[Task], field: Field) -> str:
    """What a question about a field of tasks is called."""
    if field.key in WORDS:
        return f"{about(tasks)} {WORDS[field.key]}"
    return f"{field.label} of {about(tasks)}"


def choices_of(workspace: Workspace, tasks: Sequence[Task], field: Field) -> list[Choice]:
    """What a field of these tasks can name, and what it names already."""
    choices = list(_offered(workspace, tasks, field))
    known = {one.key for one in choices}
    for value in _values(tasks, field):
        if value not in known:
            known.add(value)
            other = workspace.tasks.get(value) if field.type is Type.TASK else None
            label = value if other is None else other.title
            hint = "" if other is None else _hint(workspace, other)
            choices.append(Choice(value, label, hint))
    return choices


def shared(workspace: Workspace, tasks: Sequence[Task], field: Field) -> tuple[str, ...]:
    """The values of a field that all the tasks have, as far as they are offered."""
    if field.type is Type.GOAL:
        return prompts.shared_goals(workspace, tasks)
    return tuple(
        one
        for one in tasks[0].names(field.key)
        if all(one in task.names(field.key) for task in tasks)
    )


def changes(field: Field, before: Iterable[str], after: Iterable[str]) -> list[Assignment]:
    """What was ticked and unticked; other values that a task has by then stay."""
    old, new = list(before), list(after)
    added = [one for one in new if one not in old]
    gone = [one for one in old if one not in new]
    found = [Assignment(field, "+=", added)] if added else []
    return [*found, Assignment(field, "-=", gone)] if gone else found


def beyond(workspace: Workspace, tasks: Sequence[Task], field: Field) -> set[str]:
    """The ids that would close a circle: the tasks, all that lies below them or waits for them."""
    found = {task.id for task in tasks}
    if field.key not in ("parent", "blocked_by"):
        return found
    below = workspace.children if field.key == "parent" else workspace.blocks
    waiting = list(found)
    while waiting:
        new = [one.id for one in below.get(waiting.pop(), ()) if one.id not in found]
        found |= set(new)
        waiting += new
    return found


def _offered(workspace: Workspace, tasks: Sequence[Task], field: Field) -> Iterator[Choice]:
    if field.type is Type.TASK:
        yield from _tasks(workspace, tasks, field)
    elif field.type is Type.GOAL:
        yield from prompts.goal_choices(workspace)
    else:
        for offer in offers_for(workspace, field, ""):
            yield Choice(
                offer.value, offer.label or offer.value, offer.value if offer.label else ""
            )


def _tasks(workspace: Workspace, tasks: Sequence[Task], field: Field) -> Iterator[Choice]:
    """The other tasks, those of the same list first, but none that would close a circle."""
    out = beyond(workspace, tasks, field)
    every = workspace.tasks_in if field.key in _MAY_BE_CLOSED else workspace.open_in
    here = tasks[0].folder
    for folder in (here, *(one for one in every if one != here)):
        place = place_titles(workspace, folder)
        for task in every.get(folder, ()):
            if task.id not in out:
                yield Choice(task.id, task.title, f"{workspace.short(task.id)}  {place}")


def _hint(workspace: Workspace, task: Task) -> str:
    return f"{workspace.short(task.id)}  {place_titles(workspace, task.folder)}"


def _values(tasks: Sequence[Task], field: Field) -> Iterator[str]:
    for task in tasks:
        if field.many:
            yield from task.names(field.key)
        elif isinstance(value := task.value(field.key), str):
            yield value


def _new_tag(typed: str) -> Choice | None:
    word = safe(" ".join(typed.replace(",", " ").split())).removeprefix("#")
    return Choice(word, word, "new tag") if word else None


def _none(field: Field) -> str:
    return "Nobody" if field.names is Kind.PERSON else "None"
