"""Hostile texts in every field, through every command: nothing of them commands the terminal, is
carried out, stops a command, or touches what lies outside the workspace."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from tests.hostile.calling import Answer, call, environment, standing_in
from tests.hostile.judging import CODES, leaks, snapshot
from tests.hostile.payloads import EDITORS, TEXTS, TIMES
from tests.hostile.workspace import id_of, is_name, make_hostile_workspace, plant_oddities
from tests.soak.figures import Figures
from tests.soak.planning_calls import LOOKS, of_plans
from tests.workspace import git
from tuiwork.cli.commands import COMMANDS, find_command

SECONDS = 5.0
"""Processor time that a command may take on this small workspace."""
FIELDS = 60
"""The fields and names in which each text stands, about."""
TODAY = "2026-06-15"
ELSEWHERE = frozenset({"clone", "demo"})
"""Commands that are tried with what a remote sends, or that take nothing from a workspace."""

SMALL = 0.02
"""The size below which not all calls are made."""
T = TypeVar("T")
WAYS = ("", "json", "terminal")

Words = tuple[str, ...]

WHOLE: tuple[Words, ...] = (
    ("list",),
    ("list", "--all", "group:owner", "sort:due,title"),
    ("list", "group:status"),
    ("list", "due:<+30d", "age:>1"),
    ("list", "overdue:yes", "-blocked:no"),
    ("today", "--all"),
    ("tree",),
    ("find", "HACK"),
    ("goal", "list", "--all"),
    ("people",),
    ("handoffs", "--all"),
    ("align",),
    ("check",),
    ("log", "--limit", "300"),
    ("status",),
    ("conflicts",),
    ("sync",),
    ("help",),
    ("completion", "bash"),
    ("__complete", "zsh", "tuiwork show h"),
    ("__complete", "bash", "tuiwork list owner:"),
    ("__complete", "fish", "tuiwork link h000 --goal "),
    ("__complete", "bash", "tuiwork move h000 "),
    ("undo",),
    ("redo",),
    ("check", "--fix"),
    ("config",),
    ("config", "--keys"),
    ("doctor",),
    ("doctor", "--fix"),
    *LOOKS,
)  # fmt: skip
"""What is called once, of everything."""


def of_one(id_: str, text: str, name: str) -> Iterator[Words]:
    """What is called for each text: on the task that holds it, and with it as an argument."""
    for verb in ("show", "why", "history"):
        yield verb, id_
    yield "goal", "show", name
    yield "list", text
    yield "list", f"tag:{text}", f'owner:"{text}"'
    yield "find", "--all", text
    for verb in ("show", "why", "history", "undo", "help", "today", text):
        yield verb, text
    yield "goal", "show", text
    yield "__complete", "bash", f"tuiwork {text}"
    yield "__complete", "zsh", f"tuiwork set {id_} {text}"
    yield from _writing(id_, text, name)


def _writing(id_: str, text: str, name: str) -> Iterator[Words]:
    yield "set", id_, "--dry-run", f"title=x {text}"
    yield "set", id_, f"title={text}"
    yield "set", id_, f"tags+={text}", f"estimate={text}"
    yield "set", id_, f"{text}={text}"
    yield "set", id_, f"type={text}", f"links+={text}"
    yield "comment", id_, text
    yield "comment", id_, "-"
    yield "due", id_, text
    yield "due", id_, "friday"
    yield "assign", id_, name
    yield "assign", id_, text
    yield "link", id_, "--goal", text
    yield "link", id_, "--parent", text
    yield "unlink", id_, "--goal", "all"
    yield "handoff", id_, "--to", name, "--context", text, "--next", text, "--due", "friday"
    yield "handoff", id_, "--to", text, "--context", text, "--next", text, "--due", text
    yield "handoff", id_, "--to", name, "--force"
    yield "accept", id_
    yield "return", id_, text
    yield "handoffs", text
    yield "attach", id_, text
    yield "detach", id_, text
    yield "block", id_, "--because", text
    yield "unblock", id_
    yield "start", id_
    yield "check-item", id_, "1"
    yield "check-item", id_, text
    yield "rank", id_
    yield "rank", id_, "--after", text
    for kept in ("title", "notes", "place", "file", "deleted"):
        yield "resolve", id_, kept, "--take"
    yield "resolve", id_, text, "--value", text
    yield "resolve", id_, "title", "--keep"
    yield "move", id_, text
    yield "move", id_, "operations/jobs"
    yield "edit", id_
    yield "drop", id_, "--because", text
    yield "reopen", id_
    yield "done", id_
    yield ("undo",)
    yield ("redo",)
    yield "rm", id_
    yield ("undo",)
    yield "add", text, "/operations/jobs"
    yield "add", f"a {text} due:{text} /{text} @{text} #{text} ^{text} ~{text}"
    yield "add", "x /operations/jobs", "--notes", text
    yield "goal", "add", text, "--period", text, "--purpose", text
    yield "goal", "add", text, "--owner", text
    yield "goal", "kr", name, text, "--from", "1", "--to", "2", "--unit", text
    yield "goal", "checkin", text, "2", text
    yield "goal", "checkin", f"{name}/{text}", "2", text, "--confidence", "0.5"
    yield from of_plans(id_, text, name)
    yield "init", os.path.join("made", name), "--name", text
    yield "--today", text, "list"


@dataclass
class _Sweep:
    """The sweep while it goes on: where, and what was found."""

    base: Path
    root: Path
    calls: int = 0
    failures: list[str] = field(default_factory=list)

    def try_all(self, every: Iterable[Words], ways: Sequence[str], chance: random.Random) -> None:
        """Call each command in all these ways, or in one that chance takes."""
        for words in every:
            for way in ways or (chance.choice(WAYS),):
                self.once(words, way)

    def once(self, words: Words, way: str) -> None:
        """Call one command: piped, for JSON or on a terminal."""
        more = ("--json",) if way == "json" else ()
        line = ("-C", str(self.root), *(() if "--today" in words else ("--today", TODAY)))
        answer = call((*line, *more, *words), b"\x1b]0;HACK\x07\n", terminal=way == "terminal")
        self.calls += 1
        self._judge(words, way, answer)

    def _judge(self, words: Words, way: str, answer: Answer) -> None:
        what = " ".join([way, *(word[:60] for word in words)])
        terminal = way == "terminal"
        out = answer.out.replace(b"\t", b" ") if words[0] == "__complete" else answer.out
        wrong = [*leaks(out, terminal=terminal), *leaks(answer.err, terminal=terminal)]
        wrong += [answer.crash] if answer.crash else []
        if answer.code not in CODES and not (answer.code == 1 and "check" in words):
            wrong.append(f"exit code {answer.code}")
        if answer.seconds > SECONDS:
            wrong.append(f"{answer.seconds:.1f} s")
        self.failures += [f"{what!r}: {one}" for one in wrong[:3]]


def run(size: float, seed: int) -> Figures:
    """Every command on a workspace that holds all texts, and with `size` of them one by one."""
    chance = random.Random(seed)
    count = min(len(TEXTS), max(1, round(size * len(TEXTS))))
    chosen = chance.sample(sorted(TEXTS), count)
    calls, failures = 0, list[str]()
    with environment(EDITOR="true", VISUAL=""):
        some = len(TEXTS) if size >= SMALL else max(1, len(TEXTS) // 3)
        together = chance.sample(sorted(TEXTS), some)
        for names in [together, *([one] for one in chosen)]:
            with tempfile.TemporaryDirectory(prefix="tuiwork-") as base:
                sweep = _sweep(Path(base), names, chance, size)
            calls += sweep.calls
            failures += sweep.failures
    notes = f"{len(together)} texts in {FIELDS} fields, {count} of them as arguments"
    return Figures("payloads", calls, "calls", count * FIELDS, 0, notes, tuple(failures))


def _sweep(base: Path, names: Sequence[str], chance: random.Random, size: float) -> _Sweep:
    every = size >= 1
    texts = {name: TEXTS[name] for name in names}
    root = make_hostile_workspace(base / "work" / "team", texts)
    plant_oddities(root, _made(base, "outside"))
    sweep = _Sweep(base, root)
    with standing_in(_made(base, "here")):
        before = snapshot(base, but=base / "work")
        if len(texts) > 1:
            _commit_hostile(root, chance)
            sweep.try_all(_some(WHOLE, size, chance), WAYS if every else (), chance)
            for at in _some(range(len(TIMES)), size, chance):
                sweep.try_all(_in_time(f"t{at:03}zzzz"), WAYS if every else (), chance)
        else:
            [text] = texts.values()
            name = text if is_name(text) else "h000"
            sweep.try_all(_some(of_one(id_of(0), text, name), size, chance), (), chance)
            sweep.try_all(_editing(id_of(0), base, text), (), chance)
        _look_outside(sweep, before)
    return sweep


def _some(every: Iterable[T], size: float, chance: random.Random) -> list[T]:
    """All of them in their order, of a trial this small a third."""
    return [one for one in every if size >= SMALL or chance.random() < 1 / 3]


def _made(base: Path, name: str) -> Path:
    folder = base / name
    folder.mkdir()
    return folder


def _in_time(id_: str) -> tuple[Words, ...]:
    """The calls on a task whose dates lie at an end of the calendar."""
    looks = (("show", id_), ("why", id_), ("history", id_))
    return (*looks, ("set", id_, "title=then"), ("done", id_), ("undo",))


def _editing(id_: str, base: Path, text: str) -> Iterator[Words]:
    """The calls of `edit` with each hostile editor, and with one that leaves hostile text."""
    left = base / "work" / "left.md"
    editors = [*EDITORS.values(), f"cp {left}"]
    for content in (text, f"+++\nid = 'x'\n+++\n{text}", f"+++\n{text}\n+++\n"):
        left.write_text(content, "utf-8", newline="")
        for editor in editors[-1:] if content is not text else editors:
            os.environ["EDITOR"] = editor
            yield "edit", id_
    os.environ["EDITOR"] = "true"


def _commit_hostile(root: Path, chance: random.Random) -> None:
    """Commits whose author and subject are hostile, as another program may make them."""
    for text in chance.sample([one for one in TEXTS.values() if one.strip()], 12):
        plain = text.replace("\0", "")
        name = plain.replace("\n", " ").strip("<> ") or "x"
        git(root, "-c", f"user.name=n {name}", "-c", f"user.email={name}@x", "commit", "--quiet",
            "--allow-empty", "--cleanup=verbatim", "--message", f"HACK {plain}",
            "--date=@253402300000 +1400")  # fmt: skip


def _look_outside(sweep: _Sweep, before: dict[str, str]) -> None:
    """Nothing outside the workspace is another, and nothing was carried out."""
    after = snapshot(sweep.base, but=sweep.base / "work")
    if after != before:
        changed = sorted({*after.items()} ^ {*before.items()})
        sweep.failures.append(f"outside the workspace: {changed[:4]}")
    orders = [str(path) for path in sweep.base.rglob("*HACKED*")]
    made = [one for one in orders if "touch" not in one]
    sweep.failures += [f"something was carried out: {one}" for one in made]
    around = {path.name for path in (sweep.base / "work").iterdir()} - {"team", "left.md"}
    if around:
        sweep.failures.append(f"beside the workspace: {sorted(around)}")
    shutil.rmtree(sweep.base / "outside")


def commands_tried() -> frozenset[str]:
    """The names of the commands that the sweep calls."""
    lines = [*WHOLE, *of_one("h000zzzz", "text", "text")]
    known = {row.name.split()[0] for row in COMMANDS}
    return frozenset(find_command(list(words))[0].name for words in lines if words[0] in known)
