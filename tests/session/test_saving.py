"""What could not be saved is kept as a draft, and the person is told where."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workspace import TODAY, make_workspace
from tuiwork.errors import NotSaved
from tuiwork.session import Session
from tuiwork.verbs.tasks import comment

PUMP = "spaces/operations/jobs/x5m0rt6b-inspect-pump.md"


def test_on_a_full_disk_the_file_is_as_it_was_and_the_words_are_in_a_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_workspace(tmp_path / "company")
    session = Session(root, TODAY)
    before = (root / PUMP).read_text()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tuiwork.store.apply.write_temporary", full)
    with pytest.raises(NotSaved) as caught:
        session.do(comment, ["x5m0rt6b"], "The bearing is worn.")
    assert (root / PUMP).read_text() == before
    assert session.unrecorded == 0
    said = caught.value.message
    assert said.startswith(
        f"{PUMP} was not saved: No space left on device; the file is as it was; "
        "what it would have held is kept in "
    )
    assert said.endswith(f"; when there is room, copy it to {PUMP}")
    draft = Path(said.split("kept in ")[1].split("; ")[0])
    assert "The bearing is worn." in draft.read_text()
