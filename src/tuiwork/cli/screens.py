"""The one place where the command line opens the screens."""

from __future__ import annotations

from datetime import date
from pathlib import Path


def open_the_screens(start: Path, today: date | None) -> int:
    """Open the screens on the workspace that `start` lies in; the exit code when they close.

    The garbage collector, which commands do without, is switched on when everything is loaded.
    """
    from tuiwork.tui.app import open_screens

    return open_screens(start, today)
