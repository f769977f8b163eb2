"""The commands of the exchange with others: sync, status."""

from __future__ import annotations

from datetime import datetime

from tuiwork.cli.arguments import Option
from tuiwork.cli.call import Call, reads
from tuiwork.cli.output import Span
from tuiwork.errors import NoWorkspace, SyncStopped
from tuiwork.store.load import EVERYTHING, Scope
from tuiwork.text.merging.conflicts import kept_values


@reads(
    Option("--allow-mass-delete", "go on though one side removed most of the documents"),
    Option("--accept-rewritten", "go on though the remote's history was rewritten"),
    Option("--log", "tell what the last exchanges did; exchange nothing"),
    example="tuiwork sync",
)
def sync(call: Call) -> None:
    """Your changes sent, the others' received, everything merged."""
    if call.arguments.flag("--log"):
        _tell_log(call)
        return
    # No task: the merge reads what it needs, and what it changed is read afterwards.
    call.load(Scope(folders=()))
    talk = call.output.talk
    try:
        result = call.session.sync(
            say=(lambda _: None) if call.json else talk,
            allow_mass_delete=call.arguments.flag("--allow-mass-delete"),
            accept_rewritten=call.arguments.flag("--accept-rewritten"),
            foreground=call.at_terminal,
        )
    except SyncStopped as error:
        if call.json:
            from tuiwork.cli.output import error_object

            call.output.document(
                state=error.state, sent=0, received=0, conflicts=[], message=error.message,
                error=error_object(error),
            )  # fmt: skip
        raise
    from tuiwork.cli.resolving import conflict_lines, conflict_object, find_sides

    workspace, kept = call.session.workspace, result.conflicts
    if call.json:
        from tuiwork.cli.task_json import problem_objects

        call.output.document(
            state=result.state,
            sent=result.sent,
            received=result.received,
            conflicts=[conflict_object(workspace, one) for one in find_sides(call, kept)],
            message=result.message,
            problems=problem_objects(result.problems),
            left_out=problem_objects(call.session.left_out),
        )
        return
    call.output.line(result.message)
    call.output.lines(conflict_lines(call, find_sides(call, kept)))


def _tell_log(call: Call) -> None:
    from tuiwork.cli.table import Column, table
    from tuiwork.cli.task_json import iso
    from tuiwork.sync.exchanged import how_it_ended

    found = call.session.exchanges()
    if call.json:
        call.output.document(
            exchanges=[
                {
                    "at": iso(one.at),
                    "remote": one.remote or None,
                    "url": one.url or None,
                    "state": one.state,
                    "sent": one.sent,
                    "received": one.received,
                    "conflicts": one.conflicts,
                    "seconds": one.took,
                    "message": one.message,
                }
                for one in found
            ]
        )
        return
    zone = call.session.timezone
    rows: list[list[Span]] = [
        [
            (f"{one.at.astimezone(zone):%Y-%m-%d %H:%M}", "dim"),
            (one.remote, "dim"),
            (how_it_ended(one), "" if one.ended_well else "red"),
            (" ".join(one.message.split()), "dim"),
        ]
        for one in found
    ]
    columns = (Column(), Column(), Column(), Column(grows=True))
    call.output.lines(table(columns, rows, call.output.width))
    if not found:
        call.output.talk("nothing was exchanged from this copy yet")


@reads()
def status(call: Call) -> None:
    """How this copy stands: what waits to be sent, what is not recorded, what is wrong."""
    from tuiwork.insight.checking import find_problems
    from tuiwork.sync.create import driver_stands
    from tuiwork.sync.recording import leftovers

    workspace = call.load(EVERYTHING)
    problems = find_problems(workspace)
    unread = [path for path in workspace.problems_by_path if path not in workspace.documents]
    kept = len(kept_values(workspace))
    merges = True
    try:
        remote = call.session.remote_status()
        repo = call.session.repository()
        unrecorded, merges = leftovers(repo), driver_stands(repo)
    except NoWorkspace as error:
        remote, unrecorded = None, []
        call.output.talk(error.message)
    waiting = sorted({*unread}.intersection(unrecorded))
    if call.json:
        from tuiwork.cli.task_json import iso

        call.output.document(
            remote=remote.remote if remote else None,
            branch=remote.branch if remote else None,
            to_send=remote.ahead if remote else None,
            to_receive=remote.behind if remote else None,
            last_synced=iso(remote.last_synced) if remote and remote.last_synced else None,
            unrecorded=unrecorded,
            unreadable=waiting,
            conflicts=kept,
            problems=len(problems),
            merge_driver=merges,
        )
        return
    output = call.output
    output.line((workspace.settings.name, "bold"), (f"  {call.session.root}", "dim"))
    if remote is not None:
        words = sync_words(remote.remote, remote.ahead, remote.behind, remote.last_synced, call)
        output.line(words)
    ready = [path for path in unrecorded if path not in waiting]
    if ready:
        output.line((f"{_files(ready)} not recorded yet; `tuiwork sync` records", "amber"))
        output.lines([["  ", path] for path in ready[:10]])
    if waiting:
        words = f"{_files(waiting)} not recorded until it can be read"
        output.line((words, "amber"))
        problems_of = workspace.problems_by_path
        output.lines([["  ", str(problems_of[path][0])] for path in waiting[:10]])
    if kept:
        output.line((f"{kept} kept from conflicts; `tuiwork conflicts` shows", "amber"))
    if problems:
        what = "a problem" if len(problems) == 1 else f"{len(problems)} problems"
        output.line((f"{what} in the files; `tuiwork check` tells", "amber"))
    if not (unrecorded or kept or problems):
        output.line(("everything is recorded, nothing is wrong", "green"))
    if not merges:
        said = "git's own merge does not know documents here; `tuiwork check --fix` teaches it"
        output.line((said, "amber"))


def _files(paths: list[str]) -> str:
    return "a file" if len(paths) == 1 else f"{len(paths)} files"


def sync_words(
    remote: str | None, ahead: int, behind: int, synced: datetime | None, call: Call
) -> str:
    """The state of the exchange in words."""
    if remote is None:
        return "no remote: nothing is exchanged; `git remote add origin URL` sets one"
    parts = [f"{ahead} to send"] if ahead else []
    parts += [f"{behind} to receive"] if behind else []
    if synced is None:
        return ", ".join([*parts, f"not synced with {remote} yet"])
    minutes = int((call.session.now - synced.astimezone()).total_seconds() // 60)
    return ", ".join([*parts, f"synced {_ago(minutes)}"])


def _ago(minutes: int) -> str:
    if minutes < 1:
        return "just now"
    if minutes < 60:
        return f"{minutes} min ago"
    hours = minutes // 60
    return f"{hours} h ago" if hours < 48 else f"{hours // 24} days ago"
