"""What a person sets for themselves on this machine, in one TOML file outside every workspace."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tuiwork.dataclass import dataclass, field, replace
from tuiwork.errors import NotSaved, Problem, Refused
from tuiwork.model.names import suggestion
from tuiwork.text.front import Front, parse_front
from tuiwork.text.source import BOM, Malformed
from tuiwork.text.toml import key_parts

OWN_THEMES = ("dark", "light", "contrast", "ansi")
TEXTUAL_THEMES = (
    "ansi-dark",
    "ansi-light",
    "atom-one-dark",
    "atom-one-light",
    "catppuccin-frappe",
    "catppuccin-latte",
    "catppuccin-macchiato",
    "catppuccin-mocha",
    "dracula",
    "flexoki",
    "gruvbox",
    "monokai",
    "nord",
    "rose-pine",
    "rose-pine-dawn",
    "rose-pine-moon",
    "solarized-dark",
    "solarized-light",
    "textual-dark",
    "textual-light",
    "tokyo-night",
)
KEY_PRESETS = ("default", "vim", "arrows")
KEYS, WORKSPACES = "keys.", "workspaces."
"""How the keys of the two tables begin."""


@dataclass(frozen=True, slots=True)
class Setting:
    """One key of the file: what it may be, in words, what it is for, and what it is without it."""

    key: str
    expects: str
    help: str
    default: str


SETTINGS = (
    Setting(
        "theme",
        f"{', '.join(OWN_THEMES)} or the name of a theme of Textual",
        "the colours; `ansi` leaves them to the terminal",
        "dark",
    ),
    Setting(
        "ascii",
        "true or false",
        "signs of plain ASCII only, for terminals that draw the others badly",
        "true where the locale is no UTF-8",
    ),
    Setting(
        "mouse",
        "true or false",
        "whether the mouse works; without it the terminal's own selection copies text",
        "true",
    ),
    Setting(
        "workspace",
        "a name of [workspaces]",
        "the workspace that is meant outside every workspace",
        "none",
    ),
    Setting(
        "workspaces.NAME",
        "a folder",
        "a workspace that `-C NAME` and the switcher know",
        "none",
    ),
    Setting(
        "home.merge",
        "true or false",
        "whether Home shows your day in all of [workspaces], the open one first",
        "true",
    ),
    Setting(
        "keys.preset",
        ", ".join(KEY_PRESETS[:-1]) + f" or {KEY_PRESETS[-1]}",
        "the keys to begin with",
        "default",
    ),
    Setting(
        "keys.ACTION",
        "keys with commas between them, or an empty text for none",
        "the keys of one action, by the ids below",
        "as the preset has it",
    ),
)


@dataclass(frozen=True, slots=True)
class Config:
    """The settings as they apply. `lines` tells where in the file each of them stands."""

    theme: str = "dark"
    ascii: bool | None = None
    mouse: bool = True
    workspace: str = ""
    workspaces: Mapping[str, Path] = field(default_factory=dict)
    merge: bool = True
    preset: str = "default"
    keys: Mapping[str, str] = field(default_factory=dict)
    path: Path | None = None
    lines: Mapping[str, int] = field(default_factory=dict)


def config_path() -> Path:
    """Where the file is: TUIWORK_CONFIG, else in the user's folder for such files."""
    named = os.environ.get("TUIWORK_CONFIG")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_config_path

    return user_config_path("tuiwork") / "config.toml"


def read_config() -> tuple[Config, list[Problem]]:
    """The settings, and what is wrong in the file; what is wrong is left out, the rest applies."""
    path = config_path()
    try:
        text = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return Config(path=path), []
    except (OSError, UnicodeDecodeError) as error:
        return Config(path=path), [Problem(str(path), f"cannot be read: {error}")]
    return parse_config(text, path)


def parse_config(text: str, path: Path) -> tuple[Config, list[Problem]]:
    """The settings that a text holds, and its problems."""
    try:
        entries = list(_entries(parse_front(text.removeprefix(BOM))))
    except Malformed as error:
        return Config(path=path), [Problem(str(path), error.message, error.line)]
    config, problems = Config(path=path), []
    for key, value, line in entries:
        try:
            config = _with(config, key, value, path.parent)
        except ValueError as error:
            problems.append(Problem(str(path), str(error), line, key))
        else:
            config = replace(config, lines={**config.lines, key: line})
    if config.workspace and config.workspace not in config.workspaces:
        why = f"there is no workspace “{config.workspace}”" + suggestion(
            config.workspace, config.workspaces
        )
        problems.append(Problem(str(path), why, config.lines["workspace"], "workspace"))
        config = replace(config, workspace="")
    return config, problems


def _entries(front: Front) -> Iterator[tuple[str, Any, int]]:
    """Every key with its tables before it, its value, and its line."""
    line = 1
    for section in front.sections:
        line += section.header.count("\n")
        table = key_parts(section.name) if section.name else []
        if section.is_row:
            yield ".".join(table), [section.values], line - 1
            line += sum(item.raw.count("\n") for item in section.items)
            continue
        for item in section.items:
            key = ".".join([*table, *key_parts(item.key)])
            at = line + item.lead.count("\n")
            yield from ((*leaf, at) for leaf in _leaves(key, item.value))
            line += item.raw.count("\n")


def _leaves(key: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield from _leaves(f"{key}.{name}", inside)
    else:
        yield key, value


def _with(config: Config, key: str, value: Any, folder: Path) -> Config:
    """The settings with one more key. Raises ValueError with what was expected."""
    if key.startswith(WORKSPACES):
        name = key.removeprefix(WORKSPACES)
        place = folder / Path(_text(key, value)).expanduser()
        return replace(config, workspaces={**config.workspaces, name: place})
    if key.startswith(KEYS) and key != "keys.preset":
        keys = {**config.keys, key.removeprefix(KEYS): _text(key, value)}
        return replace(config, keys=keys)
    if key not in _READERS:
        known = [one.key for one in SETTINGS if one.key.islower()]
        raise ValueError(f"there is no setting “{key}”{suggestion(key, known)}")
    name, read = _READERS[key]
    return replace(config, **{name: read(key, value)})


def _text(key: str, value: Any) -> str:
    if not isinstance(value, str):
        raise _wrong(key, value, "text in quotes")
    return value


def _truth(key: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(key, value, "true or false")
    return value


def _one_of(*words: str) -> Callable[[str, Any], str]:
    def read(key: str, value: Any) -> str:
        if _text(key, value) not in words:
            raise ValueError(f"{key} cannot be “{value}”{suggestion(value, words)}")
        return str(value)

    return read


def _wrong(key: str, value: Any, expected: str) -> ValueError:
    return ValueError(f"{key} is {value!r}; expected {expected}")


_READERS: Mapping[str, tuple[str, Callable[[str, Any], Any]]] = {
    "theme": ("theme", _one_of(*OWN_THEMES, *TEXTUAL_THEMES)),
    "ascii": ("ascii", _truth),
    "mouse": ("mouse", _truth),
    "workspace": ("workspace", _text),
    "home.merge": ("merge", _truth),
    "keys.preset": ("preset", _one_of(*KEY_PRESETS)),
}


def find_workspace(typed: str | None) -> Path:
    """The folder to start in: the one typed, or where there is none the workspace of that name;
    this one without."""
    if typed is None or os.sep in typed or Path(typed).is_dir():
        return Path(typed or ".")
    config, _ = read_config()
    return config.workspaces.get(typed, Path(typed))


def default_workspace() -> Path | None:
    """The folder of the workspace that is meant outside every workspace, where one is set."""
    config, _ = read_config()
    return config.workspaces.get(config.workspace)


TEMPLATE = """\
# What you set here is yours, on this machine only.

# theme = "dark"        # light, contrast, ansi, or one of Textual's
# ascii = true
# mouse = false
# workspace = "mine"    # opened outside every workspace

[workspaces]
# mine = "~/work/mine"

[home]
# merge = false         # Home shows your day in the open workspace alone

[keys]
# preset = "vim"        # or "arrows"
# task.done = "x,ctrl+x"
"""


def edit_config() -> bool:
    """Have the person edit the file, or a first one; whether it changed. Blocks.

    Raises Refused as the editor does, NotSaved when the disk refuses.
    """
    from tuiwork.editor import edit_text

    path = config_path()
    try:
        before = path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        before = ""
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{path} cannot be read: {error}") from None
    after = edit_text(before or TEMPLATE, path.name)
    if after in (before, "" if before else TEMPLATE):
        return False
    fresh = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(after.encode("utf-8"))
        os.replace(fresh, path.resolve())
    except OSError as error:
        raise NotSaved(f"{path} could not be written: {error.strerror}") from None
    return True
