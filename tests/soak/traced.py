"""A forked child under strace: what it calls is counted, and a call is made to fail or to kill it.

The child is a copy of this process with everything imported, so that a run costs milliseconds. It
tells what it has done in shared memory: that needs no system call and outlives a kill.
"""

from __future__ import annotations

import ctypes
import json
import mmap
import os
import re
import shutil
import signal
import struct
import subprocess
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

ROOM = 4 * 1024 * 1024
SECONDS = 90.0
"""After which a child that does not end is taken to hang."""

CALLS = (
    "openat,write,pwrite64,fsync,fdatasync,ftruncate,rename,renameat,renameat2,link,linkat,"
    "unlink,unlinkat,rmdir,mkdir,mkdirat,symlink,symlinkat,chmod,fchmod,fchmodat"
)
"""Every system call by which a disk is changed."""

_ANY_TRACER = 0x59616D61, ctypes.c_ulong(-1)
_CALL = re.compile(r"^(?:(\d+) +)?(\w+)\(")
_OPENS_TO_WRITE = re.compile(r"O_(WRONLY|RDWR|CREAT)")

Calls = dict[str, tuple[int, ...]]

Tell = Callable[[Any], None]


@dataclass(frozen=True)
class Outcome:
    """How a child ended: its exit code or minus its signal, what it told, what it called."""

    code: int
    told: tuple[Any, ...]
    calls: Calls

    @property
    def was_killed(self) -> bool:
        return self.code == -signal.SIGKILL


def can_trace() -> bool:
    """Whether strace can follow a child of ours on this machine."""
    if shutil.which("strace") is None:
        return False
    try:
        return run_traced(lambda tell: tell(1)).told == (1,)
    except OSError:
        return False


def run_traced(
    job: Callable[[Tell], object], inject: str = "", *, calls: str = CALLS, log: Path | None = None
) -> Outcome:
    """Run a job in a child under strace, with one injection such as `fsync:signal=KILL:when=2`.

    Only the child's own calls count, not those of programs that it starts. `log` is where strace
    writes, for those who read it themselves.
    """
    with tempfile.TemporaryDirectory() as folder:
        log = log or Path(folder) / "log"
        words = ["strace", "-qq", "-o", str(log), "-e", f"trace={calls}"]
        words += ["-e", f"inject={inject}"] if inject else []
        code, told = _run(job, words)
        return Outcome(code, told, writing_calls(log))


def run_forked(job: Callable[[Tell], object]) -> Outcome:
    """The same without strace."""
    return Outcome(*_run(job, None), {})


class Child:
    """A child that is at work; `told` reads what it has told so far."""

    def __init__(self, job: Callable[[Tell], object], begin: int | None = None) -> None:
        self._memory = mmap.mmap(-1, ROOM)
        self.pid = os.fork()
        if self.pid == 0:
            _be_child(job, self._memory, begin)

    @property
    def told(self) -> tuple[Any, ...]:
        (length,) = struct.unpack_from("Q", self._memory)
        return tuple(json.loads(line) for line in self._memory[8 : 8 + length].splitlines())

    def kill(self, number: int = signal.SIGKILL) -> None:
        os.kill(self.pid, number)

    def wait(self, seconds: float = SECONDS) -> int:
        """Its exit code, or minus the signal it died of. One that hangs so long is killed."""
        end = monotonic() + seconds
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if monotonic() > end:
                self.kill()
                os.waitpid(self.pid, 0)
                raise TimeoutError(f"no end after {seconds:.0f} s: {self.told[-3:]}")
            sleep(0.001)


def _run(job: Callable[[Tell], object], strace: list[str] | None) -> tuple[int, tuple[Any, ...]]:
    held, go = os.pipe()
    try:
        child = Child(job, held)
        tracer = None
        if strace is not None:
            tracer = subprocess.Popen([*strace, "-p", str(child.pid)], stderr=subprocess.PIPE)
            _wait_for_tracer(tracer, child)
        os.write(go, b"!")
        code = child.wait()
        if tracer is not None:
            tracer.communicate()
        return code, child.told
    finally:
        os.close(held)
        os.close(go)


def _wait_for_tracer(tracer: subprocess.Popen[bytes], child: Child) -> None:
    status = Path(f"/proc/{child.pid}/status")
    while "TracerPid:\t0\n" in status.read_text():
        if tracer.poll() is not None:
            child.kill()
            child.wait()
            raise OSError(f"strace cannot follow: {tracer.communicate()[1].decode()}")
        sleep(0.0005)


def _be_child(job: Callable[[Tell], object], memory: mmap.mmap, begin: int | None) -> None:
    end = 0

    def tell(value: Any) -> None:
        nonlocal end
        line = json.dumps(value).encode() + b"\n"
        memory[8 + end : 8 + end + len(line)] = line
        end += len(line)
        struct.pack_into("Q", memory, 0, end)

    code = 1
    try:
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(*_ANY_TRACER, 0, 0, 0)
        if begin is not None:
            os.read(begin, 1)
        job(tell)
        code = 0
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else 1
    except BaseException:  # noqa: BLE001 - the parent is to hear of everything
        tell({"crash": traceback.format_exc()})
    finally:
        os._exit(code)


def writing_calls(log: Path) -> Calls:
    """Which of each call's occurrences in a log of strace can change a disk, counted as strace
    counts them: from one, for each process by itself."""
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[str, set[int]] = {}
    with suppress(FileNotFoundError):
        for line in log.read_text(errors="replace").splitlines():
            call = _CALL.match(line)
            if call is None:
                continue
            process = call[1] or "", call[2]
            counts[process] += 1
            if call[2] != "openat" or _OPENS_TO_WRITE.search(line):
                found.setdefault(call[2], set()).add(counts[process])
    return {call: tuple(sorted(numbers)) for call, numbers in found.items()}
