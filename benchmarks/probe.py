"""The screens with a pulse: they write down how long their event loop was ever blocked."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Any

from tuiwork.session import Session
from tuiwork.tui.app import TuiworkApp

BEAT = 0.005


class Probed(TuiworkApp):
    """The app, with the longest pause between two beats of its event loop, in milliseconds."""

    longest = 0.0
    _pulse: asyncio.Task[None] | None = None

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
            self.longest = max(self.longest, (loop.time() - before - BEAT) * 1000)


def main(workspace: str, report: str) -> None:
    """Show the screens until somebody leaves them; ends as they do."""
    app = Probed(lambda: Session(Path(workspace)))
    app.run()
    Path(report).write_text(str(app.longest))
    sys.exit(app.return_code or 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
