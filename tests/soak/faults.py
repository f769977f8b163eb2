"""A disk that refuses: each call that writes fails in turn with each error, and limits are hit."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.soak.acts import ACTS, Act, Files, Verdict, copy, environment, judge, texts_of
from tests.soak.figures import Figures
from tests.soak.syscalls import HERE, Place, Point, sorted_sample
from tests.soak.traced import Outcome, Tell, can_trace, run_forked, run_traced

ERRORS = ("ENOSPC", "EIO", "EROFS", "EACCES", "EMFILE")
_SAID = ("kept in ", "the next command ends it", "could not be kept anywhere", "Too many open")
_OPENING = {"EMFILE": ("openat",)}
"""Errors that only some calls can end with."""

PLAIN_CODES = (0, 1, 2, 3, 4, 5)
"""Exit codes that the documentation names."""


@dataclass(frozen=True)
class Fault:
    """One call that fails, or from which on all of its kind fail, as on a disk that is full."""

    point: Point
    error: str
    lasting: bool

    def __str__(self) -> str:
        return f"{self.point}: {self.error}{' from then on' if self.lasting else ''}"

    @property
    def inject(self) -> str:
        when = f"{self.point.number}{'+' if self.lasting else ''}"
        return f"{self.point.call}:error={self.error}:when={when}"


def run(size: float, seed: int) -> Figures:
    """Every error at every call at full size, else at so many of them that the seed chooses."""
    if not can_trace():
        return Figures("faults", 0, "faults", 0, 0, "skipped: strace cannot run here")
    chance = random.Random(seed)
    acts = ACTS if size >= 0.05 else chance.sample(ACTS, 1)
    faults = edits = lost = 0
    failures: list[str] = []

    def note(what: object, verdict: Verdict) -> None:
        nonlocal faults, edits, lost
        faults += 1
        edits += verdict.edits
        lost += verdict.lost
        failures.extend(f"faults, {what}: {one}" for one in verdict.broken)

    with tempfile.TemporaryDirectory() as name:
        place = Place(Path(name))
        for act in acts:
            stage = act.stage(place.folder)
            points = [one for one in place.points(act, stage) if not one.both]
            wanted = len(points) if size >= 1 else max(3, round(len(points) * size))
            for point in sorted_sample(chance, points, wanted):
                errors = [one for one in ERRORS if point.call in _OPENING.get(one, (point.call,))]
                for error in errors if size >= 1 else [chance.choice(errors)]:
                    fault = Fault(point, error, _lasts(chance, point, error))
                    note(fault, _suffer(place, fault, stage))
            for spoil in (_fill, _make_read_only) if size >= 0.05 else ():
                verdict = _suffer_on_a_disk_of_its_own(place, act, stage, spoil)
                if verdict is not None:
                    note(f"{act.name}: {spoil.__name__}", verdict)
            limits = list(_limits())
            for limit, lay in limits if size >= 0.05 else [chance.choice(limits)]:
                note(f"{act.name}: {limit}", _suffer_limit(place, act, stage, lay))
    return Figures("faults", faults, "faults", edits, lost, _names(acts), tuple(failures))


def _lasts(chance: random.Random, point: Point, error: str) -> bool:
    """Whether a fault stays. Where no file can be opened any more, no program is to be found."""
    return chance.random() < 0.5 and (point.call != "openat" or error == "EMFILE")


def _names(acts: list[Act] | tuple[Act, ...]) -> str:
    return ", ".join(act.name for act in acts)


def _suffer(place: Place, fault: Fault, stage: Path) -> Verdict:
    root = place.fresh(stage)
    was = texts_of(root)
    act = fault.point.act

    def job(tell: Tell) -> None:
        environment(values)
        act.run(root, tell)

    if fault.point.who == HERE:
        values: dict[str, str] = {}
        ended = run_traced(job, fault.inject)
    else:
        seen = root.parent / "seen"
        values = place.gits.environment(seen, fault.point.who, fault.inject)
        ended = run_forked(job)
    return _judged(act, root, was, ended)


def _suffer_limit(place: Place, act: Act, stage: Path, lay: Callable[[], None]) -> Verdict:
    root = place.fresh(stage)
    was = texts_of(root)

    def job(tell: Tell) -> None:
        lay()
        act.run(root, tell)

    return _judged(act, root, was, run_forked(job))


# A disk of its own


def _fill(disk: Path) -> Callable[[], None]:
    """Leave no room on it; what is given back makes room again."""
    filler = disk / "filler"
    with suppress(OSError), filler.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    return filler.unlink


def _make_read_only(disk: Path) -> Callable[[], None]:
    """Let nothing be written to it; what is given back lets it again."""
    _mount("-o", "remount,ro", str(disk))
    return lambda: _mount("-o", "remount,rw", str(disk))


def _suffer_on_a_disk_of_its_own(
    place: Place, act: Act, stage: Path, spoil: Callable[[Path], Callable[[], None]]
) -> Verdict | None:
    """The act on a small disk that is spoilt before; None where none can be mounted."""
    disk = place.folder / "disk"
    disk.mkdir(exist_ok=True)
    try:
        _mount("-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk))
    except (OSError, subprocess.CalledProcessError):
        return None
    try:
        root = copy(stage, disk / "run")
        was = texts_of(root)
        mend = spoil(disk)
        ended = run_forked(partial(act.run, root))
        mend()
        return _judged(act, root, was, ended)
    finally:
        subprocess.run(["umount", "--lazy", str(disk)], check=True)


def _mount(*words: str) -> None:
    subprocess.run(["mount", *words], check=True, capture_output=True)


def _limits() -> Iterator[tuple[str, Callable[[], None]]]:
    """Limits that the system lays on a process, as ulimit does."""
    for limit in (0, 300, 4096):
        yield f"files up to {limit} bytes", _limiting(resource.RLIMIT_FSIZE, limit)
    yield "20 open files", _limiting(resource.RLIMIT_NOFILE, 20)


def _limiting(what: int, limit: int) -> Callable[[], None]:
    def lay() -> None:
        resource.setrlimit(what, (limit, limit))

    return lay


def _judged(act: Act, root: Path, was: Files, ended: Outcome) -> Verdict:
    """Whether it was told plainly, and all promises were kept."""
    broken = list(_told_badly(ended))
    if not act.syncs:
        broken += _text_lost(root, was, ended)
    verdict = judge(act, root, was, ended)
    if not (broken or verdict.broken):
        shutil.rmtree(root.parent)
    return Verdict(verdict.edits, verdict.lost, (*broken, *verdict.broken))


def _told_badly(ended: Outcome) -> Iterator[str]:
    if ended.code not in PLAIN_CODES:
        yield f"it ended with {ended.code}"
    said = next((one["said"] for one in ended.told if "said" in one), "")
    if ended.code and not said.strip():
        yield f"it ended with {ended.code} and said nothing"
    if "Traceback" in said or "Errno" in said:
        yield f"it did not say plainly: {said}"


def _text_lost(root: Path, was: Files, ended: Outcome) -> Iterator[str]:
    """What was to be written must be on disk or in a draft that was told, and nothing torn."""
    now = texts_of(root)
    begun: Files = {}
    for one in ended.told:
        begun |= one.get("begun", {})
    for path in begun:
        if now.get(path) not in (was.get(path), begun[path]):
            yield f"{path} is neither as before nor as after"
    wanted = {path: text for path, text in begun.items() if text not in (None, was.get(path))}
    if all(now.get(path) == text for path, text in wanted.items()):
        return
    said = " ".join(one["said"] for one in ended.told if "said" in one)
    if not any(words in said for words in _SAID):
        yield f"nothing says where the text is: {said}"
        return
    for kept in _drafts(said):
        if any(text not in kept for text in wanted.values()):
            yield f"the draft does not hold the text: {said}"


def _drafts(said: str) -> Iterator[str]:
    for words in said.split("kept in ")[1:]:
        place = Path(words.split("; ")[0])
        files = sorted(place.rglob("*.md")) if place.is_dir() else [place]
        yield "".join(file.read_text() for file in files)
