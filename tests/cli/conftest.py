from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.workspace import TODAY, make_workspace
from tuiwork.cli.run import run


@dataclass(frozen=True)
class Answer:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> dict[str, Any]:
        found = json.loads(self.out)
        assert isinstance(found, dict)
        return found


Tuiwork = Callable[..., Answer]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return make_workspace(tmp_path / "work")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that were written just now count as finished when they are mended."""
    monkeypatch.setattr("tuiwork.session.mending.SETTLE", 0.0)


@pytest.fixture
def tuiwork(
    workspace: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Tuiwork:
    """Runs a command line in the workspace, on a fixed day."""
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def call(*words: str, stdin: str = "", folder: Path = workspace) -> Answer:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run(["-C", str(folder), "--today", TODAY.isoformat(), *words])
        out, err = capsys.readouterr()
        return Answer(code, out, err)

    return call
