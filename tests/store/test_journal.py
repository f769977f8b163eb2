"""What a crash left half done is ended by the next writer, around whoever came in between."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.conftest import ALARM, CALL, ROOF, text
from tests.store.test_apply import change, on_disk
from tests.workspace import write
from tuiwork.errors import NotSaved
from tuiwork.model.change import Change
from tuiwork.store.apply import apply, recover
from tuiwork.store.files import write_temporary
from tuiwork.store.journal import begin, read_journal, sweep
from tuiwork.store.local import Local
from tuiwork.text.document import read_document

NEW = "spaces/product/bugs/b1c2d3e4-new.md"
BATCH = {ROOF: text("k7f3qd2m", "After"), CALL: None, NEW: text("b1c2d3e4", "New")}


class Crash(BaseException):
    """The process is gone; nothing of it runs any more."""


def crashed(local: Local, made: Change, after: int) -> bool:
    """Apply a Change and die before the n-th step on disk; whether it came so far."""
    steps = iter(range(after + 1))

    def dying(name: str, patch: pytest.MonkeyPatch) -> None:
        real = getattr(os, name)

        def call(*args: object, **more: object) -> object:
            if next(steps, None) is None:
                raise Crash
            return real(*args, **more)

        patch.setattr(os, name, call)

    with pytest.MonkeyPatch.context() as patch:
        for name in ("open", "write", "fsync", "replace", "unlink", "mkdir", "chmod"):
            dying(name, patch)
        # A dead process puts nothing back and clears nothing away.
        patch.setattr("tuiwork.store.apply._put_back", lambda *_: True)
        patch.setattr("tuiwork.store.apply.remove_all", lambda _: None)
        try:
            apply(local, made)
        except Crash:
            return True
    return False


def leftovers(local: Local) -> list[Path]:
    return [*local.root.rglob(".tw-*"), *local.state.glob("journal")]


def every_crash(local: Local, made: Change) -> Iterator[int]:
    """Die at each step of a Change in turn; yields after each death."""
    before = {file.path: on_disk(local, file.path) for file in made.files}
    after = 0
    while crashed(local, made, after):
        yield after
        for path, content in before.items():
            (local.root / path).unlink(missing_ok=True)
            if content is not None:
                write(local.root, path, content)
        after += 1
    assert after > 4


def test_a_batch_is_all_or_nothing_wherever_it_was_interrupted(local: Local) -> None:
    made = change(local, *BATCH.items())
    before = {path: on_disk(local, path) for path in BATCH}
    outcomes = set()
    for _ in every_crash(local, made):
        recover(local)
        now = {path: on_disk(local, path) for path in BATCH}
        assert now in (before, BATCH)
        assert leftovers(local) == []
        assert recover(local) == []
        outcomes.add(now == BATCH)
    assert outcomes == {True, False}


def test_a_single_file_is_old_or_new_and_nothing_is_left_of_it(local: Local) -> None:
    made = change(local, (ROOF, BATCH[ROOF]))
    old = on_disk(local, ROOF)
    seen = set()
    for _ in every_crash(local, made):
        assert on_disk(local, ROOF) in (old, BATCH[ROOF])
        seen.add(on_disk(local, ROOF))
        apply(local, change(local, (ALARM, text("x5m0rt6b", "Next"))))
        assert on_disk(local, ROOF) in (old, BATCH[ROOF])
        assert leftovers(local) == []
    assert seen == {old, BATCH[ROOF]}


def test_the_next_writer_ends_the_batch_before_its_own_change(local: Local) -> None:
    journalled(local)
    apply(local, change(local, (ALARM, text("x5m0rt6b", "Next"))))
    assert {path: on_disk(local, path) for path in BATCH} == BATCH
    assert leftovers(local) == []


def journalled(local: Local, files: dict[str, str | None] | None = None) -> None:
    """Leave the journal of a batch of which nothing else was done."""
    files = BATCH if files is None else files
    begin(
        local,
        {path: _bytes(on_disk(local, path)) for path in files},
        {path: _bytes(content) for path, content in files.items()},
    )


def _bytes(content: str | None) -> bytes | None:
    return None if content is None else content.encode("utf-8")


def test_recovering_tells_what_changed(local: Local) -> None:
    journalled(local)
    write(local.root, NEW, BATCH[NEW] or "")
    assert sorted(recover(local)) == sorted([ROOF, CALL])
    assert recover(local) == []


# A person was there between the crash and now


def test_what_a_person_edited_since_is_merged_with_the_batch(local: Local) -> None:
    journalled(local)
    write(local.root, ROOF, text("k7f3qd2m", "Roof", owner='"ali"') + "More.\n")
    recover(local)
    document, _ = read_document(ROOF, on_disk(local, ROOF) or "")
    assert document is not None
    assert document.fields == {"id": "k7f3qd2m", "title": "After", "owner": "ali"}
    assert document.notes == "\nNotes.\nMore.\n"
    assert on_disk(local, NEW) == BATCH[NEW]


def test_what_both_changed_is_kept_in_both_versions(local: Local) -> None:
    journalled(local)
    write(local.root, ROOF, text("k7f3qd2m", "By hand"))
    recover(local)
    whole = on_disk(local, ROOF) or ""
    assert "By hand" in whole
    assert "After" in whole
    assert "[[conflicts]]" in whole
    again = whole
    journalled(local, {})
    recover(local)
    assert on_disk(local, ROOF) == again


def test_a_task_edited_since_is_not_removed(local: Local) -> None:
    journalled(local)
    write(local.root, CALL, text("p2h8w4xn", "Call them twice"))
    recover(local)
    assert "Call them twice" in (on_disk(local, CALL) or "")


def test_a_file_that_cannot_be_read_since_keeps_its_name_and_text(local: Local) -> None:
    journalled(local)
    (local.root / ROOF).write_bytes(b"+++\nhalf written \xff")
    recover(local)
    assert (local.root / ROOF).read_bytes() == b"+++\nhalf written \xff"
    others = [one for one in (local.root / ROOF).parent.glob("k7f3qd2m*") if one.name not in ROOF]
    assert [one.read_text("utf-8") for one in others] == [BATCH[ROOF]]
    assert on_disk(local, NEW) == BATCH[NEW]


def test_an_edit_after_the_batch_was_ended_stays(local: Local) -> None:
    apply(local, change(local, *BATCH.items()))
    write(local.root, ROOF, text("k7f3qd2m", "By hand"))
    assert recover(local) == []
    assert on_disk(local, ROOF) == text("k7f3qd2m", "By hand")


# The journal itself


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"null", b"[]", b'{"folders": 5}', b"\xff", b'{"files": {}}',
        b'{"folders": ["../.."]}', b'{"folders": ["/etc"]}',
        json.dumps({"folders": ["goals"], "files": {"../x": [None, "x"]}}).encode(),
        json.dumps({"folders": ["goals"], "files": {ROOF: ["x"]}}).encode(),
    ],
    ids=repr,
)  # fmt: skip
def test_a_torn_journal_says_only_that_something_may_lie_anywhere(
    local: Local, data: bytes
) -> None:
    local.journal.write_bytes(data)
    for folder in (local.root, local.root / "goals", (local.root / ROOF).parent):
        (folder / ".tw-1-00ff.tmp").write_text("half")
    keep = write(local.root, "goals/.mine.tmp", "x")
    before = on_disk(local, ROOF)
    assert recover(local) == []
    assert leftovers(local) == []
    assert keep.exists()
    assert on_disk(local, ROOF) == before


def test_texts_of_any_bytes_are_noted_exactly(local: Local) -> None:
    before = {ROOF: b"\xff\r\n\0", CALL: None}
    after = {ROOF: None, CALL: "\ufeffæ\u2028\r\n".encode()}
    begin(local, before, after)
    journal = read_journal(local)
    assert journal is not None
    assert (journal.before, journal.after) == (before, after)
    assert journal.folders == ("spaces/operations/jobs",)


def test_without_a_journal_nothing_is_looked_for(local: Local) -> None:
    lying = write(local.root, "goals/.tw-1-00ff.tmp", "x")
    assert read_journal(local) is None
    assert recover(local) == []
    assert lying.exists()


def test_only_our_own_unfinished_files_are_swept_away(local: Local, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    (local.root / "docs").symlink_to(outside, target_is_directory=True)
    for folder in (outside, local.root / "goals", local.root / "people"):
        folder.mkdir(exist_ok=True)
        (folder / ".tw-1-00ff.tmp").write_text("x")
    sweep(local, ["goals", "docs", "gone"])
    assert [one.parent for one in leftovers(local)] == [local.root / "people"]
    sweep(local, None)
    assert leftovers(local) == []
    assert (outside / ".tw-1-00ff.tmp").exists()


def test_a_batch_that_cannot_be_ended_yet_stays_noted(
    local: Local, monkeypatch: pytest.MonkeyPatch
) -> None:
    journalled(local)

    def full(*_: object, **__: object) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("tuiwork.store.apply.write_temporary", full)
        with pytest.raises(
            NotSaved, match=r"an interrupted change could not be finished: .*No space"
        ):
            apply(local, change(local, (ALARM, text("x5m0rt6b", "Next"))))
    recover(local)
    assert {path: on_disk(local, path) for path in BATCH} == BATCH
    assert write_temporary(local.root / ROOF, b"x").exists()


def test_an_attachment_that_a_crash_interrupted_is_whole_or_not_there(local: Local) -> None:
    binary = bytes(range(256)).decode("utf-8", "surrogateescape")
    scan = "attachments/k7f3qd2m/scan.bin"
    made = change(local, (ROOF, text("k7f3qd2m", "After")), (scan, binary))
    seen = set()
    for _ in every_crash(local, made):
        recover(local)
        there = (local.root / scan).exists()
        seen.add((there, "After" in (local.root / ROOF).read_text()))
        if there:
            assert (local.root / scan).read_bytes() == bytes(range(256))
    assert seen == {(False, False), (True, True)}
