"""Trees that nobody's git would write, arriving from a remote by a sync and by a clone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.sync.playground import git
from tests.sync.team import CALL, LIST, ROOF, WORKSPACE, Clone, Team, new_team
from tuiwork.errors import SyncStopped
from tuiwork.session import Session
from tuiwork.sync.create import clone_repository

JOBS = "spaces/ops/jobs"


class Remote:
    """Writes objects into the remote as an attacker would, one entry beside what is there."""

    def __init__(self, team: Team) -> None:
        self.root = team.remote

    def git(self, *words: str, stdin: str | None = None) -> str:
        return git(self.root, *words, stdin=stdin)

    def blob(self, text: str = "evil\n") -> str:
        return self.git("hash-object", "-w", "--stdin", stdin=text)

    def tree(self, *entries: str) -> str:
        """A tree with any names at all, even twice."""
        raw = b""
        for entry in sorted(entries, key=lambda one: one.partition("\t")[2]):
            facts, _, name = entry.partition("\t")
            mode, _, oid = facts.split(" ")
            raw += f"{mode.lstrip('0')} {name}".encode("utf-8", "surrogateescape") + b"\0"
            raw += bytes.fromhex(oid)
        file = self.root / "raw"
        file.write_bytes(raw)
        return self.git("hash-object", "-t", "tree", "-w", "--literally", str(file))

    def publish(self, *entries: str, folder: str = "") -> None:
        """Make a commit whose folder holds these entries too."""
        here = self.git("ls-tree", f"main:{folder}").splitlines()
        names = {entry.partition("\t")[2] for entry in entries}
        tree = self.tree(*(one for one in here if one.partition("\t")[2] not in names), *entries)
        while folder:
            folder, _, name = folder.rpartition("/")
            above = self.git("ls-tree", f"main:{folder}").splitlines()
            kept = [one for one in above if not one.endswith(f"\t{name}")]
            tree = self.tree(*kept, f"040000 tree {tree}\t{name}")
        commit = self.git("commit-tree", tree, "-p", "main", "-m", "Evil")
        self.git("update-ref", "refs/heads/main", commit)


@pytest.fixture
def remote(team: Team) -> Remote:
    return Remote(team)


def dotgit(name: str) -> Callable[[Remote], None]:
    def publish(remote: Remote) -> None:
        inner = remote.tree(f"100644 blob {remote.blob()}\tconfig")
        remote.publish(f"040000 tree {inner}\t{name}")

    return publish


def twice(remote: Remote) -> None:
    blob = remote.blob()
    remote.publish(f"100644 blob {blob}\tx.md", f"100644 blob {blob}\tx.md", folder=JOBS)


def upwards(remote: Remote) -> None:
    inner = remote.tree(f"100644 blob {remote.blob()}\tevil.md")
    remote.publish(f"040000 tree {inner}\t..", folder=JOBS)


def slash(remote: Remote) -> None:
    remote.publish(f"100644 blob {remote.blob()}\t../../evil.md", folder=JOBS)


def modules_link(remote: Remote) -> None:
    remote.publish(f"120000 blob {remote.blob('/etc/passwd')}\t.gitmodules")


REFUSED = {
    ".git": dotgit(".git"),
    ".GIT": dotgit(".GIT"),
    "git~1": dotgit("git~1"),
    ".g\u200cit": dotgit(".g\u200cit"),
    ".git ": dotgit(".git "),
    "..": upwards,
    "a slash": slash,
    "twice": twice,
    "a link to modules": modules_link,
}


@pytest.mark.parametrize("how", REFUSED)
def test_a_tree_that_could_harm_never_arrives(
    remote: Remote, sara: Clone, tmp_path: Path, how: str
) -> None:
    REFUSED[how](remote)
    files, config = sara.files, (sara.root / ".git/config").read_bytes()
    sara.edit(CALL, "todo", "done")
    with pytest.raises(SyncStopped) as caught:
        Session(sara.root).sync(settle=0)
    assert caught.value.state == "refused"
    assert "git holds that for dangerous; ask who sent it to take it back" in caught.value.message
    assert (sara.root / ".git/config").read_bytes().startswith(config)
    assert sara.files.keys() == files.keys()
    assert not list(tmp_path.rglob("evil.md"))
    with pytest.raises(SyncStopped, match="dangerous"):
        clone_repository(f"file://{remote.root}", tmp_path / "mine")
    assert not (tmp_path / "mine").exists()


def link(target: str, place: str) -> Callable[[Remote], None]:
    def publish(remote: Remote) -> None:
        folder, _, name = place.rpartition("/")
        remote.publish(f"120000 blob {remote.blob(target)}\t{name}", folder=folder)

    return publish


def submodule(remote: Remote) -> None:
    remote.publish(f"160000 commit {'12' * 20}\tpart", folder="spaces/ops")


def folder_to_link(remote: Remote) -> None:
    link("/etc", JOBS)(remote)


def deep(remote: Remote) -> None:
    tree = remote.tree(f"100644 blob {remote.blob()}\tx.md")
    for _ in range(300):
        tree = remote.tree(f"040000 tree {tree}\ta")
    remote.publish(f"040000 tree {tree}\ta", folder=JOBS)


def wide(length: int) -> Callable[[Remote], None]:
    def publish(remote: Remote) -> None:
        name = "x" * (length - 3) + ".md"
        remote.publish(f"100644 blob {remote.blob()}\t{name}", folder=JOBS)

    return publish


def endless(remote: Remote) -> None:
    tree = remote.tree(f"100644 blob {remote.blob()}\tx.md")
    for _ in range(30):
        tree = remote.tree(f"040000 tree {tree}\t{'a' * 200}")
    remote.publish(f"040000 tree {tree}\ta", folder=JOBS)


TOO_LONG = {"a name": wide(256), "a path": endless}


def huge(remote: Remote) -> None:
    remote.publish(f"100644 blob {remote.blob('x' * 6_000_000)}\tzzzz2222-x.md", folder=JOBS)


def other_bytes(remote: Remote) -> None:
    remote.publish(f'100644 blob {remote.blob()}\tzz\udcff\n\t"z.md', folder=JOBS)


def program(remote: Remote) -> None:
    remote.publish(f"100755 blob {remote.blob()}\tzzzz2222-x.md", folder=JOBS)


ODD = {
    "a document that is a link": link("/etc/passwd", ROOF),
    "a list that is a link": link("../../../../../etc/passwd", LIST),
    "another link": link("/etc", "docs"),
    "a folder that becomes a link": folder_to_link,
    "a submodule": submodule,
    "the longest name": wide(255),
    "six megabytes": huge,
    "a name of odd bytes": other_bytes,
    "a program": program,
}


@pytest.mark.parametrize("how", ODD)
def test_an_odd_tree_makes_no_link_and_loses_nothing(
    remote: Remote, sara: Clone, ali: Clone, tmp_path: Path, how: str
) -> None:
    ODD[how](remote)
    ali.edit(CALL, "todo", "done")
    states = [Session(one.root).sync(settle=0).state for one in (sara, ali, sara, ali)]
    assert states == ["received", "published", "received", "up-to-date"]
    mine = Clone(clone_repository(f"file://{remote.root}", tmp_path / "mine").root)
    for clone in (sara, ali, mine):
        assert [one for one in clone.root.rglob("*") if one.is_symlink()] == []
        assert clone.head == git(remote.root, "rev-parse", "main")
        assert 'status = "done"' in clone.read(CALL)
        assert CALL in Session(clone.root).workspace.documents
        # A link that is a plain file here is all that git sees otherwise.
        left = git(clone.root, "status", "--porcelain").splitlines()
        assert [line for line in left if not line.startswith(" T ")] == []


def test_a_file_three_hundred_folders_deep_arrives(remote: Remote, sara: Clone) -> None:
    deep(remote)
    assert sara.sync().state == "received"
    assert (sara.root / JOBS / "/".join("a" * 301) / "x.md").read_text() == "evil\n"
    assert CALL in Session(sara.root).workspace.documents


@pytest.mark.parametrize("how", TOO_LONG)
def test_a_path_that_no_disk_takes_stops_the_sync_and_says_whose_it_is(
    remote: Remote, sara: Clone, how: str
) -> None:
    tip = git(remote.root, "rev-parse", "main")
    TOO_LONG[how](remote)
    sara.edit(CALL, "todo", "done")
    head, files = sara.head, sara.files
    for _ in range(2):
        stop = sara.stopped()
        assert stop.state == "refused"
        assert "path is too long for this disk" in stop.message
        assert "ask who sent it to take it back" in stop.message
        assert len(stop.message) < 400
        assert (sara.head, sara.files, sara.is_clean) == (head, files, True)
    back = remote.git("commit-tree", f"{tip}^{{tree}}", "-p", "main", "-m", "Taken back")
    remote.git("update-ref", "refs/heads/main", back)
    assert sara.sync().state == "published"


def test_a_file_in_place_of_a_folder_takes_nothing_with_it_that_is_mine(
    remote: Remote, sara: Clone
) -> None:
    link("/etc", JOBS)(remote)
    sara.save({f"{JOBS}/mine.txt": "mine\n"})
    stop = sara.stopped()
    assert stop.state == "refused"
    assert f"{JOBS}, and what is there on this disk is no file" in stop.message
    assert sara.read(f"{JOBS}/mine.txt") == "mine\n"
    assert CALL in sara.files


def test_a_link_elsewhere_in_a_code_repository_stays_one(tmp_path: Path) -> None:
    team = new_team(tmp_path, {f"plan/{at}": text for at, text in WORKSPACE.items()})
    sara, ali = team.clone("sara"), team.clone("ali")
    (sara.root / "latest").symlink_to("plan/notes.txt")
    (sara.root / "plan/latest").symlink_to("notes.txt")
    sara.change({})
    Clone(sara.root / "plan").sync()
    Clone(ali.root / "plan").sync()
    assert (ali.root / "latest").is_symlink()
    assert ali.read("plan/latest") == "notes.txt"
