"""A Change is saved whole, on top of what is there, or not at all."""

from __future__ import annotations

import errno
import os
import random
import resource
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from tests.store.conftest import ALARM, CALL, ROOF, text
from tests.workspace import write
from tuiwork.errors import NotSaved, Refused
from tuiwork.model.change import Change, FileChange
from tuiwork.store.apply import (
    MANY,
    Clash,
    HalfSaved,
    Overtaken,
    apply,
    recover,
    write_files,
)
from tuiwork.store.files import read_if_there
from tuiwork.store.local import Local
from tuiwork.text.document import MAX_BYTES, read_document
from tuiwork.text.edit import edit

JOBS = "spaces/operations/jobs"
NEW = "spaces/product/bugs/b1c2d3e4-new.md"


def change(local: Local, *pairs: tuple[str, str | None]) -> Change:
    """A Change of these files from what they are now."""
    files = (FileChange(path, read_if_there(local.root, path), after) for path, after in pairs)
    return Change("Did", tuple(files))


def contents(local: Local) -> dict[str, bytes]:
    """Every file of the workspace and of its state but the lock."""
    places = [*local.root.rglob("*"), *local.state.rglob("*")]
    return {str(one): one.read_bytes() for one in places if one.is_file() and one.name != "lock"}


def on_disk(local: Local, path: str) -> str | None:
    return read_if_there(local.root, path)


# Saving


def test_a_change_is_on_disk_when_it_returns(local: Local) -> None:
    made = change(local, (ROOF, text("k7f3qd2m", "New")), (CALL, None), (NEW, text("b1c2d3e4")))
    assert apply(local, made) == made
    assert [on_disk(local, path) for path in (ROOF, CALL, NEW)] == [
        text("k7f3qd2m", "New"),
        None,
        text("b1c2d3e4"),
    ]
    assert not list(local.root.rglob(".tw-*"))
    assert {place.name for place in local.state.iterdir()} == {"lock"}


def test_an_empty_change_writes_nothing(local: Local) -> None:
    before = (local.root / ROOF).stat()
    apply(local, change(local, (ROOF, on_disk(local, ROOF))))
    apply(local, Change("Did", ()))
    assert (local.root / ROOF).stat() == before


def test_a_move_keeps_one_file(local: Local) -> None:
    there = ALARM.rpartition("/")[0] + "/k7f3qd2m-roof.md"
    whole = on_disk(local, ROOF)
    apply(local, change(local, (ROOF, None), (there, whole)))
    assert (on_disk(local, ROOF), on_disk(local, there)) == (None, whole)


def test_bytes_are_written_as_they_are(local: Local) -> None:
    odd = "\ufeff" + text("k7f3qd2m", "Æ").replace("\n", "\r\n")
    apply(local, change(local, (ROOF, odd)))
    assert (local.root / ROOF).read_bytes() == odd.encode("utf-8")


def test_the_mode_of_a_file_stays(local: Local) -> None:
    (local.root / ROOF).chmod(0o640)
    apply(local, change(local, (ROOF, text("k7f3qd2m", "New"))))
    assert (local.root / ROOF).stat().st_mode & 0o777 == 0o640


def test_what_is_saved_lasts_before_anybody_is_told(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, swap = os.fsync, os.replace

    def noted_sync(handle: int) -> None:
        steps.append(
            "sync " + os.readlink(f"/proc/self/fd/{handle}").removeprefix(f"{local.root}/")
        )
        sync(handle)

    def noted_swap(old: Path, new: Path) -> None:
        steps.append(f"swap {new.relative_to(local.root)}")
        swap(old, new)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_swap)
    apply(local, change(local, (ROOF, text("k7f3qd2m", "New"))))
    folder = ROOF.rpartition("/")[0]
    assert steps[0].startswith(f"sync {folder}/.tw-")
    assert steps[1:] == [f"swap {ROOF}", f"sync {folder}"]


# On top of what is there


def test_what_somebody_changed_meanwhile_is_merged_in(local: Local) -> None:
    made = change(local, (ROOF, edit(ROOF, on_disk(local, ROOF) or "", {"owner": "sara"})))
    theirs = edit(ROOF, on_disk(local, ROOF) or "", {"title": "Theirs", "due": 5}, notes="Other")
    write(local.root, ROOF, theirs)
    [file] = apply(local, made).files
    assert (file.before, file.after) == (theirs, on_disk(local, ROOF))
    document, _ = read_document(ROOF, file.after or "")
    assert document is not None
    assert document.fields == {"id": "k7f3qd2m", "title": "Theirs", "owner": "sara", "due": 5}
    assert document.notes == "\nOther\n"


def test_a_task_moved_away_by_hand_meanwhile_is_a_clash(local: Local) -> None:
    made = change(local, (ROOF, edit(ROOF, on_disk(local, ROOF) or "", {"owner": "sara"})))
    there = ALARM.rpartition("/")[0] + "/k7f3qd2m-roof.md"
    (local.root / ROOF).rename(local.root / there)
    with pytest.raises(Clash, match="was moved or removed meanwhile; nothing was written"):
        apply(local, made)
    assert on_disk(local, ROOF) is None


def test_the_same_value_changed_by_both_is_a_clash_and_nothing_is_written(local: Local) -> None:
    made = change(local, (ROOF, text("k7f3qd2m", "Ours")), (CALL, text("p2h8w4xn", "Ours")))
    write(local.root, CALL, text("p2h8w4xn", "Theirs"))
    before = contents(local)
    with pytest.raises(Clash, match=rf"^{CALL} was changed meanwhile in title; nothing was writ"):
        apply(local, made)
    assert contents(local) == before


def test_the_same_change_made_by_both_is_no_clash(local: Local) -> None:
    made = change(local, (ROOF, text("k7f3qd2m", "Same")))
    write(local.root, ROOF, text("k7f3qd2m", "Same"))
    assert apply(local, made).is_empty


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"+++\ntitle = \n+++\n", "was changed meanwhile and cannot be read as it is now; nothing"),
        (b"", "was changed meanwhile and cannot be read as it is now; nothing"),
        (b"\xff", "is not UTF-8 text; nothing was written"),
        (b"x\0", "holds a NUL character; it is no text; nothing was written"),
    ],
)
def test_a_file_that_is_broken_by_now_is_left(local: Local, data: bytes, message: str) -> None:
    made = change(local, (ROOF, text("k7f3qd2m", "Ours")))
    (local.root / ROOF).write_bytes(data)
    before = contents(local)
    with pytest.raises(Refused, match=message):
        apply(local, made)
    assert contents(local) == before


def overtake(local: Local, monkeypatch: pytest.MonkeyPatch, times: int, after: str) -> None:
    """Let another program write ROOF just before ours is put in place, so often."""
    from tuiwork.store import apply as applying
    from tuiwork.store import files

    left = [times]

    def slow(target: Path, data: bytes, *, lasting: bool = True) -> Path:
        temporary = files.write_temporary(target, data, lasting=lasting)
        if left[0]:
            left[0] -= 1
            (local.root / ROOF).write_text(after + f"{left[0]}\n", "utf-8")
        return temporary

    monkeypatch.setattr(applying, "write_temporary", slow)


def test_an_editor_that_writes_in_the_last_moment_is_merged_in(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = change(local, (ROOF, edit(ROOF, on_disk(local, ROOF) or "", {"owner": "sara"})))
    overtake(local, monkeypatch, 2, text("k7f3qd2m", "Roof"))
    apply(local, made)
    assert on_disk(local, ROOF) == text("k7f3qd2m", "Roof", owner='"sara"') + "0\n"


def test_one_that_never_stops_wins(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    made = change(local, (ROOF, edit(ROOF, on_disk(local, ROOF) or "", {"owner": "sara"})))
    overtake(local, monkeypatch, 99, text("k7f3qd2m", "Roof"))
    with pytest.raises(Overtaken, match="was written by another program just now; try again"):
        apply(local, made)
    assert on_disk(local, ROOF) == text("k7f3qd2m", "Roof") + "96\n"
    assert not list(local.root.rglob(".tw-*"))


def test_of_two_who_edit_one_task_by_turns_nothing_acknowledged_is_lost(local: Local) -> None:
    chance = random.Random(7)
    keys = ["owner", "due", "rank", "type", "recur"]
    views = [on_disk(local, ROOF) or ""] * 2
    acknowledged: dict[str, object] = {}
    clashes = 0
    for turn in range(150):
        who = chance.randrange(2)
        key = chance.choice(keys)
        after = edit(ROOF, views[who], {key: f"{who} {turn}"})
        if chance.random() < 0.1:
            write(local.root, ROOF, edit(ROOF, on_disk(local, ROOF) or "", {"vim": turn}))
            acknowledged["vim"] = turn
        try:
            apply(local, Change("Did", (FileChange(ROOF, views[who], after),)))
            acknowledged[key] = f"{who} {turn}"
        except Clash:
            clashes += 1
        if chance.random() < 0.5:
            views[who] = on_disk(local, ROOF) or ""
        document, _ = read_document(ROOF, on_disk(local, ROOF) or "")
        assert document is not None
        assert {one: document.fields[one] for one in acknowledged} == acknowledged
    assert 10 < clashes < 100


# Refusing


@pytest.mark.parametrize("path", ["../x.md", ".git/hooks/x", "goals/../../x.md", "/tmp/x.md", ""])
def test_paths_outside_are_refused_before_anything_is_written(local: Local, path: str) -> None:
    before = contents(local)
    made = Change("Did", (FileChange(ROOF, on_disk(local, ROOF), "x"), FileChange(path, None, "x")))
    with pytest.raises(Refused, match="does not stay inside"):
        apply(local, made)
    with pytest.raises(Refused, match="does not stay inside"):
        write_files(local, {ROOF: "x", path: "x"})
    assert contents(local) == before


def test_links_are_refused(local: Local, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (local.root / "docs").symlink_to(tmp_path / "outside")
    (local.root / ROOF).unlink()
    (local.root / ROOF).symlink_to(tmp_path / "outside/x.md")
    for path in ("docs/x.md", ROOF):
        with pytest.raises(Refused, match="is a link; tuiwork writes through none"):
            apply(local, Change("Did", (FileChange(path, None, text("k7f3qd2m")),)))
        with pytest.raises(Refused, match="is a link"):
            write_files(local, {path: "x"})
    assert not list((tmp_path / "outside").iterdir())


def test_a_pipe_or_folder_in_the_way_is_refused(local: Local) -> None:
    os.mkfifo(local.root / "goals/pipe.md")
    (local.root / "goals/folder.md").mkdir()
    for path in ("goals/pipe.md", "goals/folder.md"):
        with pytest.raises(Refused, match="is no regular file; it was not opened; nothing was wr"):
            apply(local, Change("Did", (FileChange(path, None, "+++\n+++\n"),)))
        with pytest.raises(Refused, match="is no regular file"):
            write_files(local, {path: "x"})


@pytest.mark.parametrize(
    ("after", "message"),
    [
        ("no fences", "would no longer be readable: does not begin"),
        ("+++\nid = 1\nid = 2\n+++\n", "would no longer be readable: has “id” twice"),
        (text("k7f3qd2m", "Fine") + "\0", "would no longer be readable: holds a NUL character"),
        (text("k7f3qd2m", "Fine") + "x" * MAX_BYTES, "would no longer be readable: is larger than"),
        (text("k7f3qd2m", "\udcff"), "would hold half a character; nothing was written"),
    ],
)
def test_a_text_that_could_not_be_read_back_is_refused(
    local: Local, after: str, message: str
) -> None:
    before = contents(local)
    with pytest.raises(Refused, match=message):
        apply(local, change(local, (CALL, text("p2h8w4xn", "Fine")), (ROOF, after)))
    assert contents(local) == before


# A disk that refuses


def failing(call: str, error: int, after: int = 0) -> Callable[[pytest.MonkeyPatch], None]:
    """Let a system call fail from its n-th time on."""

    def install(patch: pytest.MonkeyPatch) -> None:
        real = getattr(os, call)
        count = [0]

        def fail(*args: object, **more: object) -> object:
            count[0] += 1
            if count[0] > after:
                raise OSError(error, os.strerror(error))
            return real(*args, **more)

        patch.setattr(os, call, fail)

    return install


CALLS = ("write", "fsync", "replace")
ERRORS = (28, 5, 13)


def outcome(local: Local, made: Change, install: Callable[[pytest.MonkeyPatch], None]) -> str:
    """What came of applying a Change while the disk fails, and in which words."""
    with pytest.MonkeyPatch.context() as patch:
        install(patch)
        try:
            apply(local, made)
        except NotSaved as refused:
            return f"{type(refused).__name__}: {refused.message}"
    return "saved"


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("error", ERRORS)
def test_whatever_the_disk_refuses_the_files_are_as_they_were_or_saved(
    local: Local, call: str, error: int
) -> None:
    reached = set()
    for after in range(9):
        new = {ROOF: text("k7f3qd2m", str(after)), CALL: None, ALARM: text("x", str(after))}
        new[NEW.replace("new", str(after))] = text("b1c2d3e4", "2")
        made, before = change(local, *new.items()), contents(local)
        said = outcome(local, made, failing(call, error, after))
        reached.add(said.partition(":")[0])
        if said.startswith("NotSaved"):
            assert said.endswith(f" was not saved: {os.strerror(error)}; the file is as it was")
            assert contents(local) == before
            assert recover(local) == []
            continue
        assert bool(recover(local)) == said.startswith("HalfSaved")
        assert {path: on_disk(local, path) for path in new} == new
        assert not list(local.root.rglob(".tw-*"))
        assert {place.name for place in local.state.iterdir()} == {"lock"}
    assert "NotSaved" in reached
    assert "saved" in reached


def test_a_disk_that_refuses_to_put_back_what_was_is_told_and_ended_later(local: Local) -> None:
    made = change(local, (ROOF, text("k7f3qd2m", "1")), (ALARM, text("x5m0rt6b", "2")))
    said = outcome(local, made, failing("replace", 5, 2))
    assert said == f"HalfSaved: {ALARM} was saved only in part; the next command ends it"
    apply(local, change(local, (CALL, None)))
    assert on_disk(local, ALARM) == text("x5m0rt6b", "2")


def test_a_single_file_that_cannot_be_put_in_place_leaves_nothing(local: Local) -> None:
    before = contents(local)
    made = change(local, (ROOF, text("k7f3qd2m", "New")))
    said = outcome(local, made, failing("replace", 13))
    assert said == f"NotSaved: {ROOF} was not saved: Permission denied; the file is as it was"
    assert contents(local) == before


def test_an_interrupt_in_the_middle_takes_everything_back(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(local)
    swap, count = os.replace, [0]

    def interrupted(old: Path, new: Path) -> None:
        count[0] += 1
        if count[0] == 3:
            raise KeyboardInterrupt
        swap(old, new)

    monkeypatch.setattr(os, "replace", interrupted)
    made = change(local, (ROOF, text("k7f3qd2m", "1")), (CALL, text("p2h8w4xn", "2")))
    with pytest.raises(KeyboardInterrupt):
        apply(local, made)
    monkeypatch.undo()
    assert contents(local) == before


def test_a_file_that_grows_over_the_limit_is_not_saved(local: Local) -> None:
    before = contents(local)
    made = change(local, (CALL, text("p2h8w4xn", "small")), (ROOF, text("k7f3qd2m", "x" * 8000)))
    child = os.fork()
    if child == 0:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            said = outcome(local, made, lambda _: None)
            os._exit(0 if "was not saved: File too large" in said else 1)
        finally:
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert contents(local) == before


# Many at once


def many(local: Local) -> Change:
    return change(
        local, *((f"{JOBS}/many{n:04d}-x.md", text(f"many{n:04d}")) for n in range(MANY + 1))
    )


def test_many_files_are_made_to_last_together_and_only_then_take_their_places(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []

    def flush(files: Collection[Path]) -> None:
        assert not list((local.root / JOBS).glob("many*"))
        assert local.journal.exists()
        flushed.append(len(files))

    monkeypatch.setattr("tuiwork.store.apply.sync_many", flush)
    apply(local, many(local))
    assert flushed == [MANY + 1]
    assert len(list((local.root / JOBS).glob("many*"))) == MANY + 1


def test_many_files_that_the_disk_will_not_keep_are_all_as_they_were(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Collection[Path]) -> None:
        raise OSError(errno.EIO, "Input/output error")

    before = contents(local)
    monkeypatch.setattr("tuiwork.store.apply.sync_many", refuse)
    with pytest.raises(NotSaved, match="was not saved: Input/output error; the file is as it was"):
        apply(local, many(local))
    assert contents(local) == before


def test_a_batch_that_was_given_up_is_not_done_by_the_next_writer(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = change(local, (ROOF, text("k7f3qd2m", "New")), (CALL, None))

    def refuse(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.store.apply._step", refuse)
        patch.setattr("tuiwork.store.journal.remove_all", lambda _: False)
        with pytest.raises(HalfSaved, match="the next command ends it"):
            apply(local, made)
    assert recover(local) == [ROOF, CALL]
