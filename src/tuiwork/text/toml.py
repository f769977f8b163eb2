"""TOML in and out: loading with limits that come before parsing, and printing single values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import tomli

from tuiwork.text.source import Malformed

MAX_FRONT = 64 * 1024
MAX_LINE = 8 * 1024
MAX_KEY_PARTS = 8
MAX_DEPTH = 32
MAX_KEYS = 2_000

_STRING = re.compile(
    r'"""[\s\S]*?"""|\'\'\'[\s\S]*?\'\'\'|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|#[^\n]*'
)
_DIGITS = re.compile(r"[0-9_]{400}")


def load(text: str) -> dict[str, Any]:
    """The values of a TOML text. Raises Malformed, with the line, also for too big or deep ones."""
    _guard(text)
    try:
        return tomli.loads(text.replace("\r\n", "\n"))
    except tomli.TOMLDecodeError as error:
        message = getattr(error, "msg", str(error))
        raise Malformed(f"is not valid TOML: {message}", getattr(error, "lineno", 1)) from None
    except (ValueError, RecursionError, OverflowError) as error:
        raise Malformed(f"is not valid TOML: {error}") from None


def _guard(text: str) -> None:
    if len(text) > MAX_FRONT:
        raise Malformed(f"has more than {MAX_FRONT // 1024} KB of front matter")
    if len(text) > MAX_LINE:
        for number, line in enumerate(text.split("\n"), 1):
            if len(line) > MAX_LINE:
                raise Malformed(f"has a line longer than {MAX_LINE // 1024} KB", number)
    if text.count("\n") > MAX_KEYS:
        raise Malformed(f"has more than {MAX_KEYS} lines of front matter")
    if _DIGITS.search(text):
        raise Malformed("has a number that is too long")
    if text.count(".") > MAX_KEY_PARTS or text.count("[") + text.count("{") > MAX_DEPTH:
        _guard_shape(_STRING.sub('""', text))


def _guard_shape(bare: str) -> None:
    """Refuse keys of many parts and deep nesting in a text whose strings and comments are gone."""
    for number, line in enumerate(bare.split("\n"), 1):
        key = line.partition("=")[0]
        if key.count(".") >= MAX_KEY_PARTS:
            raise Malformed(f"has a key of more than {MAX_KEY_PARTS} parts", number)
    depth = 0
    for number, line in enumerate(bare.split("\n"), 1):
        for character in line:
            if character in "[{":
                depth += 1
            elif character in "]}":
                depth -= 1
            if depth > MAX_DEPTH:
                raise Malformed(f"nests deeper than {MAX_DEPTH} levels", number)


def show(value: object) -> str:
    """A value as TOML on one line; arrays and tables inline."""
    if isinstance(value, list | tuple):
        return "[" + ", ".join(show(item) for item in value) + "]"
    if isinstance(value, Mapping):
        inner = ", ".join(f"{show_key(key)} = {show(item)}" for key, item in value.items())
        return "{ " + inner + " }" if inner else "{}"
    if isinstance(value, str) and value.isascii() and value.isprintable():
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    import tomli_w

    printed = tomli_w.dumps({"v": value})
    return printed.removeprefix("v = ").rstrip("\n").replace("+00:00", "Z")


def show_key(key: str) -> str:
    """A key as TOML: bare where it may be, else quoted."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else show(key)
