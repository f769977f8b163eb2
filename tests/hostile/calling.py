"""The command line called as a person would, in this process or on a terminal of its own."""

from __future__ import annotations

import io
import os
import pty
import select
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, process_time
from unittest.mock import patch

from tuiwork.cli.run import run

QUIET = 0.15
"""Seconds without a byte after which a screen counts as painted."""


@dataclass(frozen=True)
class Answer:
    """What came out, to the byte. A `crash` is what should never have got out of `run`."""

    code: int
    out: bytes
    err: bytes
    seconds: float
    crash: str = ""


class _Stream(io.TextIOWrapper):
    def __init__(self, *, terminal: bool) -> None:
        self.bytes = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.bytes, encoding="utf-8", write_through=True)

    def isatty(self) -> bool:
        return self.terminal


def call(words: Sequence[str], stdin: bytes = b"", *, terminal: bool = False) -> Answer:
    """Call the command line in this process; `terminal` makes its output one."""
    out, err = _Stream(terminal=terminal), _Stream(terminal=terminal)
    source = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
    begun, crash, code = process_time(), "", -1
    with patch.multiple(sys, stdout=out, stderr=err, stdin=source):
        try:
            code = run(words)
        except BaseException:  # noqa: BLE001 - that it got out is what is looked for
            crash = traceback.format_exc()
    took = process_time() - begun
    return Answer(code, out.bytes.getvalue(), err.bytes.getvalue(), took, crash)


def call_on_terminal(
    words: Sequence[str],
    *,
    keys: Sequence[tuple[bytes, bytes]] = (),
    size: tuple[int, int] = (80, 24),
    seconds: float = 20,
) -> tuple[int, bytes]:
    """Run `tuiwork` on a terminal of its own; its exit code and every byte that it wrote there.

    `keys` are pairs: what has to have been written since the last pair, and what is typed then,
    once nothing more comes for a moment.
    Raises TimeoutError with what was written so far.
    """
    child, terminal = pty.fork()
    if child == 0:
        import fcntl
        import struct
        import termios

        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        os.environ["TERM"] = "xterm-256color"
        os.environ.pop("NO_COLOR", None)
        os.execv(sys.executable, [sys.executable, "-m", "tuiwork", *words])
    written, seen = bytearray(), 0
    waiting, end = list(keys), monotonic() + seconds
    while True:
        if monotonic() > end:
            os.kill(child, 9)
            os.waitpid(child, 0)
            os.close(terminal)
            raise TimeoutError(f"{waiting[:1]} did not come: …{bytes(written[-4000:])!r}")
        if not select.select([terminal], [], [], QUIET)[0]:
            if waiting and waiting[0][0] in written[seen:]:
                seen = len(written)
                os.write(terminal, waiting.pop(0)[1])
            continue
        try:
            data = os.read(terminal, 65_536)
        except OSError:
            data = b""
        if not data:
            break
        written += data
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    return os.waitstatus_to_exitcode(status), bytes(written)


@contextmanager
def environment(**values: str) -> Iterator[Mapping[str, str]]:
    """The environment with these values, and without what would cut or colour the output."""
    with patch.dict(os.environ, values):
        for name in ("COLUMNS", "NO_COLOR"):
            if name not in values:
                os.environ.pop(name, None)
        yield os.environ


@contextmanager
def standing_in(folder: Path) -> Iterator[None]:
    """Work in a folder for a while."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
