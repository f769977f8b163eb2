from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Tuiwork
from tests.workspace import git, write


def conflicting(workspace: Path) -> Path:
    """A task that keeps another title from a conflict."""
    return write(
        workspace,
        "spaces/operations/jobs/c0000000-one.md",
        '+++\nid = "c0000000"\ntitle = "One"\nstatus = "todo"\n\n'
        '[[conflicts]]\nfield = "title"\nbase = "Zero"\nother = "Two"\nby = "ali"\n+++\n',
    )


def test_kept_values_are_shown_and_counted(tuiwork: Tuiwork, workspace: Path) -> None:
    conflicting(workspace)
    assert tuiwork("conflicts").lines == [
        "c00  One  title",
        "  ▌ shown  One",
        "    kept   Two  ali",
    ]
    assert "⚑ title" in tuiwork("show", "c00").out
    assert "1 kept from conflicts; `tuiwork conflicts` shows" in tuiwork("status").out
    assert tuiwork("conflicts", "p2h").err == "no value is in conflict\n"


def test_one_of_two_kept_values_is_chosen(tuiwork: Tuiwork, workspace: Path) -> None:
    choices = {"--keep": "One", "--take": "Two", "--value=Three": "Three"}
    for choice, title in choices.items():
        file = conflicting(workspace)
        answer = tuiwork("resolve", "c00", "title", choice)
        assert (answer.code, answer.out) == (0, f"c00 resolved title of  {title}\n")
        assert f'title = "{title}"' in file.read_text()
        assert "conflicts" not in file.read_text()


def test_without_a_choice_one_is_shown_what_there_is_to_choose(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    conflicting(workspace)
    for words in (("c00",), ("c00", "title")):
        answer = tuiwork("resolve", *words)
        assert (answer.code, answer.lines) == (0, tuiwork("conflicts").lines)
        assert answer.err == "`tuiwork resolve c00 title --keep`, `--take` or `--value V` chooses\n"
    assert tuiwork("resolve", "p2h").err == "“Call janitor” keeps no other value\n"
    assert "one of --keep, --take" in tuiwork("resolve", "c00", "title", "--keep", "--take").err
    assert "keeps no other value of title" in tuiwork("resolve", "p2h", "title", "--keep").err
    assert "--value is for one field" in tuiwork("resolve", "c00", "--value", "x").err
    assert "--edit is for notes" in tuiwork("resolve", "c00", "title", "--edit").err


TWO = """\
+++
id = "c0000000"
title = "One"
status = "done"
owner = "sara"
closed = 2026-06-10

[[conflicts]]
field = "closed"
other = 2026-06-11

[[conflicts]]
field = "notes"
base = "Old"
kept = "Shown, first line\\nSame"
other = "Kept, first line\\nSame"

[[conflicts]]
field = "owner"
other = "ali"
by = "ali"
at = 2026-06-13T09:12:00Z

[[conflicts]]
field = "status"
other = "todo"

[[conflicts]]
field = "place"
other = "operations/incidents"
+++

Before.

Shown, first line
Same

After.
"""


def many(workspace: Path) -> Path:
    file = write(workspace, "spaces/operations/jobs/c0000000-one.md", TWO)
    git(workspace, "add", ".")
    git(workspace, "commit", "--quiet", "-m", "Merged")
    return file


def test_all_values_of_a_task_are_chosen_at_once(tuiwork: Tuiwork, workspace: Path) -> None:
    file = many(workspace)
    answer = tuiwork("resolve", "c00", "--keep")
    assert answer.out == "c00 resolved closed, notes, owner, status, place of  One\n"
    assert file.read_text() == TWO[: TWO.index("[[")].rstrip() + "\n" + TWO[TWO.rindex("+++") :]
    assert tuiwork("undo").code == 0
    assert file.read_text() == TWO
    tuiwork("resolve", "c00", "--take")
    taken = (workspace / "spaces/operations/incidents/c0000000-one.md").read_text()
    assert not file.exists()
    assert 'status = "todo"' in taken
    assert 'owner = "ali"' in taken
    assert "closed = 2026-06-11" in taken
    assert "Before.\n\nKept, first line\nSame\n\nAfter.\n" in taken
    assert "sara owner sara -> ali" in taken
    assert "sara moved operations/jobs -> operations/incidents" in taken


def test_one_of_several_other_values_has_to_be_named(tuiwork: Tuiwork, workspace: Path) -> None:
    file = conflicting(workspace)
    third = '[[conflicts]]\nfield = "title"\nother = "Three"\n+++\n'
    text = file.read_text().removesuffix("+++\n") + "\n" + third
    file.write_text(text)
    refused = tuiwork("resolve", "c00", "--take")
    assert refused.code == 2
    assert "keeps 2 other values of title" in refused.err
    tuiwork("resolve", "c00", "title", "--take", "--number", "2")
    assert 'title = "Three"' in file.read_text()


def test_long_texts_stand_beside_each_other(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(workspace)
    monkeypatch.setenv("COLUMNS", "60")
    lines = tuiwork("conflicts").lines
    at = lines.index("c00  One  notes")
    assert lines[at + 1].startswith("  ▌ shown  sara  ")
    assert lines[at + 1].endswith(" │ kept")
    assert lines[at + 2 : at + 4] == [
        "    Shown, first line          ≠ Kept, first line",
        "    Same                       │ Same",
    ]
    assert "    kept   ali   ali  sat 13 11:12" in lines
    monkeypatch.setenv("COLUMNS", "30")
    assert "    Kept, first line" in tuiwork("conflicts").lines


def test_who_wrote_what_the_log_does_not_tell_is_looked_up(
    tuiwork: Tuiwork, workspace: Path
) -> None:
    path = "spaces/operations/jobs/p2h8w4xn-call-janitor.md"
    first = (workspace / path).read_text()
    tuiwork("set", "p2h", "title=Phone the janitor")
    git(workspace, "config", "user.email", "ali@nordvik.example")
    tuiwork("set", "p2h", "title=Ring the janitor")
    now = (workspace / path).read_text()
    row = '\n[[conflicts]]\nfield = "title"\nother = "Phone the janitor"\n+++\n'
    gone = '\n[[conflicts]]\nfield = "deleted"\n+++\n'
    write(workspace, path, row.join(now.rsplit("+++\n", 1)))
    [found] = tuiwork("conflicts", "--json").json["conflicts"]
    assert (found["kept"], found["kept_by"]) == ("Ring the janitor", "ali")
    assert (found["other"], found["by"]) == ("Phone the janitor", "sara")
    assert found["at"].startswith("2026-06-15T")
    write(workspace, path, first)
    tuiwork("rm", "p2h")
    write(workspace, path, gone.join(now.rsplit("+++\n", 1)))
    [found] = tuiwork("conflicts", "p2h", "--json").json["conflicts"]
    assert (found["field"], found["by"], found["kept_by"]) == ("deleted", "ali", "ali")
    assert tuiwork("conflicts").lines[2].startswith("    kept   it goes, as the other side removed")


def test_notes_are_written_anew_with_both_texts_at_hand(
    tuiwork: Tuiwork, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = many(workspace)
    script = write(workspace.parent, "editor.sh", 'cp "$1" "$0.seen"; sed -i "s/Before/Then/" "$1"')
    monkeypatch.setenv("VISUAL", f"sh {script}")
    assert tuiwork("resolve", "c00", "--edit").out == "c00 resolved notes of  One\n"
    seen = (workspace.parent / "editor.sh.seen").read_text()
    both = "Shown, first line\nSame\n\nKept, first line\nSame\n"
    assert seen == f"\nBefore.\n\n{both}\nAfter.\n"
    assert f"+++\n\nThen.\n\n{both}\nAfter.\n" in file.read_text()
    assert 'field = "notes"' not in file.read_text()
