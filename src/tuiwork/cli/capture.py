"""The command `add`: quick add lines become tasks."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, read_stdin, writes
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import Scope
from tuiwork.text.quickadd.parse import parse_quick_add
from tuiwork.verbs.capture import capture

_REFERENCES = ("parent", "blocked_by", "relates", "duplicates")


@writes(
    Operand("LINE", "a title and tokens such as /list !high @owner ~2h due:friday; - reads stdin",
            many=True, free=True),
    Option("--notes", "notes for the task; - reads stdin", "TEXT"),
    example='tuiwork add "Replace compressor, roof 2 /jobs !high @sara ~6h due:friday"',
)  # fmt: skip
def add(call: Call) -> None:
    """Write down one task, or from stdin one a line, all or nothing."""
    lines = _lines(call)
    notes = call.text_of(call.arguments.option("--notes") or "")
    workspace = call.load(Scope(folders=(), texts=False, all_ids=False))
    here = _list_here(call, workspace)
    call.load(_scope(call, workspace, lines, here))
    today = call.session.today
    call.change(lambda after, task: _added(after, task, today), capture, lines, here, notes)


def _added(workspace: Workspace, task: Task, today: date) -> str:
    """Where a task went and when it is due, in full, so that a slip shows at once."""
    words = f"added to {workspace.list_of(task).name}"
    if task.due is None:
        return words
    from tuiwork.text.dates import describe_date

    return f"{words}, due {describe_date(task.due, today)}"


def _lines(call: Call) -> list[str]:
    words = call.arguments.words("LINE")
    if words != ["-"]:
        return [" ".join(words)]
    if call.arguments.option("--notes") == "-":
        raise Usage("only one of the line and --notes can come from stdin")
    return [line for line in read_stdin().splitlines() if line.strip()]


def _list_here(call: Call, workspace: Workspace) -> str | None:
    """The list that the command was started in, if it was."""
    start = call.start.absolute()
    root = call.session.root
    if not start.is_relative_to(root):
        return None
    folder = PurePosixPath(start.relative_to(root)).as_posix()
    return folder if folder in workspace.lists else None


def _scope(call: Call, workspace: Workspace, lines: list[str], here: str | None) -> Scope:
    """The lists that get a task, for its place in them; everything where a line names tasks."""
    if any(f"{key}:" in line for line in lines for key in _REFERENCES):
        return Scope(texts=False)
    today = call.session.today
    places = {parse_quick_add(workspace, line, today, me="").place or here for line in lines}
    known = [place for place in places if place is not None]
    inbox = [one.folder for one in workspace.lists.values()] if len(known) < len(places) else []
    return Scope(folders=(*known, *inbox), texts=False)
