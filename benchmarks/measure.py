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


def run(*argv: str | Path, stdin: bytes = b"") -> tuple[float, float]:
    """Run a program to its end: its milliseconds, and the MiB it had at most.

    Raises Failed unless it exits with 0.
    """
    with TemporaryFile() as given, TemporaryFile() as said:
        given.write(stdin)
        given.seek(0)
        begin = perf_counter()
        process = subprocess.Popen(
            argv, stdin=given, stdout=subprocess.DEVNULL, stderr=said, env=environment()
        )
        _, status, usage = os.wait4(process.pid, 0)
        elapsed = perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise Failed(_reason(argv, process.returncode, said.read()))
    return elapsed * 1000, usage.ru_maxrss / 1024


def _reason(argv: Iterable[str | Path], code: int, said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    program = Path(next(iter(argv))).name
    return f"{program}: {lines[-1].strip()}" if lines else f"{program} ended with {code}"


def timed(figure: str, *argv: str | Path) -> Case:
    """The case of a program that needs nothing prepared."""
    return Case((figure,), lambda: {figure: run(*argv)[0]})
