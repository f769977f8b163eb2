"""The screens with a pulse: they write down when their event loop was blocked, and how long."""

from __future__ import annotations

import asyncio
import inspect
import json
import sys
from pathlib import Path
from typing import Any

from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp

BEAT = 0.005
SHORT = 0.005
"""Seconds between two beats, and those that one may be late without a word."""


class Probed(TuiworkApp):
    """The app, and the pauses between beats of its event loop: when each ended, by the clock
    that runs since the machine was started, and its milliseconds."""

    CSS_PATH = str(Path(inspect.getfile(TuiworkApp)).with_name("work.tcss"))

    def __init__(self, workspace: str) -> None:
        super().__init__(lambda: Session(Path(workspace)))
        self.pauses: list[tuple[float, float]] = []
        self._pulse: asyncio.Task[None] | None = None

    def on_ready(self) -> None:
        self._pulse = asyncio.create_task(self._beat())

    def exit(self, *args: Any, **keywords: Any) -> None:
        # Giving the terminal back waits for a thread of Textual's; nobody works any more.
        if self._pulse is not None:
            self._pulse.cancel()
        super().exit(*args, **keywords)

    async def _beat(self) -> None:
        loop = asyncio.get_running_loop()
        while True:
            before = loop.time()
            await asyncio.sleep(BEAT)
            now = loop.time()
            if now - before - BEAT > SHORT:
                self.pauses.append((now, (now - before - BEAT) * 1000))


def main(workspace: str, report: str) -> None:
    """Show the screens until somebody leaves them; ends as they do."""
    app = Probed(workspace)
    app.run()
    Path(report).write_text(json.dumps(app.pauses))
    sys.exit(app.parting_words or app.return_code or 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
