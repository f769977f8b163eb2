"""What the load asks: the line of what ifs, which initiative, which task, and whose."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tuiwork.errors import Refused
from tuiwork.insight.capacity import needs_of
from tuiwork.insight.load import Load
from tuiwork.model.workspace import Workspace
from tuiwork.tui.content import plain
from tuiwork.tui.planning.heat_lines import hours_words
from tuiwork.tui.planning.what_if import HOW, suppose, week_words
from tuiwork.tui.prompts import about
from tuiwork.tui.widgets.ask import Ask
from tuiwork.tui.widgets.pick import Choice, Pick

CLOSED = "closed"


def ask_what_if(workspace: Workspace, line: str) -> Ask:
    """What to suppose; an empty line supposes nothing."""

    def preview(text: str) -> Content:
        try:
            words = suppose(workspace, text).words
        except Refused:
            words = ()
        return plain("; ".join(words) or f"such as {HOW}").stylize("" if words else "$dim")

    def validate(text: str) -> str | None:
        try:
            suppose(workspace, text)
        except Refused as error:
            return error.message
        return None

    return Ask("What if", line, hint=HOW, preview=preview, validate=validate, accept="suppose it")


def ask_initiative(workspace: Workspace, at: str | None = None, problem: str = "") -> Pick:
    """Which initiative to take on."""
    choices = []
    for name, one in workspace.initiatives.items():
        stage = one.text("stage") or ""
        if stage == CLOSED:
            continue
        needs = ", ".join(f"{need.person} {need.hours:g} h" for need in needs_of(one))
        choices.append(Choice(name, one.title, "  ".join(filter(None, (stage, needs)))))
    return Pick("Can we take this on?", choices, at=at, problem=problem)


def ask_task(workspace: Workspace, ids: Sequence[str]) -> Pick:
    """Which of the tasks behind a week."""
    tasks = [workspace.tasks[id_] for id_ in ids]
    choices = [Choice(one.id, one.title, one.owner or "") for one in tasks]
    return Pick("Suppose that somebody else had", choices)


def ask_receiver(workspace: Workspace, found: Load, id_: str, week: int) -> Pick:
    """Whose a task is supposed to be, with the hours everybody has left in a week."""
    task = workspace.tasks[id_]
    choices = []
    for row in found.rows:
        if row.known and row.handle != task.owner:
            cell = row.cells[week]
            hint = f"{hours_words(cell.free)} free in {week_words(cell.week)}"
            choices.append(Choice(row.handle, row.name, hint))
    return Pick(f"Suppose {about([task])} were of", choices)


def ask_whom(workspace: Workspace) -> Pick:
    """Whose hours."""
    people = workspace.people.values()
    return Pick("Whose hours?", [Choice(one.handle, one.title, one.handle) for one in people])
