"""A workspace in which hostile texts stand in every field of every kind, in names and in logs."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from tests.hostile.payloads import TEXTS, TIMES
from tests.text.hostile import HOSTILE
from tests.workspace import git, write
from tuiwork.text.toml import show

JOBS = "spaces/operations/jobs"
SHORT = 200
"""Characters up to which a text is also a file's name and the name of a status."""

BROKEN: Mapping[str, bytes] = {
    **{name: f"+++\n{front}\n+++\n".encode() for name, front in HOSTILE.items()},
    "NUL": b"+++\nx\0\n+++\n",
    "no UTF-8": b'+++\ntitle = "\xff\xfe\x9b45mHACK"\n+++\n',
    "UTF-16": "+++\n+++\n".encode("utf-16"),
    "LFS": b"version https://git-lfs.github.com/spec/v1\n\x1b[5mHACK",
    "no end": b'+++\ntitle = "\\u001b]0;HACK"\n',
    "no beginning": b"\x1b]0;HACK\x07\n",
    "hostile key": b'+++\n"\\u001b]0;HACK" = [\n+++\n',
    "hostile TOML": b"+++\n\x1b]0;HACK\x07 = \x9b\n+++\n",
    "hostile log": b'+++\nid = "zzzz0000"\n+++\n\n## Log\n\x1b]0;HACK\x07\n- \xe2\x80\xae x\n',
    "empty": b"",
}
"""Whole files that are no documents, or odd ones."""


def id_of(number: int) -> str:
    """The id of the task that holds the text of this number."""
    return f"h{number:03}zzzz"


def is_name(text: str) -> bool:
    """Whether a file can be called so, and still is a document."""
    plain = not set(text) & set("/\0\n\r") and text.strip() not in ("", ".", "..")
    short = len(text.encode()) < SHORT
    return plain and short and text[0] not in ".#" and not text.endswith("~")


def make_hostile_workspace(folder: Path, texts: Mapping[str, str] = TEXTS) -> Path:
    """A workspace with these texts everywhere, recorded in git; its folder."""
    write(folder, "tuiwork.toml", _settings(list(texts.values())))
    write(folder, "spaces/operations/space.toml", 'name = "Operations"\n')
    write(folder, f"{JOBS}/list.toml", 'name = "Jobs"\n')
    write(folder, "people/sara.md", '+++\nname = "Sara"\nemails = ["sara@nordvik.example"]\n+++\n')
    for number, text in enumerate(texts.values()):
        for path, content in _documents(number, text).items():
            write(folder, path, content)
    for number, moment in enumerate(TIMES.values()):
        write(folder, f"{JOBS}/t{number:03}zzzz-time.md", _at(f"t{number:03}zzzz", moment))
    for number, data in enumerate(BROKEN.values()):
        if len(data) < 1_000_000:
            file = write(folder, f"spaces/operations/broken/b{number:03}zzzz-broken.md", "")
            file.write_bytes(data)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Begin")
    return folder


def _settings(texts: list[str]) -> str:
    """Settings in which every name that people chose is hostile."""
    short = [text for text in dict.fromkeys(texts) if len(text) < SHORT] or ["x"]
    rows = ",\n".join(
        f"{{ name = {show(text)}, category = {show(('todo', 'active', 'blocked')[at % 3])} }}"
        for at, text in enumerate(short)
    )
    custom = "".join(
        f'[fields.{show(text)}]\ntype = "choice"\nlabel = {show(text)}\noptions = [{show(text)}]\n'
        for text in short
    )
    return (
        f"format = 1\nname = {show('Team ' + ''.join(short)[:600])}\n"
        f"timezone = {show(short[0])}\nlanguages = [{', '.join(map(show, short[:20]))}]\n"
        f"period = {show(short[-1])}\nhook = {show('touch HACKED')}\neditor = 'touch HACKED'\n"
        f"[workflow.default]\nstatuses = [\n{rows},\n{{ name = 'done', category = 'done' }}]\n"
        f"[hooks]\npost = 'touch HACKED'\n{custom}"
    )


def _documents(number: int, text: str) -> dict[str, str]:
    """The documents that hold one text: by path."""
    name = text if is_name(text) else f"h{number:03}"
    shown, word = show(text), "".join(text.split()) or "x"
    path = f"spaces/{name}/{name}"
    front = f"title = {shown}\nname = {shown}\nowner = {shown}\nstatus = {shown}\n"
    tail = f'\n{show(word)} = {shown}\n["{number}"]\n{show(word)} = [{shown}]\n'
    body = f"\n{text}\n\n- [ ] {text}\n\n> {text}\n\n```\n{text}\n```\n\n# {text}\n"
    return {
        f"spaces/{name}/space.toml": f"name = {shown}\ngoals = [{show(name)}]\n",
        f"{path}/list.toml": f"name = {shown}\nworkflow = {shown}\ngoals = [{shown}]\n",
        f"{path}/{id_of(number)}-task.md": _task(number, text, name),
        f"{path}/{name}.md": f"+++\nid = {shown}\ntitle = {shown}\n+++\n",
        f"goals/{name}.md": _fenced(f"{front}{_goal(text, word)}{tail}", body, text),
        f"initiatives/{name}.md": _fenced(f"{front}goals = [{show(name)}]\n{tail}", body, text),
        f"customers/{name}.md": _fenced(f"{front}{tail}", body, text),
        f"processes/{name}.md": _fenced(f"{front}{tail}", body, text),
        f"people/{name}.md": _fenced(f"{front}emails = [{shown}]\n{tail}", body, text),
        f"views/{name}.toml": f"name = {shown}\nquery = {shown}\n{tail}",
        f"automations/{name}.toml": f"run = {shown}\ncommand = 'touch HACKED'\n",
    }


def _goal(text: str, word: str) -> str:
    rows = [
        f"\n[[key_results]]\nid = {show(one)}\ntitle = {show(text)}\nunit = {show(text)}\n"
        "start = 0.0\ntarget = 1e300\ncurrent = nan\nweight = -inf\n"
        for one in (text, word)
    ]
    return f"period = {show(text)}\n{''.join(rows)}"


def _task(number: int, text: str, name: str) -> str:
    shown, word = show(text), "".join(text.split()) or "x"
    ties = f"[{shown}, {show(id_of(max(number - 1, 0)))}]"
    front = (
        f"id = {show(id_of(number))}\ntitle = {shown}\nstatus = {shown}\nowner = {show(name)}\n"
        f"collaborators = [{shown}]\npriority = {shown}\ngoals = [{show(name)}, {shown}]\n"
        f"initiative = {show(name)}\nestimate = {shown}\nparent = {shown}\nblocked_by = {ties}\n"
        f"relates = {ties}\nduplicates = [{shown}]\nrecur = {shown}\nseries = {shown}\n"
        f"type = {shown}\ntags = [{shown}]\ncustomer = {show(name)}\nremind = [{shown}]\n"
        f"links = [{shown}]\nrank = {shown}\ndue = 2026-06-12\n{show(word)} = {shown}\n"
        f"[fields]\n{show(word)} = {shown}\n"
    )
    for field in ("title", "notes", "place", "file", "deleted", text):
        front += f"[[conflicts]]\nfield = {show(field)}\nbase = {shown}\nkept = {shown}\n"
        front += f"other = {shown}\nby = {shown}\nat = 9999-12-31T23:59:59Z\n"
    body = f"\n{text}\n\n- [ ] {text}\n- [x] {text}\n\n1. {text}\n   - {text}\n\n| {text} | a |\n"
    return _fenced(front, f"{body}|---|---|\n| {text} | b |\n\n## {text}\n", text)


def _fenced(front: str, body: str, text: str) -> str:
    word = "".join(text.split()) or "x"
    lines = text.replace("\r", "").replace("\n", "\n  ")
    log = "".join(
        f"- {when} {by} {event} {lines}\n"
        for when in ("0001-01-01T00:00:00Z", "2026-06-10T08:00:00Z", "9999-12-31T23:59:59Z")
        for by, event in (("sara", "comment"), (word, word), ("sara", "status"))
    )
    return f"+++\n{front}+++\n{body}\n## Log\n\n{log}{text}\n"


def _at(id_: str, moment: str) -> str:
    keys = ("due", "start", "promise", "created", "end", "whenever")
    front = "".join(f"{key} = {moment}\n" for key in keys)
    return _fenced(f'id = "{id_}"\ntitle = "A time"\nrecur = "every month"\n{front}', "", "x")


def plant_oddities(folder: Path, outside: Path) -> list[str]:
    """Links, pipes, sockets and folders where documents are expected; the paths of them.

    What lies in `outside` must neither be read nor changed through them.
    """
    jobs = folder / JOBS
    write(outside, "list.toml", 'name = "SECRET"\n')
    secret = write(outside, "s000zzzz-secret.md", '+++\nid = "s000zzzz"\ntitle = "SECRET"\n+++\n')
    (folder / "spaces/operations/linked").symlink_to(outside, target_is_directory=True)
    (folder / "spaces/linked").symlink_to(outside, target_is_directory=True)
    (jobs / "s001zzzz-link.md").symlink_to(secret)
    (jobs / "s002zzzz-loop.md").symlink_to(jobs / "s002zzzz-loop.md")
    (jobs / "s003zzzz-device.md").symlink_to("/dev/zero")
    os.mkfifo(jobs / "s004zzzz-pipe.md")
    (jobs / "s005zzzz-folder.md").mkdir()
    here = os.open(jobs, os.O_RDONLY)
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(f"/proc/self/fd/{here}/s006zzzz-socket.md")
    finally:
        os.close(here)
    dark = write(folder, f"{JOBS}/s007zzzz-dark.md", '+++\nid = "s007zzzz"\n+++\n')
    dark.chmod(0)
    os.link(write(folder, "twice.md", '+++\nid = "s008zzzz"\n+++\n'), jobs / "s008zzzz-hard.md")
    (folder / "goals/dangling.md").symlink_to(outside / "nothing.md")
    (jobs / os.fsdecode(b"s009zzzz-\xff\x9b.md")).write_text("+++\n+++\n")
    (jobs / "s010zzzz-\x1b]0;HACK\x07\n.md").write_text("+++\n+++\n")
    return [f"{JOBS}/s00{number}zzzz" for number in (1, 2, 3, 4, 5, 6)]
