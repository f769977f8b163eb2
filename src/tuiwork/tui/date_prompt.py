"""What is asked where a date is meant: the words for it, what they mean, and the month around."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from textual.content import Content

from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.fields import Field
from tuiwork.model.task import Task, due_day
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date
from tuiwork.text.values import Assignment, parse_value, show_value
from tuiwork.tui.content import plain
from tuiwork.tui.prompts import about
from tuiwork.tui.widgets.ask_date import NONE, AskDate, When
from tuiwork.tui.widgets.days import Days

HINT = "friday, +3d, 14 june, eom …"


def ask_date(
    workspace: Workspace,
    actor: Actor,
    tasks: Sequence[Task],
    field: Field,
    signs: Mapping[str, str],
    initial: str = "",
    problem: str = "",
) -> AskDate:
    """Which day, in words or from the month; `none` takes the date away."""
    owners = {task.owner for task in tasks}
    owner = owners.pop() if len(owners) == 1 else None
    busy = due_days(workspace, owner, {task.id for task in tasks}) if owner else Counter()
    now = {when for task in tasks if (when := _when(task, field)) is not None}

    def preview(words: str) -> Content:
        if not words.strip():
            return Content.styled(_now(tasks, field, actor), "$dim")
        try:
            value = _understood(workspace, field, words, actor)
        except Refused as error:
            return plain(error.message).stylize("$today")
        if value is None:
            return plain("no date")
        shown = plain(describe_date(value, actor.today))
        count = busy[_day(value)]
        if not count:
            return shown
        return Content.assemble(shown, plain(f"  {count} due for {owner}").stylize("$dim"))

    def validate(words: str) -> str | None:
        try:
            _understood(workspace, field, words, actor)
        except Refused as error:
            return error.message
        return None

    def read(words: str) -> When | None:
        try:
            return _understood(workspace, field, words, actor) if words.strip() else None
        except Refused:
            return None

    worked = workspace.settings.calendar.days
    return AskDate(
        _title(tasks, field),
        initial,
        days=Days(
            actor.today, signs, busy=busy, is_worked=lambda day: day.weekday() in worked
        ),
        now=now.pop() if len(now) == 1 else None,
        read=read,
        write=lambda when: show_value(field, when),
        hint=HINT,
        preview=preview,
        validate=validate,
        problem=problem,
    )  # fmt: skip


def date_assignment(workspace: Workspace, actor: Actor, field: Field, words: str) -> Assignment:
    """The assignment that an answer to `ask_date` means. Raises Refused."""
    return Assignment(field, "=", _understood(workspace, field, words, actor))


def due_days(workspace: Workspace, owner: str, without: set[str]) -> Counter[date]:
    """How many open tasks of a person are due on each day, `without` some."""
    return Counter(
        day
        for tasks in workspace.open_in.values()
        for task in tasks
        if task.owner == owner and task.id not in without and (day := due_day(task)) is not None
    )


def _title(tasks: Sequence[Task], field: Field) -> str:
    if field.key != "due":
        return f"{field.label} of {about(tasks)}"
    return f"{about(tasks)} {'is' if len(tasks) == 1 else 'are'} due"


def _understood(workspace: Workspace, field: Field, words: str, actor: Actor) -> When | None:
    """What words mean; None where they take the date away. Raises Refused."""
    if words.strip().casefold() in (NONE, "-"):
        return None
    value: When = parse_value(workspace, field, words, actor.today)
    return value


def _now(tasks: Sequence[Task], field: Field, actor: Actor) -> str:
    """What there is now, and how it is taken away."""
    if all(task.value(field.key) is None for task in tasks):
        return "no date yet"
    when = _when(tasks[0], field)
    if len(tasks) > 1 or when is None:
        return f"{NONE} takes the date away"
    return f"now {describe_date(when, actor.today)}; {NONE} takes it away"


def _when(task: Task, field: Field) -> When | None:
    value = task.value(field.key)
    return value if isinstance(value, date) else None


def _day(when: When) -> date:
    return when.date() if isinstance(when, datetime) else when
