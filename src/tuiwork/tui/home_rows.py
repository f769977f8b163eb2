"""The rows of Home and how they are drawn: the day by its parts, the news person by person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from tuiwork.insight.attention import Attention, worth_a_look
from tuiwork.insight.day import HANDED, day_of_person, handed_to
from tuiwork.insight.handoffs import pending_of
from tuiwork.insight.telling import handle_of
from tuiwork.insight.why import Link
from tuiwork.model.change import Actor
from tuiwork.model.goal import State
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.session.visiting import OtherDay
from tuiwork.sync.history import Commit
from tuiwork.text.dates import describe_date
from tuiwork.text.handoffs import handoff_lines
from tuiwork.tui.conflict_text import moment
from tuiwork.tui.other_days import (
    OtherTask,
    Unavailable,
    aim,
    lines_of,
    rows_by_part,
    rows_of_missing,
)
from tuiwork.tui.task_lines import TaskLines
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out, place_of
from tuiwork.tui.widgets.rows import Row

NEWS = 40
"""Changes of others that are told of."""

LEAST = 34
"""Cells that the words of a change have before it is also told when it was."""

_STATE_TONES = {State.ON_TRACK: "done", State.AT_RISK: "today", State.OFF_TRACK: "overdue"}
_TONES = {
    "overdue": "overdue",
    "blocked": "blocked",
    "off track": "overdue",
    "conflict": "today",
    "problem": "today",
}

_DAY = (
    Column("sign", 1),
    Column("priority", 2),
    Column("title"),
    Column("due", 8, right=True),
    Column("why", 26, gap=2, rank=1),
)
_NEWS = (Column("lead", 8), Column("words", gap=2), Column("when", 12, right=True, gap=1, rank=1))
_SAID = (Column("gap", 1), Column("priority", 2), Column("words"))
_ATTENTION = (Column("lead", 1), Column("words", gap=2))


class DayTask(NamedTuple):
    """A task of the day, what it is for, and who handed it over, if somebody did lately."""

    task: Task
    why: Link | None
    giver: str | None


class Said(NamedTuple):
    """What the person who handed a task over says of it."""

    words: str


class Deed(NamedTuple):
    """A change that somebody else made."""

    by: str
    words: str
    at: datetime


def day_rows(workspace: Workspace, actor: Actor, others: Sequence[OtherDay] = ()) -> list[Row]:
    """The day of who looks, part after part under a header, with what the `others` add to each;
    nothing on an empty day."""
    now = actor.now
    owner = actor.handle if workspace.people else None
    handed = handed_to(workspace, actor.handle, now)
    parts = day_of_person(workspace, owner, now)
    pending = {task.id for task in parts[HANDED]}
    given = [workspace.tasks[id_] for id_ in handed]
    rest = {task.id for members in parts.values() for task in members}
    parts["given to you"] = [task for task in given if task.id not in rest]
    title = describe_date(now.date(), now.date()).removesuffix(", today")
    rows = [Row(":today", title.capitalize(), header=True)]
    elsewhere = rows_by_part(others)
    for part, members in parts.items():
        theirs = elsewhere.get(part, [])
        if not members and not theirs:
            continue
        rows += [Row(f":gap {part}", "", header=True)]
        words = f"{part.capitalize()}  {len(members) + len(theirs)}"
        rows += [Row(f":part {part}", words, header=True)]
        for task in members:
            giver = None if task.id in pending else handed.get(task.id)
            rows.append(Row(task.id, DayTask(task, aim(workspace, task, now.date()), giver)))
            if task.id in pending:
                rows += _said(workspace, task, now)
        rows += theirs
    if missing := rows_of_missing(others):
        rows += [Row(":gap missing", "", header=True), *missing]
    return rows if len(rows) > 1 else []


def _said(workspace: Workspace, task: Task, now: datetime) -> list[Row]:
    """What the person who handed a task over says of it."""
    handoff = pending_of(workspace, task)
    lines = handoff_lines(handoff, now) if handoff is not None else []
    return [
        Row(f":said {number} {task.id}", Said(line), header=True)
        for number, line in enumerate(lines)
    ]


def news_rows(
    workspace: Workspace,
    actor: Actor,
    past: Sequence[Commit],
    looked: datetime | None,
    *,
    problems: int,
) -> list[Row]:
    """What is worth a look, then what others did since the person looked, person by person."""
    rows: list[Row] = []
    found = worth_a_look(workspace, actor.now, problems=problems, me=actor.handle)
    if found:
        rows.append(Row(":look", "Worth a look", header=True))
        rows += [Row(f"look {one.words}", one) for one in found]
    deeds = list(_deeds(workspace, actor, past, looked))
    if deeds:
        since = "Lately" if looked is None else f"Since {moment(looked, actor.now)}"
        rows += [Row(":gap", "", header=True)] if rows else []
        rows.append(Row(":since", f"{since}  {_count(len(deeds))}", header=True))
        by_person: dict[str, list[tuple[str, Deed]]] = {}
        for oid, deed in deeds[:NEWS]:
            by_person.setdefault(deed.by, []).append((oid, deed))
        for members in by_person.values():
            (first, deed), *others = members
            rows += [Row(first, deed), *(Row(oid, one._replace(by="")) for oid, one in others)]
    return rows


def _count(deeds: int) -> str:
    return str(deeds) if deeds <= NEWS else f"{NEWS} of {deeds}"


def _deeds(
    workspace: Workspace, actor: Actor, past: Sequence[Commit], looked: datetime | None
) -> Iterator[tuple[str, Deed]]:
    for commit in past:
        by = handle_of(workspace, commit.author, commit.email)
        if commit.is_merge or by == actor.handle or (looked is not None and commit.at <= looked):
            continue
        yield commit.oid, Deed(by, commit.subject, commit.at)


class HomeLines:
    """Draws the rows of Home for one workspace at one moment."""

    def __init__(
        self,
        workspace: Workspace,
        now: datetime,
        signs: Mapping[str, str],
        others: Sequence[OtherDay] = (),
    ) -> None:
        self._tasks = TaskLines(workspace, now, signs)
        self._elsewhere = lines_of(others, signs)
        self._now = now
        self._signs = signs

    def draw(self, row: Row, width: int) -> Line:
        """The line of a row."""
        cut = self._signs["cut"]
        match row.value:
            case DayTask():
                return lay_out(fit(_DAY, width), self._day(row.value), cut_sign=cut)
            case OtherTask():
                return lay_out(fit(_DAY, width), self._other(row.value), cut_sign=cut)
            case Unavailable():
                missing: dict[str, Line] = {
                    "lead": [(self._signs["problem"], "today")],
                    "words": [(f"unavailable: {row.value.day.path}", "dim")],
                }
                return lay_out(fit(_ATTENTION, width), missing, cut_sign=cut)
            case Attention():
                tone = _TONES.get(row.value.sign, "dim")
                sign = self._signs.get(row.value.sign, "!")
                cells: dict[str, Line] = {
                    "lead": [(sign, tone)],
                    "words": [(row.value.words, "")],
                }
                return lay_out(fit(_ATTENTION, width), cells, cut_sign=cut)
            case Said():
                words: dict[str, Line] = {"words": [(row.value.words, "dim")]}
                return lay_out(fit(_SAID, width), words, cut_sign=cut)
            case Deed():
                told: dict[str, Line] = {
                    "lead": [(row.value.by, "accent")],
                    "words": [(row.value.words, "")],
                    "when": [(moment(row.value.at, self._now), "dim")],
                }
                return lay_out(fit(_NEWS, width, LEAST), told, cut_sign=cut)
        return [(str(row.value), "")]

    def title_place(self, one: DayTask, width: int) -> tuple[int, int]:
        """Where the title begins in the line of a task of the day, and the cells it has."""
        return place_of(fit(_DAY, width), self._day(one), "title")

    def _day(self, one: DayTask) -> dict[str, Line]:
        cells = self._tasks.cells(one.task)
        told = f"{one.giver} {self._signs['inside']} you  " if one.giver else ""
        return {
            "sign": cells["sign"],
            "priority": cells["priority"],
            "title": cells["title"],
            "due": cells["due"],
            "why": [(told, "accent"), *self._aim(one.why)],
        }

    def _other(self, one: OtherTask) -> dict[str, Line]:
        cells = self._elsewhere[one.name].cells(one.task)
        place = (f"{one.name} {self._signs['inside']} ", "accent")
        return {**cells, "title": [place, *cells["title"]], "why": self._aim(one.why)}

    def _aim(self, link: Link | None) -> Line:
        if link is None:
            return [(self._signs["none"], "dim")]
        sign = "" if link.state in (None, State.UNKNOWN) else f"{self._signs[link.state.value]} "
        tone = _STATE_TONES.get(link.state, "dim") if link.state is not None else "dim"
        return [(sign, tone), (link.title, "dim")]
