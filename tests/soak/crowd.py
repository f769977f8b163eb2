"""Everybody at once on one workspace: sessions, plain git, an editor, and syncs on a slow line."""

from __future__ import annotations

import os
import random
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from tests.soak.acts import ACTS, MANY, look_after
from tests.soak.figures import Figures
from tests.soak.traced import SECONDS, Child, Tell
from tests.workspace import git
from tuiwork.errors import Busy, NotRecorded, Refused, SyncStopped
from tuiwork.session import Session
from tuiwork.text.document import read_document
from tuiwork.verbs.tasks import comment

EDITS = 250
"""Edits of each session at full size."""
SESSIONS = 4
AN_EDIT = 2.0
"""Seconds that an edit may take in such a crowd, on a busy machine."""
SAVES = 100
"""Times that the editor saves at full size."""
SYNCS = 5
HUNG = 30.0
"""Seconds that the line hangs at full size."""

SHARED, OTHERS = MANY[0], MANY[1:9]
EDITED = f"spaces/operations/jobs/{MANY[9]}-one-of-many-{MANY[9]}.md"
SETTLE = 0.4
BESIDE = (
    ".{}.swp", ".#{}", "#{}#", "{}~", "{}.orig", ".{}.tmp", "4913", ".{}.un~", "{}.bak",
    "{}.sync-conflict-20260615-101010-ABCDEFG", ".goutputstream-K3QJ2Z", "{}.rej",
)  # fmt: skip
"""What editors and file synchronisers leave beside a file."""

SAVED_WITHIN, TOLD_WITHIN = 1.0, 1.0


@dataclass
class Seen:
    """What was found so far."""

    edits: int = 0
    lost: int = 0
    refused: int = 0
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def run(size: float, seed: int) -> Figures:
    """Have everybody write at once, then let the line hang while edits go on."""
    seen = Seen()
    with tempfile.TemporaryDirectory() as name:
        root = ACTS[0].stage(Path(name)) / "ours"
        _together(root, size, seed, seen)
        _on_a_slow_line(root, size, seen)
        failures = tuple(f"crowd: {one}" for one in (*seen.failures, *look_after(root)))
    runs = SESSIONS * _scaled(EDITS, size)
    notes = ", ".join([*seen.notes, f"{seen.refused} refused"])
    return Figures("crowd", runs, "edits at once", seen.edits, seen.lost, notes, failures)


def _scaled(count: float, size: float) -> int:
    return max(3, round(count * size))


# Everybody at once


def _together(root: Path, size: float, seed: int, seen: Seen) -> None:
    edits = _scaled(EDITS, size)
    sessions = [Child(partial(_edit, root, who, edits, seed)) for who in range(SESSIONS)]
    editor = Child(partial(_save_like_an_editor, root, _scaled(SAVES, size)))
    forever = [Child(partial(_commit_like_a_person, root)), Child(partial(_record_outside, root))]
    codes = [one.wait(SECONDS + edits * AN_EDIT) for one in (*sessions, editor)]
    _end_of_day(root).touch()
    codes += [one.wait() for one in forever]
    time.sleep(SETTLE)
    Session(root).record_outside(settle=SETTLE)
    told = [word for one in (*sessions, editor, *forever) for word in one.told]
    seen.failures += [word["crash"] for word in told if "crash" in word]
    seen.failures += ["somebody did not come to the end"] if any(codes) else []
    acknowledged = {word["done"] for word in told if "done" in word}
    recorded = "".join(
        git(root, "show", f"HEAD:{path}") for path in git(root, "ls-files").splitlines()
    )
    missing = sorted(token for token in acknowledged if f"{token};" not in recorded)
    seen.edits += len(acknowledged)
    seen.lost += len(missing)
    seen.refused += sum("refused" in word for word in told)
    seen.failures += [f"{token} is gone" for token in missing]
    seen.failures += _torn(root)
    spent = [word["seconds"] for word in told if "seconds" in word]
    seen.notes.append(f"recorded p95 {_p95(spent) * 1000:.0f} ms among {SESSIONS + 3}")


def _edit(root: Path, who: int, edits: int, seed: int, tell: Tell) -> None:
    """Comment on a task that all edit, or on another; try again when refused."""
    chance = random.Random(f"{seed} {who}")
    session = Session(root)
    session.load()
    for number in range(edits):
        token = f"s{who}-{number}"
        while True:
            begun = time.monotonic()
            try:
                id_ = SHARED if chance.random() < 0.7 else chance.choice(OTHERS)
                session.do(comment, [id_], f"{token};")
                session.record()
            except NotRecorded as failure:
                tell({"refused": failure.message})
            except (Refused, Busy) as refusal:
                tell({"refused": refusal.message})
                session.load()
                continue
            tell({"done": token, "seconds": time.monotonic() - begun})
            break


def _commit_like_a_person(root: Path, tell: Tell) -> None:
    """Plain git beside us, in a loop; what it refuses because of our locks is tried again."""
    number = 0
    file = root / "notes.txt"
    while not _end_of_day(root).exists():
        number += 1
        with file.open("a") as notes:
            notes.write(f"git-{number};\n")
        for words in (["add", "notes.txt"], ["commit", "--quiet", "-m", "By hand", "notes.txt"]):
            while subprocess.run(["git", *words], cwd=root, capture_output=True).returncode:
                time.sleep(0.01)
        tell({"done": f"git-{number}"})
        time.sleep(0.1)


def _save_like_an_editor(root: Path, saves: int, tell: Tell) -> None:
    """Truncate, wait, write; and leave beside the file what editors leave."""
    file = root / EDITED
    for name in BESIDE:
        (file.parent / name.format(file.name)).write_text("+++\n")
    for number in range(saves):
        text = file.read_text()
        with file.open("w") as opened:
            time.sleep(0.05)
            half = len(text) // 2
            opened.write(text[:half])
            opened.flush()
            time.sleep(0.02)
            opened.write(f"{text[half:].rstrip()}\n")
        time.sleep(0.02)
        with file.open("w") as opened:
            opened.write(_with_note(text, f"editor-{number};"))
        tell({"done": f"editor-{number}"})
        time.sleep(0.02 if number % 5 else 2 * SETTLE)


def _with_note(text: str, words: str) -> str:
    head, log, rest = text.partition("\n## Log")
    return f"{head.rstrip()}\n\n{words}\n{log}{rest}"


def _record_outside(root: Path, tell: Tell) -> None:
    """What a sync does first, over and over."""
    while not _end_of_day(root).exists():
        with suppress(Refused, Busy, NotRecorded):
            tell({"outside": len(Session(root).record_outside(settle=SETTLE))})


def _end_of_day(root: Path) -> Path:
    """The file that tells those who go on for ever to stop."""
    return root.parent / "end"


def _torn(root: Path) -> Iterator[str]:
    """Whether any commit holds a half of what the editor wrote, or what it left beside."""
    for oid in git(root, "log", "--format=%H", "--", EDITED).split():
        text = git(root, "show", f"{oid}:{EDITED}")
        if read_document(EDITED, text)[0] is None or "## Log" not in text:
            yield f"{oid} holds a torn task"
    file = Path(EDITED)
    beside = {str(file.parent / name.format(file.name)) for name in BESIDE}
    held = set(git(root, "ls-files").splitlines())
    for place in sorted(beside & held):
        yield f"{place} was recorded"
    for place in beside:
        (root / place).unlink(missing_ok=True)


# A slow line

_SSH = """#!/bin/sh
for word do last=$word; case $word in -G) exit 0 ;; esac; done
sleep "$SOAK_DELAY"
eval "$last"
"""


def _on_a_slow_line(root: Path, size: float, seen: Seen) -> None:
    """One sync waits for the network; edits go on, and other syncs say that one is running."""
    hung = max(0.7, HUNG * size)
    script = root.parent / "ssh"
    script.write_text(_SSH)
    script.chmod(0o755)
    before = git(root, "remote", "get-url", "origin").strip()
    git(root, "remote", "set-url", "origin", f"ssh://nowhere{root.parent / 'remote.git'}")
    os.environ["GIT_SSH_COMMAND"] = str(script)
    os.environ["SOAK_DELAY"] = f"{hung:.2f}"
    try:
        _edits_go_on(root, hung, seen)
        _syncs_at_once(root, seen)
    finally:
        del os.environ["GIT_SSH_COMMAND"], os.environ["SOAK_DELAY"]
        git(root, "remote", "set-url", "origin", before)


def _edits_go_on(root: Path, hung: float, seen: Seen) -> None:
    """As in the screens: one session, the exchange on a thread of its own."""
    session = Session(root)
    session.load()
    session.prepare_exchange(settle=0.0)
    ended: list[object] = []
    exchange = threading.Thread(target=lambda: ended.append(session.exchange()))
    begun = time.monotonic()
    exchange.start()
    saved: list[float] = []
    recorded: list[float] = []
    while time.monotonic() - begun < hung:
        at = time.monotonic()
        session.do(comment, [SHARED], f"hung-{len(saved)};")
        saved.append(time.monotonic() - at)
        session.record()
        recorded.append(time.monotonic() - at)
        time.sleep(0.01)
    if not exchange.is_alive():
        seen.failures.append("the line did not hang")
    exchange.join()
    if not ended:
        seen.failures.append("the sync did not come to its end")
    tree = git(root, "show", f"HEAD:{session.workspace.task(SHARED).path}")
    missing = [number for number in range(len(saved)) if f"hung-{number};" not in tree]
    seen.edits += len(saved)
    seen.lost += len(missing)
    seen.failures += [f"hung-{number} is gone" for number in missing]
    if _p95(saved) > SAVED_WITHIN:
        seen.failures.append(f"saving took {_p95(saved):.3f} s while the line hung")
    seen.notes.append(
        f"on a hung line saved p95 {_p95(saved) * 1000:.0f} ms, recorded "
        f"{_p95(recorded) * 1000:.0f} ms"
    )


def _syncs_at_once(root: Path, seen: Seen) -> None:
    """Five start together: one runs, the others say so at once."""
    os.environ["SOAK_DELAY"] = "1.2"
    told = [
        word for one in [Child(partial(_sync, root)) for _ in range(SYNCS)] for word in _end(one)
    ]
    ran = [word for word in told if word.get("state") in ("published", "received", "up-to-date")]
    busy = [float(word["seconds"]) for word in told if word.get("state") == "busy"]
    if len(ran) != 1 or len(busy) != SYNCS - 1:
        seen.failures.append(f"of {SYNCS} syncs at once: {told}")
    elif max(busy) > TOLD_WITHIN:
        seen.failures.append(f"a second sync said so after {max(busy):.2f} s only")
    if busy:
        seen.notes.append(f"a second sync said so within {max(busy) * 1000:.0f} ms")


def _end(child: Child) -> tuple[dict[str, float | str], ...]:
    child.wait()
    return child.told


def _sync(root: Path, tell: Tell) -> None:
    session = Session(root)
    session.load()
    begun = time.monotonic()
    try:
        state = session.sync(settle=0.0).state
    except SyncStopped as stopped:
        state = stopped.state
    tell({"state": state, "seconds": time.monotonic() - begun})


def _p95(spent: list[float]) -> float:
    return sorted(spent)[int(len(spent) * 0.95)] if spent else 0.0
