"""What is told as saved, and then as recorded, was made to last before: seen from outside."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from tests.soak.acts import ACTS, Act, copy, environment
from tests.soak.gits import EVERY, Gits
from tests.soak.traced import Tell, can_trace, run_traced

CALLS = "openat,fsync,syncfs,rename,renameat,renameat2,unlink,write,getpriority"
"""getpriority is called by nobody else: it marks the moment of an acknowledgement in the log."""

pytestmark = pytest.mark.skipif(not can_trace(), reason="strace cannot run here")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return copy(ACTS[0].stage(tmp_path / "stage"), tmp_path / "run")


def traced(root: Path, act: Act, tmp_path: Path) -> list[str]:
    """The steps of an act: what is written, made to last and renamed, and what is acknowledged."""
    log = tmp_path / "log"
    values = Gits(tmp_path).environment(tmp_path / "seen", EVERY)

    def job(tell: Tell) -> None:
        environment(values)

        def mark(value: object) -> None:
            tell(value)
            if isinstance(value, dict) and value.keys() & {"saved", "recorded"}:
                os.getpriority(os.PRIO_PROCESS, len(value.keys() & {"saved"}))

        act.run(root, mark)

    ended = run_traced(job, calls=CALLS, log=log)
    assert ended.code == 0, ended.told
    return steps(log.read_text())


def steps(log: str) -> list[str]:
    """Lines of strace as words: `fsync NAME`, `rename NAME`, `saved`, `recorded`."""
    names: dict[str, str] = {}
    found: list[str] = []
    for line in log.splitlines():
        if opened := re.match(r'openat\(AT_FDCWD, "([^"]+)".* = (\d+)', line):
            names[opened[2]] = kind_of_name(opened[1])
        elif synced := re.match(r"(fsync|syncfs)\((\d+)\)", line):
            found.append(f"{synced[1]} {names.get(synced[2], '?')}")
        elif renamed := re.match(r'rename\("[^"]+", "([^"]+)"\)', line):
            found.append(f"rename {kind_of_name(renamed[1])}")
        elif said := re.match(r"getpriority\(PRIO_PROCESS, (\d)\)", line):
            found.append("saved" if said[1] == "1" else "recorded")
    return [one for one in found if "index.sqlite" not in one]


def kind_of_name(path: str) -> str:
    name = path.rpartition("/")[2]
    if name.startswith(".tw-"):
        return "temporary"
    return "task" if name.endswith(".md") else name


def test_an_edit_is_told_as_saved_after_file_and_folder_were_made_to_last(
    root: Path, tmp_path: Path
) -> None:
    done = traced(root, ACTS[0], tmp_path)
    assert done[:4] == ["fsync temporary", "rename task", "fsync jobs", "saved"]


def test_a_batch_is_noted_and_written_for_good_before_a_name_changes(
    root: Path, tmp_path: Path
) -> None:
    batch = next(act for act in ACTS if act.name == "batch")
    done = traced(root, batch, tmp_path)
    begun = ["fsync journal.new", "rename journal", "fsync tuiwork", "syncfs jobs"]
    assert done[:4] == begun
    assert done[4:54] == ["rename task"] * 50
    assert done[54:57] == ["fsync jobs", "fsync tuiwork", "saved"]


def test_a_commit_is_told_after_objects_and_branch_were_made_to_last(
    root: Path, tmp_path: Path
) -> None:
    done = traced(root, ACTS[0], tmp_path)
    assert done[-1] == "recorded"
    log = (tmp_path / "seen/fast-import.1/log").read_text()
    words = {"fsync(": "f", "link(": "o", "rename(": "r"}
    calls = re.findall(r"^\d+ +(fsync\(|link\(|rename\()", log, re.MULTILINE)
    order = "".join(words[one] for one in calls)
    assert re.fullmatch("f*(fo)+fr", order), "flush each object, name it, flush the ref, name it"
