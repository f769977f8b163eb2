"""What a team does to its clones, step by step: made up from a seed, so that it can be repeated.

Every step writes a word of its own (`w000012x`), so that what became of it can be told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from random import Random
from typing import Any

from tests.text.edits import START
from tests.text.trees import BASE, INCIDENTS, JOBS, QUOTES, Tree
from tuiwork.errors import Refused
from tuiwork.model.fields import FIELDS, Field, Type, fields_of
from tuiwork.model.kinds import TOML_KINDS, Kind, kind_of
from tuiwork.model.log import Entry, changed
from tuiwork.text.document import decode, read_document
from tuiwork.text.edit import edit, edit_front
from tuiwork.text.front import add_row, parse_front, remove_section, set_row_key
from tuiwork.text.merging.conflicts import NOTES, PLACE, conflicts_in
from tuiwork.text.merging.resolve import resolve
from tuiwork.text.source import Malformed, cut, lines_of

FOLDERS = (JOBS, INCIDENTS, QUOTES)
WORD = re.compile(rb"w\d{6}x")
_OF_RECORDS = re.compile(rb'^(?:base|kept|by) = (?:"""[\s\S]*?"""|.*)$', re.MULTILINE)


@dataclass(frozen=True)
class Step:
    """Who (a number, taken modulo the clones) does what; the rest says to which thing and how."""

    number: int
    who: int
    what: str
    a: int
    b: int
    c: int

    @property
    def word(self) -> str:
        """The word this step writes, which is a task's id, too."""
        return f"w{self.number:06}x"

    def log(self, event: str, before: str | None, after: str | None) -> list[Entry]:
        """An entry for a change; for some steps, as by hand, none."""
        at = START + timedelta(minutes=self.c % 7)
        return [] if self.c % 3 == 0 else [changed(at, self.word, event, before, after)]


Deed = Callable[[Tree, Step], Tree]


def _pick(things: list[Any], number: int) -> Any:
    return things[number % len(things)] if things else None


def _paths(tree: Tree, fits: Callable[[Kind], bool] = lambda _: True) -> list[str]:
    """The documents that can be read, the three first tasks thrice: people meet at them."""
    found = []
    for path, data in sorted(tree.items()):
        kind = kind_of(path)
        if kind is not None and fits(kind) and _read(path, data) is not None:
            found += [path] * (3 if path.rpartition("/")[2] in _NAMES else 1)
    return found


_NAMES = {path.rpartition("/")[2] for path in BASE if kind_of(path) is Kind.TASK}


@lru_cache(10_000)
def _read(path: str, data: bytes) -> Any:
    try:
        return read_document(path, decode(data))[0]
    except Malformed:
        return None


def _edit(tree: Tree, path: str, act: Callable[[str], str]) -> Tree:
    """The tree with one document edited; as it is where the edit cannot be made."""
    try:
        data = act(tree[path].decode()).encode()
    except Malformed:
        return tree
    return tree if _read(path, data) is None else {**tree, path: data}


def _may_set(field: Field) -> bool:
    return not (field.many or field.fixed or field.type is Type.TABLE)


_SCALARS = {kind: [key for key, one in fields_of(kind).items() if _may_set(one)] for kind in Kind}
_SETS = {
    kind: [one.key for one in FIELDS if kind in one.kinds and one.many and one.type != Type.TABLE]
    for kind in Kind
}


def set_field(tree: Tree, step: Step) -> Tree:
    path = _pick(_paths(tree), step.a)
    kind = kind_of(path or "")
    if kind is None:
        return tree
    key = _pick([*_SCALARS[kind], "mood", "fields.phone"], step.b % 5 if step.c % 2 else step.b)
    known = fields_of(kind).get(key)
    logged = known is not None and known.event and kind not in TOML_KINDS
    entries = step.log(key, "-", step.word) if logged else []
    return _edit(tree, path, lambda text: edit(path, text, {key: step.word}, entries))


def clear_field(tree: Tree, step: Step) -> Tree:
    path = _pick(_paths(tree, lambda kind: kind is not Kind.SETTINGS), step.a)
    fields = _read(path, tree[path]).fields if path else {}
    keys = [key for key in fields if key not in ("id", "created", "conflicts")]
    key = _pick(sorted(keys), step.b)
    return _edit(tree, path, lambda text: edit(path, text, {key: None})) if key else tree


def set_unit(tree: Tree, step: Step) -> Tree:
    path = _pick(_paths(tree, lambda kind: kind in (Kind.TASK, Kind.INITIATIVE)), step.a)
    if path is None:
        return tree
    keys = ("recur", "series") if kind_of(path) is Kind.TASK else ("stage", "closed")
    fields = dict.fromkeys(keys[: 1 + step.b % 2], step.word)
    return _edit(tree, path, lambda text: edit(path, text, fields))


def tag(tree: Tree, step: Step) -> Tree:
    """Add to a set, or take out of one."""
    path = _pick(_paths(tree, lambda kind: bool(_SETS[kind])), step.a)
    if path is None:
        return tree
    document = _read(path, tree[path])
    key = _pick(_SETS[document.kind], step.b % 2 if step.c % 2 else step.b)
    old = list(document.names(key))
    new = old[:-1] if old and step.c % 3 == 0 else [*old, step.word]
    return _edit(tree, path, lambda text: edit(path, text, {key: new}))


def key_result(tree: Tree, step: Step) -> Tree:
    """Change a row, add one or take one out."""
    path = _pick(_paths(tree, lambda kind: kind is Kind.GOAL), step.a)
    if path is None:
        return tree

    def act(text: str) -> str:
        source = cut(path, text)
        front = parse_front(source.front)
        ids = [row["id"] for row in _read(path, tree[path]).tables("key_results") if "id" in row]
        places = [at for at, one in enumerate(front.sections) if one.name == "key_results"]
        if step.b % 5 == 0:
            front = add_row(front, "key_results", {"id": step.word, "target": 1}, source.newline)
        elif step.b % 5 == 1 and places:
            front = remove_section(front, places[step.c % len(places)])
        elif ids:
            row = ("id", ids[step.c % len(ids)])
            key = ("title", "current")[step.b % 2]
            front = set_row_key(front, "key_results", row, key, step.word, source.newline)
        return edit_front(source, front.join())

    return _edit(tree, path, act)


def note(tree: Tree, step: Step) -> Tree:
    """Tick, rewrite, add or take out a line of the notes."""
    path = _pick(_paths(tree, lambda kind: kind not in TOML_KINDS), step.a)
    if path is None:
        return tree

    def act(text: str) -> str:
        source = cut(path, text)
        lines = lines_of(source.notes) or ["\n", "\n"]
        at = step.b % len(lines)
        line = lines[at].rstrip("\r\n")
        if "[ ]" in line:
            lines[at] = line.replace("[ ]", "[x]") + f" {step.word}\n"
        elif step.c % 4 == 0:
            lines[at] = f"A {step.word} line.\n"
        elif step.c % 4 == 1 and line and len(lines) > 3:
            del lines[at]
        else:
            lines.insert(at + 1, f"{('', '- [ ] ')[step.c % 4 - 2]}{step.word}\n")
        return edit_front(source, source.front, notes="".join(lines))

    return _edit(tree, path, act)


def comment(tree: Tree, step: Step) -> Tree:
    path = _pick(_paths(tree, lambda kind: kind not in TOML_KINDS), step.a)
    entry = Entry(START + timedelta(minutes=step.c % 7), "ali", "comment", step.word)
    return _edit(tree, path, lambda text: edit(path, text, {}, [entry])) if path else tree


def remark(tree: Tree, step: Step) -> Tree:
    """Write a comment above a key, as people do by hand."""
    path = _pick(_paths(tree), step.a)
    if path is None:
        return tree

    def act(text: str) -> str:
        source = cut(path, text)
        keys = [line for line in lines_of(source.front) if re.match(r"\w+ =", line)]
        line = _pick(keys, step.b)
        front = source.front.replace(line, f"# {step.word}\n{line}", 1) if line else source.front
        return edit_front(source, front)

    return _edit(tree, path, act)


def carriage_returns(tree: Tree, step: Step) -> Tree:
    """Save a document with an editor from elsewhere."""
    path = _pick(_paths(tree), step.a)
    return _edit(tree, path, lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"))


def create(tree: Tree, step: Step) -> Tree:
    folder = _pick(_folders(tree), step.a)
    if folder is None:
        return tree
    created = (START + timedelta(minutes=step.number)).isoformat().replace("+00:00", "Z")
    front = f'id = "{step.word}"\ntitle = "New"\nstatus = "todo"\ncreated = {created}\n'
    return {**tree, f"{folder}/{step.word}-new.md": f"+++\n{front}+++\n".encode()}


def _folders(tree: Tree) -> list[str]:
    return sorted(path.rpartition("/")[0] for path in tree if kind_of(path) is Kind.LIST)


def move(tree: Tree, step: Step) -> Tree:
    path = _pick(_paths(tree, lambda kind: kind is Kind.TASK), step.a)
    folder = _pick(_folders(tree), step.b)
    if path is None or folder is None or path.startswith(f"{folder}/"):
        return tree
    here, there = (one.removeprefix("spaces/") for one in (path.rpartition("/")[0], folder))
    moved = edit(path, tree[path].decode(), {}, step.log("moved", here, there))
    rest = {one: data for one, data in tree.items() if one != path}
    return {**rest, f"{folder}/{path.rpartition('/')[2]}": moved.encode()}


def rename_folder(tree: Tree, step: Step) -> Tree:
    folder = _pick(_folders(tree), step.a)
    if folder is None:
        return tree
    new = f"{folder.rpartition('/')[0]}/{step.word}"
    return {
        new + path.removeprefix(folder) if path.startswith(f"{folder}/") else path: data
        for path, data in tree.items()
    }


def remove(tree: Tree, step: Step) -> Tree:
    path = _pick(_paths(tree, lambda kind: kind is not Kind.SETTINGS), step.a)
    return {one: data for one, data in tree.items() if one != path}


def remove_folder(tree: Tree, step: Step) -> Tree:
    folder = _pick(_folders(tree), step.a)
    return {path: data for path, data in tree.items() if not path.startswith(f"{folder}/")}


def choose(tree: Tree, step: Step) -> Tree:
    """Resolve a conflict."""
    paths = [path for path in sorted(tree) if b"[[conflicts]]" in tree[path]]
    path = _pick([one for one in paths if _read(one, tree[one]) is not None], step.a)
    kept = conflicts_in(_read(path, tree[path])) if path else []
    one = _pick(kept, step.b)
    if one is None:
        return tree
    index = [each for each in kept if each.field == one.field].index(one)
    choice = ("kept", "other", "value")[step.c % 3]
    if choice == "value" and one.field in (PLACE, NOTES, "deleted"):
        choice = "kept"
    text = tree[path].decode()
    try:
        after = resolve(path, text, one.field, choice, index, step.word)  # type: ignore[arg-type]
    except Refused:
        if one.field.startswith("key_results."):  # the row is gone, or a word is no row
            return tree
        raise
    rest = {each: data for each, data in tree.items() if each != path}
    if after is None:
        return rest
    if one.field == PLACE and choice == "other" and f"spaces/{one.other}/list.toml" in tree:
        path = f"spaces/{one.other}/{path.rpartition('/')[2]}"
    return {**rest, path: after.encode()}


def write_file(tree: Tree, step: Step) -> Tree:
    """Change a file that is no document."""
    if step.a % 3 == 0:
        return {**tree, "attachments/photo.bin": b"\x00" + step.word.encode()}
    lines = lines_of(tree.get("readme.txt", b"").decode()) or ["\n"]
    lines[step.b % len(lines)] = f"{step.word}\n"
    return {**tree, "readme.txt": "".join(lines).encode()}


def break_document(tree: Tree, step: Step) -> Tree:
    """Leave a document that nobody can read, and commit it."""
    path = _pick(_paths(tree, lambda kind: kind is not Kind.SETTINGS), step.a)
    broken = tree[path].replace(b" = ", b" = = ", 1) if path else b""
    return {**tree, path: broken} if path else tree


DEEDS: dict[str, Deed] = {
    "set": set_field, "clear": clear_field, "set unit": set_unit, "tag": tag,
    "key result": key_result, "note": note, "comment": comment, "remark": remark,
    "carriage returns": carriage_returns, "create": create, "move": move,
    "rename folder": rename_folder, "remove": remove, "remove folder": remove_folder,
    "choose": choose, "write file": write_file, "break": break_document,
}  # fmt: skip
_OFTEN = {
    "set": 10, "clear": 1, "set unit": 2, "tag": 4, "key result": 3, "note": 8, "comment": 3,
    "remark": 1, "carriage returns": 0.3, "create": 1.5, "move": 3, "rename folder": 0.7,
    "remove": 0.7, "remove folder": 0.3, "choose": 5, "write file": 1, "break": 0.2,
    "undo": 1.5, "sync": 12, "sync that dies": 2, "sync that is overtaken": 2,
    "sync that is refused": 1, "git merge": 2,
}  # fmt: skip


def make_plan(random: Random, length: int) -> list[Step]:
    """Steps of a team, some of which meet at the same thing."""
    names = random.choices(list(_OFTEN), list(_OFTEN.values()), k=length)
    plan: list[Step] = []
    for number, what in enumerate(names, 1):
        a, b, c = (random.randrange(1000) for _ in range(3))
        if plan and random.random() < 0.3:
            what, a, b = plan[-1].what, plan[-1].a, plan[-1].b
        plan.append(Step(number, random.randrange(60), what, a, b, c))
    return plan


@lru_cache(10_000)
def words_in(data: bytes) -> tuple[str, ...]:
    """The words of steps that a file holds, shown or kept as the other value of a conflict, each as
    often as it stands there."""
    return tuple(word.decode() for word in WORD.findall(_OF_RECORDS.sub(b"", data)))
