"""The terminal may go away before we do: then nothing is written to it any more, and we leave."""

from __future__ import annotations

import select
from contextlib import suppress
from threading import Thread
from typing import IO, TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from tuiwork.tui.app import TuiworkApp


LOOK = 500
"""Milliseconds after which the watch on the line sees that it is not needed any more."""


class _Forgiving:
    """The output, on which a write that the terminal no longer takes is lost instead of an error.

    Textual writes on a thread of its own; when that died, everything would wait for it for good.
    """

    def __init__(self, file: IO[str]) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError):
            return self._file.write(text)
        return 0

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno()


class HardyDriver(LinuxDriver):
    """Textual's driver of terminals, which outlives them for as long as leaving takes."""

    def start_application_mode(self) -> None:
        if not isinstance(self._file, _Forgiving):
            self._file = cast("Any", _Forgiving(cast("IO[str]", self._file)))
        super().start_application_mode()  # type: ignore[no-untyped-call]

    def run_input_thread(self) -> None:
        Thread(target=self._watch_line, name="tuiwork-line", daemon=True).start()
        with suppress(OSError):
            super().run_input_thread()

    def _watch_line(self) -> None:
        """Leave when the terminal hangs up. Reading from it then may fail, or give nothing at once
        for ever, and no signal need come."""
        line = select.poll()
        line.register(self.fileno, 0)
        while not self.exit_event.is_set():
            if line.poll(LOOK):
                self.exit_event.set()
                app = cast("TuiworkApp", self._app)
                app.call_later(app.leave_now)
