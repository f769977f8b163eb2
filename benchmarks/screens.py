"""The cases of the screens: first paint, keys, the event loop and memory, on a terminal."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from benchmarks import words
from benchmarks.commands import PYTHON, TUIWORK
from benchmarks.measure import Case, Figures
from benchmarks.place import Place
from benchmarks.terminal import Terminal

MOVES = "jjjjjjjjkkjjjjkjjjjj"
CLOSED = 4
"""How many tasks are done in one sitting."""

_READY = re.compile(b"ready to work")
_BARE = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    def compose(self):
        yield Static("ready to work")

Bare().run()
"""
_TITLE = re.compile(f"({'|'.join(words.VERBS)}) ({'|'.join(words.THINGS)})".encode())


def screen_cases(place: Place) -> list[Case]:
    """An app that shows one line; the screens opened and left; the screens worked in."""
    return [
        Case(("bare Textual app",), _bare),
        Case(("first task", "screens memory"), lambda: _opened(place)),
        Case(("move p50", "move p95", "x p50", "x p95", "block"), lambda: _worked_in(place)),
    ]


def _bare() -> Figures:
    with Terminal(PYTHON, "-c", _BARE) as terminal:
        elapsed = terminal.until(_READY)
        terminal.close("\x11")
    return {"bare Textual app": elapsed}


def _opened(place: Place) -> Figures:
    with Terminal(TUIWORK, "-C", str(place.mine)) as terminal:
        elapsed = terminal.until(_TITLE)
        terminal.rest()
        return {"first task": elapsed, "screens memory": terminal.close("q")}


def _worked_in(place: Place) -> Figures:
    with TemporaryDirectory() as folder:
        report = Path(folder) / "longest"
        probe = (PYTHON, "-m", "benchmarks.probe", str(place.mine), str(report))
        with Terminal(*probe) as terminal:
            terminal.until(_TITLE)
            terminal.rest()
            moves = [terminal.press(key) for key in MOVES]
            closes = [terminal.press("x") for _ in range(CLOSED)]
            terminal.close("q")
        return {
            "move p50": median(moves),
            "move p95": quantiles(moves, n=20, method="inclusive")[-1],
            "x p50": median(closes),
            "x p95": quantiles(closes, n=20, method="inclusive")[-1],
            "block": float(report.read_text()),
        }
