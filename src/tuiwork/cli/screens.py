"""The one place where the command line opens the screens."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tuiwork.errors import NoWorkspace
from tuiwork.store.local import find_root

if TYPE_CHECKING:
    from tuiwork.tui.beginning import Beginning


def open_the_screens(start: Path, today: date | None) -> int:
    """Open the screens on the workspace that `start` lies in; the exit code when they close.

    The garbage collector, which commands do without, is switched on when everything is loaded.
    """
    from tuiwork.tui.app import open_screens

    return open_screens(start, today)


def open_or_begin(start: Path, today: date | None, *, named: bool) -> int:
    """Open the screens; without a workspace around `start`, on the one that the config names,
    unless `start` was `named`. Where there is neither, the person is asked what to do."""
    try:
        find_root(start)
    except NoWorkspace:
        from tuiwork.config import default_workspace

        if not start.is_dir():
            raise
        elsewhere = None if named else default_workspace()
        return _begin(start, today) if elsewhere is None else open_the_screens(elsewhere, today)
    return open_the_screens(start, today)


def _begin(start: Path, today: date | None) -> int:
    from tuiwork.tui.beginning import ask_beginning
    from tuiwork.tui.setup import read_setup

    beginning = ask_beginning(start, read_setup())
    if beginning is None:
        return 0
    if beginning.way == "demo":
        from tuiwork.cli.run import run

        return run(["demo"])
    return open_the_screens(_begun(beginning, start), today)


def _begun(beginning: Beginning, start: Path) -> Path:
    """The workspace that was chosen, made or cloned."""
    from tuiwork.beginning import clone_workspace, create_workspace

    way, what = beginning
    if way == "create":
        return create_workspace(start / Path(what).expanduser())
    if way == "clone":
        from tuiwork.beginning import folder_of

        return clone_workspace(what, start / folder_of(what), foreground=True)
    return Path(what)
