"""A day at the keyboard, from an empty config to leaving: every key of it stands here."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.tui.onlooker import Onlooker
from tests.workspace import git, make_workspace, write

ESC, TAB, ENTER, SAVE = "\x1b", "\t", "\r", "\x13"
TODAY = ("--today", "2026-06-15")
JOBS = "spaces/operations/jobs"

HERS = [
    "Call janitor",
    "Call the supplier",
    "Clean the van",
    "Grease the fan",
    "Inspect pump",
    "Measure noise",
    "Order filters",
    "Replace compressor soon",
    "Write the report",
]
"""What is open in the evening."""

Step = tuple[str, str]
"""Keys, and words that stand on the screen afterwards."""


class Team:
    """A workspace that two people share: Sara, who sits at the screens, and Ali elsewhere."""

    def __init__(self, folder: Path) -> None:
        first = make_workspace(folder / "first")
        self.remote = folder / "team.git"
        subprocess.run(["git", "clone", "-q", "--bare", str(first), str(self.remote)], check=True)
        self.ali = folder / "ali"
        subprocess.run(["git", "clone", "-q", str(self.remote), str(self.ali)], check=True)
        git(self.ali, "config", "user.name", "Ali Rahimi")
        git(self.ali, "config", "user.email", "ali@nordvik.example")
        self.desk = folder / "desk"
        self.desk.mkdir()
        self.sara = self.desk / "team"
        self.config = folder / "config.toml"


def tuiwork(folder: Path, *words: str) -> str:
    """Run a command beside the screens."""
    command = [sys.executable, "-m", "tuiwork", "-C", str(folder), *TODAY, *words]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def listing(folder: Path) -> list[str]:
    """The titles of the open tasks of a clone."""
    found = json.loads(tuiwork(folder, "list", "--json"))["tasks"]
    return sorted(str(one["title"]) for one in found)


def texts(folder: Path) -> dict[str, str]:
    """What a clone holds, file by file."""
    names = git(folder, "ls-files").splitlines()
    return {name: (folder / name).read_text() for name in names}


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Team:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("TUIWORK_CONFIG", str(tmp_path / "config.toml"))
    return Team(tmp_path)


def test_a_day_goes_by_from_the_first_screen_to_the_last(team: Team) -> None:
    words = ("-m", "tuiwork", *TODAY)
    with Onlooker(*words, env={}, folder=team.desk) as sara:

        def does(*steps: Step | Callable[[], object]) -> None:
            for step in steps:
                if callable(step):
                    step()
                else:
                    keys, seen = step
                    sara.press(keys)
                    sara.sees(seen)

        # She has nothing yet, and clones what the team shares.
        does(
            ("", "There is no workspace in"),
            ("j" + ENTER, "Clone a workspace"),
            (str(team.remote) + ENTER, "Tour 1 of 5"),
            ("n", "Tour 2 of 5"),
            ("nnn", "Tour 5 of 5"),
            ("n", "Replace compressor"),
        )

        # She plans the day: what is late gets a new date.
        does(
            ("1", "Overdue"),
            ("d", "Call janitor” is due"),
            ("tomorrow" + ENTER, "1 to send"),
            ("2", "Everything"),
        )

        # Tasks come in six ways: a line, a line that says it all, lines pasted at once, a form, a
        # command beside the screens, a file somebody writes.
        does(
            ("aSweep the roof" + ENTER, "Sweep the roof"),
            ("aMeasure noise !high @sara ~2h due:fri" + ENTER, "Measure noise"),
            ("a", "Add"),
            ("\x1b[200~Order filters\nClean the van\x1b[201~", "2 tasks"),
            (ENTER, "Clean the van"),
            ("A", "Title"),
            ("Write the report" + SAVE, "Write the report"),
            lambda: tuiwork(team.sara, "add", "Call the supplier /jobs"),
            ("", "Call the supplier"),
            lambda: write(team.sara, f"{JOBS}/grease.md", '+++\ntitle = "Grease the fan"\n+++\n'),
            ("", "Grease the fan"),
        )

        # She works them: one is found, begun, commented on and finished.
        does(
            ("/sweep" + ENTER, "Sweep the roof"),
            ("t", "doing"),
            ("c", "Comment"),
            ("Two buckets of leaves" + ENTER, "Two buckets of leaves"),
            ("x", "Finished"),
            ("/" + ESC, "Replace compressor"),
        )

        # One goes to Ali, with what he has to know.
        does(
            ("/report" + ENTER, "Write the report"),
            ("H", "To"),
            ("ali" + ENTER, "ali"),
            ("Figures are in the notes" + ENTER, "Figures are"),
            ("Ask the janitor first", "Ask the janitor"),
            (SAVE, "sara → ali, today"),
            ("q", "Inspect pump"),
        )

        # Ali changed a title at the same time as she does.
        ali = team.ali
        does(
            lambda: tuiwork(ali, "set", "k7f", "title=Replace the compressor on roof 2"),
            lambda: tuiwork(ali, "sync"),
            ("/compressor" + ENTER, "Replace compressor"),
            ("e", "Replace compressor"),
            (" soon" + ENTER, "Replace compressor soon"),
            ("S", "conflict"),
            ("C", "Replace the compressor on roof 2"),
            ("t", "All is well"),
            ("q", "to send"),
            ("S", "synced just now"),
        )

        # She looks back, and leaves.
        does(
            ("8", "CHANGES"),
            ("1", "Lately"),
            ("q", "/ compressor"),
            ("q", "Call the supplier"),
        )
        sara.press("q")
        assert sara.ended() == 0
        assert sara.is_as_before

    tuiwork(team.ali, "sync")
    assert listing(team.ali) == listing(team.sara) == HERS
    assert git(team.sara, "status", "--porcelain") == ""
    assert "[[conflicts]]" not in "".join(texts(team.sara).values())
    assert texts(team.ali) == texts(team.sara)
    assert not team.config.exists()
