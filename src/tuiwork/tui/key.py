"""One key of the screens: the action it stands for, and the words for it."""

from __future__ import annotations

from typing import NamedTuple


class Key(NamedTuple):
    """One action: the id a keymap names, its keys, what it does.

    `hint` is what the bottom line calls it; it only shows keys that have one. A `first` key is
    taken before what has the focus sees it.
    """

    id: str
    keys: tuple[str, ...]
    action: str
    label: str
    hint: str = ""
    first: bool = False
