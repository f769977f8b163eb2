"""Forms over the table of fields: every value of a task, or of several, on one page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.fields import Field, Type, fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workflow import Workflow
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import CUSTOM, PLACE, find_field
from tuiwork.text.meaning import meaning
from tuiwork.text.offering import offers_for
from tuiwork.text.values import Assignment, parse_value, show_value
from tuiwork.tui.prompts import about
from tuiwork.tui.widgets.form import Blank, Form, Understood
from tuiwork.verbs import tasks

_FIRST = ("title", "place", "status", "owner", "due", "priority", "estimate", "goals", "tags")
_NOT_HERE = ("rank", "series", "fields", "conflicts")
SEVERAL = "several values"


def ask_new(
    workspace: Workspace,
    actor: Actor,
    folder: str | None,
    answers: Mapping[str, str] | None = None,
    problem: str = "",
) -> Form:
    """A form for a new task; its title and list have to be told."""
    given = {PLACE.key: folder.removeprefix("spaces/") if folder else ""} | dict(answers or {})
    blanks = [
        blank_of(workspace, actor, field, given.get(field.key, ""), None)
        for field in fields_for(workspace)
    ]
    return Form("Add", blanks, problem, told=answers or {})


def ask_all(workspace: Workspace, actor: Actor, chosen: Sequence[Task], problem: str = "") -> Form:
    """A form with what tasks hold; where they differ, a line is empty and says so."""
    flows = {workspace.workflow_of(task).name: workspace.workflow_of(task) for task in chosen}
    flow = next(iter(flows.values())) if len(flows) == 1 else None
    blanks = []
    for field in fields_for(workspace):
        texts = {_written(task, field) for task in chosen}
        text = texts.pop() if len(texts) == 1 else ""
        hint = SEVERAL if texts else ""
        blanks.append(blank_of(workspace, actor, field, text, flow)._replace(hint=hint))
    return Form(about(chosen), blanks, problem)


def fields_for(workspace: Workspace) -> list[Field]:
    """The fields that people can set, the most used first, the workspace's own last."""
    known = {PLACE.key: PLACE} | fields_of(Kind.TASK)
    keys = [*_FIRST, *(key for key in known if key not in _FIRST)]
    fields = [
        known[key]
        for key in keys
        if key not in _NOT_HERE and not known[key].fixed and known[key].type is not Type.TABLE
    ]
    custom = (find_field(workspace.settings, f"{CUSTOM}{key}") for key in workspace.settings.custom)
    return [*fields, *(field for field in custom if field is not None)]


def _written(task: Task, field: Field) -> str:
    value = task.folder if field is PLACE else task.value(field.key)
    return show_value(field, value)


def blank_of(
    workspace: Workspace, actor: Actor, field: Field, text: str, flow: Workflow | None = None
) -> Blank:
    """The line of a form for a field of the table, which reads and completes what it takes."""
    return Blank(
        field.key,
        field.label,
        text,
        partial(_read, workspace, actor, field, flow),
        partial(_complete, workspace, field, flow),
    )


def _read(
    workspace: Workspace, actor: Actor, field: Field, flow: Workflow | None, text: str
) -> Understood:
    if not text.strip():
        return Understood("")
    try:
        value = _value(workspace, actor, field, flow, text)
    except Refused as error:
        return Understood(error.message.partition(": ")[2] or error.message, ok=False)
    shown = meaning(workspace, field, value, actor.today)
    return Understood("" if shown == text else shown)


def _value(
    workspace: Workspace, actor: Actor, field: Field, flow: Workflow | None, text: str
) -> object:
    return parse_value(workspace, field, text, actor.today, me=actor.handle, workflow=flow)


def _complete(workspace: Workspace, field: Field, flow: Workflow | None, text: str) -> str | None:
    """The text with its last value completed by the first name that begins so."""
    before, comma, last = text.rpartition(",") if field.many else ("", "", text)
    typed = last.lstrip()
    if not typed:
        return None
    for offer in offers_for(workspace, field, typed, flow):
        if offer.value.startswith(typed) and offer.value != typed:
            return f"{before}{comma}{last[: len(last) - len(typed)]}{offer.value}"
    return None


def assignments_of(
    workspace: Workspace, actor: Actor, answers: Mapping[str, str], flow: Workflow | None = None
) -> list[Assignment]:
    """What the answers of a form set and clear. Raises Refused."""
    fields = {field.key: field for field in fields_for(workspace)}
    found = []
    for key, text in answers.items():
        value = _value(workspace, actor, fields[key], flow, text) if text.strip() else None
        if value is None and fields[key] is PLACE:
            raise Refused("a task always lies in a list; name one")
        found.append(Assignment(fields[key], "=", value))
    return found


def add_from_form(
    workspace: Workspace, actor: Actor, answers: Mapping[str, str], folder: str | None
) -> Change:
    """The task that a form tells of. Raises Refused where the title or the list is missing."""
    values = {one.field.key: one.value for one in assignments_of(workspace, actor, answers)}
    title, place = values.pop("title", None), values.pop(PLACE.key, None) or folder
    if not title:
        raise Refused("the title is empty; say what has to be done")
    if place is None:
        raise Refused("say which list it goes to")
    custom = {
        key.removeprefix(CUSTOM): values.pop(key) for key in list(values) if key.startswith(CUSTOM)
    }
    fields = {key: value for key, value in values.items() if value is not None}
    if custom := {key: value for key, value in custom.items() if value is not None}:
        fields["fields"] = custom
    return tasks.add(workspace, actor, str(title), str(place), fields)


def change_by_form(
    workspace: Workspace, actor: Actor, ids: Sequence[str], answers: Mapping[str, str]
) -> Change:
    """What a form says of tasks, as one Change; nothing where no line of it was touched."""
    flows = {workspace.workflow_of(one).name: one for one in workspace.find_tasks(ids)}
    flow = workspace.workflow_of(next(iter(flows.values()))) if len(flows) == 1 else None
    found = assignments_of(workspace, actor, answers, flow)
    return tasks.set_fields(workspace, actor, ids, found) if found else Change("", ())
