"""The command that shows and edits what a person set for themselves on this machine."""

from __future__ import annotations

from collections.abc import Iterator

from tuiwork.cli.arguments import Operand, Option, Usage
from tuiwork.cli.call import Call, reads
from tuiwork.cli.table import Column, table
from tuiwork.config import Config, config_path, edit_config, read_config
from tuiwork.dataclass import dataclass
from tuiwork.errors import Problem
from tuiwork.tui.keymap import Keymap, keymap_of
from tuiwork.tui.keys import EVERY_KEY
from tuiwork.tui.setup import theme_and_source

WHAT = Operand("WHAT", "edit: change it in $EDITOR; path: say where the file is", needed=False)
KEYS = Option("--keys", "every action that can have a key, with those it has")


@dataclass(frozen=True, slots=True)
class Told:
    """A setting as it applies, and where that comes from."""

    key: str
    value: str
    source: str


@reads(WHAT, KEYS, example="tuiwork config --keys")
def config(call: Call) -> int:
    """What is set, and where that comes from; exit code 1 where something in the file is wrong."""
    what = call.arguments.word("WHAT")
    if what == "path":
        return _tell_path(call)
    if what not in ("", "edit"):
        raise Usage(f"config takes `edit` or `path`, not “{what}”")
    if what == "edit" and not edit_config():
        call.output.talk("nothing was changed")
    settings, problems = read_config()
    keymap, troubles = keymap_of(settings)
    if call.arguments.flag(KEYS.name):
        return _tell_keys(call, keymap)
    told = [] if what == "edit" else list(_settings(settings, keymap))
    return _tell(call, told, [*problems, *troubles])


def _tell_path(call: Call) -> int:
    if call.json:
        call.output.document(path=str(config_path()))
    else:
        call.output.line(str(config_path()))
    return 0


def _settings(config: Config, keymap: Keymap) -> Iterator[Told]:
    def source(key: str) -> str:
        line = config.lines.get(key)
        return "default" if line is None else f"{config.path}:{line}"

    yield Told("theme", *theme_and_source(config, source("theme")))
    signs = "by the locale" if config.ascii is None else _word(config.ascii)
    yield Told("ascii", signs, source("ascii"))
    yield Told("mouse", _word(config.mouse), source("mouse"))
    yield Told("workspace", config.workspace or "none", source("workspace"))
    for name, path in config.workspaces.items():
        yield Told(f"workspaces.{name}", str(path), source(f"workspaces.{name}"))
    yield Told("keys.preset", config.preset, source("keys.preset"))
    for id_ in keymap.changes:
        own = id_ in config.keys and keymap.keys[id_] != EVERY_KEY[id_].keys
        from_ = source(f"keys.{id_}") if own else f"the preset {config.preset}"
        yield Told(f"keys.{id_}", ", ".join(keymap.keys[id_]) or "none", from_)


def _word(truth: bool) -> str:
    return "true" if truth else "false"


def _tell(call: Call, settings: list[Told], problems: list[Problem]) -> int:
    if call.json:
        from tuiwork.cli.task_json import problem_objects

        call.output.document(
            path=str(config_path()),
            settings=[
                {"key": one.key, "value": one.value, "source": one.source} for one in settings
            ],
            problems=problem_objects(problems),
        )
    else:
        rows = [(one.key, one.value, (one.source, "dim")) for one in settings]
        call.output.lines(table((Column(), Column(), Column()), rows, call.output.width))
        for problem in problems:
            call.output.talk(str(problem))
    return 1 if problems else 0


def _tell_keys(call: Call, keymap: Keymap) -> int:
    if call.json:
        call.output.document(
            keys=[
                {"id": id_, "keys": list(keymap.keys[id_]), "label": key.label}
                for id_, key in EVERY_KEY.items()
            ]
        )
    else:
        rows = [
            (id_, (", ".join(keymap.keys[id_]), "accent"), key.label)
            for id_, key in EVERY_KEY.items()
        ]
        call.output.lines(table((Column(), Column(), Column()), rows, call.output.width))
    return 0
