"""The command `edit`: a task's file in the person's own editor."""

from __future__ import annotations

from tuiwork.cli.call import ID, Call, writes
from tuiwork.editor import edit_text
from tuiwork.errors import NotRecorded, NotSaved, Refused, TuiworkError
from tuiwork.model.change import Change, FileChange
from tuiwork.model.task import Task
from tuiwork.store.drafts import keep_text
from tuiwork.text.document import read_document
from tuiwork.verbs.editing import diary, text_of
from tuiwork.verbs.outside import note_outside


@writes(ID, example="EDITOR=vim tuiwork edit k7f")
def edit(call: Call) -> None:
    """A task's file, edited; what others changed meanwhile is merged with it."""
    workspace = call.around([call.arguments.word("ID")])
    task = workspace.task(call.arguments.word("ID"))
    before = text_of(workspace, task.path)
    after = edit_text(before, task.path.rpartition("/")[2])
    try:
        call.finish("edited", _change(call, task, before, after))
    except (NotRecorded, NotSaved):
        raise
    except TuiworkError as error:
        kept = keep_text(call.session.local, task.path.rpartition("/")[2], after)
        raise Refused(f"{error.message}; your text is kept in {kept}") from None


def _change(call: Call, task: Task, before: str, after: str) -> Change:
    """The edit as a Change, with the log entries that the changed fields leave."""
    document, problems = read_document(task.path, after)
    if document is None:
        raise Refused(problems[0].message, task.path, problems[0].line)
    if not isinstance(document, Task) or document.id != task.id:
        raise Refused(f"the id is {task.id}; it never changes", task.path)
    noted = note_outside(
        call.session.workspace, call.session.actor(), {task.path: before}, {task.path: after}
    )
    text = noted.files[0].after if noted.files else after
    return Change(diary("Edited", [task]), (FileChange(task.path, before, text),), (task.id,))
