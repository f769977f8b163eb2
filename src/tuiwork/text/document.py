"""Reading a document: text in, a Document and its problems out. It never raises on user text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from itertools import islice
from math import isfinite
from typing import Any

from tuiwork.errors import Problem
from tuiwork.model.document import Document
from tuiwork.model.fields import Field, Type, fields_of
from tuiwork.model.kinds import Kind, kind_of
from tuiwork.model.nouns import make_document
from tuiwork.text import toml
from tuiwork.text.log import is_fine, log_items
from tuiwork.text.source import LOG_HEADING, Malformed, Source, cut

MAX_BYTES = 5 * 1024 * 1024
MANY = 10
"""How many unreadable lines of one log are told; a file of such lines is no log at all."""

_MARKERS = ("<<<<<<< ", ">>>>>>> ")


def decode(data: bytes) -> str:
    """The text of a file's bytes. Raises Malformed for what is too big or not UTF-8."""
    if len(data) > MAX_BYTES:
        raise Malformed(f"is larger than {MAX_BYTES // 1024 // 1024} MB")
    if data.startswith(b"version https://git-lfs"):
        raise Malformed("is stored in Git LFS; its text is not here")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Malformed("is not UTF-8 text", line) from None
    if "\0" in text:
        raise Malformed(
            "holds a NUL character; it is no text", text.count("\n", 0, text.index("\0")) + 1
        )
    return text


def read_document(path: str, text: str) -> tuple[Document | None, list[Problem]]:
    """The document a text is, or None where it cannot be read, and everything wrong with it."""
    kind = kind_of(path)
    if kind is None:
        return None, [Problem(path, "is no document of a workspace")]
    try:
        source = cut(path, text)
    except Malformed as error:
        return None, [_explained(path, text, error)]
    try:
        fields = toml.load(source.front)
    except Malformed as error:
        return None, [_explained(path, text, error, source)]
    document = make_document(path, kind, fields, source.notes, source.log)
    marked = _check_markers(path, text, source)
    return document, [*_check_fields(document, source), *(marked or _check_log(document, source))]


def parse_fields(path: str, text: str) -> Mapping[str, Any]:
    """The front matter of a text alone. Raises Malformed."""
    return toml.load(cut(path, text).front)


def _explained(path: str, text: str, error: Malformed, source: Source | None = None) -> Problem:
    """Why a text cannot be read; told apart where git's own merge made it so."""
    from tuiwork.text.leftovers import MARKED, SOME_MARKERS, find_double, find_markers

    above = source.front_line - 1 if source else 0
    marked = find_markers(text)
    if marked:
        return Problem(path, MARKED, marked, fixable=True)
    if text.startswith(_MARKERS) or any(f"\n{marker}" in text for marker in _MARKERS):
        return Problem(path, SOME_MARKERS, above + error.line)
    double = find_double(source.front) if source else None
    if double:
        words = f"has “{double[1]}” twice; `tuiwork check --fix` keeps both values"
        return Problem(path, words, above + double[0], double[1], fixable=True)
    return Problem(path, error.message, above + error.line)


def _check_markers(path: str, text: str, source: Source) -> list[Problem]:
    """The first conflict that git marked in notes or log, which are text and may hold anything."""
    if "\n<<<<<<<" not in text:
        return []
    from tuiwork.text.leftovers import MARKED, find_markers

    body = source.notes + source.heading + source.log
    line = find_markers(body)
    above = text[: len(text) - len(body)].count("\n")
    return [Problem(path, MARKED, above + line, fixable=True)] if line else []


def _check_fields(document: Document, source: Source) -> list[Problem]:
    problems = []
    known = fields_of(document.kind)
    texts = _TEXTS[document.kind]
    for key, value in document.fields.items():
        if type(value) is str and key in texts:
            continue
        field = known.get(key)
        words = field and expected(field, value)
        if words:
            message = f"{key} is {toml.show(value)[:80]}; expected {words}"
            problems.append(Problem(document.path, message, _line_of(source, key), key))
    if document.kind is Kind.TASK and document.fields.get("id", "") == "":
        problems.append(
            Problem(
                document.path,
                'has no id; add id = "…" or use `check --fix`',
                source.front_line,
                "id",
                fixable=True,
            )
        )
    return problems


def line_of(path: str, text: str, key: str) -> int | None:
    """The line, from 1, at which a key of a text's front matter stands; None where it does not."""
    try:
        return _line_of(cut(path, text), key)
    except Malformed:
        return None


def _line_of(source: Source, key: str) -> int | None:
    spelt = rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{re.escape(key)}[\"']?[ \t]*[=.\]]"
    match = re.search(spelt, source.front, re.MULTILINE)
    return match and source.front_line + source.front.count("\n", 0, match.start())


_EXPECTED: Mapping[Type, tuple[type | tuple[type, ...], str]] = {
    Type.DATE: (date, "a date such as 2026-06-19, without quotes"),
    Type.NUMBER: ((int, float), "a number"),
    Type.FLAG: (bool, "true or false"),
    Type.TABLE: (dict, "a table"),
    Type.DURATION: (str, 'a duration such as "6h"'),
}


_TEXTS = {
    kind: frozenset(
        key
        for key, field in fields_of(kind).items()
        if not (field.many or field.choices or field.type in _EXPECTED)
    )
    for kind in Kind
}
"""The fields of each kind that may hold any text, as most do."""


def expected(field: Field, value: object) -> str | None:
    """What should stand there, None when the value is of the field's type."""
    if field.many:
        type_, words = (dict, "tables") if field.type is Type.TABLE else (str, "texts")
        fine = isinstance(value, list) and all(isinstance(item, type_) for item in value)
        return None if fine else f"a list of {words}"
    if field.type is Type.ANY:
        return None
    types, words = _EXPECTED.get(field.type, (str, "text in quotes"))
    fine = isinstance(value, types) and (isinstance(value, bool) == (field.type is Type.FLAG))
    fine = fine and not (isinstance(value, float) and not isfinite(value))
    if not fine:
        return words
    if field.choices and value not in field.choices:
        return f"one of {', '.join(field.choices)}"
    return None


def _check_log(document: Document, source: Source) -> list[Problem]:
    if is_fine(source.log):
        return []
    before = source.join()[: -len(source.log)].count("\n")
    unread = (item for item in log_items(source.log) if item.entry is None)
    return [
        Problem(
            document.path,
            f"a line under “{LOG_HEADING}” is no log entry: {item.raw[:60]}",
            before + item.line,
        )
        for item in islice(unread, MANY)
    ]
