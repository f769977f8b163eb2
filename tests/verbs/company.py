"""A company whose files are texts in memory, and what becomes of it when something is done."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import count

from tuiwork.model.change import Actor, Change
from tuiwork.model.document import Document
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.document import read_document
from tuiwork.text.log import parse_log

TODAY = date(2026, 6, 15)
NOW = datetime(2026, 6, 15, 9, 30, tzinfo=timezone(timedelta(hours=2)))
STAMP = "2026-06-15T07:30:00Z"
JOBS, INCIDENTS = "spaces/operations/jobs", "spaces/operations/incidents"

FILES = {
    "tuiwork.toml": """\
format = 1
[workflow.service]
statuses = [
  { name = "scheduled", category = "todo" },
  { name = "review", category = "active", wait = true },
  { name = "doing", category = "active" },
  { name = "parts", category = "blocked" },
  { name = "done", category = "done" },
]
[workflow.bare]
statuses = [{ name = "shut", category = "done" }]
[fields.phone]
type = "text"
""",
    "spaces/operations/space.toml": 'name = "Operations"\n',
    f"{JOBS}/list.toml": 'name = "Jobs"\nworkflow = "service"\n',
    f"{INCIDENTS}/list.toml": 'name = "Incidents"\n',
    "spaces/operations/bare/list.toml": 'name = "Bare"\nworkflow = "bare"\n',
    "people/sara.md": '+++\nname = "Sara Holm"\n+++\n',
    "people/ali.md": '+++\nname = "Ali Rahimi"\n+++\n',
    "goals/faster-service.md": """\
+++
title = "Faster service"
owner = "ali"
period = "2026-Q2"

[[key_results]]
id = "handling-time"
title = "Handling time"
start = 5.0
target = 2.0
current = 3.5 # days
unit = "d"

[[key_results]]
id = "repeat-visits"
start = 18
target = 8
+++

Nobody is cold for more than one night.
""",
    "goals/grow.md": '+++\ntitle = "Grow"\n+++\n',
}


def task(
    id_: str, list_: str = JOBS, *, notes: str = "", log: str = "", **fields: str
) -> tuple[str, str]:
    """The path and text of a task; fields are given as TOML."""
    keys = {"id": f'"{id_}"', "title": f'"Task {id_}"'} | fields
    front = "".join(f"{key} = {value}\n" for key, value in keys.items())
    told = f"\n## Log\n\n{log}" if log else ""
    return f"{list_}/{id_}-x.md", f"+++\n{front}+++\n{notes}{told}"


def company(*tasks: tuple[str, str], **more: str) -> Workspace:
    """The company with these tasks. `more` are other files, `goals__x` standing for goals/x.md."""
    texts = FILES | dict(tasks)
    texts |= {f"{name.replace('__', '/')}.md": text for name, text in more.items()}
    return of_texts(texts)


def of_texts(texts: Mapping[str, str]) -> Workspace:
    documents: dict[str, Document] = {}
    for path, text in texts.items():
        document, _ = read_document(path, text)
        if document is not None:
            documents[path] = document

    def read(path: str) -> str:
        if path not in texts:
            raise FileNotFoundError(path)
        return texts[path]

    return Workspace(documents, read=read)


def after(workspace: Workspace, change: Change) -> Workspace:
    """The company once a Change is done. Every text has to be what the Change began with."""
    texts = {path: workspace.read(path) for path in workspace.documents}
    for file in change.files:
        assert texts.pop(file.path, None) == file.before
        if file.after is not None:
            texts[file.path] = file.after
    return of_texts(texts)


def actor(handle: str = "sara") -> Actor:
    numbers = count(1)
    return Actor(handle, NOW, TODAY, lambda: f"new0000{next(numbers)}")


SARA = actor()


def told(task: Task | Document) -> list[str]:
    """The entries of today in a document's log, without their time."""
    raws = [item.raw for item in parse_log(task.log or "")]
    return [raw.removeprefix(f"- {STAMP} ") for raw in raws if raw.startswith(f"- {STAMP} ")]


def differing(before: Document, now: Document) -> dict[str, object]:
    """The keys of front matter that changed, with what they hold now."""
    keys = {**before.fields, **now.fields}
    return {
        key: now.fields.get(key) for key in keys if before.fields.get(key) != now.fields.get(key)
    }


CREATED = datetime(2026, 6, 15, 7, 30, tzinfo=UTC)
