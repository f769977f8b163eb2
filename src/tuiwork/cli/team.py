"""The commands about the team and what it did: people, log, history."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tuiwork.cli.arguments import Option
from tuiwork.cli.call import ID, Call, reads
from tuiwork.cli.output import Span
from tuiwork.cli.table import Column, table
from tuiwork.insight.pace import monday_of
from tuiwork.model.person import Person
from tuiwork.model.task import is_overdue
from tuiwork.model.workflow import Category
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import HEADS, Scope

if TYPE_CHECKING:
    from tuiwork.sync.history import Commit

LIMIT = Option("--limit", "how many at most; 20 by default", "N")


@reads()
def people(call: Call) -> None:
    """Who there is, with what each has in hand."""
    from tuiwork.cli.task_json import plain

    workspace = call.load(HEADS)
    counts = _in_hand(workspace, call.session.now)
    today = call.session.today
    if call.json:
        call.output.document(
            people=[
                {
                    **plain(one),
                    "handle": one.handle,
                    "name": one.title,
                    "computed": {**counts[one.handle], **_hours_object(workspace, one, today)},
                }
                for one in workspace.people.values()
            ]
        )
        return
    rows: list[list[Span]] = [
        ["", "", *((word, "dim") for word in ("open", "active", "blocked", "overdue", "hours")), ""]
    ]
    for one in workspace.people.values():
        found = counts[one.handle]
        late = found["overdue"]
        rows.append(
            [
                (one.handle, "accent"),
                one.title,
                *(str(found[key] or "–") for key in ("open", "active", "blocked")),
                (str(late or "–"), "red" if late else ""),
                _hours(workspace, one, today),
                (", ".join(one.emails), "dim"),
            ]
        )
    columns = (Column(), Column(grows=True), *[Column(right=True)] * 5, Column(spare=1))
    call.output.lines(table(columns, rows, call.output.width))


def _hours(workspace: Workspace, person: Person, today: date) -> Span:
    """The hours that this week leaves for tasks, or until when somebody is away."""
    from tuiwork.cli.load import day_label, hours
    from tuiwork.insight.load import capacity

    away = person.away_on(today)
    if away is not None:
        return (f"away to {day_label(away.last)}", "amber")
    if person.hours is None:
        return ("–", "dim")
    return hours(capacity(workspace, person, monday_of(today)))


def _hours_object(workspace: Workspace, person: Person, today: date) -> dict[str, Any]:
    """What a week has for tasks, and the absences to come, those that overlap as one."""
    from tuiwork.insight.load import capacity

    coming = [one for one in person.absences if one.last >= today]
    return {
        "capacity": capacity(workspace, person, monday_of(today)),
        "absences": [{"from": one.first, "to": one.last, "what": one.what} for one in coming],
    }


def _in_hand(workspace: Workspace, now: datetime) -> dict[str, dict[str, int]]:
    """What is open, active, blocked and overdue for each person."""
    counts = {
        handle: {"open": 0, "active": 0, "blocked": 0, "overdue": 0} for handle in workspace.people
    }
    for task in workspace.tasks.values():
        category = workspace.category(task)
        found = counts.get(task.owner or "")
        if found is None or not category.is_open:
            continue
        found["open"] += 1
        found["active"] += category is Category.ACTIVE
        found["blocked"] += category is Category.BLOCKED
        found["overdue"] += is_overdue(task, now)
    return counts


@reads(LIMIT)
def log(call: Call) -> None:
    """The last recorded changes, newest first."""
    workspace = call.load(Scope(folders=()))
    commits = call.session.history(limit=call.arguments.whole("--limit", 20))
    if call.json:
        call.output.document(log=[commit_object(workspace, one) for one in commits])
        return
    _show_commits(call, workspace, commits)
    if not commits:
        call.output.talk("nothing is recorded yet")


def _show_commits(call: Call, workspace: Workspace, commits: list[Commit]) -> None:
    now = call.session.now
    rows: list[list[Span]] = [
        [
            (one.oid[:7], "dim"),
            (when(one.at, now), "dim"),
            author_of(workspace, one),
            one.subject,
        ]
        for one in commits
    ]
    columns = (Column(spare=1), Column(right=True), Column(), Column(grows=True))
    call.output.lines(table(columns, rows, call.output.width))


def when(at: datetime, now: datetime) -> str:
    """A moment on the workspace's clock, as briefly as it says so."""
    from tuiwork.text.dates import on_clock, short_date

    here = on_clock(at, now.tzinfo)
    return f"{short_date(here.date(), now.date())} {here:%H:%M}"


def author_of(workspace: Workspace, commit: Commit) -> str:
    """The handle of who recorded a change, else the name git has."""
    from tuiwork.insight.telling import handle_of

    return handle_of(workspace, commit.author, commit.email)


def commit_object(workspace: Workspace, commit: Commit) -> dict[str, Any]:
    """A recorded change as the JSON contract has it."""
    from tuiwork.cli.task_json import iso
    from tuiwork.model.change import IDS

    return {
        "commit": commit.oid,
        "at": iso(commit.at),
        "by": author_of(workspace, commit),
        "subject": commit.subject,
        "ids": commit.trailers.get(IDS, "").split(),
        "paths": list(commit.paths),
    }


@reads(ID)
def history(call: Call) -> None:
    """What happened to one task: its log in words, then the recorded changes."""
    from tuiwork.cli.showing import entry_object, log_lines
    from tuiwork.text.log import entries_of

    id_ = call.arguments.word("ID")
    workspace = call.load(Scope(ids=(id_,)))
    task = workspace.task(id_)
    entries = entries_of(task)
    commits = call.session.history_of(task)
    if call.json:
        call.output.document(
            id=task.id,
            log=[entry_object(one) for one in entries],
            changes=[commit_object(workspace, one) for one in commits],
        )
        return
    call.output.line((workspace.short(task.id), "accent"), "  ", (task.title, "bold"))
    call.output.lines(log_lines(entries, call.session.now))
    if commits:
        call.output.lines([[], [("recorded, newest first", "bold")]])
        _show_commits(call, workspace, commits)
