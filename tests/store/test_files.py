"""Only regular files are read, only places inside are written, whatever lies there."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.conftest import ROOF
from tests.workspace import write
from tuiwork.errors import Refused
from tuiwork.store import files
from tuiwork.store.files import (
    MAX_DEPTH,
    list_folder,
    read_bytes,
    read_if_there,
    read_text,
    read_whole,
    safe_path,
    sync_many,
    write_temporary,
)
from tuiwork.store.local import Local
from tuiwork.text.document import MAX_BYTES
from tuiwork.text.source import Malformed

JOBS = "spaces/operations/jobs"


# Listing


def test_a_folder_lists_its_documents_and_folders(local: Local) -> None:
    write(local.root, f"{JOBS}/deep/list.toml", "")
    write(local.root, f"{JOBS}/readme.txt", "mine")
    listing = list_folder(local.root, JOBS)
    assert sorted(listing.documents) == [ROOF, f"{JOBS}/list.toml", f"{JOBS}/p2h8w4xn-call.md"]
    assert (listing.folders, listing.problems, listing.complete) == ((f"{JOBS}/deep",), (), True)
    top = list_folder(local.root, "")
    assert top.documents == ("tuiwork.toml",)
    assert "spaces" in top.folders


def test_what_editors_leave_is_not_listed(local: Local) -> None:
    before = list_folder(local.root, JOBS)
    for name in (".t.md.swp", ".#t.md", "t.md~", "#t.md#", "4913", ".t.md.tmp", "t.md.orig"):
        write(local.root, f"{JOBS}/{name}", "x")
    write(local.root, f"{JOBS}/.tw-1-2.tmp", "x")
    write(local.root, f"{JOBS}/.hidden/x.md", "x")
    write(local.root, f"{JOBS}/t.sync-conflict-20260615-101500-ABCDEFG.md", "x")
    after = list_folder(local.root, JOBS)
    assert (sorted(after.documents), after.folders, after.problems) == (
        sorted(before.documents),
        (),
        (),
    )


def test_links_devices_and_folders_with_a_documents_name_are_reported(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs = local.root / JOBS
    monkeypatch.chdir(jobs)
    (jobs / "link.md").symlink_to(local.root / ROOF)
    (jobs / "broken.md").symlink_to("nowhere")
    (jobs / "loop.md").symlink_to("loop.md")
    (jobs / "outside").symlink_to("/etc")
    (jobs / "circle").symlink_to("circle")
    (jobs / "mine.txt").symlink_to("/etc/hostname")
    os.mkfifo(jobs / "pipe.md")
    (jobs / "folder.md").mkdir()
    with socket.socket(socket.AF_UNIX) as plug:
        plug.bind("plug.md")
        listing = list_folder(local.root, JOBS)
    link, device = (
        "is a link; it was not opened",
        "is a device, a pipe or a socket; it was not opened",
    )
    folder = "is a folder; a document of that name is expected"
    assert sorted((one.path.removeprefix(f"{JOBS}/"), one.message) for one in listing.problems) == [
        ("broken.md", link),
        ("folder.md", folder),
        ("link.md", link),
        ("loop.md", link),
        ("outside", link),
        ("pipe.md", device),
        ("plug.md", device),
    ]
    assert len(listing.documents) == 3


def test_names_that_are_no_text_are_reported_but_not_among_the_users_own(local: Local) -> None:
    for name in (b"caf\xe9.md", b"a\nb.md"):
        for folder in (JOBS, ""):
            (Path(os.fsdecode(os.fsencode(local.root / folder) + b"/" + name))).touch()
    told = [str(one) for one in list_folder(local.root, JOBS).problems]
    assert told == [f"{JOBS}: holds a name that is not plain UTF-8 text"] * 2
    assert list_folder(local.root, "").problems == ()


def test_names_of_other_systems_are_documents_like_any(local: Local) -> None:
    stems = ["CON", "aux", "x ", "x.", "a:b", "e\u0301", "\u00e9", "A", "a", "-rf", "*", "~x"]
    stems += ["x" * 252, "a\x1bb", "git~1", "$(x)", "'q'", "LPT1", "a?b", "%2e%2e", "\u202e"]
    names = [f"{stem}.md" for stem in stems]
    for name in names:
        (local.root / JOBS / name).touch()
    found = {path.rpartition("/")[2] for path in list_folder(local.root, JOBS).documents}
    assert set(names) <= found


def test_folders_too_deep_are_not_looked_into(local: Local) -> None:
    folder = "/".join(["spaces", *["d"] * MAX_DEPTH])
    (local.root / folder / "more").mkdir(parents=True)
    listing = list_folder(local.root, folder)
    assert listing.folders == ()
    assert [one.message for one in listing.problems] == [
        "lies deeper than 24 folders; not looked into"
    ]


def test_a_folder_that_cannot_be_read_is_reported(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", refuse)
    listing = list_folder(local.root, JOBS)
    assert [str(one) for one in listing.problems] == [f"{JOBS}: cannot be read: Permission denied"]
    assert not listing.complete


def test_a_folder_that_is_gone_is_empty(local: Local) -> None:
    assert list_folder(local.root, "plans").documents == ()


# Reading


def test_a_file_is_read_and_a_missing_one_is_none(local: Local) -> None:
    assert read_text(local.root, ROOF).startswith("+++\n")
    assert read_if_there(local.root, "goals/gone.md") is None
    assert read_if_there(local.root, f"{ROOF}/below-a-file.md") is None
    assert read_whole(local.root, "goals/gone.md") is None
    with pytest.raises(FileNotFoundError):
        read_text(local.root, "goals/gone.md")


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("link", "is a link"),
        ("fifo", "is no regular file"),
        ("folder", "is no regular file"),
        ("device", "is no regular file"),
        ("large", "is larger than 5 MB"),
    ],
)
def test_what_is_no_ordinary_file_is_refused_without_waiting(
    local: Local, kind: str, message: str
) -> None:
    place = local.root / "goals/odd.md"
    if kind == "link":
        place.symlink_to(local.root / ROOF)
    elif kind == "fifo":
        os.mkfifo(place)
    elif kind == "folder":
        place.mkdir()
    elif kind == "device":
        os.mknod(place, 0o20644, os.makedev(1, 5)) if os.geteuid() == 0 else os.mkfifo(place)
    else:
        with place.open("wb") as file:
            file.truncate(MAX_BYTES + 1)
    with pytest.raises(Malformed, match=message):
        read_bytes(local.root, "goals/odd.md")
    if kind == "large":
        assert len(read_whole(local.root, "goals/odd.md") or b"") == MAX_BYTES + 1
    else:
        with pytest.raises(Refused, match=message):
            read_whole(local.root, "goals/odd.md")


def test_no_handle_is_left_open(local: Local) -> None:
    (local.root / "goals/folder.md").mkdir()
    before = len(os.listdir("/proc/self/fd"))
    for _ in range(3):
        read_text(local.root, ROOF)
        with pytest.raises(Malformed):
            read_text(local.root, "goals/folder.md")
    assert len(os.listdir("/proc/self/fd")) == before


# Writing

OUTSIDE = [
    "", "/", "/etc/passwd", "..", "../x.md", "../../x", "a/../../b", "a/..", "a/.", "./a", "a//b",
    "goals/", "/goals/x.md", ".git", ".git/hooks/post-commit", ".GIT/config", ".Git", "a/.git/b",
    ".git\u200c/config", ".g\u200dit/config", "git~1/config", "GIT~1", ".git ", ".git.",
    ".gitmodules", "a/.gitattributes", "a\0b", "goals/a\nb.md", "goals/a\rb.md", "a\\..\\b",
    "goals\\x.md",
    "goals/\x1b[2J.md", "goals/\x7f.md", "goals/\udcff.md", "goals/../.git/x", "...//..",
]  # fmt: skip
INSIDE = [
    "goals/x.md", "goals/...md", "goals/-rf.md", "goals/*.md", "goals/:(glob)x.md", "goals/~.md",
    "goals/%2e%2e.md", "goals/a b.md", "goals/caf\u00e9.md", "goals/git.md", "goals/a'b\".md",
    "goals/$(touch x).md", "goals/`x`.md", "goals/..x.md", "goals/.x.md", "~/x.md",
]  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE, ids=ascii)
def test_a_path_that_leads_outside_is_refused(local: Local, path: str) -> None:
    with pytest.raises(Refused, match="does not stay inside the workspace"):
        safe_path(local.root, path)


@pytest.mark.parametrize("path", INSIDE, ids=ascii)
def test_a_path_inside_is_where_it_says(local: Local, path: str) -> None:
    assert safe_path(local.root, path) == local.root / path


@given(st.text(st.sampled_from("a./\\\0~ git.GIT\n\u200c")))
def test_no_path_that_is_let_through_leads_outside(path: str) -> None:
    root = Path("/nowhere/at/all")
    try:
        place = safe_path(root, path)
    except Refused:
        return
    assert Path(os.path.normpath(place)).is_relative_to(root)
    assert place != root
    assert ".git" not in [part.casefold() for part in place.parts]


def test_nothing_is_written_through_links_or_over_them(local: Local, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (local.root / "docs").symlink_to(outside)
    (local.root / "goals/link.md").symlink_to(local.root / ROOF)
    for path in ("docs/x.md", "docs/a/b.md", "goals/link.md"):
        with pytest.raises(Refused, match="is a link; tuiwork writes through none"):
            safe_path(local.root, path)


@pytest.mark.parametrize("mode", [0o600, 0o644, 0o664, 0o666, 0o755, 0o444])
def test_a_file_keeps_its_mode(local: Local, mode: int) -> None:
    (local.root / ROOF).chmod(mode)
    temporary = write_temporary(local.root / ROOF, b"x")
    assert temporary.stat().st_mode & 0o777 == mode


def test_a_new_file_gets_the_users_mode_and_its_folders(local: Local) -> None:
    before = os.umask(0o027)
    try:
        temporary = write_temporary(local.root / "docs/a/b/x.md", b"x")
    finally:
        os.umask(before)
    assert temporary.stat().st_mode & 0o777 == 0o640
    assert temporary.parent == local.root / "docs/a/b"
    assert temporary.read_bytes() == b"x"


def test_many_files_last_one_by_one_where_a_file_system_cannot_be_asked_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / "a", tmp_path / "b"]
    for place in places:
        place.write_bytes(b"x")
    synced: list[str] = []
    monkeypatch.setattr(files, "_sync_file_system", lambda _: False)
    monkeypatch.setattr(
        os, "fsync", lambda handle: synced.append(os.readlink(f"/proc/self/fd/{handle}"))
    )
    sync_many(places)
    assert synced == list(map(str, places))


def test_a_file_system_is_asked_once_for_all_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [tmp_path / f"{number}" for number in range(9)]
    for place in places:
        place.write_bytes(b"x")
    monkeypatch.delattr(os, "fsync")
    sync_many(places)
