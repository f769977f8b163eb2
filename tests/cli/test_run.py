from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tuiwork.cli.call import Command
from tuiwork.cli.commands import COMMANDS, GROUPS, HIDDEN, Row
from tuiwork.cli.run import command_of, run


@pytest.mark.parametrize("row", [*COMMANDS, *HIDDEN], ids=lambda row: row.name)
def test_every_row_of_the_table_leads_to_a_command(row: Row) -> None:
    assert isinstance(command_of(row), Command)


def test_help_shows_every_command_in_its_group(tuiwork: Tuiwork) -> None:
    answer = tuiwork("help")
    assert answer.code == 0
    for row in COMMANDS:
        assert f"  {row.name}" in answer.out
    assert [line for line in answer.lines if line in GROUPS] == list(GROUPS)


def test_help_for_one_command_tells_what_it_takes(tuiwork: Tuiwork) -> None:
    answer = tuiwork("done", "-h")
    assert answer.code == 0
    assert answer.lines[0] == "tuiwork done ID…"
    assert "--with-open" in answer.out
    assert "-C, --directory DIR" in answer.out


@pytest.mark.parametrize("words", [["goal", "-h"], ["help", "goal"]])
def test_help_for_a_family_shows_its_commands_alone(tuiwork: Tuiwork, words: list[str]) -> None:
    answer = tuiwork(*words)
    assert "goal checkin" in answer.out
    assert "undo" not in answer.out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["lst"], "tuiwork: there is no command “lst”; did you mean list or set?"),
        (["goal", "shw"], "tuiwork: `goal` has no “shw”; did you mean show?"),
        (
            ["goal"],
            "tuiwork: `goal` needs one more word: list, tree, show, gaps, add, set, kr, checkin, "
            "benchmark, state, close, carry",
        ),
        (["list", "--jsn"], "tuiwork: `list` has no option --jsn; did you mean --json?"),
    ],
)
def test_a_near_miss_is_told_the_nearest_name(
    tuiwork: Tuiwork, words: list[str], sentence: str
) -> None:
    answer = tuiwork(*words)
    assert (answer.code, answer.out, answer.err) == (2, "", f"{sentence}\n")


def test_where_no_workspace_is_the_code_is_3(tuiwork: Tuiwork, tmp_path: Path) -> None:
    answer = tuiwork("list", folder=tmp_path)
    assert answer.code == 3
    assert answer.out == ""
    assert "`tuiwork init` makes one" in answer.err


def test_an_error_is_an_object_when_asked_for_json(tuiwork: Tuiwork) -> None:
    answer = tuiwork("show", "zzz", "--json")
    assert answer.code == 2
    assert answer.err == ""
    assert answer.json == {
        "format": 1,
        "error": {
            "code": "refused",
            "message": "no task has an id that begins with “zzz”",
            "path": None,
            "line": None,
        },
    }


def test_an_ambiguous_id_names_the_candidates(tuiwork: Tuiwork, workspace: Path) -> None:
    from tests.workspace import write

    for id_ in ("abc00000", "abc11111"):
        text = f'+++\nid = "{id_}"\ntitle = "One"\n+++\n'
        write(workspace, f"spaces/operations/jobs/{id_}-one.md", text)
    answer = tuiwork("show", "abc", "--json")
    assert answer.code == 2
    assert answer.json["error"]["candidates"] == ["abc00000", "abc11111"]


def test_global_options_stand_before_or_after_the_verb(workspace: Path) -> None:
    at = ["-C", str(workspace)]
    assert run([*at, "tree"]) == run(["tree", *at]) == run(["tree", f"-C{workspace}"]) == 0


def test_the_day_comes_from_the_environment_or_the_line(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TUIWORK_TODAY", "2026-06-20")
    run(["-C", str(workspace), "today", "--all"])
    assert capsys.readouterr().out.startswith("saturday 20 june 2026")
    run(["-C", str(workspace), "today", "--all", "--today", "2026-06-01"])
    assert capsys.readouterr().out.startswith("monday 1 june 2026")


def test_a_day_that_is_none_is_refused(tuiwork: Tuiwork) -> None:
    answer = tuiwork("list", "--today", "soonish")
    assert answer.code == 2
    assert answer.err.startswith("tuiwork: --today: “soonish” is not understood as a date")


def test_without_a_verb_and_a_terminal_todays_picture_is_printed(tuiwork: Tuiwork) -> None:
    assert tuiwork().out == tuiwork("today").out != ""


def test_when_the_reader_goes_away_nothing_is_said(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        monkeypatch.setattr("sys.stdout", gone)
        code = run(["-C", str(workspace), "tree"])
    assert code == 141
    assert capsys.readouterr().err == ""


def test_an_interrupt_ends_with_130(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tuiwork.cli.call.Call.load", interrupted)
    assert run(["-C", str(workspace), "tree"]) == 130


def test_what_the_system_refuses_is_one_plain_sentence(
    workspace: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refused(*_: object) -> None:
        raise OSError(5, "Input/output error", "/mnt/team")

    monkeypatch.setattr("tuiwork.cli.call.Call.load", refused)
    assert run(["-C", str(workspace), "tree"]) == 2
    said = "tuiwork: /mnt/team refused: Input/output error; try again when it is mended\n"
    assert capsys.readouterr().err == said


def test_signs_and_letters_fit_a_terminal_that_knows_ascii_only(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tests.workspace import write

    write(workspace, "spaces/operations/jobs/b0000000-æ.md", '+++\nid = "b0000000"\n'
          'title = "Æble \u202e"\n+++\n')  # fmt: skip
    for words in (["list"], ["list", "--json"]):
        data = io.BytesIO()
        monkeypatch.setattr("sys.stdout", io.TextIOWrapper(data, encoding="ascii"))
        assert run(["-C", str(workspace), *words]) == 0
        assert data.getvalue().isascii()


def test_a_command_that_begins_others_has_help_of_its_own_and_names_them(tuiwork: Tuiwork) -> None:
    for words in (("capacity", "-h"), ("help", "capacity")):
        told = tuiwork(*words).out
        assert "--assign IDS" in told
        assert "capacity check  whether there is room" in told
