"""Screens that are laid out once: Textual does it again wherever the first time gave something
another size, and paints all of that twice."""

from __future__ import annotations

from textual.geometry import Size
from textual.screen import Screen, ScreenResultType
from textual.widget import Widget

_SIZE_OF_ALL = vars(Widget)["virtual_size"]
"""What asks for the second time: the size of all that is in a widget, also of what is out of sight.
That a scrollbar comes or goes asks for itself."""


class LaidOnce(Screen[ScreenResultType]):
    """A screen whose widgets take what a layout gives them."""

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        _SIZE_OF_ALL._layout = _SIZE_OF_ALL._repaint = False
        try:
            super()._refresh_layout(size, scroll)
        finally:
            _SIZE_OF_ALL._layout = _SIZE_OF_ALL._repaint = True
