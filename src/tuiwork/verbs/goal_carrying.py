"""Carrying a goal over to a later period, with what names it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.goal import Goal, goal_days, period_days
from tuiwork.model.ids import slug
from tuiwork.model.key_result import read_key_result
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose
from tuiwork.verbs.editing import Edit, change_of, diary, field_edit
from tuiwork.verbs.goal_life import closing_edit, left_behind, naming
from tuiwork.verbs.goal_rules import carried_on
from tuiwork.verbs.goals import entry_of, goal_named

_KEPT = ("title", "owner", "cadence", "weight")


def carry_goal(
    workspace: Workspace,
    actor: Actor,
    goal: str,
    period: str,
    *,
    values: Mapping[str, float] | None = None,
    outcome: str = "",
    with_tasks: bool = False,
) -> Change:
    """A goal made anew for a later period, and the old one closed, as one Change.

    Each key result starts where it stands; those that have reached their target are left behind.
    `values` are the present values of the computed ones, by their ids. With `with_tasks`, the open
    tasks, the lists and the initiatives that name the old goal name the new one.
    """
    old = goal_named(workspace, goal)
    _check_period(old, period)
    name = _name_for(workspace, old, period)
    rows = [(row, _value_now(row, values or {})) for row in old.tables("key_results")]
    left = [_carried(row, now) for row, now in rows if not _is_reached(row, now)]
    if rows and not left:
        raise Refused(f"every key result of “{old.title}” is reached; close it instead")
    fields: dict[str, object] = {key: old.fields[key] for key in _KEPT if key in old.fields}
    fields |= {"period": period, "carried_from": old.slug}
    parent = _parent_for(workspace, old, period)
    fields |= {"parent": parent} if parent else {}
    fields |= {"key_results": left} if left else {}
    entry = entry_of(actor, "created", f"carried over from {old.slug}")
    text = compose(Kind.GOAL, fields, old.notes or "", [entry])
    made = FileChange(f"goals/{name}.md", None, text)

    edits = [] if old.is_closed else [closing_edit(actor, old, outcome, f"carried over to {name}")]
    notices = [
        f"“{row.get('title', row.get('id'))}” is reached and stays behind"
        for row, now in rows
        if _is_reached(row, now)
    ]
    if with_tasks:
        kept = {str(row.get("id")) for row in left}
        edits += _relinked(workspace, actor, old, name, kept)
    else:
        notices += left_behind(workspace, old)
    message = diary("Carried", [old], f"over to {period}")
    change = change_of(workspace, message, edits, notices=notices)
    ids = (name, *change.ids)
    return Change(message, (made, *change.files), ids, change.notices)


def _check_period(goal: Goal, period: str) -> None:
    days, old = period_days(period), goal_days(goal)
    if days is None:
        raise Refused(f"“{period}” is no period; expected one such as 2026, 2026-Q3 or 2026-05")
    if old is not None and days[0] <= old[0]:
        raise Refused(f"{period} does not come after the period of “{goal.title}”")


def _name_for(workspace: Workspace, goal: Goal, period: str) -> str:
    """`faster-service-2026-q3`, also for what was carried over before."""
    ending = f"-{slug(goal.text('period') or '')}"
    name = f"{goal.slug.removesuffix(ending)}-{slug(period)}"
    if name in workspace.goals:
        raise Refused(f"there is a goal “{name}” already; “{goal.title}” was carried over")
    return name


def _parent_for(workspace: Workspace, goal: Goal, period: str) -> str | None:
    """The goal above: the one carried over from it to that period, else itself where it is open."""
    above = workspace.goals.get(goal.parent or "")
    if above is None:
        return None
    for one in carried_on(workspace, above):
        if one.text("period") == period:
            return one.slug
    return None if above.is_closed else above.slug


def _value_now(row: Mapping[str, Any], values: Mapping[str, float]) -> float | None:
    """Where the key result of a row stands, as it is written or worked out."""
    one = read_key_result(row)
    if one is None:
        return None
    if one.measure:
        return values.get(one.id)
    return one.start if one.current is None else one.current


def _is_reached(row: Mapping[str, Any], now: float | None) -> bool:
    one = read_key_result(row)
    return one is not None and one.progress_at(now) == 1.0


def _carried(row: Mapping[str, Any], now: float | None) -> dict[str, Any]:
    """The row of a key result that starts where the old one stands."""
    new = dict(row)
    if now is not None:
        new["start"] = int(now) if now.is_integer() else now
        new |= {} if "measure" in row else {"current": new["start"]}
    one = read_key_result(row)
    if one is not None and one.benchmark is not None:
        new["benchmark"] = {**row["benchmark"], "start": row["benchmark"]["current"]}
    return new


def _relinked(
    workspace: Workspace, actor: Actor, old: Goal, name: str, kept: set[str]
) -> Iterator[Edit]:
    """What names the old goal names the new one; a key result left behind gives way to the goal."""
    for one in naming(workspace, old):
        names: dict[str, None] = {}
        for reference in one.names("goals"):
            goal, _, part = reference.partition("/")
            new = f"{name}/{part}" if part in kept else name
            names[new if goal == old.slug else reference] = None
        yield field_edit(workspace, actor, one, {"goals": list(names)})
