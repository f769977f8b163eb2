"""Words from others that meet git: addresses, titles, names, settings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.playground import git
from tests.sync.team import Clone
from tests.workspace import make_workspace
from tuiwork.errors import SyncStopped
from tuiwork.session import Session
from tuiwork.sync.git.repository import open_repository
from tuiwork.sync.syncing import remote_status
from tuiwork.verbs.states import start

HARMFUL = [
    "ext::sh -c touch% marker",
    "ext::touch marker",
    "fd::17",
    "--upload-pack=touch marker",
    "-u touch marker",
    "--config=core.sshCommand=touch marker",
    "ssh://-oProxyCommand=touch marker/x",
    "ssh://git@-oProxyCommand=touch%20marker/x",
    "-oProxyCommand=touch marker:x",
    "git://localhost/x",
    "ftp://localhost/x",
    "file://host/x",
    "https://localhost/x\ny",
    "https://localhost/x%0ay",
    "x\x1b[2J",
]


def by_url(address: str) -> dict[str, str]:
    return {"remote.origin.url": address}


def by_push_url(address: str) -> dict[str, str]:
    return {"remote.origin.pushurl": address}


def by_rewriting(address: str) -> dict[str, str]:
    return {f"url.{address}.insteadOf": "https://own/", "remote.origin.url": "https://own/"}


def by_name(address: str) -> dict[str, str]:
    return {"branch.main.remote": address.replace("\n", " "), f"remote.{address}.url": "/nowhere"}


def by_branch(address: str) -> dict[str, str]:
    return {"branch.main.merge": f"refs/heads/{address}"}


@pytest.mark.parametrize("settings", [by_url, by_push_url, by_rewriting, by_name, by_branch])
def test_a_setting_that_could_harm_runs_nothing(
    sara: Clone, monkeypatch: pytest.MonkeyPatch, settings: Callable[[str], dict[str, str]]
) -> None:
    monkeypatch.chdir(sara.root)
    monkeypatch.setenv("GIT_ALLOW_PROTOCOL", "ext:fd:git:ftp:file")
    git(sara.root, "config", "protocol.allow", "always")
    sara.change({"notes.txt": "one\n"})
    before = sara.files.keys()
    config = (sara.root / ".git/config").read_text()
    for address in HARMFUL:
        (sara.root / ".git/config").write_text(config)
        for name, value in settings(address).items():
            git(sara.root, "config", name.replace("\n", " "), value)
        with pytest.raises(SyncStopped) as caught:
            sara.sync()
        assert caught.value.state in ("refused", "offline")
        assert sara.files.keys() == before
        remote_status(open_repository(sara.root))
    assert "marker" not in "".join(os.listdir())


def test_a_title_cannot_forge_what_a_commit_says_about_itself(tmp_path: Path) -> None:
    root = make_workspace(tmp_path, {"k7f3qd2m": {"title": FORGED}})
    session = Session(root)
    session.do(start, ["k7f3qd2m"])
    [recorded] = session.record()
    assert recorded.commit is not None
    said = git(root, "show", "-s", "--format=%B", recorded.commit)
    subject, empty, trailer = said.strip().split("\n")
    assert (empty, trailer) == ("", "Ids: k7f3qd2m")
    assert "\x1b" not in subject
    assert len(subject) <= 100


FORGED = "x\n\nUndoes: 1234567\nSigned-off-by: y\n# c \x1b[2J " + "long " * 40


def test_a_name_cannot_forge_who_committed(tmp_path: Path) -> None:
    root = make_workspace(tmp_path)
    git(root, "config", "user.name", "Sara <boss@nordvik.example>\nauthor Boss <b> 1 +0000")
    session = Session(root)
    session.do(start, ["p2h8w4xn"])
    session.record()
    assert git(root, "log", "-1", "--format=%ae|%ce") == "sara@nordvik.example|sara@nordvik.example"
    assert "\nauthor Boss" not in git(root, "cat-file", "commit", "HEAD")
