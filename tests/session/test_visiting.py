from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workspace import TODAY, make_workspace
from tuiwork.session import Session
from tuiwork.session.visiting import days_elsewhere

OWN = {"m1y2o3wn": {"title": "Buy paint", "due": date(2026, 6, 15)}}


@pytest.fixture
def here(tmp_path: Path) -> Session:
    return Session(make_workspace(tmp_path / "team"), TODAY)


def everything(folder: Path) -> dict[str, tuple[int, bytes | None]]:
    """All there is below a folder, with when it was written."""
    return {
        str(one): (one.lstat().st_mtime_ns, one.read_bytes() if one.is_file() else None)
        for one in (folder, *folder.rglob("*"))
    }


def alone(folder: Path) -> Path:
    """A workspace of somebody who works alone: nobody is listed."""
    make_workspace(folder, OWN)
    for one in (folder / "people").iterdir():
        one.unlink()
    return folder


def test_the_day_of_every_other_workspace_is_found_in_order(here: Session, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "other")
    found = days_elsewhere({"team": here.root, "other": other, "mine": alone(tmp_path / "m")}, here)
    assert [one.name for one in found] == ["other", "mine"]
    assert [task.title for task in found[0].parts["overdue"]] == ["Call janitor"]
    assert [task.title for task in found[0].parts["in progress"]] == ["Replace compressor"]


def test_where_nobody_is_listed_every_task_is_ones_own(here: Session, tmp_path: Path) -> None:
    [found] = days_elsewhere({"mine": alone(tmp_path / "mine")}, here)
    assert [task.title for task in found.parts["due today"]] == ["Buy paint"]


def test_what_cannot_be_read_says_why_and_the_others_are_there(
    here: Session, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    places = {
        "gone": tmp_path / "gone",
        "empty": tmp_path / "empty",
        "mine": alone(tmp_path / "mine"),
    }
    found = days_elsewhere(places, here)
    assert "there is no folder" in found[0].why_not
    assert "no workspace in" in found[1].why_not
    assert found[0].workspace is None
    assert found[2].parts["due today"]


def test_nothing_is_written_to_a_workspace_that_is_only_looked_into(
    here: Session, tmp_path: Path
) -> None:
    other = make_workspace(tmp_path / "other")
    (other / ".git/tuiwork").mkdir()
    (other / ".git/tuiwork/journal").write_text("half a batch")
    before = everything(other)
    days_elsewhere({"other": other}, here)
    days_elsewhere({"other": other}, here)
    assert everything(other) == before
