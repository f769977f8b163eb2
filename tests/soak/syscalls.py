"""kill -9 before every system call of everything that writes: ours, git's, and both together."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.soak.acts import ACTS, Act, Verdict, copy, environment, judge, texts_of
from tests.soak.figures import Figures
from tests.soak.gits import EVERY, Gits, counted
from tests.soak.traced import Outcome, Tell, can_trace, run_forked, run_traced

HERE = "tuiwork"


@dataclass(frozen=True)
class Point:
    """One moment to die at: before the `number`th `call` of tuiwork, or of one call of git.

    With `both`, tuiwork dies with its git.
    """

    act: Act
    who: str
    call: str
    number: int
    both: bool = False

    def __str__(self) -> str:
        also = " with tuiwork" if self.both else ""
        return f"{self.act.name}: {self.who}{also} before {self.call} {self.number}"


def run(size: float, seed: int) -> Figures:
    """Kill at every point at full size, else at so many of them that the seed chooses."""
    if not can_trace():
        return Figures("syscalls", 0, "kills", 0, 0, "skipped: strace cannot run here")
    chance = random.Random(seed)
    acts = ACTS if size >= 0.05 else chance.sample(ACTS, 1)
    kills = edits = lost = 0
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name))
        for act in acts:
            stage = act.stage(place.folder)
            points = list(place.points(act, stage))
            wanted = max(3, round(len(points) * size))
            for point in points if size >= 1 else sorted_sample(chance, points, wanted):
                verdict, killed = place.kill(point, stage)
                kills += killed
                edits += verdict.edits
                lost += verdict.lost
                failures += [f"syscalls, {point}: {one}" for one in verdict.broken]
    notes = ", ".join(act.name for act in acts)
    return Figures("syscalls", kills, "kills", edits, lost, notes, tuple(failures))


def sorted_sample(chance: random.Random, points: list[Point], wanted: int) -> list[Point]:
    """So many of them, in their order."""
    chosen = chance.sample(range(len(points)), min(wanted, len(points)))
    return [points[at] for at in sorted(chosen)]


class Place:
    """A folder in which acts are done again and again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.gits = Gits(folder)
        self._runs = 0

    def points(self, act: Act, stage: Path) -> Iterator[Point]:
        """Every moment of an act, learnt from a run that nothing disturbs."""
        root = self.fresh(stage)
        seen = self.folder / "seen"
        values = self.gits.environment(seen, EVERY)

        def job(tell: Tell) -> None:
            environment(values)
            act.run(root, tell)

        calm = run_traced(job)
        assert calm.code == 0, calm.told
        for call, numbers in calm.calls.items():
            yield from (Point(act, HERE, call, number) for number in numbers)
        for who, calls in counted(seen).items():
            for call, numbers in calls.items():
                for number in numbers:
                    yield Point(act, who, call, number)
                    yield Point(act, who, call, number, both=True)
        shutil.rmtree(seen)
        shutil.rmtree(root.parent)

    def kill(self, point: Point, stage: Path) -> tuple[Verdict, bool]:
        """Kill there, do what comes next, and judge; whether it came to the kill."""
        root = self.fresh(stage)
        was = texts_of(root)
        ended = self._end(point, root)
        verdict = judge(point.act, root, was, ended)
        self._remove(root, verdict)
        killed = ended.was_killed or point.who != HERE
        return verdict, killed

    def fresh(self, stage: Path) -> Path:
        """A copy of the stage nobody has touched; its workspace."""
        self._runs += 1
        return copy(stage, self.folder / f"run-{self._runs}")

    def _end(self, point: Point, root: Path) -> Outcome:
        inject = f"{point.call}:signal=KILL:when={point.number}"
        if point.who == HERE:
            return run_traced(lambda tell: _do(point.act, root, tell), inject)
        seen = root.parent / "seen"
        values = self.gits.environment(seen, point.who, inject, both=point.both)

        def job(tell: Tell) -> None:
            environment(values)
            point.act.run(root, tell)

        return run_forked(job)

    def _remove(self, root: Path, verdict: Verdict) -> None:
        if not verdict.broken:
            shutil.rmtree(root.parent)


def _do(act: Act, root: Path, tell: Tell) -> None:
    act.run(root, tell)
