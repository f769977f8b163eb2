"""What a value means, in full words: names for handles, titles for slugs, days with their year."""

from __future__ import annotations

from datetime import date
from typing import Any

from tuiwork.errors import Refused
from tuiwork.model.fields import Field, Type
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import PLACE
from tuiwork.text.values import show_value


def meaning(workspace: Workspace, field: Field, value: Any, today: date) -> str:
    """A value in full words, several joined by commas; what leads nowhere stays as written."""
    if field.many and isinstance(value, list | tuple):
        return ", ".join(_meaning(workspace, field, one, today) for one in value)
    return _meaning(workspace, field, value, today)


def _meaning(workspace: Workspace, field: Field, value: Any, today: date) -> str:
    if field.type is Type.DATE and isinstance(value, date):
        from tuiwork.text.dates import describe_date

        return describe_date(value, today)
    if not isinstance(value, str):
        return show_value(field, value)
    if field is PLACE:
        return place_titles(workspace, value)
    if field.type is Type.GOAL:
        return goal_title(workspace, value)
    if field.type is Type.TASK:
        return _task_title(workspace, value)
    if field.type is Type.NAME and field.names is not None:
        return _document_title(workspace, field.names, value)
    return value


def place_titles(workspace: Workspace, folder: str) -> str:
    """The titles of a list and what it lies in, from the space down."""
    titles = [
        place.title for place in workspace.tree if f"{folder}/".startswith(f"{place.folder}/")
    ]
    return " › ".join(titles) or show_value(PLACE, folder)


def goal_title(workspace: Workspace, reference: str) -> str:
    """The title of the key result, or else the goal, that a reference names."""
    found = workspace.key_result(reference)
    if found is None:
        return reference
    goal, key_result = found
    return key_result.title if key_result else goal.title


def _task_title(workspace: Workspace, id_: str) -> str:
    try:
        return workspace.task(id_).title
    except Refused:
        return id_


def _document_title(workspace: Workspace, kind: Kind, slug: str) -> str:
    titles = (one.title for one in workspace.of_kind(kind) if one.slug == slug)
    return next(titles, slug)
