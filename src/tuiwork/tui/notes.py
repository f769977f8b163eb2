"""Notes in Markdown as entries for the detail pane: only what reads well in a terminal is styled, a
link shows its address, HTML stays as it is written, and nothing is ever markup of ours."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from textual.content import Content

from tuiwork.text.clean import safe
from tuiwork.tui.content import plain
from tuiwork.tui.widgets.hanging import Entry

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

MOST = 10_000
"""Characters of notes that are shown; the file has the rest."""

_STYLES = {"strong": "bold", "em": "italic", "s": "strike", "link": "underline"}
_NOTHING = Content("")
BAR = "│"


def note_entries(notes: str, editor: str) -> list[list[Entry]]:
    """The notes as groups of entries, one for each block; the key `editor` opens the file."""
    text = safe(notes[:MOST], multiline=True).strip()
    groups = _Reader().read(_parser().parse(text)) if text else []
    if len(notes) > MOST:
        more = f"… {len(notes) - MOST:,} more characters; {editor} opens the file"
        groups.append([Entry(_NOTHING, Content.styled(more, "$dim"))])
    return groups


@cache
def _parser() -> MarkdownIt:
    """Made when first needed, so that the first screen does not wait for it."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable(
        ["table", "strikethrough"]
    )


class _Reader:
    """Walks the tokens of one text; `groups` is what it has understood so far."""

    def __init__(self) -> None:
        self.groups: list[list[Entry]] = []
        self._lists: list[int | None] = []
        self._marker = ""
        self._quotes = 0
        self._heading = False
        self._row: list[Content] | None = None
        self._together = False

    def read(self, tokens: Sequence[Token]) -> list[list[Entry]]:
        for token in tokens:
            self._take(token)
        return self.groups

    def _take(self, token: Token) -> None:
        match token.type:
            case "bullet_list_open" | "ordered_list_open":
                self._together = bool(self._lists)
                self._lists.append(_first_number(token))
            case "bullet_list_close" | "ordered_list_close":
                self._lists.pop()
                self._together = bool(self._lists)
            case "list_item_open":
                self._marker = self._next_marker()
            case "blockquote_open" | "blockquote_close":
                self._quotes += token.nesting
            case "heading_open" | "heading_close":
                self._heading = token.nesting > 0
            case "table_open" | "table_close":
                self._together = False
            case "tr_open":
                self._row = []
            case "tr_close":
                self._add(Content(f" {BAR} ").join(self._row or ()), together=True)
                self._row = None
            case "inline" if self._row is not None:
                self._row.append(inline(token))
            case "inline":
                text = inline(token)
                self._add(text.stylize("bold") if self._heading else text)
            case "fence" | "code_block":
                self._together = False
                for line in token.content.rstrip("\n").split("\n"):
                    self._add(plain(line).stylize("$dim"), together=True)
                self._together = False
            case "hr":
                self._add(Content.styled("───", "$dim"))

    def _add(self, text: Content, *, together: bool = False) -> None:
        """Add an entry, right below the one before it if both belong together."""
        before = f"{BAR} " * self._quotes + "  " * max(len(self._lists) - 1, 0)
        lead = f"{before}{self._marker} " if self._lists else before
        again = before.ljust(len(lead))
        entry = Entry(_dim(lead), text, _dim(again), len(lead))
        if self._together and self.groups:
            self.groups[-1].append(entry)
        else:
            self.groups.append([entry])
        self._together = together or bool(self._lists)
        self._marker = " " * len(self._marker)

    def _next_marker(self) -> str:
        number = self._lists[-1]
        if number is None:
            return "•"
        self._lists[-1] = number + 1
        return f"{number}."


def _dim(lead: str) -> Content:
    return Content.styled(lead.rstrip(), "$dim")


def _first_number(token: Token) -> int | None:
    if token.type == "bullet_list_open":
        return None
    return int(token.attrs.get("start", 1))


def inline(token: Token) -> Content:
    """What stands in one block: emphasis as style, links followed by their address."""
    parts: list[Content] = []
    styles: list[str] = []
    links: list[tuple[str, int]] = []
    for one in token.children or ():
        kind, _, step = one.type.rpartition("_")
        if step == "open":
            styles.append(_STYLES.get(kind, ""))
            if kind == "link":
                links.append((str(one.attrs.get("href", "")), len(parts)))
        elif step == "close":
            styles.pop()
            if kind == "link":
                href, start = links.pop()
                parts += _address(href, "".join(part.plain for part in parts[start:]))
        else:
            parts.append(_piece(one, " ".join(filter(None, styles))))
    return Content.assemble(*parts)


def _piece(token: Token, style: str) -> Content:
    match token.type:
        case "softbreak":
            return Content(" ")
        case "hardbreak":
            return Content("\n")
        case "code_inline":
            return plain(token.content).stylize("$today")
        case "image":
            return Content.assemble(plain(token.content), *_address(str(token.attrs["src"]), ""))
    text = plain(token.content)
    return text.stylize(style) if style else text


def _address(href: str, text: str) -> list[Content]:
    """The address in brackets, unless the text is the address already."""
    if href in (text, f"mailto:{text}"):
        return []
    return [plain(f" ({href})").stylize("$dim")]
