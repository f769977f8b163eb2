"""The goals that an initiative serves: from each up to the objective and its purpose."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from tuiwork.insight.why import Link
from tuiwork.tui.content import plain
from tuiwork.tui.keys import binding_of
from tuiwork.tui.why_text import chains_in_full
from tuiwork.tui.widgets.dialog import Dialog
from tuiwork.tui.widgets.hanging import Entry, Hanging


class GoalsServed(Dialog[None]):
    """The chains, or the honest word that there is none."""

    BINDINGS: ClassVar[list[BindingType]] = [binding_of("why.close")]
    DEFAULT_CSS = """
    GoalsServed VerticalScroll { height: auto; max-height: 60vh; margin: 1 0; }
    """

    def __init__(
        self, title: str, links: Mapping[str, tuple[Link, ...]], signs: Mapping[str, str]
    ) -> None:
        super().__init__(f"Why {title}")
        self._links = links
        self._signs = signs
        self.hint_words = {"dialog.cancel": "close"}

    def body(self) -> Iterator[Widget]:
        with VerticalScroll():
            yield Static(Hanging(served(self._links, self._signs)))


def served(links: Mapping[str, tuple[Link, ...]], signs: Mapping[str, str]) -> list[list[Entry]]:
    """Each goal with what lies above it, and the names that lead nowhere."""
    nothing = Content("")
    groups = chains_in_full((chain for chain in links.values() if chain), signs)
    broken = [name for name, chain in links.items() if not chain]
    if broken:
        words = plain(f"broken link: {', '.join(broken)}").stylize("$blocked")
        groups.append([Entry(nothing, words)])
    return groups or [[Entry(nothing, Content.styled("No goal is linked.", "$today"))]]
