"""Which keys a person has: those of the tables, changed by a preset and by what the config says."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain, product

from tuiwork.config import KEYS, Config
from tuiwork.dataclass import dataclass
from tuiwork.errors import Problem
from tuiwork.model.names import suggestion
from tuiwork.tui.keys import EVERY_KEY, NO_KEY, TOGETHER, TYPED_INTO

Keys = Mapping[str, tuple[str, ...]]
"""Actions by id, and the keys of each."""

PRESETS: Mapping[str, Keys] = {
    "default": {},
    "vim": {
        "list.first": ("g", "home"),
        "list.page.down": ("ctrl+f", "pagedown"),
        "list.page.up": ("ctrl+b", "pageup"),
        "task.goals": ("M",),
        "goals.align": ("M",),
        "align.goals": ("M",),
    },
    "arrows": {
        "list.down": ("down",),
        "list.up": ("up",),
        "list.last": ("end",),
        "detail.down": ("down",),
        "detail.up": ("up",),
        "step.down": ("down",),
        "step.up": ("up",),
        "view.detail": ("right",),
        "view.places": ("left",),
        "board.right": ("right",),
        "board.left": ("left",),
        "load.later": ("right",),
        "load.earlier": ("left",),
        "goals.into": ("right",),
        "goals.out": ("left",),
        "task.rank.down": ("shift+down",),
        "task.rank.up": ("shift+up",),
        "step.move.down": ("shift+down",),
        "step.move.up": ("shift+up",),
    },
}
"""What a person can begin with; the table itself has letters and arrows."""

MOVING = ("up", "down", "left", "right", "home", "end", "pageup", "pagedown")
TYPING = ("enter", "space", "tab", "escape", "backspace", "delete", "insert", "comma")
NAMES = frozenset({*MOVING, *TYPING, *(f"f{number}" for number in range(1, 25))})
MODIFIERS = ("ctrl", "alt", "shift")
SAME_AS = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+j": "enter", "ctrl+h": "backspace"}
"""What terminals send for one key when another is pressed."""
TAKEN = {"ctrl+c": "copies", "ctrl+q": "quits", "ctrl+p": "opens the commands"}
"""Keys that do the same in every place, and what."""
SIGNS = {"right": "→", "left": "←", "down": "↓", "up": "↑"}
WORDS = {"delete": "del", "escape": "esc", "pagedown": "pgdn", "pageup": "pgup"}
CHARACTERS = {
    "slash": "/",
    "backslash": "\\",
    "at": "@",
    "minus": "-",
    "plus": "+",
    "underscore": "_",
    "less_than_sign": "<",
    "greater_than_sign": ">",
}
"""Characters that Textual calls otherwise than Unicode does."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the keys that a person wants for the action `id`."""

    id: str
    message: str


@dataclass(frozen=True, slots=True)
class Keymap:
    """The keys of every action, as written in the tables and the config."""

    keys: Keys

    def word(self, id_: str) -> str:
        """How the first key of an action is shown, nothing where it has none."""
        return next(map(key_word, self.keys[id_]), "")

    @property
    def changes(self) -> dict[str, str]:
        """What differs from the tables, as Textual takes it."""
        return {
            id_: ",".join(keys) or NO_KEY
            for id_, keys in self.keys.items()
            if keys != EVERY_KEY[id_].keys
        }


DEFAULT = Keymap({id_: key.keys for id_, key in EVERY_KEY.items()})


def make_keymap(preset: str, wanted: Mapping[str, str]) -> tuple[Keymap, list[Trouble]]:
    """The keymap of a preset with the keys a person wants, and what of it will not do.

    What will not do is left out, the rest applies.
    """
    base: Keys = {**DEFAULT.keys, **PRESETS.get(preset, {})}
    own: dict[str, tuple[str, ...]] = {}
    troubles = []
    for id_, written in wanted.items():
        try:
            own[id_] = _read(id_, written)
        except ValueError as error:
            troubles.append(Trouble(id_, str(error)))
    while clash := next(_clashes({**base, **own}, own), None):
        del own[clash.id]
        troubles.append(clash)
    return Keymap({**base, **own}), troubles


def keymap_of(config: Config) -> tuple[Keymap, list[Problem]]:
    """The keymap that a config asks for, and what of it will not do, with its line."""
    keymap, troubles = make_keymap(config.preset, config.keys)
    return keymap, [
        Problem(str(config.path), one.message, config.lines.get(f"{KEYS}{one.id}"), KEYS + one.id)
        for one in troubles
    ]


def _read(id_: str, written: str) -> tuple[str, ...]:
    """The keys that a person wrote for an action. Raises ValueError with what is wrong."""
    if id_ not in EVERY_KEY:
        raise ValueError(f"there is no action “{id_}”{suggestion(id_, EVERY_KEY)}")
    keys = tuple(dict.fromkeys(read_key(one) for one in written.split(",") if one.strip()))
    typed = any(EVERY_KEY[id_] in table for table in TYPED_INTO)
    for key in keys:
        if typed and (len(key) == 1 or key == "space"):
            raise ValueError(f"“{key}” is typed there, so that it cannot be a key")
    return keys


def read_key(written: str) -> str:
    """One key in the spelling of the tables. Raises ValueError with what was expected."""
    word = written.strip()
    if len(word) == 1 and word.isprintable():
        return word
    *modifiers, name = word.split("+") if not word.endswith("++") else [*word[:-2].split("+"), "+"]
    modifiers = [one.lower() for one in modifiers]
    name = name.lower() if len(name) > 1 or "ctrl" in modifiers else name
    spelt = "+".join([*(one for one in MODIFIERS if one in modifiers), name])
    known = name in NAMES or (len(name) == 1 and bool(modifiers))
    if not known or set(modifiers) - set(MODIFIERS):
        raise ValueError(
            f"“{word}” is no key; a key is a character, or a name such as enter, f5, ctrl+d"
            f"{suggestion(name, NAMES)}"
        )
    if modifiers == ["shift"] and len(name) == 1:
        raise ValueError(f"“{word}” is no key; write {name.upper()}")
    if spelt in SAME_AS:
        raise ValueError(f"terminals cannot tell {spelt} from {SAME_AS[spelt]}")
    if spelt in TAKEN:
        raise ValueError(f"{spelt} always {TAKEN[spelt]}")
    return spelt


def _clashes(keys: Keys, own: dict[str, tuple[str, ...]]) -> Iterator[Trouble]:
    """Keys that would stand for two actions of one place, of which the person wants one or both.

    What the tables themselves have twice is meant so.
    """
    for tables in TOGETHER:
        by_key: dict[str, list[str]] = {}
        for one in chain(*tables):
            for key in keys[one.id]:
                by_key.setdefault(key, []).append(one.id)
        for key, several in by_key.items():
            for id_, other in product(reversed(own), several):
                if id_ in several and id_ != other and not _meant(id_, other):
                    label = EVERY_KEY[other].label
                    yield Trouble(id_, f"“{key}” is “{label}” already ({other})")


def _meant(one: str, other: str) -> bool:
    return not set(EVERY_KEY[one].keys).isdisjoint(EVERY_KEY[other].keys)


def key_word(key: str, *, ascii_only: bool = False) -> str:
    """How a key, as the tables or Textual spell it, is shown to people: short, with its sign."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    word = WORDS.get(name) or (name if ascii_only else SIGNS.get(name)) or name
    word = CHARACTERS.get(word) or _character(word)
    if modifiers == ["ctrl"]:
        return f"^{word}"
    if modifiers == ["shift"] and not ascii_only:
        return f"⇧{word}"
    return "+".join([*modifiers, word])


def _character(name: str) -> str:
    """The character of this Unicode name, else the name."""
    if "_" not in name and name not in ("colon", "semicolon", "comma", "ampersand", "asterisk"):
        return name
    try:
        return unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name
