"""The commands that begin: init, clone, check."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.call import Call, reads, writes
from tuiwork.cli.output import Line
from tuiwork.errors import Problem
from tuiwork.store.load import EVERYTHING

if TYPE_CHECKING:
    from tuiwork.session import Repairs


@reads(
    Operand("DIR", "where; this folder by default", needed=False, offers="folders"),
    Option("--name", "what people call the workspace", "NAME"),
    example='tuiwork init team --name "Nordvik Climate"',
)
def init(call: Call) -> None:
    """A new workspace, in git, with an inbox and you in it."""
    from tuiwork.beginning import create_workspace

    folder = call.start / (call.arguments.word("DIR") or ".")
    root = create_workspace(folder, call.arguments.option("--name") or "")
    if call.json:
        call.output.document(root=str(root))
        return
    call.output.line(f"made a workspace in {root}")
    call.output.talk(f'`tuiwork -C {folder} add "…"` writes down a first task')


@reads(
    Operand("URL", "an address that git takes"),
    Operand("DIR", "where to put it", needed=False, offers="folders"),
    example="tuiwork clone git@example.org:team/work.git",
)
def clone(call: Call) -> None:
    """A workspace that others share, fetched."""
    from tuiwork.beginning import clone_workspace

    asked = call.arguments.word("DIR")
    folder = Path(asked) if asked else None
    where = None if folder is None else call.start / folder
    root = clone_workspace(call.arguments.word("URL"), where, foreground=call.at_terminal)
    if call.json:
        call.output.document(root=str(root))
    else:
        call.output.line(f"cloned into {root}")


@writes(
    Option("--fix", "mend what needs no guess, as one change a kind of repair"),
    example="tuiwork check --fix --dry-run",
)
def check(call: Call) -> int:
    """What is wrong in the files, and between them; exit code 1 where something is.

    With --fix: what git's own merge left is merged so that both values are kept; tasks get the id
    they lack, or one of their own; references to removed tasks are taken out, and named in the log.
    """
    from tuiwork.insight.checking import find_problems, locate

    call.load(EVERYTHING)
    answer: dict[str, Any] = {"fixed": []}
    if call.arguments.flag("--fix"):
        if call.arguments.flag("--dry-run"):
            from tuiwork.cli.writing import show_difference

            show_difference(call, call.session.workspace, call.session.plan_repairs().whole)
            return 0
        answer = _mend(call)
    workspace = call.session.workspace
    problems = locate(workspace, find_problems(workspace))
    if call.json:
        from tuiwork.cli.task_json import problem_objects

        call.output.document(problems=problem_objects(problems), **answer)
    else:
        call.output.lines(map(_problem_line, problems))
        fixable = 0 if call.arguments.flag("--fix") else sum(one.fixable for one in problems)
        call.output.talk(_summary(len(problems), fixable, len(workspace.documents)))
    return 1 if problems else 0


def _mend(call: Call) -> dict[str, Any]:
    """Do what can be mended and say so; what it changed, for the JSON answer."""
    from tuiwork.cli.writing import changed

    session, talk = call.session, call.output.talk
    before = session.workspace
    repairs = session.mend()
    recorded = session.record(foreground=call.at_terminal)
    for change in repairs.changes:
        talk(change.message)
        for notice in change.notices:
            talk(notice)
    if repairs.operation:
        talk(_how_to_end(repairs))
    _teach_git(call)
    rows = changed(before, session.workspace, repairs.whole)
    return {
        "fixed": [row["path"] for row in rows],
        "changed": rows,
        "commit": next((one.commit for one in reversed(recorded) if one.commit), None),
        "recorded": repairs.operation is None,
    }


def _teach_git(call: Call) -> None:
    """Have git's own merge know documents, where it does not."""
    from tuiwork.errors import NoWorkspace
    from tuiwork.sync.create import driver_stands, set_up_driver

    try:
        repo = call.session.repository()
    except NoWorkspace:
        return
    if not driver_stands(repo):
        set_up_driver(repo)
        call.output.talk("git's own merge knows documents now")


def _how_to_end(repairs: Repairs) -> str:
    """What is left to do for a person who is in the middle of a git operation."""
    if repairs.waiting:
        some = ", ".join(repairs.waiting[:5]) + (" …" if len(repairs.waiting) > 5 else "")
        return (
            f"a {repairs.operation} is in progress and waits for {some}: settle that by hand, "
            f"`git add` it, then end the {repairs.operation}"
        )
    end = "commit" if repairs.operation == "merge" else f"{repairs.operation} --continue"
    return (
        f"a {repairs.operation} is in progress, and all documents are merged: `git {end}` ends it"
    )


def _problem_line(problem: Problem) -> Line:
    place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    return [(place, "accent"), f": {problem.message}"]


def _summary(problems: int, fixable: int, files: int) -> str:
    if not problems:
        return f"nothing is wrong in {files} files"
    what = "1 problem" if problems == 1 else f"{problems} problems"
    return f"{what}; `tuiwork check --fix` mends {fixable} of them" if fixable else what
