"""The commands that begin: init, clone, check."""

from __future__ import annotations

from pathlib import Path

from tuiwork.cli.arguments import Operand, Option
from tuiwork.cli.call import Call, reads, writes
from tuiwork.cli.output import Line
from tuiwork.errors import Problem
from tuiwork.store.load import EVERYTHING


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


@writes(Option("--fix", "mend what needs no guess: tasks without an id get one"))
def check(call: Call) -> int:
    """What is wrong in the files, and between them; exit code 1 where something is."""
    from tuiwork.insight.checking import find_problems
    from tuiwork.verbs.mending import give_ids

    call.load(EVERYTHING)
    fixed: tuple[str, ...] = ()
    if call.arguments.flag("--fix"):
        change = call.session.plan(give_ids)
        if call.arguments.flag("--dry-run"):
            call.finish("", change)
            return 0
        if not change.is_empty:
            fixed = call.session.apply(change).paths
            call.session.record(foreground=call.at_terminal)
            call.output.talk(change.message)
        _teach_git(call)
    workspace = call.session.workspace
    problems = find_problems(workspace)
    if call.json:
        from tuiwork.cli.task_json import problem_objects

        call.output.document(problems=problem_objects(problems), fixed=list(fixed))
    else:
        call.output.lines(map(_problem_line, problems))
        call.output.talk(_summary(len(problems), len(workspace.documents)))
    return 1 if problems else 0


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


def _problem_line(problem: Problem) -> Line:
    place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    return [(place, "accent"), f": {problem.message}"]


def _summary(problems: int, files: int) -> str:
    if not problems:
        return f"nothing is wrong in {files} files"
    return "1 problem" if problems == 1 else f"{problems} problems"
