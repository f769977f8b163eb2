"""What several save on top of each other: whose Change is recorded is in the history, and alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace import TODAY, git, make_workspace
from tuiwork.model.change import Change, FileChange
from tuiwork.session import Session
from tuiwork.verbs.placing import move
from tuiwork.verbs.tasks import comment

ROOF, CALL = "k7f3qd2m", "p2h8w4xn"
INCIDENTS = "spaces/operations/incidents"
ROOF_PATH = f"spaces/operations/jobs/{ROOF}-replace-compressor.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "company")


@pytest.fixture
def three(root: Path) -> tuple[Session, Session, Session]:
    """Three who have the workspace open."""
    first, second, third = (Session(root, TODAY) for _ in range(3))
    for one in (first, second, third):
        one.load()
    return first, second, third


def committed(root: Path) -> list[str]:
    """The words of `words-…` that the last commit holds, in order of the alphabet."""
    found = git(root, "grep", "-h", "-o", "words-[a-z]*", "HEAD", "--", "spaces")
    return sorted(found.replace("words-", "").split())


def subjects(root: Path) -> list[str]:
    return git(root, "log", "--format=%s").splitlines()


def put(session: Session, old: str, new: str) -> None:
    """Change one value of the task, as any verb does."""
    text = session.workspace.read(ROOF_PATH)
    session.apply(Change("Put", (FileChange(ROOF_PATH, text, text.replace(old, new)),), (ROOF,)))


def test_a_change_between_two_that_nobody_has_recorded_is_in_the_history_once_it_is_recorded(
    three: tuple[Session, Session, Session], root: Path
) -> None:
    first, second, third = three
    first.do(comment, [ROOF], "words-first")
    second.do(comment, [ROOF, CALL], "words-second")
    third.do(comment, [ROOF], "words-third")
    [done] = second.record()
    assert done.commit == git(root, "rev-parse", "HEAD").strip()
    assert committed(root) == ["second", "second"]
    first.record()
    assert committed(root) == ["first", "second", "second"]
    third.record()
    assert committed(root) == ["first", "second", "second", "third"]
    assert git(root, "status", "--porcelain") == ""


def test_taking_it_back_leaves_what_the_others_did(
    three: tuple[Session, Session, Session], root: Path
) -> None:
    first, second, third = three
    first.do(comment, [ROOF], "words-first")
    put(second, "Crane is booked.", "Crane is late.")
    third.do(comment, [ROOF], "words-third")
    [done] = second.record()
    first.record()
    third.record()
    assert done.commit is not None
    second.undo(done.commit)
    second.record()
    assert committed(root) == ["first", "third"]
    assert "Crane is booked." in git(root, "show", f"HEAD:{ROOF_PATH}")


def test_what_was_recorded_with_more_is_not_recorded_again(
    three: tuple[Session, Session, Session], root: Path
) -> None:
    first, second, third = three
    first.do(comment, [ROOF], "words-first")
    second.do(comment, [ROOF], "words-second")
    second.record()
    third.do(comment, [ROOF], "words-third")
    recorded = subjects(root)
    assert [one.commit for one in first.record()] == [None]
    assert subjects(root) == recorded
    assert committed(root) == ["first", "second"]


def test_where_one_value_went_through_several_hands_the_history_holds_what_is_on_disk(
    three: tuple[Session, Session, Session], root: Path
) -> None:
    first, second, third = three
    put(first, '"high"', '"low"')
    second.load()
    put(second, '"low"', '"normal"')
    third.do(comment, [ROOF], "words-third")
    second.record()
    assert subjects(root)[0] == "Edited outside tuiwork: “Replace compressor”"
    for one in (first, third):
        one.record()
    held = git(root, "show", f"HEAD:{ROOF_PATH}")
    assert ('"normal"' in held, committed(root)) == (True, ["third"])
    assert git(root, "status", "--porcelain") == ""


def test_a_comment_on_what_was_moved_meanwhile_is_in_the_history_once_it_is_recorded(
    three: tuple[Session, Session, Session], root: Path
) -> None:
    first, second, third = three
    first.do(comment, [ROOF], "words-first")
    second.do(comment, [ROOF], "words-second")
    third.load()
    third.do(move, [ROOF], INCIDENTS)
    second.record()
    assert committed(root) == ["second"]
    third.record()
    assert committed(root) == ["first", "second"]
    assert git(root, "ls-files", f"*{ROOF}*").startswith(INCIDENTS)
    assert git(root, "status", "--porcelain") == ""


def test_a_commit_that_comes_in_the_same_moment_is_not_taken_back(
    three: tuple[Session, Session, Session], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second, _ = three
    first.do(comment, [ROOF], "words-first")
    second.do(comment, [ROOF], "words-second")
    look = Session._to_record

    def then_another_commits(self: Session, change: Change, **options: bool) -> object:
        monkeypatch.undo()
        found = look(self, change, **options)
        git(root, "commit", "--quiet", "--all", "-m", "By another")
        return found

    monkeypatch.setattr(Session, "_to_record", then_another_commits)
    assert [one.commit for one in first.record()] == [None]
    assert subjects(root)[0] == "By another"
    assert committed(root) == ["first", "second"]
