"""The command that tells a person's day, here and in their other workspaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads
from tuiwork.cli.task_table import task_table
from tuiwork.insight.day import HANDED, day_of_person
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING

if TYPE_CHECKING:
    from tuiwork.session.visiting import OtherDay

Parts = Mapping[str, Sequence[Task]]


@reads(
    Operand("PERSON", "whose day; yours by default", needed=False, offers="people"),
    Option("--all", "everybody's day"),
    Option("--everywhere", "your day in all workspaces of your config"),
)
def today(call: Call) -> None:
    """A person's day: handed over, overdue, due, in progress, blocked, each with its why."""
    workspace = call.load(EVERYTHING)
    now = call.session.now
    others = _elsewhere(call)
    owner = _whose(call, workspace)
    parts = day_of_person(workspace, owner, now)
    if call.json:
        _today_json(call, workspace, parts, owner, others)
        return
    _today_lines(call, workspace, parts, now)
    for other in others:
        call.output.line()
        if other.workspace is None or other.now is None:
            call.output.line((f"unavailable: {other.path}", "amber"))
            call.output.talk(f"“{other.name}” cannot be read: {other.why_not}")
        else:
            _today_lines(call, other.workspace, other.parts, other.now)


def _elsewhere(call: Call) -> Sequence[OtherDay]:
    """The days in other workspaces, if they are asked for."""
    if not call.arguments.flag("--everywhere"):
        return ()
    if call.arguments.flag("--all") or call.arguments.word("PERSON"):
        raise Usage("--everywhere is about your own day; leave out the person and --all")
    from tuiwork.config import read_config
    from tuiwork.session.visiting import days_elsewhere

    config, _ = read_config()
    if not config.workspaces:
        call.output.talk(f"no other workspace is known; [workspaces] in {config.path} names them")
    return days_elsewhere(config.workspaces, call.session)


def _whose(call: Call, workspace: Workspace) -> str | None:
    if call.arguments.flag("--all"):
        return None
    named = call.arguments.word("PERSON")
    if named:
        return call.session.handle if named == "@me" else workspace.find_person(named).handle
    handle = call.session.handle
    if handle in workspace.people:
        return handle
    call.output.talk(
        f"nobody in people/ has your e-mail address (you are “{handle}”): everybody's day"
    )
    return None


def _today_json(
    call: Call,
    workspace: Workspace,
    parts: Parts,
    owner: str | None,
    others: Sequence[OtherDay],
) -> None:
    now = call.session.now
    tasks = _objects(workspace, parts, now)
    answer: dict[str, Any] = {"day": now.date().isoformat(), "person": owner, "tasks": tasks}
    if call.arguments.flag("--everywhere"):
        answer["elsewhere"] = [
            {
                "workspace": other.name,
                "path": str(other.path),
                "unavailable": other.why_not or None,
                "tasks": _objects(other.workspace, other.parts, other.now)
                if other.workspace is not None and other.now is not None
                else [],
            }
            for other in others
        ]
    call.output.document(**answer)


def _objects(workspace: Workspace, parts: Parts, now: datetime) -> list[dict[str, Any]]:
    from tuiwork.cli.reasons import chain_object
    from tuiwork.cli.task_json import task_object
    from tuiwork.insight.why import why

    return [
        task_object(workspace, task, now)
        | {"part": part, "chain": chain_object(why(workspace, task, now.date()))}
        for part, members in parts.items()
        for task in members
    ]


def _today_lines(call: Call, workspace: Workspace, parts: Parts, now: datetime) -> None:
    from tuiwork.cli.reasons import why_line
    from tuiwork.cli.table import cut
    from tuiwork.insight.handoffs import pending_of
    from tuiwork.insight.why import why
    from tuiwork.text.dates import describe_date
    from tuiwork.text.handoffs import handoff_lines

    output = call.output
    title = describe_date(now.date(), now.date()).removesuffix(", today")
    output.line((title, "bold"), (f"  {workspace.settings.name}", "dim"))
    tasks = [task for members in parts.values() for task in members]
    # One table for the whole day, so that the columns stand below each other in every part.
    rows = dict(
        zip((task.id for task in tasks), task_table(output, workspace, tasks, now), strict=True)
    )
    for part, members in parts.items():
        if not members:
            continue
        output.lines([[], [(part, "bold"), (f"  {len(members)}", "dim")]])
        for task in members:
            reason = why_line(output, why(workspace, task, now.date()))
            output.lines([rows[task.id], cut(["     ", *reason], output.width)])
            if part == HANDED and (handoff := pending_of(workspace, task)) is not None:
                said = [f"     {line}" for line in handoff_lines(handoff, now)]
                output.lines([cut([(line, "dim")], output.width) for line in said])
    if not tasks:
        output.talk("nothing is handed over, overdue, due today, in progress or blocked")
