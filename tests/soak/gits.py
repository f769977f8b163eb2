"""A git on the PATH that is git, except for the one call that a trial wants to die or to fail."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from tests.soak.traced import CALLS, Calls, writing_calls

EVERY = "*"
_SCRIPT = """#!/bin/sh
value= verb=
for word do
  if [ "$value" ]; then value=; continue; fi
  case $word in
    -C|-c) value=1 ;;
    -*) ;;
    *) verb=$word; break ;;
  esac
done
case $verb in push) follow= ;; *) follow=-f ;; esac
number=1
until mkdir "$SOAK_FOLDER/$verb.$number" 2>/dev/null; do number=$((number + 1)); done
at=$verb.$number
if [ "$SOAK_AT" != "*" ] && [ "$SOAK_AT" != "$at" ]; then exec @git@ "$@"; fi
if [ "$SOAK_AT" = "*" ]; then
  exec strace $follow -qq -o "$SOAK_FOLDER/$at/log" -e "trace=@calls@" @git@ "$@"
fi
strace $follow -qq -o "$SOAK_FOLDER/$at/log" -e "trace=@calls@" -e "inject=$SOAK_INJECT" @git@ "$@"
code=$?
if [ "$SOAK_BOTH" ] && [ $code -gt 128 ]; then kill -9 $PPID; fi
exit $code
"""
"""Calls are told apart by their verb and how often it has come: two may run side by side. What a
push starts is not followed: that is the remote's, which is another's to repair."""


class Gits:
    """The folder with that git in it, for children of one trial."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "gits"
        self._folder.mkdir()
        real = shutil.which("git")
        assert real is not None
        script = self._folder / "git"
        script.write_text(_SCRIPT.replace("@git@", real).replace("@calls@", CALLS))
        script.chmod(0o755)

    def environment(
        self, to: Path, at: str, inject: str = "", *, both: bool = False
    ) -> dict[str, str]:
        """What a child needs in its environment; `to` is a folder for what happens there.

        `at` names the call of git, "commit.1" is the first commit; with `both`, whoever started
        it dies with it.
        """
        to.mkdir()
        return {
            "PATH": f"{self._folder}{os.pathsep}{os.environ['PATH']}",
            "SOAK_FOLDER": str(to),
            "SOAK_AT": at,
            "SOAK_INJECT": inject,
            "SOAK_BOTH": "1" if both else "",
        }


def counted(folder: Path) -> dict[str, Calls]:
    """What each call of git did, after a run with EVERY."""
    return {one.name: writing_calls(one / "log") for one in sorted(folder.iterdir())}
