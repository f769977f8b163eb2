"""Workspaces as trees of bytes, and what people do to them, made up by Hypothesis."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import timedelta

from hypothesis import strategies as st

from tests.text.edits import GOAL, GOAL_PATH, START, TASK, TASK_PATH, Edit, goal_edits, task_edits
from tuiwork.model.log import changed
from tuiwork.text.edit import edit

Tree = dict[str, bytes]

JOBS = "spaces/operations/jobs"
INCIDENTS = "spaces/operations/incidents"
QUOTES = "spaces/customers/quotes"
IDS = ("k7f3qd2m", "aaaaaaa1", "bbbbbbb2")
_BROKEN = b"<<<<<<< ours"


def task_text(id_: str) -> str:
    return TASK.replace("k7f3qd2m", id_)


PERSON = """\
+++
name = "Sara Holm"
emails = ["sara@nordvik.example"] # for git
hours = 37
+++

Knows the roofs.
"""
CUSTOMER = """\
+++
name = "Skovly"
owner = "sara"
tier = 1
+++

- [ ] ask for the new address

## Log

- 2026-04-01T08:00:00Z jonas created
"""
INITIATIVE = """\
+++
title = "Self-service booking"
owner = "mia"
goals = ["faster-service/visits"]
stage = "pilot"
start = 2026-03-01
after = ["new-portal"]
+++
"""
INLINE_GOAL = """\
+++
title = "Fewer visits"
key_results = [{ id = "repeat", start = 9, target = 3 }, { id = "calls", target = 4 }]
+++
"""
VIEW = """\
name = "Unaligned"
query = "aligned:no"
# narrow screens
columns = ["id", "title"]
"""
SETTINGS = """\
format = 1
name = "Nordvik"
languages = ["en", "da"]

[calendar]
days = ["mon", "tue", "wed", "thu", "fri"]
hours_per_day = 7.4

[workflow.default]
statuses = [
  { name = "todo", category = "todo" },
  { name = "done", category = "done" },
]
"""
KINDS: Tree = {
    "people/sara.md": PERSON.encode(),
    "customers/skovly.md": CUSTOMER.encode(),
    "initiatives/booking.md": INITIATIVE.encode(),
    "goals/fewer-visits.md": INLINE_GOAL.encode(),
    "views/unaligned.toml": VIEW.encode(),
    "automations/nightly.toml": b'when = "daily"\n\n[[then]]\ndo = "remind"\n',
    "processes/offer.md": b'+++\ntitle = "Offer"\nowner = "ali"\n+++\n\n1. look\n2. write\n',
    "plans/2026-24.md": b'+++\nweek = "2026-W24"\n+++\n\n- k7f3qd2m 3h\n',
    "reviews/2026-24.md": b'+++\nweek = "2026-W24"\n+++\n\nA calm week.\n',
    "decisions/heat-pumps.md": b'+++\ntitle = "Heat pumps"\n+++\n\nOnly two makes.\n',
    "docs/roofs/safety.md": b'+++\ntitle = "Safety"\n+++\n\nWear a harness.\n\nMind rain.\n',
    "templates/visit.md": b'+++\ntitle = "Visit"\n+++\n\n- [ ] call first\n',
    "forms/complaint.md": b'+++\ntitle = "Complaint"\n\n[ask]\nwhat = "text"\n+++\n',
}
"""A document of every kind that no task, list, space or goal below is."""

BASE: Tree = {
    "tuiwork.toml": SETTINGS.encode(),
    "spaces/operations/space.toml": b'name = "Operations"\n',
    f"{JOBS}/list.toml": b'name = "Jobs"\n',
    f"{INCIDENTS}/list.toml": b'name = "Incidents"\n',
    f"{QUOTES}/list.toml": b'name = "Quotes"\n',
    f"{JOBS}/{IDS[0]}-replace-compressor.md": task_text(IDS[0]).encode(),
    f"{JOBS}/{IDS[1]}-paint.md": task_text(IDS[1]).encode(),
    f"{INCIDENTS}/{IDS[2]}-leak.md": task_text(IDS[2]).encode(),
    GOAL_PATH: GOAL.encode(),
    **KINDS,
    "readme.txt": b"one\ntwo\nthree\nfour\n",
    "attachments/photo.bin": b"\x00\x01\x02",
}


@dataclass(frozen=True)
class Deed:
    """One thing a person does to a workspace."""

    says: str
    act: Callable[[Tree], Tree] = field(repr=False, compare=False)


def do(tree: Tree, deeds: Iterable[Deed]) -> Tree:
    for deed in deeds:
        tree = deed.act(tree)
    return tree


def path_of(tree: Tree, id_: str) -> str | None:
    """Where a task lies whose file name begins with its id."""
    return next((path for path in sorted(tree) if f"/{id_}-" in path), None)


def editing(id_: str, edits: list[Edit]) -> Deed:
    def act(tree: Tree) -> Tree:
        path = path_of(tree, id_)
        if path is None or _BROKEN in tree[path]:
            return tree
        text = tree[path].decode()
        for one in edits:
            text = one.apply(text)
        return {**tree, path: text.encode()}

    return Deed(f"edit {id_} {edits}", act)


def moving(id_: str, folder: str, minute: int | None) -> Deed:
    """Move a task, with a log entry where `minute` says when."""

    def act(tree: Tree) -> Tree:
        path = path_of(tree, id_)
        if path is None or path.startswith(f"{folder}/"):
            return tree
        tree = dict(tree)
        data = tree.pop(path)
        if minute is not None and _BROKEN not in data:
            here, there = (one.removeprefix("spaces/") for one in (path.rpartition("/")[0], folder))
            entry = changed(START + timedelta(minutes=minute), f"p{minute}", "moved", here, there)
            data = edit(TASK_PATH, data.decode(), {}, [entry]).encode()
        return {**tree, f"{folder}/{path.rpartition('/')[2]}": data}

    return Deed(f"move {id_} {folder} {minute}", act)


def adding(id_: str, folder: str, word: str, minute: int) -> Deed:
    created = f"2026-06-12T00:{minute:02}:00Z"
    text = f'+++\nid = "{id_}"\ntitle = "{word}"\ncreated = {created}\n+++\n'
    return writing(f"{folder}/{id_}-{word}.md", text.encode())


def writing(path: str, data: bytes) -> Deed:
    return Deed(f"write {path} {data!r}", lambda tree: {**tree, path: data})


def removing(path: str) -> Deed:
    return Deed(f"remove {path}", lambda tree: {k: v for k, v in tree.items() if k != path})


def removing_task(id_: str) -> Deed:
    def act(tree: Tree) -> Tree:
        return {path: data for path, data in tree.items() if f"/{id_}-" not in path}

    return Deed(f"remove {id_}", act)


def removing_list(folder: str) -> Deed:
    """Remove a list with all that lies in it."""

    def act(tree: Tree) -> Tree:
        return {path: data for path, data in tree.items() if not path.startswith(f"{folder}/")}

    return Deed(f"remove {folder}", act)


def breaking(id_: str) -> Deed:
    """Leave the front matter of a task unreadable."""

    def act(tree: Tree) -> Tree:
        path = path_of(tree, id_)
        broken = {path: tree[path].replace(b"owner =", _BROKEN + b"\nowner =")} if path else {}
        return {**tree, **broken}

    return Deed(f"break {id_}", act)


def copying(id_: str) -> Deed:
    """Copy a task's file by hand, id and all."""

    def act(tree: Tree) -> Tree:
        path = path_of(tree, id_)
        return {**tree, path.replace(".md", "-copy.md"): tree[path]} if path else tree

    return Deed(f"copy {id_}", act)


_ids = st.sampled_from([IDS[0], IDS[0], *IDS])  # so that people meet at the first one
_folders = st.sampled_from([JOBS, INCIDENTS, QUOTES])
_minutes = st.integers(0, 4)
edits_of_tasks = st.builds(editing, _ids, st.lists(task_edits, min_size=1, max_size=2))
moves = st.builds(moving, _ids, _folders, st.one_of(st.none(), _minutes))
additions = st.builds(
    adding,
    st.sampled_from(["ccccccc3", "ddddddd4"]),
    _folders,
    st.sampled_from(["x", "y"]),
    _minutes,
)
removals = st.sampled_from(
    [
        *map(removing_task, IDS),
        *map(removing, [GOAL_PATH, "readme.txt", f"{JOBS}/list.toml"]),
        *map(removing_list, [JOBS, INCIDENTS]),
    ]
)


def editing_goal(one: Edit) -> Deed:
    def act(tree: Tree) -> Tree:
        if GOAL_PATH not in tree:
            return tree
        return {**tree, GOAL_PATH: one.apply(tree[GOAL_PATH].decode()).encode()}

    return Deed(f"goal {one}", act)


edits_of_files = st.one_of(
    goal_edits.map(editing_goal),
    st.sampled_from(
        [
            writing("readme.txt", b"one\nzwei\nthree\nfour\n"),
            writing("readme.txt", b"one\ndeux\nthree\nfour\n"),
            writing("readme.txt", b"eins\ntwo\ndrei\nfour\n"),
            writing("attachments/photo.bin", b"\x00\x03"),
            writing("attachments/photo.bin", b"\x00\x04"),
            writing("tuiwork.toml", b'format = 1\nname = "Sydvik"\n'),
            writing("tuiwork.toml", b"broken = ["),
        ]
    ),
)
_GOALS = [b'+++\ntitle = "P"\n+++\n', b'+++\ntitle = "Q"\n+++\n', b"\xff"]
oddities = st.one_of(
    _ids.map(breaking),
    _ids.map(copying),
    st.builds(
        writing,
        st.sampled_from(["goals/Æble.md", "goals/æble.md", "goals/A\u030aben.md", "goals/Åben.md"]),
        st.sampled_from(_GOALS),
    ),
    st.builds(
        writing,
        st.sampled_from(["plans/a", "plans/a/b", "plans/A/c.txt"]),
        st.sampled_from([b"1\n", b"2\n"]),
    ),
)
deeds = st.one_of(
    edits_of_tasks, edits_of_tasks, moves, moves, additions, removals, edits_of_files, oddities
)
