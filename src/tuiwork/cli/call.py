"""One command as it was called: its arguments, its workspace as far as needed, its answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from tuiwork.cli.arguments import Arguments, Operand, Option, Usage
from tuiwork.cli.output import Output
from tuiwork.dataclass import dataclass, replace
from tuiwork.errors import NoWorkspace
from tuiwork.model.workspace import Workspace
from tuiwork.session import Session
from tuiwork.store.load import Scope

if TYPE_CHECKING:
    from tuiwork.cli.writing import Past
    from tuiwork.model.change import Actor, Change

P = ParamSpec("P")

JSON = Option("--json", "answer with one JSON object")
DRY_RUN = Option("--dry-run", "show what would change, and write nothing")
IDS = Operand("ID", "the beginning of a task's id", many=True, offers="tasks")
FEW = 4
"""How often more is loaded for what tasks lie below or wait for, before everything is."""
ID = Operand("ID", "the beginning of a task's id", offers="tasks")


class Call:
    """What a command works with."""

    def __init__(
        self,
        arguments: Arguments,
        output: Output,
        start: Path,
        today: date | None,
        *,
        expects_change: bool = False,
    ) -> None:
        self.arguments = arguments
        self.output = output
        self.start = start
        self.pinned = today
        self.expects_change = expects_change

    @property
    def json(self) -> bool:
        return self.output.json

    @cached_property
    def session(self) -> Session:
        """The workspace around the start folder; where none was named and none is, the one that the
        config names. Raises NoWorkspace."""
        try:
            session = Session(self.start, self.pinned)
        except NoWorkspace:
            place = self._default()
            if place is None:
                raise
            session = Session(place, self.pinned)
        if self.expects_change:
            session.expect_change()
        return session

    def _default(self) -> Path | None:
        from tuiwork.config import default_workspace

        named = self.arguments.option("--directory") is not None
        return None if named else default_workspace()

    def close(self) -> None:
        """Leave nothing behind that was begun."""
        if "session" in vars(self):
            self.session.close()

    def load(self, scope: Scope) -> Workspace:
        """The workspace with what the scope takes in and, in turn, all that its tasks lie below or
        wait for, so that rules see the whole of a chain."""
        workspace = self.session.load(scope)
        if scope.is_everything:
            return workspace
        ids = scope.ids or ()
        for _ in range(FEW):
            more = _missing(workspace)
            if not more:
                return workspace
            ids = (*ids, *more)
            workspace = self.session.load(replace(scope, ids=ids))
        return self.session.load(Scope(texts=scope.texts)) if _missing(workspace) else workspace

    def load_measured(self, scope: Scope) -> Workspace:
        """The same; everything, where some key result is worked out from tasks."""
        workspace = self.load(scope)
        rows = (row for goal in workspace.goals.values() for row in goal.tables("key_results"))
        return self.load(Scope()) if any("measure" in row for row in rows) else workspace

    def around(self, ids: Iterable[str]) -> Workspace:
        """The workspace as far as verbs on these tasks need it."""
        return self.load(Scope(ids=tuple(ids), texts=False))

    # Writing

    def change(
        self,
        past: Past,
        verb: Callable[Concatenate[Workspace, Actor, P], Change],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do a verb on the workspace loaded before, record it, and say what happened."""
        self.finish(past, self.session.plan(verb, *args, **kwargs))

    def finish(self, past: Past, change: Change) -> None:
        """Save and record a Change and say what happened; with --dry-run, show it instead."""
        from tuiwork.cli.writing import finish

        finish(self, past, change)

    @property
    def at_terminal(self) -> bool:
        """Whether a program such as a signing one may ask something."""
        return sys.stdin is not None and sys.stdin.isatty()

    def text_of(self, words: str) -> str:
        """The words themselves, or what stands on stdin for `-`."""
        return read_stdin() if words == "-" else words


def _missing(workspace: Workspace) -> tuple[str, ...]:
    """The ids of tasks that loaded ones lie below or wait for and that were not loaded."""
    known = workspace.tasks
    wanted = {
        id_
        for task in known.values()
        for id_ in (task.parent, *task.names("blocked_by"))
        if id_ and id_ not in known
    }
    return tuple(sorted(wanted.intersection(workspace.ids))) if wanted else ()


def read_stdin() -> str:
    """All of stdin as text. Raises Usage for what is no UTF-8."""
    try:
        data = sys.stdin.buffer.read()
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Usage(f"stdin is no UTF-8 text (byte {error.start + 1})") from None


@dataclass(frozen=True, slots=True)
class Command:
    """What a command takes and how it is run. What `run` returns is the exit code, None for 0."""

    run: Callable[[Call], int | None]
    takes: tuple[Option | Operand, ...]
    example: str
    writes: bool = False


def reads(
    *takes: Option | Operand, example: str = ""
) -> Callable[[Callable[[Call], int | None]], Command]:
    """Make a function a command that writes nothing."""
    return lambda run: Command(run, (*takes, JSON), example)


def writes(
    *takes: Option | Operand, example: str = ""
) -> Callable[[Callable[[Call], int | None]], Command]:
    """Make a function a command that changes the workspace."""
    return lambda run: Command(run, (*takes, DRY_RUN, JSON), example, writes=True)
