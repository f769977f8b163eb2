"""A text goes to the clipboard program that there is, and nothing waits for one that hangs."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tuiwork.tui import clipboard

TEXT = "Årsmøde\n“x”; $(rm -rf ~)"


@pytest.mark.parametrize(
    ("env", "platform", "names"),
    [
        ({}, "linux", []),
        ({"DISPLAY": ":0"}, "linux", ["xclip", "xsel"]),
        ({"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"}, "linux", ["wl-copy", "xclip", "xsel"]),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", ["clip.exe"]),
        ({}, "darwin", ["pbcopy"]),
    ],
)
def test_the_programs_are_those_of_the_desktop(
    env: dict[str, str], platform: str, names: list[str]
) -> None:
    assert [one[0] for one in clipboard.programs(env, platform)] == names


def program(folder: Path, name: str, script: str) -> None:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)


def put(folder: Path, monkeypatch: pytest.MonkeyPatch) -> bool:
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)

    def find(name: str) -> str | None:
        return str(folder / name) if (folder / name).exists() else None

    return asyncio.run(clipboard.put(TEXT, find))


def test_a_program_gets_the_text_on_its_input_and_no_shell_sees_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "xclip", f'printf "%s " "$@" > {tmp_path}/words; cat > {tmp_path}/got')
    assert put(tmp_path, monkeypatch)
    assert (tmp_path / "got").read_text() == TEXT
    assert (tmp_path / "words").read_text() == "-selection clipboard "


def test_the_next_program_is_tried_when_one_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "xclip", "exit 1")
    program(tmp_path, "xsel", f"cat > {tmp_path}/got")
    assert put(tmp_path, monkeypatch)
    assert (tmp_path / "got").read_text() == TEXT


def test_without_a_program_nothing_is_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not put(tmp_path, monkeypatch)
    (tmp_path / "xclip").write_text("no program")
    assert not put(tmp_path, monkeypatch)


def test_a_program_that_hangs_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "PATIENCE", 0.05)
    program(tmp_path, "xclip", "exec sleep 60")
    assert not put(tmp_path, monkeypatch)
