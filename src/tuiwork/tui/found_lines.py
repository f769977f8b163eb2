"""How what a search found looks: a sign, the title with the hits marked, the place; below it the
line of the notes or the comment that was hit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from tuiwork.insight.findable import Entry
from tuiwork.insight.finding import Found, Hit, Part
from tuiwork.insight.saying import snippet
from tuiwork.model.kinds import Kind
from tuiwork.model.task import Task
from tuiwork.model.workspace import Workspace
from tuiwork.text.clean import safe
from tuiwork.text.folding import stretches
from tuiwork.text.meaning import place_titles
from tuiwork.tui.task_lines import status_sign
from tuiwork.tui.widgets.columns import Column, Line, fit, lay_out, length
from tuiwork.tui.widgets.columns import Part as Stretch
from tuiwork.tui.widgets.rows import Row, State

PLACE = (12, 44)
"""Cells for the place of a hit: at least, at most; in between a third of the line."""
HEADINGS = {
    Part.TEXT: "In notes and comments",
    Part.CLOSED: "Closed",
    Part.LATEST: "Changed last",
}
_SIGNS = {
    Kind.SPACE: "place",
    Kind.LIST: "place",
    Kind.VIEW: "view",
    Kind.PERSON: "person",
    Kind.GOAL: "goal",
    Kind.INITIATIVE: "initiative",
    Kind.CUSTOMER: "star",
}
_WORDS = {Kind.VIEW: "saved view", Kind.DOC: "document"}


def found_rows(found: Found, words: Sequence[str]) -> Iterator[Row]:
    """The rows of what was found, those of each part below its heading; hits know the words."""
    for part, hits in groupby(found.hits, key=lambda hit: hit.part):
        if part in HEADINGS:
            yield Row(f":gap {part}", "", header=True)
            yield Row(f":part {part}", HEADINGS[part], header=True)
        for hit in hits:
            yield Row(hit.entry.key, (hit, words))
            if hit.in_text:
                yield Row(below(hit.entry.key), (hit.entry, words), header=True)


def below(key: str) -> str:
    """The key of the line below a hit in a text."""
    return f":text {key}"


class FoundLines:
    """Draws what was found in a workspace."""

    def __init__(self, workspace: Workspace, signs: Mapping[str, str]) -> None:
        self.workspace = workspace
        self._signs = signs

    def draw(self, row: Row, width: int, _: State) -> Sequence[Line]:
        """The one line of a row."""
        if isinstance(row.value, str):
            return [[(row.value, "strong")]]
        what, words = row.value
        if isinstance(what, Hit):
            return [self._line(what, words, width)]
        return [self._snippet(what, words, width)]

    def _line(self, hit: Hit, words: Sequence[str], width: int) -> Line:
        document, tone = hit.entry.document, "dim" if hit.part is Part.CLOSED else ""
        sign = (self._signs[_SIGNS.get(document.kind, "page")], "dim")
        title = lit(hit.entry.title, words, tone)
        if isinstance(document, Task):
            sign = status_sign(self.workspace, document, self._signs)
            if len(words) == 1 and document.id.startswith(words[0]):
                title += [("  ", ""), *lit(document.id, words, "dim")]
        cells = min(max(width // 3, PLACE[0]), PLACE[1])
        columns = (Column("sign", 1), Column("title", gap=2), Column("place", cells, gap=2))
        place = self._place(hit.entry, cells)
        return lay_out(
            fit(columns, width),
            {"sign": [sign], "title": title, "place": [(place, "dim")]},
            cut_sign=self._signs["cut"],
        )

    def _place(self, entry: Entry, cells: int) -> str:
        """Where a task lies, what anything else is; the nearest of it where not all has room."""
        document = entry.document
        if isinstance(document, Task):
            return _end_of(place_titles(self.workspace, document.folder), cells)
        if entry.part:
            return f"key result, {document.title}"
        if document.kind is Kind.LIST:
            above = place_titles(self.workspace, document.folder).rpartition(" › ")[0]
            return f"list in {above}" if above else "list"
        return _WORDS.get(document.kind, document.kind.value)

    def _snippet(self, entry: Entry, words: Sequence[str], width: int) -> Line:
        found = snippet(entry.document, words, before=max(width // 4, 12))
        if found is None:
            return [("   in a long text", "dim")]
        before = f"{safe(found.by)}: " if found.by else ""
        cut = self._signs["cut"] if found.cut else ""
        line = [(f"   {before}{cut}", "dim"), *_stretched(found.text, found.marks, "dim")]
        return lay_out(fit((Column("text"),), width), {"text": line}, cut_sign=self._signs["cut"])


def lit(text: str, words: Iterable[str], tone: str = "") -> list[Stretch]:
    """A text with the words in it made strong."""
    shown = safe(text)
    return _stretched(shown, stretches(shown, words), tone)


def _stretched(text: str, marks: Iterable[tuple[int, int]], tone: str) -> list[Stretch]:
    out: list[Stretch] = []
    end = 0
    for start, stop in marks:
        out += [(text[end:start], tone), (text[start:stop], "accent strong")]
        end = stop
    return [part for part in (*out, (text[end:], tone)) if part[0]]


def _end_of(titles: str, cells: int) -> str:
    while length([(titles, "")]) > cells and " › " in titles:
        titles = titles.partition(" › ")[2]
    return titles
