"""Loading reads again only what changed, shows what is there, and never writes a user's file."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from tests.sample_reader import ROOT
from tests.store.conftest import ALARM, CALL, ROOF, text
from tests.workspace import write
from tuiwork.errors import Refused
from tuiwork.model.workspace import Workspace
from tuiwork.store import files, index, reading
from tuiwork.store.load import EVERYTHING, HEADS, Scope, changed_since, load, reload
from tuiwork.store.local import Local

JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"
LONG_AGO = 1_700_000_000_123_456_789


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that were read since the list was last cleared."""
    paths: list[str] = []

    def counted(root: Path, path: str) -> str:
        paths.append(path)
        return files.read_text(root, path)

    monkeypatch.setattr(reading, "read_text", counted)
    return paths


def settle(local: Local) -> None:
    """Let everything look as if it had been left alone for long."""
    for place in [local.root, *local.root.rglob("*")]:
        os.utime(place, ns=(LONG_AGO, LONG_AGO), follow_symlinks=False)


def warm(local: Local) -> Workspace:
    settle(local)
    return load(local)


def seen(workspace: Workspace) -> tuple[object, ...]:
    """Everything a workspace shows, to compare."""
    documents = workspace.documents
    texts = {path: (one.fields, one.notes, one.log) for path, one in documents.items()}
    return texts, workspace.problems, list(workspace.ids)


def cold(local: Local, folder: Path) -> tuple[object, ...]:
    """The same without an index."""
    return seen(load(Local(local.root, folder / "fresh")))


def tree(folder: Path) -> dict[str, tuple[object, ...]]:
    """Every name below a folder with its bytes, mode and times."""
    found: dict[str, tuple[object, ...]] = {}
    for place in [folder, *sorted(folder.rglob("*"))]:
        now = place.lstat()
        content = place.read_bytes() if place.is_file() and not place.is_symlink() else b""
        found[str(place)] = (content, now.st_mode, now.st_mtime_ns, now.st_ino, now.st_size)
    return found


# Warm is cold


def test_what_is_loaded_from_the_index_is_what_is_on_disk(
    local: Local, reads: list[str], tmp_path: Path
) -> None:
    first = warm(local)
    reads.clear()
    again = load(local)
    assert reads == []
    assert seen(again) == seen(first) == cold(local, tmp_path)
    assert set(again.tasks) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}


def test_so_it_is_for_the_sample_company(tmp_path: Path, reads: list[str]) -> None:
    root = tmp_path / "sample"
    shutil.copytree(ROOT, root)
    local = Local(root, tmp_path / "state")
    first = warm(local)
    reads.clear()
    assert seen(load(local)) == seen(first)
    assert (reads, len(first.tasks), first.problems) == ([], 92, [])


def test_loading_writes_nothing_but_the_index(local: Local) -> None:
    (local.root / "goals/broken.md").write_bytes(b"\xff")
    before = tree(local.root)
    for scope in (
        EVERYTHING,
        HEADS,
        Scope(folders=(JOBS,)),
        Scope(ids=("k7f",)),
        Scope(ids=("zz",)),
    ):
        load(local, scope)
    assert tree(local.root) == before
    assert {place.name for place in local.state.iterdir()} <= {
        "index.sqlite",
        "index.sqlite-wal",
        "index.sqlite-shm",
    }


# Only what changed is read again


def edit(local: Local) -> None:
    write(local.root, ROOF, text("k7f3qd2m", "Roof, changed"))


def same_size(local: Local) -> None:
    before = (local.root / ROOF).stat()
    write(local.root, ROOF, text("k7f3qd2m", "Rööf"[:2] + "of"))
    os.utime(local.root / ROOF, ns=(LONG_AGO, LONG_AGO + 1))
    assert before.st_ino == (local.root / ROOF).stat().st_ino


def swapped_in(local: Local) -> None:
    """Another file of the same size and time takes its place."""
    write(local.root, f"{ROOF}.new", text("k7f3qd2m", "Woof"))
    os.utime(local.root / f"{ROOF}.new", ns=(LONG_AGO, LONG_AGO))
    (local.root / f"{ROOF}.new").rename(local.root / ROOF)


@pytest.mark.parametrize("change", [edit, same_size, swapped_in])
def test_a_changed_file_is_read_and_no_other(
    local: Local, reads: list[str], tmp_path: Path, change: Callable[[Local], None]
) -> None:
    warm(local)
    reads.clear()
    change(local)
    again = load(local)
    assert reads == [ROOF]
    assert again.tasks["k7f3qd2m"].title != "Roof"
    assert seen(again) == cold(local, tmp_path)


def test_a_file_as_young_as_the_index_is_read_again(
    local: Local, reads: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(local)
    monkeypatch.setattr(index, "GRAIN", 1_900_000_000)
    just_now = time.time_ns() | 1
    os.utime(local.root / ROOF, ns=(just_now, just_now))
    load(local)
    (local.root / ROOF).write_text(text("k7f3qd2m", "Fowl"), "utf-8")
    os.utime(local.root / ROOF, ns=(just_now, just_now))
    reads.clear()
    assert load(local).tasks["k7f3qd2m"].title == "Fowl"
    assert reads == [ROOF]


def test_where_times_are_whole_seconds_the_young_are_those_of_two_seconds() -> None:
    second = 1_000_000_000
    assert index.is_settled(7 * second + 1, 7 * second + index.GRAIN + 2)
    assert not index.is_settled(7 * second + 1, 7 * second + index.GRAIN)
    assert not index.is_settled(7 * second, 8 * second)
    assert index.is_settled(7 * second, 9 * second + 1)
    assert not index.is_settled(9 * second + 1, 7 * second)


def test_times_that_no_index_can_hold_do_no_harm(local: Local) -> None:
    settle(local)
    for path, when in ((ROOF, 16_725_225_600_000_000_001), (CALL, -1_000_000_000), (ALARM, 0)):
        os.utime(local.root / path, ns=(when, when))
    for _ in range(2):
        assert set(load(local).tasks) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}


# Names that come and go


def test_a_moved_file_is_found_where_it_is(local: Local, tmp_path: Path) -> None:
    warm(local)
    (local.root / ROOF).rename(local.root / INCIDENTS / "k7f3qd2m-roof.md")
    again = load(local)
    assert again.tasks["k7f3qd2m"].folder == INCIDENTS
    assert seen(again) == cold(local, tmp_path)


def test_a_removed_file_is_gone_with_its_problems(local: Local, tmp_path: Path) -> None:
    write(local.root, f"{JOBS}/broken.md", "nothing")
    assert len(warm(local).problems) == 1
    (local.root / f"{JOBS}/broken.md").unlink()
    (local.root / CALL).unlink()
    again = load(local)
    assert (again.problems, set(again.tasks)) == ([], {"k7f3qd2m", "x5m0rt6b"})
    assert seen(again) == cold(local, tmp_path)


def test_a_new_folder_is_looked_into_to_its_depth(
    local: Local, reads: list[str], tmp_path: Path
) -> None:
    warm(local)
    reads.clear()
    write(local.root, "spaces/product/bugs/deep/b1c2d3e4-x.md", text("b1c2d3e4"))
    again = load(local)
    assert reads == ["spaces/product/bugs/deep/b1c2d3e4-x.md"]
    assert seen(again) == cold(local, tmp_path)
    settle(local)
    load(local)
    write(local.root, "spaces/product/bugs/deep/b2c2d3e4-x.md", text("b2c2d3e4"))
    assert "b2c2d3e4" in load(local).tasks


@pytest.mark.parametrize("folder", [JOBS, "spaces/operations", "spaces", "goals"])
def test_a_folder_that_goes_takes_its_documents(local: Local, folder: str, tmp_path: Path) -> None:
    warm(local)
    shutil.rmtree(local.root / folder)
    again = load(local)
    assert not [path for path in again.documents if path.startswith(f"{folder}/")]
    assert seen(again) == cold(local, tmp_path)


def test_folders_that_change_places_are_told_apart(local: Local, tmp_path: Path) -> None:
    warm(local)
    for old, new in ((JOBS, "spaces/tmp"), (INCIDENTS, JOBS), ("spaces/tmp", INCIDENTS)):
        (local.root / old).rename(local.root / new)
    again = load(local)
    assert again.tasks["k7f3qd2m"].folder == INCIDENTS
    assert again.lists[INCIDENTS].title == "Jobs"
    assert seen(again) == cold(local, tmp_path)


def test_a_folder_that_becomes_a_link_or_a_file_is_left(local: Local, tmp_path: Path) -> None:
    warm(local)
    outside = tmp_path / "outside"
    (local.root / "goals").rename(outside)
    (local.root / "goals").symlink_to(outside)
    (local.root / JOBS).rename(tmp_path / "jobs")
    (local.root / JOBS).symlink_to(tmp_path / "jobs")
    shutil.rmtree(local.root / "people")
    write(local.root, "people", "a file")
    again = load(local)
    assert (again.goals, again.people, set(again.tasks)) == ({}, {}, {"x5m0rt6b"})
    assert [str(one) for one in again.problems] == [
        "goals: is no folder; it was not looked into",
        "people: is no folder; it was not looked into",
        f"{JOBS}: is a link; it was not opened",
    ]
    assert seen(load(local)) == seen(again) == cold(local, tmp_path)


def test_links_pipes_and_odd_names_are_told_each_time_and_never_opened(
    local: Local, tmp_path: Path
) -> None:
    (local.root / "goals/link.md").symlink_to(local.root / ROOF)
    os.mkfifo(local.root / "goals/pipe.md")
    (local.root / "goals/folder.md").mkdir()
    Path(os.fsdecode(os.fsencode(local.root / "goals") + b"/caf\xe9.md")).touch()
    first = warm(local)
    assert len(first.problems) == 4
    assert seen(load(local)) == seen(first) == cold(local, tmp_path)
    (local.root / "goals/pipe.md").unlink()
    write(local.root, "goals/pipe.md", "+++\n+++\n")
    assert len(load(local).problems) == 3


def test_a_document_that_becomes_a_pipe_is_a_problem(local: Local) -> None:
    warm(local)
    os.unlink(local.root / ROOF)
    os.mkfifo(local.root / ROOF)
    again = load(local)
    assert "k7f3qd2m" not in again.tasks
    assert [one.path for one in again.problems] == [ROOF]


# Problems


def test_problems_are_told_again_until_the_file_is_mended(local: Local, reads: list[str]) -> None:
    write(local.root, ROOF, text("k7f3qd2m", status='"a"\nstatus = "b"'))
    write(local.root, CALL, text("p2h8w4xn", due='"soon"'))
    (local.root / ALARM).write_bytes(b"+++\n\xff")
    first = warm(local)
    reads.clear()
    again = load(local)
    assert reads == []
    assert again.problems == first.problems
    assert [(one.path, one.line, one.key) for one in again.problems] == [
        (ALARM, 2, None),
        (ROOF, 5, "status"),
        (CALL, 4, "due"),
    ]
    assert set(again.tasks) == {"p2h8w4xn"}
    write(local.root, ROOF, text("k7f3qd2m"))
    assert [one.path for one in load(local).problems] == [ALARM, CALL]


def test_what_the_system_would_not_let_us_read_is_tried_again(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(local)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(os, "open", refuse)
        denied = load(local)
    assert not denied.documents
    assert {one.message for one in denied.problems} == {"cannot be read: Permission denied"}
    again = load(local)
    assert set(again.tasks) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}
    assert again.problems == []


def test_a_folder_that_could_not_be_listed_is_tried_again(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    settle(local)

    def refuse(*_: object) -> None:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", refuse)
        assert load(local).problems
    assert set(load(local).tasks) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}


# Scopes


def test_a_scope_of_folders_has_their_tasks_and_all_other_documents(
    local: Local, reads: list[str]
) -> None:
    whole = warm(local)
    write(local.root, ALARM, text("x5m0rt6b", "Changed"))
    reads.clear()
    part = load(local, Scope(folders=(JOBS,)))
    assert reads == []
    assert set(part.tasks) == {"k7f3qd2m", "p2h8w4xn"}
    assert set(part.documents) == set(whole.documents) - {ALARM}
    assert list(part.ids) == ["k7f3qd2m", "p2h8w4xn", "x5m0rt6b"]
    assert set(load(local, Scope(folders=())).tasks) == set()


def test_a_scope_of_ids_has_the_folders_of_the_tasks_and_of_their_subtasks(local: Local) -> None:
    (local.root / CALL).rename(local.root / INCIDENTS / "p2h8w4xn-call.md")
    warm(local)
    assert set(load(local, Scope(ids=("x5m",))).tasks) == {"p2h8w4xn", "x5m0rt6b"}
    assert set(load(local, Scope(ids=("K7F3",))).tasks) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}


def test_an_id_nobody_knows_asks_for_everything(local: Local, reads: list[str]) -> None:
    warm(local)
    write(local.root, ALARM, text("zzzzzzzz", "New id by hand"))
    reads.clear()
    assert load(local, Scope(ids=("zzz",))).task("zzz").title == "New id by hand"
    assert reads == [ALARM]
    write(local.root, ROOF, text("yyyyyyyy"))
    renamed = load(local, Scope(ids=("k7f",)))
    with pytest.raises(Refused):
        renamed.task("k7f")


def test_folders_can_be_chosen_from_all_that_hold_tasks_or_lists(local: Local) -> None:
    given: list[list[str]] = []

    def choose(folders: object) -> tuple[str, ...] | None:
        assert isinstance(folders, list)
        given.append(folders)
        return (INCIDENTS,)

    for _ in range(2):
        assert set(load(local, Scope(choose=choose)).tasks) == {"x5m0rt6b"}
    assert given == [[INCIDENTS, JOBS]] * 2
    assert len(load(local, Scope(choose=lambda _: None)).tasks) == 3


def test_heads_come_without_notes_and_logs(local: Local) -> None:
    warm(local)
    head = load(local, HEADS).tasks["k7f3qd2m"]
    assert (head.title, head.notes, head.log) == ("Roof", None, None)
    assert load(local).tasks["k7f3qd2m"].notes == "\nNotes.\n"


# The index may be anything


def ruin(local: Local, how: str) -> None:
    place = local.index
    if how == "text":
        place.write_text("no database at all, but long enough to be looked at" * 50)
    elif how == "empty":
        place.write_bytes(b"")
    elif how == "torn":
        data = place.read_bytes()
        place.write_bytes(data[: len(data) // 2])
    elif how == "zeros":
        data = place.read_bytes()
        place.write_bytes(data[:4096] + bytes(len(data) - 4096))
    elif how == "folder":
        place.unlink()
        place.mkdir()
    else:
        with closing(sqlite3.connect(place)) as db, db:
            db.execute(how)


@pytest.mark.parametrize(
    "how",
    [
        "text", "empty", "torn", "zeros", "folder",
        "DROP TABLE documents",
        "DROP TABLE texts",
        "PRAGMA user_version = 99",
        "PRAGMA user_version = 0",
        "UPDATE documents SET fields = 'no json'",
        "UPDATE documents SET fields = '[]'",
        "UPDATE documents SET dates = 'due'",
        "UPDATE documents SET kind = 'zebra'",
        "UPDATE documents SET problems = '[[1]]'",
        "UPDATE documents SET mtime = NULL",
        "UPDATE folders SET problems = '{'",
        "UPDATE folders SET mtime = 'x'",
        "DELETE FROM folders",
    ],
)  # fmt: skip
def test_a_ruined_index_is_built_again(local: Local, how: str, tmp_path: Path) -> None:
    whole = seen(warm(local))
    for end in ("-wal", "-shm"):
        Path(f"{local.index}{end}").unlink(missing_ok=True)
    ruin(local, how)
    assert seen(load(local)) == whole
    assert seen(load(local)) == whole == cold(local, tmp_path)


def test_without_a_place_for_the_index_it_is_kept_in_memory(local: Local, tmp_path: Path) -> None:
    nowhere = tmp_path / "file"
    nowhere.write_text("x")
    assert set(load(Local(local.root, nowhere)).tasks) == {"k7f3qd2m", "p2h8w4xn", "x5m0rt6b"}


def test_a_locked_index_is_left_alone(local: Local) -> None:
    whole = seen(warm(local))
    write(local.root, "goals/new.md", '+++\ntitle = "New"\n+++\n')
    with closing(sqlite3.connect(local.index)) as db:
        db.execute("BEGIN EXCLUSIVE")
        assert "new" in load(local).goals
    assert seen(load(local)) != whole


def test_many_may_load_at_once_from_nothing(local: Local) -> None:
    for _ in range(5):
        shutil.rmtree(local.state)
        with ThreadPoolExecutor(4) as pool:
            found = pool.map(lambda _: len(load(local).tasks), range(4))
            assert list(found) == [3, 3, 3, 3]


# Files that change while the workspace is open


def test_some_files_are_read_again_into_an_open_workspace(local: Local, tmp_path: Path) -> None:
    before = warm(local)
    write(local.root, ROOF, text("k7f3qd2m", "Changed"))
    write(local.root, "goals/new.md", "nothing")
    (local.root / CALL).unlink()
    after = reload(local, before, [ROOF, CALL, "goals/new.md", "README.md", "goals/gone.md"])
    assert after.tasks["k7f3qd2m"].title == "Changed"
    assert before.tasks["k7f3qd2m"].title == "Roof"
    assert seen(after) == cold(local, tmp_path)


def test_a_document_is_read_whole_from_disk_when_it_is_edited(local: Local) -> None:
    workspace = warm(local)
    assert workspace.read(ROOF) == text("k7f3qd2m", "Roof")
    write(local.root, ROOF, "anything")
    assert workspace.read(ROOF) == "anything"


def test_what_changed_since_everything_was_loaded_is_told(local: Local) -> None:
    warm(local)
    assert changed_since(local) == frozenset()
    new = f"{JOBS}/newcomer.md"
    (local.root / new).write_text(text("newcomer"))
    (local.root / ALARM).write_text(text("alarm", title="Louder"))
    (local.root / ROOF).unlink()
    assert changed_since(local) == {new, ALARM, ROOF}
    load(local)
    assert ROOF not in changed_since(local)


def test_a_first_reading_tells_how_far_it_is(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuiwork.store.load.TOLD", 1)
    told: list[tuple[int, int]] = []
    scope = Scope(tell=lambda read, files: told.append((read, files)))
    load(local, scope)
    assert told == [(number, len(told)) for number in range(len(told))]
    assert len(told) >= len(load(local).documents)
    told.clear()
    load(local, scope)
    assert told == []
