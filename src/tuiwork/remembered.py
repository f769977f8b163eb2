"""What tuiwork remembers of a person on this machine between two runs; losing it costs nothing."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

from tuiwork.dataclass import dataclass, replace


@dataclass(frozen=True, slots=True)
class Remembered:
    """The theme picked in the screens, what the config said then, and whether the tour was seen."""

    theme: str = ""
    instead_of: str = ""
    tour_seen: bool = False

    def theme_over(self, configured: str) -> str:
        """The theme picked last, unless the config has changed its mind since."""
        return self.theme if self.theme and self.instead_of == configured else configured


def state_folder() -> Path:
    """The user's folder for such files."""
    from platformdirs import user_state_path

    return user_state_path("tuiwork")


def recall() -> Remembered:
    """What was remembered; a file that makes no sense counts as none."""
    try:
        found = json.loads((state_folder() / "remembered.json").read_bytes())
    except (OSError, ValueError):
        return Remembered()
    if not isinstance(found, dict):
        return Remembered()
    return Remembered(
        str(found.get("theme", "")), str(found.get("instead_of", "")), found.get("tour") is True
    )


def remember(**changes: Any) -> None:
    """Remember some fields of Remembered anew. A disk that refuses is no reason to say anything."""
    known = replace(recall(), **changes)
    words = {"theme": known.theme, "instead_of": known.instead_of, "tour": known.tour_seen}
    file = state_folder() / "remembered.json"
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    with suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        fresh.write_text(json.dumps(words), "utf-8")
        os.replace(fresh, file)
