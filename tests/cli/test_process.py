"""What only shows in a process of its own: what a command imports, and many of them at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.hostile.judging import commands_in
from tests.workspace import git

HEAVY = (
    "textual", "rich", "git", "dateparser", "argparse", "subprocess", "tomli_w", "tomli",
    "asyncio", "dataclasses", "inspect", "shutil", "hashlib", "difflib",
)  # fmt: skip
_TELL = """
import json, sys
sys.argv[1:] = {words!r}
from tuiwork.__main__ import main
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)))
"""


def modules(*words: str) -> list[str]:
    """The modules that are imported when a command has run."""
    done = subprocess.run(
        [sys.executable, "-c", _TELL.format(words=list(words))],
        capture_output=True,
        text=True,
        check=True,
    )
    found = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(found, list)
    return found


def test_the_version_imports_next_to_nothing() -> None:
    assert [name for name in modules("--version") if name.startswith("tuiwork")] == [
        "tuiwork",
        "tuiwork.__main__",
    ]


@pytest.mark.parametrize("line", ["list list:jobs sort:due", "list is:overdue", "tree"])
def test_reading_imports_nothing_heavy(workspace: Path, line: str) -> None:
    modules("-C", str(workspace), "list")
    found = modules("-C", str(workspace), *line.split())
    assert "tuiwork.session" in found
    assert [name for name in HEAVY if name in found] == []
    assert [name for name in found if name.startswith(("tuiwork.sync", "tuiwork.tui"))] == []


def test_adding_imports_no_git_library_and_no_screens(workspace: Path) -> None:
    found = modules("-C", str(workspace), "add", "One /jobs due:friday")
    assert [name for name in ("textual", "rich", "git", "dateparser") if name in found] == []


def test_six_processes_adding_at_once_lose_nothing(workspace: Path) -> None:
    each = 3
    add = f'"{sys.executable}" -m tuiwork -C "{workspace}" add'
    running = [
        subprocess.Popen(
            ["sh", "-ec", f'for n in $(seq {each}); do {add} "{who}-$n /jobs"; done'],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for who in "abcdef"
    ]
    told = [process.communicate() for process in running]
    assert [process.returncode for process in running] == [0] * 6, told
    wanted = {f"{who}-{number}" for who in "abcdef" for number in range(1, each + 1)}
    shown = {line.split()[-1] for out, _ in told for line in out.splitlines()}
    assert shown == wanted
    names = git(workspace, "ls-tree", "-r", "--name-only", "HEAD").splitlines()
    assert wanted <= {name.removesuffix(".md")[-3:] for name in names}
    assert git(workspace, "status", "--porcelain") == ""
    assert git(workspace, "log", "--format=%s").count("Added") == 6 * each


def test_a_crash_is_told_without_a_character_that_commands() -> None:
    code = (
        "import sys, tuiwork.cli.run as run, tuiwork.__main__ as program\n"
        "sys.argv[1:] = ['list']\n"
        "def crash(words): raise ValueError('\\x1b[2J\\x9b45m\\u202eHACK')\n"
        "run.run = crash\n"
        "program.main()\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 1
    assert b"ValueError: \xe2\x90\x9b[2J" in done.stderr
    assert commands_in(done.stderr.decode()) == []
