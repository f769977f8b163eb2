"""One child process from start to end: fed, read and timed together, and stopped with its group."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import time
from collections.abc import Mapping

_CHUNK = 65536
_GRACE = 1.0
_GLANCE_MS = 100


class TimedOut(Exception):
    """The process was stopped because it took longer than `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


class Overflow(Exception):
    """The process was stopped because it wrote more than `limit` bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class Process:
    """A child with its own pipes; in a session of its own it has no terminal to ask at."""

    def __init__(
        self,
        argv: list[str],
        env: Mapping[str, str],
        stdin: bytes | None,
        timeout: float | None,
        limit: int,
        own_session: bool,
    ) -> None:
        self._own_session = own_session
        self._timeout = timeout
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._limit = limit
        self._input = memoryview(stdin or b"")
        self._status: int | None = None
        self._stdin, self._stdout, self._stderr = self._spawn(argv, env)
        self._answers: dict[int, bytearray] = {
            self._stdout: bytearray(),
            self._stderr: bytearray(),
        }
        self._open = {self._stdin, self._stdout, self._stderr}
        try:
            self._feed()
        except BaseException:
            self._stop()
            self._close_all()
            raise

    def finish(self) -> tuple[int, bytes, bytes]:
        """Its exit code, output and errors. Raises TimedOut or Overflow after stopping it."""
        try:
            self._pump()
        except BaseException:
            self._stop()
            raise
        finally:
            self._close_all()
        if self._status is None:
            self._reap(0)
        status = -1 if self._status is None else self._status
        return status, bytes(self._answers[self._stdout]), bytes(self._answers[self._stderr])

    def _spawn(self, argv: list[str], env: Mapping[str, str]) -> tuple[int, int, int]:
        child_in, ours_in = os.pipe()
        ours_out, child_out = os.pipe()
        ours_err, child_err = os.pipe()
        try:
            self.pid = os.posix_spawn(
                argv[0],
                argv,
                env,
                file_actions=[
                    (os.POSIX_SPAWN_DUP2, child_in, 0),
                    (os.POSIX_SPAWN_DUP2, child_out, 1),
                    (os.POSIX_SPAWN_DUP2, child_err, 2),
                ],
                setsid=self._own_session,
                setsigdef=[signal.SIGPIPE, signal.SIGXFSZ],
            )
        except BaseException:
            for descriptor in (ours_in, ours_out, ours_err):
                os.close(descriptor)
            raise
        finally:
            for descriptor in (child_in, child_out, child_err):
                os.close(descriptor)
        for descriptor in (ours_in, ours_out, ours_err):
            os.set_blocking(descriptor, False)
        return ours_in, ours_out, ours_err

    def _pump(self) -> None:
        poll = select.poll()
        for descriptor in self._open:
            poll.register(
                descriptor, select.POLLOUT if descriptor == self._stdin else select.POLLIN
            )
        ended = False
        while self._open - {self._stdin}:
            ready = poll.poll(0 if ended else _GLANCE_MS)
            for descriptor, _ in ready:
                if descriptor == self._stdin:
                    self._feed()
                else:
                    self._read(descriptor)
                if descriptor not in self._open:
                    poll.unregister(descriptor)
            # A daemon left behind by a hook or by ssh may hold the pipes open: do not wait for it.
            if not ready:
                if ended:
                    return
                ended = self._has_ended()
            if self._deadline is not None and time.monotonic() > self._deadline:
                raise TimedOut(self._timeout or 0.0)

    def _feed(self) -> None:
        try:
            while self._input:
                self._input = self._input[os.write(self._stdin, self._input) :]
        except BlockingIOError:
            return
        except BrokenPipeError:
            pass
        self._close(self._stdin)

    def _read(self, descriptor: int) -> None:
        answer = self._answers[descriptor]
        with contextlib.suppress(BlockingIOError):
            chunk = os.read(descriptor, _CHUNK)
            if not chunk:
                self._close(descriptor)
            answer += chunk
        if len(answer) > self._limit:
            raise Overflow(self._limit)

    def _close(self, descriptor: int) -> None:
        self._open.discard(descriptor)
        os.close(descriptor)

    def _close_all(self) -> None:
        for descriptor in self._open:
            os.close(descriptor)
        self._open.clear()

    def _has_ended(self) -> bool:
        if self._status is None:
            self._reap(os.WNOHANG)
        return self._status is not None

    def _reap(self, options: int) -> None:
        pid, status = os.waitpid(self.pid, options)
        if pid:
            self._status = os.waitstatus_to_exitcode(status)

    def _stop(self) -> None:
        """End it politely, so that git removes its locks, then for certain."""
        self._signal(signal.SIGTERM)
        patience = time.monotonic() + _GRACE
        while not self._has_ended() and time.monotonic() < patience:
            time.sleep(0.01)
        self._signal(signal.SIGKILL)
        if self._status is None:
            self._reap(0)

    def _signal(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            if self._own_session:
                os.killpg(self.pid, number)
            elif self._status is None:
                os.kill(self.pid, number)
