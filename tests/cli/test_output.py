from __future__ import annotations

import io
import json

import pytest

from tuiwork.cli.output import Output
from tuiwork.cli.style import width_of


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def output(monkeypatch: pytest.MonkeyPatch) -> tuple[Output, Terminal]:
    terminal = Terminal()
    monkeypatch.setattr("sys.stdout", terminal)
    return Output(), terminal


def test_a_terminal_gets_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    out, terminal = output(monkeypatch)
    out.line(("late", "bold red"), " and plain")
    assert terminal.getvalue() == "\x1b[1;31mlate\x1b[0m and plain\n"


def test_who_wants_no_colour_gets_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    out, terminal = output(monkeypatch)
    out.line(("late", "red"))
    assert terminal.getvalue() == "late\n"


def test_a_pipe_gets_no_colour_and_nothing_is_cut_for_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    out = Output()
    out.line(("late", "red"))
    assert capsys.readouterr().out == "late\n"
    assert out.width is None


def test_columns_set_by_hand_count_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    assert width_of(io.StringIO()) == 40


@pytest.mark.parametrize(
    "hostile", ["\x1b]52;c;x\x07", "\x9b31m", "\u202egnp.exe", "a\nb", "\x7f", "\udc9b"]
)
def test_json_holds_the_very_text_and_no_character_that_commands(
    capsys: pytest.CaptureFixture[str], hostile: str
) -> None:
    Output(as_json=True).document(title=hostile)
    line = capsys.readouterr().out
    assert line.removesuffix("\n").isprintable()
    assert json.loads(line) == {"format": 1, "title": hostile}


def test_letters_of_every_script_stay_readable_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    Output(as_json=True).document(title="Brygværk 屋上 🏠")
    assert "Brygværk 屋上 🏠" in capsys.readouterr().out


def test_a_question_is_asked_beside_the_data_and_made_safe(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("yes\r\n"))
    output = Output()
    assert output.ask("Really \x1b[2J? ") == "yes"
    assert output.ask("And now? ") is None
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("Really ")
    assert told.err.endswith("? And now? ")
    assert "\x1b" not in told.err
