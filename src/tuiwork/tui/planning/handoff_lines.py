"""A handoff that waits for an answer, as two lines of a list and in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from tuiwork.insight.handoffs import Handed, is_dropping, working_time
from tuiwork.model.change import Actor
from tuiwork.model.task import Task, due_day
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.text.dates import short_date
from tuiwork.text.handoffs import Handoff, waited_words
from tuiwork.text.meaning import place_titles
from tuiwork.tui.conflict_text import moment
from tuiwork.tui.content import plain
from tuiwork.tui.pane_text import led, wrapped
from tuiwork.tui.widgets.columns import Column, Line, cut, fit, lay_out

_COLUMNS = (Column("sign", 1), Column("title"), Column("waited", 8, right=True, gap=2))


class Waiting(NamedTuple):
    """A handoff, for how long it waits in words, whether that is about to be too long, and whether
    it waits for who looks."""

    handed: Handed
    waited: str
    is_late: bool
    is_mine: bool


def waiting(workspace: Workspace, one: Handed, actor: Actor) -> Waiting:
    """How long a handoff waits, and for whom."""
    handoff = one.handoff
    late = is_dropping(workspace, handoff, actor.now)
    mine = handoff.receiver == actor.handle
    return Waiting(one, waited_words(handoff, actor.now), late, mine)


def handoff_lines(one: Waiting, width: int, signs: Mapping[str, str]) -> list[Line]:
    """The task, and for how long its handoff waits; below it from whom to whom, and what was
    said."""
    task, handoff = one.handed
    cells: dict[str, str | Line] = {
        "sign": [(signs["at risk"], "today")] if one.is_late else "",
        "title": [(task.title, "strong" if one.is_mine else "")],
        "waited": [(one.waited, "today" if one.is_late else "dim")],
    }
    said = " ".join((handoff.context or handoff.next_action).split())
    who = f"  {handoff.giver or 'nobody'} {signs['inside']} {handoff.receiver}  "
    below: Line = [(who, "accent" if one.is_mine else ""), (said, "dim")]
    return [
        lay_out(fit(_COLUMNS, width), cells, cut_sign=signs["cut"]),
        cut(below, width, signs["cut"]),
    ]


def handoff_text(workspace: Workspace, one: Waiting, now: datetime, width: int) -> list[Content]:
    """A handoff in full: the task, who and when, what was said, and what was not."""
    task, handoff = one.handed
    lines = [*wrapped(task.title, width, "bold"), *_task(workspace, task, now, width), Content("")]
    worked = working_time(workspace.settings.calendar, handoff.at, now).total_seconds() / 86_400
    who = f"{handoff.giver or 'nobody'} handed it to {handoff.receiver}, {moment(handoff.at, now)}"
    lines += wrapped(who, width, "")
    words = f"it waits for {one.waited}, {worked:.1f} working days"
    lines += wrapped(words, width, "$today" if one.is_late else "$dim")
    if one.is_mine:
        lines.append(Content.styled("It waits for your answer.", "bold $focus"))
    lines.append(Content(""))
    for label, text in (
        ("context  ", handoff.context), ("next     ", handoff.next_action),
        ("due      ", handoff.due),
    ):  # fmt: skip
        if text:
            lines += led(label, " ".join(text.split()), width, "")
    lines += _lacking(handoff, width)
    return lines


def _task(workspace: Workspace, task: Task, now: datetime, width: int) -> Iterator[Content]:
    place = place_titles(workspace, task.folder)
    due = due_day(task)
    words = f"{workspace.short(task.id)}  {safe(place)}"
    words += f"  due {short_date(due, now.date())}" if due else ""
    yield plain(words).stylize("$dim").truncate(width, ellipsis=True)


def _lacking(handoff: Handoff, width: int) -> Iterator[Content]:
    parts = {
        "the context": handoff.context, "what is next": handoff.next_action,
        "by when": handoff.due,
    }  # fmt: skip
    missing = [name for name, text in parts.items() if not text]
    if missing:
        yield from wrapped(f"not said: {', '.join(missing)}", width, "$today")
