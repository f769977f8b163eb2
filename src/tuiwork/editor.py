"""Handing a text to the person's own editor and taking it back."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from tuiwork.errors import Refused

DEFAULT = "vi"


def edit_text(text: str, name: str) -> str:
    """The text as the person leaves it in $VISUAL or $EDITOR. Blocks; the terminal is the editor's.

    It is edited in a copy, so that what happens to the file meanwhile can be merged. Raises
    Refused when the editor cannot be started or fails.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or DEFAULT)
    with tempfile.TemporaryDirectory(prefix="tuiwork-") as folder:
        copy = Path(folder) / name
        copy.write_bytes(text.encode("utf-8"))
        try:
            code = subprocess.run([*command, str(copy)], check=False).returncode
        except OSError as error:
            raise Refused(
                f"the editor {command[0]} could not be started: {error.strerror}"
            ) from None
        if code:
            raise Refused(f"the editor {command[0]} ended with code {code}; nothing was changed")
        return copy.read_bytes().decode("utf-8")
