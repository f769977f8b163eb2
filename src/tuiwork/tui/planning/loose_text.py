"""What stands behind a loose end: what it means, its numbers, and the tasks behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from textual.content import Content

from tuiwork.insight.aligning import Alignments
from tuiwork.insight.goals.busy import Busy
from tuiwork.insight.goals.words import BUSY, busy_words
from tuiwork.insight.questions import Asked, asked_words
from tuiwork.insight.why import Link, why
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.numbers import percent
from tuiwork.tui.pane_text import wrapped
from tuiwork.tui.planning.goal_text import tasks_under
from tuiwork.tui.planning.loose_rows import (
    BUSY_KEY,
    QUESTIONS_KEY,
    UNALIGNED_KEY,
    Loose,
    LooseRow,
    unaligned_words,
)
from tuiwork.tui.widgets.rows import Row

Signs = Mapping[str, str]
_BLANK = Content("")


def loose_lines(
    workspace: Workspace, loose: Loose, row: Row, today: date, signs: Signs, width: int
) -> Iterator[Content]:
    """What stands behind the row of a loose end."""
    value = row.value
    assert isinstance(value, LooseRow)
    if row.key == BUSY_KEY:
        yield from busy_lines(workspace, loose.busy, signs, width)
    elif row.key == UNALIGNED_KEY:
        yield from unaligned_lines(workspace, loose.work, signs, width)
    elif row.key.startswith(f"{QUESTIONS_KEY} "):
        found = [one for one in loose.questions if one.task.id == value.leads]
        for one in found:
            yield from question_lines(one, width)
    else:
        yield from wrapped(value.words, width, "bold")
        yield from wrapped(value.hint, width, "$today")
        task = workspace.tasks.get(value.leads)
        if task is not None:
            yield _BLANK
            yield from unaligned_task_lines(workspace, task, today, width)


def busy_lines(workspace: Workspace, found: Busy, signs: Signs, width: int) -> Iterator[Content]:
    """That work goes on while key results stand still, and what was finished for which goal."""
    yield from wrapped(BUSY, width, "bold $today")
    for words in busy_words(found):
        yield from wrapped(words, width, "")
    for name, tasks in found.finished:
        goal = workspace.goals.get(name)
        title = f"finished for {goal.title if goal else name}"
        yield from tasks_under(workspace, title, tasks, signs, width)


def unaligned_lines(
    workspace: Workspace, found: Alignments, signs: Signs, width: int
) -> Iterator[Content]:
    """How much of the work serves no goal, against what is tolerated."""
    yield from wrapped(unaligned_words(found), width, "bold")
    limit = percent(found.threshold)
    if found.is_signal:
        yield from wrapped(f"more than {limit} of the work serves no goal", width, "$today")
    else:
        yield from wrapped(f"no more than {limit}: no reason to worry", width, "$done")
    rest = (("serve a goal", found.aligned), ("keep things running", found.run))
    for words, tasks in rest:
        share = percent(found.share(tasks))
        yield from wrapped(f"{len(tasks)} {words}, {share}", width, "$dim")
    without = found.total - len(found.minutes)
    if found.minutes and without:
        what = "1 has no estimate" if without == 1 else f"{without} have no estimate"
        yield from wrapped(what, width, "$dim")
    words = f"open now or finished in {found.period}, without a goal"
    yield from tasks_under(workspace, words, found.unaligned, signs, width)


def question_lines(found: Asked, width: int) -> Iterator[Content]:
    """A question that nobody answered."""
    yield from wrapped(found.task.title, width, "bold")
    yield from wrapped(asked_words(found), width, "$dim")
    yield _BLANK
    yield from wrapped(found.question.text, width, "")


def unaligned_task_lines(
    workspace: Workspace, task: Task, today: date, width: int
) -> Iterator[Content]:
    """A task that serves no goal: what it names in vain, and the goals nearest to it."""
    answer = why(workspace, task, today)
    yield from wrapped(task.title, width, "bold")
    place = workspace.list_of(task).title
    yield from wrapped("  ".join(filter(None, (place, task.owner, task.status))), width, "$dim")
    if answer.broken:
        yield from wrapped(f"broken link: {', '.join(answer.broken)}", width, "$blocked")
    if answer.source is not None:
        return
    yield _BLANK
    if not answer.candidates:
        yield from wrapped("No open goal shares a word with it.", width, "$dim")
        return
    yield from wrapped("The nearest goals:", width, "$dim")
    for one in answer.candidates:
        yield from _candidate(one, width)


def _candidate(one: Link, width: int) -> Iterator[Content]:
    yield from wrapped(f"{one.title}  {percent(one.progress)}", width, "")
    if one.detail:
        yield from wrapped(f"“{one.detail}”", width, "$dim italic")
