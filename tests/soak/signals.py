"""SIGTERM, SIGHUP and SIGINT at any moment of a command: it is done or given up, never half."""

from __future__ import annotations

import random
import shutil
import signal
import tempfile
import time
from collections import Counter
from functools import partial
from pathlib import Path

from tests.soak.acts import ACTS, Act, judge, texts_of
from tests.soak.figures import Figures
from tests.soak.syscalls import Place
from tests.soak.traced import Child, Outcome, Tell

TIMES = 50
SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
SPREAD = 0.3
"""Seconds within which the signal comes."""

FINE = {
    signal.SIGTERM: (0, -signal.SIGTERM),
    signal.SIGHUP: (0, -signal.SIGHUP),
    signal.SIGINT: (0, 130),
}
"""How a command may end: done, or as the shell expects of one that was stopped."""


def run(size: float, seed: int) -> Figures:
    """Each signal so many times, at acts and moments that the seed chooses."""
    chance = random.Random(seed)
    edits = lost = sent = 0
    ends: Counter[int] = Counter()
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name))
        acts = ACTS if size >= 0.05 else chance.sample(ACTS, 1)
        stages = [(act, act.stage(place.folder)) for act in acts]
        for number in SIGNALS * max(1, round(TIMES * size)):
            act, stage = chance.choice(stages)
            root = place.fresh(stage)
            was = texts_of(root)
            wait = chance.uniform(0, SPREAD)
            ended = _signalled(act, root, number, wait)
            verdict = judge(act, root, was, ended)
            sent += 1
            ends[ended.code] += 1
            edits += verdict.edits
            lost += verdict.lost
            broken = [*verdict.broken]
            if ended.code not in FINE[number]:
                broken.append(f"it ended with {ended.code}")
            what = f"signals, {act.name}: {number.name} after {wait:.4f} s"
            failures += [f"{what}: {one}" for one in broken]
            if not broken:
                shutil.rmtree(root.parent)
    notes = ", ".join(f"{times} ended with {code}" for code, times in sorted(ends.items()))
    return Figures("signals", sent, "signals", edits, lost, notes, tuple(failures))


def _signalled(act: Act, root: Path, number: signal.Signals, wait: float) -> Outcome:
    child = Child(partial(_command, act, root))
    while not child.told:
        time.sleep(0.0005)
    time.sleep(wait)
    child.kill(number)
    code = child.wait()
    return Outcome(code, tuple(one for one in child.told if isinstance(one, dict)), {})


def _command(act: Act, root: Path, tell: Tell) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tell("begun")
    try:
        code = act.run(root, _telling(tell))
    except KeyboardInterrupt:
        # It came before the command began or after it ended, as it may to any program.
        code = 130
    raise SystemExit(code)


def _telling(tell: Tell) -> Tell:
    """Nothing is interrupted while it is told: that is the trial's, not the command's."""

    def quietly(value: object) -> None:
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            tell(value)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)

    return quietly
