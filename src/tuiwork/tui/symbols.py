"""The signs of the screens: those of tuiwork.text.symbols, which the command line shows too."""

from __future__ import annotations

from tuiwork.text.symbols import SYMBOLS, symbols

__all__ = ["SYMBOLS", "symbols"]
