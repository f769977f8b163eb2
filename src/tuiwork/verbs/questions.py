"""The verbs that ask why a task is done, and answer."""

from __future__ import annotations

from datetime import UTC

from tuiwork.errors import Refused
from tuiwork.insight.owning import Addressee, addressee
from tuiwork.model.change import Actor, Change
from tuiwork.model.log import Entry
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.questions import ANSWER, QUESTION, WHY, questions_of
from tuiwork.verbs.editing import Edit, change_of, diary


def ask_why(workspace: Workspace, actor: Actor, id_: str, text: str) -> Change:
    """A why-question in a task's log, for whoever answers for its goal; a notice says who."""
    task = workspace.task(id_)
    if not text.strip():
        raise Refused("what do you want to know? A question needs some words")
    notice = filed_to(addressee(workspace, task))
    edit = Edit(task, entries=[_entry(actor, QUESTION, text)])
    return change_of(workspace, diary("Asked the why of", [task]), [edit], notices=[notice])


def answer_why(workspace: Workspace, actor: Actor, id_: str, text: str) -> Change:
    """The answer to the open why-questions about a task. Needs its log."""
    task: Task = workspace.task(id_)
    if not text.strip():
        raise Refused("an answer needs some words")
    if all(one.answered for one in questions_of(task.log)):
        raise Refused(f"nobody asks why “{task.title}” is done; there is nothing to answer")
    edit = Edit(task, entries=[_entry(actor, ANSWER, text)])
    return change_of(workspace, diary("Answered the why of", [task]), [edit])


def filed_to(to: Addressee) -> str:
    """A sentence on who is to answer a question, and why they."""
    if to.handle is None or to.through is None:
        return (
            "nobody is named to answer it: no goal is linked, and neither list nor space has an "
            "owner; set `lead` in tuiwork.toml"
        )
    if to.through.kind in ("goal", "key result"):
        return f"{to.handle} is asked, who owns the goal “{to.through.title}”"
    if to.through.kind == "workspace":
        return f"no goal is linked; {to.handle} is asked, who leads the workspace"
    place = f"the {to.through.kind} “{to.through.title}”"
    return f"no goal is linked; {to.handle} is asked, who owns {place}"


def _entry(actor: Actor, event: str, text: str) -> Entry:
    return Entry(actor.now.astimezone(UTC), actor.handle, event, f"{WHY} {text.strip()}")
