"""Every test runs as a person with a git identity and nothing else: no home, no settings.

Made-up examples are the same in every run; `--hypothesis-profile=thorough` makes up many others.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

XDG = ("CONFIG", "CACHE", "DATA", "STATE")

hypothesis.settings.register_profile("default", deadline=None, derandomize=True)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=5_000)
hypothesis.settings.load_profile("default")


def alone(home: Path) -> dict[str, str]:
    """The environment of a person with a git identity and nothing else; `home` is its folder."""
    settings = home / "gitconfig"
    settings.write_text("[user]\n\tname = Sara Holm\n\temail = sara@nordvik.example\n")
    folders = {f"XDG_{kind}_HOME": str(home / kind.lower()) for kind in XDG}
    git = {"GIT_CONFIG_GLOBAL": str(settings), "GIT_CONFIG_NOSYSTEM": "1"}
    return {"HOME": str(home), **folders, **git}


@pytest.fixture(autouse=True, scope="session")
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("GIT_", "XDG_")):
                patch.delenv(name)
        for name, value in alone(tmp_path_factory.mktemp("home")).items():
            patch.setenv(name, value)
        yield
