"""How the screens are set up for a person: from the config, the environment, what is remembered."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tuiwork.config import OWN_THEMES, TEXTUAL_THEMES, Config, read_config
from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Problem
from tuiwork.remembered import recall
from tuiwork.tui.keymap import DEFAULT, Keymap, keymap_of


@dataclass(frozen=True, slots=True)
class Setup:
    """What the screens have to know before they open. `configured` is the theme without picks."""

    theme: str = "dark"
    configured: str = "dark"
    ascii_only: bool = False
    mouse: bool = True
    keymap: Keymap = DEFAULT
    workspaces: Mapping[str, Path] = field(default_factory=dict)
    merges: bool = True
    problems: tuple[Problem, ...] = ()
    config_path: Path | None = None
    tour: bool = False

    @property
    def merged(self) -> Mapping[str, Path]:
        """The workspaces whose day Home shows."""
        return self.workspaces if self.merges else {}


def read_setup() -> Setup:
    """The setup of the person at the keyboard."""
    config, problems = read_config()
    keymap, troubles = keymap_of(config)
    remembered = recall()
    return Setup(
        theme_and_source(config)[0],
        config.theme,
        _ascii_only() if config.ascii is None else config.ascii,
        config.mouse,
        keymap,
        config.workspaces,
        config.merge,
        (*problems, *troubles),
        config.path,
        not remembered.tour_seen,
    )


def theme_and_source(config: Config, source: str = "") -> tuple[str, str]:
    """The theme that applies, and where it comes from where that is not the `source` of the config:
    the environment, else what was picked last in the screens."""
    named = os.environ.get("TUIWORK_THEME", "").removeprefix("tuiwork-")
    if named in (*OWN_THEMES, *TEXTUAL_THEMES):
        return named, "TUIWORK_THEME"
    picked = recall().theme_over(config.theme)
    return picked, source if picked == config.theme else "picked in the screens"


def _ascii_only() -> bool:
    import locale

    return "utf" not in (locale.getpreferredencoding(False) or "").lower()
