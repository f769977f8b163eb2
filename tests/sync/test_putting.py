from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sync.playground import git, write
from tests.sync.team import (
    CALL,
    CALL_TEXT,
    LIST,
    ROOF,
    ROOF_TEXT,
    Clone,
    Team,
    during,
    hold_equal,
    new_team,
)
from tuiwork.sync import landing


def test_a_removal_arrives_and_leaves_no_empty_folder(sara: Clone, ali: Clone) -> None:
    sara.change({ROOF: None, CALL: None, LIST: None})
    sara.sync()
    assert ali.sync().paths == (ROOF, LIST, CALL)
    assert not (ali.root / "spaces/ops/jobs").exists()
    assert hold_equal(sara, ali)


def test_the_users_own_files_are_merged_line_by_line(sara: Clone, ali: Clone) -> None:
    sara.change({"notes.txt": "1\ntwo\nthree\n"})
    ali.change({"notes.txt": "one\ntwo\n3\n"})
    sara.sync()
    assert ali.sync().problems == ()
    assert ali.read("notes.txt") == "1\ntwo\n3\n"
    sara.sync()
    assert hold_equal(sara, ali)


def test_binary_files_large_ones_and_modes_arrive_as_they_are(sara: Clone, ali: Clone) -> None:
    write(sara.root, "run.sh", "#!/bin/sh\n")
    (sara.root / "run.sh").chmod(0o755)
    (sara.root / "photo.bin").write_bytes(b"\xff\x00\r\n" * 4)
    (sara.root / "video.bin").write_bytes(bytes(6 * 1024 * 1024))
    sara.change({".gitignore": "*.tmp\n"})
    ali.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.sync()
    sara.sync()
    assert os.access(ali.root / "run.sh", os.X_OK)
    assert hold_equal(sara, ali)


def test_a_file_against_a_folder_loses_neither(sara: Clone, ali: Clone) -> None:
    sara.change({"plan": "a file\n"})
    ali.change({"plan/one.txt": "in a folder\n"})
    sara.sync()
    assert ali.sync().problems[0].path == "plan"
    sara.sync()
    assert hold_equal(sara, ali)
    assert sara.read("plan/one.txt") == "in a folder\n"
    assert b"a file\n" in sara.files.values()


def test_links_are_never_made_and_the_link_of_one_side_is_kept(
    tmp_path: Path, sara: Clone, ali: Clone
) -> None:
    os.symlink("/etc/passwd", sara.root / "spaces/ops/jobs/zzzz1111-link.md")
    os.symlink(tmp_path, sara.root / "spaces/elsewhere")
    sara.change({})
    ali.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.sync()
    for path in ("spaces/ops/jobs/zzzz1111-link.md", "spaces/elsewhere"):
        assert not (ali.root / path).is_symlink()
        assert git(ali.root, "ls-tree", "HEAD", path).startswith("120000")
    sara.sync()
    assert sara.tree == ali.tree


def test_nothing_is_written_through_a_link(tmp_path: Path, sara: Clone, ali: Clone) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    os.symlink(outside, ali.root / "docs")
    sara.change({"docs/guide.md": "+++\n+++\nGuide\n", "docs/plain.txt": "plain\n"})
    sara.sync()
    stop = ali.stopped()
    assert stop.state == "refused"
    assert "docs is a link" in stop.message
    assert list(outside.iterdir()) == []
    assert git(ali.root, "for-each-ref", "refs/tuiwork/pending") == ""
    (ali.root / "docs").unlink()
    assert ali.sync().state == "received"
    assert hold_equal(sara, ali)


def test_an_edit_on_disk_during_the_sync_survives(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, 'status = "todo"', 'status = "doing"')
    sara.sync()
    edited = ROOF_TEXT.replace("Crane booked.", "Crane booked for Thursday.")
    during(monkeypatch, landing, "put_files", lambda: ali.save({ROOF: edited}))
    result = ali.sync()
    assert result.conflicts == ()
    assert ali.read(ROOF) == edited.replace('status = "todo"', 'status = "doing"')
    assert git(ali.root, "show", f"HEAD:{ROOF}") + "\n" == sara.read(ROOF)
    assert git(ali.root, "status", "--porcelain") == f" M {ROOF}"


def test_a_clash_with_an_edit_on_disk_keeps_both_values(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "Replace", "Repair")
    sara.sync()
    edited = ROOF_TEXT.replace("Replace", "Rent")
    during(monkeypatch, landing, "put_files", lambda: ali.save({ROOF: edited}))
    assert [one.field for one in ali.sync().conflicts] == ["title"]
    assert "Repair" in ali.read(ROOF)
    assert "Rent" in ali.read(ROOF)


def test_the_users_own_uncommitted_file_survives_too(sara: Clone, ali: Clone) -> None:
    sara.change({"notes.txt": "1\ntwo\nthree\n", "new.txt": "theirs\n"})
    sara.sync()
    ali.save({"notes.txt": "one\ntwo\n3\n", "new.txt": "mine, never added\n"})
    ali.sync()
    assert ali.read("notes.txt") == "1\ntwo\n3\n"
    kept = b"".join(ali.files.values())
    assert b"theirs\n" in kept
    assert b"mine, never added\n" in kept
    assert ali.head == sara.head


def test_what_the_user_has_staged_elsewhere_stays_staged(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.save({"added.txt": "staged\n"})
    git(ali.root, "add", "added.txt")
    ali.sync()
    assert git(ali.root, "status", "--porcelain") == "A  added.txt"


@pytest.fixture
def code(tmp_path: Path) -> Team:
    files = {"code.py": "one\ntwo\nthree\n", "lib/deep/x.py": "x\n", f"plan/{ROOF}": ROOF_TEXT}
    return new_team(
        tmp_path, {**files, f"plan/{CALL}": CALL_TEXT, "plan/tuiwork.toml": "format = 1\n"}
    )


def test_a_workspace_in_a_folder_syncs_with_the_code_around_it(code: Team) -> None:
    sara, ali = code.clone("sara"), code.clone("ali")
    ours, theirs = Clone(sara.root / "plan"), Clone(ali.root / "plan")
    sara.change({"code.py": "1\ntwo\nthree\n", "lib/deep/x.py": None, "lib/y.py": "y\n"})
    ours.edit(ROOF, "Replace", "Repair")
    ali.change({"code.py": "one\ntwo\n3\n"})
    theirs.edit(ROOF, "todo", "doing")
    ours.sync()
    result = theirs.sync()
    assert (result.state, result.paths, result.conflicts) == ("published", (ROOF,), ())
    ours.sync()
    assert hold_equal(sara, ali)
    assert sara.read("code.py") == "1\ntwo\n3\n"
    assert sara.read(f"plan/{ROOF}") == ROOF_TEXT.replace("Replace", "Repair").replace(
        "todo", "doing"
    )


def test_uncommitted_code_around_a_workspace_survives(code: Team) -> None:
    sara, ali = code.clone("sara"), code.clone("ali")
    sara.change({"code.py": "1\ntwo\nthree\n", "lib/deep/x.py": "y\n"})
    Clone(sara.root / "plan").sync()
    ali.save({"code.py": "one\ntwo\n3\n"})
    Clone(ali.root / "plan").sync()
    assert ali.read("code.py") == "1\ntwo\n3\n"
    assert ali.read("lib/deep/x.py") == "y\n"
    assert git(ali.root, "status", "--porcelain") == " M code.py"


def test_what_is_no_file_is_not_replaced_by_one(sara: Clone, ali: Clone) -> None:
    sara.change({"docs/guide.md": "+++\n+++\nGuide\n"})
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    (ali.root / "docs").mkdir()
    os.mkfifo(ali.root / "docs/guide.md")
    head = ali.head
    stop = ali.stopped()
    assert stop.state == "refused"
    assert "docs/guide.md" in stop.message
    assert (ali.head, ali.read(ROOF)) == (head, ROOF_TEXT)
    (ali.root / "docs/guide.md").unlink()
    ali.sync()
    assert hold_equal(sara, ali)


def test_an_edit_that_cannot_be_merged_stops_the_sync_before_anything_is_written(
    sara: Clone, ali: Clone
) -> None:
    (sara.root / "big.bin").write_bytes(bytes(6 * 1024 * 1024))
    sara.change({})
    sara.sync()
    ali.sync()
    (sara.root / "big.bin").write_bytes(bytes(6 * 1024 * 1024 + 1))
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    (ali.root / "big.bin").write_bytes(b"mine")
    stop = ali.stopped()
    assert stop.state == "refused"
    assert "big.bin was changed on the remote and on this disk" in stop.message
    assert ali.read(ROOF) == ROOF_TEXT
    git(ali.root, "checkout", "--", "big.bin")
    ali.sync()
    assert hold_equal(sara, ali)


def test_a_file_with_other_line_ends_on_disk_is_not_taken_for_an_edit(
    sara: Clone, ali: Clone
) -> None:
    sara.change({".gitattributes": "notes.txt text eol=crlf\n"})
    sara.sync()
    ali.sync()
    (ali.root / "notes.txt").write_bytes(b"one\r\ntwo\r\nthree\r\n")
    sara.change({"notes.txt": "1\r\n2\r\n3\r\n"})
    sara.sync()
    assert ali.sync().conflicts == ()
    assert ali.read("notes.txt") == "1\r\n2\r\n3\r\n"
    assert ali.is_clean


def test_a_mode_alone_arrives(sara: Clone, ali: Clone) -> None:
    (sara.root / ROOF).chmod(0o755)
    sara.change({})
    sara.sync()
    ali.sync()
    assert os.access(ali.root / ROOF, os.X_OK)
    assert hold_equal(sara, ali)


def test_a_submodule_stays_a_note_of_its_commit(sara: Clone, ali: Clone) -> None:
    git(sara.root, "update-index", "--add", "--cacheinfo", f"160000,{sara.head},module")
    git(sara.root, "commit", "--quiet", "-m", "Module")
    sara.sync()
    ali.edit(ROOF, "todo", "doing")
    ali.sync()
    assert git(ali.root, "ls-tree", "HEAD", "module").startswith("160000")
    assert list((ali.root / "module").iterdir()) == []
    assert ali.is_clean
    git(sara.root, "rm", "--quiet", "--cached", "module")
    git(sara.root, "commit", "--quiet", "-m", "No module")
    sara.sync()
    ali.sync()
    assert not (ali.root / "module").exists()


def test_a_linked_worktree_is_a_clone_like_any_other(sara: Clone, team: Team) -> None:
    git(sara.root, "worktree", "add", "--quiet", "-b", "side", str(team.folder / "tree"))
    tree = Clone(team.folder / "tree")
    git(tree.root, "branch", "--quiet", "--set-upstream-to=origin/main")
    tree.edit(CALL, "todo", "done")
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    assert tree.sync().state == "published"
    assert sara.sync().state == "received"
    assert hold_equal(sara, Clone(tree.root))
