"""The verbs that hand tasks from one person to another: hand off, accept, return.

A task is the receiver's as soon as it is handed over, so that nobody's day loses it; until they
accept, it counts as pending. Returned, it goes back to the one who had it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.document import Moment
from tuiwork.model.log import Entry
from tuiwork.model.person import Person
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.handoffs import ACCEPT, EVENT, RETURN, Handoff, handoff_details, handoffs_in
from tuiwork.text.source import cut
from tuiwork.verbs.editing import Edit, change_of, diary, field_edit, text_of

FORCED = "handed over without"


def hand_off(
    workspace: Workspace,
    actor: Actor,
    ids: Sequence[str],
    to: str,
    context: str,
    next_action: str,
    due: Moment | None = None,
    *,
    force: bool = False,
) -> Change:
    """Tasks handed to a person with what they have to know, what comes next, and when that is due.

    Refused without context or next action, unless `force` leaves a comment that they lack; and for
    closed tasks, and to oneself or whoever has them.
    """
    missing = _missing(context, next_action)
    if missing and not force:
        raise Refused(
            f"a handoff needs its {' and its '.join(missing)}: what the other has to know, and "
            "what to do first"
        )
    tasks = workspace.find_tasks(ids)
    person = _receiver(workspace, actor, tasks, to)
    day = "" if due is None else due.isoformat()

    def edit(task: Task) -> Edit:
        giver = _giver(workspace, actor, task)
        details = handoff_details(giver, person.handle, context, next_action, day)
        entries = [_entry(actor, EVENT, details)]
        if missing:
            entries.append(_entry(actor, "comment", f"{FORCED} {' or '.join(missing)}"))
        return field_edit(workspace, actor, task, {"owner": person.handle}, entries)

    message = diary("Handed", tasks, f"to {person.handle}")
    return change_of(workspace, message, [edit(task) for task in tasks])


def _missing(context: str, next_action: str) -> list[str]:
    given = {"context": context, "next action": next_action}
    return [name for name, text in given.items() if not text.strip()]


def _receiver(workspace: Workspace, actor: Actor, tasks: Sequence[Task], to: str) -> Person:
    """The person that a word names. Refused for one who cannot be handed these tasks."""
    if not to.strip():
        raise Refused("say who it is handed to")
    person = workspace.find_person(actor.handle if to == "@me" else to)
    if person.handle == actor.handle:
        raise Refused("nobody hands a task to themselves; `tuiwork assign` takes it over")
    if len(person.handle.split()) != 1:
        raise Refused(f"{person.path} has a blank in its name, which no log can hold; rename it")
    for task in tasks:
        if not workspace.is_open(task):
            raise Refused(f"“{task.title}” is {task.status}; a closed task is not handed over")
        if task.owner == person.handle:
            raise Refused(f"“{task.title}” is {person.title}'s already")
    return person


def _giver(workspace: Workspace, actor: Actor, task: Task) -> str:
    """Who had the task: its owner; who was handed it and hands it on, or took it from nobody."""
    last = _handoffs(workspace, task)[-1:]
    handed_on = last and last[0].answer is None and last[0].receiver == actor.handle
    return actor.handle if handed_on or task.owner is None else task.owner


def accept(workspace: Workspace, actor: Actor, ids: Sequence[str]) -> Change:
    """Tasks that were handed to the actor, taken over."""
    tasks = workspace.find_tasks(ids)
    edits = []
    for task in tasks:
        handed_to(workspace, actor, task)
        entries = [_entry(actor, ACCEPT)]
        edits.append(field_edit(workspace, actor, task, {"owner": actor.handle}, entries))
    return change_of(workspace, diary("Took over", tasks), edits)


def give_back(workspace: Workspace, actor: Actor, ids: Sequence[str], why: str) -> Change:
    """Tasks that were handed to the actor, given back to whoever had them, and why."""
    if not why.strip():
        raise Refused("say why it goes back, for whoever gets it again")
    tasks = workspace.find_tasks(ids)
    edits = []
    for task in tasks:
        giver = handed_to(workspace, actor, task).giver
        fields = {"owner": giver} if giver is None or giver in workspace.people else {}
        entries = [_entry(actor, RETURN, why.strip())]
        edits.append(field_edit(workspace, actor, task, fields, entries))
    words = f"({' '.join(why.split())})"
    return change_of(workspace, diary("Gave back", tasks, words), edits)


def handed_to(workspace: Workspace, actor: Actor, task: Task) -> Handoff:
    """The handoff of a task that waits for the actor's answer. Refused where there is none."""
    found = _handoffs(workspace, task)
    if not found:
        raise Refused(f"nobody handed “{task.title}” over")
    last = found[-1]
    if last.answer is not None:
        raise Refused(f"the handoff of “{task.title}” is answered: {last.answer}")
    if not workspace.is_open(task):
        raise Refused(f"“{task.title}” is {task.status} by now")
    if last.receiver != actor.handle:
        raise Refused(f"“{task.title}” was handed to {last.receiver}, who has to answer")
    return last


def _handoffs(workspace: Workspace, task: Task) -> tuple[Handoff, ...]:
    """The handoffs of a task, of which the front matter alone may have been loaded."""
    if task.log is not None:
        return handoffs_in(task.log)
    return handoffs_in(cut(task.path, text_of(workspace, task.path)).log)


def _entry(actor: Actor, event: str, details: str = "") -> Entry:
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)
