"""Text from outside on its way to a widget: made safe, and never read as markup."""

from __future__ import annotations

from rich.text import Text
from textual.content import Content

from tuiwork.text.clean import safe


def plain(value: str) -> Content:
    """Return `value` for widgets that take Content: Static, Button, Tab, Option, border titles."""
    return Content(safe(value))


def text(value: str) -> Text:
    """Return `value` for the two widgets that need Rich's Text: Tree labels and DataTable cells."""
    return Text(safe(value))
