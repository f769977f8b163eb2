"""What somebody who can push may write does nothing but be shown: the trials of it, small."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hostile.judging import leaks
from tests.soak import documents, payloads, screens
from tuiwork.cli.commands import COMMANDS
from tuiwork.text import document


def test_every_command_is_tried() -> None:
    assert {row.name for row in COMMANDS} - payloads.commands_tried() == payloads.ELSEWHERE


def test_no_text_in_any_field_commands_the_terminal_or_is_carried_out() -> None:
    figures = payloads.run(0.01, 1)
    assert figures.failures == ()
    assert figures.runs > 30


def test_no_text_commands_a_screen_or_is_clicked() -> None:
    figures = screens.run(0.01, 1)
    assert figures.failures == ()
    assert figures.runs > 15


def test_broken_documents_are_read_or_refused_at_once() -> None:
    figures = documents.run(0.02, 1)
    assert figures.failures == ()
    assert figures.lost == 0
    assert figures.runs > 500
    assert figures.edits > 80


def test_a_reader_that_raises_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    def raises(text: str) -> None:
        raise KeyError(text[:1])

    monkeypatch.setattr(document, "log_items", raises)
    monkeypatch.setattr(documents.Trial, "together", lambda *_: 0)
    assert any("KeyError" in one for one in documents.run(0.005, 1).failures)


def test_a_command_that_writes_raw_text_would_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tuiwork.cli.output.safe", lambda text, **_: text)
    monkeypatch.setattr("tuiwork.cli.table.safe", lambda text, **_: text)
    monkeypatch.setattr(payloads, "TEXTS", {"clear": "\x1b[2JHACK"})
    monkeypatch.setattr(payloads, "of_one", lambda *_: [("list",), ("tree",)] * 3)
    assert any("\\x1b" in one for one in payloads.run(0.01, 1).failures)


@pytest.mark.parametrize(
    ("written", "terminal", "found"),
    [
        (b"\x1b[1;31mlate\x1b[0m\n", True, False),
        (b"\x1b[1;31mlate\x1b[0m\n", False, True),
        (b"\x1b[5mlate", True, True),
        ("\x9b45m".encode(), True, True),
        (b"a\r\nb", True, False),
        (b"a\rb", True, True),
        (b"\x9b45m", True, True),
        ("\u202e".encode(), False, True),
        ("👩‍🔧 é\n".encode(), False, False),
        (b"Traceback (most recent call last):\n", False, True),
    ],
)
def test_the_judge_knows_what_is_ours(written: bytes, terminal: bool, found: bool) -> None:
    assert bool(leaks(written, terminal=terminal)) == found


def test_the_sentinel_would_tell_of_a_file_that_was_touched(tmp_path: Path) -> None:
    from tests.hostile.judging import snapshot

    outside = tmp_path / "outside"
    outside.mkdir()
    before = snapshot(tmp_path, but=tmp_path / "work")
    (outside / "x").write_text("new")
    assert snapshot(tmp_path, but=tmp_path / "work") != before
