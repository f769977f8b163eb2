"""The command that shows the sample company: in the screens, or line by line where there is no
terminal."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from tuiwork.cli.arguments import Option
from tuiwork.cli.call import Call, Command

if TYPE_CHECKING:
    from tuiwork.demo.stage import Stage

KEEP = Option("--keep", "make the copy in DIR and leave it there", "DIR", offers="folders")

_ENDINGS = (signal.SIGTERM, signal.SIGHUP)
_WHO = ("GIT_AUTHOR_", "GIT_COMMITTER_")


def _demo(call: Call) -> int:
    """The sample company with its past, a remote and teammates, for as long as one looks."""
    from tuiwork.demo.stage import TODAY, set_stage

    today = call.pinned or TODAY
    kept = call.arguments.option(KEEP.name)
    for name in [name for name in os.environ if name.startswith(_WHO)]:
        # In the demo you are Sara, whoever you are elsewhere.
        del os.environ[name]
    with ExitStack() as ending:
        if kept:
            folder = call.start / kept
        else:
            ending.enter_context(_ended_tidily())
            folder = Path(ending.enter_context(_throw_away()))
        stage = set_stage(folder)
        shows_screens = call.output.style.is_terminal and call.at_terminal
        code = _open(stage, today) if shows_screens else _tell(call, stage, today)
    if kept:
        call.output.talk(f"`tuiwork -C {shlex.quote(str(stage.workspace))}` opens it again")
    return code


demo = Command(_demo, (KEEP,), "tuiwork demo --keep look-around")


def _throw_away() -> TemporaryDirectory[str]:
    return TemporaryDirectory(prefix="tuiwork-demo-", ignore_cleanup_errors=True)


@contextmanager
def _ended_tidily() -> Iterator[None]:
    """Make a closed terminal end the block as an exit would, so that nothing is left behind."""
    before = {each: signal.signal(each, lambda each, _: sys.exit(128 + each)) for each in _ENDINGS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _open(stage: Stage, today: date) -> int:
    """Show the screens, with the others at work; the exit code when the person leaves."""
    from tuiwork.cli.screens import open_the_screens
    from tuiwork.demo.teammate import teammates

    with teammates(stage):
        return open_the_screens(stage.workspace, today)


def _tell(call: Call, stage: Stage, today: date) -> int:
    """Show the day, one edit, one exchange with the others, and the diary; the exit code."""
    from tuiwork.demo.teammate import teammate_step

    def told(*words: str) -> int:
        return _run(call, stage.workspace, today, words)

    code = told("today") or told("start", "7ce")
    if code:
        return code
    for number in range(2):
        teammate_step(stage.others, number)
    return told("sync") or told("log", "--limit", "8")


def _run(call: Call, workspace: Path, today: date, words: tuple[str, ...]) -> int:
    """Run a command line in the workspace, after showing it; its exit code."""
    from tuiwork.cli.run import run

    call.output.lines([[(f"$ tuiwork {shlex.join(words)}", "dim")]])
    code = run(["-C", str(workspace), "--today", today.isoformat(), *words])
    call.output.lines([[]])
    return code
