"""Attachments on the command line, with real files and a real repository."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.cli.test_do import log
from tests.workspace import git
from tuiwork.session import Session

BINARY = bytes(range(256)) * 40
FOLDER = "attachments/k7f3qd2m"


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    place = tmp_path / "roof.jpg"
    place.write_bytes(BINARY)
    return place


def attached(workspace: Path, id_: str = "k7f3qd2m") -> dict[str, bytes]:
    folder = workspace / "attachments" / id_
    return {one.name: one.read_bytes() for one in folder.iterdir()} if folder.exists() else {}


def committed(workspace: Path) -> list[str]:
    return git(workspace, "ls-tree", "-r", "--name-only", "HEAD", "attachments").splitlines()


def test_a_copy_is_kept_and_recorded_to_the_byte(
    tuiwork: Tuiwork, workspace: Path, photo: Path
) -> None:
    answer = tuiwork("attach", "k7f", str(photo))
    assert (answer.code, answer.out) == (0, "k7f got a file  Replace compressor\n")
    assert attached(workspace) == {"roof.jpg": BINARY}
    assert committed(workspace) == [f"{FOLDER}/roof.jpg"]
    assert git(workspace, "status", "--porcelain") == ""
    assert "sara attached roof.jpg" in log(workspace, "k7f")
    assert git(workspace, "log", "-1", "--format=%s").strip() == (
        "Attached “roof.jpg” to “Replace compressor”"
    )


def test_show_lists_them_with_their_sizes(tuiwork: Tuiwork, photo: Path) -> None:
    tuiwork("attach", "k7f", str(photo))
    assert "roof.jpg  10 kB" in tuiwork("show", "k7f").out
    assert tuiwork("show", "k7f", "--json").json["task"]["attachments"] == [
        {"name": "roof.jpg", "path": f"{FOLDER}/roof.jpg", "bytes": len(BINARY)}
    ]


def test_another_file_of_that_name_gets_a_number_and_the_same_one_nothing(
    tuiwork: Tuiwork, workspace: Path, photo: Path, tmp_path: Path
) -> None:
    tuiwork("attach", "k7f", str(photo))
    again = tuiwork("attach", "k7f", str(photo))
    assert (again.code, "roof.jpg is attached already" in again.err) == (0, True)
    assert "nothing changed" in again.err
    other = tmp_path / "other" / "Roof.JPG"
    other.parent.mkdir()
    other.write_bytes(b"other")
    assert "kept as Roof-2.JPG" in tuiwork("attach", "k7f", str(other)).err
    assert attached(workspace) == {"roof.jpg": BINARY, "Roof-2.JPG": b"other"}


def test_undo_takes_it_away_and_redo_brings_it_back(
    tuiwork: Tuiwork, workspace: Path, photo: Path
) -> None:
    tuiwork("attach", "k7f", str(photo))
    assert tuiwork("undo").code == 0
    assert (attached(workspace), committed(workspace)) == ({}, [])
    assert tuiwork("redo").code == 0
    assert attached(workspace) == {"roof.jpg": BINARY}
    assert git(workspace, "status", "--porcelain") == ""


def test_taken_away_it_comes_back_by_undo(tuiwork: Tuiwork, workspace: Path, photo: Path) -> None:
    tuiwork("attach", "k7f", str(photo))
    assert tuiwork("detach", "k7f", "roof.jpg").code == 0
    assert attached(workspace) == {}
    assert "sara detached roof.jpg" in log(workspace, "k7f")
    assert tuiwork("undo").code == 0
    assert attached(workspace) == {"roof.jpg": BINARY}
    missing = tuiwork("detach", "k7f", "rof.jpg")
    assert (missing.code, "roof.jpg" in missing.err) == (2, True)


def test_one_larger_than_documents_may_be_is_taken_back_too(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path
) -> None:
    large = tmp_path / "scan.bin"
    large.write_bytes(os.urandom(6 * 1024 * 1024))
    assert tuiwork("attach", "k7f", str(large)).code == 0
    assert tuiwork("undo").code == 0
    assert attached(workspace) == {}
    assert tuiwork("redo").code == 0
    assert attached(workspace) == {"scan.bin": large.read_bytes()}


def test_what_is_too_large_is_refused_with_the_limit_and_a_way(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path
) -> None:
    settings = workspace / "tuiwork.toml"
    settings.write_text(settings.read_text() + "[attachments]\nlimit_mb = 0.5\n")
    large = tmp_path / "film.mp4"
    large.write_bytes(b"x" * 600_000)
    answer = tuiwork("attach", "k7f", str(large))
    assert answer.code == 2
    assert "film.mp4 has 0.6 MB, more than the 0.5 MB" in answer.err
    assert "links+=https://" in answer.err
    assert attached(workspace) == {}


def test_a_limit_that_makes_no_sense_is_a_problem(tuiwork: Tuiwork, workspace: Path) -> None:
    settings = workspace / "tuiwork.toml"
    settings.write_text(settings.read_text() + "[attachments]\nlimit_mb = 500\n")
    assert "attachments.limit_mb is 500; expected a number above 0, at most 95" in (
        tuiwork("check").out
    )


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("evil\x1b]52;c;x\x07.txt", "signs that cannot be seen"),
        ("two\nlines.txt", "signs that cannot be seen"),
        ("gpj.\u202eexe", "signs that cannot be seen"),
        (".bashrc", "is a hidden file"),
        ("old.txt~", "is a hidden file"),
    ],
)
def test_names_that_hide_something_are_refused(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path, name: str, sentence: str
) -> None:
    place = tmp_path / name
    place.write_text("x")
    answer = tuiwork("attach", "k7f", str(place))
    assert (answer.code, sentence in answer.err) == (2, True)
    assert "\x1b" not in answer.err
    assert attached(workspace) == {}


def test_a_name_that_other_systems_cannot_hold_is_changed(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path
) -> None:
    for name in ("Re: offer?.eml", "con.txt"):
        (tmp_path / name).write_text(name)
        assert tuiwork("attach", "k7f", str(tmp_path / name)).code == 0
    assert set(attached(workspace)) == {"Re- offer-.eml", "_con.txt"}


def test_folders_links_and_what_is_not_there_are_refused(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path, photo: Path
) -> None:
    (tmp_path / "link.jpg").symlink_to(photo)
    secret = tmp_path / "outside"
    secret.mkdir()
    (secret / "key").write_text("secret")
    (workspace / "docs").symlink_to(secret)
    os.mkfifo(tmp_path / "pipe")
    for place, sentence in (
        (tmp_path, "is a folder"),
        (tmp_path / "..", "is a folder"),
        (tmp_path / "link.jpg", "is a link"),
        (workspace / "docs" / "key", "leads out of the workspace"),
        (tmp_path / "gone", "there is no file"),
        (tmp_path / "pipe", "is no regular file"),
    ):
        answer = tuiwork("attach", "k7f", str(place))
        assert (answer.code, sentence in answer.err) == (2, True), (place, answer.err)
    assert attached(workspace) == {}


@pytest.mark.parametrize("link", ["attachments", FOLDER])
def test_nothing_is_written_or_listed_through_a_link(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path, photo: Path, link: str
) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (workspace / link).parent.mkdir(exist_ok=True)
    (workspace / link).symlink_to(outside)
    answer = tuiwork("attach", "k7f", str(photo))
    assert (answer.code, "is a link" in answer.err) == (2, True)
    (outside / "key").write_text("secret")
    assert tuiwork("show", "k7f", "--json").json["task"]["attachments"] == []
    assert list(outside.iterdir()) == [outside / "key"]


def test_a_removed_task_leaves_them_and_check_names_them(
    tuiwork: Tuiwork, workspace: Path, photo: Path
) -> None:
    tuiwork("attach", "k7f", str(photo))
    assert "an attachment stays in attachments/" in tuiwork("rm", "k7f").err
    assert attached(workspace) == {"roof.jpg": BINARY}
    told = tuiwork("check")
    assert told.code == 1
    assert f"{FOLDER}: holds an attachment of a task that does not exist" in told.out
    assert tuiwork("undo").code == 0
    assert "attachment" not in tuiwork("check").out


def test_a_task_that_moves_keeps_them(tuiwork: Tuiwork, photo: Path) -> None:
    tuiwork("attach", "k7f", str(photo))
    tuiwork("move", "k7f", "incidents")
    tuiwork("set", "k7f", "title=Other")
    assert len(tuiwork("show", "k7f", "--json").json["task"]["attachments"]) == 1


def test_a_dry_run_and_json_tell_sizes_not_bytes(
    tuiwork: Tuiwork, workspace: Path, photo: Path
) -> None:
    assert f"+ {FOLDER}/roof.jpg  10 kB" in tuiwork("attach", "k7f", str(photo), "--dry-run").out
    assert attached(workspace) == {}
    rows = tuiwork("attach", "k7f", str(photo), "--json").json["changed"]
    assert rows[0] == {
        "id": None,
        "path": f"{FOLDER}/roof.jpg",
        "bytes_before": None,
        "bytes": len(BINARY),
    }
    assert rows[1]["id"] == "k7f3qd2m"


def test_one_that_was_put_there_by_hand_is_recorded_with_the_next_sync(
    workspace: Path,
) -> None:
    folder = workspace / FOLDER
    folder.mkdir(parents=True)
    (folder / "by-hand.bin").write_bytes(BINARY)
    Session(workspace).record_outside(settle=0.0)
    assert committed(workspace) == [f"{FOLDER}/by-hand.bin"]
    assert git(workspace, "status", "--porcelain") == ""
