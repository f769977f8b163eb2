"""The clipboard of the machine, through the small programs that people have for it."""

from __future__ import annotations

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from os import environ
from shutil import which

PATIENCE = 2.0
"""Seconds that such a program has to take a text."""

_UTF_16 = frozenset({"clip.exe"})
"""Programs that read other letters than ASCII only so."""


def programs(env: Mapping[str, str], platform: str) -> Iterator[tuple[str, ...]]:
    """The command lines that may reach the clipboard of this desktop, the best one first."""
    if platform == "darwin":
        yield ("pbcopy",)
    if env.get("WAYLAND_DISPLAY"):
        yield ("wl-copy",)
    if env.get("DISPLAY"):
        yield "xclip", "-selection", "clipboard"
        yield "xsel", "--clipboard", "--input"
    if env.get("WSL_DISTRO_NAME") or platform == "win32":
        yield ("clip.exe",)


async def put(text: str, find: Callable[[str], str | None] = which) -> bool:
    """Put a text on the clipboard; return whether a program took it. Raises nothing."""
    for name, *words in programs(environ, sys.platform):
        path = find(name)
        if path is not None and await _took(path, words, text.encode(_encoding(name))):
            return True
    return False


def _encoding(name: str) -> str:
    return "utf-16" if name in _UTF_16 else "utf-8"


async def _took(path: str, words: list[str], data: bytes) -> bool:
    try:
        process = await asyncio.create_subprocess_exec(
            path, *words, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, start_new_session=True
        )
    except OSError:
        return False
    try:
        await asyncio.wait_for(process.communicate(data), PATIENCE)
    except (TimeoutError, OSError):
        _end(process)
        return False
    return process.returncode == 0


def _end(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
