"""Sara and Ali, who have a clone each of one workspace: made once, copied for every test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.sync.team import Clone, Team, new_team


@pytest.fixture(scope="session")
def _original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    team = new_team(tmp_path_factory.mktemp("original"))
    shutil.rmtree(team.folder / "first")
    team.clone("sara")
    team.clone("ali")
    return team.folder


@pytest.fixture
def team(_original: Path, tmp_path: Path) -> Team:
    folder = tmp_path / "team"
    shutil.copytree(_original, folder)
    for config in folder.glob("*/.git/config"):
        config.write_text(config.read_text().replace(str(_original), str(folder)))
    return Team(folder)


@pytest.fixture
def sara(team: Team) -> Clone:
    return Clone(team.folder / "sara")


@pytest.fixture
def ali(team: Team) -> Clone:
    return Clone(team.folder / "ali")
