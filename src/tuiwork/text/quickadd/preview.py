"""The preview of a quick-add line: what was understood, as the lines under the input."""

from __future__ import annotations

from datetime import date

from tuiwork.model.alignment import goal_path
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import CUSTOM, find_field
from tuiwork.text.meaning import goal_title, meaning, place_titles
from tuiwork.text.quickadd.parse import QuickAdd

GAP = "   "

_BEFORE = {
    "owner": "",
    "collaborators": "with ",
    "estimate": "",
    "recur": "",
    "status": "",
    "tags": "#",
}
_PRIORITIES = {"urgent": "‼ urgent", "high": "! high"}
_FIRST = ("priority", "owner", "collaborators", "status", "estimate", "start", "due")


def describe_quick_add(workspace: Workspace, parsed: QuickAdd, today: date) -> list[str]:
    """The lines of the preview: the title, what the tokens said in full words, what it serves."""
    facts = GAP.join(_facts(workspace, parsed, today))
    return [parsed.title, *filter(None, (facts, _serves(workspace, parsed)))]


def _facts(workspace: Workspace, parsed: QuickAdd, today: date) -> list[str]:
    facts = [place_titles(workspace, parsed.place)] if parsed.place else []
    values = {key: value for key, value in parsed.fields.items() if key not in ("goals", "fields")}
    values |= {CUSTOM + key: value for key, value in parsed.fields.get("fields", {}).items()}
    order = [key for key in _FIRST if key in values]
    for key in [*order, *(key for key in values if key not in order)]:
        field = find_field(workspace.settings, key)
        if field is None:
            continue
        said = meaning(workspace, field, values[key], today)
        if key == "priority":
            facts.append(_PRIORITIES.get(said, said))
        else:
            before = _BEFORE.get(key, f"{field.label.casefold()} ")
            facts.append(before + (said.replace(", ", " #") if key == "tags" else said))
    return facts


def _serves(workspace: Workspace, parsed: QuickAdd) -> str:
    """The goals the task will serve, also by its list; empty without any."""
    path = f"{parsed.place}/new.md" if parsed.place else "new.md"
    found = goal_path(workspace, Task(path, Kind.TASK, parsed.fields))
    if not found.references or found.through is None:
        return ""
    goals = ", ".join(goal_title(workspace, one) for one in found.references)
    inherited = "" if found.source == "task" else f", through {found.through.title}"
    return f"serves  {goals}{inherited}"
