"""What the command line can do, the screens can do: every command has its key, or a reason."""

from __future__ import annotations

import pytest

from tuiwork.cli.commands import COMMANDS
from tuiwork.tui.keys import EVERY_KEY, WORK_KEYS

TWINS = {
    "add": ("task.add", "task.new"),
    "list": ("view.filter", "view.sort", "view.group"),
    "today": ("view.home",),
    "find": ("view.find",),
    "tree": ("view.places",),
    "show": ("view.detail",),
    "start": ("task.start",),
    "done": ("task.done",),
    "drop": ("task.drop",),
    "reopen": ("task.reopen",),
    "block": ("task.block",),
    "unblock": ("task.block",),
    "set": ("task.set", "task.fields"),
    "assign": ("task.owner",),
    "due": ("task.due",),
    "move": ("task.move",),
    "rank": ("task.rank.down", "task.rank.up"),
    "comment": ("task.comment",),
    "check-item": ("task.step", "step.tick"),
    "rm": ("task.remove",),
    "link": ("task.tie", "task.goals"),
    "unlink": ("task.untie", "task.goals"),
    "handoff": ("task.hand",),
    "accept": ("task.take",),
    "return": ("task.return",),
    "handoffs": ("view.team", "view.home"),
    "attach": ("task.attach",),
    "detach": ("task.detach",),
    "time": ("task.time",),
    "edit": ("task.editor",),
    "goal list": ("view.plan",),
    "goal tree": ("view.plan",),
    "goal show": ("view.plan",),
    "goal gaps": ("view.plan",),
    "goal add": ("goal.add", "goals.add"),
    "goal set": ("goals.fields", "goals.editor"),
    "goal kr": ("goals.result",),
    "goal checkin": ("goal.checkin", "goals.checkin"),
    "goal benchmark": ("goals.benchmark",),
    "goal state": ("goals.state",),
    "goal close": ("goals.close",),
    "goal carry": ("goals.carry",),
    "why": ("task.why", "why.ask", "why.answer"),
    "lens": ("task.lens", "plan.lens"),
    "align": ("goal.align", "goals.align"),
    "log": ("view.activity",),
    "history": ("task.history",),
    "undo": ("change.undo", "past.undo"),
    "redo": ("change.redo", "past.redo"),
    "sync": ("sync.now",),
    "status": ("view.activity",),
    "conflicts": ("app.conflicts",),
    "resolve": ("conflict.keep", "conflict.take", "conflict.third"),
    "check": ("app.problems",),
    "config": ("app.config",),
    "people": ("view.team",),
    "load": ("view.team",),
    "capacity": ("load.suppose", "load.give"),
    "capacity check": ("load.room",),
    "person add": ("load.add",),
    "person set": ("load.person",),
    "forecast": ("view.forecast", "roadmap.forecast", "period.forecast"),
    "roadmap": ("view.plan",),
    "initiative after": ("roadmap.after",),
    "initiative list": ("view.plan",),
    "initiative show": ("view.plan",),
    "initiative portfolio": ("view.plan",),
    "initiative approaches": ("view.plan",),
    "initiative add": ("initiative.add",),
    "initiative set": ("initiative.fields", "initiative.answer", "initiative.row"),
    "initiative advance": ("initiative.advance", "initiative.stage"),
    "initiative preflight": ("initiative.preflight",),
    "initiative close": ("initiative.close",),
    "initiative checkin": ("initiative.checkin",),
    "initiative reflect": ("initiative.reflect",),
    "initiative obstacle": ("initiative.obstacle",),
    "initiative practice": ("initiative.practice",),
    "initiative qif": ("initiative.quality",),
    "plan show": ("view.plan",),
    "plan drift": ("view.plan",),
    "plan done": ("view.plan",),
    "plan start": ("period.start",),
    "plan add": ("period.add", "period.in"),
    "plan wait": ("period.wait", "period.drop"),
    "plan decline": ("period.decline",),
    "plan rank": ("period.down", "period.up"),
    "plan review": ("period.review",),
    "decision list": ("view.plan",),
    "decision show": ("view.plan",),
    "decision due": ("view.plan",),
    "decision add": ("decision.add", "period.record"),
    "decision review": ("decision.review",),
    "who owns": ("view.plan",),
}
"""Commands, and the actions of the screens that do the same."""

NO_WORKSPACE = "it is what comes before there is a workspace to open"
SHELL = "it is about the shell"
REASONS = {
    "init": NO_WORKSPACE,
    "clone": NO_WORKSPACE,
    "demo": NO_WORKSPACE,
    "doctor": "it is for when the screens do not open",
    "completion": SHELL,
}
"""Commands without such an action, and why."""


@pytest.mark.parametrize("command", [row.name for row in COMMANDS])
def test_every_command_has_its_action_or_a_reason(command: str) -> None:
    known = f"add {command!r} to TWINS with the key that does the same, or to REASONS"
    assert command in TWINS or command in REASONS, known


def test_every_action_that_is_named_is_there_and_every_command_too() -> None:
    assert {id_ for ids in TWINS.values() for id_ in ids} <= EVERY_KEY.keys()
    names = {row.name for row in COMMANDS}
    assert {*TWINS, *REASONS} <= names
    assert not TWINS.keys() & REASONS.keys()


def test_the_palette_reaches_an_action_of_every_command() -> None:
    offered = {key.id for key in WORK_KEYS}
    inside = {
        "resolve",  # of the conflicts that `app.conflicts` opens
        "capacity", "capacity check", "person add", "person set",  # of the load, by `view.team`
        "goal set", "goal kr", "goal benchmark", "goal state", "goal close", "goal carry",
        "initiative after",  # of the roadmap, by `view.plan`
        "initiative add", "initiative set", "initiative advance", "initiative preflight",
        "initiative close", "initiative checkin", "initiative reflect", "initiative obstacle",
        "initiative practice", "initiative qif",
        "plan start", "plan add", "plan wait", "plan decline", "plan rank", "plan review",
        "decision add", "decision review",
    }  # fmt: skip
    assert {name for name, ids in TWINS.items() if not offered & set(ids)} == inside
