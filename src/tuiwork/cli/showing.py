"""The command `show`: everything about one task."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from tuiwork.cli.call import ID, Call, reads
from tuiwork.cli.output import Line, Output, Span
from tuiwork.cli.reasons import chain_object, why_line
from tuiwork.cli.table import Column, table
from tuiwork.cli.task_table import due_of, state_of
from tuiwork.insight.why import why
from tuiwork.model.attachment import size_words
from tuiwork.model.fields import fields_of
from tuiwork.model.log import Entry
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import Scope
from tuiwork.text.checklist import checklist
from tuiwork.text.entry_words import entry_words
from tuiwork.text.handoffs import read_handoff
from tuiwork.text.keys import CUSTOM, find_field
from tuiwork.text.log import entries_of
from tuiwork.text.meaning import meaning
from tuiwork.text.values import show_value

_IN_HEAD = {"id", "title", "status", "priority", "rank", "fields", "conflicts"}
_RELATIONS = {
    "parent": "below",
    "blocked_by": "blocked by",
    "relates": "relates to",
    "duplicates": "duplicates",
}
_PLAIN = (Column(), Column(grows=True))


@reads(ID, example="tuiwork show k7f")
def show(call: Call) -> None:
    """Every field, the notes, the relations both ways and the log of one task."""
    workspace = call.load(Scope())
    task = workspace.task(call.arguments.word("ID"))
    now = call.session.now
    if call.json:
        call.output.document(task=_object(workspace, task, now))
        return
    output = call.output
    output.lines(_head(output, workspace, task, now))
    output.lines(_facts(output, workspace, task, now))
    output.lines(_notes(output, task))
    output.lines(log_lines(entries_of(task), now))


def _head(output: Output, workspace: Workspace, task: Task, now: datetime) -> list[Line]:
    sign, style = _pair(state_of(output, workspace)(task))
    line: Line = [(f"{sign} {task.status or 'todo'}", style)]
    if task.priority != "normal":
        line.append(f"   {output.sign(task.priority)} {task.priority}")
    due, style = _pair(due_of(workspace, now)(task))
    if due:
        line += ["   ", (f"due {due}", style)]
    line.append((f"   {workspace.list_of(task).name}", "dim"))
    return [[(workspace.short(task.id), "accent"), "  ", (task.title, "bold")], line]


def _pair(span: Span) -> tuple[str, str]:
    return (span, "") if isinstance(span, str) else span


def _facts(output: Output, workspace: Workspace, task: Task, now: datetime) -> list[Line]:
    lines: list[Line] = [
        [],
        [("why  ", "dim"), *why_line(output, why(workspace, task, now.date()))],
    ]
    rows = [(words, value) for words, value in _values(workspace, task, now) if value]
    rows += _relations(workspace, task)
    rows += [
        ("attachment", f"{one.name}  {size_words(one.size)}") for one in workspace.attached(task.id)
    ]
    rows += [
        (f"{output.sign('conflict')} {kept.get('field')}",
         f"shown {kept.get('kept')}, kept {kept.get('other')}")
        for kept in task.tables("conflicts")
    ]  # fmt: skip
    # Nothing is cut here: who asks for one task wants all of it.
    return [*lines, [], *table(_PLAIN, [[(words, "dim"), value] for words, value in rows], None)]


def _values(workspace: Workspace, task: Task, now: datetime) -> Iterable[tuple[str, str]]:
    known = fields_of(task.kind)
    for key, field in known.items():
        if key in task.fields and key not in _IN_HEAD and key not in _RELATIONS:
            value = _local(task.fields[key], now)
            yield field.label.casefold(), meaning(workspace, field, value, now.date())
    custom = task.fields.get("fields")
    for name, value in custom.items() if isinstance(custom, dict) else ():
        found = find_field(workspace.settings, CUSTOM + name)
        yield (found.label.casefold() if found else name), show_value(found, value)
    for key, value in task.fields.items():
        if key not in known:
            yield key, show_value(None, value)


def _local(value: object, now: datetime) -> object:
    """A moment on the workspace's clock; anything else as it is."""
    from tuiwork.text.dates import on_clock

    aware = isinstance(value, datetime) and value.tzinfo is not None
    return on_clock(value, now.tzinfo) if aware and isinstance(value, datetime) else value


def _relations(workspace: Workspace, task: Task) -> list[tuple[str, str]]:
    """What the task is to others and they to it, each with its id, title and status."""
    rows = [
        (words, _named(workspace, id_))
        for key, words in _RELATIONS.items()
        for id_ in (task.names(key) or filter(None, [task.text(key)]))
    ]
    rows += [("subtask", _named(workspace, one.id)) for one in workspace.children.get(task.id, ())]
    for key, words in (
        ("blocked_by", "blocks"),
        ("relates", "relates to"),
        ("duplicates", "has the duplicate"),
    ):
        rows += [(words, _named(workspace, id_)) for id_ in pointing_at(workspace, task, key)]
    return list(dict.fromkeys(rows))


def pointing_at(workspace: Workspace, task: Task, key: str) -> list[str]:
    """The ids of the tasks that name this one under a key."""
    return [one.id for one in workspace.tasks.values() if task.id in one.names(key)]


def _named(workspace: Workspace, id_: str) -> str:
    other = workspace.tasks.get(id_)
    if other is None:
        return f"{id_}, which does not exist"
    return f"{workspace.short(id_)} {other.title} ({other.status or 'todo'})"


def _notes(output: Output, task: Task) -> list[Line]:
    """The notes as written; a checklist's steps get their numbers, for `check-item`."""
    text = (task.notes or "").strip("\r\n")
    if not text.strip():
        return []
    lines: list[Line] = [[]]
    number = 0
    for line in text.replace("\r\n", "\n").split("\n"):
        steps = checklist(line)
        if not steps:
            lines.append([line])
            continue
        number += 1
        sign = output.sign("done" if steps[0].done else "todo")
        style = "green" if steps[0].done else ""
        lines.append([(f"{number:>2} ", "dim"), (sign, style), f" {steps[0].text}"])
    return lines


def log_lines(entries: list[Entry], now: datetime) -> list[Line]:
    """A log in words, oldest first: when, who, what. Comments are shown in full."""
    from tuiwork.text.dates import on_clock, short_date

    if not entries:
        return []
    rows: list[list[Span]] = []
    for entry in entries:
        at = on_clock(entry.at, now.tzinfo)
        when = f"{short_date(at.date(), now.date())} {at:%H:%M}"
        rows.append([(when, "dim"), entry.by, entry_words(entry)])
        rows += [["", "", line] for line in entry.details.split("\n")[1:]]
    columns = (Column(right=True), Column(), Column(grows=True))
    return [[], *table(columns, rows, None)]


def _object(workspace: Workspace, task: Task, now: datetime) -> dict[str, Any]:
    from tuiwork.cli.task_json import task_object

    found = task_object(workspace, task, now)
    found["computed"] |= {
        "subtasks": [one.id for one in workspace.children.get(task.id, ())],
        "blocks": pointing_at(workspace, task, "blocked_by"),
        "related_from": pointing_at(workspace, task, "relates"),
        "duplicated_by": pointing_at(workspace, task, "duplicates"),
    }
    return found | {
        "notes": task.notes or "",
        "checklist": [
            {"number": step.number, "text": step.text, "done": step.done}
            for step in checklist(task.notes or "")
        ],
        "attachments": [
            {"name": one.name, "path": one.path, "bytes": one.size}
            for one in workspace.attached(task.id)
        ],
        "log": [entry_object(entry) for entry in entries_of(task)],
        "chain": chain_object(why(workspace, task, now.date())),
    }


def entry_object(entry: Entry) -> dict[str, Any]:
    """A log entry: the two sides of a change, else its details as text."""
    from tuiwork.cli.task_json import iso

    found: dict[str, Any] = {"at": iso(entry.at), "by": entry.by, "event": entry.event}
    handed = read_handoff(entry)
    if handed is not None:
        context = {"text": handed.context, "next": handed.next_action, "due": handed.due}
        return found | {"from": handed.giver, "to": handed.receiver, **context}
    if entry.change is not None:
        return found | {"from": entry.change[0], "to": entry.change[1]}
    return found | ({"text": entry.details} if entry.details else {})
