"""TOML in and out: loading with limits that come before parsing, and printing single values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time
from typing import Any

import tomli

from tuiwork.text.source import MAX_FRONT, Malformed

MAX_LINE = 8 * 1024
MAX_KEY_PARTS = 8
MAX_DEPTH = 32
MAX_KEYS = 2_000

_WORD = r"""(?:"(?:\\.|[^"\\\n])*"|'[^'\n]*'|[^\s.=\[\]{}#"',]+)"""
KEY = rf"{_WORD}(?:[ \t]*\.[ \t]*{_WORD})*"
_BARE = re.compile(r"[ \t]*[\w-]+(?:[ \t]*\.[ \t]*[\w-]+)*[ \t]*", re.ASCII)
_ONE_KEY = re.compile(rf"[ \t]*{KEY}[ \t]*")

# A string or comment. One that does not end goes to the end of its line, or of the text, so that
# no text makes the search go over the same characters again and again.
_QUOTED = (
    r'"""(?:\\[\s\S]|[^\\])*?(?:"{3,5}|\\?\Z)'
    r"|\'\'\'[\s\S]*?(?:\'{3,5}|\Z)"
    r'|"(?:\\.|[^"\\\n])*"?'
    r"|'[^'\n]*'?"
    r"|#[^\n]*"
)
_STRING = re.compile(_QUOTED)
_STEP = re.compile(rf"{_QUOTED}|[\[\]{{}}\n]")
_BETWEEN_KEYS = re.compile(r"[=,\[\]{}\n]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_FENCE = re.compile(r"^\+\+\+", re.MULTILINE)
_DIGITS = re.compile(r"(?<![0-9A-Fa-f_])[0-9A-Fa-f_]{200}")


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
    dots, brackets = text.count("."), text.count("[") + text.count("{")
    if dots >= MAX_KEY_PARTS or brackets > MAX_DEPTH or _DIGITS.search(text):
        _guard_shape(_STRING.sub(lambda match: '""' + "\n" * match[0].count("\n"), text))


def _guard_shape(bare: str) -> None:
    """Refuse long numbers, keys of many parts and deep nesting in a text without its strings."""
    for number, line in enumerate(bare.split("\n"), 1):
        if _DIGITS.search(line):
            raise Malformed("has a number that is too long", number)
        if any(part.count(".") >= MAX_KEY_PARTS for part in _BETWEEN_KEYS.split(line)):
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
    if isinstance(value, date | time):
        return value.isoformat().replace("+00:00", "Z")
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")


def show_key(key: str) -> str:
    """A key as TOML: bare where it may be, else quoted."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum()
    return key if bare else show(key)


def canonical(value: object | None) -> str:
    """A value as text to compare by, so that 1 is not true and nan is nan; nothing for None."""
    return "" if value is None else show(value)


def show_block(text: str) -> str:
    """A text of several lines as TOML, one line a line."""
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    escaped = _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", escaped)
    escaped = _FENCE.sub("\\\\u002b++", escaped)
    return f'"""\n{escaped}"""'


def plain_key(written: str) -> str:
    """A key, dotted or not, however it was spelt, as `show_key` spells its parts."""
    bare = show_key(written) == written
    return written if bare else ".".join(show_key(part) for part in key_parts(written))


def key_parts(written: str) -> list[str]:
    """The names in a key, dotted or not. Raises Malformed where it is none."""
    if len(written) < 200 and written.count(".") < MAX_KEY_PARTS and _BARE.fullmatch(written):
        return [part.strip(" \t") for part in written.split(".")]
    if not _ONE_KEY.fullmatch(written):
        raise Malformed("has a name that is no key")
    parts = []
    table: object = load(f"{written} = 0")
    while isinstance(table, Mapping):
        name, table = next(iter(table.items()))
        parts.append(name)
    return parts


def statements(text: str) -> list[str]:
    """A TOML text cut into its keys, headers, comments and blank lines, a value's lines together.

    Joined they are the text again.
    """
    found: list[str] = []
    start = depth = 0
    for match in _STEP.finditer(text):
        mark = match[0]
        if mark in ("[", "{"):
            depth += 1
        elif mark in ("]", "}"):
            depth -= 1
        elif mark == "\n" and depth == 0:
            found.append(text[start : match.end()])
            start = match.end()
    return [*found, text[start:]] if start < len(text) else found


def comments(text: str) -> list[str]:
    """The comments in a TOML text, each from its `#` to the end of its line."""
    found = [match[0] for match in _STRING.finditer(text)]
    return [one.rstrip() for one in found if one.startswith("#")]
