"""The commands that show many tasks: list, find, tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.call import Call, reads
from tuiwork.cli.output import Line
from tuiwork.cli.task_table import state_name, task_table
from tuiwork.model.change import Actor
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import HEADS, Scope
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query, group_of, sort_tasks
from tuiwork.text.query.tree import Query

QUERY = Operand(
    "QUERY", "such as owner:@me due:<+7d -tag:waiting", needed=False, many=True, free=True,
    offers="query",
)  # fmt: skip
ALL = Option("--all", "finished and dropped tasks too")


@reads(QUERY, ALL, example="tuiwork list list:jobs owner:@me sort:due")
def list_tasks(call: Call) -> None:
    """The tasks a query asks for; open ones only, unless it says otherwise."""
    query = parse_query(" ".join(call.arguments.words("QUERY")))
    workspace = call.load(_scope(query))
    actor = _asker(call, query)
    tasks = _matching(call, query, workspace, actor)
    tasks = sort_tasks(query, workspace, actor, tasks)
    if call.json:
        call.output.document(**_answer(workspace, tasks, actor.now))
        return
    lines = task_table(call.output, workspace, tasks, actor.now)
    if query.group:
        lines = _grouped(map(group_of(query, workspace, actor), tasks), lines)
    call.output.lines(lines)
    _tell_rest(call, workspace, tasks)


def _grouped(names: Iterable[str], lines: Sequence[Line]) -> list[Line]:
    """The lines under the names of their groups, groups in the order of their first line."""
    groups: dict[str, list[Line]] = {}
    for name, line in zip(names, lines, strict=True):
        groups.setdefault(name, []).append(line)
    grouped: list[Line] = []
    for name, members in groups.items():
        grouped += [[]] if grouped else []
        grouped += [[(name, "bold"), (f"  {len(members)}", "dim")], *members]
    return grouped


def _scope(query: Query) -> Scope:
    """As little as the query needs: the folders it names, notes and logs only for its words and
    for handoffs."""
    from tuiwork.text.query.folders import folders_for

    return Scope(choose=folders_for(query), texts=bool(query.words) or "handed" in query.keys)


def _asker(call: Call, query: Query) -> Actor:
    """Who asks. Git is only asked who that is where the query says so."""
    me = any(value.casefold() in ("me", "@me") for term in query.terms for value in term.values)
    now = call.session.now
    return Actor(call.session.handle if me else "", now, now.date(), str)


def _matching(call: Call, query: Query, workspace: Workspace, actor: Actor) -> list[Task]:
    """The tasks that match, by list and rank."""
    test = compile_query(query, workspace, actor)
    everything = call.arguments.flag("--all") or query.mentions_state
    folders = workspace.tasks_in if everything else workspace.open_in
    return [task for folder in sorted(folders) for task in folders[folder] if test(task)]


def _answer(workspace: Workspace, tasks: Sequence[Task], now: datetime) -> dict[str, Any]:
    from tuiwork.cli.task_json import problem_objects, task_object

    return {
        "tasks": [task_object(workspace, task, now) for task in tasks],
        "problems": problem_objects(workspace.problems),
    }


def _tell_rest(call: Call, workspace: Workspace, tasks: Sequence[Task]) -> None:
    if not tasks:
        call.output.talk("no task matches" if call.arguments.words("QUERY") else "nothing is open")
    count = len(workspace.problems)
    if count:
        what = "a problem" if count == 1 else f"{count} problems"
        call.output.talk(f"{what} in the files; `tuiwork check` tells")


@reads(Operand("WORDS", "what to look for", many=True, free=True), ALL)
def find(call: Call) -> None:
    """Tasks with all the words in title, notes and comments, or in what they belong to."""
    from tuiwork.insight.findable import index_of
    from tuiwork.insight.finding import find

    workspace = call.load(Scope())
    found = find(index_of(workspace, kinds={Kind.TASK}), call.arguments.words("WORDS"))
    every = call.arguments.flag("--all")
    tasks = [
        one.document
        for one in found
        if isinstance(one.document, Task) and (every or workspace.is_open(one.document))
    ]
    if call.json:
        call.output.document(**_answer(workspace, tasks, call.session.now))
        return
    call.output.lines(task_table(call.output, workspace, tasks, call.session.now))
    if not tasks:
        call.output.talk("nothing open holds these words; --all looks in what is closed too")


@reads()
def tree(call: Call) -> None:
    """Spaces, folders and lists, with what is open, in progress and blocked in each."""
    from tuiwork.cli.table import Column, table

    workspace = call.load(HEADS)
    counts = _counts(workspace)
    if call.json:
        places = [
            {"path": place.folder, "title": place.title, "depth": place.depth,
             "is_list": place.list is not None, **counts.get(place.folder, {})}
            for place in workspace.tree
        ]  # fmt: skip
        call.output.document(places=places)
        return
    columns = (Column(grows=True), *[Column(right=True)] * 3, Column(spare=1))
    rows: list[Line] = [["", ("open", "dim"), ("active", "dim"), ("blocked", "dim"), ""]]
    for place in workspace.tree:
        found = counts.get(place.folder, {})
        title = "  " * place.depth + place.title
        numbers = [str(found.get(key) or "–") for key in ("open", "active", "blocked")]
        path = place.folder.removeprefix("spaces/")
        rows.append([(title, "" if place.list else "bold"), *numbers, (path, "dim")])
    call.output.lines(table(columns, rows, call.output.width))


def _counts(workspace: Workspace) -> dict[str, dict[str, int]]:
    """What is open, active and blocked in each place, those below it counted too."""
    counts: dict[str, dict[str, int]] = {}
    for task in workspace.tasks.values():
        state = state_name(workspace, task)
        if not workspace.is_open(task):
            continue
        parts = task.folder.split("/")
        for depth in range(2, len(parts) + 1):
            place = counts.setdefault(
                "/".join(parts[:depth]), {"open": 0, "active": 0, "blocked": 0}
            )
            place["open"] += 1
            place["active"] += state in ("active", "waiting")
            place["blocked"] += state == "blocked"
    return counts
