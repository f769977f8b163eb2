"""The cases of other programs that keep tasks, as far as they are installed, on the same tasks."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from benchmarks.commands import ADDED, asked_list, closable
from benchmarks.generate import lists, tasks
from benchmarks.measure import Case, Failed, Figures, environment, run, timed
from benchmarks.place import Place
from benchmarks.tasks import Task

_PRIORITIES = {"urgent": "H", "high": "H", "low": "L"}


def peer_cases(place: Place) -> list[Case]:
    """What can be measured here."""
    project = lists(place.size)[asked_list(place.size)][0].rpartition("/")[2]
    cases: list[Case] = []
    if task := shutil.which("task"):
        cases += _taskwarrior(place, task, project)
    if todo := _todo_program():
        cases += _todo_txt(place, todo, project)
    return cases


def absent() -> list[str]:
    """A line for each program that cannot be measured here."""
    found = {
        "Taskwarrior": shutil.which("task"),
        "todo.txt": _todo_program(),
        "dstask": shutil.which("dstask"),
    }
    lines = [f"{name}: not installed" for name, program in found.items() if not program]
    return [*lines, "dstask: installed, but not measured here"] if found["dstask"] else lines


def _todo_program() -> str | None:
    return shutil.which("todo-txt") or shutil.which("todo.sh")


def _fresh(place: Place, name: str) -> tuple[Path, bool]:
    """A folder for a program's data as it is before every run, and whether it is filled already."""
    kept = place.folder / f"{name}-start"
    data = place.folder / name
    shutil.rmtree(data, ignore_errors=True)
    if kept.exists():
        shutil.copytree(kept, data)
        return data, True
    data.mkdir()
    return data, False


def _keep(data: Path) -> None:
    """Put what was filled just now aside for the next run."""
    half = data.with_name(f"{data.name}-half")
    shutil.rmtree(half, ignore_errors=True)
    shutil.copytree(data, half)
    half.rename(data.with_name(f"{data.name}-start"))


def _taskwarrior(place: Place, program: str, project: str) -> list[Case]:
    data, filled = _fresh(place, "taskwarrior")
    settings = data / "taskrc"
    settings.write_text(
        f"data.location={data}\nconfirmation=no\nverbose=nothing\nhooks=off\nnews.version=9\n"
    )
    task = (program, f"rc:{settings}")
    if not filled:
        _import(place, task, data / "import.json")
        _keep(data)
    waiting = closable(place)

    def done() -> Figures:
        one = next(waiting, None)
        if one is None:
            raise Failed("every task that could be done is done")
        return {"Taskwarrior done": run(*task, _uuid(one), "done")}

    return [
        timed("Taskwarrior list", *task, f"project.is:{project}", "list"),
        timed("Taskwarrior list everything", *task, "list"),
        timed("Taskwarrior add", *task, "add", f"project:{project}", "due:tomorrow", ADDED),
        Case(("Taskwarrior done",), done),
    ]


def _import(place: Place, task: tuple[str, ...], file: Path) -> None:
    with file.open("w", encoding="utf-8") as lines:
        for one in tasks(place.size, place.seed):
            lines.write(json.dumps(_as_taskwarrior(one)) + "\n")
    words = [*task, "import", str(file)]
    subprocess.run(words, check=True, env=environment(), capture_output=True)
    file.unlink()


def _as_taskwarrior(task: Task) -> dict[str, object]:
    stamp = f"{task.created:%Y%m%dT%H%M%SZ}"
    known: dict[str, object] = {
        "uuid": _uuid(task),
        "description": task.title,
        "status": "pending" if task.is_open else "completed",
        "project": task.project,
        "entry": stamp,
        "tags": [tag.replace("-", "") for tag in task.tags],
    }
    if task.due:
        known["due"] = f"{task.due:%Y%m%d}T000000Z"
    if task.priority:
        known["priority"] = _PRIORITIES[task.priority]
    if not task.is_open:
        known["end"] = stamp
    return known


def _uuid(task: Task) -> str:
    return str(uuid5(NAMESPACE_URL, task.id))


def _todo_txt(place: Place, program: str, project: str) -> list[Case]:
    data, filled = _fresh(place, "todo-txt")
    settings = data / "config"
    settings.write_text(
        f"export TODO_DIR={data}\nexport TODO_FILE=$TODO_DIR/todo.txt\n"
        "export DONE_FILE=$TODO_DIR/done.txt\nexport REPORT_FILE=$TODO_DIR/report.txt\n"
    )
    if not filled:
        for name, is_open in (("todo.txt", True), ("done.txt", False)):
            (data / name).write_text("".join(_todo_lines(place, is_open=is_open)), encoding="utf-8")
        _keep(data)
    todo = (program, "-f", "-p", "-d", str(settings))
    number = count(1)
    return [
        timed("todo.txt list", *todo, "list", f"+{project}"),
        timed("todo.txt list everything", *todo, "list"),
        timed("todo.txt add", *todo, "add", f"{ADDED} +{project} due:2026-06-16"),
        Case(("todo.txt done",), lambda: {"todo.txt done": run(*todo, "do", str(next(number)))}),
    ]


def _todo_lines(place: Place, *, is_open: bool) -> Iterator[str]:
    for task in tasks(place.size, place.seed):
        if task.is_open is is_open:
            done = "" if is_open else f"x {task.created.date()} "
            priority = {"urgent": "(A) ", "high": "(B) ", "low": "(D) "}.get(task.priority, "")
            tags = "".join(f" @{tag}" for tag in task.tags)
            due = f" due:{task.due}" if task.due else ""
            words = f"{task.created.date()} {task.title} +{task.project}{tags}{due}"
            yield f"{done}{priority if is_open else ''}{words}\n"
