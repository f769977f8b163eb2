"""Text on its way to a widget: from outside, made safe and never read as markup; or anew."""

from __future__ import annotations

from rich.text import Text
from textual.content import Content
from textual.widgets import Static

from tuiwork.text.clean import safe


def plain(value: str) -> Content:
    """Return `value` for widgets that take Content: Static, Button, Tab, Option, border titles."""
    return Content(safe(value))


def text(value: str) -> Text:
    """Return `value` for the two widgets that need Rich's Text: Tree labels and DataTable cells."""
    return Text(safe(value))


def put(static: Static, words: Content) -> None:
    """Have a Static show words, unless it does so already.

    It costs a new layout of the whole screen only where the Static is as large as its words.
    """
    shown = static.content
    if not (isinstance(shown, Content) and words.is_same(shown)):
        static.update(words, layout=static.styles.auto_dimensions)
