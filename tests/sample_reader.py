"""Reads the sample company with nothing but tomllib, so that its tests trust no other code."""

import re
import tomllib
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1] / "sample-workspace"
ENTRY = re.compile(r"- (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ) ([a-z]+) ([a-z]+)(?: (.*))?")


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a log."""

    at: datetime
    by: str
    event: str
    text: str


@dataclass(frozen=True, slots=True)
class Document:
    """A file with its front matter and its log."""

    path: Path
    keys: dict[str, Any]
    log: tuple[Entry, ...]

    @property
    def place(self) -> str:
        return self.path.parent.relative_to(ROOT / "spaces").as_posix()

    @property
    def category(self) -> str:
        return workflow(self.place)[self.keys["status"]]

    def changes(self, event: str) -> list[tuple[datetime, str, str]]:
        rows = [(entry.at, entry.text.split(" -> ")) for entry in self.log if entry.event == event]
        return [(at, before, after) for at, (before, after) in rows]

    def valued(self, key: str, at: datetime) -> str | None:
        """What a logged key held at a moment; one without changes always held its value."""
        steps = self.changes(key)
        before = steps[0][1] if steps else self.keys.get(key)
        return [before, *(after for when, _, after in steps if when <= at)][-1]

    def reached(self, *categories: str) -> list[datetime]:
        names = workflow(self.place)
        return [at for at, _, after in self.changes("status") if names[after] in categories]


def parse_log(text: str) -> tuple[Entry, ...]:
    entries = []
    for line in text.strip().splitlines():
        if line.startswith("  "):
            continue
        match = ENTRY.fullmatch(line)
        assert match, line
        entries.append(Entry(datetime.fromisoformat(match[1]), match[2], match[3], match[4] or ""))
    return tuple(entries)


def read(path: Path) -> Document:
    _, front, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    log = body.partition("\n## Log\n")[2]
    return Document(path, tomllib.loads(front), parse_log(log))


@cache
def documents(kind: str) -> dict[str, Document]:
    return {path.stem: read(path) for path in sorted(ROOT.glob(f"{kind}/*.md"))}


@cache
def tasks() -> dict[str, Document]:
    found = [read(path) for path in sorted(ROOT.glob("spaces/**/*.md"))]
    by_id = {task.keys["id"]: task for task in found}
    assert len(by_id) == len(found), "an id is used twice"
    return by_id


@cache
def toml(path: str) -> dict[str, Any]:
    return tomllib.loads((ROOT / path).read_text(encoding="utf-8"))


@cache
def workflow(where: str) -> dict[str, str]:
    name = toml(f"spaces/{where}/list.toml").get("workflow", "default")
    statuses = toml("tuiwork.toml")["workflow"][name]["statuses"]
    return {status["name"]: status["category"] for status in statuses}


def goal_path(task: Document) -> list[str]:
    """The goals of the first of task, parent, initiative, list and space that names any."""
    if "goals" in task.keys:
        return list(task.keys["goals"])
    if "parent" in task.keys and (found := goal_path(tasks()[task.keys["parent"]])):
        return found
    if "initiative" in task.keys:
        return list(documents("initiatives")[task.keys["initiative"]].keys["goals"])
    space = f"spaces/{task.place.partition('/')[0]}/space.toml"
    listed = toml(f"spaces/{task.place}/list.toml").get("goals", [])
    return list(listed or toml(space).get("goals", []))


def alignment(task: Document) -> str:
    if task.keys.get("run"):
        return "run"
    goals = documents("goals")
    living = [g for g in goal_path(task) if "closed" not in goals[g.partition("/")[0]].keys]
    return "aligned" if living else "unaligned"


def all_documents() -> list[Document]:
    kinds = ["people", "customers", "goals", "initiatives", "processes", "decisions", "reviews"]
    kinds.append("plans")
    return [*tasks().values(), *(d for kind in kinds for d in documents(kind).values())]
