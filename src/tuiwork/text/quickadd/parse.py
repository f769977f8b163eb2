"""Quick add: one line read into a new task's title, list and fields. It never refuses a line.

`Replace compressor, roof 2 /jobs !high @sara #roof ^faster-service ~6h due:friday every:month`
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tuiwork.dataclass import dataclass, field
from tuiwork.errors import Ambiguous, Refused
from tuiwork.model.fields import Field, Type, fields_of
from tuiwork.model.kinds import Kind
from tuiwork.model.workspace import Workspace
from tuiwork.text.keys import CUSTOM, PLACE, find_field
from tuiwork.text.meaning import meaning
from tuiwork.text.quickadd.dates import MOST_WORDS, bare_date, date_length
from tuiwork.text.quickadd.near import nearest_key, nearest_value
from tuiwork.text.quickadd.words import PUNCTUATION, Word, split_line
from tuiwork.text.values import parse_value, show_value

_FIELDS = fields_of(Kind.TASK)
SIGILS = {
    "/": PLACE,
    "!": _FIELDS["priority"],
    "@": _FIELDS["owner"],
    "#": _FIELDS["tags"],
    "^": _FIELDS["goals"],
    "~": _FIELDS["estimate"],
}
_NOT_HERE = ("title", "rank", "series")
_UNITS = ("day", "week", "month", "quarter", "year")


@dataclass(frozen=True, slots=True)
class Token:
    """A part of the line that means something, or tried to. `kind` is the field's key, `meaning`
    what was understood, in full words; where `ok` is false it says what is wrong."""

    start: int
    end: int
    kind: str
    text: str
    meaning: str
    ok: bool = True


@dataclass(frozen=True, slots=True)
class QuickAdd:
    """What a line says. `place` is the folder of a list, `fields` the front matter of the new task.

    `leftovers` are sentences about tokens that named nothing and stayed in the title; `ambiguous`
    about those that named several things, for which the line must not be added as it is.
    """

    title: str
    place: str | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    tokens: list[Token] = field(default_factory=list)
    leftovers: list[str] = field(default_factory=list)
    ambiguous: list[str] = field(default_factory=list)


def parse_quick_add(
    workspace: Workspace, line: str, today: date, *, me: str | None = None
) -> QuickAdd:
    """What a line means in this workspace; `me` is the handle that `@me` stands for."""
    reading = _Reading(workspace, split_line(line), today, me)
    reading.take_tokens()
    reading.take_bare_date()
    return reading.result()


@dataclass(slots=True)
class _Reading:
    """A line while it is read: which words became part of tokens, and what those said."""

    workspace: Workspace
    words: list[Word]
    today: date
    me: str | None
    used: set[int] = field(default_factory=set)
    values: dict[str, Any] = field(default_factory=dict)
    tokens: dict[int, Token] = field(default_factory=dict)
    leftovers: dict[int, str] = field(default_factory=dict)
    ambiguous: dict[int, str] = field(default_factory=dict)

    def result(self) -> QuickAdd:
        title = " ".join(word.shown for at, word in enumerate(self.words) if at not in self.used)
        fields = {
            key: value
            for key, value in self.values.items()
            if key != PLACE.key and not key.startswith(CUSTOM)
        }
        custom = {
            key.removeprefix(CUSTOM): value
            for key, value in self.values.items()
            if key.startswith(CUSTOM)
        }
        if custom:
            fields["fields"] = custom
        return QuickAdd(
            " ".join(title.split()),
            self.values.get(PLACE.key),
            fields,
            [self.tokens[at] for at in sorted(self.tokens)],
            [self.leftovers[at] for at in sorted(self.leftovers)],
            [self.ambiguous[at] for at in sorted(self.ambiguous)],
        )

    def take_tokens(self) -> None:
        asked = [
            (at, *found)
            for at, word in enumerate(self.words)
            if word.looks_like_token and (found := self._asked(at, word.text)) is not None
        ]
        # The list comes first, because it decides which statuses there are.
        asked.sort(key=lambda one: one[1] is not PLACE)
        for at, wanted, value in asked:
            self._take(at, wanted, value)

    def _asked(self, at: int, text: str) -> tuple[Field, str] | None:
        """The field a word asks for and the words for its value; None for ordinary text."""
        if text[0] in SIGILS:
            value = "urgent" if text == "!!" else text[1:].rstrip(PUNCTUATION)
            return SIGILS[text[0]], value
        key, _, value = text.partition(":")
        if key.casefold() == "every":
            return _FIELDS["recur"], f"every {_unquoted(value)}"
        settings = self.workspace.settings
        found = find_field(settings, key)
        if found is None:
            near = None if value.startswith("//") else nearest_key(settings, key)
            if near is not None:
                self._leave(at, key, f"there is no field “{key}”; did you mean {near}?")
            return None
        if found.fixed or found.key in _NOT_HERE or found.type is Type.TABLE:
            return None
        return found, value

    def _take(self, at: int, wanted: Field, value: str) -> None:
        """Read the token at a word, and the words behind it that belong to its value."""
        if self.words[at].text[0] == "@" and "owner" in self.values:
            wanted = _FIELDS["collaborators"]
        end = at + 1
        if wanted.type is Type.DATE and not value.startswith('"'):
            end = self._end_of_words(at, value, self._date_words)
        elif wanted.key == "recur" and not value.startswith('"'):
            end = self._end_of_words(at, value, _recurrence_words)
        words = " ".join([_unquoted(value), *(one.text for one in self.words[at + 1 : end])])
        self._read(at, end, wanted, words)

    def _end_of_words(self, at: int, value: str, count: Callable[[list[str]], int]) -> int:
        """Where a value of several words without quotes ends."""
        following = [value]
        for word in self.words[at + 1 : at + MOST_WORDS]:
            if word.literal or word.looks_like_token:
                break
            following.append(word.text)
        return at + max(1, count(following))

    def _date_words(self, words: list[str]) -> int:
        return date_length(words, self.today, self.workspace.settings.languages)

    def _read(self, at: int, end: int, wanted: Field, words: str) -> None:
        try:
            value = self._value(wanted, words)
        except Ambiguous as error:
            self.ambiguous[at] = _why(error)
            self._mark(at, end, wanted.key, _why(error), ok=False)
            self.used |= set(range(at, end))
        except Refused as error:
            self._leave(at, wanted.key, _why(error))
        else:
            self._keep(at, end, wanted, value)

    def _value(self, wanted: Field, words: str) -> Any:
        workflow = None
        if wanted.type is Type.STATUS and PLACE.key in self.values:
            place = self.workspace.lists[self.values[PLACE.key]]
            workflow = self.workspace.settings.workflow(place.workflow)
        try:
            return parse_value(
                self.workspace, wanted, words, self.today, me=self.me, workflow=workflow
            )
        except Ambiguous:
            raise
        except Refused:
            near = nearest_value(self.workspace, wanted, words)
            if near is None:
                raise
            return parse_value(self.workspace, wanted, near, self.today, workflow=workflow)

    def _keep(self, at: int, end: int, wanted: Field, value: Any) -> None:
        held = self.values.get(wanted.key)
        if held is not None and not wanted.many:
            shown = show_value(wanted, held)
            self._leave(at, wanted.key, f"{wanted.label.casefold()} is already {shown}")
            return
        self._mark(at, end, wanted.key, meaning(self.workspace, wanted, value, self.today))
        self.used |= set(range(at, end))
        if wanted.many:
            value = list(dict.fromkeys([*(held or []), *value]))
        if wanted.key == "collaborators":
            value = [one for one in value if one != self.values.get("owner")]
        if value != []:
            self.values[wanted.key] = value

    def _leave(self, at: int, kind: str, why: str) -> None:
        """Leave a token in the title, and say so."""
        self.leftovers[at] = f"“{self.words[at].text}” stays in the title; {why}"
        self._mark(at, at + 1, kind, why, ok=False)

    def _mark(self, at: int, end: int, kind: str, said: str, *, ok: bool = True) -> None:
        start, stop = self.words[at].start, self.words[end - 1].end
        text = " ".join(word.text for word in self.words[at:end])
        self.tokens[at] = Token(start, stop, kind.removeprefix(CUSTOM), text, said, ok)

    def take_bare_date(self) -> None:
        """Take a day at the end of the title's words as the due one, where nothing else says it."""
        if "due" in self.values or any(one.kind == "due" for one in self.tokens.values()):
            return
        texts = ["" if word.literal else word.text for word in self.words]
        edges = self.used | set(self.tokens)
        found = bare_date(texts, edges, self.today, self.workspace.settings.languages)
        if found is None:
            return
        start, begin, end = found
        self._read(start, end, _FIELDS["due"], " ".join(texts[begin:end]))


def _why(error: Refused) -> str:
    """What is wrong, without the key in front: the token itself says that."""
    key, colon, sentence = error.message.partition(": ")
    return sentence if colon and " " not in key else error.message


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] == '"'
    return value[1:-1] if quoted else value


def _recurrence_words(words: list[str]) -> int:
    """How many words make a recurrence: `every:2 weeks` is two, all else one."""
    counted = words[0].removeprefix("every ").isdecimal()
    return 2 if counted and len(words) > 1 and words[1].casefold().startswith(_UNITS) else 1
