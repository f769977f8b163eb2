"""On a real terminal, to the byte: what tuiwork writes there, none of it was said by a file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.hostile.calling import call_on_terminal
from tests.hostile.judging import commands_in, leaks
from tests.hostile.payloads import HIDDEN, MARKUP, TERMINAL
from tests.hostile.workspace import make_hostile_workspace, plant_oddities

CSI = re.compile(r"\x1b\[([<>=?]?)([0-9;:]*)[ -/]*([@-~])")
_OTHERS = re.compile(r"\x1b[=>78]|[\r\b]|\x1b\]22;[a-z]*\x07")  # the last is the pointer's shape
THEIRS = {("", "2", "J"), ("", "6", "n"), ("", "5", "m"), ("", "25", "m"), ("", "201", "~")}
"""The orders in our hostile texts that tuiwork itself never gives."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("terminal")
    folder = make_hostile_workspace(base / "team", {**TERMINAL, **HIDDEN, **MARKUP})
    (base / "outside").mkdir()
    plant_oddities(folder, base / "outside")
    return folder


@pytest.mark.parametrize("line", ["list --all", "show h000", "check"])
def test_a_command_gives_the_terminal_no_order_but_colours(root: Path, line: str) -> None:
    code, written = call_on_terminal(["-C", str(root), *line.split()])
    assert code == (1 if line == "check" else 0)
    assert len(written) > 1_000
    assert leaks(written, terminal=True) == []


def test_the_screens_give_the_terminal_no_order_of_a_file(root: Path) -> None:
    pasted = "\x1b[200~x \x1b]52;c;SEFDSw==\x07\x1b[5mHACK \x9d52;HACK\x9c \u202e\x1b[201~"
    keys = [
        (b"HACK", b"jjjjjjjj"),
        (b"HACK", b"w"),
        (b"Why", b"\x1b"),
        (b"HACK", b"a"),
        (b"cancel", pasted.encode()),
        (b"HACK", b"\x1b"),
        (b"HACK", b"qqq"),
    ]
    code, written = call_on_terminal(["-C", str(root)], keys=keys, size=(120, 36))
    assert code == 0
    text = written.decode("utf-8")
    assert "HACK" in text
    given = {match.groups() for match in CSI.finditer(text)}
    assert given & THEIRS == set()
    assert commands_in(_OTHERS.sub("", CSI.sub("", text))) == []
