"""Damage as power cuts and full disks leave it in `.git`, and the doctor called to it.

After `doctor --fix` every task is on disk and in the branch as it was, the history goes back to
where it began, git finds nothing wrong, and the next edit is recorded.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from random import Random

from tests.soak.figures import Figures
from tests.workspace import git, make_workspace
from tuiwork.errors import TuiworkError
from tuiwork.session import Session
from tuiwork.session.doctoring import Doctor
from tuiwork.sync.rescue.steps import Step
from tuiwork.verbs.tasks import comment

FULL = 600
"""Repositories damaged at full size; the damages alone are 66, the others are two at once."""

TASK = "p2h8w4xn"
MADE = ("journal", "packed-refs")
"""Files that are not always there, and may be there as garbage."""

HOWS = ("empty", "deleted", "garbage")


def run(size: float, seed: int) -> Figures:
    """Damage each part in each way, alone and then two at once, and mend it."""
    dice = Random(seed)
    failures: list[str] = []
    edits = lost = 0
    count = max(1, round(FULL * size))
    with tempfile.TemporaryDirectory() as place:
        kept = {
            packed: _repository(Path(place) / f"kept-{packed}", packed) for packed in (False, True)
        }
        for number, (packed, parts) in enumerate(islice(_damages(dice), count)):
            root = Path(place) / "work"
            shutil.copytree(kept[packed], root)
            before = _tasks(root)
            edits += len(before)
            try:
                gone, wrong = _trial(root, parts, before, dice)
            except (TuiworkError, OSError, subprocess.CalledProcessError) as error:
                gone, wrong = 0, [f"{type(error).__name__}: {error}"]
            lost += gone
            how = " and ".join(" ".join(one) for one in parts)
            kind = "packed" if packed else "loose"
            failures += [f"seed {seed}, {number}, {kind}, {how}: {one}" for one in wrong]
            shutil.rmtree(root)
    return Figures("damage", count, "damages", edits, lost, _notes(count), tuple(failures))


Damages = tuple[tuple[str, str], ...]
"""Parts of `.git`, and what happens to each."""


def _damages(dice: Random) -> Iterator[tuple[bool, Damages]]:
    """What to do to which repository, packed or not: every part in every way, then two at once."""
    ways = [(how, packed) for how in HOWS for packed in (False, True)]
    turns = {part: dice.sample(ways, len(ways)) for part in PARTS}
    for turn in range(len(ways)):
        for part in PARTS:
            how, packed = turns[part][turn]
            yield packed, ((part, how),)
    while True:
        both = dice.sample(PARTS, 2)
        yield dice.random() < 0.5, tuple((part, dice.choice(HOWS)) for part in both)


def _notes(count: int) -> str:
    return f"{len(PARTS)} parts of .git, {len(HOWS)} ways, loose and packed; {count} mended"


def _repository(root: Path, packed: bool) -> Path:
    """A workspace with some edits, the last of them in loose objects."""
    make_workspace(root)
    for number in range(3):
        _edit(root, f"Comment {number}")
        if packed and number == 1:
            git(root, "gc", "--quiet")
    return root


def _edit(root: Path, words: str) -> None:
    session = Session(root)
    session.do(comment, [TASK], words)
    session.record()


def _tasks(root: Path) -> dict[str, bytes]:
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in sorted((root / "spaces").rglob("*.md"))
    }


def _trial(
    root: Path, parts: Damages, before: dict[str, bytes], dice: Random
) -> tuple[int, list[str]]:
    """How many tasks are lost after a damage and its mending, and which promises were broken."""
    first = git(root, "rev-list", "--max-parents=0", "HEAD")
    places = [(PLACES[part](root), how) for part, how in parts]
    for place, how in places:
        _damage(place, how, dice)
    steps: list[Step] = []
    Doctor(root).mend(steps.append)
    wrong = [f"{step.what}: {step.failure or step.cure}" for step in steps if not step.mended]
    lost = sum(_tasks(root).get(path) != data for path, data in before.items())
    recorded = git(root, "rev-list", "--max-parents=0", "HEAD") == first
    wrong += [] if recorded else ["the history began anew"]
    lost += sum(git(root, "show", f"HEAD:{path}").encode() != data for path, data in before.items())
    told = git(root, "status", "--porcelain")
    wrong += [f"git status says {told!r}"] if told else []
    fsck = ("git", "fsck", "--no-dangling", "--no-progress")
    done = subprocess.run(fsck, cwd=root, capture_output=True, text=True, check=False)
    wrong += [f"git fsck says {done.stderr}{done.stdout}"] if done.returncode else []
    _edit(root, "Afterwards")
    broken = [
        one.message
        for part in Doctor(root).examine()
        for one in part.findings
        if one.level == "wrong"
    ]
    return lost, wrong + broken


def _damage(place: Path, how: str, dice: Random) -> None:
    if how == "deleted" or not (place.exists() or place.name in MADE):
        place.unlink(missing_ok=True)
        return
    if place.exists():
        place.chmod(0o644)
    place.write_bytes(b"" if how == "empty" else dice.randbytes(dice.randrange(1, 200)))


def _object(name: str) -> Callable[[Path], Path]:
    def place(root: Path) -> Path:
        oid = git(root, "rev-parse", name).strip()
        return root / ".git/objects" / oid[:2] / oid[2:]

    return place


def _task_blob(root: Path) -> Path:
    [path] = [path for path in _tasks(root) if TASK in path]
    return _object(f"HEAD:{path}")(root)


def _pack_index(root: Path) -> Path:
    return next((root / ".git/objects/pack").glob("*.idx"), root / ".git/objects/pack/none.idx")


def _file(path: str) -> Callable[[Path], Path]:
    return lambda root: root / ".git" / path


PLACES: dict[str, Callable[[Path], Path]] = {
    "last blob": _task_blob,
    "last tree": _object("HEAD^{tree}"),
    "last folder": _object("HEAD:spaces/operations/jobs"),
    "last commit": _object("HEAD^{commit}"),
    "branch": _file("refs/heads/main"),
    "HEAD": _file("HEAD"),
    "index": _file("index"),
    "HEAD's log": _file("logs/HEAD"),
    "branch's log": _file("logs/refs/heads/main"),
    "packed-refs": _file("packed-refs"),
    "pack's index": _pack_index,
    "journal": _file("tuiwork/journal"),
    "cache": _file("tuiwork/index.sqlite"),
}
PARTS = tuple(PLACES)
