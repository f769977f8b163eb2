"""The life of goals: a state said by hand, and closing with what is left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tuiwork.errors import Refused
from tuiwork.model.change import Actor, Change
from tuiwork.model.document import Document
from tuiwork.model.goal import STATES, Goal
from tuiwork.model.kinds import Kind
from tuiwork.model.names import suggestion
from tuiwork.model.workspace import Workspace
from tuiwork.verbs.editing import Edit, change_of, diary
from tuiwork.verbs.goal_rules import check_open
from tuiwork.verbs.goals import entry_of, goal_named

HOLDS = 14
"""The days for which a state said by hand holds when nobody says how long."""

_SAID = ("state", "state_note", "state_until")


def say_state(
    workspace: Workspace,
    actor: Actor,
    goal: str,
    state: str,
    note: str,
    until: date | None = None,
) -> Change:
    """What somebody says of a goal against its numbers: a state, why, and the last day it holds
    (two weeks from today where none is given)."""
    found = goal_named(workspace, goal)
    check_open(workspace, found)
    word = " ".join(state.replace("-", " ").casefold().split())
    if word not in STATES:
        raise Refused(f"there is no state “{state}”{suggestion(word, STATES)}")
    if not note.strip():
        raise Refused("a state that differs from the numbers needs a note that says why")
    until = until or actor.today + timedelta(HOLDS)
    if until < actor.today:
        raise Refused(f"the state would hold until {until}, which is past")
    note = " ".join(note.split())
    fields = dict(zip(_SAID, (word, note, until), strict=True))
    entry = entry_of(actor, "state", f"{word} until {until}: {note}")
    edit = Edit(found, fields, [entry])
    return change_of(workspace, diary("Called", [found], f"{word} until {until}"), [edit])


def clear_state(workspace: Workspace, actor: Actor, goal: str) -> Change:
    """The state that somebody said of a goal taken back, so that its numbers speak alone."""
    found = goal_named(workspace, goal)
    if not any(key in found.fields for key in _SAID):
        raise Refused(f"nobody has said a state of “{found.title}”")
    edit = Edit(found, dict.fromkeys(_SAID), [entry_of(actor, "state", "by its numbers")])
    return change_of(workspace, diary("Let its numbers speak for", [found]), [edit])


def close_goal(workspace: Workspace, actor: Actor, goal: str, outcome: str = "") -> Change:
    """A goal whose time is over, with its outcome in words. The notices say what still names it."""
    found = goal_named(workspace, goal)
    check_open(workspace, found)
    notices = left_behind(workspace, found)
    message = diary("Closed the goal", [found])
    return change_of(workspace, message, [closing_edit(actor, found, outcome)], notices=notices)


def closing_edit(actor: Actor, goal: Goal, outcome: str, how: str = "") -> Edit:
    words = " ".join(outcome.split())
    fields: dict[str, object | None] = {"closed": actor.today}
    fields |= {"outcome": words} if words else {}
    return Edit(goal, fields, [entry_of(actor, "closed", ": ".join(filter(None, (how, words))))])


def left_behind(workspace: Workspace, goal: Goal) -> list[str]:
    """What lies below a goal or names it and goes on."""
    below = [
        one.slug
        for one in workspace.goals.values()
        if one.parent == goal.slug and not one.is_closed
    ]
    count = sum(1 for _ in naming(workspace, goal))
    notices = [f"still open below it: {', '.join(below)}"] if below else []
    if count:
        what = "1 open task, list or initiative names"
        if count > 1:
            what = f"{count} open tasks, lists or initiatives name"
        notices.append(f"{what} a goal that is closed now; `tuiwork goal gaps` lists them")
    return notices


def naming(workspace: Workspace, goal: Goal) -> Iterator[Document]:
    """The open tasks, the lists, the spaces and the running initiatives that name a goal."""
    places: Sequence[Document] = (*workspace.of_kind(Kind.LIST), *workspace.of_kind(Kind.SPACE))
    running = [one for one in workspace.initiatives.values() if one.text("stage") != "closed"]
    tasks = [task for folder in workspace.open_in.values() for task in folder]
    for one in (*tasks, *places, *running):
        if any(name.partition("/")[0] == goal.slug for name in one.names("goals")):
            yield one
