"""What is done to a workspace while faults are injected, and what must be true of it afterwards."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.soak.traced import Outcome, Tell, run_forked
from tests.workspace import TASKS, git, make_workspace, write
from tuiwork.model.change import Change
from tuiwork.session import Recorded, Session
from tuiwork.session.recording import Recording
from tuiwork.session.saving import Saving
from tuiwork.store.files import read_if_there
from tuiwork.text.document import read_document

Files = dict[str, str | None]

MANY = tuple(f"b{number:07d}" for number in range(50))
JOBS = "spaces/operations/jobs"
PUMP = f"{JOBS}/x5m0rt6b-inspect-pump.md"
JANITOR = f"{JOBS}/p2h8w4xn-call-janitor.md"
OLD = 1_700_000_000
"""A time long ago: what an editor wrote then is not waited for."""


@dataclass(frozen=True)
class Act:
    """One thing people do: the words of the command, and how the workspace is laid out for it."""

    name: str
    words: tuple[str, ...]
    lay_out: Callable[[Path], None] = lambda _: None
    syncs: bool = False

    def stage(self, folder: Path) -> Path:
        """A folder with a workspace `ours` and a bare remote, made once and copied for each run."""
        tasks = dict(TASKS) | {one: {"title": f"One of many {one}"} for one in MANY}
        root = make_workspace(folder / self.name / "ours", tasks)
        write(root, "notes.txt", "one\ntwo\nthree\n")
        git(root, "add", ".")
        git(root, "commit", "--quiet", "-m", "Add notes")
        git(root.parent, "clone", "--quiet", "--bare", "ours", "remote.git")
        git(root, "remote", "add", "origin", "../remote.git")
        git(root, "config", "branch.main.remote", "origin")
        git(root, "config", "branch.main.merge", "refs/heads/main")
        run_cli(root, "sync")
        self.lay_out(root)
        return root.parent

    def compared(self, files: Files) -> Files:
        """The parts of the texts that are looked at: what was taken back may be noted anew."""
        if self.name != "undo":
            return files
        return {path: text and text.partition("## Log")[0] for path, text in files.items()}

    def run(self, root: Path, tell: Tell) -> int:
        """Do it, as the command line does; every acknowledgement is told when it is given."""
        tell_acknowledgements(tell)
        code, said = run_cli(root, *self.words)
        tell({"code": code, "said": said})
        return code


def run_cli(root: Path, *words: str) -> tuple[int, str]:
    """The exit code of a command and what it said on stderr."""
    from tuiwork.cli.run import run

    out, err = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = io.StringIO(), io.StringIO()
    try:
        return run(["-C", str(root), *words]), sys.stderr.getvalue()
    finally:
        sys.stdout, sys.stderr = out, err


def tell_acknowledgements(tell: Tell) -> None:
    """In a forked child: have each Change told when it is begun, saved and recorded."""
    save, record = Saving._save, Recording.record

    def saving(self: Saving, change: Change) -> Change:
        tell({"begun": _after(change)})
        written = save(self, change)
        tell({"saved": _after(written)})
        return written

    def recording(self: Recording, **options: Any) -> list[Recorded]:
        done = record(self, **options)
        for one in done:
            tell({"recorded": _after(one.change)})
        return done

    Saving._save = saving  # type: ignore[method-assign]
    Recording.record = recording  # type: ignore[method-assign]


def _after(change: Change) -> Files:
    return {file.path: file.after for file in change.files}


# The acts


def _edit_before(root: Path) -> None:
    run_cli(root, "set", "k7f3qd2m", "title=Before it is taken back", "priority=low")


def _with_a_hook(root: Path) -> None:
    """Have commits made by git's own commit, for the sake of a hook."""
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 0\n")
    hook.chmod(0o755)


def _write_by_hand(root: Path) -> None:
    for number in range(3):
        write(root, f"{JOBS}/by-hand-{number}.md", f'+++\ntitle = "By hand {number}"\n+++\n')
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "By hand")


def _both_sides(root: Path) -> None:
    """Something recorded here, something an editor left, and five kinds of news on the remote."""
    git(root.parent, "clone", "--quiet", "remote.git", "theirs")
    theirs = root.parent / "theirs"
    run_cli(theirs, "set", "p2h8w4xn", "priority=high", "title=theirs-edited")
    run_cli(theirs, "add", "theirs-added /jobs")
    run_cli(theirs, "rm", MANY[0])
    run_cli(theirs, "comment", "x5m0rt6b", "theirs-commented")
    write(theirs, "notes.txt", "one\ntwo\nthree\ntheirs-noted\n")
    git(theirs, "add", "notes.txt")
    git(theirs, "commit", "--quiet", "-m", "Noted")
    run_cli(theirs, "sync")
    run_cli(root, "set", "9bz2cw7k", "title=ours-recorded")
    run_cli(root, "comment", "x5m0rt6b", "ours-commented")
    file = root / JANITOR
    file.write_text(f"{file.read_text()}\nours-by-editor\n")
    os.utime(file, (OLD, OLD))


SYNCED = (
    "theirs-edited",
    "theirs-added",
    "theirs-commented",
    "theirs-noted",
    "ours-recorded",
    "ours-commented",
    "ours-by-editor",
)
"""What both sides hold in the end."""

ACTS = (
    Act("edit", ("set", "k7f3qd2m", "title=Another title", "priority=low")),
    Act("move", ("move", "p2h8w4xn", "operations/incidents")),
    Act("delete", ("rm", "x5m0rt6b")),
    Act("batch", ("assign", *MANY, "ali")),
    Act("undo", ("undo",), _edit_before),
    Act("fix", ("check", "--fix"), _write_by_hand),
    Act("hooked", ("set", "k7f3qd2m", "title=Another title", "priority=low"), _with_a_hook),
    Act("sync", ("sync",), _both_sides, syncs=True),
)


# What must be true


@dataclass(frozen=True)
class Verdict:
    """What a look at the workspace found: acknowledged values sought and lost, promises broken."""

    edits: int
    lost: int
    broken: tuple[str, ...]


def judge(act: Act, root: Path, was: Files, ended: Outcome) -> Verdict:
    """Do what the next command does, and look whether every promise was kept.

    `was` are the texts from before the act.
    """
    told = {word: _union(ended, word) for word in ("begun", "saved", "recorded")}
    broken = [one["crash"] for one in ended.told if "crash" in one]
    lost = 0
    for path, text in told["recorded"].items():
        if text is not None and not act.syncs and text != _committed(root, path):
            lost += 1
            broken.append(f"{path} was recorded, but HEAD does not hold it")
    next_ = run_forked(lambda tell: _next_command(root, act, tell))
    broken += [one["crash"] for one in next_.told if "crash" in one]
    if next_.code:
        broken.append(f"the next command ended with {next_.code}: {next_.told}")
    if act.syncs:
        found = "".join(_texts(root).values())
        missing = [token for token in SYNCED if token not in found]
        lost += len(missing)
        broken += [f"{token} is gone" for token in missing]
    else:
        now = act.compared({path: read_if_there(root, path) for path in told["begun"]})
        before = act.compared({path: was.get(path) for path in told["begun"]})
        saved, begun = act.compared(told["saved"]), act.compared(told["begun"])
        if now != before | saved and (saved or now != begun):
            lost += len(told["saved"])
            broken.append("the files are neither as before nor as after")
        broken += _half_batches(root, set(told["begun"]))
    broken += look_after(root)
    acknowledged = len(told["saved"]) + len(told["recorded"]) + len(SYNCED) * act.syncs
    return Verdict(acknowledged, lost, tuple(broken))


def _union(ended: Outcome, word: str) -> Files:
    files: Files = {}
    for one in ended.told:
        files |= one.get(word, {})
    return files


def _next_command(root: Path, act: Act, tell: Tell) -> None:
    """A command that reads, then one that records what lies there, then an exchange."""
    code, said = run_cli(root, "list")
    tell({"list": code, "said": said})
    session = Session(root)
    if act.syncs:
        session.sync(settle=0.0)
    else:
        session.record_outside(settle=0.0)
    if code:
        sys.exit(code)


def look_after(root: Path) -> Iterator[str]:
    """What is wrong with a workspace that has been repaired."""
    checked = subprocess.run(
        ["git", "fsck", "--no-dangling", "--no-progress"], cwd=root, capture_output=True, text=True
    )
    if checked.returncode:
        yield f"git fsck: {checked.stdout}{checked.stderr}"
    status = git(root, "status", "--porcelain", "--untracked-files=all")
    if status:
        yield f"git status: {status}"
    for path, text in _texts(root).items():
        if path.startswith("spaces") and read_document(path, text)[0] is None:
            yield f"{path} does not parse"
    leftovers = [*root.rglob(".tw-*"), *root.rglob(".git/**/*.lock")]
    leftovers += root.glob(".git/tuiwork/journal")
    leftovers += root.glob(".git/tuiwork/paths-*")
    leftovers += root.glob(".git/tuiwork/git-*")
    for one in leftovers:
        if one.name != "sync.lock":
            yield f"left behind: {one.relative_to(root)}"


def _half_batches(root: Path, paths: set[str]) -> Iterator[str]:
    """Commits that hold some of these paths and not others."""
    listed = git(root, "log", "-z", "--format=%x01%H", "--name-only", "--no-renames", "-5")
    for commit in listed.split("\1")[1:]:
        oid, _, names = commit.partition("\n")
        held = {name for name in names.strip("\n\0").replace("\n", "\0").split("\0") if name}
        if "tuiwork.toml" not in held and held & paths and held < paths:
            yield f"half a batch in {oid.strip(chr(0))}: {len(held)} of {len(paths)} files"


def _texts(root: Path) -> dict[str, str]:
    files = (one for one in root.rglob("*") if one.is_file())
    found = ((one.relative_to(root).as_posix(), one) for one in files)
    return {path: one.read_text() for path, one in found if not path.startswith(".git/")}


def texts_of(root: Path) -> Files:
    """Every text of the workspace."""
    return dict(_texts(root))


def _committed(root: Path, path: str) -> str | None:
    done = subprocess.run(["git", "show", f"HEAD:{path}"], cwd=root, capture_output=True)
    return None if done.returncode else done.stdout.decode()


def copy(stage: Path, to: Path) -> Path:
    """A fresh copy of a stage; its workspace."""
    subprocess.run(["cp", "-a", str(stage), str(to)], check=True)
    return to / "ours"


def environment(values: Mapping[str, str]) -> None:
    """In a forked child: lay these over the environment, and look for git anew."""
    from tuiwork.sync.git import runner

    os.environ.update(values)
    runner._git.cache_clear()
