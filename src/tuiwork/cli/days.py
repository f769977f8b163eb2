"""Days in words, as options of commands take them."""

from __future__ import annotations

from datetime import date, datetime

from tuiwork.cli.call import Call
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace


def day_option(call: Call, workspace: Workspace, name: str) -> date | None:
    """The day that an option names, None where it was left out. Refused for what is no day."""
    words = call.arguments.option(name)
    return None if words is None else day_in(call, workspace, words)


def day_in(call: Call, workspace: Workspace, words: str) -> date:
    """The day that words name. Refused for what is no day."""
    from tuiwork.text.values import parse_value

    field = field_of(Kind.TASK, "due")
    assert field is not None
    value = parse_value(workspace, field, words, call.session.today)
    assert isinstance(value, date)
    return value.date() if isinstance(value, datetime) else value


def shown(day: date | None) -> str:
    """A day as answers have it; empty for none."""
    return day.isoformat() if day else ""
