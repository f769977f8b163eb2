"""The commands of the exchange with others: sync, status, conflicts, resolve."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import ID, Call, reads, writes
from tuiwork.cli.output import Line
from tuiwork.errors import NoWorkspace, SyncStopped
from tuiwork.model.document import Document
from tuiwork.model.fields import field_of
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import EVERYTHING, HEADS, Scope
from tuiwork.text.merging.conflicts import Conflict, conflicts_in


@reads(
    Option("--allow-mass-delete", "go on though one side removed most of the documents"),
    Option("--accept-rewritten", "go on though the remote's history was rewritten"),
    example="tuiwork sync",
)
def sync(call: Call) -> None:
    """Your changes sent, the others' received, everything merged."""
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
    workspace = call.session.workspace
    if call.json:
        call.output.document(
            state=result.state,
            sent=result.sent,
            received=result.received,
            conflicts=[conflict_object(workspace, one) for one in result.conflicts],
            message=result.message,
        )
        return
    call.output.line(result.message)
    call.output.lines(_conflict_lines(call, workspace, result.conflicts))


@reads()
def status(call: Call) -> None:
    """How this copy stands: what waits to be sent, what is not recorded, what is wrong."""
    from tuiwork.insight.checking import find_problems
    from tuiwork.sync.create import driver_stands
    from tuiwork.sync.recording import leftovers

    workspace = call.load(EVERYTHING)
    problems = find_problems(workspace)
    kept = sum(len(conflicts_in(one)) for one in workspace.documents.values())
    merges = True
    try:
        remote = call.session.remote_status()
        repo = call.session.repository()
        unrecorded, merges = leftovers(repo), driver_stands(repo)
    except NoWorkspace as error:
        remote, unrecorded = None, []
        call.output.talk(error.message)
    if call.json:
        from tuiwork.cli.task_json import iso

        call.output.document(
            remote=remote.remote if remote else None,
            branch=remote.branch if remote else None,
            to_send=remote.ahead if remote else None,
            to_receive=remote.behind if remote else None,
            last_synced=iso(remote.last_synced) if remote and remote.last_synced else None,
            unrecorded=unrecorded,
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
    if unrecorded:
        what = "a file" if len(unrecorded) == 1 else f"{len(unrecorded)} files"
        output.line((f"{what} not recorded yet; `tuiwork sync` records", "amber"))
        output.lines([["  ", path] for path in unrecorded[:10]])
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


@reads()
def conflicts(call: Call) -> None:
    """Values that two people changed at once; both are kept until somebody chooses."""
    workspace = call.load(HEADS)
    found = [
        one
        for path in sorted(workspace.documents)
        for one in conflicts_in(workspace.documents[path])
    ]
    if call.json:
        call.output.document(conflicts=[conflict_object(workspace, one) for one in found])
        return
    call.output.lines(_conflict_lines(call, workspace, found))
    talk = "`tuiwork resolve ID FIELD --keep`, `--take` or `--value V` chooses"
    call.output.talk(talk if found else "no value is in conflict")


def _conflict_lines(call: Call, workspace: Workspace, found: Any) -> list[Line]:
    sign = call.output.sign
    lines: list[Line] = []
    for one in found:
        document = workspace.documents.get(one.path)
        title = document.title if document else one.path
        who = f"  {one.by}" if one.by else ""
        lines += [
            [(_name(workspace, document), "accent"), f"  {title}  ", (one.field, "bold")],
            [f"  {sign('cursor')} shown  {_shown(one.kept)}"],
            [f"    kept   {_shown(one.other)}", (who, "dim")],
        ]
    return lines


def _name(workspace: Workspace, document: Document | None) -> str:
    if isinstance(document, Task):
        return workspace.short(document.id)
    return document.slug if document else ""


def _shown(value: object) -> str:
    from tuiwork.text.values import show_value

    return show_value(None, value) or "–"


def conflict_object(workspace: Workspace, one: Conflict) -> dict[str, Any]:
    """A kept value as the JSON contract has it."""
    from tuiwork.cli.task_json import iso, json_value

    document = workspace.documents.get(one.path)
    name = document.id if isinstance(document, Task) else document.slug if document else None
    return {
        "path": one.path,
        "id": name,
        "field": one.field,
        "kept": json_value(one.kept),
        "other": json_value(one.other),
        "by": one.by,
        "at": iso(one.at) if one.at else None,
    }


@writes(
    ID,
    Operand("FIELD", "the field, as `tuiwork conflicts` has it"),
    Option("--keep", "keep what is shown"),
    Option("--take", "take the other value"),
    Option("--value", "write a third one", "VALUE"),
    Option("--number", "which of several of that field; 1 by default", "N"),
    example="tuiwork resolve k7f title --take",
)
def resolve(call: Call) -> None:
    """One of two kept values chosen."""
    from tuiwork.verbs.resolving import choose, find_document

    chosen = [one for one in ("--keep", "--take", "--value") if call.arguments.flag(one)]
    if len(chosen) != 1:
        raise Usage("resolve takes exactly one of --keep, --take and --value VALUE")
    workspace = call.load(HEADS)
    name, field = call.arguments.word("ID"), call.arguments.word("FIELD")
    document = find_document(workspace, name)
    typed = call.arguments.option("--value")
    call.change(
        f"resolved {field} of",
        choose,
        name,
        field,
        "kept" if chosen == ["--keep"] else "other" if chosen == ["--take"] else "value",
        index=call.arguments.whole("--number", 1) - 1,
        value=None if typed is None else _value(call, workspace, document, field, typed),
    )


def _value(call: Call, workspace: Workspace, document: Document, field: str, words: str) -> Any:
    """A value that was typed for a field, in the field's type."""
    from tuiwork.text.values import parse_value

    known = field_of(document.kind, field)
    if known is None:
        return words
    flow = workspace.workflow_of(document) if isinstance(document, Task) else None
    return parse_value(
        workspace, known, words, call.session.today, me=call.session.handle, workflow=flow
    )
