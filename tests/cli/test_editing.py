from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git

PATH = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"


def editor(folder: Path, script: str) -> str:
    """An editor that does this to the file, as a command with a space in it."""
    file = folder / "ed"
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return f"{file} --wait"


def test_what_was_edited_is_saved_with_the_log_entries_it_leaves(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, 'sed -i \'s/"todo"/"doing"/\' "$2"'))
    answer = tuiwork("edit", "p2h")
    assert (answer.code, answer.out) == (0, "p2h edited  Call janitor\n")
    text = (workspace / PATH).read_text()
    assert 'status = "doing"' in text
    assert "sara status todo -> doing\n" in text
    assert git(workspace, "log", "-1", "--format=%s") == "Edited “Call janitor”\n"


def test_what_another_changed_meanwhile_is_merged(
    tuiwork: Tuiwork, workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = f'sed -i \'s/"sara"/"ali"/\' {workspace / PATH}'
    mine = "sed -i 's/Call janitor/Ring janitor/' \"$2\""
    monkeypatch.setenv("VISUAL", editor(tmp_path, f"{other}\n{mine}"))
    assert tuiwork("edit", "p2h").code == 0
    text = (workspace / PATH).read_text()
    assert 'title = "Ring janitor"' in text
    assert 'owner = "ali"' in text


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ('echo broken > "$2"', "does not begin with a line +++"),
        ("sed -i 's/p2h8w4xn/p2h8w4xz/' \"$2\"", "the id is p2h8w4xn; it never changes"),
    ],
)
def test_a_text_that_cannot_be_taken_is_kept(
    tuiwork: Tuiwork,
    workspace: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    script: str,
    sentence: str,
) -> None:
    before = (workspace / PATH).read_text()
    monkeypatch.setenv("VISUAL", editor(tmp_path, script))
    answer = tuiwork("edit", "p2h")
    assert answer.code == 2
    assert sentence in answer.err
    kept = Path(answer.err.rstrip().rpartition("your text is kept in ")[2])
    assert kept.read_text() != before
    assert (workspace / PATH).read_text() == before


def test_an_editor_that_fails_changes_nothing(
    tuiwork: Tuiwork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", editor(tmp_path, "exit 3"))
    answer = tuiwork("edit", "p2h")
    assert answer.code == 2
    assert "ended with code 3; nothing was changed" in answer.err


@pytest.mark.parametrize("id_", ["../../../out", "/tmp/tuiwork-out", "a/b"])
def test_a_text_is_kept_in_its_own_folder_whatever_the_id_says(
    tuiwork: Tuiwork,
    workspace: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    id_: str,
) -> None:
    path = "spaces/operations/jobs/out.md"
    (workspace / path).write_text(f'+++\nid = "{id_}"\ntitle = "Out"\n+++\n')
    monkeypatch.setenv("VISUAL", editor(tmp_path, 'echo broken > "$2"'))
    answer = tuiwork("edit", id_)
    assert answer.code == 2
    kept = Path(answer.err.rstrip().rpartition("your text is kept in ")[2]).resolve()
    assert kept.name.endswith("out.md")
    assert kept.is_relative_to(workspace / ".git" / "tuiwork" / "drafts")
