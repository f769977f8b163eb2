"""The diary lines of the past, in the words in which tuiwork records such changes."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten

from tuiwork.demo.planned import plan_line
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.plan import STATES, Plan
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import SUBJECT, diary

_PAST = {
    "accept": "Took over",
    "answer": "Answered the why of",
    "comment": "Commented on",
    "csat": "Noted the score of",
    "question": "Asked the why of",
    "reopened": "Reopened",
    "return": "Gave back",
    "unblocked": "Unblocked",
    "update": "Told the customer about",
}
_INTO = {
    Category.ACTIVE: "Started",
    Category.DONE: "Finished",
    Category.DROPPED: "Dropped",
}
_TELLING = ("accept", "blocked", "reopened", "unblocked")
"""The events that say more than the change of a field beside them."""


def line_for(workspace: Workspace, document: Document, path: str, entries: Sequence[Entry]) -> str:
    """The line for the verb that left these entries in the log of a document, then at `path`."""
    entry = next((one for one in entries if one.event in _TELLING), entries[0])
    if isinstance(document, Goal) and entry.event == "checkin":
        return _checkin(document, entry)
    if isinstance(document, Plan) and entry.event in (*STATES, "started", "reviewed"):
        return plan_line(workspace, document, entry)
    past, rest = _words(workspace, document, path.rpartition("/")[0], entry)
    return diary(past, [document], rest)


def _words(workspace: Workspace, document: Document, folder: str, entry: Entry) -> tuple[str, str]:
    """What happened, and what stands behind the title."""
    match entry.event:
        case "created":
            return _created(workspace, document, folder)
        case "status":
            return _status(workspace, document, folder, entry), ""
        case "moved":
            return "Moved", f"to {workspace.lists[folder].title}"
        case "blocked":
            why = shorten(entry.details, 30, placeholder="…")
            return "Blocked", why if why.startswith("(") else f"({why})"
        case "handoff" if entry.change and entry.change[1]:
            return "Handed", f"to {entry.change[1].split()[0]}"
        case "time":
            return f"Noted {entry.details.split()[0]} on", ""
    return _PAST.get(entry.event, f"Set {entry.event} of"), ""


def _created(workspace: Workspace, document: Document, folder: str) -> tuple[str, str]:
    if document.kind is Kind.TASK:
        return "Added", f"to {workspace.lists[folder].title}"
    if document.kind is Kind.GOAL:
        return "Set the goal", f"for {document.text('period')}"
    return "Added", ""


def _status(workspace: Workspace, document: Document, folder: str, entry: Entry) -> str:
    if document.kind is not Kind.TASK or entry.change is None:
        return "Set stage of"
    workflow = workspace.settings.workflow(workspace.lists[folder].workflow)
    old, new = (workflow.category(name) for name in entry.change)
    return "Set status of" if old is new else _INTO.get(new, "Set status of")


def _checkin(goal: Goal, entry: Entry) -> str:
    name, value = entry.details.split()[:2]
    found = goal.key_result(name)
    title, unit = (found.title, found.unit) if found else (name, "")
    return f"Checked in {title}: {value} {unit}".rstrip()[:SUBJECT]
