from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.sync.playground import git
from tests.sync.team import (
    CALL,
    ROOF,
    Clone,
    hold_equal,
)


def test_a_criss_cross_of_two_merges_is_joined(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    ali.edit(CALL, "todo", "done")
    git(sara.root, "fetch", "--quiet", str(ali.root), "main:ali")
    git(ali.root, "fetch", "--quiet", str(sara.root), "main:sara")
    git(sara.root, "merge", "--quiet", "-m", "Crossed", "ali")
    git(ali.root, "merge", "--quiet", "-m", "Crossed", "sara")
    sara.edit(ROOF, "Replace", "Repair")
    ali.edit(ROOF, "Crane", "A crane")
    git(sara.root, "fetch", "--quiet", str(ali.root), "main:crossed")
    assert len(git(sara.root, "merge-base", "--all", "main", "crossed").split()) == 2
    sara.sync()
    assert ali.sync().conflicts == ()
    sara.sync()
    assert hold_equal(sara, ali)
    assert 'status = "doing"' in sara.read(ROOF)
    assert "Repair" in sara.read(ROOF)
    assert "A crane" in sara.read(ROOF)
    assert 'status = "done"' in sara.read(CALL)
    assert git(ali.root, "for-each-ref", "refs/tuiwork/scratch") == ""


def test_before_the_first_merge_with_a_remote_the_state_is_kept(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    before = ali.head
    ali.sync()
    backups = git(ali.root, "for-each-ref", "--format=%(objectname)", "refs/tuiwork/backup")
    assert backups == before


def test_a_merge_is_a_commit_of_both_and_says_so(sara: Clone, ali: Clone) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.edit(ROOF, "doing", "done")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    mine = ali.head
    ali.sync()
    assert git(ali.root, "log", "-1", "--format=%s|%an|%ae|%P") == (
        f"Merged 2 changes from origin|Ali|ali@nordvik.example|{mine} {sara.head}"
    )


def test_a_merge_needs_to_know_who_makes_it(
    sara: Clone, ali: Clone, monkeypatch: pytest.MonkeyPatch
) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    git(ali.root, "config", "--unset", "user.name")
    git(ali.root, "config", "--unset", "user.email")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    assert ali.stopped().state == "identity"


def test_who_signs_gets_a_signed_merge_or_none(sara: Clone, ali: Clone, tmp_path: Path) -> None:
    sara.edit(ROOF, "todo", "doing")
    sara.sync()
    ali.edit(CALL, "todo", "done")
    signer = tmp_path / "signer"
    signer.write_text("#!/bin/sh\nexit 1\n")
    signer.chmod(0o755)
    git(ali.root, "config", "commit.gpgsign", "true")
    git(ali.root, "config", "gpg.program", str(signer))
    head = ali.head
    assert ali.stopped().state == "unsigned"
    assert ali.head == head
    signer.write_text(
        "#!/bin/sh\ncat >/dev/null\nprintf '\\n[GNUPG:] SIG_CREATED \\n' >&2\necho signed by ali\n"
    )
    assert ali.sync().state == "published"
    assert "gpgsig signed by ali" in git(ali.root, "cat-file", "commit", "HEAD")
    assert sara.sync().state == "received"
    assert hold_equal(sara, ali)
