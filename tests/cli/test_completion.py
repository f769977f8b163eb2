from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork


@pytest.mark.parametrize(
    ("line", "values"),
    [
        ("tuiwork sta", ["start", "status"]),
        ("tuiwork goal ch", ["checkin"]),
        ("tuiwork show k", ["k7f"]),
        ("tuiwork show k7f3", ["k7f3qd2m"]),
        ("tuiwork done k7f p", ["p2h"]),
        ("tuiwork assign k7f s", ["sara"]),
        ("tuiwork move k7f op", ["operations/incidents", "operations/jobs"]),
        ("tuiwork move k7f inc", ["incidents"]),
        ("tuiwork link k7f --goal faster-service/", ["faster-service/handling-time"]),
        ("tuiwork link k7f --rel", ["--relates"]),
        ("tuiwork done --w", ["--with-open"]),
        ("tuiwork set k7f prio", ["priority="]),
        ("tuiwork set k7f priority=h", ["priority=high"]),
        ("tuiwork set k7f owner=a", ["owner=ali"]),
        ("tuiwork list status:wai", ["status:waiting"]),
        ("tuiwork completion z", ["zsh"]),
        ("tuiwork plan dr", ["drift"]),
        ("tuiwork plan add fas", ["faster-service", "faster-service/handling-time"]),
        ("tuiwork plan wait k", ["k7f"]),
        ("tuiwork nonsense ", []),
        ('tuiwork comment k7f "an open quote', []),
    ],
)
def test_the_shell_is_offered_live_names(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch, line: str, values: list[str]
) -> None:
    monkeypatch.chdir(workspace)
    answer = tuiwork("__complete", "fish", line)
    assert [one.partition("\t")[0] for one in answer.lines] == values
    assert (answer.code, answer.err) == (0, "")


def test_a_candidate_comes_with_what_it_is(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    assert tuiwork("__complete", "fish", "tuiwork show k").out == "k7f\tReplace compressor\n"
    assert tuiwork("__complete", "zsh", "tuiwork show k").out == "k7f:Replace compressor\n"


def test_bash_gets_what_follows_its_own_breaks(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace)
    assert tuiwork("__complete", "bash", "tuiwork set k7f owner=a").out == "ali\tAli Rahimi\n"


def test_bash_itself_completes_a_word(tuiwork: Tuiwork, workspace: Path, tmp_path: Path) -> None:
    program = tmp_path / "bin/tuiwork"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m tuiwork "$@"\n')
    program.chmod(0o755)
    script = tuiwork("completion", "bash").out
    asked = 'COMP_LINE="tuiwork show k"; COMP_POINT=14; _tuiwork; echo "${COMPREPLY[@]}"'
    done = subprocess.run(
        ["bash", "-c", f'PATH="{program.parent}:$PATH"\n{script}\n{asked}'],
        cwd=workspace,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "k7f\n"


def test_there_is_a_script_for_each_shell(tuiwork: Tuiwork) -> None:
    for shell in ("bash", "zsh", "fish"):
        assert f"tuiwork __complete {shell} " in tuiwork("completion", shell).out
    assert "there is no completion for “csh”" in tuiwork("completion", "csh").err
