"""Pictures of the screens of the sample company, at one moment, compared with those that are kept.

`make snapshots` draws the kept ones anew; look at them before they are committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp
from tuiwork.tui.setup import Setup
from tuiwork.tui.themes import theme_name

KEPT = Path(__file__).parent / "snapshots"
WRITE = "TUIWORK_SNAPSHOTS"
"""Set to `write`, pictures that differ are kept instead of complained about."""

BEHIND = ("open", "consider", "conflicts", "commit")
"""The groups of the workers that find out what is shown a moment later."""

MOMENT = datetime(2026, 6, 15, 9, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))
JOBS = "spaces/operations/jobs"
COMPRESSOR = "k7f3qd2m"
SIZES = {"wide": (140, 40), "narrow": (80, 24)}
THEMES = ("light", "dark")

_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_NAME = re.compile(r"\bterminal-\d+-")
_WORDS = re.compile(r"<text[^>]*>([^<]*)</text>")


class PinnedSession(Session):
    """A session in which no time passes."""

    @property
    def now(self) -> datetime:
        return MOMENT


class Sitting:
    """The screens of a workspace as one person sees them, pressing keys."""

    def __init__(self, root: Path) -> None:
        self.app = TuiworkApp(lambda: PinnedSession(root), replace(Setup(), tour=False))

    async def begin(self, pilot: Pilot[int]) -> None:
        """Look at a job in the Work view."""
        app = self.app
        while not app.is_open or app.work_screen is None or not app.work_screen.tasks_list.rows:
            await pilot.pause()
        app.work_screen.go(JOBS)
        while not app.work_screen.tasks_list.move_to(COMPRESSOR):
            await pilot.pause()
        await self.rest(pilot)

    async def press(self, pilot: Pilot[int], keys: Iterable[str]) -> None:
        """Press keys, each when what the one before it asked for is there."""
        for key in keys:
            await pilot.press(key)
            await self.rest(pilot)

    async def rest(self, pilot: Pilot[int]) -> str:
        """The picture, once nothing changes any more."""
        before = ""
        while True:
            await pilot.pause()
            if any(one.group in BEHIND and not one.is_finished for one in self.app.workers):
                continue
            for lane in (self.app.desk.run, self.app.desk.look, self.app.desk.ponder):
                await lane(lambda: None)
            await pilot.pause()
            now = self._drawn()
            if now == before:
                return now
            before = now

    async def in_theme(self, pilot: Pilot[int], theme: str) -> str:
        """The picture in a theme."""
        self.app.theme = theme_name(theme)
        return await self.rest(pilot)

    def _drawn(self) -> str:
        for one in self.app.screen.query(Input):
            one.cursor_blink = False
        for area in self.app.screen.query(TextArea):
            area.cursor_blink = False
        return _NAME.sub("terminal-", _FONT.sub("", self.app.export_screenshot()))


def differs(name: str, drawn: str, folder: Path) -> str:
    """What to say of a picture that is not as it is kept; empty where it is, or is kept now."""
    kept = KEPT / f"{name}.svg"
    if os.environ.get(WRITE) == "write":
        KEPT.mkdir(exist_ok=True)
        kept.write_text(drawn)
    if kept.is_file() and kept.read_text() == drawn:
        return ""
    here = folder / f"{name}.svg"
    here.write_text(drawn)
    old = _WORDS.findall(kept.read_text()) if kept.is_file() else []
    new = _WORDS.findall(drawn)
    changed = [one for one in new if one not in old][:5] or ["only colours or places"]
    return f"{here} is not as {kept}: {changed}; `make snapshots` keeps it"
