"""Edits that people make to a document, made up by Hypothesis, for the laws of merging."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from tuiwork.model.log import Entry, changed
from tuiwork.text import toml
from tuiwork.text.edit import edit
from tuiwork.text.source import cut, lines_of

TASK_PATH = "spaces/operations/jobs/k7f3qd2m-replace-compressor.md"
TASK = """\
+++
id = "k7f3qd2m"
title = "Replace compressor" # on roof 2
status = "todo"
# she knows the roof
owner = "sara"
priority = "high"
tags = ["roof", "compressor"]
goals = [
  "faster-service", # the one that counts
  "fewer-visits",
]
mood = "calm"
created = 2026-06-02T08:14:00Z

[fields]
phone = "33 12"
# as on the invoice
region = "north"
+++

Crane booked for Thursday.
The old unit is under warranty.

- [x] order part 44-210
- [ ] tell the janitor
- [ ] take pictures

The roof is slippery.

## Log

- 2026-06-02T08:14:00Z jonas created
- 2026-06-03T07:05:12Z jonas owner - -> sara
- 2026-06-03T08:00:00Z ali comment Mind the cat.
  It bites.
"""
TASK_LINES = (
    "Crane booked for Thursday.",
    "The old unit is under warranty.",
    "- [x] order part 44-210",
    "- [ ] tell the janitor",
    "- [ ] take pictures",
    "The roof is slippery.",
)
GOAL_PATH = "goals/faster-service.md"
GOAL = """\
+++
title = "Faster service"
owner = "jonas"
period = "2026-Q2"

[[key_results]]
id = "handling-time"
start = 5.0
target = 2.0
current = 3.1

# hard to measure
[[key_results]]
id = "visits"
start = 10
target = 4
+++

Customers wait too long.

## Log

- 2026-04-01T08:00:00Z jonas created
- 2026-05-01T08:00:00Z sara checkin handling-time 3.1
"""
START = datetime(2026, 6, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Edit:
    """One thing a person does to a document; `about` is what it touches."""

    about: str
    says: str
    apply: Callable[[str], str] = field(repr=False, compare=False)


def apply(text: str, edits: Iterable[Edit]) -> str:
    for one in edits:
        text = one.apply(text)
    return text


def setting(path: str, key: str, value: Any, minute: int | None) -> Edit:
    """Set or remove a field, with a log entry where `minute` says when."""

    def act(text: str) -> str:
        entries: list[Entry] = []
        if minute is not None:
            said = None if value is None else toml.show(value).strip('"')
            entries = [changed(START + timedelta(minutes=minute), f"p{minute}", key, "?", said)]
        return edit(path, text, {key: value}, entries)

    return Edit(key, f"{key} = {value} ({minute})", act)


def tagging(path: str, key: str, name: str, add: bool) -> Edit:
    """Add an element to a set, or take it out."""

    def act(text: str) -> str:
        old = toml.load(cut(path, text).front).get(key, [])
        new = [one for one in old if one != name] + ([name] if add else [])
        return edit(path, text, {key: new})

    return Edit(key, f"{key} {'+' if add else '-'} {name}", act)


def entering(path: str, minute: int, words: str) -> Edit:
    """Write a comment into the log."""
    entry = Entry(START + timedelta(minutes=minute), f"p{minute}", "comment", words)
    return Edit("log", f"{minute} {words}", lambda text: edit(path, text, {}, [entry]))


def forgetting(line: str) -> Edit:
    """Take a log entry of one line out by hand."""
    return Edit("log", f"no {line}", lambda text: text.replace(f"{line}\n", ""))


def remarking(key: str, words: str) -> Edit:
    """Write a comment above a key by hand."""

    def act(text: str) -> str:
        return text.replace(f"\n{key} =", f"\n# {words}\n{key} =", 1)

    return Edit(f"# {key}", words, act)


def rewriting(line: str, new: str | None, keep: bool) -> Edit:
    """Put a line in place of another, or after it, or (None) take that one out."""

    def act(text: str) -> str:
        if new and f"\n{new}\n" in text:
            return text
        written = [f"{one}\n" for one in (line if keep else None, new) if one is not None]
        lines = (written if one == f"{line}\n" else [one] for one in lines_of(text))
        return "".join(out for some in lines for out in some)

    return Edit(f"line {line}", f"{line} => {keep} {new}", act)


def dropping_visits(text: str) -> str:
    """The goal without its second key result."""
    start, end = text.find("\n# hard to measure"), text.index("\n+++\n")
    return text if start < 0 else text[:start] + text[end + 1 :]


def _field_edits(path: str, keys: dict[str, list[Any]]) -> st.SearchStrategy[Edit]:
    minutes = st.one_of(st.none(), st.integers(0, 4))
    pairs = [(key, value) for key, values in keys.items() for value in values]
    return st.builds(
        lambda pair, minute: setting(path, pair[0], pair[1], minute),
        st.sampled_from(pairs),
        minutes,
    )


def _replaces(line: str, *news: str) -> st.SearchStrategy[Edit]:
    return st.sampled_from([rewriting(line, new, False) for new in news])


scalar_edits = _field_edits(
    TASK_PATH,
    {
        "title": ["A", "B", "C"],
        "status": ["doing", "done", "waiting", "in review"],
        "owner": ["ali", "mia", None],
        "priority": ["low", "normal"],
        "due": [START.date(), START, None],
        "estimate": ["2h", "3h"],
        "recur": ["every friday", "every monday"],
        "series": ["s1", "s2"],
        "mood": ["angry", 3, None],
        "fields.phone": ["12 12", None],
        "fields.size": [1, 1.0, True],
    },
)
set_edits = st.builds(
    tagging,
    st.just(TASK_PATH),
    st.sampled_from(["tags", "goals", "blocked_by"]),
    st.sampled_from(["roof", "faster-service", "x", "y", "z"]),
    st.booleans(),
)
log_edits = st.one_of(
    st.builds(
        entering,
        st.just(TASK_PATH),
        st.integers(0, 4),
        st.sampled_from(["alpha", "beta", "æøå ☃", "two\nlines", "# no"]),
    ),
    st.just(forgetting("- 2026-06-03T07:05:12Z jonas owner - -> sara")),
)
remarks = st.builds(
    remarking, st.sampled_from(["owner", "region", "created"]), st.sampled_from("xyz")
)
line_edits = st.builds(
    rewriting,
    st.sampled_from(TASK_LINES),
    st.sampled_from([None, "alpha", "beta", "- [ ] gamma", "- [x] delta", "", "+++", "## Log"]),
    st.booleans(),
)
goal_edits = st.one_of(
    _field_edits(GOAL_PATH, {"title": ["A", "B"], "period": ["2026-Q3", None], "closed": [START]}),
    _replaces("current = 3.1", "current = 2", "current = 2.5"),
    _replaces("start = 10", "start = 12", "start = 9"),
    _replaces("target = 4", "target = 3", 'target = 4\n\n[[key_results]]\nid = "calls"'),
    st.just(Edit("key_results.visits", "no visits", dropping_visits)),
)
front_edits = st.one_of(scalar_edits, set_edits, log_edits)
task_edits = st.one_of(front_edits, remarks, line_edits)


@dataclass(frozen=True)
class Split:
    """A document and what two people made of it."""

    path: str
    base: str
    ours: str
    theirs: str


@st.composite
def splits(draw: st.DrawFn) -> Split:
    """A task or goal, with or without a log, in LF or CRLF, and two people's edits of it."""
    path, base, edits = draw(
        st.sampled_from([(TASK_PATH, TASK, task_edits), (GOAL_PATH, GOAL, goal_edits)])
    )
    texts = [base, *(apply(base, draw(st.lists(edits, max_size=4))) for _ in range(2))]
    if draw(st.booleans()):
        texts = [text.partition("\n## Log\n")[0] for text in texts]
    crlf = draw(st.sampled_from([(), (0, 1, 2), (1,), (0, 2)]))
    texts = [text.replace("\n", "\r\n") if at in crlf else text for at, text in enumerate(texts)]
    return Split(path, *texts)
