"""The terminal is left as it was, however the screens are left, and what was done is kept."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.tui.terminal import on_workspace
from tests.workspace import git, make_workspace

MOUSE, FOCUS, ALTERNATE, PASTE, CURSOR = 1003, 1004, 1049, 2004, 25


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TUIWORK_CONFIG", str(tmp_path / "config.toml"))
    return make_workspace(tmp_path / "team")


def test_quitting_leaves_the_terminal_as_it_was(root: Path) -> None:
    with on_workspace(root) as terminal:
        terminal.until("Replace compressor")
        assert {MOUSE, FOCUS, ALTERNATE, PASTE} <= terminal.modes
        assert CURSOR not in terminal.modes
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.is_as_before
        assert terminal.last_words == ""


def test_the_terminal_is_handed_back_and_taken_again_and_followed_in_size(root: Path) -> None:
    with on_workspace(root) as terminal:
        terminal.until("Replace compressor")
        terminal.press("\x1a")
        assert terminal.stopped()
        assert ALTERNATE not in terminal.modes
        assert terminal.kitty_levels == 0
        terminal.send(signal.SIGCONT)
        terminal.until("Replace compressor")
        assert {MOUSE, ALTERNATE} <= terminal.modes
        terminal.resize(60, 20)
        terminal.until("Replace compressor")
        terminal.press("q")
        assert terminal.ended() == 0
        assert terminal.is_as_before


def test_a_signal_to_end_records_what_is_saved_first_and_the_mouse_may_be_off(
    root: Path, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("mouse = false\n")
    with on_workspace(root) as terminal:
        terminal.until("Replace compressor")
        assert MOUSE not in terminal.modes
        terminal.press("x")
        terminal.until("Finished")
        terminal.send(signal.SIGTERM)
        assert terminal.ended() == 0
        assert terminal.is_as_before
        assert git(root, "log", "-1", "--format=%s").startswith("Finished")
        assert git(root, "status", "--porcelain") == ""


def test_a_window_that_is_closed_loses_nothing(root: Path) -> None:
    with on_workspace(root) as terminal:
        terminal.until("Replace compressor")
        terminal.press("x")
        terminal.until("Finished")
        terminal.press("a")
        terminal.until("hat has to be done?")
        terminal.press("Order the fil")
        terminal.until("Order the fil")
        terminal.hang_up()
        assert git(root, "log", "-1", "--format=%s").startswith("Finished")
        assert git(root, "status", "--porcelain") == ""
        (unsent,) = (root / ".git" / "tuiwork").rglob("unsent.txt")
        assert unsent.read_text() == "Order the fil\n"


def test_a_mistake_of_ours_is_told_in_words_on_a_terminal_as_it_was(
    root: Path, tmp_path: Path
) -> None:
    first = (
        "from tuiwork.tui.work import WorkScreen\n"
        "def fail(self): raise ValueError('a [nope] \\x1b[31m mistake')\n"
        "WorkScreen.action_sync = fail"
    )
    with on_workspace(root, first=first) as terminal:
        terminal.until("Replace compressor")
        terminal.press("S")
        assert terminal.ended() == 1
        assert terminal.is_as_before
        assert (
            "tuiwork: stopped by a mistake of its own: ValueError: a [nope]" in terminal.last_words
        )
        assert "\x1b[31m" not in terminal.last_words
        details = tmp_path / "state" / "tuiwork" / "crash.txt"
        assert str(details) in terminal.last_words.replace("\r\n", "")
        assert "ValueError: a [nope]" in details.read_text()


def test_a_terminal_that_goes_away_without_a_word_is_left(root: Path) -> None:
    deaf = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGHUP])"
    with on_workspace(root, first=deaf) as terminal:
        terminal.until("Replace compressor")
        terminal.press("x")
        terminal.until("Finished")
        terminal.hang_up()
        assert git(root, "log", "-1", "--format=%s").startswith("Finished")
