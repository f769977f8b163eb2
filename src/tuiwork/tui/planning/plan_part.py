"""What the parts of Plan have in common: leading to tasks, and asking for a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from textual.content import Content

from tuiwork.errors import Refused
from tuiwork.model.change import Actor
from tuiwork.model.fields import field_of
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date
from tuiwork.text.values import parse_value, show_value
from tuiwork.tui.asking import Asking
from tuiwork.tui.content import plain
from tuiwork.tui.date_prompt import HINT
from tuiwork.tui.side_screen import SideScreen
from tuiwork.tui.ways import Way
from tuiwork.tui.widgets.ask_date import NONE, AskDate, When
from tuiwork.tui.widgets.days import Days

MOST_IDS = 200
"""Ids that a filter names at once."""


class PlanPart(Asking, SideScreen):
    """A part of Plan that asks, and leads to the tasks behind what it shows."""

    async def show_tasks(self, ids: tuple[str, ...]) -> None:
        """Show these tasks in the Work view, also the closed ones among them."""
        if not ids:
            self.work_app.tell("There are no tasks behind it.")
            return
        known = set(self.workspace.tasks)
        names = ",".join(one for one in ids[:MOST_IDS] if one in known)
        await self.show_way(Way(filter=f"id:{names}", closed=True))

    async def show_way(self, way: Way) -> None:
        """Go to the Work view, where a way leads."""
        self.work_app.action_work()
        await self.work_app.go_to(way)

    async def show_task(self, task: Task) -> None:
        """Show one task where it lies."""
        closed = not self.workspace.is_open(task)
        await self.show_way(Way(task.folder, closed=closed, task=task.id))


def ask_day(
    workspace: Workspace,
    actor: Actor,
    title: str,
    now: date | None,
    signs: Mapping[str, str],
    initial: str = "",
    problem: str = "",
) -> AskDate:
    """Which day, in words or from the month; `none` takes it away. `now` is the day there is."""

    def preview(words: str) -> Content:
        if not words.strip():
            there = f"now {describe_date(now, actor.today)}; {NONE} takes it away" if now else ""
            return Content.styled(there or "no date yet", "$dim")
        try:
            day = day_meant(workspace, actor, words)
        except Refused as error:
            return plain(error.message).stylize("$today")
        return plain(describe_date(day, actor.today) if day else "no date")

    def validate(words: str) -> str | None:
        try:
            day_meant(workspace, actor, words)
        except Refused as error:
            return error.message
        return None

    def read(words: str) -> When | None:
        return None if not words.strip() or validate(words) else day_meant(workspace, actor, words)

    worked = workspace.settings.calendar.days
    field = field_of(Kind.INITIATIVE, "start")
    assert field is not None
    return AskDate(
        title,
        initial,
        days=Days(actor.today, signs, busy={}, is_worked=lambda day: day.weekday() in worked),
        now=now,
        read=read,
        write=lambda when: show_value(field, when),
        hint=HINT,
        preview=preview,
        validate=validate,
        problem=problem,
    )


def day_meant(workspace: Workspace, actor: Actor, words: str) -> date | None:
    """The day that words mean, None where they take it away. Raises Refused."""
    if words.strip().casefold() in (NONE, "-"):
        return None
    field = field_of(Kind.INITIATIVE, "start")
    assert field is not None
    value = parse_value(workspace, field, words, actor.today)
    if isinstance(value, datetime):
        return value.date()
    assert isinstance(value, date)
    return value
