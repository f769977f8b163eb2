"""What a crash damages in `.git` is found from its files and mended, in whatever kind of clone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.playground import TASK, git, head, keep, new_repository, new_workspace_below
from tuiwork.sync.rescue.ground import Ground, find_ground, logged
from tuiwork.sync.rescue.steps import Step, diagnose, mend


def ground(root: Path) -> Ground:
    found = find_ground(root)
    assert found is not None
    return found


def mended(root: Path) -> list[Step]:
    """The steps of mending, each of which has to do its part."""
    steps = list(mend(ground(root)))
    assert [step for step in steps if not step.mended] == []
    assert git(root, "fsck", "--no-dangling") == ""
    assert diagnose(ground(root)) == []
    return steps


def loose(root: Path, name: str) -> Path:
    oid = git(root, "rev-parse", name)
    return ground(root).common_dir / "objects" / oid[:2] / oid[2:]


def empty(place: Path) -> None:
    place.chmod(0o644)
    place.write_bytes(b"")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = new_repository(tmp_path / "work")
    keep(root, {TASK: "two\n"})
    keep(root, {TASK: "three\n"})
    return root


def test_a_sound_repository_has_no_ailment(root: Path) -> None:
    assert diagnose(ground(root)) == []
    assert list(mend(ground(root))) == []


def test_a_new_repository_without_a_commit_is_sound(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    assert diagnose(ground(tmp_path)) == []
    (tmp_path / "a.txt").write_text("a")
    git(tmp_path, "add", "a.txt")
    assert diagnose(ground(tmp_path)) == []


@pytest.mark.parametrize("name", [f"HEAD:{TASK}", "HEAD:spaces", "HEAD^{tree}"])
def test_contents_and_folders_are_made_anew_under_their_old_ids(root: Path, name: str) -> None:
    before = head(root)
    empty(loose(root, name))
    mended(root)
    assert head(root) == before


def test_a_lost_commit_leaves_the_one_before_and_the_files(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD~1")
    empty(loose(root, "HEAD"))
    mended(root)
    assert head(root) == before
    assert (root / TASK).read_text() == "three\n"
    assert git(root, "status", "--porcelain") == f"M  {TASK}"


def test_two_lost_commits_leave_the_first(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD~2")
    for place in [loose(root, "HEAD"), loose(root, "HEAD~1")]:
        place.unlink()
    mended(root)
    assert head(root) == first


def test_what_was_damaged_is_kept(root: Path) -> None:
    (root / ".git/HEAD").write_bytes(b"\0" * 23)
    (root / ".git/refs/heads/main").write_bytes(b"nonsense")
    mended(root)
    kept = (root / ".git/tuiwork/damaged").iterdir()
    assert {place.name: place.read_bytes() for place in kept} == {
        "HEAD": b"\0" * 23,
        "refs-heads-main": b"nonsense",
    }


def test_a_log_that_ends_in_zeros_keeps_its_good_lines(root: Path) -> None:
    log = root / ".git/logs/HEAD"
    good = log.read_bytes()
    log.write_bytes(good + b"\0" * 300)
    mended(root)
    assert log.read_bytes() == good


def test_packed_refs_keep_their_good_lines(root: Path) -> None:
    git(root, "tag", "-m", "First", "first", "HEAD~2")
    git(root, "branch", "other")
    git(root, "pack-refs", "--all", "--prune")
    place = root / ".git/packed-refs"
    lines = place.read_text().splitlines()
    place.write_text("\n".join([*lines[:-1], "0000 garbage\0", lines[-1], ""]))
    mended(root)
    assert git(root, "for-each-ref", "--format=%(refname)").split() == [
        "refs/heads/main",
        "refs/heads/other",
        "refs/tags/first",
    ]


def test_a_pack_without_index_gets_one(root: Path) -> None:
    git(root, "gc", "--quiet")
    before = head(root)
    [place] = (root / ".git/objects/pack").glob("*.idx")
    empty(place)
    mended(root)
    assert head(root) == before


def test_of_a_torn_pack_the_good_part_is_kept(root: Path) -> None:
    git(root, "gc", "--quiet")
    before = head(root)
    [place] = (root / ".git/objects/pack").glob("*.pack")
    place.chmod(0o644)
    place.write_bytes(place.read_bytes()[:-30])
    steps = list(mend(ground(root)))
    assert steps[0].what == "a pack of objects is damaged"
    assert steps[0].mended
    assert head(root) == before
    assert git(root, "log", "--format=%s") == "Done\nDone\nBegin"


def test_without_any_commit_left_nothing_is_begun_anew(root: Path) -> None:
    for place in (root / ".git/objects").rglob("*"):
        if place.is_file():
            place.unlink()
    before = (root / ".git/refs/heads/main").read_bytes()
    last = list(mend(ground(root)))[-1]
    assert not last.can_be_mended
    assert "`git fetch --refetch` brings the history back" in last.cure
    assert (root / ".git/refs/heads/main").read_bytes() == before


def test_what_was_only_fetched_is_no_lost_branch(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "fresh")
    fresh = tmp_path / "fresh"
    git(fresh, "remote", "add", "origin", str(root))
    git(fresh, "fetch", "--quiet", "origin")
    assert diagnose(ground(fresh)) == []


def test_a_branch_that_was_sent_is_found_where_it_was_sent(root: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", str(root), "clone")
    clone = tmp_path / "clone"
    before = head(clone)
    empty(clone / ".git/refs/heads/main")
    (clone / ".git/logs/refs/heads/main").write_text(
        f"{'0' * 40} {'1' * 40} Sara <sara@x> 1 +0000\tclone: from x\n"
    )
    (clone / ".git/logs/HEAD").unlink()
    mended(clone)
    assert head(clone) == before


def worktree(root: Path) -> Path:
    git(root, "worktree", "add", "--quiet", "-b", "spring", "../spring")
    return root.parent / "spring"


def subfolder(root: Path) -> Path:
    return new_workspace_below(root)


@pytest.mark.parametrize("inside", [worktree, subfolder])
@pytest.mark.parametrize("part", ["HEAD", "index", "ref", "tree"])
def test_work_trees_and_folders_of_a_repository_are_mended_too(
    root: Path, inside: Callable[[Path], Path], part: str
) -> None:
    work = inside(root)
    before = head(work)
    found = ground(work)
    places = {
        "HEAD": found.git_dir / "HEAD",
        "index": found.git_dir / "index",
        "ref": found.common_dir / (found.branch_ref or ""),
        "tree": loose(work, "HEAD^{tree}"),
    }
    empty(places[part])
    mended(work)
    assert head(work) == before
    assert git(work, "status", "--porcelain") == ""


def test_objects_named_by_the_longer_digest_are_judged_by_it(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--object-format=sha256", "--initial-branch=main", "work")
    root = tmp_path / "work"
    keep(new_repository(root), {TASK: "two\n"})
    assert diagnose(ground(root)) == []
    git(root, "gc", "--quiet")
    assert diagnose(ground(root)) == []
    (root / ".git/refs/heads/main").write_bytes(b"")
    mended(root)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (f"{'0' * 40} {'a' * 40} A <a@b> 1 +0100\tcommit: x", "commit: x"),
        (f"{'0' * 64} {'a' * 64} A <a@b> 1 -0100", ""),
        ("", None),
        (f"{'0' * 40} {'a' * 40} A a@b 1 +0100\tcommit", None),
    ],
)
def test_lines_of_a_reflog_are_told_from_garbage(line: str, found: str | None) -> None:
    read = logged(line.encode())
    assert (read and read[2]) == found
