"""Runs cases turn by turn, so that figures taken in the same round can be divided by each other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

Figures = Mapping[str, float]
"""Milliseconds, or MiB, by what they are of."""


class Failed(Exception):
    """A program did not do what it was measured at."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to measure. `measure` does it once and gives these figures; whatever it has to
    prepare takes no part in them."""

    gives: tuple[str, ...]
    measure: Callable[[], Figures]


@dataclass(slots=True)
class Results:
    """What the rounds gave: figures by name and round, and why others are missing."""

    figures: dict[str, dict[int, float]] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)

    def median(self, name: str) -> float | None:
        """The median of a figure over all rounds, None where there is none."""
        found = self.figures.get(name)
        return median(found.values()) if found else None

    def ratio(self, name: str, other: str) -> float | None:
        """The median of one figure divided by another, each pair taken in one round."""
        ones, others = self.figures.get(name, {}), self.figures.get(other, {})
        ratios = [ones[turn] / others[turn] for turn in ones if others.get(turn)]
        return median(ratios) if ratios else None


def interleave(cases: Sequence[Case], rounds: int, what: str) -> Results:
    """Measure every case once a round, A B C A B C …; one more round before warms everything up.

    A case that fails is left out from then on.
    """
    results = Results()
    for turn in range(rounds + 1):
        _say(f"{what}: {f'round {turn} of {rounds}' if turn else 'warming up'}")
        for case in cases:
            if case.gives[0] in results.failures:
                continue
            try:
                figures = case.measure()
            except (Failed, OSError) as error:
                results.failures |= dict.fromkeys(case.gives, str(error))
                continue
            if turn:
                for name, value in figures.items():
                    results.figures.setdefault(name, {})[turn] = value
    _say("")
    return results


def _say(words: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{words}", end="", file=sys.stderr, flush=True)
    elif words:
        print(words, file=sys.stderr, flush=True)


def environment() -> dict[str, str]:
    """What measured programs see: a terminal's size, and nothing that makes Python slower."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "TUIWORK_", "TASK"))
    }
    return kept | {"LC_ALL": "C.UTF-8", "TERM": "xterm-256color"}


def run(*argv: str | Path) -> float:
    """Run a program to its end: its milliseconds. Raises Failed unless it exits with 0."""
    with TemporaryFile() as said:
        begin = perf_counter()
        process = subprocess.run(
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            env=environment(),
            check=False,
        )
        elapsed = perf_counter() - begin
        if process.returncode:
            said.seek(0)
            raise Failed(_reason(argv, process.returncode, said.read()))
    return elapsed * 1000


_LAUNCH = """
import os, sys
nowhere = os.open(os.devnull, os.O_RDWR)
streams = [(os.POSIX_SPAWN_DUP2, nowhere, stream) for stream in (0, 1)]
process = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=streams)
_, status, usage = os.wait4(process, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def memory(*argv: str | Path) -> float:
    """The MiB a program had at most, started from a small process: the system counts what the one
    that starts it has until then. Raises Failed unless it exits with 0."""
    launched = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCH, *argv],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        env=environment(),
        check=False,
    )
    if launched.returncode:
        raise Failed(_reason(argv, launched.returncode, launched.stderr))
    return int(launched.stdout) / 1024


def _reason(argv: Iterable[str | Path], code: int, said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    program = Path(next(iter(argv))).name
    return f"{program}: {lines[-1].strip()}" if lines else f"{program} ended with {code}"


def timed(figure: str, *argv: str | Path) -> Case:
    """The case of a program that needs nothing prepared."""
    return Case((figure,), lambda: {figure: run(*argv)})
