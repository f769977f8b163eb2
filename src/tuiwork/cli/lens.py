"""The command `lens`: the same selection from the other side, from tasks to goals and back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tuiwork.cli.arguments import Operand, Usage
from tuiwork.cli.call import Call, reads
from tuiwork.cli.output import Line
from tuiwork.cli.task_table import task_table
from tuiwork.insight.lenses import above, below
from tuiwork.model.subject import Subject, find_subject, title_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import HEADS


@reads(
    Operand("REF", "tasks, or goals and initiatives", many=True, offers="subjects"),
    example="tuiwork lens faster-service",
)
def lens(call: Call) -> None:
    """Of tasks, the goals and initiatives they serve; of these, the tasks that serve them."""
    workspace = call.load(HEADS)
    subjects = [find_subject(workspace, word) for word in call.arguments.words("REF")]
    kinds = {one.kind == "task" for one in subjects}
    if len(kinds) > 1:
        raise Usage("lens takes tasks, or goals and initiatives, not both")
    if kinds == {True}:
        _upwards(call, workspace, [one.name for one in subjects])
    else:
        _downwards(call, workspace, subjects)


def _upwards(call: Call, workspace: Workspace, ids: Sequence[str]) -> None:
    found = above(workspace, ids)
    if call.json:
        call.output.document(
            goals=[_row(workspace, *row) for row in found.goals],
            initiatives=[_row(workspace, *row) for row in found.initiatives],
            alone=list(found.alone),
        )
        return
    lines: list[Line] = []
    for subject, tasks in (*found.initiatives, *found.goals):
        title = title_of(workspace, subject)
        lines.append([(subject.reference, "accent"), f"  {title}", (f"  {len(tasks)}", "dim")])
    if found.alone:
        shorts = ", ".join(workspace.short(id_) for id_ in found.alone)
        lines.append([("they serve neither goal nor initiative: ", "amber"), shorts])
    call.output.lines(lines)


def _row(workspace: Workspace, subject: Subject, ids: tuple[str, ...]) -> dict[str, Any]:
    return {
        "of": subject.reference,
        "title": title_of(workspace, subject),
        "tasks": list(ids),
    }


def _downwards(call: Call, workspace: Workspace, subjects: Sequence[Subject]) -> None:
    tasks: dict[str, Task] = {}
    for subject in subjects:
        tasks |= {one.id: one for one in below(workspace, subject)}
    if call.json:
        rows = [_row(workspace, one, _ids(workspace, one)) for one in subjects]
        call.output.document(subjects=rows, tasks=list(tasks))
        return
    open_ones = [one for one in tasks.values() if workspace.is_open(one)]
    output = call.output
    output.lines(task_table(output, workspace, open_ones, call.session.now))
    done = len(tasks) - len(open_ones)
    output.talk(f"{len(open_ones)} open, {done} done")


def _ids(workspace: Workspace, subject: Subject) -> tuple[str, ...]:
    return tuple(one.id for one in below(workspace, subject))
