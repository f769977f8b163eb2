"""Why-questions: which are open, for how long, and who is to answer them."""

from __future__ import annotations

from datetime import date

from tuiwork.dataclass import dataclass
from tuiwork.insight.owning import Addressee, addressee
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import on_clock
from tuiwork.text.questions import Question, questions_of
from tuiwork.text.zones import zone_named


@dataclass(frozen=True, slots=True)
class Asked:
    """A why-question about a task, who is to answer it, and for how many days it has been open
    (0 on the day it was asked)."""

    task: Task
    question: Question
    to: Addressee
    days: int


def open_questions(workspace: Workspace, today: date, to: str | None = None) -> tuple[Asked, ...]:
    """The why-questions that nobody answered, the oldest first; with `to`, those for one person.

    Those about tasks that were dropped need no answer any more. Logs have to be loaded.
    """
    found = [
        one for task in workspace.tasks.values() for one in asked_about(workspace, task, today)
    ]
    kept = [one for one in found if to is None or one.to.handle == to]
    return tuple(sorted(kept, key=lambda one: (one.question.at, one.task.id)))


def asked_about(workspace: Workspace, task: Task, today: date) -> tuple[Asked, ...]:
    """The why-questions about one task that nobody answered."""
    waiting = [one for one in questions_of(task.log) if one.answered is None]
    if not waiting or str(workspace.category(task)) == "dropped":
        return ()
    zone, to = zone_named(workspace.settings.timezone), addressee(workspace, task)
    return tuple(
        Asked(task, one, to, max(0, (today - on_clock(one.at, zone).date()).days))
        for one in waiting
    )


def asked_words(found: Asked) -> str:
    """Who asks whom, and since when: `mia asks ali, 9 days ago`."""
    since = days_words(found.days) + (" ago" if found.days else "")
    return f"{found.question.by} asks {found.to.handle or 'nobody'}, {since}"


def days_words(days: int) -> str:
    """For how many days something has been open."""
    return "today" if not days else "1 day" if days == 1 else f"{days} days"
