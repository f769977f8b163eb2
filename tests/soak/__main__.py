"""`python -m tests.soak`: runs the trials and prints one table. Ends with 1 if anything broke."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from time import monotonic
from traceback import format_exc

from tests.conftest import alone
from tests.soak.figures import Figures, table

TRIALS: tuple[str, ...] = (
    "syscalls",
    "faults",
    "kills",
    "signals",
    "crowd",
    "clones",
    "damage",
    "payloads",
    "screens",
    "documents",
)
"""The modules of this package that are trials, in the order of the table."""


def main(words: list[str]) -> int:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(prog="make soak SOAK=…", description=__doc__)
    parser.add_argument("--size", type=float, default=1.0, help="1 is full size, 0.01 a hundredth")
    parser.add_argument("--seed", type=int, default=1, help="the same seed does the same again")
    parser.add_argument("--only", nargs="*", choices=TRIALS, default=TRIALS, help="some trials")
    asked = parser.parse_args(words)
    rows: list[tuple[Figures, float]] = []
    with tempfile.TemporaryDirectory() as home:
        for name, value in alone(Path(home)).items():
            os.environ[name] = value
        for trial in asked.only:
            begun = monotonic()
            print(f"{trial} …", file=sys.stderr, flush=True)
            rows.append((_figures(trial, asked.size, asked.seed), monotonic() - begun))
    print(table(rows))
    print(f"\nsize {asked.size:g}, seed {asked.seed}; lost: {sum(one.lost for one, _ in rows)}")
    failures = [line for one, _ in rows for line in one.failures]
    print("\n".join(failures))
    return 0 if all(one.passed for one, _ in rows) else 1


def _figures(trial: str, size: float, seed: int) -> Figures:
    """What a trial found. One that breaks down has failed, and keeps no other from running."""
    try:
        found = import_module(f"tests.soak.{trial}").run(size, seed)
    except Exception:  # noqa: BLE001 - it is told in full, as a failure
        return Figures(trial, 0, "runs", 0, 0, "broke down", (format_exc(),))
    assert isinstance(found, Figures)
    return found


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
