"""What takes a while and nobody waits for: the problems, and how many tasks each view has."""

from __future__ import annotations

import asyncio

from textual import work

from tuiwork.tui.core import Core

PAUSE = 0.7
"""Seconds without a change before anything is found out anew; as long again as it took last."""


class Considering(Core):
    """The part of the app that thinks things over while the keys rest."""

    _took = 0.0

    @work(exclusive=True, group="consider", exit_on_error=False)
    async def reconsider(self) -> None:
        """Count and check again, once the workspace has stood still for a moment."""
        from tuiwork.insight.checking import find_problems
        from tuiwork.insight.goals.serving import serving
        from tuiwork.tui.places import count_places

        await asyncio.sleep(max(PAUSE, self._took))
        began = asyncio.get_running_loop().time()
        workspace, actor = self.workspace, self.actor
        counts = await self.desk.ponder(lambda: count_places(workspace, actor))
        if counts != self.counts:
            self.counts = counts
            self.show_places()
        found = await self.desk.ponder(lambda: find_problems(workspace))
        problems = [*self.setup.problems, *found]
        if problems != self.problems:
            self.problems = problems
            self.show_places()
        # What every part of the plan begins with; it is kept as long as the workspace is.
        await self.desk.ponder(lambda: serving(workspace))
        await self.look_ahead()
        self._took = asyncio.get_running_loop().time() - began

    async def look_ahead(self) -> None:
        """Find out what other views will show."""

    def show_places(self) -> None:
        """Show the sidebar anew."""
        screen = self.work_screen
        if screen is not None:
            screen.show_places()
