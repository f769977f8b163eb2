from __future__ import annotations

from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from tuiwork.config import (
    KEY_PRESETS,
    TEMPLATE,
    TEXTUAL_THEMES,
    Config,
    config_path,
    default_workspace,
    edit_config,
    find_workspace,
    parse_config,
    read_config,
)
from tuiwork.tui.keymap import PRESETS

PATH = Path("/home/sara/.config/tuiwork/config.toml")

WHOLE = """\
# how I like it
theme = "light"
ascii = true
mouse = false
workspace = "team"

[workspaces]
team = "~/work/team"
"my own" = "/notes"

[keys]
preset = "vim"
task.done = "x,ctrl+x"
"task.remove" = ""
"""


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TUIWORK_CONFIG", str(tmp_path / "config.toml"))
    return tmp_path / "config.toml"


def test_every_key_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/sara")
    config, problems = parse_config(WHOLE, PATH)
    assert problems == []
    assert (config.theme, config.ascii, config.mouse) == ("light", True, False)
    assert config.workspaces == {"team": Path("/home/sara/work/team"), "my own": Path("/notes")}
    assert (config.workspace, config.preset) == ("team", "vim")
    assert config.keys == {"task.done": "x,ctrl+x", "task.remove": ""}
    assert config.lines["theme"] == 2
    assert config.lines["keys.task.done"] == 13


def test_an_empty_file_changes_nothing() -> None:
    assert parse_config("", PATH) == (Config(path=PATH), [])


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('them = "light"\n', 1, "did you mean theme"),
        ('\n\ntheme = "lihgt"\n', 3, "did you mean light"),
        ("theme = 3\n", 1, "theme is 3; expected text in quotes"),
        ('mouse = "no"\n', 1, "expected true or false"),
        ('[keys]\npreset = "emacs"\n', 2, "keys.preset cannot be “emacs”"),
        ("# one\n[keys]\n# two\ntask.done = 1\n", 4, "expected text in quotes"),
        ("[workspaces]\nteam = true\n", 2, "expected text in quotes"),
        ('workspace = "taem"\n[workspaces]\nteam = "/t"\n', 1, "did you mean team"),
        ("[[theme]]\nname = 1\n", 1, "expected text in quotes"),
        ("[look]\nbig = true\n", 2, "there is no setting “look.big”"),
        ('theme = "light\n', 1, "is not valid TOML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    _, problems = parse_config(text, PATH)
    assert [(problem.path, problem.line) for problem in problems] == [(str(PATH), line)]
    assert words in problems[0].message


def test_the_rest_applies_beside_what_is_wrong() -> None:
    config, problems = parse_config('mouse = 0\nteme = ""\ntheme = "light"\n', PATH)
    assert config.theme == "light"
    assert len(problems) == 2


def test_workspaces_may_lie_beside_the_file() -> None:
    config, _ = parse_config('[workspaces]\nteam = "team"\n', PATH)
    assert config.workspaces == {"team": PATH.parent / "team"}


def test_the_file_lies_where_the_environment_says_else_in_the_users_folder(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("TUIWORK_CONFIG", "/etc/mine.toml")
    assert config_path() == Path("/etc/mine.toml")
    monkeypatch.delenv("TUIWORK_CONFIG")
    assert config_path().parts[-2:] == ("tuiwork", "config.toml")


def test_no_file_is_no_problem_and_an_unreadable_one_is(file: Path) -> None:
    assert read_config() == (Config(path=file), [])
    file.write_bytes(b"\xff\xfe")
    _, problems = read_config()
    assert "cannot be read" in problems[0].message


def test_a_name_stands_for_its_folder_where_no_folder_has_it(file: Path, tmp_path: Path) -> None:
    file.write_text('workspace = "team"\n[workspaces]\nteam = "/work/team"\n')
    assert find_workspace(None) == Path()
    assert find_workspace(str(tmp_path)) == tmp_path
    assert find_workspace("team") == Path("/work/team")
    assert default_workspace() == Path("/work/team")
    assert find_workspace("other") == Path("other")


def test_the_template_is_a_config_that_changes_nothing() -> None:
    assert parse_config(TEMPLATE, PATH) == (Config(path=PATH), [])


def test_a_first_config_begins_with_the_template(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.delenv("VISUAL", raising=False)
    assert not edit_config()
    assert not file.exists()
    monkeypatch.setenv("EDITOR", "sed -i 's/^# theme/theme/'")
    assert edit_config()
    assert read_config()[0].theme == "dark"
    assert file.read_text() == TEMPLATE.replace("# theme", "theme")


def test_all_themes_and_presets_are_known() -> None:
    assert set(TEXTUAL_THEMES) == set(BUILTIN_THEMES)
    assert set(KEY_PRESETS) == set(PRESETS)
