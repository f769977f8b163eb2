"""A terminal of our own, to see what the program leaves behind on it; it answers no questions."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from time import monotonic
from typing import Self

LONG = 30.0
MODE = re.compile(rb"\x1b\[\?(\d+)([hl])")
COLOURS = rb"(?:\x1b\[[\d;]*[mH])*"
KITTY = re.compile(rb"\x1b\[(?:>\d+|(<))u")
USUAL = frozenset({7, 25})
"""The modes that are on in a terminal that nobody changed: line wrap and the cursor."""


class Terminal:
    """Runs a Python program on a pseudo-terminal, and follows which modes it switches."""

    def __init__(self, *words: str, env: Mapping[str, str], folder: Path | None = None) -> None:
        self.output = b""
        self._seen = 0
        self._reaped = False
        self.pid, self.master = pty.fork()
        if self.pid == 0:
            os.chdir(folder or Path.cwd())
            settings = os.environ | {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **env}
            for told in ("COLUMNS", "LINES"):
                settings.pop(told, None)  # the runner's own size, which is not this terminal's
            os.execve(sys.executable, [sys.executable, *words], settings)
        self.resize(100, 30)
        self.before = self._line_modes()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Leave no process behind, whatever became of the test."""
        if not self._reaped:
            os.kill(self.pid, signal.SIGKILL)
            self._code()

    def resize(self, columns: int, lines: int) -> None:
        """Give the terminal another size; the program is told."""
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def press(self, keys: str) -> None:
        """Type."""
        os.write(self.master, keys.encode())

    def until(self, words: str) -> None:
        """Wait for these words among what is written from now on; colours may change in them."""
        end = monotonic() + LONG
        wanted = COLOURS.join(re.escape(bytes([byte])) for byte in words.encode())
        while (found := re.compile(wanted).search(self.output, self._seen)) is None:
            if not self._read(end):
                raise AssertionError(f"{words!r} never came; {self.output[self._seen :]!r}")
        self._seen = found.end()

    def _read(self, end: float) -> bool:
        ready, _, _ = select.select([self.master], [], [], max(end - monotonic(), 0))
        if not ready:
            return False
        try:
            got = os.read(self.master, 65536)
        except OSError:
            return False
        self.output += got
        return bool(got)

    def send(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        os.kill(self.pid, number)

    def stopped(self) -> bool:
        """Whether the program stops itself, to be continued; what follows is looked at anew."""
        end = monotonic() + LONG
        while not os.waitid(os.P_PID, self.pid, os.WSTOPPED | os.WNOHANG):
            self._read(monotonic() + 0.02)
            if monotonic() > end:
                return False
        while self._read(monotonic()):
            pass
        self._seen = len(self.output)
        return True

    def hang_up(self) -> int:
        """Close the terminal, as when its window is closed; the program's exit code."""
        os.close(self.master)
        end = monotonic() + LONG
        while not self._is_gone():
            assert monotonic() < end, "it goes on without a terminal"
            select.select([], [], [], 0.02)
        return self._code()

    def _is_gone(self) -> bool:
        found = os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        return found is not None

    def _code(self) -> int:
        self._reaped = True
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def ended(self) -> int:
        """The exit code, once the program has ended and all it wrote was read."""
        end = monotonic() + LONG
        while self._read(end):
            pass
        self.after = self._line_modes()
        os.close(self.master)
        return self._code()

    @property
    def modes(self) -> frozenset[int]:
        """The private modes that are on now; questions about modes change none."""
        on = set(USUAL)
        for number, switch in MODE.findall(self.output):
            (on.add if switch == b"h" else on.discard)(int(number))
        return frozenset(on)

    @property
    def kitty_levels(self) -> int:
        """How many keyboard modes were pushed and not popped."""
        return sum(-1 if popped else 1 for popped in KITTY.findall(self.output))

    @property
    def is_as_before(self) -> bool:
        """Whether the terminal is as the program found it."""
        return self.modes == USUAL and self.kitty_levels == 0 and self.after == self.before

    @property
    def last_words(self) -> str:
        """What was written after the screens were left."""
        return MODE.sub(b"", self.output.rpartition(b"\x1b[?1049l")[2]).decode()

    def _line_modes(self) -> list[object]:
        return list(termios.tcgetattr(self.master))


def on_workspace(root: Path, *, first: str = "", **env: str) -> Terminal:
    """The screens of a workspace, after running some lines of Python first."""
    program = f"import sys\nsys.argv = ['tuiwork', '-C', {str(root)!r}]\n{first}\n"
    program += "from tuiwork.__main__ import main\nmain()\n"
    return Terminal("-c", program, env=env)
