from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.sync.playground import OTHER, TASK, git, new_repository, write
from tuiwork.errors import Refused
from tuiwork.sync.git.repository import Repository, open_repository
from tuiwork.sync.history import blame, changes_in, history_of, log, moment, texts_at

MOVED = "spaces/ops/archive/k7f3qd2m-replace-compressor.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "work")


def commit(root: Path, message: str, *options: str) -> str:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message, *options)
    return git(root, "rev-parse", "HEAD")


def opened(root: Path) -> Repository:
    return open_repository(root)


def subjects(root: Path, **wanted: object) -> list[str]:
    return [one.subject for one in log(opened(root), limit=100, **wanted)]  # type: ignore[arg-type]


def test_a_commit_says_who_did_what_when_and_to_which_files(root: Path) -> None:
    before = git(root, "rev-parse", "HEAD")
    write(root, TASK, "two\n")
    write(root, OTHER, "new\n")
    oid = commit(
        root,
        "Ordered the part\n\nBody.\n\nIds: k7f3qd2m p2h8w4xn\nUndoes: abc",
        "--author=Ali <ali@nordvik.example>",
        "--date=2026-06-02T08:14:00+0200",
    )
    newest, first = log(opened(root), limit=10)
    assert newest.oid == oid
    assert newest.parents == (before,)
    assert (newest.author, newest.email) == ("Ali", "ali@nordvik.example")
    assert newest.at == datetime(2026, 6, 2, 6, 14, tzinfo=UTC)
    assert newest.at.utcoffset() == timedelta(hours=2)
    assert newest.subject == "Ordered the part"
    assert newest.trailers == {"Ids": "k7f3qd2m p2h8w4xn", "Undoes": "abc"}
    assert newest.paths == (TASK, OTHER)
    assert first.parents == ()
    assert first.paths == ("notes.txt", TASK, "tuiwork.toml")


def test_no_commit_yet_is_no_history(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert log(opened(tmp_path), limit=10) == []
    assert blame(opened(tmp_path), TASK) == []


def test_limit_and_skip_cut_a_page_out_of_the_log(root: Path) -> None:
    for number in range(4):
        commit(root, f"Change {number}")
    assert subjects(root, skip=1)[:2] == ["Change 2", "Change 1"]
    assert [one.subject for one in log(opened(root), limit=2, skip=2)] == ["Change 1", "Change 0"]


def test_one_person_is_found_by_the_whole_address_alone(root: Path) -> None:
    commit(root, "Ali's", "--author=Ali <ali@nordvik.example>")
    commit(root, "Kali's", "--author=Kali <kali@nordvik.example>")
    commit(root, "Dotless", "--author=Ali <ali@nordvikXexample>")
    assert subjects(root, emails=["ALI@nordvik.example"]) == ["Ali's"]


def test_a_commit_found_by_one_file_still_lists_all_it_changed(root: Path) -> None:
    write(root, TASK, "two\n")
    write(root, OTHER, "new\n")
    commit(root, "Both")
    write(root, "notes.txt", "not about it\n")
    commit(root, "Notes")
    found = log(opened(root), limit=10, paths=[OTHER])
    assert [(one.subject, one.paths) for one in found] == [("Both", (TASK, OTHER))]


def test_a_path_is_never_a_pattern(root: Path) -> None:
    write(root, "docs/[a].md", "one\n")
    commit(root, "Brackets")
    write(root, "docs/a.md", "one\n")
    commit(root, "Letter")
    assert subjects(root, paths=["docs/[a].md"]) == ["Brackets"]
    assert subjects(root, paths=["docs/*"]) == []


def test_odd_names_and_texts_come_as_they_are(root: Path) -> None:
    odd = "docs/a\tb\nc é.md"
    write(root, odd, "one\n")
    commit(root, "Wrote \x1b]0;HACK\x07 é")
    newest = log(opened(root), limit=1)[0]
    assert newest.subject == "Wrote \x1b]0;HACK\x07 é"
    assert newest.paths == (odd,)


def test_a_merge_shows_what_it_brought_and_both_sides_stay_in_the_log(root: Path) -> None:
    git(root, "switch", "--quiet", "-c", "side")
    write(root, OTHER, "new\n")
    commit(root, "Theirs")
    git(root, "switch", "--quiet", "main")
    write(root, TASK, "two\n")
    commit(root, "Ours")
    git(root, "merge", "--quiet", "-m", "Merged", "side")
    merged, *rest = log(opened(root), limit=10)
    assert (merged.subject, len(merged.parents), merged.paths) == ("Merged", 2, (OTHER,))
    assert {one.subject for one in rest} == {"Ours", "Theirs", "Begin"}


def test_a_workspace_in_a_folder_sees_its_own_history_with_its_own_paths(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, "code.py", "pass\n")
    commit(tmp_path, "Code")
    write(tmp_path, f"plan/{TASK}", "one\n")
    write(tmp_path, "code.py", "1\n")
    commit(tmp_path, "Both")
    found = log(opened(tmp_path / "plan"), limit=10)
    assert [(one.subject, one.paths) for one in found] == [("Both", (TASK,))]


def test_settings_of_the_user_do_not_change_what_is_read(root: Path) -> None:
    for setting in ("log.showRoot false", "log.date relative", "format.pretty oneline"):
        git(root, "config", *setting.split())
    git(root, "config", "diff.renames", "copies")
    git(root, "config", "diff.noprefix", "true")
    assert log(opened(root), limit=1)[0].paths == ("notes.txt", TASK, "tuiwork.toml")


def test_a_task_keeps_its_history_across_moves(root: Path) -> None:
    write(root, OTHER, "new\n")
    commit(root, "Another")
    (root / MOVED).parent.mkdir()
    git(root, "mv", TASK, MOVED)
    commit(root, "Moved")
    write(root, MOVED, "two\n")
    commit(root, "Edited")
    found = history_of(opened(root), "k7f3qd2m", MOVED)
    assert [one.subject for one in found] == ["Edited", "Moved", "Begin"]


def test_other_documents_are_followed_by_their_path(root: Path) -> None:
    write(root, "goals/service.md", "one\n")
    commit(root, "Goal")
    write(root, "spaces/ops/jobs/service-desk.md", "one\n")
    commit(root, "No goal")
    found = history_of(opened(root), "service", "goals/service.md")
    assert [one.subject for one in found] == ["Goal"]


def test_texts_are_as_they_were_and_none_where_nothing_was(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    write(root, TASK, "two\r\n")
    (root / "notes.txt").unlink()
    write(root, "raw.bin", "x")
    (root / "raw.bin").write_bytes(b"\xff\x00")
    second = commit(root, "Edited")
    paths = [TASK, "notes.txt", OTHER, "raw.bin"]
    assert texts_at(opened(root), first, paths) == {
        TASK: "one\n",
        "notes.txt": "mine\n",
        OTHER: None,
        "raw.bin": None,
    }
    then = texts_at(opened(root), second, paths)
    assert (then[TASK], then["notes.txt"]) == ("two\r\n", None)
    assert (then["raw.bin"] or "").encode("utf-8", "surrogateescape") == b"\xff\x00"
    assert texts_at(opened(root), None, paths) == dict.fromkeys(paths)


def test_a_change_is_told_by_its_texts_before_and_after(root: Path) -> None:
    write(root, TASK, "two\n")
    write(root, OTHER, "new\n")
    (root / "notes.txt").unlink()
    oid = commit(root, "Edited")
    expected = [
        ("notes.txt", "mine\n", None),
        (TASK, "one\n", "two\n"),
        (OTHER, None, "new\n"),
    ]
    assert changes_in(opened(root), oid) == expected
    assert changes_in(opened(root), oid[:8]) == expected
    first = changes_in(opened(root), git(root, "rev-parse", "HEAD~1"))
    assert ("notes.txt", None, "mine\n") in first


@pytest.mark.parametrize("name", ["", "main", "--all", "0123456789abcdef", "zzzz"])
def test_what_names_no_change_is_refused(root: Path, name: str) -> None:
    with pytest.raises(Refused, match="tuiwork log"):
        changes_in(opened(root), name)


def test_blame_says_where_each_line_comes_from(root: Path) -> None:
    first = git(root, "rev-parse", "HEAD")
    write(root, TASK, "one\ntwo\n\n\tthree\n")
    stamp = "--date=2026-06-02T08:14:00+0200"
    second = commit(root, "More", "--author=Ali <ali@nordvik.example>", stamp)
    lines = blame(opened(root), TASK)
    assert [(line, oid) for line, oid, *_ in lines] == [
        ("one", first),
        ("two", second),
        ("", second),
        ("\tthree", second),
    ]
    assert lines[1][2:] == ("Ali", datetime(2026, 6, 2, 6, 14, tzinfo=UTC))


def test_blame_works_in_a_folder_and_not_for_what_is_not_recorded(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    write(tmp_path, f"plan/{TASK}", "one\n")
    oid = commit(tmp_path, "Begin")
    write(tmp_path, f"plan/{OTHER}", "new\n")
    repo = opened(tmp_path / "plan")
    assert [(line, found) for line, found, *_ in blame(repo, TASK)] == [("one", oid)]
    assert blame(repo, OTHER) == []


def test_blame_reads_this_repository_whatever_the_environment_says(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = new_repository(tmp_path / "other")
    write(other, TASK, "another\n")
    commit(other, "Another")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", str(other / ".git/objects"))
    repo = opened(root)
    assert [oid for _, oid, *_ in blame(repo, TASK)] == [repo.head]


@pytest.mark.parametrize("seconds", [10**18, -(10**18)])
def test_a_time_no_calendar_holds_is_1970(seconds: int) -> None:
    assert moment(seconds, UTC) == datetime(1970, 1, 1, tzinfo=UTC)
