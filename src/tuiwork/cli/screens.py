"""The one place where the command line opens the screens."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path


def open_the_screens(start: Path, today: date | None) -> int:
    """Open the screens on the workspace that `start` lies in; the exit code when they close."""
    from tuiwork.tui.app import open_screens

    gc.enable()
    return open_screens(start, today)
