"""`check` tells all that is wrong; `check --fix` mends what git's own merge and people left."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write

pytestmark = pytest.mark.usefixtures("settled")

ROOF = "spaces/operations/jobs/k7f3qd2m-replace-compressor.md"
CALL = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"


def commit(folder: Path, branch: str, *edits: tuple[str, str, str]) -> None:
    """On a branch of its own, a commit with these words replaced in files."""
    git(folder, "switch", "--quiet", "-c", branch, "main")
    for path, old, new in edits:
        text = (folder / path).read_text()
        assert old in text
        write(folder, path, text.replace(old, new))
    git(folder, "commit", "--quiet", "-am", branch)


def merge(folder: Path, *options: str) -> int:
    """What git's own merge of the two branches ends with."""
    done = subprocess.run(["git", "merge", "--quiet", *options, "theirs"], cwd=folder, check=False)
    return done.returncode


def in_front(path: str, line: str) -> tuple[str, str, str]:
    return path, "\npriority", f"\n{line}\npriority"


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_merge_under_way_gets_its_documents_merged_and_staged(
    tuiwork: Tuiwork, workspace: Path, style: str
) -> None:
    git(workspace, "config", "merge.conflictStyle", style)
    commit(workspace, "ours", (ROOF, 'er = "sara"', 'er = "ali"'), (ROOF, "order part", "ordered"))
    commit(workspace, "theirs", (ROOF, 'er = "sara"', 'er = "jonas"'), (ROOF, "Crane", "A crane"))
    git(workspace, "switch", "--quiet", "ours")
    assert merge(workspace) == 1
    answer = tuiwork("check")
    assert f"{ROOF}:5: holds conflict markers" in answer.out
    assert "`tuiwork check --fix` mends 1 of them" in answer.err
    answer = tuiwork("check", "--fix")
    assert "Mended what git's merge left in a file\n" in answer.err
    assert "a value changed on both sides: both are kept" in answer.err
    assert "`git commit` ends it" in answer.err
    text = (workspace / ROOF).read_text()
    assert "<<<" not in text
    assert "ordered" in text
    assert "A crane" in text
    assert text.count('"ali"') == text.count('"jonas"') == 1
    assert git(workspace, "ls-files", "--unmerged") == ""
    git(workspace, "commit", "--quiet", "--no-edit")
    assert git(workspace, "status", "--porcelain") == ""
    assert "keeps a value from a conflict" in tuiwork("check").out


def test_other_files_are_left_to_the_person(tuiwork: Tuiwork, workspace: Path) -> None:
    write(workspace, "notes.txt", "one\n")
    git(workspace, "add", "notes.txt")
    git(workspace, "commit", "--quiet", "-m", "Notes")
    commit(workspace, "ours", ("notes.txt", "one", "two"), (ROOF, '"high"', '"low"'))
    commit(workspace, "theirs", ("notes.txt", "one", "three"), (ROOF, '"high"', '"urgent"'))
    git(workspace, "switch", "--quiet", "ours")
    assert merge(workspace) == 1
    before = (workspace / "notes.txt").read_text()
    answer = tuiwork("check", "--fix", "--json").json
    assert (answer["fixed"], answer["recorded"]) == ([ROOF], False)
    assert (workspace / "notes.txt").read_text() == before
    assert set(git(workspace, "ls-files", "--unmerged").split()) >= {"notes.txt"}
    assert "waits for notes.txt: settle that by hand" in tuiwork("check", "--fix").err


def test_what_a_person_resolved_in_part_stays(tuiwork: Tuiwork, workspace: Path) -> None:
    ours = [(ROOF, '"high"', '"low"'), (ROOF, "the janitor", "the caretaker")]
    theirs = [(ROOF, '"high"', '"urgent"'), (ROOF, "the janitor", "the owner")]
    commit(workspace, "ours", *ours)
    commit(workspace, "theirs", *theirs)
    git(workspace, "switch", "--quiet", "ours")
    assert merge(workspace) == 1
    lines = (workspace / ROOF).read_text().split("\n")
    at = next(at for at, line in enumerate(lines) if line.startswith("<<<<<<<"))
    resolved = [*lines[:at], 'priority = "normal"', *lines[at + 5 :]]
    write(workspace, ROOF, "\n".join(resolved))
    assert tuiwork("check", "--fix").code == 1
    text = (workspace / ROOF).read_text()
    assert 'priority = "normal"\n' in text
    assert '"low"' not in text
    assert "the caretaker" in text
    assert "the owner" in text


def test_one_removed_it_and_one_edited_it(tuiwork: Tuiwork, workspace: Path) -> None:
    git(workspace, "switch", "--quiet", "-c", "ours")
    git(workspace, "rm", "--quiet", CALL)
    git(workspace, "commit", "--quiet", "-m", "Gone")
    commit(workspace, "theirs", (CALL, "Call janitor", "Call the janitor"))
    git(workspace, "switch", "--quiet", "ours")
    assert merge(workspace) == 1
    assert "`git commit` ends it" in tuiwork("check", "--fix").err
    assert 'field = "deleted"' in (workspace / CALL).read_text()
    assert git(workspace, "ls-files", "--unmerged") == ""


@pytest.mark.parametrize("ended", [True, False])
def test_a_clean_merge_that_was_wrong_is_mended(
    tuiwork: Tuiwork, workspace: Path, ended: bool
) -> None:
    front = 'title = "Replace compressor"\n'
    commit(workspace, "ours", (ROOF, front, f"{front}customer = 'a'\n"))
    commit(workspace, "theirs", (ROOF, "created =", "customer = 'b'\ncreated ="))
    git(workspace, "switch", "--quiet", "ours")
    assert merge(workspace, *(() if ended else ("--no-commit",))) == 0
    answer = tuiwork("check")
    assert "has “customer” twice; `tuiwork check --fix` keeps both values" in answer.out
    tuiwork("check", "--fix")
    text = (workspace / ROOF).read_text()
    assert text.count("customer = ") == 1
    assert text.count("'a'") + text.count('"a"') == text.count("'b'") + text.count('"b"') == 1
    assert ended == (git(workspace, "status", "--porcelain") == "")


def test_markers_that_somebody_committed_are_mended_and_recorded(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    commit(workspace, "ours", (ROOF, '"high"', '"low"'))
    commit(workspace, "theirs", (ROOF, '"high"', '"urgent"'), (ROOF, '"6h"', '"8h"'))
    git(workspace, "switch", "--quiet", "ours")
    merge(workspace)
    git(workspace, "commit", "--quiet", "-am", "Merged, somehow")
    before = (workspace / ROOF).read_bytes()
    assert tuiwork("check", "--fix", "--dry-run").out.startswith(f"--- {ROOF}\n")
    assert (workspace / ROOF).read_bytes() == before
    assert (
        tuiwork("check", "--fix", "--json").json["commit"]
        == git(workspace, "rev-parse", "HEAD").strip()
    )
    text = (workspace / ROOF).read_text()
    assert "<<<" not in text
    assert 'estimate = "8h"' in text
    assert text.count('"low"') == text.count('"urgent"') == 1
    assert git(workspace, "status", "--porcelain") == ""


def test_a_stranger_to_git_is_mended_too(tuiwork: Tuiwork, workspace: Path) -> None:
    text = (workspace / ROOF).read_text()
    both = '<<<<<<< a\npriority = "low"\n=======\npriority = "urgent"\n>>>>>>> b\n'
    write(workspace, ROOF, text.replace('priority = "high"\n', both))
    assert tuiwork("check", "--fix").code == 1
    text = (workspace / ROOF).read_text()
    assert text.count('"low"') == text.count('"urgent"') == 1


def test_two_files_with_one_id_are_parted_aloud(tuiwork: Tuiwork, workspace: Path) -> None:
    copy = "spaces/operations/jobs/zz-copy.md"
    write(workspace, copy, (workspace / ROOF).read_text())
    answer = tuiwork("check")
    assert answer.lines == [
        f"{copy}:2: has the id k7f3qd2m, which {ROOF} has too; give one of them another"
    ]
    answer = tuiwork("check", "--fix")
    assert (answer.code, answer.out) == (0, "")
    assert f"{copy} had the id k7f3qd2m, as {ROOF} has; it is " in answer.err
    assert not (workspace / copy).exists()
    assert len(tuiwork("list", "compressor", "--json").json["tasks"]) == 2
    assert tuiwork("undo", git(workspace, "rev-parse", "HEAD").strip()).code == 0
    assert (workspace / copy).exists()


def test_a_reference_to_a_removed_task_is_taken_out(tuiwork: Tuiwork, workspace: Path) -> None:
    tuiwork("link", "k7f", "--blocked-by", "p2h")
    git(workspace, "rm", "--quiet", CALL)
    git(workspace, "commit", "--quiet", "-m", "Gone")
    tuiwork("set", "x5m", "customer=havnegaard")
    answer = tuiwork("check")
    assert f"{ROOF}:" in answer.out
    assert "blocked_by names the task “p2h8w4xn”, which does not exist" in answer.out
    tuiwork("check", "--fix")
    text = (workspace / ROOF).read_text()
    assert "blocked_by =" not in text
    assert "comment blocked_by named the task p2h8w4xn, which was removed" in text


def test_names_that_are_one_on_other_disks_are_told(tuiwork: Tuiwork, workspace: Path) -> None:
    for name in ("Åse.md", "A\u030ase.md", "Sara.md"):
        write(workspace, f"people/{name}", '+++\nname = "X"\n+++\n')
    told = [line for line in tuiwork("check").lines if "ignores case" in line]
    assert [line.partition(":")[0] for line in told] == ["people/sara.md", "people/Åse.md"]


def test_what_is_no_file_is_told_and_not_opened(tuiwork: Tuiwork, workspace: Path) -> None:
    jobs = workspace / "spaces/operations/jobs"
    (jobs / "a0000000-link.md").symlink_to("/etc/passwd")
    os.mkfifo(jobs / "b0000000-pipe.md")
    (jobs / "c0000000-large.md").write_bytes(b"+++\n+++\n" + b"x" * 6_000_000)
    (jobs / "d0000000-bytes.md").write_bytes(b"+++\n\xff\n+++\n")
    told = [line.rpartition("/")[2] for line in tuiwork("check").lines]
    assert told == [
        "a0000000-link.md: is a link; it was not opened",
        "b0000000-pipe.md: is a device, a pipe or a socket; it was not opened",
        "c0000000-large.md:1: is larger than 5 MB",
        "d0000000-bytes.md:2: is not UTF-8 text",
    ]


def test_problems_have_a_line_and_say_whether_they_can_be_mended(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    write(workspace, "goals/faster.md", '+++\ntitle = "x"\nowner = "Sara"\nperiod = "soon"\n+++\n')
    assert tuiwork("check", "--json").json["problems"] == [
        {
            "path": "goals/faster.md",
            "line": 3,
            "key": "owner",
            "message": "owner names the person “Sara”, which does not exist; did you mean sara?",
            "fixable": True,
        },
        {
            "path": "goals/faster.md",
            "line": 4,
            "key": "period",
            "message": "period is “soon”; expected one such as 2026-Q2, 2026-05, 2026-H1 or 2026",
            "fixable": False,
        },
    ]


def test_check_writes_no_tracked_file(tuiwork: Tuiwork, workspace: Path) -> None:
    write(workspace, "spaces/operations/jobs/by-hand.md", '+++\ntitle = "x"\nowner = "Sara"\n+++\n')
    before = git(workspace, "status", "--porcelain"), git(workspace, "rev-parse", "HEAD")
    assert tuiwork("check").code == 1
    assert tuiwork("check", "--fix", "--dry-run").code == 0
    assert (git(workspace, "status", "--porcelain"), git(workspace, "rev-parse", "HEAD")) == before
