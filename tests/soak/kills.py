"""kill -9 at any moment while three write, their gits left as orphans; and locks that are held."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tests.soak.acts import ACTS, MANY, look_after
from tests.soak.figures import Figures
from tests.soak.traced import Child, Tell, run_forked
from tests.workspace import git
from tuiwork.errors import Busy, NotRecorded, Refused
from tuiwork.session import Session
from tuiwork.sync.git.locks import stale_locks
from tuiwork.sync.git.notes import leave_note
from tuiwork.sync.git.repository import open_repository
from tuiwork.verbs.placing import move
from tuiwork.verbs.tasks import add, comment

KILLS = 500
GUARDED = 200
WRITERS = 3
LONGEST = 1.0
"""Seconds that a writer lives at most."""

BATCH = 5
LISTS = ("spaces/operations/jobs", "spaces/operations/incidents")
_TOKEN = r"token-[0-9]+-[0-9]+-[0-9]+"


def run(size: float, seed: int) -> Figures:
    """Kill three writers again and again, and look each time whether all they were told holds."""
    chance = random.Random(seed)
    rounds = max(2, round(KILLS * size / WRITERS))
    kills = edits = lost = refused = 0
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as name:
        root = ACTS[0].stage(Path(name)) / "ours"
        told: set[str] = set()
        for turn in range(rounds):
            spoken = _killed_writers(root, turn, chance)
            kills += WRITERS
            recorded = {one["recorded"] for one in spoken if "recorded" in one}
            saved = {one["saved"] for one in spoken if "saved" in one}
            refused += sum("refused" in one for one in spoken)
            missing = recorded - _tokens(root).keys()
            failures += [
                f"kills, round {turn}: {one} was recorded, but HEAD does not hold it"
                for one in sorted(missing)
            ]
            failures += [one["crash"] for one in spoken if "crash" in one]
            told |= saved | recorded
            failures += _repaired(root)
            now = _tokens(root)
            gone = told - now.keys()
            failures += [
                f"kills, round {turn}: {one} is gone; {_whereabouts(root, one)}"
                for one in sorted(gone)
            ]
            missing |= gone
            lost += len(missing)
            halves = [token for token, times in now.items() if times not in (1, BATCH)]
            failures += [f"kills, round {turn}: half a batch: {one}" for one in halves]
            edits = len(told)
            if missing or failures:
                break
        failures += _stolen(root, max(1, round(GUARDED * size)))
    notes = f"{refused} refused"
    return Figures("kills", kills, "kills", edits, lost, notes, tuple(failures))


def _killed_writers(root: Path, turn: int, chance: random.Random) -> list[dict[str, str]]:
    """What three writers told before each was killed, at a moment of its own."""
    writers = [Child(partial(_write, root, turn, who, chance.random())) for who in range(WRITERS)]
    moments = sorted((chance.uniform(0.02, LONGEST), who) for who in range(WRITERS))
    begun = time.monotonic()
    for moment, who in moments:
        time.sleep(max(0.0, begun + moment - time.monotonic()))
        writers[who].kill(signal.SIGKILL)
    for one in writers:
        one.wait()
    return [word for one in writers for word in one.told]


def _write(root: Path, turn: int, who: int, seed: float, tell: Tell) -> None:
    """Edit for ever, telling each edit when it is saved and when it is recorded."""
    chance = random.Random(seed)
    session = Session(root)
    number = 0
    while True:
        number += 1
        token = f"token-{turn}-{who}-{number}"
        try:
            _edit(session, token, chance)
            tell({"saved": token})
            session.record()
            tell({"recorded": token})
        except (Refused, Busy, NotRecorded) as refusal:
            tell({"refused": refusal.message})
            session.load()


def _edit(session: Session, token: str, chance: random.Random) -> None:
    kind = chance.choice(("comment", "comment", "many", "add", "move"))
    if kind == "comment":
        session.do(comment, [chance.choice(MANY[:8])], token)
    elif kind == "many":
        session.do(comment, chance.sample(MANY[:8], BATCH), token)
    elif kind == "add":
        session.do(add, token, chance.choice(LISTS))
    else:
        id_ = chance.choice(MANY[8:])
        place = session.workspace.task(id_).folder
        session.do(move, [id_], LISTS[place == LISTS[0]])
        session.do(comment, [id_], token)


def _tokens(root: Path) -> Counter[str]:
    """The tokens that the last commit holds, and in how many files."""
    words = ["git", "grep", "-I", "-h", "-o", "-E", _TOKEN, "HEAD", "--", "spaces"]
    found = subprocess.run(words, cwd=root, capture_output=True, text=True)
    return Counter(found.stdout.split())


def _whereabouts(root: Path, token: str) -> str:
    """Where a token that HEAD does not hold is to be found, and what was done last."""
    files = (one for one in root.rglob("*.md") if token in one.read_text())
    on_disk = ", ".join(one.relative_to(root).as_posix() for one in files)
    commits = git(root, "log", "--all", "--format=%h %s", "-S", token).splitlines()
    last = git(root, "log", "-5", "--format=%h %s").splitlines()
    return f"on disk: {on_disk or 'nowhere'}; commits that speak of it: {commits}; last: {last}"


def _repaired(root: Path) -> Iterator[str]:
    def next_command(_: Tell) -> None:
        session = Session(root)
        session.load()
        session.record_outside(settle=0.0)

    ended = run_forked(next_command)
    for one in ended.told:
        yield f"the next command: {one}"
    yield from look_after(root)


# Locks


def _stolen(root: Path, trials: int) -> Iterator[str]:
    """Locks that a live program holds, beside the notes of a tuiwork that was killed."""
    note = leave_note(root)
    assert note is not None
    note.rename(note.with_name("git-4194304-1"))
    repo = open_repository(root)
    places = [root / ".git" / name for name in ("index.lock", "HEAD.lock", "refs/heads/main.lock")]
    for trial in range(trials):
        place = places[trial % len(places)]
        held, go = os.pipe()

        def hold(tell: Tell, place: Path = place, held: int = held) -> None:
            with place.open("xb"):
                tell("held")
                os.read(held, 1)

        holder = Child(hold)
        while not holder.told:
            time.sleep(0.0005)
        if stale_locks(repo):
            yield f"kills: a lock that a live program holds was taken for stale: {place.name}"
        os.write(go, b"!")
        holder.wait()
        os.close(held)
        os.close(go)
        if stale_locks(repo) != [place]:
            yield f"kills: a lock that nobody holds was not found: {place.name}"
        place.unlink()
