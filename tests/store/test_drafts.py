"""A text that the workspace could not take is kept where some disk takes it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from tests.store.conftest import CALL, ROOF, text
from tuiwork.errors import NotSaved
from tuiwork.model.change import Change, FileChange
from tuiwork.store import drafts, files
from tuiwork.store.drafts import keep_change, keep_text
from tuiwork.store.local import Local


def refuse(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Let the disk under these folders be full."""
    write = files.write_lasting

    def full(place: Path, data: bytes) -> None:
        if any(place.is_relative_to(folder) for folder in folders):
            raise OSError(errno.ENOSPC, "No space left on device")
        write(place, data)

    monkeypatch.setattr(drafts, "write_lasting", full)


def test_a_text_is_kept_beside_the_workspace_it_is_for(local: Local) -> None:
    kept = keep_text(local, "roof.md", "Half a novel\n")
    assert kept.read_text() == "Half a novel\n"
    assert kept.is_relative_to(local.state / "drafts")
    assert keep_text(local, "roof.md", "Another\n") != kept


def test_where_that_disk_is_full_it_is_kept_on_the_persons_own(
    local: Local, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "home"))
    refuse(monkeypatch, local.state)
    kept = keep_text(local, "roof.md", "Half a novel\n")
    assert kept.read_text() == "Half a novel\n"
    assert kept.is_relative_to(tmp_path / "home/tuiwork/drafts")
    assert not list((local.state / "drafts").iterdir())


def test_a_text_that_no_disk_takes_is_told(local: Local, monkeypatch: pytest.MonkeyPatch) -> None:
    refuse(monkeypatch, Path("/"))
    with pytest.raises(NotSaved, match="could not be kept anywhere"):
        keep_text(local, "roof.md", "Half a novel\n")


def test_of_one_file_the_words_say_what_to_copy_where(local: Local) -> None:
    words = keep_change(local, Change("Edited", (FileChange(ROOF, None, "new\n"),)))
    kept, copied = words.removeprefix("what it would have held is kept in ").split("; ")
    assert Path(kept).read_text() == "new\n"
    assert copied == f"when there is room, copy it to {ROOF}"


def test_of_a_batch_all_that_would_have_changed_is_kept_in_its_folders(local: Local) -> None:
    files = (
        FileChange(ROOF, None, text("k7f3qd2m", "A")),
        FileChange(CALL, None, text("p2h8w4xn", "B")),
        FileChange("goals/same.md", "same", "same"),
        FileChange("goals/gone.md", "gone", None),
    )
    words = keep_change(local, Change("Edited", files))
    kept = Path(words.removeprefix("what it would have held is kept in ").split("; ")[0])
    found = [one.relative_to(kept).as_posix() for one in sorted(kept.rglob("*.md"))]
    assert found == [ROOF, CALL]


def test_a_removal_leaves_nothing_to_keep(local: Local) -> None:
    words = keep_change(local, Change("Removed", (FileChange(ROOF, "text", None),)))
    assert words == "do it again when it can be written"
    assert not (local.state / "drafts").exists()
