"""The verbs on goals: a new objective, a new key result, a check-in."""

from __future__ import annotations

from datetime import UTC
from math import inf, isfinite

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.goal import Goal, period_days
from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.text.edit import compose, edit_front
from tuiwork.text.front import add_row, parse_front, set_row_key
from tuiwork.text.source import Malformed, cut
from tuiwork.verbs.editing import diary, text_of


def add_goal(
    workspace: Workspace, actor: Actor, title: str, period: str, owner: str, purpose: str = ""
) -> Change:
    """A new objective for a period such as 2026-Q3, with one owner and its purpose in words."""
    if not title.strip():
        raise Refused("a goal needs a title")
    if period_days(period) is None:
        raise Refused(f"“{period}” is no period; expected one such as 2026, 2026-Q3 or 2026-05")
    name = slug(title)
    if name in workspace.goals:
        raise Refused(f"there is a goal “{name}” already; give this one another title")
    fields = {
        "title": " ".join(title.split()),
        "owner": workspace.find_person(owner).handle,
        "period": period,
    }
    text = compose(Kind.GOAL, fields, purpose, [_entry(actor, "created")])
    path = f"goals/{name}.md"
    message = diary("Set the goal", [Goal(path, Kind.GOAL, fields)], f"for {period}")
    return Change(message, (FileChange(path, None, text),), (name,))


def add_key_result(
    workspace: Workspace,
    actor: Actor,
    goal: str,
    title: str,
    start: float,
    target: float,
    *,
    unit: str = "",
    weight: float = 1.0,
) -> Change:
    """One more key result of an objective, going from a start to a target."""
    del actor
    if not (isfinite(start) and isfinite(target)):
        raise Refused(f"a key result goes from a number to a number, not from {start} to {target}")
    if start == target:
        raise Refused(f"a key result has to move: its start and its target are both {start:g}")
    if not 0 < weight < inf:
        raise Refused(f"the weight is {weight:g}; expected a number above 0")
    if not title.strip():
        raise Refused("a key result needs a title")
    found = workspace.goals[workspace.find_goal(goal).partition("/")[0]]
    name = slug(title)
    if found.key_result(name) is not None:
        raise Refused(f"“{found.title}” has a key result “{name}” already")
    row: dict[str, object] = {"id": name, "title": " ".join(title.split())}
    row |= {"start": start, "target": target, "current": start}
    row |= {"unit": unit} if unit else {}
    row |= {"weight": weight} if weight != 1 else {}
    before = text_of(workspace, found.path)
    try:
        source = cut(found.path, before)
        front = add_row(parse_front(source.front), "key_results", row, source.newline)
    except Malformed as error:
        raise Refused(f"{found.path} {error.message}; mend it first") from None
    after = edit_front(source, front.join())
    message = diary("Added a key result to", [found])
    return Change(message, (FileChange(found.path, before, after),), (f"{found.slug}/{name}",))


def check_in(
    workspace: Workspace,
    actor: Actor,
    reference: str,
    value: float,
    *,
    confidence: float | None = None,
    note: str = "",
) -> Change:
    """A key result's value of today, with how sure its owner is (0 to 1) and a note."""
    if not isfinite(value):
        raise Refused(f"the value is {value}; expected a number")
    if confidence is not None and not 0 <= confidence <= 1:
        raise Refused(f"the confidence is {confidence:g}; expected 0 to 1")
    full = workspace.find_goal(reference)
    found = workspace.key_result(full)
    if found is None or found[1] is None:
        goal = workspace.goals[full.partition("/")[0]]
        names = ", ".join(f"{goal.slug}/{one.id}" for one in goal.key_results)
        raise Refused(
            f"a check-in is about one key result; “{goal.title}” has {names or 'none yet'}"
        )
    goal, key_result = found[0], found[1]
    before = text_of(workspace, goal.path)
    words = f"{key_result.id} {value:g}"
    words += f" confidence {confidence:g}" if confidence is not None else ""
    words += f" {note.strip()}" if note.strip() else ""
    try:
        source = cut(goal.path, before)
        row = ("id", key_result.id)
        front = set_row_key(
            parse_front(source.front), "key_results", row, "current", value, source.newline
        )
    except Malformed as error:
        raise Refused(f"{goal.path} {error.message}; mend it first") from None
    after = edit_front(source, front.join(), [_entry(actor, "checkin", words)])
    message = f"Checked in {key_result.title}: {value:g} {key_result.unit}".rstrip()
    return Change(message[:72], (FileChange(goal.path, before, after),), (full,))


def _entry(actor: Actor, event: str, details: str = "") -> Entry:
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)
