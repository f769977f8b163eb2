"""The query language: what filters, saved views and reports are written in, read into a tree.

`owner:@me due:<+7d (list:jobs or customer:havnegaard) -tag:waiting "two words" sort:due,-priority`
"""

from __future__ import annotations

import re
from collections.abc import Callable

from tuiwork.text.query.tree import AllOf, AnyOf, Node, Not, Query, QueryError, SortKey, Term, Words

MAX_LENGTH = 2_000
MAX_DEPTH = 40

_KEY = re.compile(r"([^\W\d][\w.-]*):")
_OP = re.compile(r"[<>]=?")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_WORD = re.compile(r"[^\s()]+")
_VALUE = re.compile(r"[^\s(),]+")


def parse_query(text: str) -> Query:
    """The query a text is. Raises QueryError. What its keys and values mean is checked later."""
    if len(text) > MAX_LENGTH:
        raise QueryError(f"the query is longer than {MAX_LENGTH} characters", text[:60], 0, 60)
    return _Parser(text).parse()


class _Parser:
    """Reads a query from left to right; `at` is where it stands."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.depth = 0
        self.sort: tuple[SortKey, ...] = ()
        self.group: SortKey | None = None

    def parse(self) -> Query:
        tree = self._any()
        if self.at < len(self.text):
            raise self._error("there is no “(” that this belongs to", self.at)
        return Query(tree, self.sort, self.group, self.text)

    def _error(self, sentence: str, start: int, end: int | None = None) -> QueryError:
        return QueryError(sentence, self.text, start, start + 1 if end is None else end)

    def _skip_space(self) -> None:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1

    def _take(self, word: str) -> bool:
        match = _WORD.match(self.text, self.at)
        if match is None or match[0].casefold() != word:
            return False
        self.at = match.end()
        return True

    def _any(self) -> Node:
        items = [self._all()]
        while True:
            start = self.at
            if not self._take("or"):
                break
            following = self._all()
            if AllOf() in (items[-1], following):
                raise self._error(
                    "“or” needs something on both sides; quote it to search for the word",
                    start,
                    start + 2,
                )
            items.append(following)
        return _joined(AnyOf, items)

    def _all(self) -> Node:
        items: list[Node] = []
        while True:
            self._skip_space()
            if self.at >= len(self.text) or self.text[self.at] == ")":
                break
            word = _WORD.match(self.text, self.at)
            if word is not None and word[0].casefold() == "or":
                break
            if self._take("and"):
                continue
            item = self._one()
            if item is not None:
                items.append(item)
        return _joined(AllOf, items)

    def _one(self) -> Node | None:
        """The item here; None where it was a `sort:` or `group:`."""
        start = self.at
        if self.text[start] == "-" and start + 1 < len(self.text):
            after = self.text[start + 1]
            if not after.isspace():
                return self._deeper(start, self._negated)
        if self.text[start] == "(":
            return self._deeper(start, self._bracketed)
        item = self._leaf()
        if isinstance(item, Term) and item.key in ("sort", "group"):
            self._take_order(item)
            return None
        return item

    def _deeper(self, start: int, read: Callable[[], Node]) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise self._error(f"the query nests deeper than {MAX_DEPTH} levels", start)
        node = read()
        self.depth -= 1
        return node

    def _negated(self) -> Node:
        start = self.at
        self.at += 1
        if self.text[self.at] == ")":
            raise self._error("“-” has nothing after it to leave out", start)
        item = self._one()
        assert item is not None
        return Not(item)

    def _bracketed(self) -> Node:
        start = self.at
        self.at += 1
        node = self._any()
        if self.at >= len(self.text):
            raise self._error("this “(” is never closed", start)
        self.at += 1
        if node == AllOf():
            raise self._error("there is nothing between the brackets", start, self.at)
        return node

    def _take_order(self, term: Term) -> None:
        if self.depth:
            raise self._error(
                f"{term.key}: stands by itself, without brackets or “-”", term.start, term.end
            )
        if term.op:
            raise self._error(f"{term.key}: takes names of fields", term.start, term.end)
        keys = tuple(
            SortKey(name.removeprefix("-").casefold(), name.startswith("-"), term.start, term.end)
            for name in term.values
        )
        if not all(_KEY.fullmatch(f"{one.key}:") for one in keys):
            raise self._error(f"{term.key}: takes names of fields", term.start, term.end)
        if term.key == "sort":
            self.sort += keys
        elif len(keys) > 1 or self.group or keys[0].descending:
            raise self._error("group: takes one field", term.start, term.end)
        else:
            self.group = keys[0]

    def _leaf(self) -> Words | Term:
        start = self.at
        if self.text[start] == '"':
            return Words(self._quoted(), start, self.at)
        key = _KEY.match(self.text, start)
        if key is None:
            word = _WORD.match(self.text, start)
            assert word is not None
            self.at = word.end()
            return Words(word[0], start, self.at)
        self.at = key.end()
        op = _OP.match(self.text, self.at)
        self.at = op.end() if op else self.at
        values = [self._value(key[1], start)]
        while self.text.startswith(",", self.at):
            self.at += 1
            values.append(self._value(key[1], start))
        folded = key[1].casefold()
        name = folded if _KEY.fullmatch(f"{folded}:") else key[1]
        return Term(name, op[0] if op else "", tuple(values), start, self.at)

    def _value(self, key: str, start: int) -> str:
        if self.text.startswith('"', self.at):
            value = self._quoted()
            if self.at < len(self.text) and _VALUE.match(self.text, self.at):
                raise self._error("a space is missing after the quote", self.at)
            return value
        value_match = _VALUE.match(self.text, self.at)
        if value_match is None:
            raise self._error(
                f"{key}: has no value here; write {key}:value or {key}:none", start, self.at
            )
        self.at = value_match.end()
        return value_match[0]

    def _quoted(self) -> str:
        start = self.at
        match = _QUOTED.match(self.text, start)
        if match is None:
            raise self._error("this quote is never closed", start)
        self.at = match.end()
        return re.sub(r"\\(.)", r"\1", match[1], flags=re.DOTALL)


def _joined(kind: type[AllOf] | type[AnyOf], items: list[Node]) -> Node:
    """The items as one node, those of the same kind taken in; a single one stays itself."""
    if len(items) == 1:
        return items[0]
    flat = [
        inner for item in items for inner in (item.items if isinstance(item, kind) else (item,))
    ]
    return kind(tuple(flat))
