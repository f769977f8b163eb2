"""The verbs on goals: a new objective, its fields, a new key result, a check-in, a comparison."""

from __future__ import annotations

from datetime import UTC
from math import inf, isfinite

from tuiwork.dataclass import replace
from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change, FileChange
from tuiwork.model.goal import Goal
from tuiwork.model.ids import slug
from tuiwork.model.key_result import KeyResult
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.model.workspace import Workspace
from tuiwork.text.checkins import checkin_words
from tuiwork.text.edit import compose, edit_front
from tuiwork.text.front import add_row, parse_front, set_row_key
from tuiwork.text.source import Malformed, cut
from tuiwork.verbs.editing import change_of, diary, field_edit, text_of
from tuiwork.verbs.goal_rules import check_open, check_parent, checked_fields


def add_goal(
    workspace: Workspace,
    actor: Actor,
    title: str,
    period: str,
    owner: str,
    purpose: str = "",
    *,
    cadence: str = "",
    parent: str = "",
) -> Change:
    """A new objective for a period such as 2026-Q3, with one owner and its purpose in words.

    `cadence` says how often to check in, such as 2w; `parent` names the goal it lies under.
    """
    name = slug(title)
    if title.strip() and name in workspace.goals:
        raise Refused(f"there is a goal “{name}” already; give this one another title")
    words = {"title": title, "owner": owner, "period": period}
    more = {"cadence": cadence, "parent": parent}
    words |= {key: value for key, value in more.items() if value}
    fields = checked_fields(workspace, words)
    text = compose(Kind.GOAL, fields, purpose, [entry_of(actor, "created")])
    path = f"goals/{name}.md"
    message = diary("Set the goal", [Goal(path, Kind.GOAL, fields)], f"for {period}")
    return Change(message, (FileChange(path, None, text),), (name,))


def set_goal(
    workspace: Workspace,
    actor: Actor,
    goal: str,
    words: dict[str, str],
    purpose: str | None = None,
) -> Change:
    """Other words for some fields of a goal: title, owner, period, cadence, weight, parent.

    An empty word clears a field that a goal can do without. `purpose` replaces the notes. Refuses a
    goal that would lie below itself, naming the way round.
    """
    found = goal_named(workspace, goal)
    fields = checked_fields(workspace, words)
    if isinstance(fields.get("parent"), str):
        check_parent(workspace, found, str(fields["parent"]))
    one = field_edit(workspace, actor, found, fields)
    if purpose is not None:
        one = replace(one, notes=purpose)
    return change_of(workspace, diary("Changed the goal", [found]), [one])


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
    measure: str = "",
    window: str = "",
) -> Change:
    """One more key result of an objective, going from a start to a target.

    With a measure such as `cycle_p50 list:incidents` its value is worked out from the tasks.
    """
    if not (isfinite(start) and isfinite(target)):
        raise Refused(f"a key result goes from a number to a number, not from {start} to {target}")
    if start == target:
        raise Refused(f"a key result has to move: its start and its target are both {start:g}")
    if not 0 < weight < inf:
        raise Refused(f"the weight is {weight:g}; expected a number above 0")
    if not title.strip():
        raise Refused("a key result needs a title")
    _check_measure(workspace, actor, measure, window)
    found = goal_named(workspace, goal)
    check_open(workspace, found)
    name = slug(title)
    if found.key_result(name) is not None:
        raise Refused(f"“{found.title}” has a key result “{name}” already")
    row: dict[str, object] = {"id": name, "title": " ".join(title.split())}
    row |= {"start": start, "target": target}
    row |= {"measure": " ".join(measure.split())} if measure else {"current": start}
    row |= {"window": window} if window else {}
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


def _check_measure(workspace: Workspace, actor: Actor, measure: str, window: str) -> None:
    """Refuse a measure that nobody could work out."""
    if not measure:
        if window:
            raise Refused("a window goes with a measure; a typed key result has none")
        return
    from tuiwork.text.measures import parse_measure
    from tuiwork.text.query.parse import parse_query
    from tuiwork.text.query.run import compile_query

    try:
        parsed = parse_measure(measure, window)
    except ValueError as error:
        raise Refused(str(error)) from None
    compile_query(parse_query(parsed.query), workspace, actor)


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
    goal, key_result = _key_result(workspace, reference, "a check-in")
    check_open(workspace, goal)
    if key_result.measure:
        words = f"“{key_result.title}” is worked out from tasks ({key_result.measure})"
        raise Refused(f"{words}; there is nothing to check in")
    words = checkin_words(key_result.id, value, confidence, note)
    entry = entry_of(actor, "checkin", words)
    message = f"Checked in {key_result.title}: {value:g} {key_result.unit}".rstrip()
    return _row_change(workspace, goal, key_result, "current", value, message, [entry])


def set_benchmark(
    workspace: Workspace,
    actor: Actor,
    reference: str,
    start: float,
    current: float,
    source: str = "",
) -> Change:
    """What somebody outside went from and to meanwhile, for a key result to be compared with."""
    del actor
    if not (isfinite(start) and isfinite(current)):
        raise Refused(f"a benchmark goes from a number to a number, not from {start} to {current}")
    goal, key_result = _key_result(workspace, reference, "a benchmark")
    value: dict[str, object] = {"start": start, "current": current}
    value |= {"source": " ".join(source.split())} if source.strip() else {}
    message = f"Compared {key_result.title}: {start:g} → {current:g} elsewhere"
    return _row_change(workspace, goal, key_result, "benchmark", value, message, [])


def _row_change(
    workspace: Workspace,
    goal: Goal,
    key_result: KeyResult,
    key: str,
    value: object,
    message: str,
    entries: list[Entry],
) -> Change:
    """The Change that sets one key of a key result's row."""
    before = text_of(workspace, goal.path)
    try:
        source = cut(goal.path, before)
        row = ("id", key_result.id)
        front = set_row_key(
            parse_front(source.front), "key_results", row, key, value, source.newline
        )
    except Malformed as error:
        raise Refused(f"{goal.path} {error.message}; mend it first") from None
    after = edit_front(source, front.join(), entries)
    ids = (f"{goal.slug}/{key_result.id}",)
    return Change(message[:72], (FileChange(goal.path, before, after),), ids)


def goal_named(workspace: Workspace, word: str) -> Goal:
    """The goal that a word names, also by one of its key results. Raises Ambiguous or Refused."""
    return workspace.goals[workspace.find_goal(word).partition("/")[0]]


def _key_result(workspace: Workspace, reference: str, what: str) -> tuple[Goal, KeyResult]:
    full = workspace.find_goal(reference)
    found = workspace.key_result(full)
    if found is None or found[1] is None:
        goal = workspace.goals[full.partition("/")[0]]
        names = ", ".join(f"{goal.slug}/{one.id}" for one in goal.key_results)
        raise Refused(f"{what} is about one key result; “{goal.title}” has {names or 'none yet'}")
    return found[0], found[1]


def entry_of(actor: Actor, event: str, details: str = "") -> Entry:
    """An entry of now for the log of a goal."""
    return Entry(actor.now.astimezone(UTC), actor.handle, event, details)
