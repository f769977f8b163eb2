"""A small company on disk, recorded in a real git repository, for tests that need one."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from tuiwork.model.ids import slug
from tuiwork.model.kinds import Kind
from tuiwork.model.log import Entry
from tuiwork.text.edit import compose

TODAY = date(2026, 6, 15)
CREATED = datetime(2026, 6, 1, 8, tzinfo=UTC)

Fields = Mapping[str, object]

FILES = {
    "tuiwork.toml": """\
format = 1
name = "Nordvik Climate"
timezone = "Europe/Copenhagen"
""",
    "spaces/operations/space.toml": 'name = "Operations"\n',
    "spaces/operations/jobs/list.toml": 'name = "Jobs"\n',
    "spaces/operations/incidents/list.toml": 'name = "Incidents"\nrun = true\n',
    "people/sara.md": """\
+++
name = "Sara Holm"
emails = ["sara@nordvik.example"]
+++
""",
    "people/ali.md": """\
+++
name = "Ali Rahimi"
emails = ["ali@nordvik.example"]
+++
""",
    "goals/faster-service.md": """\
+++
title = "Faster, predictable service"
owner = "ali"
period = "2026-Q2"

[[key_results]]
id = "handling-time"
title = "Median incident handling"
start = 5.0
target = 2.0
current = 3.5
unit = "d"
+++

Nobody is cold for more than one night.
""",
}

TASKS: Mapping[str, Fields] = {
    "k7f3qd2m": {
        "title": "Replace compressor",
        "status": "doing",
        "owner": "sara",
        "priority": "high",
        "due": date(2026, 6, 19),
        "estimate": "6h",
        "tags": ["roof"],
        "goals": ["faster-service/handling-time"],
        "notes": "Crane is booked.\n\n- [x] order part\n- [ ] tell the janitor\n",
    },
    "p2h8w4xn": {"title": "Call janitor", "owner": "sara", "due": date(2026, 6, 12)},
    "x5m0rt6b": {"title": "Inspect pump", "owner": "ali", "status": "waiting"},
    "9bz2cw7k": {"title": "Restore telemetry", "list": "operations/incidents", "status": "done"},
}


def make_workspace(folder: Path, tasks: Mapping[str, Fields] = TASKS) -> Path:
    """A workspace with these tasks, by id, in one commit; its folder.

    Beside front matter a task may have a `list` (operations/jobs if not) and `notes`.
    """
    for path, text in FILES.items():
        write(folder, path, text)
    for number, (id_, fields) in enumerate(tasks.items()):
        place = f"spaces/{fields.get('list', 'operations/jobs')}"
        made: dict[str, object] = {"id": id_, "title": id_, "status": "todo", "created": CREATED}
        made |= {"rank": f"a{number + 1}"}
        made |= {key: value for key, value in fields.items() if key not in ("list", "notes")}
        entries = [Entry(CREATED, "sara", "created")]
        text = compose(Kind.TASK, made, str(fields.get("notes", "")), entries)
        write(folder, f"{place}/{id_}-{slug(str(made['title']))}.md", text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    return folder


def write(folder: Path, path: str, text: str) -> Path:
    """Put a file there."""
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def git(folder: Path, *words: str) -> str:
    """What the user's own git prints. Raises when it fails."""
    done = subprocess.run(["git", *words], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout
