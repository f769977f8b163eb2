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
    Refused when the editor cannot be started or fails, or leaves no text behind.
    """
    command = _command()
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
        try:
            return copy.read_bytes().decode("utf-8")
        except (OSError, UnicodeDecodeError):
            raise Refused(
                f"the editor {command[0]} left no UTF-8 text behind; nothing was changed"
            ) from None


def _command() -> list[str]:
    written = os.environ.get("VISUAL") or os.environ.get("EDITOR") or DEFAULT
    try:
        command = shlex.split(written)
    except ValueError:
        command = []
    if not command:
        raise Refused(f"“{written}” in $VISUAL or $EDITOR is no command")
    return command
