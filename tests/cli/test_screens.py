from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.workspace import git, make_workspace
from tuiwork.cli import screens
from tuiwork.errors import NoWorkspace
from tuiwork.tui import app, beginning
from tuiwork.tui.beginning import Beginning


@pytest.fixture
def opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that the screens were opened on."""
    monkeypatch.setenv("TUIWORK_CONFIG", str(tmp_path / "config.toml"))
    folders: list[Path] = []

    def note(start: Path, _: date | None) -> int:
        folders.append(start)
        return 0

    monkeypatch.setattr(app, "open_screens", note)
    return folders


def choose(monkeypatch: pytest.MonkeyPatch, choice: Beginning | None) -> None:
    monkeypatch.setattr(beginning, "ask_beginning", lambda *_: choice)


def test_a_workspace_around_the_folder_is_opened(opened: list[Path], tmp_path: Path) -> None:
    root = make_workspace(tmp_path / "team")
    assert screens.open_or_begin(root / "spaces", None, named=False) == 0
    assert opened == [root / "spaces"]


def test_else_the_one_that_the_config_names(opened: list[Path], tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('workspace = "w"\n[workspaces]\nw = "/work"\n')
    assert screens.open_or_begin(tmp_path, None, named=False) == 0
    assert opened == [Path("/work")]


def test_else_one_is_made_where_the_person_says(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, Beginning("create", "mine"))
    assert screens.open_or_begin(tmp_path, None, named=True) == 0
    assert opened == [tmp_path / "mine"]
    assert git(tmp_path / "mine", "status", "--porcelain") == ""


def test_or_cloned(opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    team = make_workspace(tmp_path / "there" / "team")
    choose(monkeypatch, Beginning("clone", str(team)))
    assert screens.open_or_begin(tmp_path, None, named=False) == 0
    assert opened == [tmp_path / "team"]
    assert (tmp_path / "team" / "tuiwork.toml").exists()


def test_or_nothing_is_done(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, None)
    assert screens.open_or_begin(tmp_path, None, named=False) == 0
    assert opened == []


def test_a_folder_that_is_not_there_is_told(opened: list[Path], tmp_path: Path) -> None:
    with pytest.raises(NoWorkspace):
        screens.open_or_begin(tmp_path / "gone", None, named=True)
    assert opened == []
