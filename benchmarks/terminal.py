"""A terminal nobody looks at: starts a program on it, presses keys, sees when it paints."""

from __future__ import annotations

import os
import pty
import re
import select
import subprocess
import termios
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, sleep
from types import TracebackType

from benchmarks.measure import Failed, environment

ROWS, COLUMNS = 40, 120
PATIENCE = 60.0
"""Seconds that anything may take."""
QUIET = 0.1
"""Seconds without a word after which a program is taken to be idle."""
STILL, IDLE_TICKS = 0.4, 4
"""Seconds in which a program that does nothing works for at most so many ticks."""

_ESCAPES = re.compile(rb"\x1b\[[0-9;?<>=]*[ -/]*[@-~]|\x1b[^\[]")


@dataclass(frozen=True, slots=True)
class Painted:
    """Milliseconds from a key to the first that it paints, to what was waited for, to the last."""

    first: float
    wanted: float
    last: float


class Ended(Failed):
    """The program has ended."""


class Terminal:
    """One program on a terminal of its own. Leaving the `with` ends what is still running."""

    def __init__(self, *argv: str | Path) -> None:
        self._name = Path(argv[0]).name
        self._end, program_end = pty.openpty()
        termios.tcsetwinsize(program_end, (ROWS, COLUMNS))
        self._begin = perf_counter()
        self._process = subprocess.Popen(
            argv,
            stdin=program_end,
            stdout=program_end,
            stderr=program_end,
            env=environment() | {"COLORTERM": "truecolor"},
            start_new_session=True,
        )
        os.close(program_end)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        if self._process.returncode is None:
            self._process.kill()
            self._process.wait()
        os.close(self._end)

    def until(self, wanted: re.Pattern[bytes]) -> float:
        """Milliseconds from the start of the program until it has painted this."""
        seen = b""
        try:
            while not wanted.search(seen):
                seen += self._read()
        except Ended:
            lines = _ESCAPES.sub(b"", seen).decode(errors="replace").split("\n")
            said = next((line.strip() for line in reversed(lines) if line.strip()), "no word")
            raise Failed(f"{self._name} ended with: {said}") from None
        return (perf_counter() - self._begin) * 1000

    def press(self, key: str, wanted: re.Pattern[bytes] | None = None) -> Painted:
        """Press a key, and wait until all that comes of it at once is painted.

        Where nothing `wanted` is painted, or nothing is wanted, the last counts for it.
        """
        begin = perf_counter()
        os.write(self._end, key.encode())
        seen = self._read()
        first = last = perf_counter()
        there = first if wanted and wanted.search(seen) else None
        while self._speaks(QUIET):
            seen += self._read()
            last = perf_counter()
            if there is None and wanted and wanted.search(seen):
                there = last
        moments = first, there or last, last
        return Painted(*((moment - begin) * 1000 for moment in moments))

    def settle(self) -> None:
        """Wait until the program says no more."""
        while self._speaks(QUIET):
            self._read()

    def rest(self) -> None:
        """Wait until the program works no more either, as far as the system tells."""
        end = perf_counter() + PATIENCE
        while perf_counter() < end:
            before = self._ticks()
            sleep(STILL)
            self.settle()
            if self._ticks() - before <= IDLE_TICKS:
                break

    def _ticks(self) -> int:
        """The hundredths of a second that the program has worked so far; 0 where none are told."""
        try:
            told = Path(f"/proc/{self._process.pid}/stat").read_text()
        except OSError:
            return 0
        words = told.rpartition(")")[2].split()
        return int(words[11]) + int(words[12])

    def close(self, key: str) -> float:
        """Press the key that ends the program; the MiB it had at most."""
        os.write(self._end, key.encode())
        try:
            while True:
                self._read()
        except Ended:
            _, status, usage = os.wait4(self._process.pid, 0)
        self._process.returncode = os.waitstatus_to_exitcode(status)
        if self._process.returncode:
            raise Failed(f"{self._name} ended with {self._process.returncode}")
        return usage.ru_maxrss / 1024

    def _speaks(self, seconds: float) -> bool:
        return bool(select.select([self._end], [], [], seconds)[0])

    def _read(self) -> bytes:
        """What the program writes next. Raises Ended, and Failed when it stays silent."""
        if not self._speaks(PATIENCE):
            raise Failed(f"{self._name} painted nothing for {PATIENCE:.0f} seconds")
        try:
            data = os.read(self._end, 1 << 16)
        except OSError:
            data = b""
        if not data:
            raise Ended(f"{self._name} has ended")
        return data
