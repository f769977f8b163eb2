"""The loose ends below the goals: what is not tied together, as rows that lead to where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from tuiwork.insight.aligning import Alignments, alignments
from tuiwork.insight.goals.busy import Busy, busy
from tuiwork.insight.goals.loose import LooseEnds, loose_ends
from tuiwork.insight.goals.words import BUSY
from tuiwork.insight.questions import Asked, days_words, open_questions
from tuiwork.model.subject import Subject, title_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.numbers import percent
from tuiwork.tui.widgets.columns import Line, cut
from tuiwork.tui.widgets.rows import Row

FEW = 5
"""Loose ends of a kind up to which they are shown one by one from the start."""

BUSY_KEY, UNALIGNED_KEY = "loose:busy", "loose:unaligned"
QUESTIONS_KEY = "loose:questions"


class Loose(NamedTuple):
    """What is loose in a workspace on a day."""

    ends: LooseEnds
    work: Alignments
    busy: Busy
    questions: tuple[Asked, ...]


class LooseRow(NamedTuple):
    """One kind of loose end, or one of it (`inner`). `folded` is None where there is nothing to
    fold; `leads` is what it leads to: a goal, a task, a document's path."""

    words: str
    tone: str
    hint: str = ""
    folded: bool | None = None
    inner: bool = False
    leads: str = ""


def loose_of(workspace: Workspace, today: date) -> Loose:
    """Everything that is loose."""
    return Loose(
        loose_ends(workspace, today),
        alignments(workspace, today),
        busy(workspace, today),
        open_questions(workspace, today),
    )


def loose_rows(workspace: Workspace, loose: Loose, me: str, turned: Collection[str]) -> list[Row]:
    """The rows, under a header. `turned` are the keys of those that somebody folded or unfolded."""
    rows = list(_rows(workspace, loose, me, turned))
    if not rows:
        return []
    return [Row(":gap", "", header=True), Row(":loose", "Loose ends", header=True), *rows]


def _rows(workspace: Workspace, loose: Loose, me: str, turned: Collection[str]) -> Iterator[Row]:
    if loose.busy.fires:
        yield Row(BUSY_KEY, LooseRow(BUSY, "today"))
    if loose.work.unaligned:
        tone = "today" if loose.work.is_signal else ""
        yield Row(UNALIGNED_KEY, LooseRow(unaligned_words(loose.work), tone))
    yield from _kind("questions", "asked why, and not answered", _questions(loose, me), turned)
    idle = [*_idle_goals(loose.ends), *_idle_results(workspace, loose.ends)]
    yield from _kind("idle", "without any task", idle, turned, "a goal", "goals and key results")
    yield from _kind("links", "to no open goal", _links(loose.ends), turned, "a link", "links")


def _kind(
    name: str,
    words: str,
    items: list[Row],
    turned: Collection[str],
    one: str = "a task",
    many: str = "tasks",
) -> Iterator[Row]:
    if not items:
        return
    key = f"loose:{name}"
    folded = (len(items) > FEW) != (key in turned)
    count = one if len(items) == 1 else f"{len(items)} {many}"
    yield Row(key, LooseRow(f"{count[:1].upper()}{count[1:]} {words}", "", folded=folded))
    if not folded:
        yield from items


def _questions(loose: Loose, me: str) -> list[Row]:
    """The questions to who looks first; several about a task are numbered."""
    rows = []
    known: Counter[str] = Counter()
    for one in sorted(loose.questions, key=lambda one: one.to.handle != me):
        mine = one.to.handle == me
        whom = "you" if mine else one.to.handle or "nobody"
        words = f"{one.question.by} asks {whom} why “{one.task.title}”"
        row = LooseRow(
            words, "accent" if mine else "", days_words(one.days), inner=True, leads=one.task.id
        )
        rows.append(Row(f"{QUESTIONS_KEY} {one.task.id} {known[one.task.id]}", row))
        known[one.task.id] += 1
    return rows


def _idle_goals(ends: LooseEnds) -> list[Row]:
    return [
        Row(
            f"loose:idle {one.slug}", LooseRow(one.title, "", one.owner or "", None, True, one.slug)
        )
        for one in ends.goals
    ]


def _idle_results(workspace: Workspace, ends: LooseEnds) -> list[Row]:
    found = []
    for name in ends.key_results:
        above = workspace.goals[name.partition("/")[0]]
        words = title_of(workspace, Subject("goal", name))
        found.append(Row(f"loose:idle {name}", LooseRow(words, "", above.title, None, True, name)))
    return found


def _links(ends: LooseEnds) -> list[Row]:
    rows = []
    for one in ends.links:
        leads = one.document.id if isinstance(one.document, Task) else one.document.path
        hint = f"{one.reference} {'is closed' if one.closed else 'does not exist'}"
        row = LooseRow(one.document.title, "", hint, None, True, leads)
        rows.append(Row(f"loose:links {one.document.path} {one.reference}", row))
    return rows


def unaligned_words(found: Alignments) -> str:
    """`19 of 90 tasks serve no goal, 21 %; by estimate 17 %`."""
    count, verb = len(found.unaligned), "serves" if len(found.unaligned) == 1 else "serve"
    words = (
        f"{count} of {found.total} tasks {verb} no goal, {percent(found.share(found.unaligned))}"
    )
    weighed = found.share_by_estimate(found.unaligned)
    return words if weighed is None else f"{words}; by estimate {percent(weighed)}"


def loose_line(row: LooseRow, width: int, signs: Mapping[str, str]) -> Line:
    """The line of a row."""
    fold = "" if row.folded is None else f"{signs['folded' if row.folded else 'unfolded']} "
    lead = "    " if row.inner else fold.ljust(2)
    line = [(lead, "dim"), (row.words, row.tone)]
    return cut([*line, (f"  {row.hint}" if row.hint else "", "dim")], width, signs["cut"])
