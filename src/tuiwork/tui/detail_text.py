"""What the detail pane and the why screen say of a task, as content with nothing read as markup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from textual.content import Content

from tuiwork.insight.why import Link, Why
from tuiwork.model.fields import fields_of
from tuiwork.model.goal import State
from tuiwork.model.task import Task, is_overdue
from tuiwork.model.workspace import Workspace
from tuiwork.text.dates import describe_date, short_date
from tuiwork.text.log import entries_of
from tuiwork.text.values import show_value
from tuiwork.tui.content import plain
from tuiwork.tui.task_lines import status_sign

BAR = 20
"""Cells of a progress bar."""

_STYLES = {
    "accent": "$focus",
    "blocked": "$blocked",
    "done": "$done",
    "dim": "$dim",
    "today": "$today",
}
_STATE_STYLES = {
    State.ON_TRACK: "$done",
    State.AT_RISK: "$today",
    State.OFF_TRACK: "$overdue",
    State.UNKNOWN: "$dim",
}
_SHOWN = {
    "id",
    "title",
    "status",
    "owner",
    "due",
    "priority",
    "estimate",
    "rank",
    "goals",
    "created",
}
_RELATIONS = {
    "parent": "below",
    "blocked_by": "blocked by",
    "relates": "relates to",
    "duplicates": "duplicates",
}


def head(workspace: Workspace, task: Task, now: datetime, signs: Mapping[str, str]) -> Content:
    """The title and the line of what matters most."""
    sign, tone = status_sign(workspace, task, signs)
    style = _STYLES.get(tone, "")
    parts = [
        (f"{workspace.short(task.id)}", "$dim"),
        plain(f"{signs.get(task.priority, '')} {task.priority}".strip())
        if task.priority != "normal"
        else None,
        Content.assemble((sign, style), " ", plain(task.status or "no status")),
        plain(task.owner or "nobody"),
        _due(task, now),
        plain(task.text("estimate") or "") if task.text("estimate") else None,
    ]
    line = Content("   ").join(
        part if isinstance(part, Content) else Content.assemble(part) for part in parts if part
    )
    return Content("\n").join([plain(task.title).stylize("bold"), line])


def _due(task: Task, now: datetime) -> Content | None:
    if task.due is None:
        return None
    words = plain(f"due {describe_date(task.due, now.date())}")
    return words.stylize("$overdue") if is_overdue(task, now) else words


def why_lines(answer: Why, signs: Mapping[str, str]) -> Content:
    """The chain in short, as it stands in the detail pane."""
    if not answer.chains:
        words = "run work, needs no goal" if answer.run else "no goal linked"
        lines = [Content.assemble(("why  ", "$dim"), words)]
        if answer.broken:
            lines.append(plain(f"     broken link: {', '.join(answer.broken)}").stylize("$blocked"))
        return Content("\n").join(lines)
    lines = []
    for chain in answer.chains:
        for depth, link in enumerate(chain):
            lead = "why  " if not lines else "     " + "  " * (depth - 1) + signs["under"] + " "
            lines.append(
                Content.assemble((lead, "$dim"), plain(link.title), _standing(link, signs))
            )
    return Content("\n").join(lines)


def _standing(link: Link, signs: Mapping[str, str]) -> Content:
    parts: list[Content] = [Content("")]
    if link.state is not None and link.state is not State.UNKNOWN:
        parts.append(Content.styled(signs[link.state.value], _STATE_STYLES[link.state]))
    if link.progress is not None:
        parts.append(Content.styled(f"{link.progress:.0%}", "bold"))
    return Content("  ").join(parts)


def why_tree(answer: Why, signs: Mapping[str, str]) -> Content:
    """The whole answer: each step with its progress bar, and the purpose at the end."""
    lines = [plain(answer.task.title).stylize("bold")]
    for chain in answer.chains:
        for depth, link in enumerate(chain):
            lead = "  " * depth + signs["under"] + " "
            lines.append(
                Content.assemble((lead, "$dim"), (f"{link.kind}  ", "$dim"), plain(link.title))
            )
            lines += [
                Content.assemble("  " * depth + "  ", part) for part in _explained(link, signs)
            ]
    if not answer.chains:
        lines += _no_goal(answer, signs)
    if answer.broken:
        lines.append(plain(f"broken link: {', '.join(answer.broken)}").stylize("$blocked"))
    return Content("\n").join(lines)


def _explained(link: Link, signs: Mapping[str, str]) -> Iterable[Content]:
    if link.kind == "key result" and link.detail:
        yield plain(link.detail).stylize("$dim")
    if link.progress is not None:
        yield Content.assemble(
            bar(link.progress, link.expected, signs), f"  {link.progress:.0%}", _expected(link)
        )
    if link.kind == "objective" and link.detail:
        yield plain(f"“{link.detail}”").stylize("italic")


def _expected(link: Link) -> Content:
    if link.expected is None:
        return Content("")
    state = link.state or State.UNKNOWN
    words = f"  expected {link.expected:.0%}  {state.value}"
    return Content.styled(words, _STATE_STYLES[state])


def bar(progress: float, expected: float | None, signs: Mapping[str, str]) -> Content:
    """A progress bar; the tick is where the period says it should be."""
    done = round(progress * BAR)
    tick = None if expected is None else min(BAR - 1, round(expected * BAR))
    cells = [
        (signs["bar tick"], "$today")
        if at == tick
        else (signs["bar done"], "$focus")
        if at < done
        else (signs["bar left"], "$dim")
        for at in range(BAR)
    ]
    return Content.assemble(*cells)


def _no_goal(answer: Why, signs: Mapping[str, str]) -> list[Content]:
    if answer.run:
        return [Content("It keeps the lights on: run work needs no goal.")]
    lines = [Content.styled("No goal is linked.", "$today")]
    if answer.candidates:
        lines += [Content(""), Content.styled("The nearest ones, for g to link:", "$dim")]
    for link in answer.candidates:
        lines.append(Content.assemble("  ", plain(link.title), _standing(link, signs)))
    return lines


def rest(workspace: Workspace, task: Task) -> Content:
    """The other fields, relations both ways, and values kept from conflicts."""
    rows: list[tuple[str, str]] = []
    for key, field in fields_of(task.kind).items():
        if key in _SHOWN or key in _RELATIONS or key in ("fields", "conflicts"):
            continue
        if key in task.fields:
            rows.append((field.label.casefold(), show_value(field, task.fields[key])))
    custom = task.fields.get("fields")
    if isinstance(custom, dict):
        rows += [(key, show_value(None, value)) for key, value in custom.items()]
    for key, word in _RELATIONS.items():
        names = task.names(key) or ((task.text(key) or "",) if task.text(key) else ())
        rows += [(word, _named(workspace, id_)) for id_ in names]
    rows += [("subtask", _named(workspace, one.id)) for one in workspace.children.get(task.id, ())]
    rows += [("blocks", _named(workspace, id_)) for id_ in workspace.blocks.get(task.id, ())]
    for kept in task.tables("conflicts"):
        field_name = str(kept.get("field", "?"))
        rows.append((f"⚑ {field_name}", f"kept {kept.get('other')!s}, shown {kept.get('kept')!s}"))
    width = max((len(word) for word, _ in rows), default=0)
    return Content("\n").join(
        Content.assemble((f"{plain(word).plain:<{width}}  ", "$dim"), plain(value))
        for word, value in rows
    )


def _named(workspace: Workspace, id_: str) -> str:
    other = workspace.tasks.get(id_)
    if other is None:
        return f"{id_} (not found)"
    return f"{workspace.short(id_)} {other.title} ({other.status or 'open'})"


def log_lines(task: Task, now: datetime) -> Content:
    """The log, newest first, comments in full."""
    lines = []
    for entry in reversed(entries_of(task)):
        when = short_date(entry.at.astimezone(now.tzinfo), now.date())
        words = entry.details if entry.event == "comment" else f"{entry.event} {entry.details}"
        first, *more = words.strip().split("\n")
        lines.append(
            Content.assemble((f"{when:<10}  ", "$dim"), (plain(entry.by)), "  ", plain(first))
        )
        lines += [plain(" " * 12 + line) for line in more]
    return Content("\n").join(lines)
