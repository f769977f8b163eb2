from __future__ import annotations

from pathlib import Path

import pytest

from tests.sync.playground import (
    OTHER,
    TASK,
    git,
    head,
    hook,
    keep,
    new_repository,
    write,
)
from tuiwork.errors import NotRecorded
from tuiwork.sync.git import hooked
from tuiwork.sync.recording import Recorded


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return new_repository(tmp_path / "work")


def test_hooks_run_with_the_message_and_are_told_about_tuiwork(root: Path) -> None:
    hook(root, "prepare-commit-msg", 'test "$TUIWORK_IN_HOOK" = 1 && echo "Checked: yes" >>"$1"')
    hook(root, "post-commit", "touch posted")
    keep(root, {TASK: "two\n"}, "Done\n\n# a line that stays")
    assert git(root, "show", "-s", "--format=%B") == "Done\n\n# a line that stays\nChecked: yes\n"
    assert (root / "posted").exists()


def test_a_hook_that_refuses_is_quoted_and_nothing_is_changed(root: Path) -> None:
    hook(root, "commit-msg", r"printf 'no ticket \033]0;X\007 https://a:canary@host/'; exit 1")
    before = head(root)
    with pytest.raises(NotRecorded) as caught:
        keep(root, {TASK: "two\n", OTHER: "new\n"})
    assert caught.value.message == (
        "saved, but not recorded: a commit hook (commit-msg) refused: "
        "no ticket ␛]0;X␇ https://***@host/; `tuiwork sync` asks it again"
    )
    assert head(root) == before
    assert git(root, "status", "--porcelain").splitlines() == [f" M {TASK}", f"?? {OTHER}"]


def test_what_a_refused_commit_finds_staged_stays_staged(root: Path) -> None:
    hook(root, "pre-commit", "exit 1")
    write(root, OTHER, "new\n")
    git(root, "add", OTHER)
    with pytest.raises(NotRecorded, match="it gave no reason"):
        keep(root, {OTHER: "new\n"})
    assert git(root, "status", "--porcelain") == f"A  {OTHER}"


def test_a_hook_that_hangs_is_stopped(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hooked, "HOOK_SECONDS", 0.3)
    hook(root, "pre-commit", "sleep 1000")
    with pytest.raises(NotRecorded, match="ran for more than 0 seconds and was stopped"):
        keep(root, {TASK: "two\n"})
    assert list((root / ".git").glob("*.lock")) == []


def test_a_hook_that_rewrites_a_file_is_reported(root: Path) -> None:
    hook(root, "pre-commit", f"echo tidy >{TASK}; git add {TASK}")
    done = keep(root, {TASK: "two\n", OTHER: "new\n"})
    assert done == Recorded(head(root), (TASK,))
    assert git(root, "show", f"HEAD:{TASK}") == "tidy"


def test_hooks_stored_in_the_tree_run_too(root: Path) -> None:
    hook(root, "pre-commit", "touch ran")
    (root / ".git/hooks").rename(root / ".githooks")
    git(root, "config", "core.hooksPath", ".githooks")
    keep(root, {TASK: "two\n"})
    assert (root / "ran").exists()


def signer(root: Path, script: str) -> None:
    program = root / ".git/sign"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    git(root, "config", "commit.gpgSign", "true")
    git(root, "config", "gpg.program", str(program))


def test_commits_are_signed_where_the_user_signs(root: Path) -> None:
    signer(root, 'cat >/dev/null; echo "[GNUPG:] SIG_CREATED " >&2; echo SIGNATURE')
    keep(root, {TASK: "two\n"})
    assert "gpgsig SIGNATURE" in git(root, "cat-file", "commit", "HEAD")


def test_a_signature_that_fails_never_becomes_an_unsigned_commit(root: Path) -> None:
    signer(root, "exec </dev/tty")
    before = head(root)
    with pytest.raises(NotRecorded, match=r"git commit refused: .*failed to sign"):
        keep(root, {TASK: "two\n"})
    assert head(root) == before
