"""The hidden command `merge-driver`, which git runs for a document that two branches changed.

It is a courtesy to those who type `git merge`, `git rebase`, `git cherry-pick` or `git stash pop`;
`tuiwork sync` merges whole trees itself and never comes here. Git shows a driver one path at a
time, and only where both sides changed its content. So a task that one side moved and the other
edited is merged only if git takes the two files for one; a document that one side removed stays a
conflict that git reports; a task that both sides moved is in git's hands; an id that was given
twice is not seen. `tuiwork check` tells what such a merge leaves behind.
"""

from __future__ import annotations

import os
from pathlib import Path

from tuiwork.cli.arguments import Operand
from tuiwork.cli.call import Call, Command
from tuiwork.model.kinds import SETTINGS_PATH, kind_of


def _merge(call: Call) -> int:
    """The merge in place of our version and 0; or 1, and our version as it was."""
    from tuiwork.text.merging.files import merge_content

    base, ours, theirs = (Path(call.arguments.word(name)) for name in ("BASE", "OURS", "THEIRS"))
    path = call.arguments.word("PATH")
    try:
        # Git gives an empty file where there was none.
        versions = base.read_bytes() or None, ours.read_bytes(), theirs.read_bytes()
        merged = merge_content(_in_workspace(path), *versions)
        if merged is None:
            call.output.talk(f"{path}: one version cannot be read, or the two cannot be one text")
            return 1
        if merged != versions[1]:
            fresh = ours.with_name(f"{ours.name}.merged")
            fresh.write_bytes(merged)
            os.replace(fresh, ours)
    except OSError as error:
        call.output.talk(f"{path}: {error.strerror}")
        return 1
    return 0


def _in_workspace(path: str) -> str:
    """A path of the repository as the innermost workspace that holds it calls it."""
    parts = path.split("/")
    names = ["/".join(parts[start:]) for start in range(len(parts))]
    for name in reversed(names):
        root = path.removesuffix(name)
        if kind_of(name) is not None and os.path.isfile(f"{root}{SETTINGS_PATH}"):
            return name
    return next((name for name in names if kind_of(name) is not None), path)


merge_driver = Command(
    _merge,
    (
        Operand("BASE", "the file with the common version, empty for none"),
        Operand("OURS", "the file with our version, which becomes the merge"),
        Operand("THEIRS", "the file with their version"),
        Operand("PATH", "where the document lies in the repository"),
    ),
    example="",
)
