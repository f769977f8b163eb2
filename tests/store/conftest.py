"""A small workspace on disk, without git, for everything that touches the folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace import FILES, write
from tuiwork.store.local import Local

ROOF = "spaces/operations/jobs/k7f3qd2m-roof.md"
CALL = "spaces/operations/jobs/p2h8w4xn-call.md"
ALARM = "spaces/operations/incidents/x5m0rt6b-alarm.md"


def text(id_: str, title: str = "A task", **fields: str) -> str:
    """The text of a task; fields are given as TOML."""
    more = "".join(f"{key} = {value}\n" for key, value in fields.items())
    return f'+++\nid = "{id_}"\ntitle = "{title}"\n{more}+++\n\nNotes.\n'


@pytest.fixture
def local(tmp_path: Path) -> Local:
    """Three tasks in two lists, a person, a goal; the state lies beside them."""
    root = tmp_path / "workspace"
    for path, content in FILES.items():
        write(root, path, content)
    write(root, ROOF, text("k7f3qd2m", "Roof"))
    write(root, CALL, text("p2h8w4xn", "Call", due="2026-06-19", parent='"k7f3qd2m"'))
    write(root, ALARM, text("x5m0rt6b", "Alarm"))
    state = tmp_path / "state"
    state.mkdir()
    return Local(root, state)
