from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import make_workspace
from tuiwork.cli.run import run
from tuiwork.remembered import remember


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUIWORK_CONFIG", str(tmp_path / "config.toml"))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv("TUIWORK_THEME", raising=False)
    return tmp_path / "config.toml"


def values(tuiwork: Tuiwork) -> dict[str, tuple[str, str]]:
    told = tuiwork("config", "--json").json["settings"]
    return {one["key"]: (one["value"], one["source"]) for one in told}


def test_everything_is_told_with_where_it_comes_from(tuiwork: Tuiwork, file: Path) -> None:
    file.write_text('mouse = false\n[keys]\npreset = "arrows"\ntask.done = "X"\n')
    told = values(tuiwork)
    assert told["theme"] == ("dark", "default")
    assert told["mouse"] == ("false", f"{file}:1")
    assert told["keys.task.done"] == ("X", f"{file}:4")
    assert told["keys.list.down"] == ("down", "the preset arrows")


def test_a_theme_picked_in_the_screens_is_told_as_such(
    tuiwork: Tuiwork, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember(theme="nord", instead_of="dark")
    assert values(tuiwork)["theme"] == ("nord", "picked in the screens")
    monkeypatch.setenv("TUIWORK_THEME", "light")
    assert values(tuiwork)["theme"] == ("light", "TUIWORK_THEME")


def test_what_is_wrong_is_told_and_the_rest_applies(tuiwork: Tuiwork, file: Path) -> None:
    file.write_text('teme = "light"\nascii = true\n[keys]\ntask.done = "t"\n')
    answer = tuiwork("config")
    assert answer.code == 1
    assert f"{file}:1: there is no setting “teme”; did you mean theme?" in answer.err
    assert f"{file}:4: “t” is “Start” already (task.start)" in answer.err
    assert "ascii        true" in answer.out


def test_every_action_is_listed_with_its_keys(tuiwork: Tuiwork, file: Path) -> None:
    file.write_text('[keys]\ntask.done = "X,ctrl+x"\n')
    lines = tuiwork("config", "--keys").lines
    assert any(line.split() == ["task.done", "X,", "ctrl+x", "Done"] for line in lines)
    assert {"id": "task.done", "keys": ["X", "ctrl+x"], "label": "Done"} in tuiwork(
        "config", "--keys", "--json"
    ).json["keys"]


def test_the_path_is_told(tuiwork: Tuiwork, file: Path) -> None:
    assert tuiwork("config", "path").out == f"{file}\n"
    assert tuiwork("config", "path", "--json").json["path"] == str(file)
    assert tuiwork("config", "paht").code == 2


def test_it_is_edited_and_checked(
    tuiwork: Tuiwork, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", "sed -i 's/^# ascii = true/ascii = 1/'")
    answer = tuiwork("config", "edit")
    assert answer.code == 1
    assert "expected true or false" in answer.err
    assert "ascii = 1" in file.read_text()


def test_a_workspace_is_found_by_its_name(
    workspace: Path, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file.write_text(f'[workspaces]\nteam = "{workspace}"\n')
    assert run(["-C", "team", "list"]) == 0
    assert "Replace compressor" in capsys.readouterr().out
    assert run(["-C", "taem", "list"]) == 3


def test_outside_every_workspace_the_one_that_is_named_is_meant(
    tmp_path: Path,
    workspace: Path,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")
    assert run(["list"]) == 3
    file.write_text(f'workspace = "team"\n[workspaces]\nteam = "{workspace}"\n')
    assert run(["list"]) == 0
    assert "Replace compressor" in capsys.readouterr().out
    assert run(["-C", ".", "list"]) == 3


def test_inside_a_workspace_that_one_is_meant(
    tmp_path: Path,
    workspace: Path,
    file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    file.write_text(f'workspace = "team"\n[workspaces]\nteam = "{workspace}"\n')
    mine = make_workspace(tmp_path / "mine", {"a2b3c4d5": {"title": "Water the plants"}})
    monkeypatch.chdir(mine)
    assert run(["list"]) == 0
    assert "Replace compressor" not in capsys.readouterr().out
