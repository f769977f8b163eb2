"""The cases of the screens: first paint, keys, the event loop and memory, on a terminal."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from time import monotonic

from benchmarks import words
from benchmarks.commands import LOAD, PYTHON, TUIWORK, change_elsewhere
from benchmarks.measure import Case, Figures, run
from benchmarks.place import Place
from benchmarks.terminal import Terminal

MOVES = "jjjjjjjjkkjjjjkjjjjj"
CLOSED = 4
"""How many tasks are done in one sitting."""
VIEWS = {"Home": "1", "Activity": "8", "Work": "q"}
"""The keys that lead from one view to the next, by what they lead to."""
LAYOUTS = ("board", "agenda", "calendar", "timeline", "list view")
"""What one key leads to in turn, each painted at once."""
TYPED = "pump\x7f\x7fmp"
"""What is typed letter by letter, some taken back, to filter and to find."""
SYNC, ESCAPE = "S", "\x1b"
PHASES = ("load", "keys", "views", "filter", "find", "sync")
"""The parts of a sitting in which the event loop may have been blocked."""
WORKED_IN = (
    *(
        f"{key} {part}"
        for key in ("move", "x", "x all", "filter", "find")
        for part in ("p50", "p95")
    ),
    "find opens",
    *VIEWS,
    *LAYOUTS,
    *(f"{phase} block" for phase in PHASES),
)

_COUNTED = re.compile(rb"\d of \d")
"""How the line above the tasks counts those that a filter finds, as it does when they are shown."""
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
        Case(WORKED_IN, lambda: _worked_in(place)),
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
    """Every kind of key after the other, in the clone whose remote others write to."""
    change_elsewhere(place)
    run(PYTHON, "-c", LOAD, place.shared)  # what nobody has opened yet takes long to read
    with TemporaryDirectory() as folder:
        report = Path(folder) / "pauses"
        probe = (PYTHON, "-m", "benchmarks.probe", str(place.shared), str(report))
        with Terminal(*probe) as terminal:
            sitting = _Sitting(terminal)
            terminal.until(_TITLE)
            sitting.rest("load")
            figures = _keys(sitting)
            terminal.press(SYNC)
            sitting.rest("sync")
            terminal.close("q")
        pauses = json.loads(report.read_text())
    return figures | {f"{phase} block": sitting.longest(phase, pauses) for phase in PHASES}


def _keys(sitting: _Sitting) -> dict[str, float]:
    press = sitting.terminal.press
    moves = [press(key).first for key in MOVES]
    closes = [press("x") for _ in range(CLOSED)]
    sitting.rest("keys")
    views = {view: press(key).last for view, key in VIEWS.items()}
    views |= {view: press("v").first for view in LAYOUTS}
    sitting.rest("views")
    press("/")
    letters = [press(key, _COUNTED).wanted for key in TYPED]
    press(ESCAPE)
    sitting.rest("filter")
    find = press("f").last
    found = [press(key).last for key in TYPED]
    press(ESCAPE)
    sitting.rest("find")
    return {
        **_spread("move", moves),
        **_spread("x", [one.first for one in closes]),
        **_spread("x all", [one.last for one in closes]),
        **_spread("filter", letters),
        **_spread("find", found),
        "find opens": find,
        **views,
    }


def _spread(name: str, figures: Sequence[float]) -> dict[str, float]:
    return {
        f"{name} p50": median(figures),
        f"{name} p95": quantiles(figures, n=20, method="inclusive")[-1],
    }


class _Sitting:
    """A terminal that somebody works at, and when each phase of the work was."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal
        self._phases: dict[str, tuple[float, float]] = {}
        self._begin = monotonic()

    def rest(self, phase: str) -> None:
        """End a phase: wait until all that it began is done."""
        self.terminal.rest()
        end = monotonic()
        self._phases[phase] = self._begin, end
        self._begin = end

    def longest(self, phase: str, pauses: Iterable[tuple[float, float]]) -> float:
        """The longest of the pauses that ended in a phase, in milliseconds."""
        begin, end = self._phases[phase]
        return max((pause for when, pause in pauses if begin < when <= end), default=0.0)
