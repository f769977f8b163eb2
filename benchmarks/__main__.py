"""`python -m benchmarks`: measure, print the table, and end with 1 where something failed."""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from benchmarks.commands import command_cases, load_cases, start_cases, sync_cases
from benchmarks.measure import Case, Results, interleave
from benchmarks.peers import absent, peer_cases
from benchmarks.place import Place, open_place
from benchmarks.screens import screen_cases
from benchmarks.table import Row, cells, names_in, show, wanted_rows

SEED = 1


def main() -> int:
    """Measure at every size asked for; the exit code."""
    asked = _arguments()
    rows = wanted_rows(asked.only)
    print(_machine(), end="\n\n")
    found: dict[int, Results] = {}
    for size in asked.sizes:
        place = open_place(size, SEED)
        found[size] = interleave(_cases(place, rows), asked.rounds, f"{size:,} tasks")
        print(show(rows, size, found[size]), end="\n\n", flush=True)
    print("\n".join(absent()))
    print("Ratios are medians of figures taken in the same rounds; memory is the highest resident.")
    if asked.json:
        asked.json.write_text(json.dumps(_as_json(rows, found), indent=1))
    return int(any(results.failures for results in found.values()))


def _arguments() -> Namespace:
    parser = ArgumentParser("python -m benchmarks", description="Measure tuiwork and its peers.")
    parser.add_argument("--sizes", type=_sizes, default=[1_000, 10_000], help="1000,10000")
    parser.add_argument("--rounds", type=int, default=7, help="7")
    parser.add_argument("--only", type=_words, default=[], help="rows with these words: list,add")
    parser.add_argument("--json", type=Path, help="a file for every figure of every round")
    return parser.parse_args()


def _sizes(text: str) -> list[int]:
    return [int(word) for word in text.split(",")]


def _words(text: str) -> list[str]:
    return [word.strip().lower() for word in text.split(",") if word.strip()]


def _cases(place: Place, rows: Sequence[Row]) -> list[Case]:
    """What the rows need, in the order of a round."""
    names = names_in(rows)
    cases = [*start_cases(), *command_cases(place)]
    if any(name.startswith(("Taskwarrior", "todo.txt")) for name in names):
        cases += peer_cases(place)
    cases += [*load_cases(place), *sync_cases(place), *screen_cases(place)]
    return [case for case in cases if not names.isdisjoint(case.gives)]


def _machine() -> str:
    said = subprocess.run(["git", "--version"], check=True, capture_output=True, text=True)
    busy = os.getloadavg()[0]
    others = " (other programs are at work: trust the ratios only)" if busy > 0.5 else ""
    return (
        f"{platform.system()} {platform.release()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, {said.stdout.strip()}, load {busy:.1f}{others}"
    )


def _as_json(rows: Sequence[Row], found: dict[int, Results]) -> dict[str, object]:
    sizes = {
        str(size): {
            "figures": {name: [*turns.values()] for name, turns in results.figures.items()},
            "rows": [[row.label, *cells(row, size, results)] for row in rows],
            "failures": results.failures,
        }
        for size, results in found.items()
    }
    return {"machine": _machine(), "sizes": sizes}


if __name__ == "__main__":
    sys.exit(main())
