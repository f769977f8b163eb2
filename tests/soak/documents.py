"""Broken and hostile documents through everything that reads text: each is read or refused with a
reason, at once, edits cleanly or not at all, merges, and hides no other one."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from time import process_time
from typing import TypeVar

from tests.hostile.payloads import PATTERNS, TEXTS
from tests.sample_reader import ROOT
from tests.soak.figures import Figures
from tests.text.hostile import HOSTILE
from tests.workspace import FILES, make_workspace
from tuiwork.errors import Problem, Refused
from tuiwork.model.change import Actor
from tuiwork.model.document import Document
from tuiwork.model.goal import Goal, expected_progress, state_of
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.model.settings import read_settings
from tuiwork.model.workspace import Workspace
from tuiwork.store.load import load
from tuiwork.store.local import find_local
from tuiwork.text.checklist import checklist, tick, untick, without_steps
from tuiwork.text.clean import safe
from tuiwork.text.dates import parse_date
from tuiwork.text.document import decode, read_document
from tuiwork.text.durations import parse_duration
from tuiwork.text.edit import edit
from tuiwork.text.front import parse_front
from tuiwork.text.log import entries_of
from tuiwork.text.merging.conflicts import conflicts_in
from tuiwork.text.merging.trees import merge_trees
from tuiwork.text.query.parse import parse_query
from tuiwork.text.query.run import compile_query
from tuiwork.text.quickadd.parse import parse_quick_add
from tuiwork.text.recurrence import next_occurrence
from tuiwork.text.source import Malformed, cut
from tuiwork.text.toml import show
from tuiwork.text.values import parse_assignments

FULL = 10_000
"""Documents at size 1."""
AT_ONCE = 0.1
"""Seconds of the processor in which each is read, and each line that somebody types."""
SOON = 1.0
"""Seconds in which three versions of one are merged."""
EVERY = 20
"""One in so many is merged, too."""
TOGETHER = 250
"""Files that are laid into one workspace with good ones."""
TODAY = date(2026, 6, 15)

T = TypeVar("T")
Line = Callable[[str], object]

PATHS = (
    "spaces/operations/jobs/k7f3qd2m-roof.md",
    "spaces/operations/jobs/k7f3qd2m-roof.md",
    "goals/faster-service.md",
    "people/sara.md",
    "tuiwork.toml",
    "views/mine.toml",
    "spaces/operations/jobs/list.toml",
)
PIECES = (
    b"+++", b"\n+++\n", b"## Log\n", b"[[", b"]]", b'"', b"'''", b'"""', b"= ", b"\r", b"\n", b"\\",
    b"#", b"{", b"}", b"\xef\xbb\xbf", b"\xff", b"\xc3", b"\xed\xa0\x80", b"\0", b"\x1b", b"\x9b",
    b"[owner]\n", b"title = 1\n", b"due = 0000-01-01\n", b"due = 9999-12-31T23:59:59Z\n",
    b"- 2026-06-02T08:14:00Z sara status a -> b\n", b"- 9999-12-31T23:59:59Z sara comment x\n",
    b"<<<<<<< x\n", b"=======\n", b">>>>>>> y\n", b"owner = ", b"a.b.c.", b"9" * 300, b"\t", b"nan",
    b"[[conflicts]]\nfield = 'title'\nother = 1\n", b"- [ ] x\n", b"\n" * 300, b" " * 300,
    b"[" * 200, b"{a=" * 60, b".a" * 40, b"x" * 9_000, b"\xcc\x81" * 400, b"\xe2\x80\xae",
)  # fmt: skip
"""What is put into them."""


def run(size: float, seed: int) -> Figures:
    """Ten thousand documents times `size`, each broken in its own way."""
    trial = Trial(seed)
    count = max(50, round(size * FULL))
    for number in range(count):
        trial.one(number)
    trial.lines(max(200, count // 4))
    lost = trial.together(max(1, round(size * 8)))
    notes = f"{trial.refused:,} refused; longest {trial.longest * 1000:.0f} ms ({trial.worst})"
    return Figures(
        "documents", trial.runs, "texts", trial.checked, lost, notes, tuple(trial.failures)
    )


class Trial:
    """What was read, and what was wrong with it."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.originals = _originals()
        self.runs = self.refused = self.checked = 0
        self.longest, self.worst = 0.0, "none"
        self.failures: list[str] = []

    def one(self, number: int) -> None:
        """Break one document, and have it read, edited and perhaps merged."""
        chance = random.Random(f"{self.seed} {number}")
        path, original = chance.choice(self.originals)
        if chance.random() < 0.1:
            path = chance.choice(PATHS)
        data = broken(chance, original)
        self.runs += 1
        name = f"document {number}"
        text = self._timed(name, AT_ONCE, lambda: decode(data), Malformed)
        if text is None:
            self.refused += 1
        else:
            self._read(name, path, text)
        if number % EVERY == 0:
            base, other = broken(chance, original), broken(chance, original)
            self._merged(f"{name}, merged", path, base, data, other)

    def _read(self, name: str, path: str, text: str) -> None:
        found = self._timed(name, AT_ONCE, lambda: read_document(path, text))
        if found is None:
            return
        document, problems = found
        if document is None:
            self.refused += 1
            if not problems:
                self.failures.append(f"{name} is refused without a reason")
            return
        self._timed(f"{name}, looked at", AT_ONCE, lambda: _look_at(document, problems))
        after = self._timed(name, AT_ONCE, lambda: edit(path, text, {"new": TODAY}))
        again = None if after is None else read_document(path, after)[0]
        self.checked += 1
        if again is None or _shown(again) != {**_shown(document), "new": show(TODAY)}:
            self.failures.append(f"{name}: another value after an edit")
        front = cut(path, text).front
        if self._timed(name, AT_ONCE, lambda: parse_front(front).join()) != front:
            self.failures.append(f"{name}: its front matter does not join back")

    def _merged(self, name: str, path: str, base: bytes, ours: bytes, theirs: bytes) -> None:
        """Both ways give the same, and nothing is raised."""
        b, o, t = ({path: one} for one in (base, ours, theirs))
        one = self._timed(name, SOON, lambda: merge_trees(b, o, t))
        other = self._timed(name, SOON, lambda: merge_trees(b, t, o))
        self.checked += 1
        if one is not None and other is not None and one.files != other.files:
            self.failures.append(f"{name}: it matters who merges")

    def lines(self, count: int) -> None:
        """What somebody may type, or a view may hold, through every reader of one line."""
        readers = _readers()
        for number in range(count):
            line = _line(random.Random(f"{self.seed} line {number}"))
            self.runs += 1
            for what, read in readers.items():
                self._timed(
                    f"line {number} as {what}", AT_ONCE, partial(read, line), Refused, ValueError
                )

    def together(self, count: int) -> int:
        """Lay broken files beside good ones; how many of the good ones were not loaded."""
        lost = 0
        for number in range(count):
            chance = random.Random(f"{self.seed} together {number}")
            with tempfile.TemporaryDirectory(prefix="tuiwork-") as folder:
                root = make_workspace(Path(folder) / "team")
                good = set(load(find_local(root)).documents)
                for at in range(TOGETHER):
                    bad = root / f"spaces/operations/jobs/zz{at:06}-bad.md"
                    bad.write_bytes(broken(chance, chance.choice(self.originals)[1]))
                for _ in ("read", "from the index"):
                    lost += self._seen(f"workspace {number}", root, good)
        return lost

    def _seen(self, name: str, root: Path, good: set[str]) -> int:
        """How many of the good documents a workspace does not show."""
        seen = self._timed(name, TOGETHER * AT_ONCE, lambda: load(find_local(root)))
        self.checked += len(good)
        self.runs += TOGETHER
        if seen is None:
            return len(good)
        self._timed(name, SOON, lambda: (seen.tasks, seen.settings, seen.tree, seen.open_in))
        return len(good - set(seen.documents))

    def _timed(
        self, name: str, limit: float, read: Callable[[], T], *refuses: type[Exception]
    ) -> T | None:
        """What a call gives; what it raises but should not, and what it takes, is noted."""
        result = None
        begun = process_time()
        try:
            result = read()
        except refuses:
            pass
        except Exception as error:  # noqa: BLE001 - that it came is what is looked for
            self.failures.append(f"{name}: {error!r:.200}")
        took = process_time() - begun
        if took > limit:
            took = min(took, _again(read))
        if took > limit:
            self.failures.append(f"{name}: {took:.2f} s")
        if took > self.longest:
            self.longest, self.worst = took, name
        return result


def _again(read: Callable[[], object]) -> float:
    """The time of a second go, for the first may have been held up."""
    begun = process_time()
    with suppress(Exception):
        read()
    return process_time() - begun


def _originals() -> list[tuple[str, bytes]]:
    """The sample company's documents, small ones of each kind, and hostile front matter."""
    paths = [path for path in sorted(ROOT.rglob("*")) if path.is_file()]
    sample = [(path.relative_to(ROOT).as_posix(), path.read_bytes()) for path in paths]
    small = [(path, text.encode()) for path, text in FILES.items()]
    fronts = [f"+++\n{front}\n+++\n\nNotes\n".encode() for front in HOSTILE.values()]
    hostile = [(PATHS[0], front) for front in fronts if len(front) < 200_000]
    return [*((path, data) for path, data in sample if kind_of(path)), *small, *hostile]


def broken(chance: random.Random, original: bytes) -> bytes:
    """A document broken in a few places, more often below its front matter than in it."""
    data = bytearray(original)
    for _ in range(chance.choice((1, 1, 2, 3, 5))):
        below = data.find(b"\n+++", 3) + 5
        at = chance.randrange(below if chance.random() < 0.6 else 0, len(data) + below + 1)
        at = min(at, len(data))
        end = min(len(data), at + chance.choice((0, 0, 1, 3, 20, 200)))
        match chance.randrange(8):
            case 0 if data:
                data[min(at, len(data) - 1)] ^= 1 << chance.randrange(8)
            case 1:
                del data[at:]
            case 2:
                data[at:at] = data[at:end] * chance.randint(2, 40)
            case 3:
                data[at:at] = data[: data.find(b"\n", at) + 1][-200:]
            case _:
                data[at:end] = chance.choice(PIECES)
    return bytes(data)


def _shown(document: Document) -> dict[str, str]:
    return {key: show(value) for key, value in document.fields.items()}


def _look_at(document: Document, problems: Sequence[Problem]) -> None:
    """Read everything of a document that a screen or a rule reads."""
    for key in (*document.fields, "title"):
        document.text(key), document.moment(key), document.number(key), document.flag(key)
        document.names(key), document.tables(key)
    notes = document.notes or ""
    safe(notes, multiline=True), untick(notes), without_steps(notes)
    if checklist(notes):
        tick(notes, 1, True)
    entries_of(document), conflicts_in(document), [str(one) for one in problems]
    if document.kind is Kind.SETTINGS:
        read_settings(document.fields)
    if isinstance(document, Goal):
        state_of(document.progress, expected_progress(document, TODAY))
        document.override(TODAY), [one.progress for one in document.key_results]


_WORDS = (
    "owner:@me", "due:<+7d", "-tag:x", "(", ")", "or", '"', "sort:", "group:", "is:open", "list:a",
    "/jobs", "!high", "@sara", "#roof", "^goal", "~6h", "due:friday", "every:month", "+3d",
    "title=", "tags+=", "fields.x=", "2026-06-19", "31/12/9999", "next", "fri", "in", "99999",
    "12:61", "FREQ=DAILY;COUNT=9", "1w 2d 3h", "\\", "\ud800", "\0", "a" * 60, "9" * 60, "-" * 60,
)  # fmt: skip


def _line(chance: random.Random) -> str:
    """A line of words that mean something, and of texts that should not."""
    words = [*_WORDS, *_WORDS, *TEXTS.values(), *PATTERNS.values()]
    line = [chance.choice(words) for _ in range(chance.randint(1, 8))]
    text = chance.choice(("", " ", " ", "  ")).join(line)
    return text * chance.choice((1, 1, 1, 30)) if len(text) < 3_000 else text


def _readers() -> dict[str, Line]:
    """What reads one line."""
    workspace = Workspace({})
    actor = Actor("sara", datetime(2026, 6, 15, 12, tzinfo=UTC), TODAY, lambda: "k7f3qd2m")
    return {
        "query": lambda line: compile_query(parse_query(line), workspace, actor),
        "quick add": lambda line: parse_quick_add(workspace, line, TODAY, me="sara"),
        "date": lambda line: parse_date(line, TODAY),
        "assignment": lambda line: parse_assignments(workspace, [line], TODAY),
        "title": lambda line: parse_assignments(workspace, [f"title={line}"], TODAY),
        "duration": lambda line: parse_duration(line, hours_per_day=8, days_per_week=5),
        "recurrence": lambda line: next_occurrence(line, TODAY),
        "text": safe,
        "name": lambda line: workspace.find_goal(line),
    }
